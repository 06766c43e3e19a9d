"""One row of a sheet cut into its cells and put together again, whatever form its XML has."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from salesbook.books.xlsx.cells import DATED, CellBody, EmptiedCell, Offer, Vacated, Whole, Wiped
from salesbook.books.xlsx.formulas import is_typed
from salesbook.books.xlsx.markup import attribute, hide, unescape, without_attribute
from salesbook.books.xlsx.refs import Area, area
from salesbook.books.xlsx.styles import Styles
from salesbook.tables.grid import column_letters, column_number

_REF = re.compile(rb"([A-Za-z]+)\d+")
_EMPTY = re.compile(rb"\s*(?:<(?:[\w.-]+:)?v(?:\s[^>]*)?(?:/>|>\s*</(?:[\w.-]+:)?v\s*>)\s*)?")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f((?:\s[^>]*?)?)(?:/>|>([^<]*)<)")


class CellInRow(NamedTuple):
    """A cell and where it stands in its row's bytes; `content` is what its tags enclose."""

    column: int
    start: int
    end: int
    style: bytes | None
    content: bytes

    @property
    def is_empty(self) -> bool:
        return _EMPTY.fullmatch(self.content) is not None


class Formula(NamedTuple):
    """A cell's formula; `kind` is "", "shared", "array" or "dataTable", `group` a shared one's number."""

    text: str
    kind: str
    group: str
    ref: Area | None

    @property
    def fills_others(self) -> bool:
        """Whether other cells have it too, or what it gives; an array formula of one cell is as any other."""
        if self.kind == "array" and self.ref:
            return (self.ref.left, self.ref.top) != (self.ref.right, self.ref.bottom)
        return self.kind in {"array", "dataTable"} or (self.kind == "shared" and self.ref is not None)


class FormulaGroup(Exception):  # never leaves the package: `sheet` says it in a sentence
    """A cell to be overwritten holds the formula that other cells share."""

    def __init__(self, column: int, formula: Formula) -> None:
        super().__init__(column, formula)
        self.column = column
        self.formula = formula


class Occupied(Exception):  # as above
    """A cell that a table must grow into holds something."""

    def __init__(self, column: int) -> None:
        super().__init__(column)
        self.column = column


class RowEditor:
    """Changes cells of single rows in a sheet whose tags have `prefix`.

    `columns` are those that bodies stand for, rising, and `defaults` the formats of whole columns.
    `frees` tells whether all cells of an area leave their table.
    """

    def __init__(
        self,
        prefix: bytes,
        columns: Sequence[int],
        defaults: Mapping[int, bytes],
        styles: Styles,
        frees: Callable[[Area], bool],
    ) -> None:
        self.columns = columns
        self.defaults = defaults
        self.styles = styles
        self.frees = frees
        self.opening = b"<" + prefix + b"c"
        self.row_opening = b"<" + prefix + b"row"
        self.row_closing = b"</" + prefix + b"row>"
        self._cell = re.compile(  # without possessive quantifiers, which Python 3.11.2 gets wrong
            rb'<%bc(?: r="([A-Z]+)\d+")?(?: s="(\d+)")?((?:\s[^>/]*(?:/(?!>)[^>/]*)*)?)'
            rb"(?:/>|>([^<]*(?:<(?!/%bc\s*>)[^<]*)*)</%bc\s*>)" % (prefix, prefix, prefix)
        )
        self._numbers: dict[bytes, int] = {}

    def cells(self, row: bytes) -> Iterator[CellInRow]:
        """The cells of a whole row element."""
        for column, found in self._found(hide(row)).items():
            yield _cell(row, column, found)

    def _found(self, seen: bytes) -> dict[int, re.Match[bytes]]:
        """Where the cells of a row stand, by column."""
        cells = {}
        column = 0
        numbers = self._numbers
        for found in self._cell.finditer(seen, seen.index(b">") + 1):
            name = found[1]
            if name is None:
                ref = _REF.fullmatch(attribute(found[3], b"r") or b"")
                column = column_number(ref[1].decode()) if ref else column + 1
            elif name in numbers:
                column = numbers[name]
            else:
                column = numbers[name] = column_number(name.decode())
            cells[column] = found
        return cells

    def styles_of(self, row: bytes) -> dict[int, bytes]:
        """The formats of a row's cells by column."""
        return {cell.column: cell.style for cell in self.cells(row) if cell.style is not None}

    def change(
        self,
        row: bytes,
        at: int,
        bodies: Sequence[CellBody],
        fresh: Container[int],
        vacated: Container[int],
        above: Callable[[], Mapping[int, bytes]],
    ) -> bytes:
        """A row element with `bodies` in its `columns`; the same bytes when nothing changes.

        `fresh` columns belong to a row that is new to its table, and take their formats from the row
        above; nothing but the totals of `vacated` ones may stand there. Raises FormulaGroup or Occupied.
        """
        seen = hide(row)
        opening_end = seen.index(b">") + 1
        row_style = _row_style(row[:opening_end])
        existing = self._found(seen)
        if [*existing] != sorted(existing):  # as no spreadsheet program writes them
            cells = b"".join(
                row[existing[column].start() : existing[column].end()] for column in sorted(existing)
            )
            row = row[:opening_end] + cells + self.row_closing
            existing = self._found(seen := hide(row))
        changed = {}
        for column, body in zip(self.columns, bodies, strict=True):
            if body is not None:
                if column in existing:
                    cell = _cell(row, column, existing[column])
                    if column in fresh and column not in vacated and not cell.is_empty:
                        raise Occupied(column)
                    rest = self._over(cell, body, column in fresh)
                    style = above().get(column, self.defaults.get(column)) if column in fresh else cell.style
                else:
                    rest = None if column not in fresh and isinstance(body, EmptiedCell | Wiped) else body
                    style = self._missing(column, row_style, above, column in fresh) if rest else None
                if rest is not None:
                    changed[column] = self._put(column, at, style, rest)
        return _spliced(row, opening_end, existing, changed, self.row_closing) if changed else row

    def _over(self, cell: CellInRow, body: bytes, fresh: bool) -> bytes | None:
        """What stands in an existing cell afterwards; None: what stands there now."""
        if isinstance(body, Offer) and not cell.is_empty:
            return None
        if isinstance(body, EmptiedCell) and cell.is_empty and not fresh:
            return None
        formula = formula_of(cell)
        if formula:
            goes = is_typed(formula.text) or (isinstance(body, Vacated) and not formula.fills_others)
            if isinstance(body, EmptiedCell) and not fresh and not goes:
                return None
            if formula.fills_others and not (
                isinstance(body, Wiped) and formula.ref and self.frees(formula.ref)
            ):
                raise FormulaGroup(cell.column, formula)
        return body

    def _missing(
        self, column: int, row_style: bytes | None, above: Callable[[], Mapping[int, bytes]], fresh: bool
    ) -> bytes | None:
        """The format of a cell that is not there: the one it shows now; without one, that of the row above."""
        default = self.defaults.get(column)
        if fresh:
            return above().get(column, default)
        if row_style is not None:
            return row_style
        return default if default is not None else above().get(column)

    def _put(self, column: int, at: int, style: bytes | None, body: bytes) -> bytes:
        if isinstance(body, Whole | Wiped):
            return body
        if isinstance(body, DATED):
            style = self.styles.dated(style, type(body))
        form = b' s="%b"' % style if style is not None else b""
        return b'%b r="%b%d"%b%b' % (self.opening, column_letters(column).encode(), at, form, body)


