"""Files of other programs as values: their rows as they stand, and the columns under their headers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from salesbook.errors import BadInput
from salesbook.util.folding import letters_and_digits
from salesbook.util.invisible import without_invisible
from salesbook.util.wording import count

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = Sequence[Cell]

MARKS = ("Line", "Reason")  # what the file of rejected rows has besides
LOOK = 60  # rows in which a header is looked for


@dataclass(frozen=True)
class Raw:
    """The rows of a file, a sheet or a table, with the line that each begins on.

    `faults` says of a line why what begins there cannot be read. `delimiter`: what parts the cells
    of a text file, "" for white space. `uncalculated`: by column, the lines whose formulas have no result. `signs`: by
    column and line what the format of a number shows beside it, such as "€". `sheet`: its name.
    """

    name: str
    rows: Sequence[Row]
    lines: Sequence[int]
    notes: tuple[str, ...] = ()
    faults: Mapping[int, str] = field(default_factory=dict)
    delimiter: str = ","
    uncalculated: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    signs: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    sheet: str = ""
    others: tuple[Raw, ...] = ()  # sheets that are not read and hold addresses


@dataclass(frozen=True)
class SourceBody:
    """Headers, and the rows under them: `rows[i]` begins on line `lines[i]`. A header "" is left out on purpose.

    `above`: the lines over the header. `under`: by line the heading among the rows that it stands below.
    """

    headers: tuple[str, ...]
    rows: Sequence[Row]
    lines: Sequence[int]
    notes: tuple[str, ...]
    above: tuple[str, ...] = ()
    under: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class UnreadableRow:
    """A row that cannot be read, with all its cells as they stand."""

    why: str
    cells: Row


@dataclass(frozen=True)
class Source:
    """What a file holds: `columns[i][row]` is the cell under `headers[i]`, and `lines[row]` where it stands.

    Rows in `faults` cannot be read. `notes` say how the file was understood. A column that
    `--columns` skips has the header "". `uncalculated`: by column the lines of formulas without a result;
    `signs`: by column and line what the format of a number shows beside it. `sheet`: the name of the sheet of a workbook; `others`: its sheets that are not read and hold addresses. `above`: the
    lines over the header; `under`: by line the heading among the rows that it stands below.
    """

    name: str
    headers: tuple[str, ...]
    columns: tuple[Sequence[Cell], ...]
    lines: Sequence[int]
    faults: Mapping[int, UnreadableRow] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    delimiter: str = ","
    uncalculated: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    sheet: str = ""
    above: tuple[str, ...] = ()
    under: Mapping[int, str] = field(default_factory=dict)
    others: tuple[Source, ...] = ()
    signs: Mapping[int, Mapping[int, str]] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def refuse_uncalculated(self, used: Collection[int]) -> None:
        """Raise BadInput where one of these columns has formulas without results."""
        for place in sorted(set(used) & self.uncalculated.keys()):
            lines = self.uncalculated[place]
            raise BadInput(
                f"{count(len(lines), 'cell')} of {self.headers[place]!r} in {self.name}, the first in row {lines[0]}, "
                f"{'holds a formula' if len(lines) == 1 else 'hold formulas'} that no spreadsheet has calculated yet. Nothing was imported.",
                "Open the file in Excel or LibreOffice, save it, and import it again.",
            )

    def cells(self, row: int) -> Row:
        """A row as it stands in the file."""
        fault = self.faults.get(row)
        return fault.cells if fault else [column[row] for column in self.columns]


@dataclass(frozen=True)
class Reject:
    """A row that was left out: the line it stands on, its cells, and a sentence on why."""

    line: int
    cells: Row
    reason: str


def best_header(rows: Sequence[Row], known: Callable[[str], bool]) -> tuple[int, int]:
    """The first of the rows with the most known headers, and how many those are."""
    best, most = 0, 0
    for number, row in enumerate(rows[:LOOK]):
        found = len(
            {letters_and_digits(cell) for cell in row if isinstance(cell, str) and cell and known(cell)}
        )
        if found > most:
            best, most = number, found
    return best, most


def is_filled(cell: Cell) -> bool:
    """Whether anything stands in a cell."""
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def text_of_cell(cell: Cell) -> str:
    """A cell on one line, without signs that nobody sees."""
    return " ".join(without_invisible(str(cell)).split()) if cell is not None else ""
