"""Tiny workbooks written by hand, so that a test shows a sheet's XML before and after."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from salesbook.books.xlsx.layout import Layout, TablePlace, read_layout
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.write import write_edits
from salesbook.tables.plan import Value
from salesbook.tables.resolve import ChangedCells, TableEdit

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = {
    "worksheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "table": "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml",
    "styles": "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
    "calcChain": "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "pivotCacheDefinition": "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml",
}
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" xfId="0"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="4" fontId="0" xfId="0"><alignment wrapText="1"/></xf></cellXfs></styleSheet>'
)  # a plain format, a date, an amount


@dataclass
class Book:
    """A workbook to be: `rows` is the content of sheet Data; `tables` gives each table's range and headers."""

    rows: str
    tables: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    head: str = ""
    tail: str = ""
    sheets: Mapping[str, str] = field(default_factory=dict)
    workbook: str = ""
    styles: str = STYLES
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    table_inside: Mapping[str, str] = field(default_factory=dict)
    table_attributes: str = ""

    def save(self, path: Path) -> Path:
        """Write the workbook."""
        sheets = {"Data": f"{self.head}<sheetData>{self.rows}</sheetData>{self._tail()}", **self.sheets}
        parts: dict[str, tuple[str, str]] = {"xl/styles.xml": ("styles", self.styles)}
        related = [("styles", "styles.xml")]
        listed = ""
        for i, (name, content) in enumerate(sheets.items(), 1):
            parts[f"xl/worksheets/sheet{i}.xml"] = "worksheet", sheet_xml(content)
            related.append(("worksheet", f"worksheets/sheet{i}.xml"))
            listed += f'<sheet name="{name}" sheetId="{i}" r:id="r{len(related)}"/>'
        for i, (name, (ref, headers)) in enumerate(self.tables.items(), 1):
            inside = self.table_inside.get(name, f'<autoFilter ref="{ref}"/>')
            parts[f"xl/tables/table{i}.xml"] = (
                "table",
                table_xml(i, name, ref, headers.split(), inside, self.table_attributes),
            )
        for name, part in self.parts.items():
            parts[f"xl/{name}"] = part
            if part[0] in {"calcChain", "pivotCacheDefinition"}:
                related.append((part[0], name))
        workbook = (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets>{self.workbook}</workbook>'
        )
        types = "".join(
            f'<Override PartName="/{name}" ContentType="{KINDS[kind]}"/>' for name, (kind, _) in parts.items()
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "[Content_Types].xml",
                f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
                'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType='
                f'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>',
            )
            archive.writestr("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")]))
            archive.writestr("xl/workbook.xml", workbook)
            archive.writestr("xl/_rels/workbook.xml.rels", relations(related))
            if self.tables:
                mine = [("table", f"../tables/table{i}.xml") for i in range(1, len(self.tables) + 1)]
                archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", relations(mine))
            for name, (_, content) in parts.items():
                archive.writestr(name, content)
        return path

    def _tail(self) -> str:
        if not self.tables:
            return self.tail
        each = "".join(f'<tablePart r:id="r{i}"/>' for i in range(1, len(self.tables) + 1))
        return f'{self.tail}<tableParts count="{len(self.tables)}">{each}</tableParts>'


def sheet_xml(content: str) -> str:
    """A worksheet around its content; a whole document stays as it is."""
    if "worksheet" in content:
        return content
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{content}</worksheet>'


def table_xml(number: int, name: str, ref: str, headers: Sequence[str], inside: str, attributes: str) -> str:
    columns = "".join(f'<tableColumn id="{i}" name="{header}"/>' for i, header in enumerate(headers, 1))
    if "<tableColumns" not in inside:
        inside += f'<tableColumns count="{len(headers)}">{columns}</tableColumns>'
    return f'<table xmlns="{MAIN}" id="{number}" name="{name}" displayName="{name}" ref="{ref}" {attributes}>{inside}</table>'


def relations(targets: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def edit(table: str, old: int, new: int | None = None, **columns: Mapping[int, Value]) -> TableEdit:
    """An edit: `Header={row: value}`, rows of the body from 0."""
    cells = {
        name: ChangedCells(sorted(values), [values[row] for row in sorted(values)])
        for name, values in columns.items()
    }
    return TableEdit(table, old, old if new is None else new, cells)


def write(path: Path, *edits: TableEdit, places: Mapping[str, TablePlace] | None = None) -> dict[str, str]:
    """Write the edits into the workbook at `path`; all its parts afterwards, as text."""
    out = io.BytesIO()
    with Package.open(path) as package:
        layout = read_layout(package)
        tables = {**layout.tables, **(places or {})}
        layout = Layout(tables, layout.sheets, layout.date1904, layout.strings, layout.styles)
        write_edits(package, layout, {each.table: each for each in edits}, out)
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    path.with_suffix(".after.xlsx").write_bytes(out.getvalue())
    return parts


def rows(part: str) -> str:
    """What a sheet has between its sheetData tags."""
    return (
        part.partition("sheetData>")[2]
        .rpartition("</")[0]
        .partition("</sheetData")[0]
        .partition("</x:sheetData")[0]
    )


def place(name: str, ref: tuple[int, int], height: int, columns: str) -> TablePlace:
    """A table without a table part: its headers are found, such as after Google Sheets saved it."""
    left, top = ref
    return TablePlace(
        name,
        "Data",
        "xl/worksheets/sheet1.xml",
        "",
        left,
        top,
        height,
        height,
        tuple(columns.split()),
        False,
        {},
    )
