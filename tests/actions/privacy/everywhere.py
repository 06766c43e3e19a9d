"""A workbook with all that Excel has to offer, in which somebody stands wherever text can stand; their name is put in later."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from lxml import etree

from tests.actions.privacy.desk import FIRST as THEIR_FIRST
from tests.actions.privacy.desk import LAST as THEIR_LAST
from tests.actions.privacy.desk import PARTS as OTHER_PARTS
from tests.actions.privacy.desk import salesbook
from tests.books import richparts as x
from tests.books.lived_in import comment, lived_in_workbook
from tests.books.make import MAIN, OFFICE
from tests.books.pack import M, Pack

FIRST, LAST = "Qqfirst", "Qqlast"  # stand for a name
FULL = f"{FIRST} {LAST}"
EMAIL, PHONE = "qq.person@private-post.example", "911845327"
LINK = "https://crm.example/find?q=QQCODED&lang=en#top"
SHEET = "Everything"
EXCEL = "http://schemas.microsoft.com/office/excel/2006/main"
FORMULAS = (  # of the user's own; none is about the person but for the literals that name them
    'ROUND(SUM(A1:A9)/3,2)&" "&UPPER(B1)', "POWER(SMALL(A1:A9,1),2)", "IF(A1>0,CHOOSE(2,LEFT(B1),RIGHT(B1)),NA())",
    'COUNTIFS(Contacts[Status],"Active",Contacts[Score],">"&A1)', 'SUMIFS(Orders[Amount],Orders[Account ID],"A0001")',
    "INDEX(Contacts[Last name],MATCH(A1,Contacts[Score],0))", "'My charts'!B1*tax_rate", 'TEXT(A1,"[Red]0.00;General")',
    'CELL("address",A1)', 'INDIRECT("Contacts!C"&ROW())', "DATE(YEAR(TODAY()),MONTH(TODAY())+1,1)", "SUBTOTAL(109,A1:A9)",
    "LET(center,AVERAGE(A1:A9),light,MAX(A1:A9),center/light)", 'IFERROR(VLOOKUP("North",Lists!A1:C3,3,FALSE),"White")',
)  # fmt: skip
THEIRS = (
    f'IF(B1="{FULL}","{LAST}, {FIRST} is ""here""",ROUND(A1,1))', f'"{FIRST} "&"{LAST}"', f'HYPERLINK("{LINK}","{FULL}")',
    f'HYPERLINK("mailto:{EMAIL}?subject=Round")',
)  # fmt: skip


def everywhere(folder: Path) -> dict[str, bytes]:
    """The parts of the workbook, in which FIRST, LAST, EMAIL and QQCODED (in an address) stand for a name."""
    base, book = folder / "base.xlsx", folder / "rich.xlsm"
    assert salesbook("new", base, "--sample", "--contacts", 12) == 0
    pack = Pack(lived_in_workbook(book, base))
    _sheet(pack)
    _settings(pack)
    _macro_sheet(pack)
    comment(pack, "Contacts", "D3", FULL, f"{FULL} sits beside the White wall", 2901)
    for name, part in OTHER_PARTS.items():
        content = (
            part.replace(THEIR_FIRST, FIRST)
            .replace(THEIR_LAST, LAST)
            .replace("Zoë-", "Qqfi")
            .replace("Žofie", "Qqrst")
        )
        pack.parts[name] = content.encode()
        if "/_rels/" not in name:
            etree.SubElement(
                pack.tree("[Content_Types].xml"),
                f"{{{_TYPES}}}Override",
                PartName=f"/{name}",
                ContentType="application/xml",
            )
    pack.save(book)
    with zipfile.ZipFile(book) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def _sheet(pack: Pack) -> None:
    pack.add_sheet(SHEET)
    for i, text in enumerate(
        (
            "White",
            "Round",
            "solid",
            "Anna White",
            FULL,
            f"{LAST}, {FIRST}",
            f"See {LINK}",
            f"Ask {FULL.upper()}!",
        ),
        1,
    ):
        pack.type(SHEET, f"B{i}", text)
        pack.type(SHEET, f"A{i}", i * 1.5)
    pack.type(SHEET, "B9", float(PHONE))
    for i, formula in enumerate((*FORMULAS, *THEIRS), 1):
        pack.type(SHEET, f"D{i}", FULL if formula in THEIRS else "Small", formula=formula)
    runs = f'<c xmlns="{MAIN}" r="E1" t="inlineStr"><is><r><rPr><b/><color rgb="FFFFFFFF"/><rFont val="Times New Roman"/></rPr><t>Qqfi</t></r><r><t>Qqrst </t></r><r><rPr><i/></rPr><t>{LAST} rang</t></r></is></c>'
    rows = pack.sheet(SHEET).find(f"{M}sheetData")
    rows[0].append(etree.fromstring(runs))
    pack.put(
        SHEET,
        f'<dataValidations xmlns="{MAIN}" count="1"><dataValidation type="list" allowBlank="1" showInputMessage="1" errorStyle="warning" promptTitle="For {FIRST}" prompt="Ask {FULL}" errorTitle="Stop" error="{FULL} decides" sqref="F1:F9"><formula1>"North,{FULL},White"</formula1></dataValidation></dataValidations>',
    )
    rule = f'<conditionalFormatting xmlns="{MAIN}" sqref="B1:B9"><cfRule type="containsText" priority="97" operator="containsText" text="{FULL}"><formula>NOT(ISERROR(SEARCH("{FULL}",B1)))</formula></cfRule></conditionalFormatting>'
    pack.put(SHEET, rule)
    relation = pack.relate(pack.sheets[SHEET], "hyperlink", "x")
    (link,) = [
        each
        for each in pack.tree("xl/worksheets/_rels/" + pack.sheets[SHEET].rpartition("/")[2] + ".rels")
        if each.get("Id") == relation
    ]
    link.set("Target", LINK)
    link.set("TargetMode", "External")
    pack.put(
        SHEET,
        f'<hyperlinks xmlns="{MAIN}" xmlns:r="{OFFICE}"><hyperlink ref="B5" r:id="{relation}" tooltip="Page of {FULL}" display="{FULL}"/><hyperlink ref="B1" location="\'My charts\'!A1" display="White"/></hyperlinks>',
    )
    pack.put(
        SHEET,
        f'<headerFooter xmlns="{MAIN}"><oddHeader>&amp;L&amp;"Times New Roman,Bold"&amp;KFF0000For {FULL}&amp;C&amp;A&amp;R&amp;D</oddHeader><oddFooter>&amp;C&amp;"-,Italic"&amp;12{FIRST} &amp;B{LAST}</oddFooter></headerFooter>',
    )
    pack.put_relation(
        SHEET, "drawing", pack.add("xl/drawings/own9.xml", _shapes(), "drawing", of=pack.sheets[SHEET])
    )


