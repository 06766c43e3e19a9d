"""Formulas that stay in rows whose people were forgotten: what they say may still be about them.

In go a sheet's bytes, its layout and the rows; out come the cells whose formulas say a text. Calculated columns are left
out: their formulas are the table's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from salesbook.books.xlsx.layout import TablePlace
from salesbook.schema import TABLES
from salesbook.tables.grid import column_number

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?c\b([^>]*)>\s*<(?:[\w.-]+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:[\w.-]+:)?f>)")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_TEXT = re.compile(rb"\bt=[\"']str[\"']")
_QUOTES = (b'"', b"&quot;", b"&#34;")


def formulas_in(data: bytes, place: TablePlace, rows: Collection[int]) -> Iterator[str]:
    """Cells such as AL4 of the rows (from 1) that hold formulas with texts in them, or that gave texts."""
    shape = TABLES.get(place.name)
    native = {column.name for column in shape.columns if column.formula} if shape else set()
    columns = {
        place.left + i
        for i, name in enumerate(place.columns)
        if name not in native and name not in place.calculated
    }
    for found in _FORMULA.finditer(data):
        cell = _REFERENCE.search(found[1])
        if cell is None or int(cell[2]) not in rows or column_number(cell[1].decode()) not in columns:
            continue
        if _TEXT.search(found[1]) or any(quote in (found[2] or b"") for quote in _QUOTES):
            yield f"{cell[1].decode()}{int(cell[2])}"
