"""A salesbook in which people have built all that Excel has to offer, around salesbook's tables and inside them."""

from __future__ import annotations

import zipfile
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from lxml import etree

from tests.books import richparts as x
from tests.books.make import MAIN
from tests.books.pack import M, Pack, R, T, letter, position
from tests.books.table_check import area

MACRO = "Hello"
OF_BOOK = "xl/workbook.xml"
LONG = 'IF(Calls[[#This Row],[Minutes]]>10,"long","")'
WEIGHT = "Contacts[[#This Row],[Score]]/200"


def lived_in_workbook(path: Path, base: Path) -> Path:
    """Save the salesbook `base` as `path` (.xlsm) with everything in it that people put into workbooks.

    Sheets of their own: My charts (protected), Pivots and Lists (hidden). Columns of their own: My
    region, My weight (calculated) and Shape (sparklines) in Contacts, Mood and Long talk
    (calculated) in Calls; the Mood of the second line of Calls is typed.
    """
    book = Pack(base)
    book.add_default("png", "image/png")
    book.add_default("bin", x.TYPES["printerSettings"])
    for add in (
        _own_columns, _own_sheets, _own_formats, _arrangements, _drawings, _buttons, _pivots, _slicer,
        _comments, _names, _macros, _other_parts, _results, _formula_list,
    ):  # fmt: skip
        add(book)
    return book.save(path)


def _own_columns(book: Pack) -> None:
    percent = book.add_format(
        f'<xf xmlns="{MAIN}" numFmtId="10" fontId="0" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>'
    )
    _widen(book, "Contacts", {"My region": "", "My weight": WEIGHT, "Shape": ""})
    at = book.letters("Contacts")
    scores = dict(book.column("Contacts", at["Score"]))
    for row in range(book.first("Contacts"), book.bottom("Contacts") + 1):
        style = book.style("Contacts", f"{at['Customer number']}{row}")
        region = ("North", None, "South & coast")[row % 3]
        weight = float(scores.get(row) or 0) / 200
        book.type("Contacts", f"{at['My region']}{row}", region, style=style)
        book.type("Contacts", f"{at['My weight']}{row}", weight, style=percent, formula=WEIGHT)
        book.type("Contacts", f"{at['Shape']}{row}", None, style=style)
    _widen(book, "Calls", {"Mood": "", "Long talk": LONG})
    at = book.letters("Calls")
    first = book.first("Calls")
    for row in range(first, book.bottom("Calls") + 1):
        style = book.style("Calls", f"{at['Notes']}{row}")
        book.type("Calls", f"{at['Mood']}{row}", "angry" if row == first + 1 else None, style=style)
        book.type("Calls", f"{at['Long talk']}{row}", "", style=style, formula=LONG)


def _widen(book: Pack, name: str, headers: dict[str, str]) -> None:
    """Columns appended to a table: headers with their formulas."""
    table = book.table(name)
    _, top, right, bottom = area(table.get("ref"))
    columns = table.find(f"{M}tableColumns")
    for i, (header, formula) in enumerate(headers.items(), right + 1):
        book.type(
            name, f"{letter(i)}{top}", header, style=book.style("Contacts", f"A{book.first('Contacts') - 1}")
        )
        column = etree.SubElement(columns, f"{M}tableColumn", id=str(100 + i), name=header)
        if formula:
            etree.SubElement(column, f"{M}calculatedColumnFormula").text = formula
    columns.set("count", str(len(columns)))
    book.resize(name, right + len(headers), bottom)
    widths = book.sheet(name).find(f"{M}cols")
    for gap in [each for each in widths if int(each.get("min")) > right]:
        widths.remove(gap)
    place = {"min": str(right + 1), "max": str(right + len(headers))}
    etree.SubElement(widths, f"{M}col", {**place, "width": "17.5", "customWidth": "1"})


