"""New workbooks to take sheets from, and workbooks of people to put them into."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from salesbook.books.file import FileBook
from salesbook.books.xlsx.graft.growing import write_with_additions
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.domain.sample.plan import plan_sample
from salesbook.office.workbook import build
from salesbook.schema import TABLES
from salesbook.tables.additions import Additions
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.books.table_check import xml_problems
from tests.sessions import run

DAY = date(2026, 3, 2)
MAIL = ("Mailings", "Outbox", "Do not mail")


def new_book(path: Path, *parts: str) -> Path:
    """A new workbook with these parts, or with all."""
    build(str(path), book_id="BOOK-1", today=DAY, **({"parts": parts} if parts else {}))
    return path


def older_schema(patch: pytest.MonkeyPatch, lacking: Mapping[str, Sequence[str]]) -> None:
    """As if salesbook's tables had no such columns yet."""
    for name, gone in lacking.items():
        table = TABLES[name]
        columns = tuple(column for column in table.columns if column.name not in gone)
        first = tuple(one for one in table.first if one not in gone)
        patch.setitem(TABLES, name, replace(table, columns=columns, first=first))


def worked_with(path: Path, *parts: str) -> Path:
    """A book with these parts, a made-up firm in it, and a call list."""
    return worked_in(new_book(path, *parts), *parts)


def worked_in(path: Path, *parts: str) -> Path:
    """The same for a book with these parts that is there."""
    book = FileBook(path)
    seen = book.read([name for name, table in TABLES.items() if table.part in parts])
    changes = plan_sample(seen, today=DAY, contacts=30).changes
    resolved = resolve([change for change in changes if change.table in seen.grids], seen)
    book.write(resolved.edits, seen.seen)
    run("today", book, today=DAY, runner=Runner("", "", datetime(2026, 3, 2)))  # Runs has no zones
    return path


def grown(path: Path, donor: Path, additions: Additions, out: Path) -> Path:
    """The workbook at `path` with what it gets from `donor`, as `out`, which an XML parser can read."""
    with Package.open(path) as package, Package.open(donor) as giver, out.open("w+b") as made:
        write_with_additions(package, read_layout(package), giver, additions, made)
    assert xml_problems(out) == []
    return out


def with_sheets(path: Path, donor: Path, sheets: Sequence[str], out: Path) -> Path:
    return grown(path, donor, Additions(sheets=tuple(sheets)), out)


def with_tables(path: Path, donor: Path, tables: Sequence[str], out: Path) -> Path:
    return grown(path, donor, Additions(tables=tuple(tables)), out)


def with_columns(path: Path, donor: Path, columns: Mapping[str, tuple[str, ...]], out: Path) -> Path:
    return grown(path, donor, Additions(columns=columns), out)


def opened(path: Path, *, data_only: bool = False):
    """A workbook by openpyxl, to look at and not to change: the same file is read once."""
    return _opened(path, path.stat().st_mtime_ns, data_only)


@lru_cache(maxsize=8)
def _opened(path: Path, _changed: int, data_only: bool):
    import openpyxl

    return openpyxl.load_workbook(path, data_only=data_only)


def with_parts(path: Path, out: Path, patched: Mapping[str, bytes | str]) -> Path:
    """A copy of a workbook with other contents of parts."""
    with zipfile.ZipFile(out, "w") as package:
        for name, data in {**contents(path), **patched}.items():
            package.writestr(name, data)
    return out


def names_of(path: Path):
    """The defined names of a workbook, by name."""
    import openpyxl

    return openpyxl.load_workbook(path, read_only=True).defined_names


def contents(path: Path) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def theirs(path: Path, sheets: Sequence[str], formula: str = "") -> Path:
    """A workbook as people make it, by another program; the third sheet is in front. `formula` stands on the first."""
    from openpyxl import Workbook
    from openpyxl.styles import Font, NamedStyle
    from openpyxl.workbook.defined_name import DefinedName

    book = Workbook()
    book.remove(book.worksheets[0])
    for title in sheets:
        sheet = book.create_sheet(title)
        sheet["B2"], sheet["B2"].font, sheet["B2"].number_format = (
            0.25,
            Font(name="Georgia", size=20),
            "0.0 %",
        )
        sheet.print_title_rows = "1:1"
    book.worksheets[0]["A1"] = formula or "mine"
    book.add_named_style(NamedStyle("Loud", font=Font(bold=True, color="FF0000")))
    book.defined_names["rate"] = DefinedName("rate", attr_text=f"'{sheets[0]}'!$B$2")
    book.active = min(2, len(sheets) - 1)
    book.save(path)
    return path
