"""Small workbooks as programs other than Excel for Windows write them, each with what is peculiar to it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.books import richparts as x
from tests.books.make import MAIN, OFFICE, PNG, raw_workbook, relations, row, table_part, zipped

_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET = f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">%s<sheetData>%s</sheetData>%s</worksheet>'
_LOOKS = (
    '<fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="18"/><name val="ＭＳ Ｐゴシック"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
)
_CELLS = (
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="%d" fontId="1" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
_FIGURES = row(1, '<c r="A1" s="1"><v>39000</v></c>', '<c r="B1"><f>A1+1</f><v>39001</v></c>')


def _workbook(path: Path, inside: str, parts: Mapping[str, str | bytes]) -> Path:
    """A workbook from what stands in its list of sheets, and its parts."""
    listed = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{inside}</workbook>'
    return raw_workbook(path, "", workbook=listed, **parts)


def _shared(ref: str, number: int) -> str:
    return f'<c r="{ref}" t="s"><v>{number}</v></c>'


def _types(*more: tuple[str, str]) -> str:
    parts = (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"), *more)
    each = "".join(
        f'<Override ContentType="{x.SPREADSHEET}{kind}+xml" PartName="/xl/{part}.xml"/>'
        for part, kind in parts
    )
    return (
        f'<Types xmlns="{_CONTENT}"><Default ContentType="application/xml" Extension="xml"/>'
        '<Default ContentType="image/png" Extension="png"/>'
        f'<Default ContentType="application/vnd.openxmlformats-package.relationships+xml" Extension="rels"/>{each}</Types>'
    )


def libreoffice_1904(path: Path) -> Path:
    """Days are counted from 1904, yes and no are words, no text is shared, and there is no list of conditional looks."""
    name = '<definedName function="false" hidden="false" name="%s" vbProcedure="false"%s>Sheet1!$A$1</definedName>'
    inside = (
        '<fileVersion appName="Calc"/><workbookPr backupFile="false" showObjects="all" date1904="true"/><workbookProtection/>'
        '<bookViews><workbookView showSheetTabs="true" firstSheet="0" activeTab="0"/></bookViews>'
        '<sheets><sheet name="Sheet1" sheetId="1" state="visible" r:id="rId1"/></sheets>'
        f"<definedNames>{name % ('first_day', '')}{name % ('名前', '')}</definedNames>"
        '<calcPr iterateCount="100" refMode="A1" iterate="false" iterateDelta="0.001"/>'
        '<extLst><ext xmlns:loext="http://schemas.libreoffice.org/" uri="{7626C862-2A13-11E5-B345-FEFF819CDC9F}">'
        '<loext:extCalcPr stringRefSyntax="CalcA1"/></ext></extLst>'
    )
    before = (
        '<sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><dimension ref="A1:B1"/>'
        '<sheetViews><sheetView showGridLines="true" tabSelected="true" workbookViewId="0"/></sheetViews>'
        '<cols><col collapsed="false" customWidth="true" hidden="false" outlineLevel="0" max="1025" min="1" style="0" width="11.5"/></cols>'
    )
    return _workbook(path, inside, {
        "[Content_Types].xml": _types(("sharedStrings", "sharedStrings")),
        "xl/worksheets/sheet1.xml": _SHEET % (before, _FIGURES, ""),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="General"/>'
        f'<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>{_LOOKS}{_CELLS % 165}</styleSheet>',
    })  # fmt: skip


def google(path: Path) -> Path:
    """Lists that are there and empty, names in another script, its content types last in the zip, a picture on the sheet."""
    inside = (
        '<workbookPr/><sheets><sheet state="visible" name="シート1" sheetId="1" r:id="rId1"/></sheets>'
        "<definedNames/><calcPr/>"
    )
    made = _workbook(path, inside, {
        "xl/worksheets/sheet1.xml": _SHEET % ("<sheetViews><sheetView workbookViewId='0'/></sheetViews>", _FIGURES, "<drawing r:id='rId1'/>"),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": x.drawing(x.anchored(3, x.picture(1, "rId1"))),
        "xl/drawings/_rels/drawing1.xml.rels": relations(("image", "../media/image1.png")),
        "xl/media/image1.png": PNG,
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{_LOOKS}{_CELLS % 14}<dxfs count="0"/></styleSheet>',
        "[Content_Types].xml": _types(("sharedStrings", "sharedStrings")).replace(
            "</Types>", '<Override ContentType="application/vnd.openxmlformats-officedocument.drawing+xml" PartName="/xl/drawings/drawing1.xml"/></Types>'),
    })  # fmt: skip
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(path, {**parts, "[Content_Types].xml": parts.pop("[Content_Types].xml")})


def wps(path: Path) -> Path:
    """Folders among the parts, built-in numbers of formats that are written out, and no names."""
    inside = (
        '<fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/><workbookPr/>'
        '<bookViews><workbookView windowWidth="22188" windowHeight="9060"/></bookViews>'
        '<sheets><sheet name="Übersicht Süd" sheetId="3" r:id="rId1"/></sheets><calcPr calcId="191029"/>'
    )
    yuan = '<numFmt numFmtId="44" formatCode="_ &quot;￥&quot;* #,##0.00_ ;_ @_ "/>'
    return _workbook(path, inside, {
        "_rels/": "", "xl/": "", "xl/_rels/": "", "xl/worksheets/": "",
        "[Content_Types].xml": _types(("sharedStrings", "sharedStrings")),
        "xl/worksheets/sheet1.xml": _SHEET % ('<sheetPr/><dimension ref="A1:B1"/>', _FIGURES, ""),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="1">{yuan}</numFmts>{_LOOKS}{_CELLS % 44}</styleSheet>',
    })  # fmt: skip


def pivots(path: Path) -> Path:
    """A table and a pivot of it on one sheet, and the list of pivots behind the names, as Excel writes them."""
    inside = (
        '<workbookPr codeName="ThisWorkbook" defaultThemeVersion="124226"/><sheets><sheet name="Input" sheetId="7" r:id="rId1"/></sheets>'
        '<definedNames><definedName name="Total">SUM(Sold[Amount])</definedName></definedNames><calcPr calcId="152511"/>'
        '<pivotCaches><pivotCache cacheId="14" r:id="rId4"/></pivotCaches>'
    )
    texts = "<si><t>Firm</t></si><si><t>Amount</t></si><si><t>Ñandú</t></si>"
    cells = row(1, _shared("A1", 0), _shared("B1", 1)) + row(2, _shared("A2", 2), '<c r="B2"><v>5</v></c>')
    cache = x.pivot_cache(
        '<worksheetSource name="Sold"/>',
        ["Firm", "Amount"],
        {"Firm": ["Ñandú"]},
        'saveData="0" refreshOnLoad="1"',
    )
    pivot = x.pivot_table("By firm", 14, "E1:F3", ["Firm", "Amount"], "Firm", 1, "Amount")
    return _workbook(path, inside, {
        "[Content_Types].xml": _types(
            ("sharedStrings", "sharedStrings"), ("tables/table3", "table"), ("pivotTables/pivotTable1", "pivotTable"),
            ("pivotCache/pivotCacheDefinition1", "pivotCacheDefinition")),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"),
            ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/worksheets/sheet1.xml": _SHEET % ("", cells, '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("table", "../tables/table3.xml"), ("pivotTable", "../pivotTables/pivotTable1.xml")),
        "xl/tables/table3.xml": table_part("A1:B2", ["Firm", "Amount"], "Sold").replace('id="1"', 'id="3"', 1),
        "xl/pivotTables/pivotTable1.xml": pivot,
        "xl/pivotTables/_rels/pivotTable1.xml.rels": relations(("pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")),
        "xl/pivotCache/pivotCacheDefinition1.xml": cache,
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{_LOOKS}{_CELLS % 4}</styleSheet>',
    })  # fmt: skip


PROGRAMS = (libreoffice_1904, google, wps, pivots)
