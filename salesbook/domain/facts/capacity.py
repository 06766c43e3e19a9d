"""How many calls the team can make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.world import World
from salesbook.schema import USUAL_CALLS_A_DAY
from salesbook.tables.arrays import numbers, texts


def calls_a_day(world: World) -> dict[str, int]:
    """Calls of a good day by active person of Team, in the order of Team; 0 for whoever gets no list.

    Where Calls per day is blank, those who own somebody call, those who have ever made a call, and whoever is alone on
    the team; the others are there for something else.
    """
    team = world.frames["Team"]
    active = team[team["Active"].to_numpy(dtype=bool) & (texts(team, "Rep") != "")]
    people, given = texts(active, "Rep").tolist(), numbers(active, "Calls per day").tolist()
    usual = people if len(people) == 1 else _owners(world) | _callers(world)
    return {
        rep: (USUAL_CALLS_A_DAY if rep in usual else 0) if np.isnan(calls) else max(int(calls), 0)
        for rep, calls in zip(people, given, strict=True)
    }


def reps_with_lists(world: World) -> list[str]:
    """Who gets call lists, in the order of Team."""
    return [rep for rep, calls in world.get(calls_a_day).items() if calls]


def _owners(world: World) -> set[str]:
    named = (set(texts(world.frames[table], "Owner").tolist()) for table in ("Contacts", "Accounts"))
    return {str(world.settings["Default owner"])}.union(*named)


def _callers(world: World) -> set[str]:
    log = world.frames.get("Activities")
    if log is None:  # a click while the phone rings reads no log of years
        return set()
    made = (texts(log, "Channel") == "Call") & (texts(log, "Direction") != "In")
    return set(texts(log, "By")[made].tolist())


def calls_possible(world: World, rep: str, days: Iterable[date]) -> int:
    """Calls that a rep can make on those of the days that are working days of theirs, absences left out."""
    calendar = world.get(work_calendar)
    return world.get(calls_a_day).get(rep, 0) * sum(calendar.works(rep, day) for day in days)
