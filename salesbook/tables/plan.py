"""What an action wants done, as frozen values: a preview prints them, a book writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Link:
    """Text that opens `url` when clicked; it reads back as its text."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error, such as #N/A."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Stood:
    """What stood in a cell once, for undo: its value, and what was behind it.

    `formula` is without "="; `picture` the number by which the file knows a picture in the cell; `link`
    where a click leads, "#..." inside the workbook, and `tip` what it shows. `is_lost`: it cannot be
    brought back.
    """

    value: Value = None
    formula: str = ""
    picture: int = 0
    link: str = ""
    tip: str = ""
    is_lost: bool = False


CELL_LIMIT = 32_767  # characters that a cell of Excel holds, counted in UTF-16

Value = str | int | float | bool | date | datetime | time | Link | CellError | Stood | None

# By table, and then by header and body row (from 0), what is behind the values of cells.
Behind = Mapping[str, Mapping[tuple[str, int], Stood]]

# A row is named by its handle: its key, or for rows without one, or with a key that another row
# has already, a name that `grid.handles` makes up from what stands in it.
Handle = str


@dataclass(frozen=True)
class Set:
    """New values: `columns[name][i]` goes into the row `handles[i]`.

    `expected` has the same shape for columns that people own; a cell that holds something else by
    the time of writing is a conflict, and stays as it is.
    """

    table: str
    handles: Sequence[Handle]
    columns: Mapping[str, Sequence[Value]]
    expected: Mapping[str, Sequence[Value]] = field(default_factory=dict)


@dataclass(frozen=True)
class Append:
    """New rows at the end of a table."""

    table: str
    rows: Sequence[Mapping[str, Value]]


@dataclass(frozen=True)
class Extend:
    """Many new rows at the end of a table, by column; all columns are equally long."""

    table: str
    columns: Mapping[str, Sequence[Value]]


@dataclass(frozen=True)
class Replace:
    """Some rows leave, others come; every other row stays exactly where it is.

    The new rows fill the places that became free, from the top, and then the end of the table.
    """

    table: str
    leave: Sequence[Handle]
    rows: Sequence[Mapping[str, Value]]


Change = Set | Append | Extend | Replace


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the workbook that cannot be read or believed. `todo` is the next step."""

    table: str
    key: str
    column: str
    value: str
    why: str
    todo: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class LostHeader(Problem):
    """A column that a table lacks, since somebody deleted or renamed its header."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that `doctor` looked at: how it is, and where that is not well, the next step."""

    what: str
    is_so: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the person who asked."""

    text: str


@dataclass(frozen=True)
class Plan:
    """Everything an action wants: changes in order, what is wrong, what to say, and figures."""

    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    messages: tuple[Message, ...] = ()
    summary: Mapping[str, object] = field(default_factory=dict)

    def __add__(self, other: Plan) -> Plan:
        return replace(
            self,
            changes=self.changes + other.changes,
            problems=self.problems + other.problems,
            messages=self.messages + other.messages,
            summary={**self.summary, **other.summary},
        )
