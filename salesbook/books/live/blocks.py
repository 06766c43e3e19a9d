"""From the cells that change to the blocks that are written: few blocks, for every one costs a call. Pure.

Cells of people are written one run after the other, and nothing else is. Salesbook's own columns
that stand side by side are written as one rectangle, cells that stay the same included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from salesbook.books.live.place import LiveTable
from salesbook.schema import TABLES
from salesbook.tables.grid import Grid
from salesbook.tables.plan import Value
from salesbook.tables.resolve import TableEdit


@dataclass(frozen=True)
class Rectangle:
    """A rectangle of values, column by column: `columns[j][i]` goes `i` rows below and `j` right of its corner.

    `changed[j]` are the rows of the block, from 0, whose cells really change.
    """

    row: int
    column: int
    columns: Sequence[Sequence[Value]]
    changed: Sequence[frozenset[int]]

    @property
    def height(self) -> int:
        """Rows."""
        return len(self.columns[0])

    @property
    def last_row(self) -> int:
        """The sheet's row of the last one."""
        return self.row + self.height - 1

    @property
    def last_column(self) -> int:
        """The sheet's column of the last one."""
        return self.column + len(self.columns) - 1


def rectangles_to_write(place: LiveTable, grid: Grid, edit: TableEdit) -> Iterator[Rectangle]:
    """What to write so that the table is as `edit` wants it. `grid` is how it stands.

    Rows that leave the table are not among them: they are cleared whole.
    """
    kept = min(edit.old_height, edit.height)
    names = list(grid.columns)
    wanted = {name: _cells(edit, name, 0, kept) for name in names if name in edit.columns}
    own = {column.name for column in TABLES[place.name].columns if column.ours}
    for run in _side_by_side(names, {name for name in wanted if wanted[name] and name in own}):
        yield _rectangle(place, grid, names.index(run[0]), [wanted[name] for name in run], run)
    for number, name in enumerate(names):
        if name in wanted and name not in own:
            yield from _runs(place, number, wanted[name])
    if edit.height > edit.old_height:
        yield from _fresh(place, grid, edit, names)


def _cells(edit: TableEdit, name: str, first: int, end: int) -> dict[int, Value]:
    cells = edit.columns[name]
    return {row: value for row, value in zip(cells.rows, cells.values, strict=True) if first <= row < end}


def _side_by_side(names: Sequence[str], chosen: set[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for name in names:
        if name in chosen:
            run.append(name)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _rectangle(
    place: LiveTable, grid: Grid, number: int, wanted: Sequence[dict[int, Value]], names: Sequence[str]
) -> Rectangle:
    first = min(min(cells) for cells in wanted)
    end = max(max(cells) for cells in wanted) + 1
    columns = []
    for name, cells in zip(names, wanted, strict=True):
        column = list(grid.columns[name][first:end])
        for row, value in cells.items():
            column[row - first] = value
        columns.append(column)
    changed = [frozenset(row - first for row in cells) for cells in wanted]
    return Rectangle(place.top + first, place.left + number, columns, changed)


def _runs(place: LiveTable, number: int, cells: dict[int, Value]) -> Iterator[Rectangle]:
    run: list[Value] = []
    for row in sorted(cells):
        run.append(cells[row])
        if row + 1 not in cells:
            first = row + 1 - len(run)
            yield Rectangle(place.top + first, place.left + number, [run], [frozenset(range(len(run)))])
            run = []


def _fresh(place: LiveTable, grid: Grid, edit: TableEdit, names: Sequence[str]) -> Iterator[Rectangle]:
    """New rows, whole: they may come with a copy of what stands in the row above."""
    rows = range(edit.old_height, edit.height)
    everything = frozenset(range(len(rows)))
    for run in _side_by_side(names, set(names) - grid.formulas):
        columns = []
        for name in run:
            cells = _cells(edit, name, rows.start, rows.stop) if name in edit.columns else {}
            columns.append([cells.get(row) for row in rows])
        yield Rectangle(
            place.top + rows.start, place.left + names.index(run[0]), columns, [everything] * len(run)
        )
