"""Totals rows, whose cells move with the end of their table."""

from __future__ import annotations

import re

from salesbook.books.xlsx.grow import Growths
from salesbook.books.xlsx.markup import escape, unescape, with_attribute
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.recalculation.stale import StaleValues
from salesbook.books.xlsx.sheet import SheetStream
from salesbook.books.xlsx.styles import Styles
from salesbook.books.xlsx.target import SheetTarget
from salesbook.tables.grid import column_letters

_FORMULA = re.compile(rb"(<(?:[\w.-]+:)?f(?:\s[^>]*)?(?<!/)>)([^<]*)(<)")


def moved_totals(
    package: Package, part: str, target: SheetTarget, styles: Styles, growths: Growths
) -> dict[int, dict[int, bytes]]:
    """The cells of the totals rows that move, by their new row and by column.

    They are looked up before the sheet is written: a table that shrinks needs them above the
    place where they stand. Their formulas follow the table like those anywhere else.
    """
    moving = [table for table in target.tables if table.moves and table.totals]
    if not moving:
        return {}
    sheet = moving[0].place.sheet
    look = SheetTarget([], looked_at=frozenset(table.totals for table in moving))
    stream = SheetStream(package.path, sheet, look, styles, date1904=False)
    for _ in stream.run(package.stream(part)):
        if len(stream.kept) == len(look.looked_at):
            break

    def follow(found: re.Match[bytes]) -> bytes:
        return found[1] + escape(growths.formula(unescape(found[2]), sheet)) + found[3]

    without_values = StaleValues(lambda _row, _column: True)
    moved: dict[int, dict[int, bytes]] = {}
    for table in moving:
        row = stream.kept.get(table.totals, b"")
        for cell in stream.editor.cells(row) if row else ():
            if cell.column in table.all_columns:
                whole = row[cell.start : cell.end]
                end = whole.index(b">") + 1
                place = f"{column_letters(cell.column)}{table.last + 1}".encode()
                tag = with_attribute(whole[:end], b"r", place)
                whole = tag + _FORMULA.sub(follow, whole[end:])
                moved.setdefault(table.last + 1, {})[cell.column] = without_values(whole)
    return moved
