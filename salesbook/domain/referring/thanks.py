"""Who is still to be thanked for an introduction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.active_people import is_active
from salesbook.domain.facts.letter_status import ARRIVED
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.referring.claims import referral_rows
from salesbook.domain.world import World
from salesbook.schema.closed_lists import REFERRAL_VOID
from salesbook.tables.arrays import Ints, among, dates, day_of_number, texts
from salesbook.tables.origin import origin_of
from salesbook.util.day_words import past
from salesbook.util.wording import count, joined

THANKS_KEY = "thanks."  # what the Draft IDs of letters of thanks begin with; the Referral ID follows
THANKS_WITHIN = 3  # days after an introduction
_MOST_NAMED = 3
_LONG_AGO = 90  # days after which thanks would only surprise


@dataclass(frozen=True)
class ThanksDue:
    """Arrays of one length, the longest waiting first: `row` of Referrals, who introduced (position in Contacts), and how many days ago.

    `too_old`: rows without Thanked on whose introduction is so long ago that nobody is thanked any more.
    """

    row: Ints
    referrer: Ints
    days: Ints
    too_old: int


def thanks_due(world: World) -> ThanksDue:
    """Introductions up to today without Thanked on and without a letter that left, of people who are still there. Later claims on one person are thanked for as well."""
    rows = world.get(referral_rows)
    if not len(rows.referrer):
        return ThanksDue(rows.referrer, rows.referrer, rows.referrer, 0)
    table = world.frames["Referrals"]
    days = world.day - np.where(rows.introduced_on > world.day, world.day + 1, rows.introduced_on)
    there = np.append(world.get(is_active), False)[rows.referrer]
    counts = there & (texts(table, "Status") != REFERRAL_VOID)
    due = counts & np.isnat(dates(table, "Thanked on")) & (days >= 0)
    due &= ~among(texts(table, "Referral ID"), _thanked_by_letter(world))
    old = due & (days > _LONG_AGO)
    at = np.flatnonzero(due & ~old)
    at = at[np.argsort(-days[at], kind="stable")]
    return ThanksDue(at, rows.referrer[at], days[at], int(old.sum()))


def _thanked_by_letter(world: World) -> set[str]:
    """IDs of referrals whose letter of thanks has left."""
    outbox = world.frames.get("Outbox")
    if outbox is None:
        return set()
    left = np.isin(texts(outbox, "Status"), list(ARRIVED))
    return {
        str(key).removeprefix(THANKS_KEY) for key in outbox.index[left] if str(key).startswith(THANKS_KEY)
    }


def thanks_told(world: World) -> str:
    """Such as "Thanks are due for 3 introductions, 1 of them waiting for more than 3 days: Inês Teixeira (Referrals!I2, 5 days ago)."; "" for none."""
    due = world.get(thanks_due)
    if not len(due.row):
        return ""
    late = int((due.days > THANKS_WITHIN).sum())
    some = "" if late == len(due.row) else f"{late:,} of them "
    waits = f", {some}waiting for more than {THANKS_WITHIN} days" if late else ""
    shown = [
        f"{who} ({cell}, {past(day_of_number(world.day - days), world.today)})"
        for who, cell, days in _whom(world, due, _MOST_NAMED)
    ]
    return (
        f"Thanks are due for {count(len(due.row), 'introduction')}{waits}: {_and_more(shown, len(due.row))}."
    )


def thanks_briefly(world: World) -> str:
    """Such as "thanks due to Ana Ruiz (Referrals!I5) and 5 more"; "" for none."""
    due = world.get(thanks_due)
    shown = [f"{who} ({cell})" for who, cell, _ in _whom(world, due, 1)]
    return f"thanks due to {_and_more(shown, len(due.row))}" if shown else ""


def _whom(world: World, due: ThanksDue, most: int) -> Iterator[tuple[str, str, int]]:
    """The name, the cell of Thanked on, and for how many days it waits, of the first."""
    table, names = world.frames["Referrals"], world.get(names_of_contacts)
    for row, one, days in zip(
        due.row[:most].tolist(), due.referrer[:most].tolist(), due.days[:most].tolist(), strict=True
    ):
        handle = table.index[row]
        yield names[one], origin_of(table).grid.address(handle, "Thanked on") or str(handle), days


def _and_more(shown: Sequence[str], of: int) -> str:
    return joined([*shown, *[""] * (of - len(shown))], len(shown))
