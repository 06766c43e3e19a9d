"""Ranges in other places that covered a table's body, and follow it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from salesbook.books.file import FileBook
from salesbook.books.xlsx.formulas import filled_formula, is_external, is_literal_link, is_typed
from salesbook.books.xlsx.grow import Growth, Growths
from salesbook.books.xlsx.refs import area
from salesbook.errors import CannotChange
from salesbook.tables.plan import Replace
from salesbook.tables.resolve import resolve
from tests.books.make import cell, raw_workbook, row, table_part
from tests.books.patching import Book, edit, sheet_xml, write

SHEET = "xl/worksheets/sheet1.xml"
T = {"T": ("B2:D5", "A B C")}  # body in rows 3 to 5


def growth(last: int, *, totals: bool = False) -> Growth:
    return Growth("Data", left=2, right=4, top=3, last=5, new_last=last, has_totals=totals)


@pytest.mark.parametrize(
    ("before", "grown", "shrunk"),
    [
        ("B3:B5", "B3:B9", "B3:B4"),
        ("B3:D5", "B3:D9", "B3:D4"),
        ("C2:C5", "C2:C9", "C2:C4"),  # with the header
        ("C1:C5", "C1:C9", "C1:C4"),  # and more above
        ("C3:C7", "C3:C9", "C3:C7"),  # reaches further: only made longer
        ("C3:C1048576", "C3:C1048576", "C3:C1048576"),
        ("C3:C4", "C3:C4", "C3:C4"),  # a part of the body
        ("C4:C5", "C4:C5", "C4:C5"),
        ("A3:C5", "A3:C5", "A3:C5"),  # not only the table's columns
        ("D3:E5", "D3:E5", "D3:E5"),
        ("C2", "C2", "C2"),
    ],
)
def test_an_area_follows_the_body_it_covers(before: str, grown: str, shrunk: str) -> None:
    assert Growths([growth(9)]).ref(before, "data") == grown
    assert Growths([growth(4)]).ref(before, "Data") == shrunk
    assert Growths([growth(9)]).ref(before, "Other") == before


def test_an_area_on_the_totals_row_moves_with_it() -> None:
    growths = Growths([growth(9, totals=True)])
    assert growths.ref("B6:D6", "Data") == "B10:D10"
    assert growths.ref("B3:B6", "Data") == "B3:B10"
    assert (
        growths.formula("Data!B6*2+Data!B5+SUM(Data!$B$3:$B$6)") == "Data!B10*2+Data!B5+SUM(Data!$B$3:$B$10)"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Data!$B$3:$B$5", "Data!$B$3:$B$9"),
        ("'Data'!B3:B5", "'Data'!B3:B9"),
        ("(Data!$B$3:$B$5,Data!$D$3:$D$5)", "(Data!$B$3:$B$9,Data!$D$3:$D$9)"),
        ("Data!B3:Data!B5", "Data!B3:Data!B9"),
        ("SUM('Data'!$B$3:'Data'!$B$5)", "SUM('Data'!$B$3:'Data'!$B$9)"),
        ("Data!B3:Other!B5", "Data!B3:Other!B5"),  # which is no range
        ("Data!B3:INDEX(Data!B:B,5)", "Data!B3:INDEX(Data!B:B,5)"),
        ("B3:B5", "B3:B5"),  # some other sheet
        ("Other!B3:B5", "Other!B3:B5"),
        ("[1]Data!B3:B5", "[1]Data!B3:B5"),  # another file's
        ("'[b.xlsx]Data'!B3:B5", "'[b.xlsx]Data'!B3:B5"),
        ("A:Data!B3:B5", "A:Data!B3:B5"),  # through several sheets
        ('"Data!B3:B5"', '"Data!B3:B5"'),  # a text
        ("T[[#All],[B3:B5]]", "T[[#All],[B3:B5]]"),
    ],
)
def test_a_formula_follows(before: str, after: str) -> None:
    assert Growths([growth(9)]).formula(before, "Other") == after


def test_a_formula_of_the_sheet_itself_needs_no_name() -> None:
    assert Growths([growth(9)]).formula("COUNTIF($B$3:$B$5,B3)>1", "Data") == "COUNTIF($B$3:$B$9,B3)>1"


X14 = (
    '<extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="dataBar"/><xm:sqref>{r}</xm:sqref>'
    "</x14:conditionalFormatting></x14:conditionalFormattings></ext><ext><x14:sparklineGroups><x14:sparklineGroup>"
    "<x14:sparklines><x14:sparkline><xm:f>Data!{r}</xm:f><xm:sqref>H1</xm:sqref></x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)
TAIL = (
    '<sheetProtection objects="1"/><dataConsolidate><dataRefs count="1"><dataRef ref="{r}" sheet="Data"/></dataRefs></dataConsolidate><protectedRanges><protectedRange sqref="{r}" name="p"/></protectedRanges>'
    '<conditionalFormatting sqref="{r} H3:H5"><cfRule type="expression" priority="1"><formula>COUNTIF({r},C3)&gt;1</formula>'
    '</cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="{r}">'
    "<formula1>Data!{r}</formula1></dataValidation></dataValidations>"
    '<conditionalFormatting sqref="H1"><cfRule type="colorScale" priority="2"><colorScale><cfvo type="formula" val="MAX({r})"/>'
    '<cfvo type="num" val="3"/></colorScale></cfRule></conditionalFormatting>'
    '<ignoredErrors><ignoredError sqref="{r}" numberStoredAsText="1"/></ignoredErrors>' + X14
)


def test_what_stands_below_the_rows_follows(tmp_path: Path) -> None:
    other = sheet_xml("<sheetData/>" + TAIL.format(r="C3:C5"))
    book = Book("", T, tail=TAIL.format(r="C3:C5"), sheets={"Other": other}).save(tmp_path / "b.xlsx")
    parts = write(book, edit("T", 3, 7, A={6: 1}))
    assert TAIL.format(r="C3:C9") in parts[SHEET]
    named = other.replace("Data!C3:C5", "Data!C3:C9").replace('dataRef ref="C3:C5"', 'dataRef ref="C3:C9"')
    assert parts["xl/worksheets/sheet2.xml"] == named


CHART = '<c:chartSpace xmlns:c="c"><c:f>Data!$C$3:$C$5</c:f><c:f>Data!$C$2</c:f><c:f>Data!$C$3:$C$4</c:f></c:chartSpace>'
PIVOT = '<pivotCacheDefinition><cacheSource type="worksheet"><worksheetSource ref="{}" sheet="Data"/></cacheSource></pivotCacheDefinition>'
NAMES = (
    "<definedNames>"
    '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Data!$B$2:$D${0}</definedName>'
    '<definedName name="_xlnm.Print_Area" localSheetId="0">Data!$B$1:$D${0}</definedName>'
    "<definedName name=\"body\">'Data'!$C$3:$C${0}</definedName>"
    '<definedName name="one">Data!$C$3</definedName>'
    "</definedNames>"
)


def test_charts_pivot_caches_and_names_follow(tmp_path: Path) -> None:
    extra = {
        "charts/chart1.xml": ("chart", CHART),
        "pivotCache/pivotCacheDefinition1.xml": ("pivotCacheDefinition", PIVOT.format("B2:D5")),
    }
    book = Book("", T, parts=extra, workbook=NAMES.replace("${0}", "$5")).save(tmp_path / "b.xlsx")
    parts = write(book, edit("T", 3, 7, A={6: 1}))
    assert parts["xl/charts/chart1.xml"] == CHART.replace("$C$5", "$C$9")
    assert parts["xl/pivotCache/pivotCacheDefinition1.xml"] == PIVOT.format("B2:D9")
    assert NAMES.replace("${0}", "$9") in parts["xl/workbook.xml"]


def test_formulas_elsewhere_follow_but_running_totals_stay(tmp_path: Path) -> None:
    data = '<row r="5"><c r="B5"><f>SUM(C$3:C5)</f><v>1</v></c></row><row r="9"><c r="H9"><f>SUM(C3:C5)</f><v>1</v></c></row>'
    other = sheet_xml(
        '<sheetData><row r="1"><c r="A1"><f>SUM(Data!C3:C5)&amp;""</f><v>1</v></c></row></sheetData>'
    )
    parts = write(Book(data, T, sheets={"Other": other}).save(tmp_path / "b.xlsx"), edit("T", 3, 4, C={3: 1}))
    assert "<f>SUM(C$3:C5)</f>" in parts[SHEET]
    assert "<f>SUM(C3:C6)</f>" in parts[SHEET]
    assert '<f>SUM(Data!C3:C6)&amp;""</f></c>' in parts["xl/worksheets/sheet2.xml"]


def test_sort_and_filter_of_the_table_follow(tmp_path: Path) -> None:
    inside = '<autoFilter ref="B2:D5"><filterColumn colId="0"/><sortState ref="B3:D5"><sortCondition ref="C3:C5"/></sortState></autoFilter>'
    book = Book("", T, table_inside={"T": inside}).save(tmp_path / "b.xlsx")
    table = write(book, edit("T", 3, 7, A={6: 1}))["xl/tables/table1.xml"]
    assert inside.replace("B2:D5", "B2:D9").replace("B3:D5", "B3:D9").replace("C3:C5", "C3:C9") in table


def test_without_growth_nothing_follows(tmp_path: Path) -> None:
    book = Book("", T, tail=TAIL.format(r="C3:C5"), parts={"charts/chart1.xml": ("chart", CHART)}).save(
        tmp_path / "b.xlsx"
    )
    parts = write(book, edit("T", 3, A={0: 1}))
    assert TAIL.format(r="C3:C5") in parts[SHEET]
    assert parts["xl/charts/chart1.xml"] == CHART


LINKS = (
    '<hyperlinks>{}<hyperlink ref="C4" location="Data!A1"/><hyperlink ref="B3:C3" location="x"/></hyperlinks>'
)


def test_the_link_of_an_overwritten_cell_goes(tmp_path: Path) -> None:
    book = Book("", T, tail=LINKS.format('<hyperlink ref="B4" r:id="r9"/>')).save(tmp_path / "b.xlsx")
    assert LINKS.format("") in write(book, edit("T", 3, A={1: 1}))[SHEET]


def test_no_empty_list_of_links_remains(tmp_path: Path) -> None:
    book = Book("", T, tail='<hyperlinks><hyperlink ref="B4" r:id="r9"/></hyperlinks>').save(
        tmp_path / "b.xlsx"
    )
    assert "hyperlink" not in write(book, edit("T", 3, A={1: 1}))[SHEET]


def test_a_signed_workbook_is_refused(tmp_path: Path) -> None:
    import zipfile

    book = Book("", T).save(tmp_path / "b.xlsx")
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("_xmlsignatures/origin.sigs", b"")
    with pytest.raises(CannotChange, match="signed"):
        write(book, edit("T", 3, A={1: 1}))


@pytest.mark.parametrize(
    ("formula", "down", "right"),
    [
        ("A2+$B$3*C$4&$D5", 2, "A4+$B$3*C$4&$D7"),
        ("SUM(A2:B3)+5:6+Data!A1+'My A1'!B2", 1, "SUM(A3:B4)+6:7+Data!A2+'My A1'!B3"),
        ('LOG10(A1)&"A1"&T[A1]&AB12!C1', 1, 'LOG10(A2)&"A1"&T[A1]&AB12!C2'),
        ("A1", -1, "#REF!"),
        ("T[[#This Row],[A1]]", 5, "T[[#This Row],[A1]]"),
    ],
)
def test_relative_references_move_when_a_formula_fills_down(formula: str, down: int, right: str) -> None:
    assert filled_formula(formula, down) == right


def test_what_formulas_are() -> None:
    assert is_literal_link('HYPERLINK("tel:1", "say ""hi""")')
    assert not is_literal_link('HYPERLINK("tel:"&A1,"x")')


