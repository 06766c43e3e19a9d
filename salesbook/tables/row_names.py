"""The names of the person and the organisation whom a row of a workbook is about, for those who read it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from salesbook.schema import ACCOUNTS, CONTACTS, TABLES, Table
from salesbook.schema.beside_ids import ACCOUNT, NAME, has_names
from salesbook.tables.grid import Grid, Snapshot, key_text
from salesbook.tables.plan import Set, Value
from salesbook.tables.resolve import TableEdit
from salesbook.util.folding import written_name


class RowNames(NamedTuple):
    """Whom a row is about: a person, and an organisation; "" for none."""

    person: str
    firm: str


class BookNames:
    """Names by the rows of a book, as it stands in a snapshot."""

    def __init__(self, book: Snapshot) -> None:
        self._book = book

    def of_row(self, table: str, row: int) -> RowNames:
        """Whom a body row of a table that was read is about."""
        grid, shape = self._book.grids[table], TABLES[table]
        person = _cell(grid, shape.of_person, row)
        firm = person if shape is ACCOUNTS else _cell(grid, shape.of_account, row)
        if shape is ACCOUNTS:
            return RowNames("", self.firms.get(_cell(grid, ACCOUNTS.key, row), ""))
        return RowNames(self.people.get(person, ""), self.firms.get(firm or self._at.get(person, ""), ""))

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Full names by Contact ID."""
        grid = self._book.grids.get(CONTACTS.name)
        if grid is None:
            return {}
        parts = (_texts(grid, name) for name in (CONTACTS.key, "First name", "Last name"))
        return {key: written_name(first, last) for key, first, last in zip(*parts, strict=True) if key}

    @cached_property
    def firms(self) -> Mapping[str, str]:
        """Names by Account ID."""
        grid = self._book.grids.get(ACCOUNTS.name)
        return (
            {} if grid is None else dict(zip(_texts(grid, ACCOUNTS.key), _texts(grid, ACCOUNT), strict=True))
        )

    @cached_property
    def _at(self) -> Mapping[str, str]:
        """Account IDs by Contact ID."""
        grid = self._book.grids.get(CONTACTS.name)
        return (
            {}
            if grid is None
            else dict(zip(_texts(grid, CONTACTS.key), _texts(grid, ACCOUNTS.key), strict=True))
        )


def names_of_changed_rows(edits: Mapping[str, TableEdit], after: Snapshot) -> list[Set]:
    """Name and Account of rows whose IDs an action wrote, where they stand otherwise: no row waits for the next run."""
    names = BookNames(after)
    return [
        change
        for name, edit in edits.items()
        if has_names(TABLES[name]) and names.people
        for change in _of_table(TABLES[name], edit, after.grids[name], names)
    ]


def _of_table(table: Table, edit: TableEdit, grid: Grid, names: BookNames) -> list[Set]:
    written = [edit.columns[one].rows for one in (table.of_person, table.of_account) if one in edit.columns]
    rows = sorted({row for each in written for row in each if row < grid.height})
    found = {row: names.of_row(table.name, row) for row in rows}
    changes = []
    for place, column in enumerate((NAME, ACCOUNT)):
        cells = grid.columns.get(column) if column in table.by_name else None
        new = {row: said[place] for row, said in found.items() if cells and any(said)}
        differ = [row for row, text in new.items() if cells and key_text(cells[row]) != text]
        if differ:
            values: list[Value] = [new[row] or None for row in differ]
            changes.append(Set(table.name, [grid.handles[row] for row in differ], {column: values}))
    return changes


def _cell(grid: Grid, column: str, row: int) -> str:
    return key_text(grid.columns[column][row]) if column in grid.columns else ""


def _texts(grid: Grid, column: str) -> list[str]:
    return [key_text(cell) for cell in grid.columns.get(column) or [None] * grid.height]
