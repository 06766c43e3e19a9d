"""What the usual rows of a sheet have in common, so that they need not be taken apart one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from salesbook.books.xlsx.cells import CellBody, EmptiedCell
from salesbook.books.xlsx.rows import RowEditor
from salesbook.tables.grid import column_letters, column_number

_LETTERS = re.compile(rb"[A-Z]+")

ColumnStyles = Mapping[int, bytes | None]


class ColumnRun(NamedTuple):
    """Changing columns next to each other.

    `first` begins the first cell that the row has of them and `following` the next one after them, b""
    without. When the row lacks the cell of the first column, that is `new_from`, else 0.
    """

    first: bytes
    following: bytes
    columns: slice
    cells: int
    new_from: int


class Pattern:
    """How rows of one kind are put together; "#" stands for the row's number.

    `before` are the formats of the cells that the row has, `after` those of the cells that it
    will have, both for the columns that change.
    """

    def __init__(
        self,
        editor: RowEditor,
        columns: Sequence[int],
        others: Sequence[int],
        before: ColumnStyles,
        after: ColumnStyles,
    ) -> None:
        self.opening = editor.opening + b' r="'
        self.every = editor.opening
        self.columns = columns
        self.after = after
        self.new = tuple(j for j, column in enumerate(columns) if column not in before)
        self.runs: list[ColumnRun] = []
        templates: list[bytes] = []
        start = 0
        while start < len(columns):
            stop = start + 1
            while stop < len(columns) and not any(columns[start] < other < columns[stop] for other in others):
                stop += 1
            there = [column for column in columns[start:stop] if column in before]
            following = min((other for other in others if other > columns[start]), default=0)
            new_from = 0 if columns[start] in before else columns[start]
            first = self._cell(there[0] if there else 0)
            self.runs.append(
                ColumnRun(first, self._cell(following), slice(start, stop), len(there), new_from)
            )
            templates.append(
                b"".join(self._beginning(column, after) + b"%b" for column in columns[start:stop])
            )
            start = stop
        self.templates = b"|".join(templates)
        present = [column for column in columns if column in before]
        self.expected = b"|".join(self._beginning(column, before)[len(self.opening) :] for column in present)
        self.present = len(present)
        self.unstyled = [i for i, column in enumerate(present) if before[column] is None]
        self.beginnings = b"|".join(self._beginning(column, after) for column in columns)

    def apply(
        self, data: bytes, cells: int, end: int, mark: bytes, bodies: tuple[CellBody, ...], formulas: bool
    ) -> list[bytes] | None:
        """A row's cells, which stand from `cells` to `end`, with `bodies` in them; None where the row does not fit."""
        at = cells
        out: list[bytes] = []
        pieces: list[bytes] = []
        tail = mark + b'"'
        for run in self.runs:
            stop = data.find(run.following + tail, at, end) if run.following else end
            start = data.find(run.first + tail, at, stop) if run.first else stop
            if start < 0 or stop < 0 or data.count(self.every, start, stop) != run.cells:
                return None
            if run.new_from and self._last_column(data, at, start) >= run.new_from:
                return None
            out += data[at:start], b""
            pieces += data[start:stop].split(self.opening)[1:]
            at = stop
        expected = self.expected.replace(b"#", mark).split(b"|") if pieces else []
        if len(pieces) != self.present or not all(map(bytes.startswith, pieces, expected)):
            return None
        if self.unstyled and any(b" s=" in pieces[i][: pieces[i].find(b">")] for i in self.unstyled):
            return None
        if self.new and data.count(self.every, cells, end) != data.count(self.opening, cells, end):
            return None
        blank = self.new and any(type(bodies[j]) is EmptiedCell for j in self.new)
        if formulas or blank or None in bodies:
            made = self._one_by_one(pieces, mark, bodies)
            if made is None:
                return None
            out[1::2] = [b"".join(made[run.columns]) for run in self.runs]
        else:
            templates = self.templates.replace(b"#", mark).split(b"|")
            out[1::2] = [
                template % bodies[run.columns] for template, run in zip(templates, self.runs, strict=True)
            ]
        out.append(data[at:end])
        return out

    def _one_by_one(
        self, pieces: list[bytes], mark: bytes, bodies: tuple[CellBody, ...]
    ) -> list[bytes] | None:
        """The cells of the columns; None where a value comes over a formula, which needs a closer look."""
        made = []
        present = iter(pieces)
        beginnings = self.beginnings.replace(b"#", mark).split(b"|")
        for j, (beginning, body) in enumerate(zip(beginnings, bodies, strict=True)):
            if j in self.new:
                made.append(b"" if body is None or type(body) is EmptiedCell else beginning + body)
                continue
            piece = next(present)
            if body is None:
                made.append(self.opening + piece)
            elif b"<f" in piece:
                return None
            else:
                made.append(beginning + body)
        return made

    def _last_column(self, data: bytes, start: int, end: int) -> int:
        """The column of the last cell in a stretch of a row, 0 without."""
        last = data.rfind(self.opening, start, end)
        name = _LETTERS.match(data, last + len(self.opening)) if last >= 0 else None
        return column_number(name[0].decode()) if name else 0

    def _cell(self, column: int) -> bytes:
        return self.opening + column_letters(column).encode() if column else b""

    def _beginning(self, column: int, styles: ColumnStyles) -> bytes:
        style = styles.get(column)
        return self._cell(column) + (b'#"' if style is None else b'#" s="%b"' % style)
