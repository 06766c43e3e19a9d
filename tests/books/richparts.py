"""Parts of workbooks as Excel writes them, which no library writes: pivots, slicers, sparklines, buttons and more."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

from tests.books.make import MAIN, OFFICE

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
PERSON, THREAD = "{11111111-2222-4333-8444-555555555555}", "{66666666-7777-4888-9999-AAAAAAAAAAAA}"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAE0lEQVR4nGMwSJgARAwTEgyACAAfjgSBPExyOgAAAABJRU5ErkJggg=="
)
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
TYPES = {
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "drawing": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "worksheet": f"{SPREADSHEET}worksheet+xml",
    "calcChain": f"{SPREADSHEET}calcChain+xml",
    "sheetMetadata": f"{SPREADSHEET}sheetMetadata+xml",
    "pivotTable": f"{SPREADSHEET}pivotTable+xml",
    "pivotCacheDefinition": f"{SPREADSHEET}pivotCacheDefinition+xml",
    "pivotCacheRecords": f"{SPREADSHEET}pivotCacheRecords+xml",
    "ctrlProp": "application/vnd.ms-excel.controlproperties+xml",
    "slicer": "application/vnd.ms-excel.slicer+xml",
    "slicerCache": "application/vnd.ms-excel.slicerCache+xml",
    "threadedComment": "application/vnd.ms-excel.threadedcomments+xml",
    "person": "application/vnd.ms-excel.person+xml",
    "vbaProject": "application/vnd.ms-office.vbaProject",
    "printerSettings": f"{SPREADSHEET}printerSettings",
    "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "comments": f"{SPREADSHEET}comments+xml",
    "vmlDrawing": "application/vnd.openxmlformats-officedocument.vmlDrawing",
    "customXmlProps": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
}
RELATIONS = {  # those that do not begin as all others do
    "slicer": "http://schemas.microsoft.com/office/2007/relationships/slicer",
    "slicerCache": "http://schemas.microsoft.com/office/2007/relationships/slicerCache",
    "threadedComment": "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
    "person": "http://schemas.microsoft.com/office/2017/10/relationships/person",
    "vbaProject": "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    "extensibility": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
}

CUSTOM_PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Department"><vt:lpwstr>Sales &amp; service</vt:lpwstr>'
    "</property></Properties>"
)
CUSTOM_XML = '<memo xmlns="urn:example:memo">Keep me</memo>'
CUSTOM_XML_PROPS = (
    '<ds:datastoreItem ds:itemID="{5F7B0B0A-0A0A-4B0B-8C0C-0D0D0D0D0D0D}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    '<ds:schemaRefs><ds:schemaRef ds:uri="urn:example:memo"/></ds:schemaRefs></ds:datastoreItem>'
)
RIBBON = (
    '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs><tab id="mine" label="Mine">'
    '<group id="calls" label="Calls"><button id="hello" label="Hello" onAction="Hello" size="large" imageMso="HappyFace"/>'
    "</group></tab></tabs></ribbon></customUI>"
)
METADATA = (  # says that a formula spills
    f'<metadata xmlns="{MAIN}" xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray">'
    '<metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" pasteAll="1" pasteValues="1" '
    'merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" coerce="1" cellMeta="1"/></metadataTypes>'
    '<futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}">'
    '<xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata>'
    '<cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>'
)
PERSONS = (
    f'<personList xmlns="{THREADED}" xmlns:x="{MAIN}"><person displayName="Ana Ruiz" id="{PERSON}" userId="ana" providerId="None"/></personList>'
)  # fmt: skip
BUTTON_PROPERTIES = f'<formControlPr xmlns="{X14}" objectType="Button" lockText="1"/>'


COMMENT_ID = "{http://schemas.microsoft.com/office/spreadsheetml/2014/revision}uid"


def threaded_comment(ref: str, text: str) -> str:
    return (
        f'<ThreadedComments xmlns="{THREADED}" xmlns:x="{MAIN}"><threadedComment ref="{ref}" dT="2026-06-12T09:30:00.00" '
        f'personId="{PERSON}" id="{THREAD}"><text>{text}</text></threadedComment></ThreadedComments>'
    )


STANDARD = '<c:grouping val="standard"/>'


def chart(kind: str, name: str, categories: str, values: str) -> str:
    """A chart of one series, such as an Excel user draws over a table's columns."""
    bars = '<c:barDir val="col"/><c:grouping val="clustered"/>'
    return (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{OFFICE}"><c:chart><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f"<c:{kind}>{bars if kind == 'barChart' else STANDARD}"
        f'<c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:v>{name}</c:v></c:tx>'
        f"<c:cat><c:strRef><c:f>{categories}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>{values}</c:f></c:numRef></c:val></c:ser>"
        f'<c:axId val="101"/><c:axId val="102"/></c:{kind}>'
        '<c:catAx><c:axId val="101"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        '<c:crossAx val="102"/></c:catAx><c:valAx><c:axId val="102"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:crossAx val="101"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/></c:chart></c:chartSpace>'
    )


