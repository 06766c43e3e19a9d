"""Formulas whose stored values are no longer true.

Whoever opens the workbook in Excel or LibreOffice gets every formula worked out again. But the
value that stands in the file is what other readers show, so a value that an edit may have changed
is taken out: no total is better than a wrong one, and LibreOffice works out just the formulas
without a value. Values stay where they are surely still true: formulas that read nothing but
unchanged cells of their own row, links made of texts, and formulas that read another file, which
nobody could work out again.

Between sheets it goes by names: a sheet is stale when one of its formulas names a changed table
or sheet, a stale sheet, or a defined name that does so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from salesbook.books.xlsx.formulas import Needs, is_external, needs, shifted
from salesbook.books.xlsx.layout import TablePlace
from salesbook.books.xlsx.markup import attribute, escape, hide, unescape, without_attribute
from salesbook.books.xlsx.refs import LAST_ROW, Area, area, number

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^>]*?)?(?:/>|>([^<]*)</)")
_CELL = re.compile(
    rb"(<(?:[\w.-]+:)?c(?:\s[^>]*)?(?<!/)>)\s*(<(?:[\w.-]+:)?f(?:\s[^>]*?)?(?:/>|>([^<]*)</(?:[\w.-]+:)?f\s*>))\s*"
    rb"(<((?:[\w.-]+:)?v)(?:\s[^>]*)?(?:/>|>[^<]*</\5\s*>))?"
)
_PLAIN = re.compile(
    rb"(<(?:[\w.-]+:)?c(?:\s[^>]*)?(?<!/)>)\s*<((?:[\w.-]+:)?v)(?:\s[^>]*)?(?:/>|>[^<]*</\2\s*>)"
)
_REF = re.compile(rb"([A-Za-z]+)(\d+)")


class StaleValues:
    """Takes stale values out of one sheet's rows, a run of whole rows at a time.

    `tables` are those of the sheet; `changed(row, column)` tells whether a cell may have changed,
    and `follow(formula, row, column)` gives a formula whose ranges follow their tables.
    """

    def __init__(
        self,
        tables: Collection[TablePlace],
        changed: Callable[[int, int], bool],
        follow: Callable[[str, int, int], str] | None = None,
    ) -> None:
        self.tables = {table.name.lower(): table for table in tables}
        self.headers = {
            name: {header.strip().lower(): column for column, header in enumerate(table.columns, table.left)}
            for name, table in self.tables.items()
        }
        self.changed = changed
        self.follow = follow
        self.mark = _formula_mark(b"")
        self.groups: dict[str, tuple[str, int, int]] = {}
        self.spills: list[Area] = []

    def use_prefix(self, prefix: bytes) -> None:
        """Tell how the sheet's tags begin."""
        self.mark = _formula_mark(prefix)

    def concerns(self, rows: bytes) -> bool:
        """Whether there is anything to do in a run of rows."""
        return bool(self.spills) or self.mark.search(rows) is not None

    def learn(self, rows: bytes) -> None:
        """Note the formulas that several cells share: who fills one of them down must know it."""
        for cells in _by_row(self._formula_cells(rows)):
            for cell in cells:
                self._text(cell)

    def __call__(self, rows: bytes) -> bytes:
        """The rows without stale values."""
        out: list[bytes] = []
        at = 0
        for cells in _by_row(self._formula_cells(rows)):
            stale = self._stale(cells)
            for cell in cells:
                if cell in stale:
                    found = cell.found
                    tag = without_attribute(found[1], b"t") if found[4] else found[1]
                    out += rows[at : found.start()], tag, self._followed(cell)
                    at = found.end()
        out.append(rows[at:])
        rows = b"".join(out)
        return _PLAIN.sub(self._without_spilled, rows) if self.spills else rows

    def _followed(self, cell: _Cell) -> bytes:
        """A formula with its ranges as they are now; one that cells share means something else in each."""
        formula = cell.found[2]
        if self.follow is None or not cell.found[3] or attribute(cell.formula_tag, b"t") == b"shared":
            return formula
        old = unescape(cell.found[3])
        new = self.follow(old, cell.row, cell.column)
        return formula if new == old else cell.formula_tag + escape(new) + formula[formula.rindex(b"</") :]

    def _formula_cells(self, rows: bytes) -> Iterator[re.Match[bytes]]:
        """All cells with a formula, whatever is hidden in comments."""
        seen = hide(rows)
        opening = self.mark.pattern[: -len(rb"f[\s/>]")] + b"c"
        for mark in self.mark.finditer(seen):
            found = _CELL.match(seen, max(seen.rfind(opening, 0, mark.start()), 0))
            if found:
                yield found

    def _stale(self, cells: list[_Cell]) -> set[_Cell]:
        """Which formulas of a row may have another value now; one may read the next."""
        texts = {cell: self._text(cell) for cell in cells}
        stale = {cell for cell, text in texts.items() if self._reads_elsewhere(cell, text)}
        columns = {cell.column for cell in stale}
        waiting = [cell for cell in cells if cell not in stale and not is_external(texts[cell])]
        while True:
            more = [cell for cell in waiting if self._reads_changed(cell, texts[cell], columns)]
            if not more:
                break
            stale.update(more)
            columns.update(cell.column for cell in more)
            waiting = [cell for cell in waiting if cell not in stale]
        for cell in stale:
            ref = attribute(cell.formula_tag, b"ref")
            spill = area(ref.decode()) if ref and attribute(cell.formula_tag, b"t") != b"shared" else None
            if spill and (spill.top, spill.left) != (spill.bottom, spill.right):
                self.spills.append(spill)
        return stale

    def _text(self, cell: _Cell) -> str:
        text = unescape(cell.found[3] or b"")
        group = attribute(cell.formula_tag, b"si")
        if group is None:
            return text
        if text:
            self.groups[group.decode()] = text, cell.row, cell.column
            return text
        first = self.groups.get(group.decode())
        return shifted(first[0], cell.row - first[1], cell.column - first[2]) if first else ""

    def _reads_elsewhere(self, cell: _Cell, text: str) -> bool:
        """Whether a formula reads other rows, or may; or has no value yet."""
        if is_external(text):
            return False
        read = needs(text) if text and cell.row else None
        return (
            read is None
            or not cell.found[4]
            or any(row != cell.row for row, _ in read.cells)
            or any(self._place(cell, *name) == 0 for name in read.columns)
        )

    def _reads_changed(self, cell: _Cell, text: str, stale: set[int]) -> bool:
        read = needs(text) or _NOTHING
        columns = {column for _, column in read.cells} | {self._place(cell, *name) for name in read.columns}
        return not stale.isdisjoint(columns) or any(self.changed(cell.row, column) for column in columns)

    def _place(self, cell: _Cell, table: str, header: str) -> int:
        """The sheet column that a structured reference means; 0 where that is not clear."""
        if not table:
            here = Area(cell.column, cell.row, cell.column, cell.row)
            table = next((name for name, place in self.tables.items() if _body(place).meets(here)), "")
        return self.headers.get(table, {}).get(header, 0)

    def _without_spilled(self, found: re.Match[bytes]) -> bytes:
        """A cell that an array formula fills, without its value."""
        row, column = _position(found[1])
        if any(spill.holds(row, column) for spill in self.spills):
            return without_attribute(found[1], b"t")
        return found[0]


def _body(place: TablePlace) -> Area:
    """A table's columns, from its first row on as far as it may have grown meanwhile."""
    return Area(place.left, place.top, place.left + len(place.columns) - 1, LAST_ROW)


_NOTHING = Needs()


class _Cell(NamedTuple):
    row: int
    column: int
    formula_tag: bytes
    found: re.Match[bytes]


@cache
def _formula_mark(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(b"<" + prefix + rb"f[\s/>]")


def _by_row(cells: Iterable[re.Match[bytes]]) -> Iterator[list[_Cell]]:
    made = (_Cell(*_position(found[1]), found[2][: found[2].index(b">") + 1], found) for found in cells)
    for _, group in groupby(made, key=lambda cell: cell.row):
        yield list(group)


def _position(tag: bytes) -> tuple[int, int]:
    """Row and column of a cell; zeros where its tag does not say."""
    ref = _REF.fullmatch(attribute(tag, b"r") or b"")
    return (int(ref[2]), number(ref[1].decode())) if ref else (0, 0)
