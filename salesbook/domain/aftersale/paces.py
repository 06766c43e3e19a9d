"""Whether more or less happens with an account than before."""

from __future__ import annotations

import numpy as np

from salesbook.domain.aftersale.accounts import account_touches
from salesbook.domain.aftersale.left_alone import left_alone
from salesbook.domain.world import World
from salesbook.schema.closed_lists import LEFT_ALONE, RISING, STALLING, STEADY
from salesbook.tables.arrays import Ints, Objects

_DAYS = 90
_ENOUGH, _MORE, _LESS = 2, 1.5, 0.5  # touches, and times as many as before


def paces(world: World) -> Objects:
    """By account Left alone, or Rising, Stalling or Steady by the touches of the last 90 days against those of the 90 before."""
    recent, before = _touches_within(world, 0), _touches_within(world, _DAYS)
    cases = (
        (world.get(left_alone).left, LEFT_ALONE),
        ((recent >= _ENOUGH) & (recent >= _MORE * before), RISING),
        ((recent == 0) | (recent <= _LESS * before), STALLING),
    )
    found = np.select([fits for fits, _ in cases], [pace for _, pace in cases], STEADY)
    return found.astype(object)


def _touches_within(world: World, from_days_ago: int) -> Ints:
    """How many touches each account had in the 90 days that end so many days ago."""
    touches, accounts = world.get(account_touches), np.arange(len(world.frames["Accounts"]))
    last = np.full(len(accounts), world.day - from_days_ago)
    return touches.count(accounts, last) - touches.count(accounts, last - _DAYS)