def anchored(row: int, what: str) -> str:
    """A drawing's place on its sheet: five rows, three columns."""
    corner = "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{2}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{0}>"
    return (
        f"<xdr:twoCellAnchor>{corner.format('from', 6, row)}{corner.format('to', 9, row + 5)}{what}<xdr:clientData/></xdr:twoCellAnchor>"
    )  # fmt: skip


def chart_frame(number: int, relation: str) -> str:
    return _frame(number, f"Chart {number}", C, f'<c:chart xmlns:c="{C}" r:id="{relation}"/>')


def slicer_frame(number: int, name: str) -> str:
    uri = "http://schemas.microsoft.com/office/drawing/2010/slicer"
    frame = _frame(number, name, uri, f'<sle:slicer xmlns:sle="{uri}" name="{name}"/>')
    stand_in = shape_button(0, "").replace("[0]!", "")  # for versions of Excel that know no slicers
    return f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:sle15="http://schemas.microsoft.com/office/drawing/2012/slicer" Requires="sle15">{frame}</mc:Choice><mc:Fallback>{stand_in}</mc:Fallback></mc:AlternateContent>'


def _frame(number: int, name: str, uri: str, what: str) -> str:
    return (
        f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{number}" name="{name}"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{uri}">{what}</a:graphicData></a:graphic></xdr:graphicFrame>'
    )


def picture(number: int, relation: str) -> str:
    return (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{number}" name="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>{_BOX}</xdr:pic>'
    )


def shape_button(number: int, macro: str) -> str:
    return (
        f'<xdr:sp macro="[0]!{macro}" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name="Press me"/><xdr:cNvSpPr/></xdr:nvSpPr>'
        f"{_BOX}<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>Press me</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )


_BOX = (
    '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="600000" cy="300000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
)


def drawing(*anchors: str) -> str:
    return f'<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{A}" xmlns:r="{OFFICE}">{"".join(anchors)}</xdr:wsDr>'


VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout></xml>'
)


def vml_button(shape: int, macro: str) -> str:
    return (
        '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        '<v:path shadowok="f" o:extrusionok="f" strokeok="f" fillok="f" o:connecttype="rect"/><o:lock v:ext="edit" shapetype="t"/></v:shapetype>'
        f'<v:shape id="_x0000_s{shape}" type="#_x0000_t201" style="position:absolute;margin-left:480pt;margin-top:3pt;width:60pt;height:18pt" '
        'o:button="t" fillcolor="buttonFace [67]" strokecolor="windowText [64]" o:insetmode="auto">'
        '<v:textbox style="mso-direction-alt:auto" o:singleclick="f"><div style="text-align:center"><font face="Calibri" size="220">Hello</font></div></v:textbox>'
        '<x:ClientData ObjectType="Button"><x:Anchor>9, 0, 0, 4, 10, 0, 1, 0</x:Anchor><x:PrintObject>False</x:PrintObject>'
        f"<x:AutoFill>False</x:AutoFill><x:FmlaMacro>[0]!{macro}</x:FmlaMacro><x:TextHAlign>Center</x:TextHAlign></x:ClientData></v:shape>"
    )


