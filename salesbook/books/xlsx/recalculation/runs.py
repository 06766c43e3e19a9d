"""The formulas of sheets, read from their XML and gathered into runs of the same one."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from salesbook.books.xlsx.formulas import filled_formula, is_external
from salesbook.books.xlsx.layout import TablePlace
from salesbook.books.xlsx.markup import attribute, hide, start_tag, unclosed, unescape
from salesbook.books.xlsx.recalculation.dependents import FormulaRun, ReadSpan, RowNumbers
from salesbook.books.xlsx.recalculation.precedents import Edge, Reads, Ref, TablePart, reads
from salesbook.books.xlsx.refs import LAST_COLUMN, LAST_ROW, Area, area
from salesbook.tables.grid import column_number

CELL = re.compile(
    rb"(<(?:[\w.-]+:)?c(?:\s[^>]*)?(?<!/)>)\s*(<(?:[\w.-]+:)?f(?:\s[^>]*?)?(?:/>|>([^<]*)</(?:[\w.-]+:)?f\s*>))\s*"
    rb"(<((?:[\w.-]+:)?v)(?:\s[^>]*)?(?:/>|>[^<]*</\5\s*>))?"
)
_ROWS = re.compile(r"(?<![\w.$\\])(\$?[A-Za-z]{1,3})(\d+)(?![\w.(!])")
_WHOLE_ROWS = re.compile(r"(?<![\w.])\$?\d+:\$?\d")
_PLACE = re.compile(rb"([A-Za-z]+)(\d+)")


class FormulaCell(NamedTuple):
    """A cell with a formula; row and column are 0 where its tag does not say. `tag` is the formula's."""

    row: int
    column: int
    tag: bytes
    found: re.Match[bytes]

    @property
    def kind(self) -> bytes:
        """What `t` says: b"" for a plain formula."""
        return attribute(self.tag, b"t") or b""

    @property
    def fills(self) -> Area | None:
        """The cells that an array formula fills, itself included."""
        ref = attribute(self.tag, b"ref")
        return area(ref.decode()) if ref and self.kind == b"array" else None


def formula_cells(rows: bytes, mark: re.Pattern[bytes], opening: bytes) -> Iterator[FormulaCell]:
    """All cells with a formula, whatever is hidden in comments. `opening` begins a cell, `mark` finds formulas."""
    seen = hide(rows)
    for at in mark.finditer(seen):
        found = CELL.match(seen, max(seen.rfind(opening, 0, at.start()), 0))
        if found:
            tag = found[2][: found[2].index(b">") + 1]
            yield FormulaCell(*row_and_column(found[1]), tag, found)


def formulas_of(blocks: Iterable[bytes]) -> Iterator[FormulaCell]:
    """All cells with a formula of a sheet that comes in blocks."""
    rest, mark, opening = b"", None, b""
    for block in blocks:
        data = rest + block
        if mark is None:
            root = start_tag(b"worksheet").search(hide(data))
            if root is None:
                rest = data
                continue
            opening, mark = b"<" + (root[1] or b"") + b"c", formula_mark(root[1] or b"")
        seen = hide(data)
        cut = max(seen.rfind(opening, 0, unclosed(seen)), 0)
        rest = data[cut:]
        if mark.search(seen, 0, cut):
            yield from formula_cells(data[:cut], mark, opening)
    if mark is not None:
        yield from formula_cells(rest, mark, opening)


@cache
def formula_mark(prefix: bytes) -> re.Pattern[bytes]:
    """Finds where formulas begin in a sheet whose tags have that prefix."""
    return re.compile(b"<" + prefix + rb"f[\s/>]")


def row_and_column(tag: bytes) -> tuple[int, int]:
    """Row and column of a cell; zeros where its tag does not say."""
    ref = _PLACE.fullmatch(attribute(tag, b"r") or b"")
    return (int(ref[2]), column_number(ref[1].decode())) if ref else (0, 0)


