"""What each kind of activity is worth: the TouchPoints table as a look-up table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesbook.domain.world import World
from salesbook.schema import CHANNELS, DIRECTIONS, IMPORTED, OUTCOMES, QUIETS, RHYTHMS
from salesbook.schema.unreadable import OUTCOME_UNREADABLE
from salesbook.tables.arrays import Floats, Ints, codes, numbers, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.tables.rows import is_unread

ALL_OUTCOMES = (*OUTCOMES, IMPORTED, OUTCOME_UNREADABLE)
NO_RULE_POINTS = 1.0
COUNTS_ALWAYS, COUNTS_NEVER, COUNTS_IF_NAMED = range(3)  # places in RHYTHMS
OUTBOUND, INBOUND = map(DIRECTIONS.index, ("Out", "In"))

_CRITERIA = {"Channel": CHANNELS, "Direction": DIRECTIONS, "Outcome": ALL_OUTCOMES}
_CHOICES = np.array([len(choices) for choices in _CRITERIA.values()])
_SHAPE = (len(CHANNELS) + 1, len(DIRECTIONS), len(ALL_OUTCOMES) + 1)


@dataclass(frozen=True)
class Worth:
    """Points, rhythm and quiets (places in RHYTHMS, QUIETS) by the codes of channel, direction, outcome."""

    points: Floats
    rhythm: Ints
    quiets: Ints
    problems: tuple[Problem, ...]


def worth_of(world: World) -> Worth:
    """Resolve TouchPoints once for every kind of activity there can be.

    The row with the most matching non-blank criteria counts, the upper one of equals. Without
    one: 1 point, rhythm Yes. A row without Rhythm counts as Yes; one without Quiets as
    `_usual_quiets` has it. What we did with an outcome that cannot be read is worth nothing,
    whatever the rows say, but quiets like one whose outcome is blank.
    """
    table = world.frames["TouchPoints"]
    points = np.full(_SHAPE, NO_RULE_POINTS)
    rhythm = np.full(_SHAPE, COUNTS_ALWAYS)
    quiets = np.full(_SHAPE, len(QUIETS))
    given, problems = _points(table)
    criteria = np.array([codes(texts(table, column), choices) for column, choices in _CRITERIA.items()])
    keeps = codes(texts(table, "Rhythm"), RHYTHMS)
    puts_off = codes(texts(table, "Quiets"), QUIETS)
    named = (criteria < _CHOICES[:, None]).sum(axis=0)
    # The winners are laid down last: the most criteria, and of equals the upper one.
    for row in sorted(range(len(table)), key=lambda row: (named[row], -row)):
        cells = tuple(
            int(code) if code < n else slice(None) for code, n in zip(criteria[:, row], _CHOICES, strict=True)
        )
        points[cells] = given[row]
        rhythm[cells] = keeps[row] % len(RHYTHMS)
        quiets[cells] = puts_off[row]
    points[:, OUTBOUND, ALL_OUTCOMES.index(OUTCOME_UNREADABLE)] = 0
    return Worth(points, rhythm, np.where(quiets == len(QUIETS), _usual_quiets(), quiets), problems)


def _usual_quiets() -> Ints:
    """Orders and what comes from them quiet nothing, a newsletter mailings only, the rest all."""
    quiets = np.full(_SHAPE, QUIETS.index("All"))
    quiets[CHANNELS.index("Newsletter")] = QUIETS.index("Mailings")
    quiets[CHANNELS.index("Order")] = QUIETS.index("Nothing")
    quiets[:, INBOUND] = QUIETS.index("Nothing")
    return quiets


def _points(table: pd.DataFrame) -> tuple[Floats, tuple[Problem, ...]]:
    given = numbers(table, "Points")
    bad = ~(given >= 0)
    problems = tuple(
        origin_of(table).problem(
            handle,
            "Points",
            f"Points must be 0 or more; {NO_RULE_POINTS:g} is used",
            "Type how much such a contact is worth, 0 for a mere attempt.",
        )
        for handle in table.index[bad]
        if not is_unread(table, handle, "Points")
    )
    return np.where(bad, NO_RULE_POINTS, given), problems
