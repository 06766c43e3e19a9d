"""What a click came to, put into the named cells of an open workbook that show it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from salesbook.books.live.ask import labels
from salesbook.tables.last_result import LastResult


def show_last_result(book: Any, result: LastResult) -> None:
    """Put it into the named cells; where they are not there, or may not be written, nothing happens: the click is done."""
    with suppress(Exception):
        for name, value in result.cells(labels(book)).items():
            book.names[name].refers_to_range.value = value