def _own_sheets(book: Pack) -> None:
    contacts, activities = book.rows("Contacts"), book.rows("Activities")
    book.add_sheet("My charts", code_name="Sheet1")
    book.add_sheet("Pivots")
    book.add_sheet("Lists", hidden=True)
    for i, text in enumerate(("North", "South & coast", "East"), 1):
        book.type("Lists", f"A{i}", text)
        book.type("Lists", f"C{i}", 25 * i)
    score, spent = book.letters("Contacts")["Score"], book.letters("Activities")["Minutes"]
    scores = f"Contacts!{score}{contacts[0]}:{score}{contacts[-1]}"
    minutes_of = f"Activities!{spent}{activities[0]}:{spent}{activities[-1]}"
    minutes = sum(float(text) for _, text in book.column("Activities", spent) if text)
    figures = {
        "Minutes": (minutes, f"SUM({minutes_of})"),
        "People": (len(contacts), f"COUNTA(Contacts!$A${contacts[0]}:$A${contacts[-1]})"),
        "Tax": (0.21, "tax_rate"),
        "Lines": (len(book.rows("Calls")), "ROWS(Calls[Call ID])"),
    }
    for i, (name, (result, formula)) in enumerate(figures.items(), 1):
        book.type("My charts", f"A{i}", name)
        book.type("My charts", f"B{i}", result, formula=formula)
    spill = book.type("My charts", "D1", 0, formula=f"{scores}>50")
    spill.attrib.update({"t": "b", "cm": "1"})
    spill[0].attrib.update({"t": "array", "ref": f"D1:D{len(contacts)}"})
    for row in range(2, len(contacts) + 1):
        book.type("My charts", f"D{row}", 0).set("t", "b")
    book.put("My charts", f'<sheetProtection xmlns="{MAIN}" sheet="1" objects="1" scenarios="1"/>')
    lines = {"C1": scores, "C2": minutes_of}
    book.extend("My charts", x.SPARKLINES, x.sparklines(lines))
    book.add("xl/metadata.xml", x.METADATA, "sheetMetadata", of=OF_BOOK)


def _own_formats(book: Pack) -> None:
    """Conditional formats and validations of 2007 and of 2010, over whole columns of tables."""

    def over(name: str, letters: str) -> str:
        """A column of a table."""
        return f"{letters}{book.first(name)}:{letters}{book.bottom(name)}"

    red = book.add_format(
        f'<dxf xmlns="{MAIN}"><fill><patternFill><bgColor rgb="FFFF8080"/></patternFill></fill></dxf>'
    )
    at = book.letters("Contacts")
    region, weight, mood = at["My region"], at["My weight"], book.letters("Calls")["Mood"]
    talk = book.letters("Activities")
    minutes = over("Activities", talk["Minutes"])
    book.put("Contacts", x.text_format(90, over("Contacts", region), "South", red))
    book.put("Calls", x.text_format(90, over("Calls", mood), "angry", red))
    scaled = " ".join(over("Activities", talk[name]) for name in ("When", "Subject"))
    book.put("Activities", x.colour_scale(91, scaled))
    book.put("Activities", x.data_bar(92, minutes))
    for sheet, rule in (
        ("Activities", x.data_bar_2010(92, minutes)),
        ("Contacts", x.icons_2010(93, over("Contacts", weight))),
    ):
        book.extend(sheet, x.FORMATS, f"<x14:conditionalFormattings>{rule}</x14:conditionalFormattings>")
    book.extend("Contacts", x.VALIDATIONS, x.validation_2010("Lists!$A$1:$A$3", over("Contacts", region)))
    shapes = {
        f"{at['Shape']}{row}": f"Contacts!{at['Recency']}{row}:{at['Loyalty']}{row}"
        for row in book.rows("Contacts")
    }
    book.extend("Contacts", x.SPARKLINES, x.sparklines(shapes))


