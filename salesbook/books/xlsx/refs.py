"""Cell references such as "B2" and areas such as "A1:D10", as numbers that count from 1."""

from __future__ import annotations

import re
from typing import NamedTuple

from salesbook.tables.grid import cell_address, column_letters, column_number

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)(?::\$?([A-Za-z]{1,3})\$?(\d+))?")


class Area(NamedTuple):
    """A block of cells, its edges included."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        first = f"{column_letters(self.left)}{self.top}"
        if (self.left, self.top) == (self.right, self.bottom):
            return first
        return f"{first}:{column_letters(self.right)}{self.bottom}"

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        return not (
            self.right < other.left
            or other.right < self.left
            or self.bottom < other.top
            or other.bottom < self.top
        )


def area(text: str) -> Area | None:
    """An area or a single cell; None for whole rows and columns, and for anything else."""
    found = _AREA.fullmatch(text)
    if not found:
        return None
    left, top, right, bottom = found.groups()
    return Area(column_number(left), int(top), column_number(right or left), int(bottom or top))


def cell_name(sheet: str, row: int, column: int) -> str:
    """A cell as people name it, such as "Contacts!F12"."""
    return cell_address(sheet, column_letters(column), row)
