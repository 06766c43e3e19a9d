"""A book in memory: for tests, and for trying a plan out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from salesbook.errors import FileChanged, NotASalesbook
from salesbook.schema import MARK, PARTS, SETTING_GROUP, SETTING_ROWS, TABLES, mark_of, new_shapes
from salesbook.tables.grid import Fingerprint, Grid, Snapshot, column_letters, is_blank
from salesbook.tables.plan import Link, Stood, Value
from salesbook.tables.resolve import TableEdit

_NAME = "the book in memory"


class MemoryBook:
    """Tables held as lists. Starts with every table of the schema, empty, unless it is given; of the present shape."""

    def __init__(self, grids: Mapping[str, Grid] | None = None) -> None:
        self.grids: dict[str, Grid] = {name: empty_grid(name) for name in TABLES}
        self.grids.update(grids or {})
        self.grids["Settings"] = _of_present_shape(self.grids["Settings"])
        self.version = 0
        self.told: list[str] = []

    def read(
        self, tables: Collection[str], optional: Collection[str] = (), sought: Collection[str] = ()
    ) -> Snapshot:
        if missing := tuple(name for name in tables if name not in self.grids):
            raise NotASalesbook(_NAME, missing)
        grids = {name: self.grids[name] for name in (*tables, *optional) if name in self.grids}
        absent = [name for name in (*optional, *sought) if name not in self.grids]
        return Snapshot(grids, Fingerprint(str(self.version)), absent)

    def write(self, edits: Mapping[str, TableEdit], seen: Fingerprint) -> None:
        if seen != Fingerprint(str(self.version)):
            raise FileChanged(_NAME)
        self.grids.update({name: with_edit(self.grids[name], edit) for name, edit in edits.items()})
        self.version += bool(edits)

    def tell(self, text: str) -> None:
        self.told.append(text)


def _of_present_shape(settings: Grid) -> Grid:
    """Settings with all their rows, and the note of the book's shape."""
    blank = settings.height == 1 and all(is_blank(cells[0]) for cells in settings.columns.values())
    rows: list[dict[str, Value]] = [
        {
            settings.key: one.name,
            "Value": mark_of(new_shapes(PARTS)) if one.name == MARK else None,
            SETTING_GROUP: one.group,
        }
        for one in SETTING_ROWS
        if one.name not in settings.handles
    ]
    columns = {
        name: [*([] if blank else cells), *(row.get(name) for row in rows)]
        for name, cells in settings.columns.items()
    }
    return replace(settings, columns=columns)


def empty_grid(table: str) -> Grid:
    """A table of the schema with one blank body row, as a new workbook has it."""
    return grid_of(table, [{}])


def grid_of(table: str, rows: Sequence[Mapping[str, Value]]) -> Grid:
    """A table of the schema with these rows; headers that the schema lacks are the user's own."""
    shape = TABLES[table]
    headers = dict.fromkeys([column.name for column in shape.columns if not column.optional])
    for row in rows:
        headers.update(dict.fromkeys(row))
    columns = {name: [row.get(name) for row in rows] or [None] for name in headers}
    formulas = frozenset(column.name for column in shape.columns if column.formula)
    columns_at = {name: column_letters(i) for i, name in enumerate(headers, 1)}
    return Grid(table, columns, key=shape.key, sheet=shape.sheet, letters=columns_at, formulas=formulas)


def with_edit(grid: Grid, edit: TableEdit) -> Grid:
    """A table as it is after an edit."""
    columns = {name: [*cells[: edit.height], *[None] * (edit.height - len(cells))]
               for name, cells in grid.columns.items()}  # fmt: skip
    for name, cells in edit.columns.items():
        for row, value in zip(cells.rows, cells.values, strict=True):
            if row < edit.height:
                columns[name][row] = _shown(value)
    return replace(grid, columns=columns, names=None)


def _shown(value: Value) -> Value:
    """What reads back from a cell that this was put into."""
    if isinstance(value, Stood):
        value = value.value
    return value.text if isinstance(value, Link) else value
