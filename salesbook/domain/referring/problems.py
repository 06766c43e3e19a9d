"""What is wrong with Referrals and IncentiveRules, each with its cell and the next step. IDs that are nowhere, `check` tells of all tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from salesbook.domain.facts.asked import asked_on_a_day_unread, has_referrals
from salesbook.domain.facts.merged import became
from salesbook.domain.facts.orders import days_named
from salesbook.domain.facts.people import People, names_of_contacts
from salesbook.domain.facts.talks import talk_rows
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.referring.claims import claims_of, referral_rows
from salesbook.domain.referring.links import referral_links
from salesbook.domain.referring.won import won_on
from salesbook.domain.world import World
from salesbook.schema.closed_lists import (
    ASKED,
    DECLINED,
    INTRODUCED,
    MET,
    REFERRAL_PROMISED,
    REFERRAL_VOID,
    REFERRAL_WON,
)
from salesbook.tables.arrays import Bools, Ints, Objects, dates, numbers, positions, take, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.wiping import FORGOTTEN
from salesbook.util.wording import cited, on

_GONE = ("Left", "Wrong number")
_COUNTS = (INTRODUCED, MET, REFERRAL_WON)  # statuses that say that somebody was introduced
_FAR = np.iinfo(np.int64).max


def referral_problems(world: World) -> tuple[Problem, ...]:
    """All of them; none where the book has no referrals."""
    if not has_referrals(world):
        return ()
    rules = _rules_badly_set(world) if "IncentiveRules" in world.frames else iter(())
    if not len(world.frames["Referrals"]):
        return tuple(rules)
    sheet = _Sheet(world)
    return tuple(chain(*(kind(sheet) for kind in _KINDS), rules))


class _Sheet:
    """Referrals by column, and whom its rows are about."""

    def __init__(self, world: World) -> None:
        self.world, self.table = world, world.frames["Referrals"]
        self.rows, self.claims = world.get(referral_rows), world.get(claims_of)
        self.status = texts(self.table, "Status")
        self.stands = self.status != REFERRAL_VOID
        self.names = world.get(names_of_contacts)

    def has(self, column: str) -> Bools:
        filled: Bools = texts(self.table, column) != ""
        return filled

    def has_day(self, column: str) -> Bools:
        return ~np.isnat(dates(self.table, column))

    def tell(
        self, which: Bools, column: str, why: str | Callable[[int], str], todo: str | Callable[[int], str]
    ) -> Iterator[Problem]:
        """A problem for each of these rows."""
        for row in np.flatnonzero(which).tolist():
            said, then = (one if isinstance(one, str) else one(row) for one in (why, todo))
            yield origin_of(self.table).problem(self.table.index[row], column, said, then)

    def name(self, at: int) -> str:
        return str(self.names[at])

    def of_contacts(self, column: str, at: Ints) -> Objects:
        return take(texts(self.world.frames["Contacts"], column), at)


def _nobody_introduces(sheet: _Sheet) -> Iterator[Problem]:
    nobody = sheet.stands & ~sheet.has("From") & ~sheet.has("From name")
    yield from sheet.tell(nobody, "From name", "This row says nobody who introduces, so it counts for nothing",
                          "Type who introduces, as a name or, into From, as a Contact ID.")  # fmt: skip


def _themselves(sheet: _Sheet) -> Iterator[Problem]:
    same = sheet.stands & (sheet.rows.referrer >= 0) & (sheet.rows.referrer == sheet.rows.introduced)
    yield from sheet.tell(same, "Introduced", lambda row: f"{sheet.name(sheet.rows.referrer[row])} cannot have introduced themselves, so it counts for nothing",
                          "Type who was introduced, or set Status to Void.")  # fmt: skip


def _not_in_contacts(sheet: _Sheet) -> Iterator[Problem]:
    """Introduced by name alone, and nobody of Contacts is called so: it can be nobody's orders, and earns nothing."""
    unknown = np.isin(sheet.status, _COUNTS) & ~sheet.has("Introduced")
    names = texts(sheet.table, "Introduced name")
    nobody = unknown & sheet.has("Introduced name") & (names != FORGOTTEN)
    if nobody.any():  # of several who are called so, the next click tells
        people = People(sheet.world.frames["Contacts"], sheet.world.frames["Accounts"])
        nobody[nobody] = [not people.meant(name) for name in names[nobody].tolist()]
    yield from sheet.tell(nobody, "Introduced name", lambda row: f"{cited(names[row])} is not in Contacts, so it counts for nobody yet",
                          "Add them to Contacts, or type their Contact ID into Introduced.")  # fmt: skip
    yield from sheet.tell(unknown & ~sheet.has("Introduced name"), "Introduced name", lambda row: f"Status is {sheet.status[row]}, and nobody says who was introduced",
                          "Type who it was, or correct Status.")  # fmt: skip


