"""The file of rows that could not be read, beside the file they came from."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Protocol

from salesbook.errors import CannotWrite
from salesbook.tables.source import MARKS, Cell, Reject

_REJECTED = re.compile(r"(.+)\.rejected(?:-(\d+))?")
_COLUMNS_IN_EXCEL = (",", ";", "\t")
_HARMLESS = re.compile(r"[+-]?[\d\s().,/:-]*")  # numbers, dates and phone numbers: no formula


class WithRejects(Protocol):
    """What an import left out: the headers of its file, the rows, and what parts their cells."""

    @property
    def headers(self) -> Sequence[str]:
        """In the order of the file."""
        ...

    @property
    def rejects(self) -> Sequence[Reject]:
        """The rows, with their lines and reasons."""
        ...

    @property
    def delimiter(self) -> str:
        """As in the file."""
        ...


def write_rejects(path: str | Path, result: WithRejects) -> Path | None:
    """Write `NAME.rejected.csv` beside the imported file: its cells, the line and the reason. None without rejects.

    Raises CannotWrite.
    """
    target = place_of_rejects(path, result)
    if target is None:
        return None
    try:
        if not target.exists():
            target.write_bytes(_content(result))
    except OSError as error:
        raise _cannot_write(target, error) from error
    return target


def place_of_rejects(path: str | Path, result: WithRejects) -> Path | None:
    """Where `write_rejects` puts them: `NAME.rejected.csv` beside the imported file. None without rejects.

    Rows of `NAME.rejected.csv` that are rejected again go to `NAME.rejected-2.csv`, and so on.

    A file of that name with other rows stays, as somebody may be mending it: the next free number is
    taken. The file can be corrected and imported as it is. Raises CannotWrite.
    """
    if not result.rejects:
        return None
    path = Path(path)
    content = _content(result)
    found = _REJECTED.fullmatch(path.stem)
    stem, first = (found[1], int(found[2] or 1) + 1) if found else (path.stem, 1)
    for number in count(first):
        target = path.with_name(f"{stem}.rejected{'' if number == 1 else f'-{number}'}.csv")
        try:
            if target.exists() and target.read_bytes() != content:
                continue
        except OSError as error:
            raise _cannot_write(target, error) from error
        return target
    raise AssertionError  # there is always another number


def _cannot_write(target: Path, error: OSError) -> CannotWrite:
    return CannotWrite(str(target), str(error.strerror or error), not os.path.lexists(target))


def _content(result: WithRejects) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=result.delimiter if result.delimiter in _COLUMNS_IN_EXCEL else ",")
    width = max(len(result.headers), *(len(reject.cells) for reject in result.rejects))
    blank = [""] * (width - len(result.headers))
    writer.writerow([*map(_safe, result.headers), *blank, *MARKS])
    for reject in result.rejects:
        cells = [*map(_safe, reject.cells), *[""] * (width - len(reject.cells))]
        writer.writerow([*cells, reject.line, reject.reason])
    return text.getvalue().encode("utf-8-sig", "surrogatepass")  # the mark tells Excel that it is UTF-8


def _safe(cell: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula."""
    text = (
        "" if cell is None else str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    )
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") and not _HARMLESS.fullmatch(text) else text