def _arrangements(book: Pack) -> None:
    """How people have set up Contacts: filtered by kind, a tall row, another pane."""
    sheet = book.sheet("Contacts")
    next(sheet.iter(f"{M}pane")).attrib.update({"xSplit": "5", "topLeftCell": "H13"})
    filtered = etree.SubElement(
        book.table("Contacts").find(f"{M}autoFilter"),
        f"{M}filterColumn",
        colId=str(book.headers("Contacts").index("Kind")),
    )
    etree.SubElement(etree.SubElement(filtered, f"{M}filters"), f"{M}filter", val="Customer")
    kinds = dict(book.column("Contacts", book.letters("Contacts")["Kind"]))
    for row in sheet.find(f"{M}sheetData"):
        if kinds.get(int(row.get("r")), "Customer") != "Customer":
            row.set("hidden", "1")
        if row.get("r") == "6":
            row.attrib.update({"ht": "60", "customHeight": "1"})


def _drawings(book: Pack) -> None:
    """Charts, a picture and a shape with a macro on My charts, the last two on Calls as well."""
    at, talk = book.letters("Contacts"), book.letters("Activities")
    name, score = (book.over("Contacts", at[one]) for one in ("Last name", "Score"))
    channel, spent = (book.over("Activities", talk[one]) for one in ("Channel", "Minutes"))
    scores = x.chart("barChart", "Scores", name, score)
    minutes = x.chart("lineChart", "Minutes", channel, spent)
    for sheet, part in {"My charts": "xl/drawings/own1.xml", "Calls": "xl/drawings/own2.xml"}.items():
        book.put_relation(sheet, "drawing", book.add(part, b"", "drawing", of=book.sheets[sheet]))
        anchors = []
        if sheet == "My charts":
            for i, chart in enumerate((scores, minutes), 1):
                frame = x.chart_frame(i + 1, book.add(f"xl/charts/own{i}.xml", chart, "chart", of=part))
                anchors.append(x.anchored(7 * i, frame))
        book.parts["xl/media/logo.png"] = x.PNG
        anchors.append(x.anchored(21, x.picture(4, book.relate(part, "image", "xl/media/logo.png"))))
        book.parts[part] = x.drawing(*anchors, x.anchored(28, x.shape_button(5, MACRO))).encode()


def _buttons(book: Pack) -> None:
    """Form controls on My charts and on Calls."""
    for sheet, shape in {"My charts": 40961, "Calls": 1999}.items():
        _add_shape(book, sheet, shape, x.vml_button(shape, MACRO))
        part = f"xl/ctrlProps/ctrlProp{shape}.xml"
        control = book.add(part, x.BUTTON_PROPERTIES, "ctrlProp", of=book.sheets[sheet])
        book.put(sheet, x.control(shape, control, MACRO))


def _add_shape(book: Pack, sheet: str, number: int, shape: str) -> None:
    """A shape of the older kind, with its number, in the drawing of the sheet that has those, which is made where there is none."""
    if not book.related(book.sheets[sheet], "vmlDrawing"):
        block = number // 1024
        made = book.add(f"xl/drawings/ownVml{block}.vml", x.VML % block, "vmlDrawing", of=book.sheets[sheet])
        book.put_relation(sheet, "legacyDrawing", made)
    (part,) = book.related(book.sheets[sheet], "vmlDrawing").values()
    book.parts[part] = book.parts[part].replace(b"</xml>", shape.encode() + b"</xml>")


