"""What holds a workbook together, and whether an edit left it as it was: parts, sheets, names, tables, formats, formulas.

In go the workbook before and after rows were taken out and cells set; out comes what is missing or other that no
such edit touches. Numbers in formulas are not compared: ranges follow their tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from salesbook.books.xlsx.layout import Layout, read_layout
from salesbook.books.xlsx.markup import unescape
from salesbook.books.xlsx.package import Package, PartEntry
from salesbook.books.xlsx.personal.streams import local_name
from salesbook.books.xlsx.personal.text_parts import format_apart, formula_apart

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^>]*)?(?<!/)>([^<]*)<")
_LARGEST = 1 << 30  # bytes of a part
_DIGITS = re.compile(r"\d+")
_LISTS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors")  # fmt: skip


@dataclass(frozen=True)
class _Frame:
    sheets: list[tuple[str, str]]
    names: list[tuple[str, str]]
    tables: Mapping[str, tuple[str, ...]]
    formats: Mapping[str, list[bytes]]


def frame_faults(before: Package, after: Package, edited: Collection[str]) -> Iterator[str]:
    """What is no longer as it was, as clauses; `edited` names the tables that were. Raises Damaged."""
    missing = {entry.name for entry in before.entries} - {entry.name for entry in after.entries}
    if lost := sorted(name for name in missing if "calcchain" not in name.lower()):
        yield f"its part {lost[0]} is gone"
        return
    layouts = read_layout(before), read_layout(after)
    old, new = (_frame(package, layout) for package, layout in zip((before, after), layouts, strict=True))
    if old.sheets != new.sheets:
        yield "its sheets are others"
    if old.names != new.names:
        yield "its defined names are others"
    if old.tables != new.tables:
        yield "its tables or their columns are others"
    for kind, formats in old.formats.items():
        if new.formats.get(kind, [])[: len(formats)] != formats:
            yield f"its formats ({kind}) are others"
    theirs = {place.sheet_part for name, place in layouts[0].tables.items() if name in edited}
    calculated = {_skeleton(text) for place in layouts[0].tables.values() for text in place.calculated.values()}  # fmt: skip
    for entry in before.entries:
        other = after.find(entry.name)
        if other and entry.name in layouts[0].sheets.values() and _differ(entry, other):
            yield from _formulas(before, after, entry.name, calculated, is_edited=entry.name in theirs)


def _differ(one: PartEntry, other: PartEntry) -> bool:
    return (one.size, one.info.CRC) != (other.size, other.info.CRC)


def _formulas(
    before: Package, after: Package, part: str, calculated: Collection[str], *, is_edited: bool
) -> Iterator[str]:
    counts = [Counter(_of_cells(package, part)) for package in (before, after)]
    old, new = counts
    if is_edited:
        new = Counter(dict.fromkeys(new.keys() - old.keys() - set(calculated), 1))
        old = Counter()
    if old != new:
        yield f"{sum((new - old).values()) + sum((old - new).values())} formulas of its part {part} are others"


def _of_cells(package: Package, part: str) -> Iterator[str]:
    for formula in _FORMULA.findall(package.read(part, _LARGEST)):
        yield _skeleton(unescape(formula))


def _skeleton(formula: str) -> str:
    frame, said = formula_apart(formula)
    return _DIGITS.sub("#", frame).replace(" ", "") + "|" + said


def _frame(package: Package, layout: Layout) -> _Frame:
    workbook = package.xml(layout.workbook)
    styles = list(package.xml(layout.styles)) if layout.styles else []
    return _Frame(
        sheets=[(each.get("name", ""), each.get("state", "")) for each in workbook.iterfind("{*}sheets/{*}sheet")],
        names=[(each.get("name", ""), _skeleton(each.text or "")) for each in workbook.iter() if local_name(each) == "definedName"],
        tables={name: place.columns for name, place in layout.tables.items()},
        formats={kind: [_format(each) for each in styles_of] for kind in _LISTS for styles_of in styles if local_name(styles_of) == kind},
    )  # fmt: skip


def _format(element: ET.Element) -> bytes:
    if code := element.get("formatCode"):
        return f"{element.get('numFmtId')} {format_apart(code)[0]}".encode()
    return ET.tostring(element).strip()