@pytest.mark.parametrize(
    ("formula", "typed"),
    [
        ('"00123"', True), ('"plays "&"golf"', True), (' "a" & "b" & "c ""d""" ', True), ('""', True),
        ('HYPERLINK("https://x.example/in/1")', True), ('HYPERLINK("tel:1","x")', True),
        ("1+1", False), ('"a"&A1', False), ('"a"&"b"=1', False), ("A1", False), ('UPPER("a")', False), ('"a"&x', False),
        ('HYPERLINK("tel:"&A1)', False), ("TODAY()", False),
    ],
)  # fmt: skip
def test_a_formula_of_nothing_but_texts_is_something_typed(formula, typed):
    assert is_typed(formula) == typed


@pytest.mark.parametrize("formula", ['"plays "&"golf"', 'HYPERLINK("https://x.example/in/1")', 'B9&"x"'])
def test_what_was_typed_as_a_formula_goes_with_its_row_and_a_calculation_stays(tmp_path, formula):
    headers = ("Order ID", "Account ID", "Notes")
    header = row(1, *(cell(f"{letter}1", name) for letter, name in zip("ABC", headers, strict=True)))
    path = raw_workbook(
        tmp_path / "a.xlsx",
        header
        + row(
            2, cell("A2", "O1"), cell("B2", "A1"), f'<c r="C2" t="str"><f>{escape(formula)}</f><v>x</v></c>'
        )
        + row(3, cell("A3", "O2"), cell("B3", "A2"), cell("C3", "mine")),
        table=table_part("A1:C3", headers),
    )
    book = FileBook(path)
    seen = book.read(["Orders"])
    book.write(resolve([Replace("Orders", ["O1"], [])], seen).edits, seen.seen)
    with zipfile.ZipFile(path) as archive:
        assert ("<f>" in archive.read("xl/worksheets/sheet1.xml").decode()) == (formula == 'B9&"x"')
    assert is_external("[1]Data!A1")
    assert is_external("'C:\\x\\[b.xlsx]Data'!A1")
    assert is_external("[2]!rate")
    assert not is_external("Contacts[2024]+Contacts[[#This Row],[2024]]")


