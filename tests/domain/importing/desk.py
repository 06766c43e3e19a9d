"""A book in memory and files to bring into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from salesbook.actions.import_file import read_import_file
from salesbook.books.memory import MemoryBook, empty_grid
from salesbook.domain.importing.plan import READS, ImportResult, plan_import
from salesbook.tables.frames import frames, read_settings
from salesbook.tables.grid import Grid
from salesbook.tables.plan import Value
from salesbook.tables.resolve import resolve
from tests.helpers import book

TODAY = date(2026, 3, 2)


class Desk:
    """Files that are written and imported into one book."""

    def __init__(self, folder: Path, **tables: str) -> None:
        self.folder = folder
        self.book = book(**tables)

    def file(self, content: str | bytes, name: str = "export.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def bring(
        self, content: str | bytes | Path, table: str, name: str = "export.csv", **more: object
    ) -> ImportResult:
        """Write the content into a file and import it."""
        path = content if isinstance(content, Path) else self.file(content, name)
        return bring(self.book, path, table, **more)

    def rows(self, table: str, *columns: str) -> list[dict[str, Value]]:
        """The filled cells of the rows of a table, or of some of its columns."""
        grid = self.book.grids[table]
        names = columns or tuple(grid.columns)
        rows = [{name: grid.columns[name][row] for name in names} for row in range(grid.height)]
        filled = [{name: cell for name, cell in row.items() if cell not in (None, "")} for row in rows]
        return [row for row in filled if row]

    def column(self, table: str, name: str) -> list[Value]:
        return [row.get(name) for row in self.rows(table)]


class Always(dict[str, bool]):
    """One answer to every question."""

    def __init__(self, answer: bool) -> None:
        super().__init__()
        self._answer = answer

    def __contains__(self, _question: object) -> bool:
        return True

    def __missing__(self, _question: str) -> bool:
        return self._answer

    def get(self, _question: str, _default: object = None) -> bool:
        return self._answer


def bring(
    store: MemoryBook, path: Path, table: str, *, mapping: Mapping[str, str] | None = None,
    columns: str = "", dates: str = "", amount: str = "", today: date = TODAY, answers: Mapping[str, bool] = MappingProxyType({}),
) -> ImportResult:  # fmt: skip
    """Import a file as the command does."""
    seen = store.read({table, "Settings", *READS})
    source = read_import_file(path, table, columns=columns, mapping=mapping or {})
    result = plan_import(
        frames(seen)[0],
        read_settings(seen)[0],
        source,
        table,
        mapping=mapping or {},
        dates=dates,
        amount=amount,
        today=today,
        answers=answers,
    )
    resolved = resolve(result.plan.changes, seen)
    assert resolved.conflicts == ()
    store.write(resolved.edits, seen.seen)
    return result


def without(table: str, column: str) -> Grid:
    """An empty table of an older book, which lacks a column."""
    grid = empty_grid(table)
    return replace(grid, columns={name: cells for name, cells in grid.columns.items() if name != column})


def messages(result: ImportResult) -> str:
    return "\n".join(message.text for message in result.plan.messages)


def reasons(result: ImportResult) -> list[tuple[int, str]]:
    return [(reject.line, reject.reason) for reject in result.rejects]


def workbook(path: Path, **sheets: object) -> Path:
    """A workbook with the given rows on each sheet."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):  # type: ignore[call-overload]
                sheet.write_row(number, 0, row)
    return path
