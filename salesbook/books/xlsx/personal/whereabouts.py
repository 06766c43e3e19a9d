"""Where in a sheet, or in the list of shared texts, a walk through a part is."""

from __future__ import annotations

import re

from salesbook.books.xlsx.personal.text_places import MAIN
from salesbook.books.xlsx.personal.xml_walk import Element
from salesbook.tables.grid import column_letters, column_number

_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")
COMMENT_TAGS = {"comment", "threadedComment"}
CellPlace = tuple[int, int]  # row and column, from 1


class Whereabouts:
    """The cell (from 1; 0 before the first), and the number of the shared text (from 0; -1 before the first)."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.item = -1

    def enter(self, element: Element) -> None:
        """Take note of an element that begins: programs need not say which cell it is."""
        if element.local in COMMENT_TAGS:
            self.row, self.column = cell_of(element.get(b"ref")) or (0, 0)
        if element.namespace != MAIN:
            return
        if element.local == "row":
            self.row, self.column = int(element.get(b"r") or self.row + 1), 0
        elif element.local == "c":
            self.row, self.column = cell_of(element.get(b"r")) or (self.row, self.column + 1)
        elif element.local == "si":
            self.item += 1

    def leave(self, element: Element) -> None:
        """Take note of an element that ends: what follows stands in no cell."""
        if element.local in {"sheetData", "sst", *COMMENT_TAGS}:
            self.row = self.column = 0
            self.item = -1

    @property
    def cell(self) -> CellPlace:
        """Row and column."""
        return self.row, self.column

    def __str__(self) -> str:
        """Such as B4, or the number of a shared text; "" elsewhere."""
        if self.item >= 0:
            return str(self.item)
        return f"{column_letters(self.column)}{self.row}" if self.row and self.column else ""


def cell_of(ref: str | None) -> CellPlace | None:
    """Row and column of a reference, of a range the first; None where it is none."""
    found = _REF.match(ref or "")
    return (int(found[2]), column_number(found[1])) if found else None