def vml_note(shape: int, row: int, column: int) -> str:
    return (
        f'<v:shape id="_x0000_s{shape}" type="#_x0000_t202" style="position:absolute;width:100pt;height:50pt;visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
        f"<x:SizeWithCells/><x:Anchor>4, 15, 2, 2, 6, 15, 5, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
        f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def control(shape: int, relation: str, macro: str) -> str:
    corner = "<{0}><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>50000</xdr:rowOff></{0}>"
    return (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:x14="{X14}" Requires="x14"><controls xmlns="{MAIN}" xmlns:r="{OFFICE}" xmlns:xdr="{XDR}">'
        f'<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="{shape}" r:id="{relation}" name="Button 1">'
        f'<controlPr defaultSize="0" print="0" autoFill="0" autoPict="0" macro="[0]!{macro}"><anchor moveWithCells="1" sizeWithCells="1">'
        f"{corner.format('from', 9)}{corner.format('to', 10)}</anchor></controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>"
    )


def pivot_cache(source: str, headers: Sequence[str], items: Mapping[str, Sequence[str]], records: str) -> str:
    """A cache; `items` are the values of a field, numbered in the records. Without records Excel fills it on opening."""
    fields = ""
    for header in headers:
        found = items.get(header, ())
        shared = "".join(f"<s v={quoteattr(item)}/>" for item in found)
        shared = f'<sharedItems count="{len(found)}">{shared}</sharedItems>' if found else "<sharedItems/>"
        fields += f"<cacheField name={quoteattr(header)} numFmtId='0'>{shared}</cacheField>"
    return (
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" {records} refreshedBy="Ana" refreshedDate="46185" createdVersion="6" '
        f'refreshedVersion="6" minRefreshableVersion="3"><cacheSource type="worksheet">{source}</cacheSource>'
        f'<cacheFields count="{len(headers)}">{fields}</cacheFields></pivotCacheDefinition>'
    )


def pivot_records(records: Sequence[tuple[int, str]]) -> str:
    """Records of Orders: the number of the account, and the amount."""
    each = "".join(f'<r><m/><x v="{account}"/><m/><m/><n v="{amount}"/></r>' for account, amount in records)
    return f'<pivotCacheRecords xmlns="{MAIN}" count="{len(records)}">{each}</pivotCacheRecords>'


def pivot_table(
    name: str, cache: int, place: str, headers: Sequence[str], by: str, items: int, of: str
) -> str:
    """Sums of column `of` by column `by`."""
    fields = ""
    for header in headers:
        each = "".join(f'<item x="{i}"/>' for i in range(items)) + '<item t="default"/>'
        fields += (
            f'<pivotField axis="axisRow" showAll="0"><items count="{items + 1}">{each}</items></pivotField>' if header == by
            else f'<pivotField dataField="{int(header == of)}" showAll="0"/>'
        )  # fmt: skip
    rows = "".join(f'<i><x v="{i}"/></i>' for i in range(items)) + '<i t="grand"><x/></i>'
    return (
        f'<pivotTableDefinition xmlns="{MAIN}" name="{name}" cacheId="{cache}" applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" '
        'applyPatternFormats="0" applyAlignmentFormats="0" applyWidthHeightFormats="1" dataCaption="Values" updatedVersion="6" '
        'minRefreshableVersion="3" useAutoFormatting="1" itemPrintTitles="1" createdVersion="6" indent="0" outline="1" outlineData="1" '
        f'multipleFieldFilters="0"><location ref="{place}" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        f'<pivotFields count="{len(headers)}">{fields}</pivotFields><rowFields count="1"><field x="{headers.index(by)}"/></rowFields>'
        f'<rowItems count="{items + 1}">{rows}</rowItems><colItems count="1"><i/></colItems><dataFields count="1">'
        f'<dataField name="Sum of {of}" fld="{headers.index(of)}" baseField="0" baseItem="0"/></dataFields>'
        '<pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1" showColHeaders="1" showRowStripes="0" showColStripes="0" showLastColumn="1"/>'
        "</pivotTableDefinition>"
    )


def slicer(name: str) -> str:
    return f'<slicers xmlns="{X14}"><slicer name="{name}" cache="Slicer_{name}" caption="{name}" rowHeight="241300"/></slicers>'


def slicer_cache(name: str, table: str, column: str) -> str:
    return (
        f'<slicerCacheDefinition xmlns="{X14}" xmlns:mc="{MC}" mc:Ignorable="x" xmlns:x="{MAIN}" name="Slicer_{name}" sourceName="{name}"><extLst>'
        f'<x:ext uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}" xmlns:x15="{X15}"><x15:tableSlicerCache tableId="{table}" column="{column}"/></x:ext>'
        "</extLst></slicerCacheDefinition>"
    )


def extension(uri: str, what: str) -> str:
    """One extension of a sheet or workbook."""
    return f'<ext xmlns="{MAIN}" uri="{uri}" xmlns:x14="{X14}" xmlns:x15="{X15}" xmlns:xm="{XM}" xmlns:r="{OFFICE}">{what}</ext>'


SPARKLINES, FORMATS, VALIDATIONS = (
    "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}",
    "{78C0D931-6437-407d-A8EE-F0AAD7539E65}",
    "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}",
)
SLICERS, SLICER_CACHES = "{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}", "{46BE6895-7355-4a93-B00E-2C351335B9C9}"


def sparklines(places: dict[str, str]) -> str:
    """A group of sparklines: cell -> the range it draws."""
    each = "".join(
        f"<x14:sparkline><xm:f>{source}</xm:f><xm:sqref>{cell}</xm:sqref></x14:sparkline>"
        for cell, source in places.items()
    )
    return f'<x14:sparklineGroups><x14:sparklineGroup displayEmptyCellsAs="gap"><x14:colorSeries rgb="FF376092"/><x14:sparklines>{each}</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups>'


def data_bar_2010(number: int, cells: str) -> str:
    return (
        f'<x14:conditionalFormatting><x14:cfRule type="dataBar" id="{bar_id(number)}"><x14:dataBar minLength="0" maxLength="100" border="1" '
        'negativeBarBorderColorSameAsPositive="0"><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/><x14:borderColor rgb="FF638EC6"/>'
        '<x14:negativeFillColor rgb="FFFF0000"/><x14:negativeBorderColor rgb="FFFF0000"/><x14:axisColor rgb="FF000000"/></x14:dataBar></x14:cfRule>'
        f"<xm:sqref>{cells}</xm:sqref></x14:conditionalFormatting>"
    )


def icons_2010(number: int, cells: str) -> str:
    return (
        f'<x14:conditionalFormatting><x14:cfRule type="iconSet" priority="{number}" id="{bar_id(number)}"><x14:iconSet iconSet="3Triangles">'
        '<x14:cfvo type="percent"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="num"><xm:f>Lists!$C$1</xm:f></x14:cfvo>'
        '<x14:cfvo type="num"><xm:f>Lists!$C$2</xm:f></x14:cfvo></x14:iconSet></x14:cfRule>'
        f"<xm:sqref>{cells}</xm:sqref></x14:conditionalFormatting>"
    )


def text_format(number: int, cells: str, text: str, style: str) -> str:
    formula = f'NOT(ISERROR(SEARCH("{text}",{cells.partition(":")[0]})))'
    return (
        f'<conditionalFormatting xmlns="{MAIN}" sqref="{cells}"><cfRule type="containsText" dxfId="{style}" priority="{number}" '
        f'operator="containsText" text="{text}"><formula>{formula}</formula></cfRule></conditionalFormatting>'
    )


def colour_scale(number: int, cells: str) -> str:
    scale = '<cfvo type="min"/><cfvo type="max"/><color rgb="FFFFFFFF"/><color rgb="FF63BE7B"/>'
    return f'<conditionalFormatting xmlns="{MAIN}" sqref="{cells}"><cfRule type="colorScale" priority="{number}"><colorScale>{scale}</colorScale></cfRule></conditionalFormatting>'


def data_bar(number: int, cells: str) -> str:
    """The 2007 half of a data bar, which names its 2010 half."""
    return (
        f'<conditionalFormatting xmlns="{MAIN}" sqref="{cells}"><cfRule type="dataBar" priority="{number}"><dataBar><cfvo type="min"/>'
        '<cfvo type="max"/><color rgb="FF638EC6"/></dataBar><extLst><ext xmlns:x14="'
        + X14
        + '" uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}">'
        f"<x14:id>{bar_id(number)}</x14:id></ext></extLst></cfRule></conditionalFormatting>"
    )


def bar_id(number: int) -> str:
    return f"{{BBBBBBBB-AAAA-4AAA-8AAA-{number:012d}}}"


def validation_2010(source: str, cells: str) -> str:
    """A list that stands on another sheet."""
    return (
        '<x14:dataValidations count="1"><x14:dataValidation type="list" allowBlank="1" showErrorMessage="1">'
        f"<x14:formula1><xm:f>{source}</xm:f></x14:formula1><xm:sqref>{cells}</xm:sqref></x14:dataValidation></x14:dataValidations>"
    )
