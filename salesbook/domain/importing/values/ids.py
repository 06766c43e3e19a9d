"""Columns of IDs: text, whatever spreadsheets and databases made of it.

A column of cells in, the IDs out: 13085.0 is 13085, ="00123" and '00123 are 00123. A number that was
shortened to 1.23457E+12 is no ID any more: several became one.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence

from salesbook.domain.importing.values.readers import Read, Unread, read_cells, read_text, text
from salesbook.tables.choices import shown_cell

_POINT = re.compile(r"(\d+)[.,](\d+)")
_SHORTENED = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+\d{2,3}")  # as Excel shows long numbers
_EXACT = 10**15  # Excel keeps fifteen digits of a number; what is longer has lost its last ones
_WHY = "was shortened by a spreadsheet, and its last digits are lost: {}; export it anew, with that column as text"


def is_id(column: str) -> bool:
    """Whether a column of the book holds numbers that programs give to people, firms, orders and the like."""
    return column.endswith(" ID") or column in {"Customer number", "Referred by"}


def read_ids(cells: Sequence[Hashable]) -> list[Read]:
    """The IDs of a column. Where every number with a point ends in .0, the points are a spreadsheet's and go."""
    words = {text(cell) for cell in set(cells) if isinstance(cell, str)}
    pointed = [found[2] for word in words if (found := _POINT.fullmatch(_bare(word)))]
    whole = bool(pointed) and all(not part.strip("0") for part in pointed)

    def read(cell: object) -> Read:
        if isinstance(cell, bool):
            return str(cell)
        if isinstance(cell, int | float) and abs(cell) >= _EXACT:
            return Unread(_WHY.format(shown_cell(cell)))
        word = read_text(cell, lines=False)
        if not isinstance(word, str):
            return word
        word = _bare(word)
        if _SHORTENED.fullmatch(word):
            return Unread(_WHY.format(shown_cell(word)))
        found = _POINT.fullmatch(word) if whole else None
        return found[1] if found else word or None

    return read_cells(read, cells)


def _bare(word: str) -> str:
    """Without the apostrophe that makes a spreadsheet take a number for text."""
    return word[1:].lstrip() if word[:1] == "'" else word
