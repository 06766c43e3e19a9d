"""What the cells of a sheet show and do not hold: 00123 where 123 is formatted so, merged cells; and what it hides.

A workbook and the name of a sheet in; texts by place, and merged areas, out. Reading is for values, so this looks into the
parts of the workbook itself: for formats only where the workbook has any that pad numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from salesbook.books.foreign.cells import cell_pieces
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import Area, area
from salesbook.errors import Damaged
from salesbook.tables.grid import column_number
from salesbook.tables.source import Cell, Row

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(rb"<c\b([^>]*)>(?:<f\b[^>]*?(?:/>|>[^<]*</f>))?<v>(\d{1,15})(?:\.0+)?</v>")
_ATTRIBUTE = re.compile(rb'\b([rst])="([^"]*)"')
_PLACE = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d{1,7})"')
_HIDDEN_COLUMNS = re.compile(
    rb'<col\b(?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\bmin="(\d{1,5})")(?=[^>]*\bmax="(\d{1,5})")'
)
_MOST_COLUMNS = 1000  # that are looked at: hidden ones to the end of the sheet hold nothing
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([^"]+)"')
_DRESSED = re.compile(r"\[[^\]]*\]|_.|\*.")
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|([0#])|([-/ .()])')


@dataclass(frozen=True)
class Shown:
    """Texts of padded numbers by row and column, from 1, the merged areas of a sheet, and the rows and columns that it hides."""

    texts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Sequence[Area] = ()
    hidden_rows: Collection[int] = ()
    hidden_columns: Collection[int] = ()


def what_is_shown(package: Package, sheet: str) -> Shown:
    """Look into a sheet. A workbook whose parts make no sense shows nothing else than it holds."""
    try:
        layout = read_layout(package)
        part = layout.sheets[sheet]
        padded = _padded(package, layout.styles)
    except (Damaged, KeyError):
        return Shown()
    texts: dict[tuple[int, int], str] = {}
    merged: list[Area] = []
    rows, columns = set[int](), set[int]()
    for piece in cell_pieces(package, part):
        merged += [found for ref in _MERGED.findall(piece) if (found := area(ref.decode()))]
        rows.update(map(int, _HIDDEN_ROW.findall(piece)))
        for first, last in _HIDDEN_COLUMNS.findall(piece):
            columns.update(range(int(first), min(int(last), _MOST_COLUMNS) + 1))
        for cell in _CELL.finditer(piece) if padded else ():
            has = dict(_ATTRIBUTE.findall(cell[1]))
            code = padded.get(has.get(b"s", b"0"))
            place = _PLACE.fullmatch(has.get(b"r", b""))
            if code and place and has.get(b"t", b"n") == b"n":
                texts[int(place[2]), column_number(place[1].decode())] = as_shown(int(cell[2]), code)
    return Shown(texts, merged, rows, columns)


def as_shown(whole: int, code: str) -> str:
    """A whole number as a format shows it that pads it with zeros: 123 by 00000 is 00123."""
    tokens = list(_TOKEN.finditer(code))
    places = sum(token[3] is not None for token in tokens)
    zeros = sum(token[3] == "0" for token in tokens)
    digits = str(whole).rjust(zeros, "0").rjust(places, " ")
    extra, digits = digits[: len(digits) - places], digits[len(digits) - places :]
    shown, at = [], 0
    for token in tokens:
        if token[3]:
            shown.append((extra if at == 0 else "") + digits[at].strip())
            at += 1
        else:
            shown.append(token[1] or token[2] or token[4] or "")
    return "".join(shown).strip()


def with_merged(rows: Sequence[Row], merged: Sequence[Area], top: int, left: int) -> tuple[list[Row], int]:
    """Rows with the cells of merged areas filled: down, and to the right where an area is narrower than half a row.

    `top`: the row of the sheet, from 1, that rows[0] is; areas that begin above it are not looked at. `left`: the column of
    the first cell. Returns how many cells were filled, too.
    """
    filled = list(rows)
    times = 0
    for each in merged:
        if each.top < top or each.left < left:
            continue
        wide = 2 * (each.right - each.left + 1) > len(filled[0] if filled else ())
        value = _at(filled, each.top - top, each.left - left)
        for row in range(each.top - top, min(each.bottom - top + 1, len(filled))):
            cells = list(filled[row])
            for column in range(each.left - left, each.right - left + 1):
                fits = column < len(cells) and (column == each.left - left or not wide)
                if fits and cells[column] in (None, "") and value not in (None, ""):
                    cells[column] = value
                    times += 1
            filled[row] = cells
    return filled, times


def _at(rows: Sequence[Row], row: int, column: int) -> Cell:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None


def _padded(package: Package, styles: str) -> dict[bytes, str]:
    """The formats that pad whole numbers, by the number of the cell format."""
    if not styles or not package.find(styles):
        return {}
    root = package.xml(styles)
    codes = {}
    for each in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt"):
        code = _DRESSED.sub("", each.get("formatCode", "").partition(";")[0])
        rest = _TOKEN.sub("", code)
        if not rest and code.count("0") > 1 and "." not in code.rpartition("0")[0].replace("\\.", ""):
            codes[each.get("numFmtId")] = code
    formats = root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")
    return {
        b"%d" % i: codes[each.get("numFmtId")]
        for i, each in enumerate(formats)
        if each.get("numFmtId") in codes
    }
