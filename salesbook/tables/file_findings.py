"""What an import found in a file and the book does not show: as rows of Problems that stay until they are mended. Pure.

Such a row begins with the file and the line, "In people.csv, line 7: ...", and leaves once its cell says something else,
its row is gone, or the file is imported again. People may delete it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from salesbook.schema import TABLES
from salesbook.tables.grid import Snapshot, is_blank, key_text
from salesbook.tables.plan import Link, Problem, Value

IMPORTED_FILE = "Imported file"  # the table of problems with a file as a whole
_FOUND = re.compile(r"In (?P<file>.+?\.\w{2,5})(?:, line [\d,]+)?: ")
_DIFFERENCE = "The imported file says"


def said_of_line(file: str, line: int, said: str) -> str:
    """A sentence on a cell of a file."""
    return f"In {file}, line {line:,}: {said}"


def said_of_file(file: str, said: str) -> str:
    """A sentence on a file, of which no line is to be named."""
    return f"In {file}: {said}"


def of_the_same_file(said: str) -> str:
    """What a sentence on a cell of a file begins with where it counts others of that file; "" for other sentences."""
    found = _FOUND.match(said)
    return f"In {found['file']}: " if found else ""


def left_out_problem(number: int, file: str, place: str) -> Problem:
    """A problem that says where the rows of a file are that were left out."""
    was, stand = (
        ("1 row", "was left out: it stands")
        if number == 1
        else (f"{number:,} rows", "were left out: they stand")
    )
    why = f"{was} of {file} {stand} in {PurePath(place).name} beside it"
    return Problem(IMPORTED_FILE, file, "", "", why, "Correct them there and import that file.", place)


def is_of_file(row: Mapping[str, Value], file: str) -> bool:
    """Whether a row of Problems is about that file, or about the one that holds the rows left out of another."""
    if row.get("Table") == IMPORTED_FILE:
        return file in {str(row.get("Key")), PurePath(str(row.get("Cell"))).name}
    found = _FOUND.match(str(row.get("Problem")))
    return found is not None and found["file"] == file


def stays(row: Mapping[str, Value], book: Snapshot) -> bool:
    """Whether a row of Problems is such a finding, and still holds."""
    if row.get("Table") == IMPORTED_FILE:
        return True
    return _FOUND.match(str(row.get("Problem"))) is not None and stands_as_then(row, book)


def is_difference(row: Mapping[str, Value]) -> bool:
    """Whether it names a cell that a file has otherwise."""
    return str(row.get("Problem")).startswith(_DIFFERENCE)


def is_of_whole_row(row: Mapping[str, Value]) -> bool:
    """Whether it is about the row, such as an order that was cancelled, and not about one of its cells."""
    table = TABLES.get(str(row.get("Table")))
    return table is not None and bool(table.key) and row.get("Column") == table.key


def stands_as_then(row: Mapping[str, Value], book: Snapshot) -> bool:
    """Whether the cell that a row of Problems is about still says what it said: nothing, or what the row quotes."""
    grid, key = book.grids.get(str(row.get("Table"))), str(row.get("Key") or "")
    if grid is None or not key:
        return True
    at, cells = grid.rows.get(key), grid.columns.get(str(row.get("Column")))
    if at is None:
        return False
    if cells is None or is_blank(cells[at]):
        return True
    cell = cells[at]
    now = cell.text if isinstance(cell, Link) else key_text(cell)
    return now == str(row.get("Value") or "") or now in str(row.get("Problem"))
