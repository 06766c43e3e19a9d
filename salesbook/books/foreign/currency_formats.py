"""Currencies that only the formats of numbers show: 12.5 that a cell shows as 12,50 € or as $12.50.

A workbook and the name of a sheet in; the signs of its formats by column and row, both from 1, out. What is no currency
after all, such as "kg", is for those to tell who know currencies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from salesbook.books.foreign.cells import cell_pieces
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.errors import Damaged
from salesbook.tables.grid import column_number

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NUMBER = re.compile(rb"<c\b([^>]*)>(?:<f\b[^>]*?(?:/>|>[^<]*</f>))?<v>")
_ATTRIBUTE = re.compile(rb'\b([rst])="([^"]*)"')
_PLACE = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_SIGN = re.compile(r'\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|"([^"]*)"|[_*].|\\(.)|([$€£¥₹₽₺₩₪฿₫₱₦₴₸₡₵₾₼])')
# Formats of the program itself, which shows them with the sign of the computer; without that they have a dollar.
_BUILT_IN = ("5", "6", "7", "8", "42", "44")
_LOCAL, _ITS_OWN = "that of the computer", "$"


def currency_signs(package: Package, sheet: str) -> Mapping[int, Mapping[int, str]]:
    """By column and row what the format of a number shows beside it; a workbook whose parts make no sense shows nothing.

    The formats of the program itself count only beside others in a column: alone they may be any currency.
    """
    try:
        layout = read_layout(package)
        part = layout.sheets[sheet]
        signs = _signs(package, layout.styles)
    except (Damaged, KeyError):
        return {}
    found: dict[int, dict[int, str]] = {}
    for piece in cell_pieces(package, part) if signs else ():
        for cell in _NUMBER.finditer(piece):
            has = dict(_ATTRIBUTE.findall(cell[1]))
            sign = signs.get(has.get(b"s", b"0"))
            place = _PLACE.fullmatch(has.get(b"r", b""))
            if sign and place and has.get(b"t", b"n") == b"n":
                found.setdefault(column_number(place[1].decode()), {})[int(place[2])] = sign
    return {
        column: {row: _ITS_OWN if sign is _LOCAL else sign for row, sign in by_row.items()}
        for column, by_row in found.items()
        if any(sign is not _LOCAL for sign in by_row.values())
    }


def sign_of(code: str) -> str:
    """What a format shows beside a number: "€" of `#,##0.00 [$€-407]`, "kg" of `0 "kg"`; "" for nothing."""
    found = (next(filter(None, token.groups()), "") for token in _SIGN.finditer(code.partition(";")[0]))
    return " ".join(" ".join(found).split())


def _signs(package: Package, styles: str) -> dict[bytes, str]:
    """What each cell format shows beside numbers, by its number."""
    if not styles or not package.find(styles):
        return {}
    root = package.xml(styles)
    signs = dict.fromkeys(_BUILT_IN, _LOCAL)
    signs |= {
        each.get("numFmtId", ""): sign_of(each.get("formatCode", ""))
        for each in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
    }
    formats = root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")
    return {
        b"%d" % i: sign for i, each in enumerate(formats) if (sign := signs.get(each.get("numFmtId", "")))
    }