def _second_claims(sheet: _Sheet) -> Iterator[Problem]:
    """Of two claims on one person the first counts."""
    claims, ids = sheet.claims, texts(sheet.table, "Referral ID")
    first = {
        who: row
        for who, row, is_first in zip(
            *(one.tolist() for one in (claims.introduced, claims.row, claims.is_first)), strict=True
        )
        if is_first
    }
    later = np.zeros(len(sheet.table), dtype=bool)
    later[claims.row[~claims.is_first]] = True

    def why(row: int) -> str:
        counts = first[int(sheet.rows.introduced[row])]
        by = sheet.name(sheet.rows.referrer[counts])
        return f"{sheet.name(sheet.rows.introduced[row])} was introduced by {by} first ({ids[counts] or 'another row'}), so this claim does not count"

    yield from sheet.tell(
        later, "Introduced", why, "Correct Introduced on if this one was first, or set Status to Void."
    )


def _contacts_say_otherwise(sheet: _Sheet) -> Iterator[Problem]:
    """Referred by rules score and tree; the first claim on the person names another one."""
    claims, links = sheet.claims, sheet.world.get(referral_links)
    through = np.where(links.through >= 0, links.through, links.cut)
    other = (
        claims.is_first & (through[claims.introduced] >= 0) & (through[claims.introduced] != claims.referrer)
    )
    which = np.zeros(len(sheet.table), dtype=bool)
    which[claims.row[other]] = True

    def why(row: int) -> str:
        who = int(sheet.rows.introduced[row])
        return f"Referred by of Contacts says that {sheet.name(who)} came through {sheet.name(int(through[who]))}, and that counts for score and tree"

    yield from sheet.tell(
        which,
        "Introduced",
        why,
        "Make the two agree: correct Referred by on Contacts, or set Status to Void.",
    )


def _still_referred_by(sheet: _Sheet) -> Iterator[Problem]:
    """Void rows whose people Contacts still has as who came through whom; salesbook may have filled that in once."""
    contacts, claims = sheet.world.frames["Contacts"], sheet.claims
    by = positions(contacts, texts(contacts, "Referred by"))
    stands_for = np.append(sheet.world.get(became), -1)
    named = np.append(stands_for[by], -1)[sheet.rows.introduced]
    upheld = set(zip(claims.introduced.tolist(), claims.referrer.tolist(), strict=True))
    pairs = zip(sheet.rows.introduced.tolist(), sheet.rows.referrer.tolist(), strict=True)
    alone = np.array([pair not in upheld for pair in pairs], dtype=bool)
    left = (
        ~sheet.stands
        & (sheet.rows.introduced >= 0)
        & (sheet.rows.referrer >= 0)
        & (named == sheet.rows.referrer)
        & alone
    )
    yield from sheet.tell(left, "Status", lambda row: f"It is Void, and Referred by of Contacts still says that {sheet.name(sheet.rows.introduced[row])} came through {sheet.name(sheet.rows.referrer[row])}",
                          "Empty Referred by on Contacts, or set another Status.")  # fmt: skip


def _known_before(sheet: _Sheet) -> Iterator[Problem]:
    """Introduced though we talked to them, or they ordered themselves, before; whoever was met all the same settles it."""
    rows, first = sheet.rows, np.append(sheet.world.get(_first_known), _FAR)[sheet.rows.introduced]
    known = (
        rows.claims & sheet.has_day("Introduced on") & (first < rows.introduced_on) & ~sheet.has_day("Met on")
    )
    yield from sheet.tell(known, "Introduced", lambda row: f"{sheet.name(rows.introduced[row])} was known already: we were in touch on {on(np.datetime64(int(first[row]), 'D').item())}",
                          "Type Met on if the introduction brought you together all the same, else set Status to Void.")  # fmt: skip


def _first_known(world: World) -> Ints:
    """Day of the first talk or order of each contact, whom the merged became; far in the future without one."""
    touches, whom = world.get(touch_table), world.get(became)
    rows = np.flatnonzero(world.get(talk_rows))
    first = np.full(len(world.frames["Contacts"]), _FAR)
    np.minimum.at(first, whom[touches["contact"].to_numpy()[rows]], touches["day"].to_numpy()[rows])
    contact, day = days_named(world)
    np.minimum.at(first, whom[contact], day)
    return first


def _referrers_gone(sheet: _Sheet) -> Iterator[Problem]:
    """Who was asked, and has gone meanwhile; and the merged who lead nowhere."""
    at = positions(sheet.world.frames["Contacts"], texts(sheet.table, "From"))
    status = sheet.of_contacts("Status", at)
    waits = np.isin(status, _GONE) & np.isin(sheet.status, (ASKED, REFERRAL_PROMISED))
    yield from sheet.tell(waits, "From name", lambda row: f"{sheet.name(at[row])} is no longer there ({status[row]}), so no introduction will come",
                          "Find out where they are now, ask who follows them, or set Status to Declined.")  # fmt: skip
    unthanked = (
        np.isin(status, _GONE) & sheet.stands & sheet.has_day("Introduced on") & ~sheet.has_day("Thanked on")
    )
    yield from sheet.tell(unthanked, "From name", lambda row: f"{sheet.name(at[row])} is no longer there ({status[row]}), and was not thanked",
                          "Thank them where they are now, and type Thanked on.")  # fmt: skip
    for column in ("From", "Introduced"):
        at = positions(sheet.world.frames["Contacts"], texts(sheet.table, column))
        lost = (
            sheet.stands
            & (sheet.of_contacts("Status", at) == "Merged")
            & (np.append(sheet.world.get(became), -1)[at] == at)
        )
        yield from sheet.tell(lost, column, lambda row, at=at: f"{sheet.name(at[row])} was merged, and Merged into of Contacts does not say into whom",  # type: ignore[misc]
                              "Type it there, or the right Contact ID here.")  # fmt: skip