def test_areas_read_and_written() -> None:
    assert str(area("$B$2:AA10")) == "B2:AA10"
    assert str(area("C3")) == "C3"
    assert area("A:B") is None
    assert re.fullmatch(r"[A-Z]+", "XFD")


@pytest.mark.parametrize(
    ("before", "grown", "shrunk"),
    [
        ("Data!3:5", "Data!3:9", "Data!3:4"),
        ("Data!$2:$5", "Data!$2:$9", "Data!$2:$4"),  # with the header
        ("SUM(Data!$3:$5)+Data!$1:$1", "SUM(Data!$3:$9)+Data!$1:$1", "SUM(Data!$3:$4)+Data!$1:$1"),
        ("'Data'!3:4", "'Data'!3:4", "'Data'!3:4"),  # a part of the body
        ("Other!3:5", "Other!3:5", "Other!3:5"),
        ('"3:5"&Data!A3:A5', '"3:5"&Data!A3:A5', '"3:5"&Data!A3:A5'),
        ("Data!A3:XFD5", "Data!A3:XFD9", "Data!A3:XFD4"),
    ],
)  # fmt: skip
def test_whole_rows_follow_as_well(before: str, grown: str, shrunk: str) -> None:
    assert Growths([growth(9)]).formula(before, "Other") == grown
    assert Growths([growth(4)]).formula(before, "Other") == shrunk


