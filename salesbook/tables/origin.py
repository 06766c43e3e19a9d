"""The cells behind a frame: what a planner quotes, expects to replace, or must know of what people typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salesbook.tables.grid import Grid, cell_address
from salesbook.tables.plan import Handle, Problem, Value

if TYPE_CHECKING:
    import pandas as pd

_ATTRIBUTE = "origin"


@dataclass(frozen=True, eq=False)
class Origin:
    """The grid that a frame was made of.

    Of shared tables also `unread`: handles of rows with a cell that could not be read; and `extra`: by handle and
    header the texts of columns that the user added, and of comments.
    """

    grid: Grid
    unread: frozenset[Handle] = frozenset()
    extra: Mapping[Handle, Mapping[str, str]] = field(default_factory=dict)

    def __deepcopy__(self, memo: dict[int, object]) -> Origin:
        """Itself: pandas copies what goes with a frame at every step."""
        return self

    def value(self, handle: Handle, column: str) -> Value:
        """The cell as it stands; None where the table lacks the column."""
        cells = self.grid.columns.get(column)
        return None if cells is None else cells[self.grid.rows[handle]]

    def cell_unread(self, handle: Handle, column: str, read: str) -> Value:
        """What somebody typed that could not be read, so that it stays where the row is written anew; None where `read` says it."""
        return None if read else self.value(handle, column) or None

    def problem(self, handle: Handle, column: str, why: str, todo: str) -> Problem:
        """See `Grid.problem`."""
        return self.grid.problem(handle, column, why, todo)


def cell_to_come(frame: pd.DataFrame, column: str, row: int) -> str:
    """Where a cell will stand once the body of the table is written anew, by its row from 0; the sheet alone where the table lacks the column."""
    grid = origin_of(frame).grid
    letter = grid.letters.get(column, "")
    return cell_address(grid.sheet, letter, grid.top + row) if letter else f"on {grid.sheet}"


def with_origin(frame: pd.DataFrame, origin: Origin) -> pd.DataFrame:
    """The frame, which knows from now on what it was made of; so do those that are made of it."""
    frame.attrs[_ATTRIBUTE] = origin
    return frame


def origin_of(frame: pd.DataFrame) -> Origin:
    """What the frame was made of."""
    origin: Origin = frame.attrs[_ATTRIBUTE]
    return origin
