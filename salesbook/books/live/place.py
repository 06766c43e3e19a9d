"""Where the tables of an open workbook stand, and reading their cells in blocks."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from salesbook.books.live.pictures import pictures_on
from salesbook.books.live.values import ERRORS
from salesbook.books.protected import PICTURE
from salesbook.books.xlsx.headers import column_headers
from salesbook.books.xlsx.refs import LAST_ROW, Area
from salesbook.schema import TABLES, is_shared
from salesbook.tables.grid import column_letters, key_text

_BELOW = 50  # rows looked at below a table, at a time
_FEW = 3  # tables worth asking for by name
_OUR_NAMES = {name.casefold(): name for name in TABLES}

RowsOfValues = list[list[object]]


@dataclass(frozen=True)
class LiveTable:
    """One table of an open workbook. Rows and columns count from 1.

    `top` is the first body row, and `height` the body rows that the table itself has.
    """

    name: str
    sheet: Any
    table: Any
    left: int
    right: int
    top: int
    height: int
    has_header: bool
    has_totals: bool

    @property
    def last(self) -> int:
        """The last body row."""
        return self.top + self.height - 1

    @cached_property
    def room(self) -> int:
        """The last row to which it can grow without meeting another table; looked up when it is asked for."""
        if self.has_totals:
            return self.last
        below = [
            other.top - 2
            for other in _on(self.sheet)
            if other.top > self.top and other.left <= self.right and self.left <= other.right
        ]
        return min(below, default=LAST_ROW)

    @property
    def area(self) -> Area:
        """Everything that belongs to the table."""
        return Area(self.left, self.top - self.has_header, self.right, self.last + self.has_totals)

    def rows(self, first: int, last: int, left: int = 0, right: int = 0) -> Any:
        """The cells of sheet rows `first` to `last`, in all of the table's columns if none are named."""
        return self.sheet.range((first, left or self.left), (last, right or self.right))


def places(book: Any, wanted: Collection[str]) -> dict[str, LiveTable]:
    """Where the `wanted` tables stand, by name, and others that were met on the way."""
    found = {place.name: place for place in _expected(book, wanted)}
    if found.keys() == set(wanted):
        return found
    for sheet in book.sheets:
        found |= {place.name: place for place in _on(sheet)}
        if found.keys() >= set(wanted):
            break
    return found


def _expected(book: Any, wanted: Collection[str]) -> Iterator[LiveTable]:
    """A few tables where they are when nobody has moved them: every table that is looked at costs calls."""
    if len(wanted) <= _FEW:
        for name in wanted:
            with suppress(Exception):  # every program has its own error for what is not there
                sheet = book.sheets[TABLES[name].sheet]
                yield _place(sheet, sheet.tables[name])


def _on(sheet: Any) -> Iterator[LiveTable]:
    return (_place(sheet, table) for table in sheet.tables)


def row_at(sheet: Any, row: int) -> tuple[str, dict[str, str]]:
    """The table of a sheet that has the row (from 1), or in which it was typed below, and the texts of the row by header.

    ("", {}) where no table has it. Only its headers and that row are read: a table may be large.
    """
    for place in _on(sheet):
        if place.has_header and place.top <= row <= min(place.room, place.last + _BELOW):
            header, cells = (block(place.rows(at, at))[0] for at in (place.top - 1, row))
            names = header_names(place, LiveCells(header, [], {}, []))
            return place.name, dict(zip(names, map(key_text, cells), strict=True))  # type: ignore[arg-type]
    return "", {}


def again(place: LiveTable) -> LiveTable:
    """The same table where it stands now."""
    return _place(place.sheet, place.table)


def _place(sheet: Any, table: Any) -> LiveTable:
    name = str(table.name)
    whole = table.range
    height, width = whole.shape
    has_header, has_totals = bool(table.show_headers), bool(table.show_totals)
    return LiveTable(
        name=_OUR_NAMES.get(name.casefold(), name), sheet=sheet, table=table,
        left=whole.column, right=whole.column + width - 1, top=whole.row + has_header,
        height=height - has_header - has_totals, has_header=has_header, has_totals=has_totals,
    )  # fmt: skip


