"""Columns that a table has lost or that somebody renamed: which, and where they were."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from salesbook.errors import MissingColumn
from salesbook.schema import Column, Table
from salesbook.tables.grid import Grid
from salesbook.tables.plan import LostHeader, Problem


def missing_columns(table: Table, grid: Grid) -> list[Problem]:
    """A problem for each column that is not there, but for those that the workbook is too old to have.

    Raises MissingColumn where it is a key column, or another that nothing works without.
    """
    missing = [column for column in table.columns if column.name not in grid.columns]
    unknown = [header for header in grid.columns if header not in table.by_name]
    renamed = stand_ins(table, grid, [column.name for column in missing if not column.later], unknown)
    problems: list[Problem] = []
    for column in missing:
        if column.later:
            continue
        hint = _where_it_was(table, grid, column, renamed.get(column.name, ""))
        if column.needed or column.vital or column.name == table.key:
            raise MissingColumn(table.name, column.name, grid.sheet, tuple(grid.columns), hint)
        problems.append(LostHeader(table.name, "", column.name, "",
                                f"The column {column.name!r} of table {table.name} is missing", hint))  # fmt: skip
    return problems


def _where_it_was(table: Table, grid: Grid, column: Column, renamed: str) -> str:
    """Names the place by its neighbours, or the header that stands there now."""
    if renamed:
        letters = grid.letters.get(renamed, "?")
        cell = f"{letters}{grid.top - 1}"
        if renamed == letters:  # so is a column called that has no header
            return f"The header in {grid.sheet}!{cell} is gone: type {column.name} into it again."
        return f"{renamed!r} in {grid.sheet}!{cell} stands where it was: name it {column.name!r} again."
    before, after, _ = neighbours(table, grid, column)
    beside = f"after {before!r}" if before else f"before {after!r}"
    return f"It stood {beside}: insert a column there and name it {column.name!r}."


def stand_ins(table: Table, grid: Grid, missing: Collection[str], unknown: Sequence[str]) -> dict[str, str]:
    """For missing columns the unknown header that stands where each was: in order, and no header for two of them."""
    found: dict[str, str] = {}
    for name in _arranged(table, grid):
        if name not in missing:
            continue
        _, _, between = neighbours(table, grid, table.by_name[name])
        left = (header for header in between if header in unknown and header not in found.values())
        if header := next(left, ""):
            found[name] = header
    return found


def neighbours(table: Table, grid: Grid, column: Column) -> tuple[str, str, list[str]]:
    """The columns that stand before and after the place of a missing one ("" at an end), and headers between them."""
    names = _arranged(table, grid)
    place = names.index(column.name)
    before = next((n for n in reversed(names[:place]) if n in grid.columns), "")
    after = next((n for n in names[place + 1 :] if n in grid.columns), "")
    headers = list(grid.columns)
    first = headers.index(before) + 1 if before else 0
    last = headers.index(after) if after else len(headers)
    return before, after, headers[first:last]


def _arranged(table: Table, grid: Grid) -> list[str]:
    """All columns in the order in which they stand in a new book, or of the schema where somebody arranged them."""
    names = [column.name for column in table.shown]
    known = [header for header in grid.columns if header in names]
    if [name for name in names if name in known] != known:
        names = [column.name for column in table.columns]
    return names


def ours_renamed(table: Table, grid: Grid) -> set[str]:
    """Headers that stand exactly where columns of ours are missing: what is in them, salesbook wrote.

    Where something else is missing there too, or more headers stand there than are missing, one of
    them may be a person's own, and none is taken for ours.
    """
    missing = [column for column in table.columns if column.name not in grid.columns and not column.later]
    renamed: set[str] = set()
    for column in missing:
        gap = neighbours(table, grid, column)
        there = [other for other in missing if neighbours(table, grid, other) == gap]
        if len(there) == len(gap[2]) and all(other.ours for other in there):
            renamed.update(gap[2])
    return renamed
