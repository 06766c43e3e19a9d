"""Cells into Python values, a block at a time.

LibreOffice gives numbers, texts and "" for blanks; whether a number is a date or a truth value only
its format says. Every question takes its time, so few are asked: LibreOffice tells by itself where
dates and times stand that were typed in, and formats are asked for only where formulas gave numbers
or where a 0 or 1 may be a truth value. A time of day stays a number, as in Excel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from salesbook.office.libreoffice.days import Days
from salesbook.office.libreoffice.formats import BOOLEAN, DATE, NumberFormats

_DATETIME, _FORMULA, _ERROR = 2, 16, 4
_TAB = "\1"  # what LibreOffice gives for a tab in a text of several lines
_ERRORS = {
    502: "#VALUE!",
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}


class PartOfBlock(NamedTuple):
    """Cells of a block, counted from the block's first; the ends are included."""

    top: int
    left: int
    bottom: int
    right: int


def formatted(cells: Any, formats: NumberFormats) -> list[tuple[str, PartOfBlock]]:
    """What kind of number format (see Formats.kind) stands where."""
    if cells.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
        at = cells.RangeAddress
        everywhere = PartOfBlock(0, 0, at.EndRow - at.StartRow, at.EndColumn - at.StartColumn)
        return [(formats.kind(cells.NumberFormat), everywhere)]
    found = []
    groups = cells.getUniqueCellFormatRanges()
    for i in range(groups.getCount()):
        group = groups.getByIndex(i)
        kind = formats.kind(group.NumberFormat)
        found += [(kind, area) for area in areas(cells, group)]
    return found


def areas(cells: Any, ranges: Any) -> list[PartOfBlock]:
    """The areas that some ranges inside a block have, counted from the block's first cell.

    Asked about columns without anything, LibreOffice 7.4 tells of the last one before them: that is left out.
    """
    start = cells.RangeAddress
    top, left = start.StartRow, start.StartColumn
    return [
        PartOfBlock(each.StartRow - top, each.StartColumn - left, each.EndRow - top, each.EndColumn - left)
        for each in ranges.RangeAddresses
        if each.StartRow >= top and each.StartColumn >= left
    ]


def content(cells: Any, kinds: int) -> list[PartOfBlock]:
    """Where anything of some kinds (of LibreOffice's CellFlags) stands in a block."""
    return areas(cells, cells.queryContentCells(kinds))


def formula_areas(cells: Any) -> list[PartOfBlock]:
    """Where formulas stand in a block."""
    return content(cells, _FORMULA)


def read_values(cells: Any, formats: NumberFormats, days: Days, *, errors: bool) -> Sequence[Sequence[Any]]:
    """The values of a block as rows: float, str, bool, datetime; "" for a blank.

    A cell with an error is None, or the error as Excel writes it where `errors` are wanted.
    """
    data: Sequence[Sequence[Any]] = cells.getDataArray()
    if any(_TAB in value for row in data for value in row if type(value) is str and "\n" in value):
        data = [[v.replace(_TAB, "\t") if type(v) is str else v for v in row] for row in data]
    special = _special(cells, formats, data)
    broken = errors and any(None in row for row in data)
    if not special and not broken:
        return data
    rows = [list(row) for row in data]
    for kind, area in special:
        _convert(rows, area, days.moment if kind == DATE else bool)
    if broken:
        _name_errors(cells, rows)
    return rows


def truths(cells: Any, formats: NumberFormats, data: Sequence[Sequence[Any]]) -> list[PartOfBlock]:
    """Where truth values stand."""
    rows: dict[int, list[int]] = {}  # by column
    for r, row in enumerate(data):
        for c, value in enumerate(row):
            if type(value) is float and value in {0.0, 1.0}:
                rows.setdefault(c, []).append(r)
    found = []
    for column in sorted(rows):
        first, last = rows[column][0], rows[column][-1]  # cells of one format are one question
        here = cells.getCellRangeByPosition(column, first, column, last)
        found += [
            PartOfBlock(first + area.top, column, first + area.bottom, column)
            for kind, area in formatted(here, formats)
            if kind == BOOLEAN
        ]
    return found


def _special(
    cells: Any, formats: NumberFormats, data: Sequence[Sequence[Any]]
) -> list[tuple[str, PartOfBlock]]:
    """Where dates and truth values stand, typed in or worked out."""
    if not any(float in map(type, row) for row in data):
        return []
    found = [(DATE, area) for area in content(cells, _DATETIME)]
    found += [(BOOLEAN, area) for area in truths(cells, formats, data)]
    for top, left, bottom, right in formula_areas(cells):
        if any(float in map(type, row[left : right + 1]) for row in data[top : bottom + 1]):
            part = cells.getCellRangeByPosition(left, top, right, bottom)
            found += [
                (kind, PartOfBlock(top + a.top, left + a.left, top + a.bottom, left + a.right))
                for kind, a in formatted(part, formats)
                if kind == DATE
            ]
    return found


def error_text(code: int) -> str:
    """An error of LibreOffice's as Excel writes it; those that Excel does not have are #VALUE!."""
    return _ERRORS.get(code, "#VALUE!")


def _convert(rows: list[list[Any]], area: PartOfBlock, made: Callable[[float], Any]) -> None:
    columns = range(area.left, area.right + 1)
    for row in rows[area.top : area.bottom + 1]:
        for column in columns:
            if type(row[column]) is float:
                row[column] = made(row[column])


def _name_errors(cells: Any, rows: list[list[Any]]) -> None:
    for top, left, bottom, right in areas(cells, cells.queryFormulaCells(_ERROR)):
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                rows[row][column] = error_text(cells.getCellByPosition(column, row).getError())


def areas_of(places: Iterator[tuple[int, int]] | Sequence[tuple[int, int]]) -> Iterator[PartOfBlock]:
    """Cells (row, column) as areas one column wide: as few as there are gaps."""
    start: tuple[int, int] | None = None
    last = (0, 0)
    for column, row in sorted((column, row) for row, column in places):
        if start is not None and (column, row) != (last[0], last[1] + 1):
            yield PartOfBlock(start[1], start[0], last[1], last[0])
            start = None
        start = start or (column, row)
        last = (column, row)
    if start is not None:
        yield PartOfBlock(start[1], start[0], last[1], last[0])
