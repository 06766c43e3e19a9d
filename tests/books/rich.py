"""A salesbook that people made their own: everything that Excel can put into a workbook and other writers lose.

`rich_workbook` takes an existing salesbook and adds a sheet Extras with charts, an image, a
form-control button and a shape with macros, notes, a threaded comment, sparklines, a data bar of
2010, a pivot table and a slicer on Contacts; protection, a protected range and sparklines on the
sheet Contacts itself; VBA, a ribbon, custom XML and defined names.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from pathlib import Path

import xlsxwriter
import xlwings

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PERSON = "{AAAAAAAA-0000-4000-8000-000000000001}"
COMMENT = "{BBBBBBBB-0000-4000-8000-000000000001}"
EXTRAS = "xl/worksheets/extra_sheet1.xml"


def rich_workbook(path: Path, base: Path) -> Path:
    """Write `base` with all of that added to `path`, which should end with .xlsm."""
    book = _Package(base)
    table = book.part_with('displayName="Contacts"')
    contacts = book.sheet("Contacts")
    _add_extras(book)
    _add_pivot(book, table)
    _add_slicer(book, table)
    _add_threaded_comment(book)
    _protect(book, contacts)
    _add_macros_and_ribbon(book)
    _add_custom_xml(book)
    book.insert_names(
        '<definedName name="my_rate">0.21</definedName><definedName name="my_header">Contacts!$A$1</definedName>'
    )
    book.save(path)
    return path


class _Package:
    """The parts of a workbook, with what is needed to add some."""

    def __init__(self, path: Path | io.BytesIO) -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def save(self, path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)

    def text(self, name: str) -> str:
        return self.parts[name].decode()

    def add(self, name: str, content: str | bytes, kind: str = "") -> None:
        self.parts[name] = content if isinstance(content, bytes) else content.encode()
        if kind:
            self._type(f'<Override PartName="/{name}" ContentType="{kind}"/>')

    def default(self, extension: str, kind: str) -> None:
        if f'Extension="{extension}"' not in self.text("[Content_Types].xml"):
            self._type(f'<Default Extension="{extension}" ContentType="{kind}"/>', first=True)

    def relate(self, source: str, kind: str, target: str) -> str:
        """Add a relation from a part ("" for the package) and return its id."""
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        empty = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        text = self.parts.setdefault(relations, empty).decode()
        name = f"rIdExtra{text.count('<Relationship ')}"
        kind = kind if kind.startswith("http") else f"{OFFICE}/relationships/{kind}"
        relation = f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        self.parts[relations] = text.replace("</Relationships>", relation + "</Relationships>").encode()
        return name

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.text(name)
        assert old in text, f"{name} has no {old}"
        self.parts[name] = text.replace(old, new, 1).encode()

    def extend(self, name: str, ext: str, end: str) -> None:
        """Add an extension to a sheet or the workbook."""
        text = self.text(name)
        if f"</extLst></{end}>" in text:
            self.replace(name, f"</extLst></{end}>", f"{ext}</extLst></{end}>")
        else:
            self.replace(name, f"</{end}>", f"<extLst>{ext}</extLst></{end}>")

    def insert_names(self, names: str) -> None:
        if "<definedNames>" in self.text("xl/workbook.xml"):
            self.replace("xl/workbook.xml", "</definedNames>", f"{names}</definedNames>")
        else:
            self.replace("xl/workbook.xml", "</sheets>", f"</sheets><definedNames>{names}</definedNames>")

    def part_with(self, text: str) -> str:
        return next(
            name
            for name, data in self.parts.items()
            if name.startswith("xl/tables/") and text.encode() in data
        )

    def sheet(self, name: str) -> str:
        found = re.search(rf'<sheet name="{name}"[^>]*r:id="(\w+)"', self.text("xl/workbook.xml"))
        relations = self.text("xl/_rels/workbook.xml.rels")
        return "xl/" + re.search(rf'Id="{found[1]}"[^>]*Target="([^"]+)"', relations)[1]

    def _type(self, entry: str, *, first: bool = False) -> None:
        text = self.text("[Content_Types].xml")
        where = re.search(r"<Types[^>]*>", text).end() if first else text.index("</Types>")
        self.parts["[Content_Types].xml"] = (text[:where] + entry + text[where:]).encode()


def _add_extras(book: _Package) -> None:
    """Graft a sheet that XlsxWriter made, with all that hangs on it, under other names."""
    donor = _Package(_donor())
    renamed = {
        name: re.sub(r"/(?=[^/]+$)", "/extra_", name)
        for name in donor.parts
        if re.match(r"xl/(drawings|charts|media|worksheets)/[^_]|xl/comments", name)
    }
    for name, new in renamed.items():
        kind = re.search(rf'PartName="/{name}" ContentType="([^"]+)"', donor.text("[Content_Types].xml"))
        book.add(new, donor.parts[name], kind[1] if kind else "")
        folder, base = posixpath.split(name)
        relations = f"{folder}/_rels/{base}.rels"
        if relations in donor.parts:
            folder, base = posixpath.split(new)
            text = re.sub(r'(Target="[^"]*/)([^"/]+")', r"\1extra_\2", donor.text(relations))
            book.add(f"{folder}/_rels/{base}.rels", text)
    for extension, kind in (
        ("png", "image/png"),
        ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
    ):
        book.default(extension, kind)
    shape = book.relate("xl/workbook.xml", "worksheet", "worksheets/extra_sheet1.xml")
    book.replace(
        "xl/workbook.xml", "</sheets>", f'<sheet name="Extras" sheetId="901" r:id="{shape}"/></sheets>'
    )
    drawing = "xl/drawings/extra_drawing1.xml"
    book.replace(drawing, '<xdr:sp macro=""', '<xdr:sp macro="[0]!Today"')
    book.replace(EXTRAS, ' tabSelected="1"', "")
    book.replace("xl/charts/extra_chart1.xml", "Extras!$C$1:$C$12", "Contacts!$I$2:$I$3")
    _add_control(book)


def _donor() -> io.BytesIO:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})  # so texts stand in the cells
    sheet = book.add_worksheet("Extras")
    for row in range(12):
        sheet.write_row(row, 0, [f"row {row}", row, row * row])
    sheet.write_comment("A2", "a note of the old kind", {"author": "Ana"})
    sheet.write_comment("A3", "[Threaded comment]", {"author": f"tc={COMMENT}"})
    sheet.conditional_format("B1:B12", {"type": "data_bar", "data_bar_2010": True, "bar_solid": True})
    sheet.add_sparkline("D1", {"range": "Extras!B1:B12", "markers": True})
    sheet.data_validation("E1:E9", {"validate": "list", "source": "=Contacts!$A$2:$A$3"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=Extras!$A$1:$A$12", "values": "=Extras!$B$1:$B$12"})
    chart.add_series({"values": "=Extras!$C$1:$C$12"})
    sheet.insert_chart("G2", chart)
    sheet.insert_image("G20", "dot.png", {"image_data": io.BytesIO(_png())})
    sheet.insert_button("G25", {"macro": "Today", "caption": "Today", "width": 80, "height": 30})
    sheet.insert_textbox("J25", "Today")
    sheet.protect("", {"objects": True})
    book.close()
    out.seek(0)
    return out


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" + b"\xff\0\0" * 2 + b"\0" + b"\0\0\xff" * 2)) + chunk(b"IEND", b"")  # fmt: skip


def _add_control(book: _Package) -> None:
    """The newer half of a form control, which Excel writes beside its VML."""
    book.add(
        "xl/ctrlProps/ctrlProp1.xml",
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<formControlPr xmlns="{X14}" objectType="Button" lockText="1"/>',
        "application/vnd.ms-excel.controlproperties+xml",
    )
    control = book.relate(EXTRAS, "ctrlProp", "../ctrlProps/ctrlProp1.xml")
    number = re.search(r'id="_x0000_s(\d+)"[^>]*>(?:(?!</v:shape>).)*ObjectType="Button"', book.text("xl/drawings/extra_vmlDrawing1.vml"), re.DOTALL)  # fmt: skip
    xdr = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    corner = "<xdr:col>{}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    controls = (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x14" xmlns:x14="{X14}"><controls>'
        f'<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="{number[1]}" r:id="{control}" name="Button 1">'
        '<controlPr defaultSize="0" print="0" autoFill="0" autoPict="0" macro="[0]!Today">'
        f'<anchor moveWithCells="1" sizeWithCells="1"><from xmlns:xdr="{xdr}">{corner.format(6, 24)}</from>'
        f'<to xmlns:xdr="{xdr}">{corner.format(8, 26)}</to></anchor>'
        "</controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>"
    )
    legacy = re.search(r"<legacyDrawing [^>]*/>", book.text(EXTRAS))[0]
    book.replace(EXTRAS, legacy, legacy + controls)


def _add_pivot(book: _Package, table: str) -> None:
    names = re.findall(r'<tableColumn [^>]*?name="([^"]*)"', book.text(table))
    band = names.index("Band")
    items = '<sharedItems count="2"><s v="Strong"/><s v="Fair"/></sharedItems>'
    fields = "".join(f'<cacheField name="{name}" numFmtId="0">{items if i == band else "<sharedItems/>"}</cacheField>' for i, name in enumerate(names))  # fmt: skip
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    book.add("xl/pivotCache/pivotCacheRecords1.xml", f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<pivotCacheRecords xmlns="{MAIN}" count="0"/>', f"{SHEET}.pivotCacheRecords+xml")  # fmt: skip
    records = book.relate(cache, "pivotCacheRecords", "pivotCacheRecords1.xml")
    book.add(
        cache,
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships" r:id="{records}" refreshOnLoad="1" recordCount="0">'
        f'<cacheSource type="worksheet"><worksheetSource name="Contacts"/></cacheSource>'
        f'<cacheFields count="{len(names)}">{fields}</cacheFields></pivotCacheDefinition>',
        f"{SHEET}.pivotCacheDefinition+xml",
    )
    pivots = "".join('<pivotField axis="axisRow" showAll="0"><items count="3"><item x="0"/><item x="1"/><item t="default"/></items></pivotField>' if i == band else '<pivotField showAll="0"/>' for i in range(len(names)))  # fmt: skip
    book.add(
        "xl/pivotTables/pivotTable1.xml",
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<pivotTableDefinition xmlns="{MAIN}" name="Bands" cacheId="77" dataCaption="Values">'
        '<location ref="L2:L5" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        f'<pivotFields count="{len(names)}">{pivots}</pivotFields><rowFields count="1"><field x="{band}"/></rowFields>'
        '<rowItems count="3"><i><x/></i><i><x v="1"/></i><i t="grand"><x/></i></rowItems></pivotTableDefinition>',
        f"{SHEET}.pivotTable+xml",
    )
    book.relate(
        "xl/pivotTables/pivotTable1.xml", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml"
    )
    book.relate(EXTRAS, "pivotTable", "../pivotTables/pivotTable1.xml")
    known = book.relate("xl/workbook.xml", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
    after = re.search(r"<calcPr[^>]*/>", book.text("xl/workbook.xml"))[0]
    book.replace(
        "xl/workbook.xml",
        after,
        f'{after}<pivotCaches><pivotCache cacheId="77" r:id="{known}"/></pivotCaches>',
    )


def _add_slicer(book: _Package, table: str) -> None:
    number = re.search(r'<table [^>]*?\bid="(\d+)"', book.text(table))[1]
    column = re.search(r'<tableColumn id="(\d+)"[^>]*?name="Band"', book.text(table))[1]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    ignorable = f'xmlns:mc="{MC}" mc:Ignorable="x" xmlns:x="{MAIN}"'
    book.add(
        "xl/slicerCaches/slicerCache1.xml",
        f'{head}<slicerCacheDefinition xmlns="{X14}" {ignorable} name="Slicer_Band" sourceName="Band"><extLst>'
        f'<x:ext uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}" xmlns:x15="{X15}">'
        f'<x15:tableSlicerCache tableId="{number}" column="{column}"/></x:ext></extLst></slicerCacheDefinition>',
        "application/vnd.ms-excel.slicerCache+xml",
    )
    book.add(
        "xl/slicers/slicer1.xml",
        f'{head}<slicers xmlns="{X14}" {ignorable}><slicer name="Band" cache="Slicer_Band" caption="Band" rowHeight="241300"/></slicers>',
        "application/vnd.ms-excel.slicer+xml",
    )
    relations = "http://schemas.microsoft.com/office/2007/relationships"
    cache = book.relate("xl/workbook.xml", f"{relations}/slicerCache", "slicerCaches/slicerCache1.xml")
    slicer = book.relate(EXTRAS, f"{relations}/slicer", "../slicers/slicer1.xml")
    book.extend(
        "xl/workbook.xml",
        f'<ext uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}" xmlns:x15="{X15}"><x15:slicerCaches xmlns:x14="{X14}">'
        f'<x14:slicerCache r:id="{cache}"/></x15:slicerCaches></ext>',
        "workbook",
    )
    book.extend(
        EXTRAS,
        f'<ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" xmlns:x14="{X14}"><x14:slicerList><x14:slicer r:id="{slicer}"/></x14:slicerList></ext>',
        "worksheet",
    )
    book.insert_names('<definedName name="Slicer_Band">#N/A</definedName>')
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    kind = "http://schemas.microsoft.com/office/drawing/2010/slicer"
    corner = "<xdr:col>{}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    zero = '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    book.replace(
        "xl/drawings/extra_drawing1.xml",
        "</xdr:wsDr>",
        f"<xdr:twoCellAnchor><xdr:from>{corner.format(12, 1)}</xdr:from><xdr:to>{corner.format(14, 12)}</xdr:to>"
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:sle15="http://schemas.microsoft.com/office/drawing/2012/slicer" Requires="sle15">'
        f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="99" name="Band"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
        f'<xdr:xfrm>{zero}</xdr:xfrm><a:graphic xmlns:a="{a}"><a:graphicData uri="{kind}"><sle:slicer xmlns:sle="{kind}" name="Band"/>'
        f'</a:graphicData></a:graphic></xdr:graphicFrame></mc:Choice><mc:Fallback><xdr:sp macro="" textlink="">'
        f'<xdr:nvSpPr><xdr:cNvPr id="99" name="Band"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm xmlns:a="{a}">{zero}</a:xfrm>'
        f'<a:prstGeom xmlns:a="{a}" prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp></mc:Fallback></mc:AlternateContent><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>',
    )


def _add_threaded_comment(book: _Package) -> None:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    book.add(
        "xl/persons/person.xml",
        f'{head}<personList xmlns="{THREADED}"><person displayName="Ana" id="{PERSON}" userId="ana" providerId="None"/></personList>',
        "application/vnd.ms-excel.person+xml",
    )
    book.add(
        "xl/threadedComments/threadedComment1.xml",
        f'{head}<ThreadedComments xmlns="{THREADED}"><threadedComment ref="A3" dT="2026-01-05T09:00:00.00" personId="{PERSON}" id="{COMMENT}">'
        "<text>Shall we call them?</text></threadedComment></ThreadedComments>",
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    relations = "http://schemas.microsoft.com/office/2017/10/relationships"
    book.relate("xl/workbook.xml", f"{relations}/person", "persons/person.xml")
    book.relate(EXTRAS, f"{relations}/threadedComment", "../threadedComments/threadedComment1.xml")


def _protect(book: _Package, sheet: str) -> None:
    """Protection and sparklines on a sheet that salesbook writes to."""
    book.replace(
        sheet,
        "</sheetData>",
        '</sheetData><sheetProtection sheet="1" formatCells="0" sort="0"/>'
        '<protectedRanges><protectedRange sqref="B2:C3" name="Names"/></protectedRanges>',
    )
    book.extend(
        sheet,
        f'<ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" xmlns:x14="{X14}"><x14:sparklineGroups xmlns:xm="{XM}">'
        '<x14:sparklineGroup displayEmptyCellsAs="gap"><x14:colorSeries rgb="FF376092"/><x14:sparklines><x14:sparkline>'
        "<xm:f>Contacts!I2:I3</xm:f><xm:sqref>AZ1</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>",
        "worksheet",
    )


def _add_macros_and_ribbon(book: _Package) -> None:
    with zipfile.ZipFile(Path(xlwings.__file__).with_name("quickstart_standalone.xlsm")) as archive:
        book.add(
            "xl/vbaProject.bin", archive.read("xl/vbaProject.bin"), "application/vnd.ms-office.vbaProject"
        )
    book.relate(
        "xl/workbook.xml",
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "vbaProject.bin",
    )
    book.replace(
        "[Content_Types].xml",
        f"{SHEET}.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    book.add(
        "customUI/customUI14.xml",
        '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs><tab id="salesbook" label="Salesbook">'
        '<group id="day" label="Day"><button id="today" label="Today" onAction="Today"/></group></tab></tabs></ribbon></customUI>',
        "application/xml",
    )
    book.relate(
        "",
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
        "customUI/customUI14.xml",
    )


def _add_custom_xml(book: _Package) -> None:
    book.add("customXml/item1.xml", '<settings xmlns="urn:a-firm">kept</settings>', "application/xml")
    properties = (
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        'ds:itemID="{CCCCCCCC-0000-4000-8000-000000000001}"><ds:schemaRefs/></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    book.add("customXml/itemProps1.xml", properties, kind)
    book.relate("customXml/item1.xml", "customXmlProps", "itemProps1.xml")
    book.relate("xl/workbook.xml", "customXml", "../customXml/item1.xml")
