"""Who was asked for a referral, when, and who declined."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.letter_status import ARRIVED
from salesbook.domain.facts.merged import became
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.talks import talk_rows
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema.closed_lists import DECLINED, REFERRAL_VOID
from salesbook.tables.arrays import Bools, Ints, dates, days_of, positions, texts
from salesbook.tables.grid import is_blank
from salesbook.tables.origin import origin_of

ASK_AGAIN = 180  # days until the same person is asked for a referral again
DECLINED_DAYS = 365  # for which whoever declined is left in peace
_YEAR = 365  # days, of Asks a year
_ASK_LETTERS = ("referral-ask", "referral-lost")  # texts of templates/letters that ask
_QUOTE = re.compile("“[^”]*”")
_GIVEN = "Referral given: "  # so `log` notes what was typed on Calls


@dataclass(frozen=True)
class ReferralQuestions:
    """Each day on which a contact was asked, once, by contact, then by day: positions in Contacts, days since 1970-01-01."""

    contact: Ints
    day: Ints


def referral_questions(world: World) -> ReferralQuestions:
    """By talks about a referral, by letters that asked, and by Asked on of Referrals.

    A book without Referrals knows of those who named somebody by Referred by alone: they count as asked on the day when
    that person came into the book.
    """
    asked = [_by_talks(world), _by_letters(world)]
    asked.append(_by_rows(world) if has_referrals(world) else _by_names_given(world))
    contact, day = (np.concatenate(one) for one in zip(*asked, strict=True))
    contact = world.get(became)[contact]
    counts = day <= world.day
    pairs = np.unique(np.stack([contact[counts], day[counts]], axis=1), axis=0)
    return ReferralQuestions(pairs[:, 0], pairs[:, 1])


def has_referrals(world: World) -> bool:
    """Whether the book has the part referrals, and its first table was read."""
    return "Referrals" in world.frames and "Referrals" not in world.absent


def last_asked(world: World) -> Ints:
    """Day (since 1970-01-01) on which each contact was last asked for a referral; 0: never."""
    asked, found = world.get(referral_questions), np.zeros(len(world.frames["Contacts"]), dtype=np.int64)
    found[asked.contact] = asked.day  # the last day stays
    return found


def asked_lately(world: World) -> Bools:
    """Contacts who were asked for a referral within half a year, or on a day that cannot be read."""
    asked = world.get(last_asked)
    lately: Bools = (asked > 0) & (world.day - asked <= ASK_AGAIN)
    if has_referrals(world):
        lately[_whose(world, world.get(asked_on_a_day_unread))] = True
    return lately


def asked_on_a_day_unread(world: World) -> Bools:
    """Rows of Referrals, not void, in whose Asked on somebody typed what is no date: they were asked, and who knows when."""
    table = world.frames["Referrals"]
    source, found = origin_of(table), np.zeros(len(table), dtype=bool)
    undated = np.isnat(dates(table, "Asked on")) & (texts(table, "Status") != REFERRAL_VOID)
    for row in np.flatnonzero(undated).tolist():
        found[row] = not is_blank(source.value(table.index[row], "Asked on"))
    return found


def asked_often(world: World) -> Bools:
    """Contacts whose customer (account, else contact) was asked as often within a year as Settings allows."""
    asked, customer = world.get(referral_questions), world.get(order_days).of_contact
    within = asked.day > world.day - _YEAR
    times = np.bincount(customer[asked.contact[within]], minlength=int(customer.max(initial=-1)) + 1)
    often: Bools = times[customer] >= float(world.settings["Asks a year"])
    return often


def declined_lately(world: World) -> Bools:
    """Contacts who declined within a year, by Asked on of their row of Referrals; without that day they count as well."""
    found = np.zeros(len(world.frames["Contacts"]), dtype=bool)
    if has_referrals(world):
        table = world.frames["Referrals"]
        asked = dates(table, "Asked on")
        lately = np.isnat(asked) | (world.day - days_of(asked) <= DECLINED_DAYS)
        who = _whose(world, (texts(table, "Status") == DECLINED) & lately)
        found[who] = True
    return found


def _whose(world: World, rows: Bools) -> Ints:
    """Who was asked in these rows of Referrals, as far as they are in Contacts; the merged are whom they became."""
    who = positions(world.frames["Contacts"], texts(world.frames["Referrals"], "From")[rows])
    return world.get(became)[who[who >= 0]]


def _by_rows(world: World) -> tuple[Ints, Ints]:
    table = world.frames["Referrals"]
    asked = dates(table, "Asked on")
    counts = ~np.isnat(asked) & (texts(table, "Status") != REFERRAL_VOID)
    who = positions(world.frames["Contacts"], texts(table, "From"))
    counts &= who >= 0
    return who[counts], days_of(asked[counts])


def _by_names_given(world: World) -> tuple[Ints, Ints]:
    contacts = world.frames["Contacts"]
    by, created = positions(contacts, texts(contacts, "Referred by")), dates(contacts, "Created")
    given = (by >= 0) & ~np.isnat(created)
    return by[given], days_of(created[given])


def _by_talks(world: World) -> tuple[Ints, Ints]:
    """Told by the word "referral" in Subject, which the topic has, and the prompts that earlier versions logged; or by a Referral given.

    Where the book has no Referrals, by that word in Notes, too.
    """
    log, touches = world.frames["Activities"], world.get(touch_table)
    talks = (touches["rhythm"].to_numpy() | world.get(talk_rows)) & (touches["activity"] >= 0).to_numpy()
    row = touches["activity"].to_numpy()[talks]
    known = has_referrals(world)
    pairs = zip(texts(log, "Subject")[row].tolist(), texts(log, "Notes")[row].tolist(), strict=True)
    named = np.array(
        [_names_a_referral(subject) or (_GIVEN in notes if known else _names_a_referral(notes)) for subject, notes in pairs], dtype=bool
    )  # fmt: skip
    return touches["contact"].to_numpy()[talks][named], touches["day"].to_numpy()[talks][named]


def _by_letters(world: World) -> tuple[Ints, Ints]:
    outbox = world.frames.get("Outbox")
    if outbox is None:
        nobody = np.empty(0, dtype=np.int64)
        return nobody, nobody
    sent = dates(outbox, "Sent on")
    arrived = np.isin(texts(outbox, "Status"), list(ARRIVED)) & ~np.isnat(sent)
    arrived &= np.array([asks_for_names(name) for name in texts(outbox, "Template").tolist()], dtype=bool)
    who = positions(world.frames["Contacts"], texts(outbox, "Contact ID"))
    arrived &= who >= 0
    return who[arrived], days_of(sent[arrived])


def asks_for_names(template: str) -> bool:
    """Whether a letter of this text, a name of templates, asks for a referral, in whatever language."""
    return template.rpartition("/")[2].partition(".")[0] in _ASK_LETTERS


def _names_a_referral(text: str) -> bool:
    """Not in what is quoted: a topic may quote the notes of a talk before."""
    lower = text.casefold()
    return "referral" in lower and "referral" in _QUOTE.sub("", lower)
