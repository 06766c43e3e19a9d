"""The scores of the past year's weeks, and that cadences were then as they are, as a book that somebody has worked with would have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.cadence_changes import kept_cadence_changes
from salesbook.domain.facts.call_days import day_of_line, own_calls
from salesbook.domain.facts.score.rows import score_rows
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.world import World
from salesbook.tables.arrays import dates, positions, take, texts
from salesbook.tables.plan import Append, Extend, Plan, Value
from salesbook.util.weeks import monday_of

_WEEKS = 52
_WEEKS_LISTED = 12  # of which CallDays knows what was planned
_LEFT_ONE_IN = 4  # of so many rows of it one has a line that nobody came to


def plan_past_weeks(world: World) -> Plan:
    """A row of ScoreHistory for each person with a score on the Monday of each week, as it would have been worked out then.

    CadenceChanges has each cadence as of the first of these Mondays, and CallDays the calls that were planned lately.
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
    return Plan(
        (Extend("ScoreHistory", columns), *kept_cadence_changes(start), Append("CallDays", _call_days(world)))
    )


def _call_days(world: World) -> list[Mapping[str, Value]]:
    """A row for each of the last weeks' days, rep and cadence: what was made of it, and a little more that was listed."""
    log = world.frames["Activities"]
    first = np.datetime64(monday_of(world.today) - timedelta(weeks=_WEEKS_LISTED))
    day = dates(log, "When")
    rows = np.flatnonzero(own_calls(log) & (day >= first) & (day < np.datetime64(world.today)))
    made, extra = Counter[tuple[date, str, str]](), Counter[tuple[date, str, str]]()
    contacts = positions(world.frames["Contacts"], texts(log, "Contact ID")[rows])
    cadences = take(world.get(cadence_used).name, contacts)
    ids, by = texts(log, "Activity ID")[rows], texts(log, "By")[rows]
    for when, rep, cadence, key in zip(day[rows].tolist(), by, cadences, ids, strict=True):
        (made if day_of_line(key) else extra)[when, rep, cadence] += 1
    found: list[Mapping[str, Value]] = []
    for number, key in enumerate(sorted({*made, *extra})):
        names: dict[str, Value] = dict(
            zip(("Date", "Rep", "Cadence"), (key[0], key[1], key[2] or None), strict=True)
        )
        left = int(number % _LEFT_ONE_IN == 0)
        found.append(
            {**names, "Listed": made[key] + left, "Made": made[key], "Extra": extra[key], "Waiting": 0}
        )
    return found
