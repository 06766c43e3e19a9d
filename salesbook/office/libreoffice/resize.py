"""A table's new size, with all that must follow it.

LibreOffice moves the range and the formulas that name the table's columns; that is all it does. New
rows take over the look, validations, conditional formats and formulas of the last one; charts and
defined names that covered the body are made to cover it again. What stands in the new rows already
becomes the table's as it is, and rows that a smaller table gives up keep what stands in them, both
as in Excel. Nothing below is moved; another table is never taken in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesbook.office.libreoffice import places
from salesbook.office.libreoffice.errors import CellsInTheWay
from salesbook.office.libreoffice.follow import GrownTable, follow_in_charts, follow_in_names
from salesbook.office.libreoffice.moves import tile
from salesbook.office.libreoffice.reading import areas_of, content

if TYPE_CHECKING:
    from salesbook.office.libreoffice.tables import Table

_CONSTANTS = 1 | 2 | 4 | 8  # numbers, dates, texts, notes
_FILLED = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas


def resize(table: Table, new: places.Coords) -> None:
    """Resize a table to `new`, which must have its header row and its first column.

    Raises CellsInTheWay where another table stands in the new rows, or anything that totals would move
    over, and ValueError where the new range cannot be this table's.
    """
    old = table.coords
    fixed = int(table.show_headers) + int(table.show_totals)
    if new[:2] != old[:2] or new[2] <= fixed:
        raise ValueError(f"Table {table.name} must keep its first cell, and a row below its headers.")
    if new == old:
        return
    _refuse_if_in_the_way(table, old, new)
    table.range.guard()
    body = table.body
    more = new[2] - old[2]
    last = body[0] + body[2] - 1
    if table.show_totals and more:
        _move_totals(table, more)
    table.set_area(new)
    if more > 0:
        _extend(table, last, more)
        table.parent.book.settle()
    growth = GrownTable(table.parent.index - 1, body, last + more)
    if more:
        follow_in_names(table.parent.book, growth)
        follow_in_charts(table.parent.book, growth)


def _extend(table: Table, last: int, more: int) -> None:
    """New rows with the look and the formulas of the last one, without its values."""
    _, left, _, columns = table.coords
    source = table.parent.range((last, left, 1, columns))
    new = table.parent.range((last + 1, left, more, columns))
    filled = {row for area in content(new.xl, _FILLED) for row in range(area.top, area.bottom + 1)}
    for top, _, bottom, _ in areas_of([(row, 0) for row in range(more) if row not in filled]):
        target = table.parent.range((last + 1 + top, left, bottom - top + 1, columns))
        tile(source, target.coords)
        target.xl.clearContents(_CONSTANTS)


def _move_totals(table: Table, more: int) -> None:
    sheet, (top, left, rows, columns) = table.parent, table.coords
    totals = sheet.range((top + rows - 1, left, 1, columns))
    place = sheet.range((top + rows - 1 + more, left)).xl.getCellByPosition(0, 0).CellAddress
    sheet.xl.moveRange(place, totals.xl.RangeAddress)


def _refuse_if_in_the_way(table: Table, old: places.Coords, new: places.Coords) -> None:
    gained = _gained(old, new)
    if gained is None:
        return
    taken = [each.coords for each in table.parent.tables if each.name != table.name]
    met = [coords for coords in taken if places.meet(coords, gained)]
    if table.show_totals:  # they move down, and must not go over anything
        cells = table.parent.range(gained)
        met += [(gained[0] + area.top, gained[1] + area.left, 1, 1) for area in content(cells.xl, _FILLED)]
    if met:
        place = (*min(met)[:2], 1, 1)
        raise CellsInTheWay(table.name, places.to_address(place, row_absolute=False, column_absolute=False))


def _gained(old: places.Coords, new: places.Coords) -> places.Coords | None:
    """The new rows. What stands beside the table may become its column: the headers stand there already."""
    row, column, rows, _ = old
    return (row + rows, column, new[2] - rows, new[3]) if new[2] > rows else None
