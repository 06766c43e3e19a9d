"""Single rows of frames, for the few places that go one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from salesbook.tables.grid import is_blank
from salesbook.tables.origin import origin_of

if TYPE_CHECKING:
    import pandas as pd


def place_of_handle(frame: pd.DataFrame, handle: str) -> int:
    """Position of the row, from 0. Handles are unique."""
    return cast("int", frame.index.get_loc(handle))


def row_of(frame: pd.DataFrame, handle: str, columns: Sequence[str] = ()) -> dict[str, Any]:
    """The row as a dictionary; of some columns only where they are named, which is much faster."""
    at = place_of_handle(frame, handle)
    return {str(name): frame[name].iat[at] for name in columns or frame.columns}  # noqa: PD009


def cell(frame: pd.DataFrame, handle: str, column: str) -> Any:
    """One typed cell."""
    return frame[column].iat[place_of_handle(frame, handle)]  # noqa: PD009


def is_unread(frame: pd.DataFrame, handle: str, column: str) -> bool:
    """Whether something stands there that could not be read: a problem of its own already."""
    read = cell(frame, handle, column)
    return bool(read == "" or read != read) and not is_blank(origin_of(frame).value(handle, column))  # noqa: PLR0124  (NaN)


def day_of_cell(moment: pd.Timestamp) -> date | None:
    """The day of a date or moment cell; None where it is blank."""
    return None if moment != moment else moment.date()  # noqa: PLR0124  (NaT)
