"""Who is still to be thanked for an introduction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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
    there = np.append(np.isin(texts(world.frames["Contacts"], "Status"), ["", "Active"]), False)[
        rows.referrer
    ]
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
    """Such as "3 thanks are due, 1 of them late: Inês Teixeira (Referrals!I2, 5 days ago)."; "" for none."""
    due, names = world.get(thanks_due), world.get(names_of_contacts)
    grid = origin_of(world.frames["Referrals"]).grid
    if not len(due.row):
        return ""
    late = int((due.days > THANKS_WITHIN).sum())
    handles = world.frames["Referrals"].index[due.row].tolist()
    who = [
        f"{names[one]} ({grid.address(handle, 'Thanked on') or handle}, {past(day_of_number(world.day - days), world.today)})"
        for one, handle, days in zip(due.referrer.tolist(), handles, due.days.tolist(), strict=True)
    ]
    waits = f", {late:,} of them waiting for more than {THANKS_WITHIN} days" if late else ""
    return f"Thanks are due for {count(len(due.row), 'introduction')}{waits}: {joined(who, 3)}."
