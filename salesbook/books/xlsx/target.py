"""What is to stand in a sheet's rows: the edits of its tables as bodies, a window of rows at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from salesbook.books.xlsx.cells import (
    EMPTIED,
    NO_CELL,
    VACATED,
    WIPED,
    CellBody,
    Day,
    EmptiedCell,
    Encoder,
    Moment,
    TimeOfDay,
    Vacated,
    Whole,
)
from salesbook.books.xlsx.fill import filled, offered
from salesbook.books.xlsx.refs import Area
from salesbook.books.xlsx.table_target import TableTarget

_USUAL = frozenset({bytes, type(None), EmptiedCell, Vacated, Day, Moment, TimeOfDay})
_ROWS = 1024  # of a window: bodies of a whole sheet would need too much memory


@dataclass
class Window:
    """Bodies of the rows `first` to `end - 1`: one tuple a row, in the order of the target's columns.

    `kinds` are the types of each column's bodies; `is_usual` when there are only values among them.
    `fresh` are the columns in which all the rows are new to their table.
    """

    first: int
    end: int
    rows: list[tuple[CellBody, ...]]
    kinds: tuple[frozenset[type], ...]
    fresh: frozenset[int]
    is_usual: bool
    tops: frozenset[int]


@dataclass
class SheetTarget:
    """All edits of one sheet.

    `formulas` has, by table name and column, the formula to fill down and the row it is written
    for; `totals` the moved cells of totals rows by row and column. `looked_at` are rows that
    somebody wants to see.
    """

    tables: Sequence[TableTarget]
    totals: dict[int, dict[int, bytes]] = field(default_factory=dict)
    formulas: dict[str, dict[int, tuple[str, int]]] = field(default_factory=dict)
    looked_at: frozenset[int] = frozenset()

    @cached_property
    def columns(self) -> list[int]:
        """Columns that change anywhere in the sheet, rising."""
        found: set[int] = set()
        for table in self.tables:
            found.update(table.columns)
            if table.moves:
                found.update(table.all_columns)
        return sorted(found)

    @cached_property
    def marks(self) -> bytearray:
        """One byte a sheet row: not zero where something may change, or must be looked at."""
        last = max([*(table.area.bottom for table in self.tables), *self.looked_at], default=0)
        marks = bytearray(last + 2)
        for row in self.looked_at:
            marks[row] = 1
        for table in self.tables:
            top = table.place.top
            for rows, _ in table.columns.values():
                _mark(marks, rows, top)
            if table.moves:
                first = min(table.old_last, table.typed_last, table.last)
                for row in range(max(top, first - 1), table.area.bottom + 1):
                    marks[row] = 1
        return marks

    @cached_property
    def tops(self) -> frozenset[int]:
        """First body rows: the row above is no example for their formats."""
        return frozenset(table.place.top for table in self.tables)

    @cached_property
    def watched(self) -> frozenset[int]:
        """Rows whose formulas are filled down."""
        moving = [table for table in self.tables if table.moves]
        above = (row for table in moving for row in (table.old_last - 1, table.old_last))
        return self.looked_at.union(above)

    @cached_property
    def borders(self) -> list[int]:
        """Rows at which a window must begin, since the rows above must be read before."""
        moving = [table for table in self.tables if table.moves]
        return sorted(
            {row for table in moving for row in (table.old_last + 1, table.typed_last + 1, table.last + 1)}
        )

    def next_mark(self, row: int) -> int:
        """The first row from `row` on that may change; 0 when there is none."""
        marks = self.marks
        return row if row < len(marks) and marks[row] else max(marks.find(1, row), 0)

    def is_marked(self, row: int) -> bool:
        return row < len(self.marks) and self.marks[row] > 0

    def touches(self, row: int, column: int) -> bool:
        """Whether a cell may hold something else afterwards."""
        return any(table.touches(row, column) for table in self.tables)

    def shows(self, row: int) -> bool:
        """Whether a row must not stay out of sight: it holds another line than before, or none any more."""
        return any(table.lays(row) or table.leaves(row) for table in self.tables)

    def _fresh(self, row: int) -> frozenset[int]:
        """The columns in which a row, and so its window, is new to its table."""
        return frozenset(
            column for table in self.tables if table.is_fresh(row) for column in table.all_columns
        )

    def vacated(self, row: int) -> frozenset[int]:
        """The columns in which a row holds totals that move away."""
        return frozenset(
            column
            for table in self.tables
            if table.moves and row == table.totals
            for column in table.all_columns
        )

    def top_columns(self, row: int) -> frozenset[int]:
        """The columns of tables whose body begins in this row."""
        return frozenset(
            column for table in self.tables if row == table.place.top for column in table.all_columns
        )

    def frees(self, cells: Area) -> bool:
        """Whether all cells of an area leave one table."""
        return any(
            table.place.left <= cells.left
            and cells.right <= table.right
            and table.leaves(cells.top)
            and table.leaves(cells.bottom)
            for table in self.tables
        )

    def extended(self, used: Area) -> Area:
        """The sheet's used range, with what the tables occupy now."""
        for table in self.tables:
            top, last = table.place.top, table.last + table.place.has_totals
            used = Area(
                min(used.left, table.place.left),
                min(used.top, top),
                max(used.right, table.right),
                max(used.bottom, last),
            )
        return used

    def table_at(self, row: int, column: int) -> TableTarget:
        """The table that a changed cell belongs to."""
        return next(table for table in self.tables if table.area.holds(row, column))

    def window(self, row: int, encoder: Encoder) -> Window:
        """The bodies of a block of rows around `row`. Raises TextTooLong, see `cell_of`."""
        first, end = self._edges(row)
        height = end - first
        dense: dict[int, list[CellBody]] = {}
        for table in self.tables:
            if first <= table.area.bottom and table.place.top < end:
                self._fill(dense, table, first, end, encoder)
        columns = [dense.get(column) or [None] * height for column in self.columns]
        kinds = tuple(frozenset(map(type, column)) for column in columns)
        is_usual = all(kind <= _USUAL for kind in kinds)
        rows: list[tuple[CellBody, ...]] = list(zip(*columns, strict=True)) if columns else [()] * height
        return Window(first, end, rows, kinds, self._fresh(first), is_usual, self.tops)

    def cell_of(self, row: int, value: object) -> tuple[int, int]:
        """Where a value stands that no cell can hold."""
        first, end = self._edges(row)
        for table in self.tables:
            for column, (rows, values) in table.columns.items():
                for body_row, each in zip(rows, values, strict=True):
                    if each is value and first <= body_row + table.place.top < end:
                        return body_row + table.place.top, column
        return row, self.columns[0]

    def _edges(self, row: int) -> tuple[int, int]:
        first = row - row % _ROWS
        end = min(first + _ROWS, len(self.marks))
        for border in self.borders:
            if border <= row:
                first = max(first, border)
            else:
                end = min(end, border)
        return first, end

    def _fill(
        self, dense: dict[int, list[CellBody]], table: TableTarget, first: int, end: int, encoder: Encoder
    ) -> None:
        top, height = table.place.top, end - first
        for column, (rows, values) in table.columns.items():
            start, stop = bisect_left(rows, first - top), bisect_left(rows, end - top)
            if start == stop:
                continue
            bodies: list[CellBody] = list(encoder.column(values[start:stop]))  # type: ignore[arg-type]
            if left := table.vacated.get(column):
                bodies = [
                    VACATED if row in left else body
                    for row, body in zip(rows[start:stop], bodies, strict=True)
                ]
            if stop - start < height:
                cells = dense.setdefault(column, [None] * height)
                for body_row, body in zip(rows[start:stop], bodies, strict=True):
                    cells[body_row + top - first] = body
            else:
                dense[column] = bodies
        if table.moves:
            for column in table.all_columns:
                cells = dense.setdefault(column, [None] * height)
                self._fill_moving(cells, table, column, first, encoder)

    def _fill_moving(
        self, cells: list[CellBody], table: TableTarget, column: int, first: int, encoder: Encoder
    ) -> None:
        """Rows that come, leave, or were typed below the table, and the totals."""

        def part(begin: int, last: int) -> slice:
            return slice(max(begin - first, 0), max(min(last + 1 - first, len(cells)), 0))

        formula = self.formulas.get(table.place.name, {}).get(column)
        typed = part(table.old_last + 1, min(table.typed_last, table.last))
        if formula:
            cells[typed] = offered(cells[typed], formula, first + typed.start, encoder)
        fresh = part(table.typed_last + 1, table.last)
        if formula:
            cells[fresh] = filled(cells[fresh], formula, first + fresh.start, encoder)
        elif None in cells[fresh]:
            cells[fresh] = [EMPTIED if body is None else body for body in cells[fresh]]
        leaving = part(table.last + 1, max(table.typed_last, table.old_last))
        cells[leaving] = [WIPED] * len(cells[leaving])
        if table.totals:
            old, new = part(table.totals, table.totals), part(table.last + 1, table.last + 1)
            if table.totals > table.last:
                cells[old] = [NO_CELL] * len(cells[old])
            moved = Whole(self.totals.get(table.last + 1, {}).get(column, b""))
            cells[new] = [moved] * len(cells[new])


def _mark(marks: bytearray, rows: Sequence[int], top: int) -> None:
    if not rows:
        return
    first, last = rows[0], rows[-1]
    if last - first + 1 == len(rows):
        marks[first + top : last + top + 1] = b"\1" * len(rows)
        return
    for row in rows:
        marks[row + top] = 1
