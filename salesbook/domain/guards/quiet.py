"""How long people are left in peace after a touch, for the call list and for mailings alike."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import QUIETS
from salesbook.schema.unreadable import OUTCOME_UNREADABLE
from salesbook.tables.arrays import Bools, Floats, Ints, last_of_each, numbers

CAP_DAYS = 30


def quiet_until(world: World, quiets: Collection[str]) -> Ints:
    """For each contact the last day (since 1970-01-01) of peace after a touch that quiets one of these; -1 without."""
    touches = world.get(touch_table)
    quieting = np.isin(touches["quiets"].cat.codes.to_numpy(), [QUIETS.index(one) for one in quiets])
    rows = np.flatnonzero(quieting & may_have_reached(world))
    last = last_of_each(touches["contact"].to_numpy()[rows], len(world.get(rhythm_table)))
    day = np.append(touches["day"].to_numpy()[rows], 0)[last]
    quiet = of_cadence(world, "Quiet days")
    return np.where((last >= 0) & (quiet > 0), day + quiet, -1).astype(np.int64)


def recent_touches(world: World) -> Ints:
    """For each contact the touches that came from us in the last 30 days, today included."""
    touches = world.get(touch_table)
    lately = touches["age"].to_numpy() < CAP_DAYS
    ours = lately & may_have_reached(world) & ~touches["inbound"].to_numpy()
    return np.bincount(touches["contact"].to_numpy()[ours], minlength=len(world.get(rhythm_table)))


def most_touches(world: World) -> Floats:
    """For each contact the touches in 30 days that the cadence allows; 0: any number."""
    return of_cadence(world, "Max touches 30 days")


def may_have_reached(world: World) -> Bools:
    """Rows of `touch_table` that leave a person in peace: touches, and what nobody can tell from one."""
    touches = world.get(touch_table)
    unread = (touches["outcome"] == OUTCOME_UNREADABLE).to_numpy()
    may: Bools = unread | (touches["points"].to_numpy() > 0)
    return may


def of_cadence(world: World, column: str) -> Floats:
    """A number of the cadence that each contact uses; 0 where there is none. A century is enough."""
    given = np.clip(np.nan_to_num(numbers(world.frames["Cadences"], column)), 0, 36_525)
    return np.append(given, 0)[world.get(cadence_used).row]