@dataclass(frozen=True)
class LiveCells:
    """A table's cells as xlwings gives them: the header row, the body row by row, and notes on body rows.

    `below` are some rows from the first blank one on.
    """

    header: Sequence[object]
    body: RowsOfValues
    notes: Mapping[int, str]
    below: RowsOfValues


def read_live_table(place: LiveTable) -> LiveCells:
    """The cells of a table, rows that somebody typed directly below it included."""
    first, last = place.top - 1, min(place.last + _BELOW, LAST_ROW)
    rows = block(place.rows(first, last))
    if not all(map(_is_blank, rows[place.height + 1 :])):  # it may be another table's
        last = min(last, max(place.room, place.last))
        del rows[last - first + 1 :]
    while (end := _end(rows, place.height + 1)) == len(rows) and last < place.room:
        last, more = min(last + _BELOW, place.room), place.rows(last + 1, min(last + _BELOW, place.room))
        rows += block(more)
    shared = is_shared(place.name)  # its lines people write, and they make room for others
    return LiveCells(rows[0], rows[1:end], _notes_on(place) if shared else {}, rows[end:] if shared else [])


def _end(rows: RowsOfValues, start: int) -> int:
    """The first blank row from `start` on, or how many rows there are."""
    return next((i for i in range(start, len(rows)) if _is_blank(rows[i])), len(rows))


def _is_blank(row: Sequence[object]) -> bool:
    return all(cell in {None, ""} for cell in row)


def block(cells: Any) -> RowsOfValues:
    """The values of a range as rows, blanks as None, errors as their text."""
    if sys.platform == "darwin" and cells.sheet.book.app.engine.name == "excel":
        return _block_on_macos(cells)
    rows: RowsOfValues = cells.options(ndim=2, err_to_str=True).value
    return rows


def _block_on_macos(cells: Any) -> RowsOfValues:
    """Xlwings 0.37 cannot name errors there in more than one cell; what cells show tells them."""
    rows: RowsOfValues = cells.options(ndim=2).value
    shown = cells.api.string_value.get()
    if not isinstance(shown, list):
        shown = [[shown]]
    elif not isinstance(shown[0], list):
        shown = [shown]
    return [
        [text if value is None and text in ERRORS else value for value, text in zip(*pair, strict=True)]
        for pair in zip(rows, shown, strict=True)
    ]


def header_names(place: LiveTable, cells: LiveCells) -> tuple[str, ...]:
    """What the columns are called: as the schema writes them where only case or spaces differ."""
    names = [column_letters(place.left + i) for i in range(len(cells.header))]
    return column_headers(place.name, cells.header, names)  # type: ignore[arg-type]


def formulas(cells: Any) -> list[list[str]]:
    """The formulas of a range as rows; a cell without one has its content there.

    Programs that do not tell formulas have none.
    """
    try:
        found = cells.formula
    except NotImplementedError:
        height, width = cells.shape
        return [[""] * width for _ in range(height)]
    if not isinstance(found, list | tuple):
        return [[_text(found)]]
    if found and not isinstance(found[0], list | tuple):  # one row, or one column
        found = [found] if cells.shape[0] == 1 else [[cell] for cell in found]
    return [[_text(cell) for cell in row] for row in found]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def runs_of_rows(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows (rising) as the first and the last of each run."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        yield numbers[0], numbers[-1]


def _notes_on(place: LiveTable) -> dict[int, str]:
    """The notes and threaded comments on a table's body rows (from 0), and on the rows below."""
    found: dict[str, tuple[int, str]] = {}
    for remark in (*_remarks(place.sheet, "notes"), *_remarks(place.sheet, "comments")):
        cell = remark.location
        if cell.row >= place.top and place.left <= cell.column <= place.right:
            found[cell.address] = cell.row - place.top, str(remark.text).strip()
    for row in pictures_on(place.sheet, range(place.left, place.right + 1)):
        if row >= place.top:
            found[f"picture {row}"] = row - place.top, PICTURE
    rows: dict[int, str] = {}
    for row, text in found.values():
        rows[row] = f"{rows[row]}\n{text}" if row in rows else text
    return rows


def _remarks(sheet: Any, kind: str) -> list[Any]:
    """Programs that have no such remarks have none, and each has its own error to say so."""
    with suppress(Exception):
        return [*iter(getattr(sheet, kind))]  # list() would ask for their number first, one by one
    return []
