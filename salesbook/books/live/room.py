"""Whether an open workbook has room for new sheets, tables and columns: looked at before anything is changed."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from salesbook.books.live.ask import (
    is_filtered,
    is_final,
    is_protected,
    is_read_only,
    is_structure_protected,
    labels,
)
from salesbook.books.live.place import LiveTable, formulas
from salesbook.books.protected import final, fixed_columns, fixed_sheets
from salesbook.books.xlsx.refs import LAST_COLUMN, Area, cell_name
from salesbook.errors import CannotChange, CannotWrite, NotASalesbook

CLOSE = "Save and close it, then add them to the closed workbook."


def refuse_book(book: Any, *, sheets: bool) -> None:
    """Raise CannotWrite or CannotChange for a workbook that can get nothing, or no `sheets`."""
    engine = book.app.engine
    if engine.type == "remote":
        raise CannotChange(
            book.name, "sheets and columns cannot be added in a browser", f"Download it. {CLOSE}"
        )
    if engine.name == "excel" and sys.platform == "darwin":
        raise CannotChange(
            book.name, "sheets and columns cannot be added while it is open in Excel on a Mac", CLOSE
        )
    if is_read_only(book):
        raise CannotWrite(book.name, "it is open here for reading only")
    if is_final(book):
        raise final(book.name)
    if sheets and is_structure_protected(book):
        raise fixed_sheets(book.name)


def refuse_taken(book: Any, sheets: Iterable[str], tables: Iterable[str], there: Collection[str]) -> None:
    """Raise CannotChange where a name is taken; `there` are the tables that the workbook has."""
    tabs = {label.casefold(): label for label in labels(book)}
    for name in sheets:
        if name.casefold() in tabs:
            what = f"it has a sheet {tabs[name.casefold()]} of its own"
            raise CannotChange(book.name, what, "Give that sheet another name, then try again.")
    taken = {name.casefold() for name in there}
    names = {str(name.name).casefold() for name in book.names}
    for name in tables:
        if name.casefold() in taken | names:
            kind = "table" if name.casefold() in taken else "defined name"
            raise CannotChange(
                book.name, f"it has a {kind} {name} of its own", "Give that another name, then try again."
            )


def refuse_columns(book: Any, places: Mapping[str, LiveTable], columns: Mapping[str, Sequence[str]]) -> None:
    """Raise CannotChange or NotASalesbook where tables cannot get columns at their right ends."""
    if missing := tuple(name for name in columns if name not in places):
        raise NotASalesbook(book.name, missing)
    for name, headers in columns.items():
        place = places[name]
        _refuse_table(book, place)
        there = {
            text.strip().casefold(): text for text in formulas(place.rows(place.top - 1, place.top - 1))[0]
        }
        for header in headers:
            if header.casefold() in there:
                what = f"table {name} has a column {there[header.casefold()]} already"
                raise CannotChange(
                    book.name, what, "Give that column another name if it is your own, then try again."
                )
        _refuse_full(book, place, len(headers))


def _refuse_table(book: Any, place: LiveTable) -> None:
    if not place.has_header:
        what = f"table {place.name} hides its row of headers"
        raise CannotChange(book.name, what, "Show it (Table Design, Header Row), then try again.")
    if is_protected(place.sheet):
        raise fixed_columns(book.name, place.name, str(place.sheet.name))
    if is_filtered(place.table):
        what = f"table {place.name} is filtered, and Excel would fill new columns in the rows that are shown only"
        raise CannotChange(book.name, what, "Show all rows (Data, Clear), then try again.")


def _refuse_full(book: Any, place: LiveTable, width: int) -> None:
    first, last = place.right + 1, place.right + width
    if last > LAST_COLUMN:
        what = f"table {place.name} reaches the last column of its sheet"
        raise CannotChange(book.name, what, "Move it to the left, then try again.")
    area = place.area
    for i, row in enumerate(formulas(place.rows(area.top, area.bottom, first, last))):
        for j, text in enumerate(row):
            if text:
                cell = cell_name(str(place.sheet.name), area.top + i, first + j)
                what = f"new columns of table {place.name} go where something stands in {cell}"
                raise CannotChange(book.name, what, "Move that away, then try again.")
    wanted = Area(first, area.top, last, area.bottom)
    for other in place.sheet.tables:
        if _area(other).meets(wanted):
            what = f"new columns of table {place.name} go where table {other.name} stands"
            raise CannotChange(book.name, what, "Move that table away, then try again.")


def _area(table: Any) -> Area:
    whole = table.range
    height, width = whole.shape
    return Area(whole.column, whole.row, whole.column + width - 1, whole.row + height - 1)