EXTENDED = (
    '<c:chartSpace xmlns:c="c" xmlns:c15="c15"><c15:formulaRef><c15:sqref>Data!$C$3:${0}</c15:sqref></c15:formulaRef>'
    "<c15:fullRef><c15:sqref>Data!$B$3:$D${0}</c15:sqref></c15:fullRef><c15:f>Data!$D$3:$D${0}</c15:f>"
    "<c15:levelRef><c15:sqref>(Data!$C$3:$C${0},Data!$C$2)</c15:sqref></c15:levelRef></c:chartSpace>"
).replace("$C$3:${0}", "$C$3:$C${0}")
RANGE_SETS = (
    '<pivotCacheDefinition><cacheSource type="consolidation"><consolidation><rangeSets count="2"><rangeSet i1="0" '
    'ref="B2:D{0}" sheet="Data"/><rangeSet i1="1" ref="A1:B5" sheet="Other"/></rangeSets></consolidation></cacheSource></pivotCacheDefinition>'
)
CONTROL = '<formControlPr objectType="Drop" fmlaLink="$C$4" fmlaRange="$C$3:$C${0}" noThreeD="1" sel="0"/>'
SHAPES = (
    '<xml xmlns:x="x"><x:ClientData ObjectType="Drop"><x:FmlaRange>Data!$C$3:$C${0}</x:FmlaRange>'
    "<x:FmlaLink>$C$4</x:FmlaLink><x:FmlaMacro>B3:B5</x:FmlaMacro></x:ClientData></xml>"
)
DRAWING = '<xdr:wsDr xmlns:xdr="x"><xdr:sp macro="" textlink="$C$3:$C${0}"/><xdr:sp textlink="Data!$C$4"/></xdr:wsDr>'
CONTROLS = '<controls><control shapeId="1"><controlPr listFillRange="Data!C3:C{0}" linkedCell="C4"/></control></controls>'


