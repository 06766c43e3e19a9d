"""What a workbook with buttons tells xlwings, read and kept true."""

from __future__ import annotations

from collections.abc import Mapping

from salesbook.books.file import FileBook
from salesbook.errors import NotASalesbook
from salesbook.office.excel import conf
from salesbook.office.excel.sources import xlwings_version
from salesbook.schema import XLWINGS
from salesbook.tables.grid import Snapshot
from salesbook.tables.plan import Set, Value
from salesbook.tables.resolve import TableEdit, resolve


def settings_of(book: FileBook) -> dict[str, Value]:
    """What the workbook tells xlwings, by setting; nothing where it has no buttons."""
    seen = read_xlwings(book)
    if seen is None:
        return {}
    columns = seen.grids[XLWINGS.name].columns
    return {str(name): value for name, value in zip(columns["Setting"], columns["Value"], strict=True)}


def edits_of_version(book: FileBook) -> Mapping[str, TableEdit]:
    """What changes in its settings when the workbook gets the present macros; nothing where they do not say it."""
    seen = read_xlwings(book)
    if seen is None:
        return {}
    row = next((one for one in seen.grids[XLWINGS.name].handles if one == conf.MADE_FOR), None)
    return resolve([Set(XLWINGS.name, [row], {"Value": [xlwings_version()]})] if row else [], seen).edits


def read_xlwings(book: FileBook) -> Snapshot | None:
    """The table of them; None where the workbook has no buttons. Raises what reading a workbook raises."""
    try:
        return book.read([XLWINGS.name])
    except NotASalesbook:
        return None
