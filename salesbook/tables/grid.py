"""Cells as they stand in a workbook, by table and column, and where they stand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from salesbook.tables.plan import Handle, Problem, Value

_MARK = "\x1f"  # never typed by people, so a made-up handle is never somebody's key


@dataclass(frozen=True)
class Grid:
    """One table's cells.

    `columns` has every header of the table, the user's own ones too, each with one value a body
    row, blank rows included. `letters` gives each column's letter in the sheet and `top` the
    sheet row (from 1) of the first body row. `formulas` names calculated columns: nobody writes
    values into them. `key` is the header of the key column, or "". `notes` are the comments on
    lines that people write on, by body row; those below the table too. `strays` are the cells of
    lines that somebody filled in further down, with a blank row between. `names` are the rows' handles
    where the grid comes from an earlier one: planners that run one after the other must mean the
    same row by the same name, though the first copy of a line has gone meanwhile. `uncalculated` are
    body rows by column, not of ours, whose formula no program has worked out: they only look blank.
    """

    name: str
    columns: Mapping[str, Sequence[Value]]
    key: str = ""
    sheet: str = ""
    top: int = 2
    letters: Mapping[str, str] = field(default_factory=dict)
    formulas: frozenset[str] = frozenset()
    names: Sequence[Handle] | None = None
    notes: Mapping[int, str] = field(default_factory=dict)
    strays: Sequence[str] = ()
    uncalculated: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """Body rows, blank ones included."""
        return len(next(iter(self.columns.values()), ()))

    @cached_property
    def handles(self) -> list[Handle]:
        """One name a row, unique: the key, or one made from the row's content."""
        if self.names is not None:
            return list(self.names)
        keys = self.columns.get(self.key)
        if keys is not None:
            handles = [key_text(key) for key in keys]
            if "" not in (found := set(handles)) and len(found) == len(handles):
                return handles
        else:
            handles = [""] * self.height
        return self._made_unique(handles)

    def _made_unique(self, handles: list[Handle]) -> list[Handle]:
        columns = list(self.columns.values())
        seen: Counter[Handle] = Counter()
        for row, key in enumerate(handles):
            handle = key or _MARK + _digest([column[row] for column in columns])
            seen[handle] += 1
            handles[row] = handle if seen[handle] == 1 else f"{handle}{_MARK}{seen[handle]}"
        return handles

    @cached_property
    def rows(self) -> dict[Handle, int]:
        """Body row (from 0) of each handle."""
        return {handle: row for row, handle in enumerate(self.handles)}

    def address(self, handle: Handle, column: str) -> str:
        """Where a cell stands, such as "Contacts!F12"; "" when it is not there."""
        row = self.rows.get(handle)
        letter = self.letters.get(column)
        if row is None or letter is None:
            return ""
        return cell_address(self.sheet, letter, self.top + row)

    def problem(self, handle: Handle, column: str, why: str, todo: str) -> Problem:
        """A problem with one cell, with its value and address."""
        cells = self.columns.get(column)
        value = None if cells is None else cells[self.rows[handle]]
        key = key_of(handle)
        return Problem(self.name, key, column, key_text(value), why, todo, self.address(handle, column))


@dataclass(frozen=True)
class Fingerprint:
    """Tells whether a book is still as it was read."""

    mark: str


@dataclass(frozen=True)
class Snapshot:
    """What was read, and the fingerprint of the book at that moment.

    `absent`: tables that were looked for and are not there. `strangers`: tables of people's that bear the name of one
    that came later than the book's shape (see `shapes`).
    """

    grids: Mapping[str, Grid]
    seen: Fingerprint
    absent: Sequence[str] = ()
    strangers: Sequence[Grid] = ()


def key_text(value: Value) -> str:
    """A key as text: 1001.0, a cell that Excel took for a number, is "1001"."""
    if type(value) is str:
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


@cache
def column_number(name: str) -> int:
    """A column from its letters, in small ones too: 1 for "A", 27 for "AA"."""
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
    return column


@cache
def column_letters(column: int) -> str:
    """A column as sheets name it: 1 is "A", 27 is "AA"."""
    text = ""
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text


def cell_address(sheet: str, letter: str, row: int) -> str:
    """A cell as people name it, such as "Contacts!F12"."""
    quoted = sheet if sheet.isalnum() else "'" + sheet.replace("'", "''") + "'"
    return f"{quoted}!{letter}{row}"


def made_up(key: str, row: int) -> Handle:
    """A name for a new row whose key is blank or taken."""
    return f"{key}{_MARK}new {row}"


def key_of(handle: Handle) -> str:
    """The key in a handle; "" where the row has none."""
    return handle.partition(_MARK)[0]


def is_made_up(handle: Handle) -> bool:
    """Whether the handle is not simply the row's key."""
    return _MARK in handle


def is_blank(value: Value) -> bool:
    """Nothing there, or only white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_untouched(value: Value) -> bool:
    """Blank, or a box that nobody has ticked: a column of boxes says no in every row."""
    return value is False or is_blank(value)


def _digest(values: Sequence[Value]) -> str:
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
