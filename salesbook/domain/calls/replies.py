"""Whose letter waits for an answer: they wrote last, and a day to ring back was set for it."""

from __future__ import annotations

import numpy as np

from salesbook.domain.arrays import Ints, dates, days_of, last_of_each
from salesbook.domain.world import World

_WRITTEN = ("Email", "Letter")
_SOON = 7  # days between their letter and the day to ring back: later ones are another matter


def waiting_since(world: World) -> Ints:
    """For each contact the day (since 1970-01-01) of their letter that nobody has answered; -1 without one."""
    touches = world.touches
    contact = touches["contact"].to_numpy()
    last = last_of_each(contact, len(world.rhythm))  # whatever happened last: an attempt is an answer too
    wrote = touches["inbound"].to_numpy() & touches["channel"].isin(_WRITTEN).to_numpy()
    day = np.append(touches["day"].to_numpy(), 0)[last]
    due = days_of(dates(world.frames["Contacts"], "Next date"))
    waits = np.append(wrote, False)[last] & (last >= 0) & world.rhythm["promised"].to_numpy()
    return np.where(waits & (due > day) & (due <= day + _SOON), day, -1).astype(np.int64)
