"""Letters of thanks for introductions: which are still to be written, and what a letter to whoever introduced somebody is about."""

from __future__ import annotations

import numpy as np

from salesbook.domain.aftersale.since import part_since
from salesbook.domain.facts.asked import has_referrals
from salesbook.domain.referring.claims import referral_rows
from salesbook.domain.referring.thanks import THANKS_KEY, thanks_due
from salesbook.domain.world import World
from salesbook.schema.closed_lists import REFERRAL_VOID
from salesbook.tables.arrays import Bools, Ints, among, dates, day_number, days_of, texts


def thanks_to_write(world: World) -> Ints:
    """Places in Referrals of introductions since the part came for which thanks are due, and no letter stands in Outbox; the oldest first."""
    if not has_referrals(world):
        return np.empty(0, dtype=np.int64)
    rows, due = world.get(referral_rows), world.get(thanks_due)
    ids = texts(world.frames["Referrals"], "Referral ID")[due.row]
    since = rows.introduced_on[due.row] >= day_number(part_since(world, "referrals"))
    found: Ints = due.row[since & (ids != "") & ~among(ids, _with_letter(world))]
    return found


def _with_letter(world: World) -> set[str]:
    """IDs of referrals whose letter of thanks stands in Outbox, whatever became of it."""
    outbox = world.frames.get("Outbox")
    keys = [] if outbox is None else [str(key) for key in outbox.index]
    return {key.removeprefix(THANKS_KEY) for key in keys if key.startswith(THANKS_KEY)}


def dated_introductions(world: World) -> Bools:
    """Rows of Referrals on which somebody was introduced by today: with a day, and not void."""
    table = world.frames["Referrals"]
    day = dates(table, "Introduced on")
    held: Bools = (texts(table, "Status") != REFERRAL_VOID) & ~np.isnat(day) & (days_of(day) <= world.day)
    return held


def introduction_of(world: World) -> Ints:
    """By contact the place in Referrals of the introduction that a letter to them is about; -1 for who introduced nobody.

    The oldest for which thanks are still to be written, else the last one.
    """
    found = np.full(len(world.frames["Contacts"]), -1)
    if not has_referrals(world):
        return found
    rows = world.get(referral_rows)
    at = np.flatnonzero(world.get(dated_introductions) & (rows.referrer >= 0))
    in_order = at[np.argsort(rows.introduced_on[at], kind="stable")]
    found[rows.referrer[in_order]] = in_order
    due = world.get(thanks_to_write)[::-1]
    found[rows.referrer[due]] = due
    return found
