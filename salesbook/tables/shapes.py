"""A book of an earlier shape as planners may see it: what only bears the name of something newer is people's. Pure.

A column of theirs is shown under a name that no column of ours has, and is written back under its own; a table of
theirs is none of those that were read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from salesbook.schema import FIRST, MARK, PARTS, SETTING_ROWS, TABLES, Setting, read_mark
from salesbook.tables.grid import Grid, Snapshot, key_text
from salesbook.tables.resolve import TableEdit
from salesbook.util.folding import caseless

THEIRS = " (yours\N{WORD JOINER})"  # nobody types what is not seen, so this ends no header in a workbook
_FIRST = dict.fromkeys(PARTS, FIRST)


def said_of_shape(settings: Grid) -> str:
    """What a book says of its shape; "" where it says nothing."""
    row = next((row for row, name in enumerate(settings.handles) if caseless(name) == caseless(MARK)), None)
    values = settings.columns.get("Value", ())
    return "" if row is None or row >= len(values) else key_text(values[row])


def marked_shapes(settings: Grid) -> Mapping[str, int]:
    """The shape of each part that a book has, as it says itself; empty where it does not."""
    return read_mark(said_of_shape(settings)) or {}


def shapes_of(settings: Grid | None) -> Mapping[str, int]:
    """The shape of each part that a book has. One that does not say so has all of the first shape."""
    return (settings and marked_shapes(settings)) or _FIRST


def as_of_its_shape(seen: Snapshot) -> Snapshot:
    """What was read, as planners may see it; tables of theirs are among `strangers`."""
    shapes = shapes_of(seen.grids.get("Settings"))
    strangers = tuple(
        grid for name, grid in seen.grids.items() if TABLES[name].since > shapes.get(TABLES[name].part, 0)
    )
    others = {grid.name for grid in strangers}
    grids = {
        name: _of_shape(grid, shapes[TABLES[name].part])
        for name, grid in seen.grids.items()
        if name not in others
    }
    return replace(seen, grids=grids, strangers=(*seen.strangers, *strangers))


def _of_shape(grid: Grid, shape: int) -> Grid:
    newer = {column.name for column in TABLES[grid.name].columns if column.since > shape}
    if newer.isdisjoint(grid.columns):
        return grid

    def named(header: str) -> str:
        return header + THEIRS if header in newer else header

    return replace(
        grid,
        columns={named(header): cells for header, cells in grid.columns.items()},
        letters={named(header): letter for header, letter in grid.letters.items()},
        formulas=frozenset(map(named, grid.formulas)),
        uncalculated={named(header): rows for header, rows in grid.uncalculated.items()},
    )


def in_the_workbook(header: str) -> str:
    """A header as it stands in the workbook."""
    return header.removesuffix(THEIRS)


def edits_in_the_workbook(edits: Mapping[str, TableEdit]) -> dict[str, TableEdit]:
    """Edits of what planners saw, for the workbook."""
    return {
        name: replace(
            edit, columns={in_the_workbook(header): cells for header, cells in edit.columns.items()}
        )
        for name, edit in edits.items()
    }


def settings_had(settings: Grid) -> list[Setting]:
    """The settings that a book of its shape has; another of that name is a row of theirs."""
    return [setting for setting in SETTING_ROWS if setting.since <= shapes_of(settings)["core"]]
