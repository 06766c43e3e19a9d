"""The parts of a workbook besides its sheets, as far as an edit reaches them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSet
from functools import cached_property

from salesbook.books.xlsx.grow import Growths
from salesbook.books.xlsx.layout import TablePlace, related
from salesbook.books.xlsx.markup import attribute, element, hide, is_utf8, start_tag, unescape, with_attribute
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import area
from salesbook.errors import CannotChange

_TYPES = "[Content_Types].xml"
_CHARTS = (b"drawingml.chart+xml", b"ms-office.chartex+xml")
_PIVOT_CACHE = b"pivotCacheDefinition+xml"
_CONTROL_ATTRIBUTES = (b"fmlaRange", b"fmlaLink", b"fmlaTxbx", b"fmlaGroup")
_CONTROL_ELEMENTS = (b"FmlaRange", b"FmlaLink", b"FmlaTxbx", b"FmlaPict", b"FmlaGroup")
_SHEET_DATA = re.compile(rb"<(?:[\w.-]+:)?sheetData(?:[\s/][^>]*)?>")
_TAG = 200  # no tag that is looked for is longer
_BEFORE_CALCULATION = (b"definedNames", b"externalReferences", b"functionGroups", b"sheets")


class WorkbookPart:
    """The workbook part."""

    def __init__(self, part: bytes) -> None:
        self.part = part
        self.seen = hide(part)

    @cached_property
    def names(self) -> dict[str, str]:
        """Defined names with their formulas; of two with one name the formulas follow each other."""
        names: dict[str, str] = {}
        for found in element(b"definedName").finditer(self.seen):
            name = unescape(attribute(found[1], b"name") or b"")
            names[name] = names.get(name, "") + " " + unescape(found[3])
        return names

    @cached_property
    def sheet_ids(self) -> dict[str, int]:
        """The number by which the list of formula cells knows a sheet."""
        return {
            unescape(attribute(found[0], b"name") or b""): int(attribute(found[0], b"sheetId") or 0)
            for found in start_tag(b"sheet").finditer(self.seen)
        }

    def recalculated(self, growths: Growths) -> bytes:
        """The part with names that follow their tables, and the word to work all formulas out on opening."""
        part = growths.formulas(self.part, b"definedName")
        found = start_tag(b"calcPr").search(hide(part))
        if found:
            tag = with_attribute(part[found.start() : found.end()], b"fullCalcOnLoad", b"1")
            return part[: found.start()] + tag + part[found.end() :]
        for name in _BEFORE_CALCULATION:
            end = re.search(rb"</([\w.-]+:)?" + name + rb"\s*>", hide(part))
            if end:
                tag = b"<" + (end[1] or b"") + b'calcPr fullCalcOnLoad="1"/>'
                return part[: end.end()] + tag + part[end.end() :]
        return part


def refuse_query(package: Package, place: TablePlace) -> None:
    """Raise CannotChange for a table that a query fills: it would overwrite what is written here."""
    tag = start_tag(b"table").search(hide(package.read(place.table_part)))
    if tag and attribute(tag[0], b"tableType") not in {None, b"worksheet"}:
        what = f"table {place.name} is filled by a query"
        todo = "In Excel, unlink it (Table Design, Unlink), then run this again."
        raise CannotChange(package.path, what, todo)


def watched(blocks: Iterable[bytes], tail: list[bytes]) -> Iterator[bytes]:
    """The same blocks of a sheet; what follows its rows goes into `tail`, together with the tag before it."""
    before = b""
    opened = False
    for block in blocks:
        yield block
        data = before + block
        if tail:
            tail.append(block)
            continue
        opening = None if opened else _SHEET_DATA.search(data)
        if opening:
            opened = True
            if opening[0].endswith(b"/>"):
                tail.append(data[opening.start() :])
                continue
            data = data[opening.end() :]
        end = data.find(b"sheetData") if opened else -1
        if end >= 0:
            tail.append(data[end:])
        before = data[-_TAG:]


def grown(package: Package, growths: Growths, sheets: Mapping[str, str]) -> dict[str, bytes]:
    """Charts, pivot caches, controls and shapes whose ranges follow a table. `sheets` has the parts by label."""
    found = {}
    for label, sheet in sheets.items():
        for name, fit in _on_sheet(package, sheet):
            old = package.read(name)
            new = fit(growths, old, label) if is_utf8(old[:200]) else old
            if new != old:
                found[name] = new
    for kinds, patch in (
        (_CHARTS, lambda part: growths.formulas(part, b"f", b"nf", b"sqref")),
        ((_PIVOT_CACHE,), growths.pivot_source),
    ):
        for name in _of_type(package, kinds):
            old = package.read(name)
            new = patch(old) if is_utf8(old[:200]) else old
            if new != old:
                found[name] = new
    return found


def _on_sheet(package: Package, sheet: str) -> Iterator[tuple[str, Callable[[Growths, bytes, str], bytes]]]:
    """The parts of a sheet in which ranges without a sheet's name mean that sheet."""
    kinds: dict[str, Callable[[Growths, bytes, str], bytes]] = {
        "ctrlProp": lambda growths, part, home: growths.attributes(part, *_CONTROL_ATTRIBUTES, home=home),
        "drawing": lambda growths, part, home: growths.attributes(part, b"textlink", home=home),
        "vmlDrawing": lambda growths, part, home: growths.formulas(part, *_CONTROL_ELEMENTS, home=home),
    }
    relations = related(package, sheet)
    for kind, patch in kinds.items():
        for name in relations.get(kind, {}).values():
            entry = package.find(name)
            if entry is not None:
                yield entry.name, patch


