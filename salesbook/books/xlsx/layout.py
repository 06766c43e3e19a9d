"""Where the tables of a workbook stand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import Area, area
from salesbook.errors import CannotChange, Damaged
from salesbook.schema import TABLES

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
NAMED_CELL = "="  # begins the name of a place that is no table but one cell with a defined name
_OUR_NAMES = {name.casefold(): name for name in TABLES}


@dataclass(frozen=True)
class TablePlace:
    """One Excel table: parts are names inside the package, columns and rows count from 1.

    `top` is the first body row and `height` the number of body rows, rows that somebody typed
    directly below the table included: only Excel grows a table by itself. `ref_height` is what
    the table part itself says. `calculated` maps a column to its formula, without "=".

    A table that some program saved as plain cells has "" for `table_part`.
    """

    name: str
    sheet: str
    sheet_part: str
    table_part: str
    left: int
    top: int
    height: int
    ref_height: int
    columns: tuple[str, ...]
    has_totals: bool
    calculated: Mapping[str, str]
    has_header: bool = True

    @property
    def is_named_cell(self) -> bool:
        """Whether it is no table: a cell with a defined name, which is written alone."""
        return self.name.startswith(NAMED_CELL)


@dataclass(frozen=True)
class Layout:
    """The tables by name, and what cells need to know of the workbook.

    `sheets` maps a sheet's label to its part. `strings` and `styles` are parts too, or "".
    """

    tables: Mapping[str, TablePlace]
    sheets: Mapping[str, str]
    date1904: bool
    strings: str = ""
    styles: str = ""
    workbook: str = "xl/workbook.xml"


def read_layout(package: Package) -> Layout:
    """Find the sheets and tables. Raises Damaged where parts are missing or make no sense."""
    workbook = _first(related(package, "").get("officeDocument", {})) or "xl/workbook.xml"
    root = package.xml(workbook)
    relations = related(package, workbook)
    sheets = {}
    for sheet in root.iter(f"{_MAIN}sheet"):
        part = relations.get("worksheet", {}).get(sheet.get(_ID, ""))
        if part:  # charts and dialogs can be sheets too
            sheets[sheet.get("name", "")] = part
    if not sheets:
        raise Damaged(package.path, "it has no sheets")
    tables: dict[str, TablePlace] = {}
    for name, part in sheets.items():
        for table_part in related(package, part).get("table", {}).values():
            table = _table(package, table_part, name, part)
            tables[table.name] = table
    properties = root.find(f"{_MAIN}workbookPr")
    date1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    strings = _first(relations.get("sharedStrings", {}))
    return Layout(tables, sheets, date1904, strings, _first(relations.get("styles", {})), workbook)


def refuse_another_name(path: str, layout: Layout, place: TablePlace, what: str) -> None:
    """Raise CannotChange for a table of salesbook's that stands there under another name; `what` is not done to it."""
    for other in layout.tables.values():
        columns = range(other.left, other.left + len(other.columns))
        same_rows = other.table_part and (other.sheet_part, other.top) == (place.sheet_part, place.top)
        if not place.table_part and same_rows and place.left in columns:
            todo = f"Call it {place.name} again (in Excel: Table Design, Table Name), then run this again."
            raise CannotChange(
                path, f"table {place.name} is called {other.name} on sheet {place.sheet}, so {what}", todo
            )


def related(package: Package, part: str) -> dict[str, dict[str, str]]:
    """Parts that a part refers to: by the last word of the relation's type, then by its id."""
    folder, relations = posixpath.dirname(part), relations_of(part)
    found: dict[str, dict[str, str]] = {}
    if package.find(relations):
        for relation in package.xml(relations).iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = _target(package, folder, relation.get("Target", ""))
                kind = relation.get("Type", "").rpartition("/")[2]
                found.setdefault(kind, {})[relation.get("Id", "")] = target
    return found


def relations_of(part: str) -> str:
    """The part that says what a part refers to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def external(package: Package, part: str) -> dict[str, str]:
    """What a part refers to outside the workbook, such as web addresses, by the relation's id."""
    relations = relations_of(part)
    every = package.xml(relations).iter(_RELATION) if package.find(relations) else ()
    return {one.get("Id", ""): one.get("Target", "") for one in every if one.get("TargetMode") == "External"}


def decoded_characters(text: str) -> str:
    """Text in which Excel wrote characters such as line breaks as `_x000a_`."""
    return _ESCAPE.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return escape[0] if 0xD800 <= code <= 0xDFFF else chr(code)  # half a character is none


def _table(package: Package, part: str, sheet: str, sheet_part: str) -> TablePlace:
    root = package.xml(part)
    place, has_header, totals = _extent(package, part, root)
    columns = list(root.iter(f"{_MAIN}tableColumn"))
    names = tuple(decoded_characters(column.get("name", "")) for column in columns)
    height = place.bottom - place.top + 1 - has_header - totals
    if len(names) != place.right - place.left + 1 or height < 0:
        raise Damaged(package.path, f"its part {part} does not fit its range")
    name = root.get("displayName") or root.get("name") or ""
    return TablePlace(
        name=_OUR_NAMES.get(name.casefold(), name),
        sheet=sheet,
        sheet_part=sheet_part,
        table_part=part,
        left=place.left,
        top=place.top + has_header,
        height=height,
        ref_height=height,
        columns=names,
        has_totals=totals > 0,
        calculated=dict(_calculated(columns)),
        has_header=has_header,
    )


def _extent(package: Package, part: str, root: ET.Element) -> tuple[Area, bool, int]:
    """The cells of a table, whether it has a header row, and how many rows of totals."""
    place = area(root.get("ref", ""))
    totals = root.get("totalsRowCount", "0")
    if place is None or not totals.isdecimal():
        raise Damaged(package.path, f"its part {part} has no proper range")
    return place, root.get("headerRowCount", "1") != "0", int(totals)


def _calculated(columns: list[ET.Element]) -> Iterator[tuple[str, str]]:
    for column in columns:
        formula = column.findtext(f"{_MAIN}calculatedColumnFormula", "").strip()
        if formula:
            yield decoded_characters(column.get("name", "")), formula.removeprefix("=")


def _target(package: Package, folder: str, target: str) -> str:
    part = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
    entry = package.find(part) or package.find(unquote(part))
    return entry.name if entry else part


def _first(parts: Mapping[str, str]) -> str:
    return next(iter(parts.values()), "")
