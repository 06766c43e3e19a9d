"""Which workbook is the active one: the last that was made, opened or activated, or what the person went to since."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from salesbook.office.libreoffice.app import App
    from salesbook.office.libreoffice.books import Book

_A_BLINK, _A_MOMENT = 0.02, 0.3  # seconds; a window comes to the front a moment after it was told to


def active(app: App, books: Sequence[Book]) -> Book:
    """The active one of the open books (there is one at least)."""
    current = app.office.desktop.getCurrentComponent()
    shown = next((book for book in books if current is not None and book.xl == current), None)
    chosen = next((book for book in books if book is app.activated), None)
    if shown is chosen or chosen is None:
        app.shown_then = shown
        return shown or books[-1]
    return chosen if shown is None or shown is app.shown_then else shown


def activate(app: App, book: Book) -> None:
    """Make a book the active one."""
    app.activated = book
    book.controller.getFrame().activate()
    end = time.monotonic() + _A_MOMENT
    current = app.office.desktop.getCurrentComponent()
    while app.office.visible and current != book.xl and time.monotonic() < end:
        time.sleep(_A_BLINK)
        current = app.office.desktop.getCurrentComponent()
    app.shown_then = app.book_of(current) if current is not None and is_workbook(current) else None


def is_workbook(part: Any) -> bool:
    """Whether a window's component is one; LibreOffice's start page is not."""
    return hasattr(part, "supportsService") and bool(
        part.supportsService("com.sun.star.sheet.SpreadsheetDocument")
    )