def _pivots(book: Pack) -> None:
    """Orders by account, from the table by name, with records; minutes by channel, from a range, without."""
    bought, talked = book.letters("Orders"), book.letters("Activities")
    accounts = [text for _, text in book.column("Orders", bought["Account ID"])]
    amounts = [text for _, text in book.column("Orders", bought["Amount"])]
    found = sorted(set(accounts))
    channels = sorted({text for _, text in book.column("Activities", talked["Channel"])})
    orders, activities = book.headers("Orders"), book.headers("Activities")
    first, last, right = book.first("Activities") - 1, book.bottom("Activities"), [*talked.values()][-1]
    by_range = f'<worksheetSource ref="A{first}:{right}{last}" sheet="Activities"/>'
    caches = (
        x.pivot_cache('<worksheetSource name="Orders"/>', orders, {"Account ID": found}, f'r:id="own1" recordCount="{len(accounts)}"'),
        x.pivot_cache(by_range, activities, {"Channel": channels}, 'saveData="0" refreshOnLoad="1"'),
    )  # fmt: skip
    tables = (
        x.pivot_table("Orders by account", 71, f"A3:B{4 + len(found)}", orders, "Account ID", len(found), "Amount"),
        x.pivot_table("Minutes by channel", 72, f"E3:F{4 + len(channels)}", activities, "Channel", len(channels), "Minutes"),
    )  # fmt: skip
    listed = etree.Element(f"{M}pivotCaches")
    book.workbook.find(f"{M}calcPr").addnext(listed)
    for i, (cache, table) in enumerate(zip(caches, tables, strict=True), 1):
        definition, pivot = f"xl/pivotCache/pivotCacheDefinition{i}.xml", f"xl/pivotTables/pivotTable{i}.xml"
        relation = book.add(definition, cache, "pivotCacheDefinition", of=OF_BOOK)
        etree.SubElement(listed, f"{M}pivotCache", {"cacheId": str(70 + i), f"{R}id": relation})
        book.add(pivot, table, "pivotTable", of=book.sheets["Pivots"])
        book.relate(pivot, "pivotCacheDefinition", definition)
    records = x.pivot_records(
        [(found.index(account), amount) for account, amount in zip(accounts, amounts, strict=True)]
    )
    of = "xl/pivotCache/pivotCacheDefinition1.xml"
    book.add("xl/pivotCache/pivotCacheRecords1.xml", records, "pivotCacheRecords", of=of)


def _slicer(book: Pack) -> None:
    """A slicer for the column Band of Contacts."""
    table, sheet = book.table("Contacts"), book.sheets["Contacts"]
    column = next(each.get("id") for each in table.iter(f"{M}tableColumn") if each.get("name") == "Band")
    cache = x.slicer_cache("Band", table.get("id"), column)
    cache = book.add("xl/slicerCaches/slicerCache1.xml", cache, "slicerCache", of=OF_BOOK)
    slicer = book.add("xl/slicers/slicer1.xml", x.slicer("Band"), "slicer", of=sheet)
    book.extend("Contacts", x.SLICERS, f'<x14:slicerList><x14:slicer r:id="{slicer}"/></x14:slicerList>')
    drawing = x.drawing(x.anchored(1, x.slicer_frame(2, "Band")))
    book.put_relation("Contacts", "drawing", book.add("xl/drawings/own3.xml", drawing, "drawing", of=sheet))
    caches = f'<x15:slicerCaches><x14:slicerCache r:id="{cache}"/></x15:slicerCaches>'
    etree.SubElement(book.workbook, f"{M}extLst").append(
        etree.fromstring(x.extension(x.SLICER_CACHES, caches))
    )


def _comments(book: Pack) -> None:
    """A thread on a name in Contacts, with the old comment that stands in for it, and an old one on Calls."""
    thread = x.threaded_comment("C5", "Ask for the new brochure")
    book.add(
        "xl/threadedComments/threadedComment1.xml", thread, "threadedComment", of=book.sheets["Contacts"]
    )
    book.add("xl/persons/person.xml", x.PERSONS, "person", of=OF_BOOK)
    old = "[Threaded comment]\n\nComment:\n    Ask for the new brochure"
    comment(book, "Contacts", "C5", f"tc={x.THREAD}", old, 2900).set(x.COMMENT_ID, x.THREAD)
    comment(book, "Calls", f"C{book.first('Calls')}", "Ana", "She prefers mornings", 1900)


