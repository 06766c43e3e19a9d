"""Which formulas may have another result after an edit: those that read a changed cell, or one that has changed so.

Cells with the same formula one below the other are looked at together: a `FormulaRun`. What is dirty is
kept as one flag a row, by sheet (in lower case) and column. A formula that looks up more than its
text names (INDIRECT, OFFSET, another file) counts only for what it names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salesbook.books.xlsx.refs import Area

RowNumbers = npt.NDArray[np.intp]
_NARROW = 64  # columns, or blocks of rows; what reads more of them is asked after every change of its sheet
_BLOCK = 64  # rows
_FEW = 16  # rows that are looked at one by one
_PATIENCE = 500_000  # looks at runs, until the rest counts as dirty: no workbook should take minutes


class ReadSpan(NamedTuple):
    """Cells that each formula of a run reads. Rows marked as moving count from the formula's own one."""

    sheet: str
    left: int
    right: int
    top: int
    top_moves: bool
    bottom: int
    bottom_moves: bool

    def between(self, rows: RowNumbers) -> tuple[RowNumbers, RowNumbers]:
        """The first and the last row that the formulas in `rows` read."""
        tops = rows + self.top if self.top_moves else np.full(len(rows), self.top)
        bottoms = rows + self.bottom if self.bottom_moves else np.full(len(rows), self.bottom)
        return np.minimum(tops, bottoms), np.maximum(tops, bottoms)

    def reach(self, first: int, last: int) -> tuple[int, int]:
        """The first and the last row that any formula in the rows between `first` and `last` may read."""
        tops = (first + self.top, last + self.top) if self.top_moves else (self.top, self.top)
        bottoms = (
            (first + self.bottom, last + self.bottom) if self.bottom_moves else (self.bottom, self.bottom)
        )
        return min(tops[0], bottoms[0]), max(tops[1], bottoms[1])


@dataclass(eq=False)
class FormulaRun:
    """Formulas of one column of a sheet that read the same, seen from their cells; `rows` rise.

    `fills` are the cells that an array formula fills. One that is `deaf` keeps its result whatever it
    reads, such as one that reads another file.
    """

    sheet: str
    column: int
    rows: RowNumbers
    spans: tuple[ReadSpan, ...]
    fills: Area | None = None
    deaf: bool = False


class RowFlags:
    """One flag a row, of one column; grows as it needs to."""

    def __init__(self) -> None:
        self.there = np.zeros(64, np.bool_)
        self._sums: RowNumbers | None = None

    def set(self, rows: RowNumbers) -> bool:
        """Set flags; whether any was not set before."""
        if not len(rows):
            return False
        most = int(rows.max())
        if most >= len(self.there):
            self.there = np.concatenate((self.there, np.zeros(most + len(self.there), np.bool_)))
        if self.there[rows].all():
            return False
        self.there[rows] = True
        self._sums = None
        return True

    def ends(self) -> tuple[int, int]:
        """The first and the last row whose flag is set."""
        rows = np.flatnonzero(self.there)
        return (int(rows[0]), int(rows[-1])) if len(rows) else (1, 0)

    def has(self, row: int) -> bool:
        """Whether a row's flag is set."""
        return row < len(self.there) and bool(self.there[row])

    def any_between(self, first: RowNumbers, last: RowNumbers) -> npt.NDArray[np.bool_]:
        """Whether a flag is set in each of the stretches, their ends included."""
        first, last = np.clip(first, 0, len(self.there)), np.clip(last + 1, 0, len(self.there))
        if len(first) <= _FEW:
            return np.array([self.there[a:b].any() for a, b in zip(first, last, strict=True)], np.bool_)
        if self._sums is None:
            self._sums = np.concatenate(([0], np.cumsum(self.there)))
        return self._sums[last] > self._sums[first]


