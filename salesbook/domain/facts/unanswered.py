"""Whose letter waits for an answer: they wrote last, and a day to ring back was set for it."""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, dates, days_of, last_of_each

REACHED_NOBODY = ("Message left", "No answer", "Wrong number", "Left the company")  # outcomes
_WRITTEN = ("Email", "Letter")
_SOON = 7  # days between their letter and the day to ring back: later ones are another matter


def said_or_written(world: World) -> Bools:
    """Rows of `touch_table` in which one of both had a word for the other: no newsletter, and no call of ours that reached nobody."""
    touches = world.get(touch_table)
    in_vain = touches["outcome"].isin(REACHED_NOBODY).to_numpy() & ~touches["inbound"].to_numpy()
    had: Bools = (touches["channel"] != "Newsletter").to_numpy() & ~in_vain
    return had


def open_letters(world: World) -> tuple[Ints, Ints]:
    """For each contact the day (since 1970-01-01) of their letter that nobody has answered, and its place in Activities; -1 without one."""
    touches, rhythm = world.get(touch_table), world.get(rhythm_table)
    touches = touches[world.get(said_or_written)]
    last = last_of_each(touches["contact"].to_numpy(), len(rhythm))
    wrote = touches["inbound"].to_numpy() & touches["channel"].isin(_WRITTEN).to_numpy()
    day = np.append(touches["day"].to_numpy(), 0)[last]
    due = days_of(dates(world.frames["Contacts"], "Next date"))
    waits = np.append(wrote, False)[last] & (last >= 0) & rhythm["promised"].to_numpy()
    waits &= (due > day) & (due <= day + _SOON)
    place = np.append(touches["activity"].to_numpy(), -1)[last]
    return np.where(waits, day, -1).astype(np.int64), np.where(waits, place, -1).astype(np.int64)
