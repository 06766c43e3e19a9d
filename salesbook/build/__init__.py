"""Makes the workbook from the schema: a new one with its starting rows, and nobody's data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from salesbook.build import charts, home, rules, sheets


def build(target: str | BinaryIO, *, book_id: str, firm: str = "", today: date) -> None:
    """Write a new, empty salesbook: the same bytes for the same arguments.

    Each table has its starting rows, or one blank row that carries the formats of its columns. Raises
    OSError where the file cannot be written.
    """
    from xlsxwriter.workbook import Workbook

    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    created = datetime(today.year, today.month, today.day, tzinfo=UTC)
    book.set_properties({"title": firm or "Salesbook", "author": "salesbook", "created": created})
    book.set_size(1600, 1000)
    page = home.Page(book)
    for name in sheets.SHEETS:
        for place in sheets.lay(book, name, {"Book ID": book_id, "Firm": firm}):
            rules.validate(place)
            rules.light(book, place)
    rules.name_lists(book)
    charts.write(page, today)
    home.write(page, firm)
    book.close()
    if isinstance(target, str):
        Path(target).write_bytes(made.getvalue())
    else:
        target.write(made.getvalue())
