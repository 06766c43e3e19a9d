"""Formulas that a library wrote and no spreadsheet has calculated: their cells look blank, or zero, and are neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.tables.grid import column_number

_CELL = re.compile(
    rb"<(?:\w+:)?c\b(?P<attributes>[^>]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*(?P<value>[^<]*?)\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_TEXT = re.compile(rb'\bt="(?:str|e|b)"')  # a text may be blank
_ON_LOAD = re.compile(rb'<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad="(?:1|true)"')
_LONGEST = 1 << 16  # bytes of a cell with its formula

RowsByColumn = Mapping[int, tuple[int, ...]]


def rows_never_calculated(path: Path, sheet: str) -> RowsByColumn:
    """By column of a sheet, from 0, the rows whose formulas have no result.

    Some programs write 0 for every result and ask for calculation on opening: a column of such zeros counts too.
    """
    with Package.open(path) as package:
        part = read_layout(package).sheets.get(sheet, "")
        if not part:
            return {}
        on_load = (
            bool(_ON_LOAD.search(package.read("xl/workbook.xml")))
            if package.find("xl/workbook.xml")
            else False
        )
        blank: dict[int, list[int]] = {}
        zero: dict[int, list[int]] = {}
        other: set[int] = set()
        for column, row, value in _formulas(package, part):
            if not value:
                blank.setdefault(column, []).append(row)
            elif value == b"0":
                zero.setdefault(column, []).append(row)
            else:
                other.add(column)
    zeros = {column: rows for column, rows in zero.items() if on_load and column not in other}
    return {
        column: tuple(sorted((*blank.get(column, ()), *zeros.get(column, ()))))
        for column in blank.keys() | zeros.keys()
    }


def _formulas(package: Package, part: str) -> Iterator[tuple[int, int, bytes]]:
    """Column from 0, row and stored result of each formula that gives a number or nothing."""
    tail = b""
    for piece in package.stream(part):
        text = tail + piece
        end = 0
        for found in _CELL.finditer(text):
            end = found.end()
            place = _REFERENCE.search(found["attributes"])
            if place and not _TEXT.search(found["attributes"]):
                yield column_number(place[1].decode()) - 1, int(place[2]), found["value"] or b""
        tail = text[max(end, len(text) - _LONGEST) :]
