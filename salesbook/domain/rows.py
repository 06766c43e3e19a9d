"""Single rows of frames, for the few places that go one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def row_of(frame: pd.DataFrame, handle: str, columns: Sequence[str] = ()) -> dict[str, Any]:
    """The row as a dictionary; of some columns only where they are named, which is much faster."""
    place = frame.index.get_loc(handle)
    return {str(name): frame[name].iat[place] for name in columns or frame.columns}  # noqa: PD009


def cell(frame: pd.DataFrame, handle: str, column: str) -> Any:
    """One typed cell."""
    return frame[column].iat[frame.index.get_loc(handle)]  # noqa: PD009
