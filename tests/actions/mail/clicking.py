"""What a person does in an open workbook before a click, and sees after it."""

from __future__ import annotations

from salesbook.books.live import LiveBook


def select(book, sheet: str, cell: str) -> None:
    """Click into a cell."""
    book.sheets[sheet].activate()
    book.sheets[sheet].range(cell).select()


def column(book, table: str, header: str) -> list[object]:
    """What stands in a column, without blanks."""
    grid = LiveBook(book).read([table]).grids[table]
    return [value for value in grid.columns[header] if value]
