"""Tables read from a workbook's sheets into grids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time

from salesbook.books.xlsx.blocks import read_blocks
from salesbook.books.xlsx.headers import column_headers, find_by_headers
from salesbook.books.xlsx.layout import Layout, TablePlace
from salesbook.books.xlsx.notes import notes_on
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.personal.unopened import never_opened
from salesbook.books.xlsx.refs import LAST_ROW, cell_name
from salesbook.books.xlsx.scan import RowBlock
from salesbook.errors import NotASalesbook
from salesbook.schema import OUTCOME, OUTCOMES, TABLES, is_of_a_line, is_shared
from salesbook.tables.grid import Grid, column_letters
from salesbook.tables.plan import Value


@dataclass(frozen=True)
class ReadTables:
    """Grids by table, where each table really stands, and those that may be missing and are.

    Rows typed below a table, and headers that somebody changed, are known only once the cells
    were read.
    """

    grids: Mapping[str, Grid]
    places: Mapping[str, TablePlace]
    absent: Sequence[str] = ()


def read_tables(
    package: Package,
    layout: Layout,
    names: Collection[str],
    optional: Collection[str] = (),
    sought: Collection[str] = (),
) -> ReadTables:
    """The cells of the named tables, and of the `optional` ones that are there; `sought` ones are only looked for.

    Raises NotASalesbook, Damaged or TooLarge.
    """
    wanted = [*names, *optional]
    doubtful = never_opened(package, layout.workbook)
    found: dict[str, _TableReader] = {
        name: _TableReader(layout.tables[name], _room_below(layout, name), doubtful=doubtful)
        for name in wanted
        if name in layout.tables
    }
    # Of what may be a table saved as plain cells, only the cells can tell.
    lost = _without_table_objects(layout, [name for name in (*wanted, *sought) if name not in layout.tables])
    possible = {*found, *(place.name for places in lost.values() for place in places)}
    if missing := tuple(name for name in names if name not in possible):
        raise NotASalesbook(package.path, missing)  # at once: reading the rest can take a while
    for block in read_blocks(
        package, layout, dict.fromkeys([*(found[name].place.sheet_part for name in found), *lost])
    ):
        for place in lost.pop(block.part, ()):
            begin = find_by_headers(TABLES[place.name], block, place)
            if begin is not None:
                found[begin.name] = _TableReader(begin, LAST_ROW, gaps=True, doubtful=doubtful)
        for reader in found.values():
            if reader.place.sheet_part == block.part:
                reader.take(block)
    if missing := tuple(name for name in names if name not in found):
        raise NotASalesbook(package.path, missing)
    tables = {name: found[name].table() for name in wanted if name in found}
    grids = {name: grid for name, (grid, _) in tables.items()}
    for name in filter(is_shared, tables):  # its lines make room for others
        grids[name] = replace(grids[name], notes=notes_on(package, tables[name][1]))
    return ReadTables(
        grids,
        {name: place for name, (_, place) in tables.items()},
        [name for name in (*optional, *sought) if name not in found and name not in layout.tables],
    )


def _is_zero(value: Value) -> bool:
    return value == time() or (isinstance(value, int | float) and not isinstance(value, bool) and value == 0)


class _TableReader:
    """Gathers one table's cells from its sheet's blocks, which come from the top down.

    Rows directly below the table down to row `last` belong to it, as long as none is blank; with
    `gaps` blank ones may stand between. `doubtful`: a zero that a formula gave is none.
    """

    def __init__(self, place: TablePlace, last: int, *, gaps: bool = False, doubtful: bool = False) -> None:
        self.place = place
        self.doubtful = doubtful
        self.last = last
        self.gaps = gaps
        self.bottom = place.top + place.height - 1
        self.filled = 0
        self.open = True
        self.header: list[Value] = []
        self.span = range(place.left, place.left + len(place.columns))
        self.columns: list[list[Value]] = [[] for _ in self.span]
        self.formulas: Counter[int] = Counter()
        self.uncalculated: dict[int, list[int]] = {}
        self.strays: list[int] = []

    def take(self, block: RowBlock) -> None:
        place = self.place
        end = block.top + block.height
        if place.has_header and block.top < place.top <= end:
            self.header = self._row(block, place.top - 1)
        first = max(block.top, place.top)
        if first < min(end, self.bottom + 1):
            self._add(block, first, min(end, self.bottom + 1))
        self._take_below(block, max(first, self.bottom + 1))
        if is_shared(place.name) and OUTCOME in place.columns:
            self._notice_below(block, place.columns.index(OUTCOME))
        for i, column in enumerate(self.span):
            self.formulas[i] += sum(
                place.top <= row < place.top + self.filled for row in block.formulas.get(column, ())
            )

        for i, column in enumerate(self.span):
            if rows := [*block.uncalculated.get(column, ()), *self._zeros(block, column)]:
                self.uncalculated.setdefault(i, []).extend(rows)

    def table(self) -> tuple[Grid, TablePlace]:
        """The grid, and the place with the height and the headers that were found."""
        place = self.place
        height = max(place.height, self.filled, 1)
        self._pad(height)
        names = column_headers(place.name, self.header, place.columns)
        renamed = dict(zip(place.columns, names, strict=True))
        calculated = {renamed[name]: formula for name, formula in place.calculated.items()}
        shape = TABLES.get(place.name)
        native = {column.name for column in shape.columns if column.formula} if shape else set()
        guarded = {column.name for column in shape.columns if not column.ours} - native if shape else set()
        # Links to numbers are formulas in a sheet, but values to whoever wrote them.
        written = {column.name for column in shape.columns if column.ours} - native if shape else set()
        formulas = {
            name
            for i, name in enumerate(names)
            if name in calculated or name in native or (name not in written and self._is_formula(i))
            if not is_of_a_line(place.name, name)
        }
        uncalculated = {
            names[i]: frozenset(row - place.top for row in rows if 0 <= row - place.top < height)
            for i, rows in self.uncalculated.items()
            if names[i] in guarded
        }
        for name, rows in uncalculated.items():
            for row in rows:
                self.columns[names.index(name)][row] = None
        grid = Grid(
            name=place.name,
            columns=dict(zip(names, self.columns, strict=True)),
            key=shape.key if shape else "",
            sheet=place.sheet,
            top=place.top,
            letters={name: column_letters(place.left + i) for i, name in enumerate(names)},
            formulas=frozenset(formulas),
            strays=[cell_name(place.sheet, row, place.left + names.index(OUTCOME)) for row in self.strays],
            uncalculated=uncalculated,
        )
        return grid, replace(place, height=height, columns=names, calculated=calculated)

    def _zeros(self, block: RowBlock, column: int) -> list[int]:
        """The rows whose formulas gave 0, where that may be no result."""
        cells = block.columns.get(column, []) if self.doubtful else []
        end = block.top + len(cells)  # formulas that gave an empty text stand for nothing at the end
        return [
            row for row in block.formulas.get(column, ()) if row < end and _is_zero(cells[row - block.top])
        ]

    def _row(self, block: RowBlock, row: int) -> list[Value]:
        """A sheet row's cells in the table's columns."""
        cells = (block.columns.get(column) for column in self.span)
        return [found[row - block.top] if found else None for found in cells]

    def _add(self, block: RowBlock, first: int, end: int) -> None:
        """Sheet rows from `first` up to `end`."""
        self._pad(first - self.place.top)
        for values, column in zip(self.columns, self.span, strict=True):
            cells = block.columns.get(column)
            values.extend(cells[first - block.top : end - block.top] if cells else [None] * (end - first))
        self.filled = end - self.place.top

    def _take_below(self, block: RowBlock, row: int) -> None:
        """Rows that somebody typed under the table. What stands further down is something else."""
        after = block.top + block.height
        if not self.open or row >= after:
            return
        end = found = row
        while end < after and end <= self.last:
            if any(cell is not None for cell in self._row(block, end)):
                found = end + 1
            elif not self.gaps:
                break
            end += 1
        touches = self.gaps or row == max(self.bottom + 1, self.place.top + self.filled)
        if found > row and touches:
            self._add(block, row, found)
        self.open = self.gaps or (touches and end == after)

    def _notice_below(self, block: RowBlock, outcome: int) -> None:
        """Lines that somebody filled in below a blank row: they are not the table's, and must not go unseen."""
        first = max(block.top, self.bottom + 1, self.place.top + self.filled)
        cells = block.columns.get(self.place.left + outcome) or ()
        self.strays += [
            row
            for row in range(first, block.top + len(cells))
            if row <= self.last and cells[row - block.top] in OUTCOMES
        ]

    def _pad(self, height: int) -> None:
        """Sheets leave out blank rows."""
        if height > self.filled:
            for column in self.columns:
                column.extend([None] * (height - self.filled))
            self.filled = height

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
        default=LAST_ROW,
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
