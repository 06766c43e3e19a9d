"""What `openxml-audit` does not see and Excel does not forgive, checked with an XML parser of its own."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
T = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def table_problems(path: Path) -> list[str]:
    """Sentences on what is wrong with a workbook's sheets and tables; none for a sound one."""
    with zipfile.ZipFile(path) as archive:
        bad = archive.testzip()
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    return [f"{bad} fails its check sum"] if bad else [*_package_problems(parts), *_sheet_problems(parts)]


def xml_problems(path: Path) -> list[str]:
    """What keeps an XML parser from reading the parts of a workbook, such as a prefix that nothing declares."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return [*_xml_problems(parts)]


def _xml_problems(parts: dict[str, bytes]) -> Iterator[str]:
    for name, data in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            yield from _prefix_problems(name, data)


def _package_problems(parts: dict[str, bytes]) -> Iterator[str]:
    types = etree.fromstring(parts["[Content_Types].xml"])
    for override in types.iter(f"{T}Override"):
        if override.get("PartName").lstrip("/") not in parts:
            yield f"content type for {override.get('PartName')}, which is not there"
    for name, data in parts.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in etree.fromstring(data).iter(f"{P}Relationship"):
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target"))).lstrip("/")
                if (
                    relation.get("TargetMode") != "External"
                    and target not in parts
                    and relation.get("Target") != "NULL"
                ):
                    yield f"{name} points to {target}, which is not there"
    yield from _xml_problems(parts)


def _prefix_problems(name: str, data: bytes) -> Iterator[str]:
    """Every prefix must be declared, those in mc:Ignorable too, or Excel refuses the part."""
    parser = etree.XMLParser(recover=name.endswith(".vml"))
    root = etree.fromstring(data, parser)
    yield from (f"{name}: {error.message}" for error in parser.error_log if error.domain_name == "NAMESPACE")
    ignorable = root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "")
    yield from (
        f"{name} ignores {prefix}, which is not declared"
        for prefix in ignorable.split()
        if prefix not in root.nsmap
    )


def _sheet_problems(parts: dict[str, bytes]) -> Iterator[str]:
    workbook = etree.fromstring(parts["xl/workbook.xml"])
    targets = _related(parts, "xl/workbook.xml")
    strings = _strings(parts)
    formats = (
        len(etree.fromstring(parts["xl/styles.xml"]).find(f"{M}cellXfs")) if "xl/styles.xml" in parts else 1
    )
    for sheet in workbook.iter(f"{M}sheet"):
        part = targets[sheet.get(f"{R}id")]
        if part.endswith(".xml") and etree.QName(etree.fromstring(parts[part])).localname == "worksheet":
            yield from _one_sheet(parts, part, strings, formats)


def _one_sheet(parts: dict[str, bytes], part: str, strings: list[str], formats: int) -> Iterator[str]:
    root = etree.fromstring(parts[part])
    cells: dict[tuple[int, int], etree._Element] = {}
    last_row = 0
    for row in root.iter(f"{M}row"):
        number = int(row.get("r", last_row + 1))
        if number <= last_row:
            yield f"{part}: row {number} after row {last_row}"
        last_row, last_column = number, 0
        for cell in row.iterchildren(f"{M}c"):
            name = cell.get("r")
            column = column_number(re.sub(r"\d", "", name)) if name else last_column + 1
            if name and int(re.sub(r"\D", "", name)) != number:
                yield f"{part}: cell {name} in row {number}"
            if column <= last_column:
                yield f"{part}: cell {name} out of order"
            last_column = column
            if not 0 <= int(cell.get("s", 0)) < formats:
                yield f"{part}: cell {name} has format {cell.get('s')} of {formats}"
            if cell.get("t") == "s" and not 0 <= int(cell.findtext(f"{M}v")) < len(strings):
                yield f"{part}: cell {name} has a text that is not there"
            cells[number, column] = cell
    used: list[tuple[str, tuple[int, int, int, int]]] = []
    for target in _related(parts, part, "table").values():
        yield from _one_table(parts, part, target, cells, strings, used)


def _one_table(parts, part, target, cells, strings, used) -> Iterator[str]:
    table = etree.fromstring(parts[target])
    name = table.get("displayName")
    left, top, right, bottom = area(table.get("ref"))
    headers = int(table.get("headerRowCount", 1))
    totals = int(table.get("totalsRowCount", 0))
    columns = [
        _ESCAPED.sub(lambda m: chr(int(m[1], 16)), column.get("name"))
        for column in table.iter(f"{M}tableColumn")
    ]
    if len(columns) != right - left + 1:
        yield f"{name}: {len(columns)} columns in {table.get('ref')}"
    if bottom - top + 1 - headers - totals < 1:
        yield f"{name}: no row in {table.get('ref')}"
    if len({column.lower() for column in columns}) != len(columns):
        yield f"{name}: two columns of one name"
    for column, header in enumerate(columns, left) if headers else ():
        cell = cells.get((top, column))
        if cell is None or _text(cell, strings) != header:
            yield f"{name}: column {header!r} has another header in its cell"
    flt = table.find(f"{M}autoFilter")
    if flt is not None and area(flt.get("ref")) != (left, top, right, bottom - totals):
        yield f"{name}: filters {flt.get('ref')} of {table.get('ref')}"
    for other, (l2, t2, r2, b2) in used:
        if left <= r2 and l2 <= right and top <= b2 and t2 <= bottom:
            yield f"{name}: lies over {other}"
    used.append((name, (left, top, right, bottom)))
    for merged in etree.fromstring(parts[part]).iter(f"{M}mergeCell"):
        l2, t2, r2, b2 = area(merged.get("ref"))
        if left <= r2 and l2 <= right and top <= b2 and t2 <= bottom:
            yield f"{name}: holds the merged cells {merged.get('ref')}"


def _strings(parts: dict[str, bytes]) -> list[str]:
    if "xl/sharedStrings.xml" not in parts:
        return []
    return [_joined(item) for item in etree.fromstring(parts["xl/sharedStrings.xml"]).iter(f"{M}si")]


def _joined(element: etree._Element) -> str:
    texts = [t.text or "" for t in element.iter(f"{M}t") if etree.QName(t.getparent()).localname != "rPh"]
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), "".join(texts))


def _text(cell: etree._Element, strings: list[str]) -> str:
    if cell.get("t") == "s":
        return strings[int(cell.findtext(f"{M}v"))]
    return _joined(cell) if cell.get("t") == "inlineStr" else cell.findtext(f"{M}v", "")


def _related(parts: dict[str, bytes], part: str, kind: str = "") -> dict[str, str]:
    folder, name = posixpath.split(part)
    relations = parts.get(f"{folder}/_rels/{name}.rels")
    if relations is None:
        return {}
    return {
        relation.get("Id"): posixpath.normpath(posixpath.join("/", folder, relation.get("Target"))).lstrip(
            "/"
        )
        for relation in etree.fromstring(relations).iter(f"{P}Relationship")
        if not kind or relation.get("Type").endswith("/" + kind)
    }


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def area(ref: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom."""
    first, _, last = ref.partition(":")
    (c1, r1), (c2, r2) = (re.fullmatch(r"([A-Z]+)(\d+)", each).groups() for each in (first, last or first))
    return column_number(c1), int(r1), column_number(c2), int(r2)