def unhidden_row(row: bytes) -> bytes:
    """A row element that nothing hides, neither a filter nor a hand."""
    end = row.index(b">") + 1
    return without_attribute(row[:end], b"hidden") + row[end:] if b"hidden" in row[:end] else row


def _cell(row: bytes, column: int, found: re.Match[bytes]) -> CellInRow:
    style = found[2]
    if style is None and found[3]:
        style = attribute(found[3], b"s")
    content = row[found.start(4) : found.end(4)] if found[4] else b""
    return CellInRow(column, found.start(), found.end(), style, content)


def _row_style(opening: bytes) -> bytes | None:
    """The format of a row's cells that are not there, if the row has one of its own."""
    custom = attribute(opening, b"customFormat")
    return attribute(opening, b"s") if custom in {b"1", b"true"} else None


def formula_of(cell: CellInRow) -> Formula | None:
    """The formula of a cell, if it has one."""
    if b"f" not in cell.content:  # the usual case, and far faster
        return None
    found = _FORMULA.search(hide(cell.content))
    if not found:
        return None
    kind, group, ref = (attribute(found[1], name) for name in (b"t", b"si", b"ref"))
    return Formula(
        text=unescape(found[2] or b""),
        kind="" if kind in {None, b"normal"} else (kind or b"").decode(),
        group=(group or b"").decode(),
        ref=area(ref.decode()) if ref else None,
    )


def _spliced(
    row: bytes,
    opening_end: int,
    existing: Mapping[int, re.Match[bytes]],
    changed: Mapping[int, bytes],
    closing: bytes,
) -> bytes:
    """The row with the changed cells among the others. "spans" may no longer be right, and nobody needs it."""
    opening = without_attribute(row[:opening_end], b"spans")
    if opening.endswith(b"/>"):
        return b"".join([opening[:-2].rstrip(), b">", *(changed[key] for key in sorted(changed)), closing])
    out = [opening]
    at = opening_end
    waiting = sorted(changed, reverse=True)
    for column, cell in existing.items():
        if waiting and waiting[-1] <= column:
            out.append(row[at : cell.start()])
            at = cell.start()
            while waiting and waiting[-1] <= column:
                if waiting[-1] == column:
                    at = cell.end()
                out.append(changed[waiting.pop()])
    last = [*existing.values()][-1].end() if existing else opening_end
    out.append(row[at:last])
    out.extend(changed[column] for column in reversed(waiting))
    out.append(row[max(at, last) :])
    return b"".join(out)
