"""What was spent on each account: the time of whoever did it, and what the channel costs besides, by the stage of that day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.aftersale.accounts import counted_account
from salesbook.domain.aftersale.stages import stages_on
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema.closed_lists import STAGES_SEEN
from salesbook.tables.arrays import Bools, Floats, Ints, numbers, positions

_MINUTES_AN_HOUR = 60


@dataclass(frozen=True)
class ActivityCosts:
    """Each activity of the log that bears a day up to today, in the order of `touch_table`: its cost, and who did it (position in Team, -1: unknown)."""

    row: Ints
    contact: Ints
    day: Ints
    minutes: Floats
    by: Ints
    cost: Floats


def activity_costs(world: World) -> ActivityCosts:
    """Minutes by Team "Cost per hour", and Cost each of the channel by ChannelCosts; what is not given costs nothing."""
    touches, team, channels = world.get(touch_table), world.frames["Team"], world.frames["ChannelCosts"]
    rows = np.flatnonzero(touches["activity"].to_numpy() >= 0)
    by = positions(team, touches["by"].to_numpy(dtype=object)[rows])
    hour = np.append(world.get(hour_costs), 0.0)[by]
    each = _each(world, touches["channel"].to_numpy(dtype=object)[rows]) if len(channels) else 0.0
    minutes = touches["minutes"].to_numpy()[rows]
    return ActivityCosts(
        row=touches["activity"].to_numpy()[rows],
        contact=touches["contact"].to_numpy()[rows],
        day=touches["day"].to_numpy()[rows],
        minutes=minutes,
        by=by,
        cost=minutes / _MINUTES_AN_HOUR * hour + each,
    )


def hour_costs(world: World) -> Floats:
    """By row of Team what an hour costs; 0 where it is not given, or below 0."""
    team = world.frames["Team"]
    return np.maximum(np.nan_to_num(numbers(team, "Cost per hour")), 0.0)


def costs_by_stage(world: World) -> Floats:
    """A row an account, a column a stage of STAGES_SEEN: what its activities cost while it was in that stage."""
    spent = world.get(activity_costs)
    account, count = world.get(counted_account)[spent.contact], len(world.frames["Accounts"])
    some = np.flatnonzero((account >= 0) & (spent.cost > 0))
    stage = stages_on(world, account[some], spent.day[some])
    place = account[some] * len(STAGES_SEEN) + stage
    sums: Floats = np.zeros((count, len(STAGES_SEEN)))
    np.add.at(sums.reshape(-1), place, spent.cost[some])
    return sums


def costs_given(world: World) -> Bools:
    """Whether anything costs: an hour of somebody, or a channel."""
    channels = numbers(world.frames["ChannelCosts"], "Cost each")
    given: Bools = np.array((world.get(hour_costs) > 0).any() or bool((channels > 0).any()))
    return given


def _each(world: World, channel: np.ndarray[tuple[int], np.dtype[np.object_]]) -> Floats:
    table = world.frames["ChannelCosts"]
    known = np.maximum(np.nan_to_num(numbers(table, "Cost each")), 0.0)
    return np.append(known, 0.0)[positions(table, channel)]
