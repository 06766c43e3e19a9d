"""Columns by the header that stands in the workbook: the schema's, and those that the user added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salesbook.schema import TABLES
from salesbook.tables.grid import Grid
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Value
from salesbook.tables.shapes import THEIRS, in_the_workbook

if TYPE_CHECKING:
    import pandas as pd


def all_headers(frame: pd.DataFrame) -> list[str]:
    """Every header of the table behind a frame as it stands in the workbook, the user's own ones last."""
    grid = origin_of(frame).grid
    known = TABLES[grid.name].by_name
    own = [in_the_workbook(header) for header in grid.columns if header not in known]
    return [*(name for name in known if name in grid.columns), *own]


def is_own(frame: pd.DataFrame, header: str) -> bool:
    """Whether the user added this column."""
    grid = origin_of(frame).grid
    return header not in TABLES[grid.name].by_name or header + THEIRS in grid.columns


def in_grid(grid: Grid, header: str) -> str:
    """A header of the workbook as the grid behind a frame has it."""
    return header + THEIRS if header + THEIRS in grid.columns else header


def own_cells(frame: pd.DataFrame, header: str) -> Sequence[Value]:
    """The cells of a column that the user added, one for each row of the frame, as they stand."""
    grid = origin_of(frame).grid
    cells, rows = grid.columns[in_grid(grid, header)], grid.rows
    return [cells[rows[handle]] for handle in frame.index]
