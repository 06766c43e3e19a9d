"""Workbooks to import from: which sheet or table is meant, and its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.books.xlsx.package import Entry, Package
from salesbook.books.xlsx.refs import LAST_ROW, number
from salesbook.errors import BadInput, Damaged, PasswordProtected, TooLarge
from salesbook.importing.raw import Raw, best_header

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_SHEETS = "xl/worksheets/"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_COLUMN = re.compile(rb'\br="([A-Z]{1,3})[0-9]')
_ROW = re.compile(rb'\br="[A-Z]{0,3}([0-9]{1,7})"')
_LONGEST = 16  # bytes of a reference with its quotes
_MOST_CELLS = 200_000_000


def read_workbook(path: Path, known: Callable[[str], bool], *, headed: bool) -> Raw:
    """The rows of the table or sheet with the most headers that are `known`, the longer one of equals.

    Raises the errors of `Package.open`, or BadInput when there is nothing in it.
    """
    with Package.open(path) as package:
        _refuse_tricks(package)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_path(path, load_tables=True) as book:
            found = list(_parts(book))
    except PasswordError as error:
        raise PasswordProtected(str(path)) from error
    except CalamineError as error:
        raise Damaged(str(path), str(error)) from error
    if not found:
        raise BadInput(f"{path.name} is empty.", "Export it again, and check that it holds rows.")

    def merit(raw: Raw) -> tuple[int, int]:
        return best_header(raw.rows, known)[1] if headed else 0, len(raw.rows)

    best = max(found, key=merit)
    others = [
        raw.name
        for raw in found
        if raw.name != best.name and raw.rows and not raw.name.startswith(f"{best.name},")
    ]
    note = f"Read {best.name} of {path.name}."
    if others:
        note += f" Not read: {', '.join(others)}."
    return Raw(path.name, best.rows, best.lines, (note,))


def _parts(book: CalamineWorkbook) -> Iterator[Raw]:
    """Tables first: they end where their rows do. Hidden sheets only when there is no other."""
    for name in book.table_names:
        table = book.get_table_by_name(name)
        rows = [list(table.columns), *table.to_python()]
        top = table.start[0] if table.start else 1  # of the body, from 0, and so of the header from 1
        yield Raw(f"table {name} on sheet {table.sheet}", rows, range(top, top + len(rows)))
    visible = [sheet.name for sheet in book.sheets_metadata if str(sheet.visible).endswith("Visible")]
    for name in visible or book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
        if any(cell not in (None, "") for row in rows for cell in row):
            yield Raw(f"sheet {name}", rows, range(1, len(rows) + 1))


def _refuse_tricks(package: Package) -> None:
    """XML entities need a document type, which stands at the start of a part. And calamine holds every
    cell between the first and the last one: two cells in far corners would take all memory.
    """
    for entry in package.entries:
        name = entry.name.lower()
        if not name.endswith((".xml", ".rels")):
            continue
        if any(trick in next(package.stream(entry), b"") for trick in _DOCTYPES):
            raise Damaged(package.path, f"its part {entry.name} has a document type, which no workbook has")
        if name.startswith(_SHEETS):
            columns = max((number(found.decode()) for found in _distinct(package, entry, _COLUMN)), default=1)
            if (
                columns * LAST_ROW > _MOST_CELLS
                and columns * max(map(int, _distinct(package, entry, _ROW)), default=1) > _MOST_CELLS
            ):
                raise TooLarge(package.path, f"the cells of its part {entry.name} lie too far apart")


def _distinct(package: Package, entry: Entry, pattern: re.Pattern[bytes]) -> set[bytes]:
    """What the pattern finds anywhere in a part."""
    found: set[bytes] = set()
    tail = b""
    for block in package.stream(entry):
        found.update(pattern.findall(tail + block))
        tail = block[-_LONGEST:]  # a reference may be cut between two blocks
    return found
