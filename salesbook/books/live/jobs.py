"""What is to be written into one table, and looking at it before anything is."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from salesbook.books.live.ask import is_filtered, is_filtered_by_texts, is_locked, is_protected
from salesbook.books.live.place import LiveTable, block, formulas, runs_of_rows
from salesbook.books.live.values import xlwings_value
from salesbook.books.protected import fixed_table, locked_cell
from salesbook.books.xlsx.refs import LAST_ROW, cell_name
from salesbook.errors import CannotChange, InTheWay
from salesbook.schema import TABLES, Type
from salesbook.tables.grid import Grid
from salesbook.tables.plan import CELL_LIMIT
from salesbook.tables.resolve import TableEdit


@dataclass(frozen=True)
class Job:
    """One table, how it stands, and what changes in it."""

    place: LiveTable
    grid: Grid
    edit: TableEdit

    @property
    def typed_last(self) -> int:
        """The last row with something of the table's in it, rows typed below it included."""
        return self.place.top + self.edit.old_height - 1

    @property
    def last(self) -> int:
        """The last body row afterwards."""
        return self.place.top + self.edit.height - 1


def refuse(path: str, job: Job) -> None:
    """Raise CannotChange or InTheWay where the edit of a table cannot be made."""
    place = job.place
    if is_filtered(place.table) and not is_filtered_by_texts(place.table, _no_texts(job)):
        what = f"table {place.name} is filtered by days, numbers or colours, and Excel would write into the rows that are shown only"
        raise CannotChange(path, what, "Show all rows (Data, Clear), then try again.")
    if job.last > LAST_ROW:
        what = f"table {place.name} would need more than the {LAST_ROW:,} rows that a sheet has"
        raise CannotChange(path, what, "Move old rows to another workbook.")
    if is_protected(place.sheet):
        _refuse_locked(path, job)
    for name, cells in job.edit.columns.items():
        for row, value in zip(cells.rows, cells.values, strict=True):
            if (
                isinstance(value, str)
                and len(value) >= CELL_LIMIT
                and len(str(xlwings_value(value, None))) > CELL_LIMIT
            ):
                cell = cell_name(
                    job.grid.sheet, place.top + row, place.left + list(job.grid.columns).index(name)
                )
                what = f"the text for {cell} has more than the {CELL_LIMIT:,} characters that a cell can hold"
                raise CannotChange(path, what, "Make it shorter.")
    first, last = job.typed_last + 1 + place.has_totals, job.last + place.has_totals
    if first > last:
        return
    below = place.rows(first, last)
    for i, texts in enumerate(_contents(below)):
        for j, there in enumerate(texts):
            if there:
                raise InTheWay(path, place.name, cell_name(job.grid.sheet, first + i, place.left + j))
    with suppress(NotImplementedError):  # a browser does not tell
        if below.merge_cells:
            raise InTheWay(path, place.name, cell_name(job.grid.sheet, first, place.left))


def _no_texts(job: Job) -> list[int]:
    """The columns (from 1) that hold days or numbers, as far as the schema knows them."""
    known = TABLES[job.place.name].by_name if job.place.name in TABLES else {}
    return [
        number
        for number, name in enumerate(job.grid.columns, 1)
        if name in known and known[name].type not in {Type.ID, Type.TEXT, Type.CHOICE, Type.LIST, Type.FLAG}
    ]


def _refuse_locked(path: str, job: Job) -> None:
    """Raise CannotChange for a protected sheet where a cell is locked that would change, or the table would move."""
    place = job.place
    if job.last != place.last:
        raise fixed_table(path, place.name, job.grid.sheet)
    names = list(job.grid.columns)
    for name, cells in job.edit.columns.items():
        column = place.left + names.index(name)
        for first, last in runs_of_rows(cells.rows):
            if is_locked(place.rows(place.top + first, place.top + last, column, column)):
                raise locked_cell(path, cell_name(job.grid.sheet, place.top + first, column))


def _contents(cells: Any) -> list[list[object]]:
    """What stands in cells: a formula may show nothing and is there all the same."""
    values, texts = block(cells), formulas(cells)
    return [
        [text or value for text, value in zip(*pair, strict=True)] for pair in zip(texts, values, strict=True)
    ]
