"""Where cells of a donor's sheet go in a sheet of another workbook: columns and rows in, columns and rows out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from salesbook.books.xlsx.refs import Area
from salesbook.tables.grid import column_letters, column_number

_CELL = re.compile(r"(?<![\w.!'\"])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\w(])")


@dataclass(frozen=True)
class CellMove:
    """`columns` maps columns of the donor to columns here, those that stay included; `new` are the ones that come.

    `table` are the first and the last column of the donor's table; `header` and `body` are the rows there, `to_header` and `to_body` the rows here; each body has a first and a last row.
    """

    columns: Mapping[int, int]
    new: frozenset[int]
    table: tuple[int, int]
    header: int
    to_header: int
    body: tuple[int, int]
    to_body: tuple[int, int]

    @property
    def last_kept(self) -> int:
        """The last column here that is there already and that the donor has too, 0 without."""
        return max((here for there, here in self.columns.items() if there not in self.new), default=0)

    def area(self, old: Area) -> Area | None:
        """Where an area of new columns in the body goes; None for any other."""
        if not {old.left, old.right} <= self.new or not self.body[0] <= old.top <= old.bottom <= self.body[1]:
            return None
        last = self.to_body[1] if old.bottom == self.body[1] else self.row(old.bottom)
        return Area(self.columns[old.left], self.row(old.top), self.columns[old.right], last)

    def head(self, old: Area) -> Area | None:
        """Where the header of a new column goes; None for any other area."""
        if not (old.top == old.bottom == self.header and old.left == old.right and old.left in self.new):
            return None
        return Area(self.columns[old.left], self.to_header, self.columns[old.right], self.to_header)

    def row(self, old: int) -> int:
        """Where a row goes."""
        return old - self.header + self.to_header

    def formula(self, text: str) -> str | None:
        """A formula about cells of one row as it reads here; None where it names a column that is not here."""
        lost = False

        def moved(found: re.Match[str]) -> str:
            nonlocal lost
            column = self.columns.get(column_number(found[2]))
            lost = lost or column is None
            return f"{found[1]}{column_letters(column or 1)}{found[3]}{self.row(int(found[4]))}"

        made = _CELL.sub(moved, text)
        return None if lost else made


def columns_of(formula: str) -> set[int]:
    """The columns of the cells that a formula about one row names."""
    return {column_number(found[2]) for found in _CELL.finditer(formula)}
