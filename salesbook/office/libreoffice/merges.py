"""Merged cells: which they are, and which cells they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from salesbook.office.libreoffice import places
from salesbook.office.libreoffice.reading import content

if TYPE_CHECKING:
    from salesbook.office.libreoffice.places import Coords
    from salesbook.office.libreoffice.ranges import Range
    from salesbook.office.libreoffice.sheets import Sheet

_FILLED = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas


def has_merges(sheet: Sheet) -> bool:
    """Whether there are any on a sheet."""
    return bool(sheet.xl.getIsMerged())


def around(cells: Any) -> Coords:
    """The cells, and all of the merged cells that they are a part of."""
    cursor = cells.getSpreadsheet().createCursorByRange(cells)
    cursor.collapseToMergedArea()
    return places.from_uno(cursor.getRangeAddress())


def merged(range_: Range) -> Iterator[Coords]:
    """The merged cells that a range has a part of."""
    if not has_merges(range_.sheet):
        return
    sheet, found = range_.sheet.xl, set[places.Coords]()
    waiting = [range_.coords]
    while waiting:
        part = waiting.pop()
        row, column, rows, columns = part
        if any(places.contains_range(each, part) for each in found):
            continue
        cells = sheet.getCellRangeByPosition(column - 1, row - 1, column + columns - 2, row + rows - 2)
        whole = around(cells)
        if whole == part and not cells.getIsMerged():
            continue
        if rows * columns == 1:
            found.add(whole)
            yield whole
        elif rows >= columns:
            half = rows // 2
            waiting += [(row + half, column, rows - half, columns), (row, column, half, columns)]
        else:
            half = columns // 2
            waiting += [(row, column + half, rows, columns - half), (row, column, rows, half)]


def covered(range_: Range) -> dict[tuple[int, int], Coords]:
    """Cells of a range (row and column from 0) that lie under a merged one, and that one."""
    top, left, rows, columns = range_.coords
    return {
        (row - top, column - left): area
        for area in merged(range_)
        for row in range(max(area[0], top), min(area[0] + area[2], top + rows))
        for column in range(max(area[1], left), min(area[1] + area[3], left + columns))
        if (row, column) != area[:2]
    }


def uncovered(range_: Range, rows: Sequence[Sequence[Any]], *, fills: bool) -> Sequence[Sequence[Any]]:
    """The rows on their way into a range without what would stand under merged cells.

    One value that `fills` the range goes into the first cell of a merged one. Raises ValueError where
    something else would be lost.
    """
    under = covered(range_)
    for (row, column), area in under.items():
        first = (*area[:2], 1, 1)
        value = rows[row][column]
        if not (value is None or value == "" or (fills and places.contains_range(range_.coords, first))):
            cell = places.to_address((range_.row + row, range_.column + column, 1, 1))
            raise ValueError(
                f"{cell} lies under the merged cell {places.to_address(area)}, where nobody sees it: write into "
                f"{places.to_address(first)}, or unmerge first."
            )
    if not under:
        return rows
    return [[None if (r, c) in under else value for c, value in enumerate(row)] for r, row in enumerate(rows)]


def merge(range_: Range) -> None:
    """Make one cell of a range. It keeps the first content that there is, and no other, as in Excel.

    Raises ValueError where a merged cell is in it only in part, or cells of a table.
    """
    mixed = [area for area in merged(range_) if not places.contains_range(range_.coords, area)]
    if mixed:
        raise ValueError(
            f"{places.to_address(mixed[0])} is merged, and {range_.address} has only a part of it."
        )
    if any(places.meet(table.coords, range_.coords) for table in range_.sheet.tables):
        raise ValueError(f"{range_.address} has cells of a table: these cannot be merged.")
    cells = range_.xl
    filled = sorted((each.top, each.left) for each in content(cells, _FILLED))
    cells.merge(False)
    if filled and filled[0] != (0, 0):
        first = cells.getCellByPosition(filled[0][1], filled[0][0])
        range_.sheet.xl.moveRange(cells.getCellByPosition(0, 0).CellAddress, first.RangeAddress)
    rows, columns = range_.shape
    for top, left in ((0, 1), (1, 0)):  # beside the corner, and below it
        if top < rows and left < columns:
            bottom = rows - 1 if top else 0
            cells.getCellRangeByPosition(left, top, columns - 1, bottom).clearContents(_FILLED)
    cells.merge(True)
