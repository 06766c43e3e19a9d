"""Workbooks for tests: small ones from the XML of their cells, and larger ones by xlsxwriter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from salesbook.schema import TABLES, Type
from salesbook.tables.plan import Value

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>
<numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="#,##0.00&quot;days&quot;;[Red]\\-0"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="164"/>
<xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>"""
DATE, MOMENT, CLOCK, SPAN, AMOUNT = 1, 2, 3, 4, 5  # the formats of STYLES


def raw_workbook(
    path: Path, rows: str, *, table: str = "", strings: str = "", date1904: bool = False, sheet: str = "", workbook: str = "",
    label: str = "Orders", **more: str,
) -> Path:  # fmt: skip
    """A workbook of one sheet from the XML of its rows, or of the whole `sheet`."""
    sheet = sheet or f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook
        or f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{date1904:d}"/>'
        f'<sheets><sheet name="{label}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "/xl/styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    if table:
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(("table", "../tables/table1.xml"))
        parts["xl/tables/table1.xml"] = table
    return zipped(path, {**parts, **more})


def relations(*targets: tuple[str, str]) -> str:
    return f'<Relationships xmlns="{RELATIONS}">' + "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1)
    ) + "</Relationships>"  # fmt: skip


def table_part(
    ref: str,
    headers: Sequence[str],
    name: str = "Orders",
    attributes: str = "",
    formulas: Mapping[str, str] | None = None,
) -> str:
    columns = "".join(
        f'<tableColumn id="{i}" name="{header}">'
        + (
            f"<calculatedColumnFormula>{formulas[header]}</calculatedColumnFormula>"
            if header in (formulas or {})
            else ""
        )
        + "</tableColumn>"
        for i, header in enumerate(headers, 1)
    )
    return (
        f'<table xmlns="{MAIN}" id="1" name="{name}" displayName="{name}" ref="{ref}" {attributes}>'
        f'<tableColumns count="{len(headers)}">{columns}</tableColumns></table>'
    )


def cell(ref: str, value: str, attributes: str = "") -> str:
    """A cell with a text."""
    return f'<c r="{ref}" {attributes}t="inlineStr"><is><t>{value}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def salesbook(path: Path, tables: Mapping[str, Sequence[Mapping[str, Value]]]) -> Path:
    """A workbook with these tables of the schema, each on a sheet of its own, as xlsxwriter writes it."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            add_table(book, sheet, name, rows)
    return path


def add_table(book, sheet, name, rows, top=0, left=0, **options) -> None:
    headers = dict.fromkeys([column.name for column in TABLES[name].columns])
    for each in rows:
        headers.update(dict.fromkeys(each))
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for j, header in enumerate(headers):
        column = TABLES[name].by_name.get(header)
        style = {Type.DATE: date, Type.MOMENT: moment}.get(column.type if column else Type.TEXT)
        for i, each in enumerate(rows, 1):
            if each.get(header) is not None:
                sheet.write(top + i, left + j, each[header], style)
    sheet.add_table(
        top, left, top + max(1, len(rows)) + bool(options.get("total_row")), left + len(headers) - 1,
        {"name": name, "columns": [{"header": header} for header in headers], **options},
    )  # fmt: skip


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)  # one dot


def with_pictures(path: Path, notes: int = 0) -> Path:
    """Three lines of Calls: a picture on the first, a large one over several, one beside the table; notes on headers."""
    lines = [{"Call ID": f"K{i}", "Contact ID": f"C{i}", "Rep": "ann"} for i in (1, 2, 3)]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Calls")
        add_table(book, sheet, "Calls", lines)
        for row, column, scale in ((1, 4, 1), (2, 1, 90), (3, 90, 1)):
            image = {"image_data": io.BytesIO(PNG), "x_scale": scale, "y_scale": scale}
            sheet.insert_image(row, column, f"{row}.png", image)
        for column in range(notes):
            sheet.write_comment(0, column, "what this column is for")
    return path
