"""Sheets, tables and columns of a new workbook put into one that is open in Excel or LibreOffice.

`grow_open_workbook` takes the donor's path and what is wanted of it, and says what came (`Grown`); `grown.take_away`
takes that and leaves the workbook without it. Buttons, macros and the ribbon come to closed
workbooks only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from salesbook.books.live.ask import labels, links_to_workbooks, reason
from salesbook.books.live.donor import opened
from salesbook.books.live.growing import Growing
from salesbook.books.live.grown import Grown, take_off, without_steps
from salesbook.books.live.place import LiveTable, places
from salesbook.books.live.room import CLOSE, refuse_book, refuse_columns, refuse_taken
from salesbook.errors import CannotChange, CannotWrite, HalfWritten, SalesbookError
from salesbook.schema import TABLES
from salesbook.schema.home import HOME

_NONE: Mapping[str, Sequence[str]] = MappingProxyType({})


def grow_open_workbook(
    book: Any,
    donor: Path,
    *,
    sheets: Sequence[str] = (),
    columns: Mapping[str, Sequence[str]] = _NONE,
    tables: Sequence[str] = (),
    note: Callable[[Grown], None] = lambda _: None,
) -> Grown:
    """Put parts of a new workbook into an open one: all that is named, or nothing.

    `book` is an `xlwings.Book`; `donor` a workbook file made for this (`office.workbook.build`
    without buttons), which is opened beside it and is the caller's to delete. `sheets` come whole,
    with all that stands on them, where they stand in the donor: after the last one before them that
    `book` has. `columns` are headers by table: they come to the right end of a table that is there,
    blank or with their formula. `tables` come to the right of all else on the sheet where their
    neighbours stand. Nothing of the person's moves or is saved. LibreOffice's own Undo forgets what
    was done before; `take_away` undoes this. `note` is told of each piece before it comes, for whoever keeps
    what is to be taken away should the computer stop in the middle.

    Raises CannotChange where a name is taken, something stands in the way or is protected,
    CannotWrite where the program refuses, NotASalesbook where a table is missing. All leave the
    workbook as it was; HalfWritten where the program would not take away again what had come.
    """
    there = refuse_growing(book, sheets=sheets, columns=columns, tables=tables)
    shown = book.sheets.active
    with _quiet(book.app):
        try:
            with opened(book.app, donor, sheets, [*tables, *columns]) as kept:
                refuse_taken(book, (), [place.name for one in sheets for place in kept.tables_on(one)], there)
                growing = Growing(book, kept, there, note)
                with without_steps(book), _all_or_nothing(growing):
                    growing.grow(sheets, columns, tables)
        except SalesbookError:
            raise
        except Exception as error:
            raise CannotWrite(str(book.name), reason(error)) from error
        finally:
            with suppress(Exception):  # what is in front decides nothing
                book.activate()
                shown.activate()
    grown = growing.so_far(whole=True)
    return replace(grown, remarks=(*grown.remarks, *_remarks(book, sheets)))


def refuse_growing(
    book: Any, *, sheets: Sequence[str], columns: Mapping[str, Sequence[str]], tables: Sequence[str]
) -> dict[str, LiveTable]:
    """Raise what `grow_open_workbook` raises of the workbook alone. Returns the tables that it has."""
    refuse_book(book, sheets=bool(sheets))
    there = places(book, TABLES)
    refuse_columns(book, there, columns)
    refuse_taken(book, sheets, tables, there)
    return there


@contextmanager
def _all_or_nothing(growing: Growing) -> Iterator[None]:
    linked = links_to_workbooks(growing.book)
    try:
        yield
        _refuse_links(growing.book, links_to_workbooks(growing.book) - linked)
    except BaseException as error:
        try:
            take_off(growing.book, growing.pieces, growing.names)
        except Exception:  # noqa: BLE001  (every program has its own)
            names = tuple(dict.fromkeys(piece.name for piece in growing.pieces))
            raise HalfWritten(str(growing.book.name), names) from error
        raise


def _refuse_links(book: Any, more: Collection[str]) -> None:
    if more:
        what = f"it would look into another workbook ({', '.join(sorted(more))})"
        raise CannotChange(str(book.name), what, CLOSE)


@contextmanager
def _quiet(app: Any) -> Iterator[None]:
    """The screen stands still, and no question is asked, meanwhile."""
    before = app.screen_updating, app.display_alerts
    app.screen_updating = app.display_alerts = False
    try:
        yield
    finally:
        with suppress(Exception):  # the cells are written; whether the screen moves decides nothing
            app.screen_updating, app.display_alerts = before


def _remarks(book: Any, sheets: Sequence[str]) -> Iterator[str]:
    is_libreoffice = book.app.engine.name == "libreoffice"
    if sheets and str(book.name).lower().endswith(".xlsm"):
        yield (
            "The new sheets have their buttons when you open the workbook again; the menu Salesbook has them now."
            if is_libreoffice
            else "The new sheets have no buttons: the tab Salesbook has them."
        )
    if sheets and HOME in labels(book):
        yield f"The list of sheets on {HOME} does not name them: that comes to closed workbooks only."
    if is_libreoffice:
        yield "LibreOffice's own Undo (Ctrl+Z) does not go back behind this; salesbook's does."
