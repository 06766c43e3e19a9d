"""How many calls the team can make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.world import World
from salesbook.tables.arrays import numbers, texts

CALLS_A_DAY = 20  # for a rep whose Calls per day is blank


def calls_a_day(world: World) -> dict[str, int]:
    """Calls of a good day by active rep, in the order of Team; never below 0."""
    team = world.frames["Team"]
    active = team[team["Active"].to_numpy(dtype=bool) & (texts(team, "Rep") != "")]
    given = numbers(active, "Calls per day").tolist()
    most = [CALLS_A_DAY if np.isnan(calls) else max(int(calls), 0) for calls in given]
    return dict(zip(texts(active, "Rep").tolist(), most, strict=True))


def calls_possible(world: World, rep: str, days: Iterable[date]) -> int:
    """Calls that a rep can make on those of the days that are working days of theirs, absences left out."""
    calendar = world.get(work_calendar)
    return world.get(calls_a_day).get(rep, 0) * sum(calendar.works(rep, day) for day in days)
