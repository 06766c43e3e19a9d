"""From what an action wants to the cells that really change, the same for every kind of book."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count, islice, pairwise

from salesbook.errors import Conflict, MissingColumn
from salesbook.schema import TABLES
from salesbook.tables.compare import changed, same_value
from salesbook.tables.grid import Grid, Snapshot, is_blank, is_untouched, key_text, made_up
from salesbook.tables.plan import Append, Change, Extend, Handle, Set, Value


@dataclass(frozen=True)
class ChangedCells:
    """Changed cells of one column: `values[i]` goes into body row `rows[i]` (from 0, rising)."""

    rows: Sequence[int]
    values: Sequence[Value]


@dataclass(frozen=True)
class TableEdit:
    """The cells of one table that change, and how many body rows it has afterwards.

    None empties a cell. Rows from `old_height` on are new: what is not named there is blank, or
    the column's formula. When `height` is below `old_height` the rows beyond leave the table; all
    their cells are None here. A table keeps at least one body row, a blank one. `laid` are the
    rows below `old_height` that hold another line than before, rising: what hid the old one must
    not hide the new one. `vacated` has by header the rows of lines that left whose cell is blank now: what somebody typed
    there leaves with its line, a formula too. `page_starts` are the body rows with which a page begins on paper, rising; None: as they are.
    """

    table: str
    old_height: int
    height: int
    columns: Mapping[str, ChangedCells] = field(default_factory=dict)
    laid: Sequence[int] = ()
    vacated: Mapping[str, Collection[int]] = field(default_factory=dict)
    page_starts: Sequence[int] | None = None

    @property
    def count(self) -> int:
        """Cells that change."""
        return sum(len(cells.rows) for cells in self.columns.values())


@dataclass(frozen=True)
class Resolved:
    """Edits by table, how the book reads afterwards, and cells left alone because of a conflict."""

    edits: Mapping[str, TableEdit]
    after: Snapshot
    conflicts: tuple[Conflict, ...] = ()


def resolve(changes: Iterable[Change], snapshot: Snapshot) -> Resolved:
    """Work out which cells change, without touching anything. Cells that hold the value already are left out.

    Raises MissingColumn where a change names a column that the book has not.
    """
    drafts: dict[str, _Draft] = {}
    conflicts: list[Conflict] = []
    for change in changes:
        draft = drafts.get(change.table)
        if draft is None:
            draft = drafts[change.table] = _Draft(snapshot.grids[change.table])
        if isinstance(change, Set):
            conflicts += draft.set(change)
        elif isinstance(change, Append):
            draft.append(change.rows)
        elif isinstance(change, Extend):
            draft.extend(change.columns)
        else:
            draft.replace(change.leave, change.rows)
    edits = {name: edit for name, draft in drafts.items() if (edit := draft.edit()) is not None}
    grids = {**snapshot.grids, **{name: drafts[name].result() for name in edits}}
    return Resolved(edits, replace(snapshot, grids=grids), tuple(conflicts))


class _Draft:
    """One table while changes are laid over it; later changes see the earlier ones.

    Columns are copied when first written to: a copy of pointers, far smaller than a dictionary of
    cells when a whole column changes.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.columns: dict[str, list[Value]] = {}
        self.touched: dict[str, set[int]] = {}
        self.rows: dict[Handle, int] | None = None
        self.named: dict[Handle, int] = {}
        self.laid: set[int] = set()
        self.left: set[int] = set()
        self.free: set[int] = set()
        self.height = grid.height

    def set(self, change: Set) -> list[Conflict]:
        rows = [self._row(handle) for handle in change.handles]
        conflicts = []
        for column, values in change.columns.items():
            cells = self._column(column)
            olds = change.expected.get(column)
            if olds is not None:
                conflicts += self._set_expected(change, column, rows, olds)
                continue
            for row, value in zip(rows, values, strict=True):
                cells[row] = value
            self.touched[column].update(rows)
            self._call_by_keys(column, rows, values)
        return conflicts

    def _set_expected(
        self, change: Set, column: str, rows: list[int], olds: Sequence[Value]
    ) -> list[Conflict]:
        cells = self._column(column)
        conflicts = []
        for row, handle, new, old in zip(rows, change.handles, change.columns[column], olds, strict=True):
            if same_value(cells[row], old):
                self._put(column, row, new)
                self._call_by_keys(column, [row], [new])
            elif not same_value(cells[row], new):
                cell = self.grid.address(self._first_name(handle, row), column)
                conflicts.append(Conflict(change.table, handle, column, cell, str(cells[row])))
        return conflicts

    def append(self, rows: Sequence[Mapping[str, Value]]) -> None:
        """Fills blank rows at the end first, such as the one of a new table."""
        last = self._last()
        self._lay(range(last, last + len(rows)), rows)

    def extend(self, columns: Mapping[str, Sequence[Value]]) -> None:
        """Like append, a whole column at a time."""
        places = range(first := self._last(), first + max(map(len, columns.values()), default=0))
        self.height = max(self.height, places.stop)
        self.laid.update(range(places.start, min(places.stop, self.grid.height)))
        for column, values in columns.items():
            self._column(column)[places.start : places.stop] = values
            self.touched[column].update(range(places.start, min(places.stop, self.grid.height)))
        index = self._index()
        for key, row in zip(columns.get(self.grid.key, ()), places, strict=False):
            handle = key_text(key)
            if handle and handle not in index:
                index[handle] = self.named[handle] = row

    def replace(self, leave: Sequence[Handle], rows: Sequence[Mapping[str, Value]]) -> None:
        writable = self._writable()
        for handle in leave:
            row = self._index().pop(handle)
            self.free.add(row)
            self.left.add(row)
            for column in writable:
                self._put(column, row, None)
        self.free.update(row for row in range(self.height) if self._is_blank_row(row))
        # A comment stays with its cell, and was not written about whoever comes next.
        room = (row for row in chain(sorted(self.free), count(self.height)) if row not in self.grid.notes)
        places = list(islice(room, len(rows)))
        self.free.difference_update(places)
        self._lay(places, rows)

    def edit(self) -> TableEdit | None:
        while self.height > 1 and self.height - 1 in self.free:
            self.height -= 1
        columns = {}
        fresh = list(range(self.grid.height, self.height))
        for name, touched in self.touched.items():
            old, new = self.grid.columns[name], self.columns[name]
            rows = changed(old, new, touched) + [
                row for row in fresh[: len(new) - len(old)] if not is_blank(new[row])
            ]
            if rows:
                columns[name] = ChangedCells(rows, [new[row] for row in rows])
        if not columns and self.height == self.grid.height:
            return None
        return TableEdit(
            self.grid.name,
            self.grid.height,
            self.height,
            columns,
            self._other_lines(columns),
            self._vacated(columns),
            self._page_starts(),
        )

    def _vacated(self, columns: Mapping[str, ChangedCells]) -> Mapping[str, Collection[int]]:
        """Of columns that people added themselves a formula is theirs, whatever line stands there."""
        known = TABLES[self.grid.name].by_name if self.left and self.grid.name in TABLES else {}
        found = {
            name: frozenset(
                row
                for row, value in zip(cells.rows, cells.values, strict=True)
                if row in self.left and is_blank(value)
            )
            for name, cells in columns.items()
            if name in known
        }
        return {name: rows for name, rows in found.items() if rows}

    def _page_starts(self) -> Sequence[int] | None:
        """Where another value begins; nowhere where people sorted the table so that the same value stands apart."""
        column = TABLES[self.grid.name].pages_by if self.grid.name in TABLES else ""
        if column not in self.grid.columns:
            return None
        cells = self.columns.get(column, self.grid.columns[column])[: self.height]
        filled = [(row, key_text(cell)) for row, cell in enumerate(cells) if not is_blank(cell)]
        changes = [row for (_, before), (row, now) in pairwise(filled) if now != before]
        return changes if len(changes) < len({text for _, text in filled}) else []

    def _other_lines(self, columns: Mapping[str, ChangedCells]) -> list[int]:
        """Rows whose key changed or, in a table without keys, anything."""
        telling = [columns[self.grid.key]] if self.grid.key in columns else []
        if not self.grid.key:
            telling = list(columns.values())
        changed_rows = {row for cells in telling for row in cells.rows if row < self.grid.height}
        return sorted(self.laid & changed_rows)

    def result(self) -> Grid:
        columns = {}
        for name, old in self.grid.columns.items():
            cells = self.columns.get(name, old)
            if len(cells) != self.height:
                cells = [*cells[: self.height], *[None] * (self.height - len(cells))]
            columns[name] = cells
        return replace(self.grid, columns=columns, names=self._names())

    def _names(self) -> Sequence[Handle] | None:
        """Handles as before, and those of the new rows. Where a key is blank they are made of what stood in a row, which may be another thing now."""
        if self.rows is None:
            return self.grid.handles
        names = [*self.grid.handles[: self.height], *[""] * (self.height - self.grid.height)]
        for handle, row in self.named.items():
            if row < self.height:
                names[row] = handle
        for row in self.free:
            if row < self.height:
                names[row] = made_up("", row)
        return [name or made_up("", row) for row, name in enumerate(names)]

    def _call_by_keys(self, column: str, rows: Sequence[int], keys: Sequence[Value]) -> None:
        """A row that had no key and was given one bears it too: the next planner knows the row by it, and an earlier one by what stood there."""
        if column != self.grid.key:
            return
        index = self._index()
        for row, key in zip(rows, keys, strict=True):
            handle = key_text(key)
            if handle and handle not in index:
                index[handle] = self.named[handle] = row

    def _first_name(self, handle: Handle, row: int) -> Handle:
        """The name under which a row was read; of a row that came since its own."""
        return self.grid.handles[row] if row < self.grid.height else handle

    def _call(self, row: int, key: Value) -> None:
        """Name a new row, so that later changes can speak of it."""
        index = self._index()
        handle = key_text(key)
        if not handle or handle in index:
            handle = made_up(handle, row)
        index[handle] = self.named[handle] = row

    def _lay(self, places: Sequence[int], rows: Sequence[Mapping[str, Value]]) -> None:
        self.height = max(self.height, max(places, default=-1) + 1)
        self.laid.update(places)
        for row, values in zip(places, rows, strict=True):
            for column, value in values.items():
                self._column(column)
                self._put(column, row, value)
            self._call(row, values.get(self.grid.key))

    def _column(self, name: str) -> list[Value]:
        """A copy of the column, as long as the table is now."""
        cells = self.columns.get(name)
        if cells is None:
            if name not in self.grid.columns:
                raise MissingColumn(self.grid.name, name, self.grid.sheet, tuple(self.grid.columns))
            cells = self.columns[name] = list(self.grid.columns[name])
            self.touched[name] = set()
        if len(cells) < self.height:
            cells += [None] * (self.height - len(cells))
        return cells

    def _put(self, column: str, row: int, value: Value) -> None:
        self._column(column)[row] = value
        self.touched[column].add(row)

    def _index(self) -> dict[Handle, int]:
        if self.rows is None:
            self.rows = dict(self.grid.rows)
        return self.rows

    def _row(self, handle: Handle) -> int:
        return (self.rows if self.rows is not None else self.grid.rows)[handle]

    def _writable(self) -> list[str]:
        return [name for name in self.grid.columns if name not in self.grid.formulas]

    def _last(self) -> int:
        """The row below the last one that has something, if only a comment: it was not written about whoever comes next."""
        last = self.height
        while last and self._is_blank_row(last - 1) and last - 1 not in self.grid.notes:
            last -= 1
        return last

    def _is_blank_row(self, row: int) -> bool:
        for name in self._writable():
            cells = self.columns.get(name, self.grid.columns[name])
            if row < len(cells) and not is_untouched(cells[row]):
                return False
        return True
