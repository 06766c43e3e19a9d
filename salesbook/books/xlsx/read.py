"""Tables read from a workbook's sheets into grids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from salesbook.books.xlsx.blocks import Block, read_blocks
from salesbook.books.xlsx.headers import find_by_headers, headers
from salesbook.books.xlsx.layout import Layout, TablePlace
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import letters
from salesbook.books.xlsx.strings import shared_texts
from salesbook.books.xlsx.values import Values
from salesbook.errors import Damaged, NotASalesbook
from salesbook.grid import Grid
from salesbook.plan import Value
from salesbook.schema import TABLES

_LAST_ROW = 1 << 20


@dataclass(frozen=True)
class Tables:
    """Grids by table, and where each table really stands.

    Rows typed below a table, and headers that somebody changed, are known only once the cells
    were read.
    """

    grids: Mapping[str, Grid]
    places: Mapping[str, TablePlace]


def read_tables(package: Package, layout: Layout, names: Collection[str]) -> Tables:
    """The cells of the named tables. Raises NotASalesbook, Damaged or TooLarge."""
    texts = _Texts(package, layout)
    found: dict[str, _TableReader] = {
        name: _TableReader(layout.tables[name], texts, _room_below(layout, name))
        for name in names
        if name in layout.tables
    }
    lost = _without_table_objects(layout, [name for name in names if name not in found])
    parts = dict.fromkeys([*(reader.place.sheet_part for reader in found.values()), *lost])
    try:
        for block in read_blocks(package, layout, parts):
            for place in lost.pop(block.part, ()):
                if (begin := _found_in(block, place, texts)) is not None:
                    found[begin.name] = _TableReader(begin, texts, _LAST_ROW, gaps=True)
            for reader in found.values():
                if reader.place.sheet_part == block.part:
                    reader.take(block)
    except IndexError as error:
        raise Damaged(package.path, "cells refer to shared texts that are not there") from error
    if missing := tuple(name for name in names if name not in found):
        raise NotASalesbook(package.path, missing)
    tables = {name: found[name].table() for name in names}
    return Tables(
        {name: grid for name, (grid, _) in tables.items()},
        {name: place for name, (_, place) in tables.items()},
    )


class _Texts:
    """The shared strings, read when the first cell asks: calamine has begun its work by then."""

    def __init__(self, package: Package, layout: Layout) -> None:
        self.package = package
        self.part = layout.strings
        self.texts: list[str] | None = None

    def __call__(self) -> list[str]:
        if self.texts is None:
            self.texts = shared_texts(self.package, self.part)
        return self.texts


class _TableReader:
    """Gathers one table's cells from its sheet's blocks, which come from the top down.

    Rows directly below the table down to row `last` belong to it, as long as none is blank; with
    `gaps` blank ones may stand between.
    """

    def __init__(
        self, place: TablePlace, texts: Callable[[], list[str]], last: int, *, gaps: bool = False
    ) -> None:
        self.place = place
        self.last = last
        self.gaps = gaps
        self.bottom = place.top + place.height - 1
        self.filled = 0
        self.open = True
        self.header: list[Value] = []
        self.columns: list[list[Value]] = [[] for _ in place.columns]
        self.values = [Values(texts) for _ in place.columns]
        self.formulas: Counter[int] = Counter()

    def take(self, block: Block) -> None:
        place = self.place
        if place.has_header and block.top < place.top <= block.top + len(block.rows):
            row = block.rows[place.top - 1 - block.top]
            self.header = [
                values.of([cell])[0]
                for values, cell in zip(self.values, self._cells(block, row), strict=True)
            ]
        first = max(block.top, place.top)
        end = min(block.top + len(block.rows), self.bottom + 1)
        if first < end:
            self._add(block, first, end)
        self._take_below(block, max(first, self.bottom + 1))
        self._count_formulas(block)

    def table(self) -> tuple[Grid, TablePlace]:
        """The grid, and the place with the height and the headers that were found."""
        place = self.place
        height = max(place.height, self.filled, 1)
        self._pad(height)
        names = headers(place.name, self.header, place.columns)
        renamed = dict(zip(place.columns, names, strict=True))
        calculated = {renamed[name]: formula for name, formula in place.calculated.items()}
        shape = TABLES.get(place.name)
        native = {column.name for column in shape.columns if column.formula} if shape else set()
        formulas = {
            name
            for i, name in enumerate(names)
            if name in calculated or name in native or self._is_formula(i)
        }
        grid = Grid(
            name=place.name,
            columns=dict(zip(names, self.columns, strict=True)),
            key=shape.key if shape else "",
            sheet=place.sheet,
            top=place.top,
            letters={name: letters(place.left + i) for i, name in enumerate(names)},
            formulas=frozenset(formulas),
        )
        return grid, replace(place, height=height, columns=names, calculated=calculated)

    def _cells(self, block: Block, row: list[object]) -> list[object]:
        """A row's cells in the table's columns."""
        start = self.place.left - block.left
        return [row[k] if 0 <= k < len(row) else "" for k in range(start, start + len(self.columns))]

    def _add(self, block: Block, first: int, end: int) -> None:
        """Sheet rows from `first` up to `end`."""
        self._pad(first - self.place.top)
        rows = block.rows[first - block.top : end - block.top]
        by_column = list(zip(*rows, strict=True))
        blank = [None] * len(rows)
        for i, column in enumerate(self.columns):
            k = self.place.left + i - block.left
            cells = by_column[k] if 0 <= k < len(by_column) else ()
            if not cells or (cells[0] == "" and cells.count("") == len(cells)):
                column.extend(blank)
            else:
                column.extend(self.values[i].of(cells))
        self.filled = end - self.place.top

    def _take_below(self, block: Block, row: int) -> None:
        """Rows that somebody typed under the table. What stands further down is something else."""
        if not self.open or row >= block.top + len(block.rows):
            return
        end = row
        found = row
        while end < block.top + len(block.rows) and end <= self.last:
            if any(cell != "" for cell in self._cells(block, block.rows[end - block.top])):
                found = end + 1
            elif not self.gaps:
                break
            end += 1
        touches = self.gaps or row == max(self.bottom + 1, self.place.top + self.filled)
        if found > row and touches:
            self._add(block, row, found)
        self.open = self.gaps or (touches and end == block.top + len(block.rows))

    def _pad(self, height: int) -> None:
        """Sheets leave out blank rows."""
        if height > self.filled:
            for column in self.columns:
                column.extend([None] * (height - self.filled))
            self.filled = height

    def _count_formulas(self, block: Block) -> None:
        columns = {letters(self.place.left + i).encode(): i for i in range(len(self.columns))}
        for column, row in block.formulas:
            if column in columns and self.place.top <= int(row) < self.place.top + self.filled:
                self.formulas[columns[column]] += 1

    def _is_formula(self, i: int) -> bool:
        """Whether most rows have a formula here: LibreOffice forgets that a column is calculated."""
        if not self.formulas[i]:
            return False
        rows = max(len(column) - column.count(None) for column in self.columns)
        return 2 * self.formulas[i] > rows


def _room_below(layout: Layout, name: str) -> int:
    """The last row to which a table can have grown: totals and other tables end it."""
    place = layout.tables[name]
    if place.has_totals:
        return 0
    right = place.left + len(place.columns)
    return min(
        (
            other.top - other.has_header - 1
            for other in layout.tables.values()
            if other.sheet_part == place.sheet_part
            and other.top > place.top
            and other.left < right
            and place.left < other.left + len(other.columns)
        ),
        default=_LAST_ROW,
    )


def _without_table_objects(layout: Layout, names: Collection[str]) -> dict[str, list[TablePlace]]:
    """Sheets that may hold the named tables as plain cells, by their labels."""
    lost: dict[str, list[TablePlace]] = {}
    for name in names:
        labels = {name.casefold(), TABLES[name].sheet.casefold()} if name in TABLES else set()
        for label, part in layout.sheets.items():
            if label.casefold() in labels:
                place = TablePlace(name, label, part, "", 1, 1, 0, 0, (), has_totals=False, calculated={})
                lost.setdefault(part, []).append(place)
    return lost


def _found_in(block: Block, place: TablePlace, texts: Callable[[], list[str]]) -> TablePlace | None:
    values = Values(texts)
    rows = [values.of(row) for row in block.rows[:50]]
    return find_by_headers(TABLES[place.name], rows, replace(place, left=block.left, top=block.top))