def comment(book: Pack, sheet: str, ref: str, author: str, said: str, shape: int) -> etree._Element:
    """A comment on a cell, with the shape that Excel draws it in."""
    if not book.related(book.sheets[sheet], "comments"):
        empty = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
        book.add(f"xl/ownComments{shape // 1024}.xml", empty, "comments", of=book.sheets[sheet])
    (part,) = book.related(book.sheets[sheet], "comments").values()
    authors, comments = book.tree(part)
    etree.SubElement(authors, f"{M}author").text = author
    new = etree.SubElement(comments, f"{M}comment", ref=ref, authorId=str(len(authors) - 1))
    etree.SubElement(etree.SubElement(new, f"{M}text"), f"{M}t").text = said
    column, row = position(ref)
    _add_shape(book, sheet, shape, x.vml_note(shape, row - 1, column - 1))
    return new


def _names(book: Pack) -> None:
    """Names over a table's whole column, a cell and a number, and the one that a slicer leaves."""
    names = book.workbook.find(f"{M}definedNames")
    at, minutes = book.letters("Contacts"), book.letters("Activities")["Minutes"]
    for name, formula in {
        "all_scores": book.over("Contacts", at["Score"]),
        "first_person": f"Contacts!${at['Last name']}${book.first('Contacts')}",
        "my_minutes": f"OFFSET({book.over('Activities', minutes)},0,0)",
        "Slicer_Band": "#N/A",
        "tax_rate": "0.21",
    }.items():
        etree.SubElement(names, f"{M}definedName", name=name).text = formula
    names[:] = sorted(names, key=lambda each: (each.get("name").lower(), each.text))


def _macros(book: Pack) -> None:
    """A VBA project, and a ribbon that calls it."""
    standalone = Path(str(find_spec("xlwings").origin)).with_name("quickstart_standalone.xlsm")
    with zipfile.ZipFile(BytesIO(standalone.read_bytes())) as archive:
        project = archive.read("xl/vbaProject.bin")
    book.add("xl/vbaProject.bin", project, "vbaProject", of=OF_BOOK)
    for each in book.tree("[Content_Types].xml").iter(f"{T}Override"):
        if each.get("PartName") == "/xl/workbook.xml":
            each.set("ContentType", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    book.workbook.find(f"{M}workbookPr").set("codeName", "ThisWorkbook")
    book.add("customUI/customUI14.xml", x.RIBBON, "extensibility", of="")


def _other_parts(book: Pack) -> None:
    book.add("docProps/custom.xml", x.CUSTOM_PROPERTIES, "custom-properties", of="")
    book.add("customXml/item1.xml", x.CUSTOM_XML, "customXml", of=OF_BOOK)
    book.add("customXml/itemProps1.xml", x.CUSTOM_XML_PROPS, "customXmlProps", of="customXml/item1.xml")
    part = "xl/printerSettings/printerSettings1.bin"
    settings = book.add(part, b"\0\1printer\xff" * 40, "printerSettings", of=book.sheets["Calls"])
    book.sheet("Calls").find(f"{M}pageSetup").set(f"{R}id", settings)


def _results(book: Pack) -> None:
    """Results of the formulas on Home and Cadences, as Excel saves them; here, none that is true."""
    for name in ("Home", "Cadences"):
        for cell in book.sheet(name).iter(f"{M}c"):
            if cell.find(f"{M}f") is not None and not cell.findtext(f"{M}v"):
                cell.attrib.pop("t", None)
                etree.SubElement(cell, f"{M}v").text = "987654"


def _formula_list(book: Pack) -> None:
    """Excel's list of formula cells."""
    ids = {sheet.get("name"): sheet.get("sheetId") for sheet in book.workbook.iter(f"{M}sheet")}
    cells = "".join(
        f'<c r="{cell.get("r")}" i="{ids[name]}"/>'
        for name in book.sheets
        for cell in book.sheet(name).iter(f"{M}c")
        if cell.find(f"{M}f") is not None
    )
    book.add("xl/calcChain.xml", f'<calcChain xmlns="{MAIN}">{cells}</calcChain>', "calcChain", of=OF_BOOK)