def test_ranges_in_extensions_controls_and_pivot_sets_follow(tmp_path: Path) -> None:
    import zipfile

    def of(text: str, last: int) -> str:
        return text.replace("{0}", str(last))

    extra = {
        "charts/chart1.xml": ("chart", of(EXTENDED, 5)),
        "pivotCache/pivotCacheDefinition1.xml": ("pivotCacheDefinition", of(RANGE_SETS, 5)),
    }
    path = Book("", T, tail=of(CONTROLS, 5), parts=extra, sheets={"Other": "<sheetData/>"}).save(
        tmp_path / "b.xlsx"
    )
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    with zipfile.ZipFile(path) as archive:
        old = {name: archive.read(name).decode() for name in archive.namelist()}
    kinds = {
        "ctrlProp": "ctrlProps/ctrlProp1.xml",
        "vmlDrawing": "drawings/vmlDrawing1.vml",
        "drawing": "drawings/drawing1.xml",
    }
    more = "".join(
        f'<Relationship Id="x{kind}" Type="x/{kind}" Target="../{name}"/>' for kind, name in kinds.items()
    )
    old[rels] = old[rels].replace("</Rel", f"{more}</Rel", 1)
    content = {"ctrlProp": CONTROL, "vmlDrawing": SHAPES, "drawing": DRAWING}
    old |= {f"xl/{kinds[kind]}": of(text, 5) for kind, text in content.items()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in old.items():
            archive.writestr(name, text)
    new = write(path, edit("T", 3, 7, A={6: 1}))
    assert of(CONTROLS, 9) in new[SHEET]
    for kind, text in content.items():
        assert new[f"xl/{kinds[kind]}"] == of(text, 9)
    assert new["xl/charts/chart1.xml"] == of(EXTENDED, 9)
    assert new["xl/pivotCache/pivotCacheDefinition1.xml"] == of(RANGE_SETS, 9)
    assert write(path, edit("T", 3, A={1: 1}))["xl/ctrlProps/ctrlProp1.xml"] == of(CONTROL, 5)
