"""The scores of the past year's weeks, and that cadences were then as they are, as a book that somebody has worked with would have them."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from salesbook.domain.facts.cadence_changes import kept_cadence_changes
from salesbook.domain.facts.score.rows import score_rows
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.world import World
from salesbook.tables.plan import Extend, Plan, Value
from salesbook.util.weeks import monday_of

_WEEKS = 52


def plan_past_weeks(world: World) -> Plan:
    """A row of ScoreHistory for each person with a score on the Monday of each week, as it would have been worked out then.

    CadenceChanges has each cadence as of the first of these Mondays.
    """
    monday = monday_of(world.today)
    columns: dict[str, list[Value]] = {}
    for weeks in range(_WEEKS, 0, -1):
        day = monday - timedelta(weeks=weeks)
        score = World(world.frames, world.settings, day).get(score_table)["score"].to_numpy()
        known = np.flatnonzero(~np.isnan(score))
        for header, cells in score_rows(world, known, day, score).items():
            columns.setdefault(header, []).extend(cells)
    start = World(world.frames, world.settings, monday - timedelta(weeks=_WEEKS))
    return Plan((Extend("ScoreHistory", columns), *kept_cadence_changes(start)))
