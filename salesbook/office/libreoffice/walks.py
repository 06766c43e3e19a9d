"""From a range to others around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice import places

if TYPE_CHECKING:
    from salesbook.office.libreoffice.sheets import Sheet


class Walks(base_classes.Range):
    """The part of a range that finds other ranges."""

    xl: Any
    sheet: Sheet
    coords: places.Coords

    @property
    def current_region(self) -> Any:
        """The cells around, up to blank rows and columns."""
        cursor = self.sheet.xl.createCursorByRange(self.xl)
        cursor.collapseToCurrentRegion()
        return self.sheet.range(places.from_uno(cursor.RangeAddress))

    def end(self, direction: str) -> Any:
        """Where Ctrl with an arrow key leads from the first cell."""
        down, right = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}[direction]
        row, column = self.coords[:2]
        cells = list(self._cells_towards(down, right))
        filled = [value != "" for value in cells]
        step = 0
        if len(filled) > 1 and filled[0] and filled[1]:
            step = (filled.index(False) if False in filled else len(filled)) - 1
        elif True in filled[1:]:
            step = filled.index(True, 1)
        else:
            edge = self.sheet.cells.shape
            step = (
                {1: edge[0] - row, -1: row - 1}[down]
                if down
                else {1: edge[1] - column, -1: column - 1}[right]
            )
        return self.sheet.range((row + down * step, column + right * step, 1, 1))

    def _cells_towards(self, down: int, right: int) -> Iterator[Any]:
        """The first cell and those behind it in one direction, as far as the sheet is used."""
        used = self.sheet.used_range.coords
        last_row, last_column = used[0] + used[2] - 1, used[1] + used[3] - 1
        row, column = self.coords[:2]
        if down:
            to = max(row, last_row) if down > 0 else 1
            coords = places.spanning((row, column, 1, 1), (to, column, 1, 1))
        else:
            to = max(column, last_column) if right > 0 else 1
            coords = places.spanning((row, column, 1, 1), (row, to, 1, 1))
        values = [value for line in self.sheet.range(coords).xl.getDataArray() for value in line]
        return iter(values if down + right > 0 else values[::-1])
