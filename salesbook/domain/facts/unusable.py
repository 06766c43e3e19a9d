"""What stands in the tables that rules are kept in, and cannot be used."""

from __future__ import annotations

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.score.weights import scoring_of
from salesbook.domain.facts.touches import minutes_problems
from salesbook.domain.facts.touchpoints import worth_of
from salesbook.domain.world import World
from salesbook.tables.plan import Problem


def unusable_cells(world: World) -> tuple[Problem, ...]:
    """Cells of Cadences, TouchPoints, Scoring and Minutes, and what is used instead; `key` is the row's handle."""
    minutes = minutes_problems(world.frames["Activities"])
    rules = (world.get(cadence_used), world.get(worth_of), world.get(scoring_of))
    return (*(problem for one in rules for problem in one.problems), *minutes)
