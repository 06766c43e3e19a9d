"""Thanks to whoever introduced somebody: a letter for each introduction, drafted once, which nobody sends but a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from salesbook.actions.mail.waiting_letters import WantedLetter, staged_letters
from salesbook.actions.session import Session, world_of
from salesbook.domain.facts.letter_status import APPROVED, ARRIVED, DRAFT
from salesbook.domain.mailings.outbox import leave_out
from salesbook.domain.referring.claims import referral_rows
from salesbook.domain.referring.thanks import THANKS_KEY
from salesbook.domain.referring.thanks_letters import dated_introductions, thanks_to_write
from salesbook.domain.world import World
from salesbook.tables.arrays import among, dates, days_of, texts
from salesbook.tables.frames import ParsedTables
from salesbook.tables.grid import Grid, is_blank
from salesbook.tables.plan import Plan

THANKS = "referral-thanks"  # the text of templates/letters
_NEXT_AFTER = 14  # days until the same person is thanked once more by letter


@contextmanager
def staged_thanks(session: Session, parsed: ParsedTables) -> Iterator[Plan]:
    """What drafting them changes in the workbook; their files are put in place when this is left without an error.

    Nothing where the workbook has no part for mail. One letter to a person at a time: the next one follows 14 days later.
    `parsed`: frames that there are already.
    """
    grids = session.seen.grids
    if not {"Outbox", "Referrals"} <= set(grids) or not (
        _may_be_due(grids["Referrals"]) or _any_waits(grids["Outbox"])
    ):
        yield Plan()
        return
    world, _ = world_of(session.seen, session.today, parsed)
    with staged_letters(session, world, wanted_thanks(world), "letter of thanks") as plan:
        yield plan + settled_thanks(world)


def wanted_thanks(world: World) -> list[WantedLetter]:
    """A letter for each introduction for which thanks are due, whom one waits for or got one lately left out."""
    ids, rows = texts(world.frames["Referrals"], "Referral ID"), world.get(referral_rows)
    had = _thanked_lately(world)
    found = []
    for row in world.get(thanks_to_write).tolist():
        contact = int(rows.referrer[row])
        if ids[row] and contact not in had:
            had.add(contact)
            found.append(WantedLetter(f"{THANKS_KEY}{ids[row]}", contact, THANKS))
    return found


def settled_thanks(world: World) -> Plan:
    """Letters that wait in vain, since somebody thanked otherwise or the introduction is void, are left out."""
    outbox, referrals = world.frames["Outbox"], world.frames["Referrals"]
    keys, status = outbox.index.to_numpy(dtype=object), texts(outbox, "Status")
    waits = np.isin(status, [DRAFT, APPROVED])
    thanked = set(texts(referrals, "Referral ID")[~np.isnat(dates(referrals, "Thanked on"))].tolist())
    void = set(texts(referrals, "Referral ID").tolist()) - set(
        texts(referrals, "Referral ID")[world.get(dated_introductions)].tolist()
    )
    why: dict[str, str] = {}
    for key in keys[waits].tolist():
        referral = str(key).removeprefix(THANKS_KEY)
        if str(key).startswith(THANKS_KEY) and referral in thanked | void:
            why[key] = "thanked already" if referral in thanked else "no introduction any more"
    return Plan((leave_out(why),)) if why else Plan()


def _thanked_lately(world: World) -> set[int]:
    """Positions of contacts whom a letter of thanks waits for, or who got one within 14 days."""
    outbox = world.frames["Outbox"]
    status, sent = texts(outbox, "Status"), dates(outbox, "Sent on")
    own = np.array([str(key).startswith(THANKS_KEY) for key in outbox.index], dtype=bool)
    lately = np.isin(status, list(ARRIVED)) & ~np.isnat(sent) & (world.day - days_of(sent) < _NEXT_AFTER)
    who = texts(outbox, "Contact ID")[own & (np.isin(status, [DRAFT, APPROVED]) | lately)]
    contacts = world.frames["Contacts"]
    return set(np.flatnonzero(among(contacts.index.to_numpy(dtype=object), set(who.tolist()))).tolist())


def _may_be_due(referrals: Grid) -> bool:
    """Whether any row has a day in Introduced on and none in Thanked on: most books need not be looked at twice."""
    pairs = zip(
        *(referrals.columns.get(name, [None] * referrals.height) for name in ("Introduced on", "Thanked on")),
        strict=True,
    )
    return any(is_blank(thanked) and not is_blank(day) for day, thanked in pairs)


def _any_waits(outbox: Grid) -> bool:
    return any(
        str(key).startswith(THANKS_KEY) and status in {DRAFT, APPROVED}
        for key, status in zip(outbox.columns["Draft ID"], outbox.columns["Status"], strict=True)
    )
