"""What is behind the cells of an open workbook that an edit is about to change: formulas and links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from salesbook.books.live.place import LiveTable, formulas, runs_of_rows
from salesbook.schema import TABLES, is_shared
from salesbook.tables.grid import Grid
from salesbook.tables.plan import CellError, Stood, Value
from salesbook.tables.resolve import TableEdit

_FEW = 300  # cells of a run that are asked for links one by one


def behind_edited_cells(place: LiveTable, grid: Grid, edit: TableEdit) -> dict[tuple[str, int], Stood]:
    """By header and body row; only of cells that change, and of columns in which people may have put something.

    Salesbook's own columns hold formulas of its own in shared tables alone: the links of phone numbers.
    """
    own = (
        set()
        if is_shared(place.name)
        else {column.name for column in TABLES[place.name].columns if column.ours}
    )
    found: dict[tuple[str, int], Stood] = {}
    for number, name in enumerate(grid.columns):
        if name in edit.columns and name not in own:
            rows = [row for row in edit.columns[name].rows if row < edit.old_height]
            for first, last in runs_of_rows(rows):
                olds = grid.columns[name][first : last + 1]
                for row, stood in _of_run(place, place.left + number, first, last, olds):
                    found[name, row] = stood
    return found


def _of_run(
    place: LiveTable, column: int, first: int, last: int, olds: Sequence[Value]
) -> Iterator[tuple[int, Stood]]:
    cells = place.rows(place.top + first, place.top + last, column, column)
    asks = (
        place.sheet.book.app.engine.name == "libreoffice" and last - first < _FEW
    )  # Excel's links stay with their cells
    for i, ((text,), old) in enumerate(zip(formulas(cells), olds, strict=True)):
        if text.startswith("=") and text != old:
            yield first + i, Stood(formula=text[1:])
        elif isinstance(old, CellError):
            yield first + i, Stood(is_lost=True)
        elif asks and isinstance(old, str) and (link := _link(cells[i, 0])):
            yield first + i, Stood(link=link)


def _link(cell: Any) -> str:
    with suppress(Exception):  # each program has its own way to say that there is none
        return str(cell.hyperlink or "")
    return ""
