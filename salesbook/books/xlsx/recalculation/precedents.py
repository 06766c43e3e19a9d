"""Which cells a formula reads, as far as its text tells: areas, parts of tables, and defined names.

What INDIRECT, OFFSET and their like look up besides is in no text, and in none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from salesbook.books.xlsx.formulas import BRACKETS, QUOTED, QUOTED_TEXT, sheet_name
from salesbook.books.xlsx.refs import LAST_COLUMN, LAST_ROW
from salesbook.tables.grid import column_number

_SHEET = rf"(?:{QUOTED}|[\w.]+(?::[\w.]+)?)!"
_COLUMN, _ROW = r"\$?[A-Za-z]{1,3}", r"\$?[1-9]\d{0,6}"
_PIECE = re.compile(
    rf"{QUOTED_TEXT}"
    rf"|(?<![\w.$\\])(?P<sheet>{_SHEET})?(?:"
    rf"(?P<cell>{_COLUMN}{_ROW})(?::(?:{_SHEET})?(?P<end>{_COLUMN}{_ROW}))?(?![\w(!.\[])"
    rf"|(?P<columns>{_COLUMN}:{_COLUMN})(?![\w(!.])"
    rf"|(?P<rows>{_ROW}:{_ROW})(?![\w(!.])"
    rf"|(?P<word>[^\W\d][\w.\\]*)?(?P<brackets>{BRACKETS})"
    r"|(?P<name>[^\W\d][\w.\\]*))",
    re.DOTALL,
)
_ITEM = re.compile(r"\[((?:[^\[\]']|'.)*)\]", re.DOTALL)
_TO_A_FUNCTION = re.compile(r"\)\s*:|:\s*[^\W\d][\w.]*\s*\(")  # such as A2:INDEX(D:D,7)
_ENDS = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)(\d*)")


class Edge(NamedTuple):
    """A row or a column: as it stands there, and whether it moves when the formula is filled elsewhere."""

    at: int
    moves: bool


class Ref(NamedTuple):
    """An area. `sheet` is in lower case, "" for the formula's own; with `last`, all sheets from one to the other."""

    sheet: str
    last: str
    left: Edge
    top: Edge
    right: Edge
    bottom: Edge


class TablePart(NamedTuple):
    """Columns of a table from `first` to `last`, "" for all of them, in its whole length or in the formula's row."""

    table: str
    first: str
    last: str
    this_row: bool


@dataclass(frozen=True)
class Reads:
    """What a formula names; names are in lower case, those of functions among them."""

    refs: tuple[Ref, ...] = ()
    parts: tuple[TablePart, ...] = ()
    names: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)
def reads(text: str) -> Reads:
    """What a formula, without "=", reads."""
    refs: list[Ref] = []
    parts: list[TablePart] = []
    names: set[str] = set()
    for found in _PIECE.finditer(text):
        ends = found["cell"] or found["columns"] or found["rows"]
        if ends:
            first, _, last = ends.partition(":")
            ref = _ref(found["sheet"] or "", first, found["end"] or last or first)
            if ref is None:
                names.add(ends.lower())
            else:
                refs.append(ref)
        elif found["brackets"]:
            parts.append(_table_part(found["word"] or "", found["brackets"][1:-1]))
        elif found["name"]:
            names.add(found["name"].lower())
    if refs and _TO_A_FUNCTION.search(text):
        refs += _around(refs)
    return Reads(tuple(refs), tuple(parts), frozenset(names))


def _around(refs: Sequence[Ref]) -> Iterator[Ref]:
    """What lies between areas of one sheet: a range that ends where a function says may hold it."""
    by_sheet: dict[tuple[str, str], list[Ref]] = {}
    for ref in refs:
        by_sheet.setdefault((ref.sheet, ref.last), []).append(ref)
    for (sheet, last), each in by_sheet.items():
        if len(each) > 1:
            lows = (min(ref.left for ref in each), min(ref.top for ref in each))
            yield Ref(sheet, last, *lows, max(ref.right for ref in each), max(ref.bottom for ref in each))


def _ref(sheet: str, first: str, last: str) -> Ref | None:
    """An area; None for what lies beyond every sheet, and so is a name."""
    begin, end = sheet_name(sheet[:-1]).lower() if sheet else "", ""
    if ":" in begin:
        begin, _, end = begin.partition(":")
    (left, top), (right, bottom) = _edges(first, 1, 1), _edges(last, LAST_COLUMN, LAST_ROW)
    if max(left.at, right.at) > LAST_COLUMN or max(top.at, bottom.at) > LAST_ROW:
        return None
    return Ref(begin, end, left, top, right, bottom)


def _edges(text: str, column: int, row: int) -> tuple[Edge, Edge]:
    """Column and row of one end; the given ones where it states none, as whole rows and columns do."""
    fixed_column, letters, fixed_row, digits = _ENDS.fullmatch(text).groups()  # type: ignore[union-attr]
    if not letters:  # "$3" of "$3:$5"
        fixed_row = fixed_column or fixed_row
    return (
        Edge(column_number(letters), not fixed_column) if letters else Edge(column, moves=False),
        Edge(int(digits), not fixed_row) if digits else Edge(row, moves=False),
    )


def _table_part(table: str, inside: str) -> TablePart:
    items = [inside] if not _ITEM.search(inside) else _ITEM.findall(inside)
    this_row = inside.lstrip().startswith("@")
    columns = []
    for item in items:
        text = item.strip()
        if text.lower() == "#this row":
            this_row = True
        elif text and not text.startswith("#"):
            columns.append(re.sub(r"'(.)", r"\1", text.removeprefix("@")).strip().lower())
    columns = [column for column in columns if column]
    return TablePart(table.lower(), columns[0] if columns else "", columns[-1] if columns else "", this_row)
