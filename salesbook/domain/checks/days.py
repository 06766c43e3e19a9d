"""Dates that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.checks.found import rows
from salesbook.schema import TABLES
from salesbook.tables.arrays import Bools, dates, texts
from salesbook.tables.frames import Frames, Settings
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.wording import on

if TYPE_CHECKING:
    import pandas as pd

_ONE_BY_ONE = 10
# Spreadsheets show a number that is no date, such as 0 or 12, as one of their first days.
_SPREADSHEET_ERA = np.datetime64("1930-01-01")


def not_yet_or_too_early(frames: Frames, _settings: Settings, today: date) -> Iterator[Problem]:
    """What has happened cannot lie ahead, nor before anybody kept such books."""
    past = [
        (frames[name], column.name)
        for name, table in TABLES.items() if name in frames
        for column in table.columns if column.past
    ]  # fmt: skip
    for frame, column in past:
        days = dates(frame, column)
        yield from _still_to_come(frame, column, days > np.datetime64(today), today)
        yield from rows(frame, days < _SPREADSHEET_ERA, column,
                        f"{column} is too long ago to be true", "Type the date anew; a number was probably shown as a date.")  # fmt: skip


def _still_to_come(table: pd.DataFrame, column: str, ahead: Bools, today: date) -> Iterator[Problem]:
    """Single mistakes one by one. Many rows are none: somebody works for a day that has passed."""
    later = np.flatnonzero(ahead)
    if len(later) <= _ONE_BY_ONE:
        yield from rows(table, ahead, column,
                        f"{column} is still to come, so this does not count yet", "Correct the date.")  # fmt: skip
        return
    why = f"{len(later):,} rows have a {column} after {on(today)}, so they do not count yet"
    todo = f"If you work for a day that has passed, all is well. Else sort by {column}, and correct the last rows."
    yield origin_of(table).problem(table.index[later[0]], column, why, todo)


def absences_that_do_not_count(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Absences that end before they begin, never begin, or are stood in for by whoever is away."""
    table = frames["Absences"]
    first, rep = dates(table, "From"), texts(table, "Rep")
    yield from rows(
        table,
        dates(table, "To") < first,
        "To",
        "The last day away lies before the first",
        "Correct one of the two dates.",
    )
    yield from rows(
        table,
        np.isnat(first) & (rep != ""),
        "From",
        "The first day away is missing, so this absence does not count",
        "Fill in From.",
    )
    yield from rows(table, (rep != "") & (texts(table, "Stand-in") == rep), "Stand-in",
                    "{value} is away and cannot stand in for themselves", "Choose somebody else, or empty it.")  # fmt: skip
