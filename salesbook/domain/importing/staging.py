"""One table of the book while rows are laid over it: filled cells stay, blank ones are filled, rows are added."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import isnan
from typing import TYPE_CHECKING, overload

from salesbook.domain.facts.matching import says_the_same
from salesbook.schema import TABLES, Column, Type
from salesbook.tables.grid import Grid, is_blank, key_text
from salesbook.tables.origin import origin_of
from salesbook.tables.parse import parse_column
from salesbook.tables.plan import Append, Change, Handle, Set, Value

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Difference:
    """A filled cell of the book that the file has otherwise. The book's stays."""

    row: int
    column: str
    ours: Value
    theirs: Value


NONE = type(None)
_NAMES = ("First name", "Last name", "Account", "Name")
_NUMBERS = {NONE, int, float}
_AS_THEY_ARE: Mapping[Type, set[type]] = {  # cells of these types need no reading
    Type.DATE: {NONE, date},
    Type.MOMENT: {NONE, datetime},
    Type.NUMBER: _NUMBERS,
    Type.WHOLE: _NUMBERS,
    Type.MONEY: _NUMBERS,
    Type.SHARE: _NUMBERS,
}


class Store:
    """The cells of some columns of a table, by row: first those of the book, then new ones. None is blank.

    Text is str, dates are date, moments datetime, times of day time, flags "Yes" or "No". A cell of
    the book that cannot be read counts as filled.
    """

    def __init__(self, frame: pd.DataFrame, columns: Collection[str]) -> None:
        self.grid = origin_of(frame).grid
        self.table = TABLES[self.grid.name]
        self.handles: list[Handle] = list(frame.index)
        self.known = len(self.handles)
        self.height = self.known
        rows = [self.grid.rows[handle] for handle in self.handles]
        self.columns = {
            name: _cells(self.grid, self.table.by_name.get(name), name, rows)
            for name in columns
            if name in self.grid.columns
        }
        self.filled: dict[str, dict[int, Value]] = {}
        self._before: dict[tuple[str, int], Value] = {}  # what stood in cells that are replaced
        self.differences: list[Difference] = []
        self.fills = 0  # cells that were blank and are not any more

    @property
    def added(self) -> int:
        """How many rows are new."""
        return self.height - self.known

    def add(self, values: Mapping[str, Value]) -> int:
        """A new row, and its number."""
        for name, cells in self.columns.items():
            cells.append(values.get(name))
        self.height += 1
        return self.height - 1

    def extend(self, columns: Mapping[str, Sequence[Value]], count: int) -> None:
        """Many new rows at once; columns that are not given are blank."""
        for name, cells in self.columns.items():
            cells.extend(columns.get(name) or [None] * count)
        self.height += count

    def merge(self, row: int, values: Mapping[str, Value]) -> list[str]:
        """Fill what is blank in a row; returns those columns. What is filled otherwise is kept as a difference."""
        filled = []
        for name, value in values.items():
            cells = self.columns.get(name)
            if value is None or cells is None:
                continue
            ours = cells[row]
            if ours is None:
                self.put(row, name, value)
                filled.append(name)
            elif ours != value and not (
                isinstance(ours, str) and isinstance(value, str) and says_the_same(name, ours, value)
            ):
                self.differences.append(Difference(row, name, ours, value))
        return filled

    def merge_column(self, name: str, rows: Sequence[int], values: Sequence[Value]) -> None:
        """The same for one column and many rows."""
        cells = self.columns[name]
        other = [
            (row, value)
            for row, value in zip(rows, values, strict=True)
            if value is not None and cells[row] != value
        ]
        for row, value in other:
            self.merge(row, {name: value})

    def put(self, row: int, name: str, value: Value) -> None:
        """Write a cell; one that is filled is no matter where the row is new."""
        self.columns[name][row] = value
        self.fills += 1
        if row < self.known:
            self.filled.setdefault(name, {})[row] = value

    def replace(self, row: int, name: str, value: Value) -> None:
        """Write a cell over what stands in it."""
        if row < self.known and row not in self.filled.get(name, {}):
            self._before[name, row] = self.columns[name][row]
        self.put(row, name, value)

    def changes(self) -> list[Change]:
        """What must be written: cells that were blank or are replaced, and new rows."""
        found: list[Change] = []
        for name, cells in self.filled.items():
            handles = [self.handles[row] for row in cells]
            before = [self._before.get((name, row)) for row in cells]
            found.append(Set(self.table.name, handles, {name: list(cells.values())}, {name: before}))
        if self.height > self.known:
            found.append(Append(self.table.name, NewRows(self.columns, self.known, self.height)))
        return found

    def name(self, row: int) -> str:
        """The name of the person or organisation in a row; "" where the table has none."""
        cells = [self.columns[name][row] for name in _NAMES if name in self.columns]
        return " ".join(str(cell) for cell in cells if cell)

    def handle(self, row: int) -> Handle:
        """By what later changes know a row: for a new one that is its key."""
        return self.handles[row] if row < self.known else self.key(row)

    def key(self, row: int) -> str:
        """The key of a row, as text."""
        return key_text(self.columns[self.table.key][row]) if self.table.key else ""


class NewRows(Sequence[Mapping[str, Value]]):
    """Rows that are made when they are asked for: half a million dictionaries would fill the memory."""

    def __init__(self, columns: Mapping[str, Sequence[Value]], start: int, end: int) -> None:
        self._columns, self._start, self._end = columns, start, end

    def __len__(self) -> int:
        return self._end - self._start

    @overload
    def __getitem__(self, place: int) -> Mapping[str, Value]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Mapping[str, Value]]: ...
    def __getitem__(self, place: int | slice) -> Mapping[str, Value] | Sequence[Mapping[str, Value]]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        row = self._start + place % len(self)
        return {name: cells[row] for name, cells in self._columns.items() if cells[row] is not None}

    def __iter__(self) -> Iterator[Mapping[str, Value]]:
        names = list(self._columns)
        for cells in zip(*(cells[self._start : self._end] for cells in self._columns.values()), strict=True):
            yield {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}


def _cells(grid: Grid, column: Column | None, name: str, rows: Sequence[int]) -> list[Value]:
    """A column as a Store holds it."""
    every = grid.columns[name]
    raw = list(every) if len(rows) == len(every) else [every[row] for row in rows]
    if column is None or column.type in {Type.ID, Type.TEXT}:
        return [
            (cell.strip() or None) if type(cell) is str else None if cell is None else key_text(cell)
            for cell in raw
        ]
    if set(map(type, raw)) <= _AS_THEY_ARE.get(column.type, {NONE}):
        return raw
    array = parse_column(column, raw)[0]
    typed: list[Value]
    match column.type:
        case Type.DATE:
            typed = array.astype("datetime64[D]").tolist()
        case Type.FLAG:
            typed = ["Yes" if flag else "No" for flag in array.tolist()]
        case Type.TIME:
            typed = [
                None if isnan(minutes) else time(*divmod(round(minutes), 60)) for minutes in array.tolist()
            ]
        case Type.NUMBER | Type.WHOLE | Type.MONEY | Type.SHARE:
            typed = [None if isnan(number) else number for number in array.tolist()]
        case _:
            typed = array.tolist()
    return [None if is_blank(cell) else _typed(value, cell) for value, cell in zip(typed, raw, strict=True)]


def _typed(value: Value, cell: Value) -> Value:
    """The value, or where a cell cannot be read what stands there."""
    return key_text(cell) if value is None or value == "" else value
