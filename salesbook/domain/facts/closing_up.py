"""How lines leave Calls so that the others close up: those in which nobody typed move into the room that is left.

They keep their order. What people typed in stays exactly where it stands, and so does a line with a comment.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from salesbook.domain.facts.call_rows import as_written
from salesbook.domain.facts.phones import phone_link
from salesbook.tables.grid import Grid, is_made_up, is_untouched
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Handle, Replace, Value

if TYPE_CHECKING:
    import pandas as pd


def closed_up(calls: pd.DataFrame, leave: Collection[Handle]) -> Replace:
    """These lines leave Calls, and the rest closes up."""
    grid = origin_of(calls).grid
    gone = set(leave)
    untouched = [
        line
        for line in calls.index[as_written(calls)]
        if line not in gone and not is_made_up(line) and grid.rows[line] not in grid.notes
    ]
    lines = sorted(untouched, key=grid.rows.__getitem__)
    free = sorted(
        row
        for row in (*_blank_rows(grid), *(grid.rows[line] for line in (*gone, *lines)))
        if row not in grid.notes
    )
    moving = [line for line, row in zip(lines, free, strict=False) if grid.rows[line] != row]
    return Replace("Calls", [*leave, *moving], [_row(grid, line) for line in moving])


def _blank_rows(grid: Grid) -> list[int]:
    cells = [column for name, column in grid.columns.items() if name not in grid.formulas]
    return [row for row in range(grid.height) if all(is_untouched(column[row]) for column in cells)]


def _row(grid: Grid, line: Handle) -> dict[str, Value]:
    """A line as it stands, for another row."""
    at = grid.rows[line]
    row = {name: cells[at] for name, cells in grid.columns.items() if name not in grid.formulas}
    if isinstance(phone := row.get("Phone"), str):
        row["Phone"] = phone_link(phone)
    return row