@dataclass(frozen=True)
class _Order:
    """Two days of a row that must not be the other way round, and what to say of the later one."""

    earlier: str
    later: str
    said: str


_ORDERS = (
    _Order("Asked on", "Introduced on", "Introduced before they were asked"),
    _Order("Introduced on", "Met on", "Met before the introduction"),
    _Order("Introduced on", "Thanked on", "Thanked before the introduction"),
)


def _days_out_of_order(sheet: _Sheet) -> Iterator[Problem]:
    for one in _ORDERS:
        first, second = (dates(sheet.table, name) for name in (one.earlier, one.later))
        wrong = sheet.stands & (second < first)
        yield from sheet.tell(wrong, one.later, one.said, f"Correct {one.earlier} or {one.later}.")


def _status_and_days(sheet: _Sheet) -> Iterator[Problem]:
    """Statuses that the rest of the row contradicts, or that lack their day."""
    introduced, status = sheet.has("Introduced") | sheet.has_day("Introduced on"), sheet.status
    behind = np.isin(status, (ASKED, REFERRAL_PROMISED, DECLINED, "")) & introduced
    yield from sheet.tell(behind, "Status", lambda row: f"Status is {status[row] or 'blank'}, and somebody was introduced",
                          "Set it to Introduced, Met or Won; or empty what is wrong.")  # fmt: skip
    undated = np.isin(status, _COUNTS) & ~sheet.has_day("Introduced on")
    yield from sheet.tell(undated, "Introduced on", lambda row: f"Status is {status[row]} without the day of the introduction, so nothing is owed for it, and other claims come first",
                          "Type the day.")  # fmt: skip
    met = (status == MET) & ~sheet.has_day("Met on")
    yield from sheet.tell(
        met, "Met on", "Status is Met without the day, so nothing is owed for it", "Type the day."
    )
    won = (status == REFERRAL_WON) & np.isnat(sheet.world.get(won_on)) & sheet.has("Introduced")
    yield from sheet.tell(won, "Status", lambda row: f"Status is Won, and Orders has no first order since the introduction of {sheet.name(sheet.rows.introduced[row]) if sheet.rows.introduced[row] >= 0 else 'theirs'}",
                          "Add the order, or correct Status.")  # fmt: skip
    asked = np.isin(status, (ASKED, REFERRAL_PROMISED)) & ~sheet.has_day("Asked on")
    asked &= ~sheet.world.get(asked_on_a_day_unread)
    yield from sheet.tell(
        asked,
        "Asked on",
        lambda row: f"Status is {status[row]} without the day, so they may be asked again at any time",
        "Type when they were asked.",
    )
    declined = (status == DECLINED) & ~sheet.has_day("Asked on")
    yield from sheet.tell(
        declined,
        "Asked on",
        "Declined without a day, so they are never asked again",
        "Type when they were asked.",
    )


def _rules_badly_set(world: World) -> Iterator[Problem]:
    """Rules that give nothing though they are active, and those that an upper one hides."""
    table = world.frames["IncentiveRules"]
    source, seen = origin_of(table), dict[tuple[str, str], str]()
    cells = zip(
        texts(table, "Who"),
        texts(table, "Event"),
        numbers(table, "Amount"),
        numbers(table, "Cap a year"),
        table["Active"],
        strict=True,
    )
    for handle, (who, event, worth, cap, active) in zip(table.index.tolist(), cells, strict=True):
        if not active:
            continue
        if not who or not event:
            yield source.problem(
                handle,
                "Event" if who else "Who",
                "This rule does not say for whom or for what, so it gives nothing",
                "Fill it in, or set Active to No.",
            )
        elif not worth > 0:
            yield source.problem(
                handle,
                "Amount",
                "This rule has no amount above 0, so it gives nothing",
                "Type what it is worth, or set Active to No.",
            )
        elif cap < 0:
            yield source.problem(
                handle,
                "Cap a year",
                "A cap below 0 counts as 0, so nothing is given",
                "Type the most for one person in a year, or empty it.",
            )
        elif (who, event) in seen:
            yield source.problem(
                handle,
                "Event",
                f"A row above gives {who} something for {event} already, so this one does not count",
                "Set Active of one of the two to No.",
            )
        else:
            seen[who, event] = handle


_KINDS: tuple[Callable[[_Sheet], Iterator[Problem]], ...] = (
    _nobody_introduces, _themselves, _not_in_contacts, _second_claims, _contacts_say_otherwise, _still_referred_by, _known_before,
    _referrers_gone, _days_out_of_order, _status_and_days,
)  # fmt: skip
