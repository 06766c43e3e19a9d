"""A sheet of a spreadsheet as Excel has it, in a dictionary: cells move when others are inserted and deleted."""

from __future__ import annotations


class GridModel:
    """Cells by (row, column), from 1. A cell is an object of its own, and keeps its value when it moves."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], object] = {}

    def apply(self, change) -> None:
        """Insert or delete a block: what stands behind it moves away, or to its place."""
        row, column, rows, columns = change.area

        def to(r: int, c: int) -> tuple[int, int] | None:
            if change.inserted:
                return _moved(r, c, change.area, down=change.down, by=1)
            if row <= r < row + rows and column <= c < column + columns:
                return None
            first = (row + rows, column) if change.down else (row, column + columns)
            return _moved(r, c, (*first, rows, columns), down=change.down, by=-1)

        places = {place: to(*place) for place in self.cells}
        self.cells = {places[place]: value for place, value in self.cells.items() if places[place]}

    def block(self, row: int, column: int, rows: int, columns: int) -> list[list[object]]:
        """The values of a block; None for what is blank."""
        return [[self.cells.get((row + i, column + j)) for j in range(columns)] for i in range(rows)]


def _moved(r, c, block, *, down, by):
    """Where a cell goes if everything from a block on moves by the block's size."""
    row, column, rows, columns = block
    if down and column <= c < column + columns and r >= row:
        return r + by * rows, c
    if not down and row <= r < row + rows and c >= column:
        return r, c + by * columns
    return r, c