class Runs:
    """Gathers runs, sheet by sheet.

    `sheets` are the labels in their order, `names` the defined names. `grows(sheet, text, row, column)`
    tells whether a formula is about to be written otherwise, since its ranges follow a table on one
    of the sheets `growing`; such cells are in `grown`. `kept` keep their results whatever they read.
    """

    def __init__(
        self,
        sheets: Sequence[str],
        tables: Mapping[str, TablePlace],
        names: Mapping[str, str],
        growing: Collection[str] = (),
        grows: Callable[[str, str, int, int], bool] = lambda *_: False,
    ) -> None:
        self.sheets = [name.lower() for name in sheets]
        self.tables = {name.lower(): place for name, place in tables.items()}
        self.names = {name.lower(): text for name, text in names.items()}
        self.growing = {name.lower() for name in growing}
        self.grows = grows
        self.grown: set[tuple[str, int, int]] = set()
        self.kept: set[tuple[str, int, int]] = set()
        self._rows: dict[tuple[object, ...], array[int]] = {}
        self._taken_apart: dict[tuple[object, ...], tuple[tuple[ReadSpan, ...], bool, array[int]]] = {}
        self._others: list[FormulaRun] = []
        self._named: dict[str, tuple[ReadSpan, ...]] = {}
        self._columns: dict[str, Mapping[str, int]] = {}

    def take(self, sheet: str, cells: Iterable[FormulaCell]) -> None:
        """Note the formulas of a sheet."""
        home = sheet.lower()
        groups: dict[bytes, tuple[str, int, int]] = {}
        for cell in cells:
            text, group = unescape(cell.found[3] or b""), attribute(cell.tag, b"si")
            if group is not None and text:
                groups[group] = text, cell.row, cell.column
            base = groups.get(group, ("", 0, 0)) if group is not None else (text, cell.row, cell.column)
            if not base[0] or cell.kind == b"dataTable":
                continue  # what a data table shows is worked out by other formulas, with other inputs
            self._note(home, sheet, cell, *base)

    def all(self) -> list[FormulaRun]:
        """The runs that were gathered."""
        made = [
            FormulaRun(sheet, column, _distinct(rows), spans, deaf=deaf)  # type: ignore[arg-type]
            for (sheet, column, spans, deaf), rows in self._rows.items()
            if rows
        ]
        return made + self._others

    def _note(self, home: str, sheet: str, cell: FormulaCell, text: str, row: int, column: int) -> None:
        """`text` is written for the cell at `row` and `column`, which is the cell itself or shares it."""
        known = self._known(home, cell, text, row, column)
        spans, deaf, rows = known
        if not self.growing.isdisjoint(span.sheet for span in spans):
            mine = filled_formula(text, cell.row - row, cell.column - column)
            if self.grows(sheet, mine, cell.row, cell.column):
                here = home, cell.row, cell.column
                self.grown.add(here)
                self.kept.update([here] if deaf else ())
        if cell.fills:
            self._others.append(FormulaRun(home, cell.column, np.array([cell.row]), spans, cell.fills, deaf))
        elif spans:
            rows.append(cell.row)

    def _known(
        self, home: str, cell: FormulaCell, text: str, row: int, column: int
    ) -> tuple[tuple[ReadSpan, ...], bool, array[int]]:
        """What a formula reads, whether it is deaf, and the rows that read the same: taken apart once for a column."""
        key: tuple[object, ...]
        if (row, column) != (cell.row, cell.column):
            key = home, cell.column, text, row, column
        elif (
            "'" in text or "[" in text or _WHOLE_ROWS.search(text)
        ):  # digits that no letters tell from others
            key = home, cell.column, text, row
        else:
            key = (
                home,
                cell.column,
                *(int(part) - row if part.isdecimal() else part for part in _ROWS.split(text)),
            )
        known = self._taken_apart.get(key)
        if known is None:
            spans = tuple(self._spans(home, reads(text), (row, column), (cell.row, cell.column)))
            deaf = is_external(text)
            rows = self._rows.setdefault((home, cell.column, spans, deaf), array("q"))
            known = self._taken_apart[key] = spans, deaf, rows
        return known

    def _spans(
        self, home: str, read: Reads, base: tuple[int, int], here: tuple[int, int]
    ) -> Iterator[ReadSpan]:
        for ref in read.refs:
            for sheet in self._between(ref.sheet or home, ref.last):
                yield _span(sheet, ref, base, here)
        for part in read.parts:
            yield from self._part(home, part, here)
        for name in read.names:
            yield from self._name(name)

    def _between(self, first: str, last: str) -> Sequence[str]:
        """The sheets from one to the other, in the order in which they stand."""
        if not last or first not in self.sheets or last not in self.sheets:
            return [first]
        a, b = sorted((self.sheets.index(first), self.sheets.index(last)))
        return self.sheets[a : b + 1]

    def _part(self, home: str, part: TablePart, here: tuple[int, int]) -> Iterator[ReadSpan]:
        place = self.tables.get(part.table) if part.table else self._around(home, *here)
        if place is None:
            return
        headers = self._headers(place)
        left = headers.get(part.first, place.left)
        right = headers.get(part.last, place.left + len(place.columns) - 1)
        sheet = place.sheet.lower()
        if part.this_row and here[0]:
            yield ReadSpan(sheet, min(left, right), max(left, right), 0, True, 0, True)
        else:
            top, bottom = place.top - place.has_header, place.top + place.height - 1 + place.has_totals
            yield ReadSpan(sheet, min(left, right), max(left, right), top, False, bottom, False)

    def _headers(self, place: TablePlace) -> Mapping[str, int]:
        """The columns of a table by their headers; thousands of formulas ask for those of a few tables."""
        known = self._columns.get(place.name)
        if known is None:
            known = {
                header.strip().lower(): column for column, header in enumerate(place.columns, place.left)
            }
            self._columns[place.name] = known
        return known

    def _around(self, home: str, row: int, column: int) -> TablePlace | None:
        """The table in which a cell stands; it may have grown meanwhile."""
        for place in self.tables.values():
            columns = range(place.left, place.left + len(place.columns))
            if place.sheet.lower() == home and column in columns and row >= place.top:
                return place
        return None

    def _name(self, name: str) -> tuple[ReadSpan, ...]:
        """What a defined name reads, or a table's name by itself. A relative reference may mean any cell."""
        known = self._named.get(name)
        if known is None:
            self._named[name] = ()  # a name that names itself
            place = self.tables.get(name)
            if place is not None:
                known = tuple(self._part("", TablePart(name, "", "", this_row=False), (0, 0)))
            else:
                known = tuple(self._spans("", _anywhere(reads(self.names.get(name, ""))), (0, 0), (0, 0)))
            self._named[name] = known
        return known


def _span(sheet: str, ref: Ref, base: tuple[int, int], here: tuple[int, int]) -> ReadSpan:
    """What a reference written for the cell `base` means in the cell `here`."""
    columns = sorted(edge.at + (here[1] - base[1]) * edge.moves for edge in (ref.left, ref.right))
    top, bottom = (edge.at - base[0] * edge.moves for edge in (ref.top, ref.bottom))
    return ReadSpan(sheet, columns[0], columns[1], top, ref.top.moves, bottom, ref.bottom.moves)


def _anywhere(read: Reads) -> Reads:
    refs = tuple(
        ref if not any(edge.moves for edge in ref[2:])
        else ref._replace(left=Edge(1, False), top=Edge(1, False), right=Edge(LAST_COLUMN, False), bottom=Edge(LAST_ROW, False))
        for ref in read.refs
    )  # fmt: skip
    return Reads(refs, read.parts, read.names)


def _distinct(rows: array[int]) -> RowNumbers:
    return np.unique(np.frombuffer(rows, np.int64)).astype(np.intp)
