"""A donor workbook that is open beside the person's: what stands in it, and itself made harmless to copy from.

A cell that goes into another workbook with its formula takes a link back along, and so does a name.
So formulas, names and lists are noted first and taken out of the donor, which is thrown away
anyway; what was noted is given to the copies.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from salesbook.books.live.lists import NamedList, list_of
from salesbook.books.live.place import LiveTable, formulas, places, runs_of_rows
from salesbook.schema import TABLES
from salesbook.util.atomic_write import write_errors_explained


@dataclass(frozen=True)
class OpenDonor:
    """`formulas` are by sheet, column and row (from 1); `lists` by table and number of the column (from 0).

    `names` are what defined names stand for.
    """

    book: Any
    tables: Mapping[str, LiveTable]
    formulas: Mapping[str, Mapping[int, Mapping[int, str]]]
    names: Mapping[str, str]
    lists: Mapping[str, Mapping[int, NamedList]] = field(repr=False)

    def tables_on(self, sheet: str) -> list[LiveTable]:
        """Its tables, from left to right."""
        return sorted(
            (place for place in self.tables.values() if place.sheet.name == sheet),
            key=lambda place: place.left,
        )

    def sheets(self) -> list[str]:
        """In their order."""
        return [str(sheet.name) for sheet in self.book.sheets]

    def headers(self, table: str) -> list[str]:
        """What the columns of a table are called, from left to right."""
        place = self.tables[table]
        return [str(text) for text in formulas(place.rows(place.top - 1, place.top - 1))[0]]

    def names_about(self, tables: Collection[str], sheets: Collection[str]) -> dict[str, str]:
        """The names that stand for cells of these tables or sheets."""
        quoted = [re.escape(name) for name in sheets]
        mark = re.compile(
            "|".join([*(rf"\b{re.escape(name)}\[" for name in tables), *(rf"\b{one}'?!" for one in quoted)])
            or r"(?!)"
        )
        return {name: cells for name, cells in self.names.items() if mark.search(cells)}


@contextmanager
def as_file(donor: BinaryIO) -> Iterator[Path]:
    """A new workbook as a file for a while. Its name is that of no other workbook: Excel opens none of the same name."""
    with (
        write_errors_explained(Path(tempfile.gettempdir())),
        tempfile.TemporaryDirectory(prefix="salesbook-", ignore_cleanup_errors=True) as folder,
    ):
        path = Path(folder, Path(folder).name).with_suffix(".xlsx")
        donor.seek(0)
        path.write_bytes(donor.read())
        yield path


@contextmanager
def opened(app: Any, path: Path, sheets: Collection[str], tables: Collection[str]) -> Iterator[OpenDonor]:
    """The donor while it is open, without its names, and without formulas on these `sheets` and those of `tables`."""
    book = app.books.open(str(path))
    try:
        yield _stripped(book, sheets, tables)
    finally:
        with suppress(Exception):  # what came of the copies is for others to say
            book.close()


def _stripped(book: Any, sheets: Collection[str], wanted_tables: Collection[str]) -> OpenDonor:
    tables = places(book, TABLES)
    copied = {*sheets, *(str(tables[name].sheet.name) for name in wanted_tables)}
    wanted = [sheet for sheet in book.sheets if sheet.name in copied]
    lists = {
        name: {i: found for i in range(place.right - place.left + 1) if (found := _list(place, i))}
        for name, place in tables.items()
        if place.sheet.name in copied
    }
    texts = {str(sheet.name): _formulas(sheet) for sheet in wanted}
    for sheet in wanted:
        for column, rows in texts[sheet.name].items():
            for first, last in runs_of_rows(sorted(rows)):
                sheet.range((first, column), (last, column)).clear_contents()
    return OpenDonor(book, tables, texts, _names(book), lists)


def _list(place: LiveTable, number: int) -> NamedList | None:
    column = place.left + number
    return list_of(place.rows(place.top, place.top, column, column))


def _formulas(sheet: Any) -> dict[int, dict[int, str]]:
    used = sheet.used_range
    found: dict[int, dict[int, str]] = {}
    for i, row in enumerate(formulas(used)):
        for j, text in enumerate(row):
            if text.startswith("="):
                found.setdefault(used.column + j, {})[used.row + i] = text
    return found


def _names(book: Any) -> dict[str, str]:
    """The names of the whole workbook, which it has no more afterwards. Programs keep some of their own."""
    found = {str(name.name): str(name.refers_to) for name in book.names}
    plain = {name: cells for name, cells in found.items() if "!" not in name and not name.startswith("_")}
    for name in plain:
        book.names[name].delete()
    return plain
