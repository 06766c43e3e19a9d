"""The Scoring table: what each factor weighs, how fast it fades, and what earns full points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from salesbook.domain.world import World
from salesbook.schema import FACTORS, SCORING_ROWS
from salesbook.tables.arrays import Floats, codes, numbers, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem

RECENCY, FREQUENCY, TWO_WAY, TALK_TIME, PEOPLE_KNOWN, LOYALTY = range(6)  # places in FACTORS
_HALF_LIFE = 2.0
_WEIGHTS = np.array([row[1] for row in SCORING_ROWS], dtype=np.float64)
_TARGETS = np.array([np.nan if row[3] is None else row[3] for row in SCORING_ROWS])


@dataclass(frozen=True)
class Scoring:
    """Weight, half-life (in intervals) and target of each factor, in the order of FACTORS."""

    weight: Floats
    half_life: Floats
    target: Floats
    problems: tuple[Problem, ...] = ()

    @cached_property
    def full_frequency(self) -> float:
        """E: what one one-point touch every interval adds up to, 1 / (1 - 2^(-1 / half-life))."""
        return float(-1 / np.expm1(-np.log(2) / self.half_life[FREQUENCY]))


def scoring_of(world: World) -> Scoring:
    """Read Scoring; blanks and missing rows mean the defaults, what cannot be is reported and defaulted."""
    table = world.frames["Scoring"]
    row = np.full(len(FACTORS) + 1, -1)
    row[codes(texts(table, "Factor"), FACTORS)] = np.arange(len(table))
    row = row[:-1]
    weight, problems = _column(table, row, "Weight", _WEIGHTS, may_be_zero=True)
    half_life, more = _column(table, row, "Half-life", np.full(len(FACTORS), _HALF_LIFE))
    target, most = _column(table, row, "Target", _TARGETS)
    problems += more + most
    if not weight.any():
        problems.append(Problem("Scoring", "", "Weight", "0", "All weights are 0; the default weights are used",
                                "Give at least one factor a weight above 0."))  # fmt: skip
        weight = _WEIGHTS
    return Scoring(weight, half_life, target, tuple(problems))


def _column(
    table: pd.DataFrame, row: np.ndarray[tuple[int], np.dtype[np.int64]], column: str, defaults: Floats,
    *, may_be_zero: bool = False,
) -> tuple[Floats, list[Problem]]:  # fmt: skip
    """One column by factor, with the default where it is blank or not above 0."""
    given = np.append(numbers(table, column), np.nan)[row]
    usable = (given >= 0 if may_be_zero else given > 0) & np.isfinite(given)
    least = "0 or more" if may_be_zero else "above 0"
    problems = []
    for place in np.flatnonzero(~usable & ~np.isnan(given)):
        instead = "it" if np.isnan(defaults[place]) else f"{defaults[place]:g}"
        why = f"{column} must be {least}; {instead} is {'not ' * (instead == 'it')}used"
        todo = f"Type a number {least}, or leave it blank."
        problems.append(origin_of(table).problem(table.index[row[place]], column, why, todo))
    return np.where(usable, given, defaults), problems
