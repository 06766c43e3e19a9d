"""Single cells of a frame, for what is told line by line."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd


class Cells:
    """Cells by position and column, as Python values; None for a blank date, NaN for a blank number.

    pandas takes a hundred times as long to find one cell.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self._columns: dict[str, npt.NDArray[Any]] = {}

    def at(self, row: int, column: str) -> Any:
        """One cell."""
        if column not in self._columns:
            self._columns[column] = self._frame[column].to_numpy()
        value = self._columns[column][row]
        return value.item() if isinstance(value, np.generic) else value