class Dirty:
    """The cells that may have changed."""

    def __init__(self) -> None:
        self.sheets: dict[str, dict[int, RowFlags]] = {}

    def mark(self, sheet: str, column: int, rows: RowNumbers) -> bool:
        """Note changed cells; whether there was any news."""
        return self.sheets.setdefault(sheet, {}).setdefault(column, RowFlags()).set(rows)

    def has(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell may have changed."""
        flags = self.sheets.get(sheet, {}).get(column)
        return flags is not None and flags.has(row)

    def among(self, run: FormulaRun) -> RowNumbers:
        """Those rows of a run whose result may have changed."""
        flags = self.sheets.get(run.sheet, {}).get(run.column)
        if flags is None:
            return run.rows[:0]
        inside = run.rows[run.rows < len(flags.there)]
        return inside[flags.there[inside]]

    def read_by(self, run: FormulaRun, rows: RowNumbers) -> npt.NDArray[np.bool_]:
        """Which formulas of a run, in `rows`, read a cell that may have changed."""
        found = np.zeros(len(rows), np.bool_)
        for span in run.spans:
            columns = self.sheets.get(span.sheet)
            if not columns:
                continue
            if span.right - span.left < _NARROW:
                flags = [columns[column] for column in range(span.left, span.right + 1) if column in columns]
            else:
                flags = [each for column, each in columns.items() if span.left <= column <= span.right]
            if flags:
                first, last = span.between(rows)
                for each in flags:
                    found |= each.any_between(first, last)
        return found


def spread(runs: Iterable[FormulaRun], changed: Dirty) -> Dirty:
    """The results that depend on what is marked in `changed`, however indirectly; they are marked there as well."""
    readers, results, looks = _Readers(runs), Dirty(), 0
    news = {
        (sheet, column): flags.ends()
        for sheet, columns in changed.sheets.items()
        for column, flags in columns.items()
    }
    while news:
        waiting, news = dict.fromkeys(readers.of(news)), {}
        for run in waiting:
            looks += 1
            rows = run.rows if looks > _PATIENCE else _reached(run, changed)
            if run.deaf or not results.mark(run.sheet, run.column, rows):
                continue
            changed.mark(run.sheet, run.column, rows)
            _widen(news, (run.sheet, run.column), int(rows[0]), int(rows[-1]))
            if fills := run.fills:
                for column in range(fills.left, fills.right + 1):
                    changed.mark(run.sheet, column, np.arange(fills.top, fills.bottom + 1))
                    _widen(news, (run.sheet, column), fills.top, fills.bottom)
    return results


def _widen(
    news: dict[tuple[str, int], tuple[int, int]], place: tuple[str, int], first: int, last: int
) -> None:
    known = news.get(place, (first, last))
    news[place] = min(known[0], first), max(known[1], last)


def _reached(run: FormulaRun, dirty: Dirty) -> RowNumbers:
    """The rows of a run that read something dirty; where it reads itself, one row after the other."""
    found = dirty.read_by(run, run.rows)
    if not found.any() or not reads_itself(run):
        return run.rows[found]
    own = Dirty()
    own.mark(run.sheet, run.column, run.rows[found])
    for order in (range(len(run.rows)), range(len(run.rows) - 1, -1, -1)):
        for i in order:
            if not found[i] and own.read_by(run, run.rows[i : i + 1])[0]:
                found[i] = True
                own.mark(run.sheet, run.column, run.rows[i : i + 1])
    return run.rows[found]


def reads_itself(run: FormulaRun) -> bool:
    """Whether formulas of a run read its own column."""
    return any(span.sheet == run.sheet and span.left <= run.column <= span.right for span in run.spans)


class _Readers:
    """Runs by what they read: small spans by the blocks of rows that they meet, others by their sheet."""

    def __init__(self, runs: Iterable[FormulaRun]) -> None:
        self.near: dict[tuple[str, int, int], list[FormulaRun]] = defaultdict(list)
        self.far: dict[str, list[tuple[ReadSpan, int, int, FormulaRun]]] = defaultdict(list)
        for run in runs:
            ends = int(run.rows[0]), int(run.rows[-1])
            for span in run.spans:
                top, bottom = span.reach(*ends)
                top = max(top, 0)
                if span.right - span.left < _NARROW and bottom - top < _BLOCK * _NARROW:
                    for column in range(span.left, span.right + 1):
                        for block in range(top // _BLOCK, bottom // _BLOCK + 1):
                            self.near[span.sheet, column, block].append(run)
                else:
                    self.far[span.sheet].append((span, top, bottom, run))

    def of(self, news: Mapping[tuple[str, int], tuple[int, int]]) -> Iterator[FormulaRun]:
        """Those that may read any of the rows between the given ones, by sheet and column."""
        for (sheet, column), (first, last) in news.items():
            for block in range(first // _BLOCK, last // _BLOCK + 1):
                yield from self.near.get((sheet, column, block), ())
            for span, top, bottom, run in self.far.get(sheet, ()):
                if span.left <= column <= span.right and top <= last and first <= bottom:
                    yield run