def chain(package: Package, workbook: str) -> Iterator[tuple[int, int, int]]:
    """The formula cells that Excel lists: a sheet's number, row and column."""
    sheet = 0
    for part in related(package, workbook).get("calcChain", {}).values():
        for found in start_tag(b"c").finditer(hide(package.read(part))):
            sheet = int(attribute(found[0], b"i") or sheet)
            cell = area((attribute(found[0], b"r") or b"").decode())
            if cell:
                yield sheet, cell.top, cell.left


def without_chain(package: Package, workbook: str, dropped: MutableSet[str]) -> dict[str, bytes]:
    """The parts that mention the list of formula cells, without it; the list goes into `dropped`."""
    folder, _, name = workbook.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    changed = {relations: package.read(relations), _TYPES: package.read(_TYPES)}
    for part in related(package, workbook).get("calcChain", {}).values():
        dropped.add(part)
        for tag in start_tag(b"Relationship").finditer(changed[relations]):
            if (attribute(tag[0], b"Type") or b"").endswith(b"/calcChain"):
                changed[relations] = _without(changed[relations], tag[0])
        for tag in start_tag(b"Override").finditer(changed[_TYPES]):
            if (attribute(tag[0], b"PartName") or b"").lstrip(b"/").lower() == part.lower().encode():
                changed[_TYPES] = _without(changed[_TYPES], tag[0])
    return changed


def _without(data: bytes, tag: bytes) -> bytes:
    if tag.endswith(b"/>"):
        return data.replace(tag, b"", 1)
    return re.sub(re.escape(tag) + rb"\s*</[\w.:-]+>", b"", data, count=1)


def _of_type(package: Package, kinds: Iterable[bytes]) -> Iterator[str]:
    """Parts whose content type ends with one of `kinds`."""
    for tag in start_tag(b"Override").finditer(hide(package.read(_TYPES))):
        name = unescape(attribute(tag[0], b"PartName") or b"")
        kind = attribute(tag[0], b"ContentType") or b""
        entry = package.find(name)
        if entry is not None and kind.endswith(tuple(kinds)):
            yield entry.name
