"""Formulas whose stored results are no longer true.

Excel works every formula out again on opening, and LibreOffice those without a result. But the
result that stands in the file is what other readers show, so one that depends on a changed cell is
taken out: no total is better than a wrong one. Results stay where

- nothing that the formula names has changed, nor anything that those cells depend on;
- it cannot be known: what INDIRECT and OFFSET look up is in no formula's text, and what a data
  table shows is worked out by others. Both programs work such formulas out on every opening;
- the formula reads another file: nobody could work it out again without that file;
- the formula stands in a circle: its last result is all that it remembers, such as a time stamp.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

import numpy as np

from salesbook.books.xlsx.formulas import filled_formula
from salesbook.books.xlsx.markup import attribute, escape, unescape, without_attribute
from salesbook.books.xlsx.recalculation.circles import SheetCell, circles
from salesbook.books.xlsx.recalculation.dependents import Dirty, spread
from salesbook.books.xlsx.recalculation.runs import (
    FormulaCell,
    Runs,
    formula_cells,
    formula_mark,
    row_and_column,
)
from salesbook.books.xlsx.refs import Area
from salesbook.books.xlsx.table_target import TableTarget

_PLAIN = re.compile(
    rb"(<(?:[\w.-]+:)?c(?:\s[^>]*)?(?<!/)>)\s*<((?:[\w.-]+:)?v)(?:\s[^>]*)?(?:/>|>[^<]*</\2\s*>)"
)


class Stale:
    """What an edit makes of the formulas gathered in `runs`; `changed` are the cells that it changes.

    `sheets` are those, in lower case, in which something is to be taken out or written otherwise.
    """

    def __init__(self, changed: Dirty, runs: Runs) -> None:
        for sheet, row, column in runs.grown:
            changed.mark(sheet, column, np.array([row]))
        every = runs.all()
        self._results = spread(every, changed)
        for sheet, row, column in runs.grown:
            self._results.mark(sheet, column, np.array([row]))
        self._grown = runs.grown
        self._kept: frozenset[SheetCell] = circles(every, self._results) | runs.kept
        self._fills = {
            (run.sheet, run.fills) for run in every
            if run.fills and self._drops(run.sheet, int(run.rows[0]), run.column)
        }  # fmt: skip
        self.sheets = set(self._results.sheets)

    def of(self, sheet: str, follow: Callable[[str, int, int], str] | None = None) -> StaleValues:
        """What takes the stale results out of one sheet. See StaleValues for `follow`."""
        home = sheet.lower()
        return StaleValues(
            lambda row, column: self._drops(home, row, column),
            [fills for name, fills in self._fills if name == home],
            follow,
            lambda row, column: (home, row, column) in self._grown,
        )

    def _drops(self, sheet: str, row: int, column: int) -> bool:
        return self._results.has(sheet, row, column) and (sheet, row, column) not in self._kept


def edited(tables: Iterable[TableTarget]) -> Dirty:
    """The cells that edits of tables change."""
    changed = Dirty()
    for table in tables:
        sheet = table.place.sheet.lower()
        for column, rows in table.touched():
            changed.mark(sheet, column, np.fromiter(rows, np.intp))
    return changed


class StaleValues:
    """Takes stale results out of one sheet's rows, a run of whole rows at a time.

    `drops(row, column)` tells whether a formula's result goes, and `fills` are the cells that array
    formulas among them fill. `follow(formula, row, column)` gives a formula whose ranges follow their
    tables; it is asked where `grown(row, column)`.
    """

    def __init__(
        self,
        drops: Callable[[int, int], bool],
        fills: Collection[Area] = (),
        follow: Callable[[str, int, int], str] | None = None,
        grown: Callable[[int, int], bool] = lambda _row, _column: False,
    ) -> None:
        self.drops = drops
        self.fills = fills
        self.follow = follow
        self.grown = grown
        self.groups: dict[str, tuple[str, int, int]] = {}
        self.use_prefix(b"")

    def use_prefix(self, prefix: bytes) -> None:
        """Tell how the sheet's tags begin."""
        self.mark, self.opening = formula_mark(prefix), b"<" + prefix + b"c"

    def concerns(self, rows: bytes) -> bool:
        """Whether there is anything to do in a run of rows."""
        return bool(self.fills) or self.mark.search(rows) is not None

    def learn(self, rows: bytes) -> None:
        """Note the formulas that several cells share: who fills one of them down must know it."""
        for cell in formula_cells(rows, self.mark, self.opening):
            group = attribute(cell.tag, b"si")
            if group is not None and cell.found[3]:
                self.groups[group.decode()] = unescape(cell.found[3]), cell.row, cell.column

    def __call__(self, rows: bytes) -> bytes:
        """The rows without stale results."""
        out: list[bytes] = []
        at = 0
        for cell in formula_cells(rows, self.mark, self.opening):
            found, goes = cell.found, self.drops(cell.row, cell.column)
            formula = self._followed(cell)
            if goes and found[4]:
                out += rows[at : found.start()], without_attribute(found[1], b"t"), formula
                at = found.end()
            elif formula is not found[2]:
                out += rows[at : found.start(2)], formula
                at = found.end(2)
        out.append(rows[at:])
        rows = b"".join(out)
        return _PLAIN.sub(self._without_filled, rows) if self.fills else rows

    def _followed(self, cell: FormulaCell) -> bytes:
        """A formula with its ranges as they are now. One that cells share must come to the same in each."""
        formula = cell.found[2]
        if self.follow is None or not cell.found[3] or not self.grown(cell.row, cell.column):
            return formula
        old = unescape(cell.found[3])
        new = self.follow(old, cell.row, cell.column)
        if cell.kind == b"shared":
            further = self.follow(filled_formula(old, 1, 1), cell.row + 1, cell.column + 1)
            new = new if further == filled_formula(new, 1, 1) else old
        return formula if new == old else cell.tag + escape(new) + formula[formula.rindex(b"</") :]

    def _without_filled(self, found: re.Match[bytes]) -> bytes:
        """A cell that an array formula fills, without its value."""
        row, column = row_and_column(found[1])
        if any(fills.holds(row, column) for fills in self.fills):
            return without_attribute(found[1], b"t")
        return found[0]