def _shapes() -> str:
    text = x.shape_button(9, "Hello").replace(
        "Press me</a:t>", f"Qqfi</a:t></a:r><a:r><a:rPr b='1'/><a:t>Qqrst {LAST}</a:t>"
    )
    return x.drawing(
        x.anchored(
            3, text.replace('name="Press me"', f'name="Press me" descr="Face of {FULL}" title="{FULL}"')
        )
    )


def _settings(pack: Pack) -> None:
    names = pack.workbook.find(f"{M}definedNames")
    etree.SubElement(
        names, f"{M}definedName", name="zz_lead", comment=f"set by {FULL}"
    ).text = f'IF(tax_rate>0,"{FULL}","Round")'
    formats = pack.tree("xl/styles.xml")
    listed = formats.find(f"{M}numFmts")
    if listed is None:
        listed = etree.Element(f"{M}numFmts", count="0")
        formats.insert(0, listed)
    etree.SubElement(listed, f"{M}numFmt", numFmtId="399", formatCode=f'[Red]0.0"h of {FULL}";[Black]\\-0')
    listed.set("count", str(len(listed)))
    pack.parts["docProps/core.xml"] = re.sub(
        rb"</cp:coreProperties>",
        f"<dc:subject>About {FULL}</dc:subject></cp:coreProperties>".encode(),
        pack.parts["docProps/core.xml"],
    )


def _macro_sheet(pack: Pack) -> None:
    """An Excel 4 macro sheet with a text that nothing else uses."""
    number = pack._shared("Only a macro says this")
    cells = f'<x:row r="1"><x:c r="A1" t="s"><x:v>{number}</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:f>ALERT("Round",1)</x:f><x:v>0</x:v></x:c></x:row>'
    content = f'<xm:macrosheet xmlns:xm="{EXCEL}" xmlns:x="{MAIN}"><x:sheetData>{cells}</x:sheetData></xm:macrosheet>'
    part = "xl/macrosheets/sheet1.xml"
    pack.parts[part] = content.encode()
    relation = pack.relate("xl/workbook.xml", "xlMacrosheet", part)
    for each in pack.tree("xl/_rels/workbook.xml.rels"):
        if each.get("Id") == relation:
            each.set("Type", "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet")
    etree.SubElement(
        pack.tree("[Content_Types].xml"),
        f"{{{_TYPES}}}Override",
        PartName=f"/{part}",
        ContentType="application/vnd.ms-excel.macrosheet+xml",
    )
    etree.SubElement(
        pack.workbook.find(f"{M}sheets"),
        f"{M}sheet",
        {"name": "Macro1", "sheetId": "199", f"{{{OFFICE}}}id": relation, "state": "hidden"},
    )


def named(parts: Mapping[str, bytes], first: str, last: str) -> dict[str, bytes]:
    """The parts with a name in them."""
    coded = quote(f"{first} {last}").encode()
    swaps = [(b"QQCODED", coded), (FULL.upper().encode(), escape(f"{first} {last}".upper()).encode()),
             (b"Qqfi", escape(first[:2]).encode()), (b"Qqrst", escape(first[2:]).encode())]  # fmt: skip
    found = {}
    for name, part in parts.items():
        new = part
        if b"Qq" in new or b"QQ" in new:
            new = new.replace(FIRST.encode(), escape(first).encode())
            for old, other in swaps:
                new = new.replace(old, other)
            new = new.replace(LAST.encode(), escape(last).encode())
        found[name] = new
    return found


def zipped(parts: Mapping[str, bytes]) -> BytesIO:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    out.seek(0)
    return out


def unzipped(file: BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
