"""Sheets, tables and columns of a new workbook put into one that is open in Excel or LibreOffice.

`grow_open_workbook` takes the donor's path and what is wanted of it, and says what came (`Grown`); `take_away`
takes that and leaves the workbook without it. Buttons, macros and the ribbon come to closed
workbooks only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from salesbook.books.live.ask import links_to_workbooks, reason
from salesbook.books.live.donor import opened
from salesbook.books.live.growing import Growing
from salesbook.books.live.grown import Grown, take_away, take_off, without_steps
from salesbook.books.live.place import places
from salesbook.books.live.room import CLOSE, refuse_book, refuse_columns, refuse_taken
from salesbook.errors import CannotChange, CannotWrite, SalesbookError
from salesbook.schema import TABLES

__all__ = ["Grown", "grow_open_workbook", "take_away"]

_NONE: Mapping[str, Sequence[str]] = MappingProxyType({})


def grow_open_workbook(
    book: Any,
    donor: Path,
    *,
    sheets: Sequence[str] = (),
    columns: Mapping[str, Sequence[str]] = _NONE,
    tables: Sequence[str] = (),
) -> Grown:
    """Put parts of a new workbook into an open one: all that is named, or nothing.

    `book` is an `xlwings.Book`; `donor` a workbook file made for this (`office.workbook.build`
    without buttons), which is opened beside it and is the caller's to delete. `sheets` come whole,
    with all that stands on them, where they stand in the donor: after the last one before them that
    `book` has. `columns` are headers by table: they come to the right end of a table that is there,
    blank or with their formula. `tables` come to the right of all else on the sheet where their
    neighbours stand. Nothing of the person's moves or is saved. LibreOffice's own Undo forgets what
    was done before; `take_away` undoes this.

    Raises CannotChange where a name is taken, something stands in the way or is protected,
    CannotWrite where the program refuses, NotASalesbook where a table is missing. All leave the
    workbook as it was.
    """
    refuse_book(book, sheets=bool(sheets))
    there = places(book, TABLES)
    refuse_columns(book, there, columns)
    refuse_taken(book, sheets, tables, there)
    shown = book.sheets.active
    with _quiet(book.app):
        try:
            with opened(book.app, donor, sheets, [*tables, *columns]) as kept:
                refuse_taken(book, (), [place.name for one in sheets for place in kept.tables_on(one)], there)
                growing = Growing(book, kept, there)
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
    return Grown(tuple(growing.pieces), tuple(growing.names), (*growing.remarks, *_remarks(book)))


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
            names = ", ".join(piece.name for piece in growing.pieces)
            what = (
                f"the program refused in the middle ({reason(error)}), and to take all of {names} away again"
            )
            raise CannotChange(
                str(growing.book.name), what, "Close it without saving: the file is as it was."
            ) from error
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


def _remarks(book: Any) -> Iterator[str]:
    yield (
        "Buttons, macros and the ribbon cannot be changed while the workbook is open: "
        "save and close it, then upgrade the closed workbook."
    )
    if book.app.engine.name == "libreoffice":
        yield "LibreOffice's own Undo (Ctrl+Z) does not go back behind this; salesbook's does."
