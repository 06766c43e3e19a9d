"""What a person does with a workbook file: reads its rows, types into them, and runs a command on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.tables.grid import is_blank
from salesbook.tables.plan import Append, Replace, Set
from salesbook.tables.resolve import resolve

TODAY = date(2026, 6, 15)


def salesbook(*words: object, today: date = TODAY) -> int:
    """The exit status of a command."""
    return main([*map(str, words), "--today", f"{today}"])


def read(path: Path, table: str) -> list[dict[str, object]]:
    """The filled rows of a table."""
    grid = FileBook(path).read([table]).grids[table]
    rows = (dict(zip(grid.columns, row, strict=True)) for row in zip(*grid.columns.values(), strict=True))
    return [row for row in rows if any(not is_blank(value) for value in row.values())]


def put(path: Path, table: str, key: str, **columns: object) -> None:
    """Type into a row; First_name is the column “First name”."""
    cells = {header.replace("_", " "): [value] for header, value in columns.items()}
    _write(path, table, Set(table, [key], cells))


def add(path: Path, table: str, *rows: Mapping[str, object]) -> None:
    """Type new rows."""
    _write(path, table, Append(table, rows))


def drop(path: Path, table: str, key: str) -> None:
    """Take a row out."""
    _write(path, table, Replace(table, [key], []))


def _write(path: Path, table: str, change: Set | Append | Replace) -> None:
    book = FileBook(path)
    seen = book.read([table])
    book.write(resolve([change], seen).edits, seen.seen)
