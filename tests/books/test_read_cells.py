"""Every kind of cell reads as what a person sees in it, however the program wrote it."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.books.file import FileBook
from salesbook.books.xlsx import blocks
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.tables.plan import CellError, Replace
from salesbook.tables.resolve import resolve
from tests.books.by_calamine import refuse
from tests.books.make import (
    AMOUNT,
    CLOCK,
    DATE,
    MAIN,
    MOMENT,
    OFFICE,
    SPAN,
    cell,
    raw_workbook,
    row,
    table_part,
)

HEADERS = ("Order ID", "Account ID", "Contact ID", "Date", "Amount")


@pytest.fixture(params=["at once", "by calamine"])
def way(request, monkeypatch):
    """Both ways of reading must agree."""
    if request.param == "by calamine":
        monkeypatch.setattr(blocks.Scanner, "block", refuse)


def values(path, xml: str, strings: str = "", **more):
    """What stands in B2 when the sheet has the given cell there."""
    header = row(1, *(cell(f"{letter}1", name) for letter, name in zip("ABCDE", HEADERS, strict=True)))
    raw_workbook(
        path,
        header + row(2, cell("A2", "O1"), xml, cell("E2", "end")),
        table=table_part("A1:E2", HEADERS),
        strings=strings,
        **more,
    )
    return FileBook(path).read(["Orders"]).grids["Orders"].columns["Account ID"][0]


CELLS = [
    ("a number", '<c r="B2"><v>5.5</v></c>', 5.5),
    ("a number that says so", '<c r="B2" s="0" t="n"><v>-1E+20</v></c>', -1e20),
    ("text", '<c r="B2" t="inlineStr"><is><t>Zoë Ħ 王</t></is></c>', "Zoë Ħ 王"),
    ("text with spaces", '<c r="B2" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', " a "),
    ("text with signs of XML", '<c r="B2" t="inlineStr"><is><t>a &lt; b &amp;amp; &#8364;</t></is></c>', "a < b &amp; €"),
    ("an escaped line break", '<c r="B2" t="inlineStr"><is><t>a_x000a_b_x005F_x0041_</t></is></c>', "a\nb_x0041_"),
    ("no text", '<c r="B2" t="inlineStr"><is><t></t></is></c>', None),
    ("no text at all", '<c r="B2" t="inlineStr"><is><t/></is></c>', None),
    ("rich text", '<c r="B2" t="inlineStr"><is><r><t>one</t></r><r><rPr><b/></rPr><t xml:space="preserve"> two</t></r></is></c>', "one two"),
    ("a shared text", '<c r="B2" s="0" t="s"><v>1</v></c>', "second"),
    ("a shared rich text", '<c r="B2" t="s"><v>2</v></c>', "rich & plain"),
    ("a shared text that is empty", '<c r="B2" t="s"><v>3</v></c>', None),
    ("a shared text with an escape", '<c r="B2" t="s"><v>4</v></c>', "x\ny"),
    ("a formula with a number", '<c r="B2"><f>1+1</f><v>2</v></c>', 2.0),
    ("a formula with a text", '<c r="B2" t="str"><f>A1&amp;"x"</f><v>O1x</v></c>', "O1x"),
    ("a formula that shares another's", '<c r="B2"><f t="shared" si="0"/><v>7</v></c>', 7.0),
    ("a formula never worked out", '<c r="B2"><f>1+1</f></c>', None),
    ("a formula with an empty result", '<c r="B2" t="str"><f>""</f><v></v></c>', None),
    ("yes", '<c r="B2" t="b"><v>1</v></c>', True),
    ("no", '<c r="B2" t="b"><v>0</v></c>', False),
    ("an error", '<c r="B2" t="e"><v>#N/A</v></c>', CellError("#N/A")),
    ("an error of a formula", '<c r="B2" t="e"><f>NA()</f><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
    ("an error of today's Excel", '<c r="B2" t="e"><f>A1:A9</f><v>#SPILL!</v></c>', CellError("#SPILL!")),
    ("a blank cell with a format", '<c r="B2" s="3"/>', None),
    ("a blank cell in two tags", '<c r="B2" s="3"></c>', None),
    ("a date", f'<c r="B2" s="{DATE}"><v>45000</v></c>', date(2023, 3, 15)),
    ("the first day", f'<c r="B2" s="{DATE}"><v>1</v></c>', date(1900, 1, 1)),
    ("the first of March 1900", f'<c r="B2" s="{DATE}"><v>61</v></c>', date(1900, 3, 1)),
    ("a moment", f'<c r="B2" s="{MOMENT}"><v>45000.430555555555</v></c>', datetime(2023, 3, 15, 10, 20)),
    ("a moment at midnight", f'<c r="B2" s="{MOMENT}"><v>45000</v></c>', date(2023, 3, 15)),
    ("a moment a hair before midnight", f'<c r="B2" s="{MOMENT}"><v>45000.99999999</v></c>', date(2023, 3, 16)),
    ("a time of day", f'<c r="B2" s="{CLOCK}"><v>0.375</v></c>', time(9)),
    ("a span of hours", f'<c r="B2" s="{SPAN}"><v>0.375</v></c>', time(9)),
    ("a long span of hours", f'<c r="B2" s="{SPAN}"><v>1.5</v></c>', 1.5),
    ("no date that there is", f'<c r="B2" s="{DATE}"><v>3000000</v></c>', 3000000.0),
    ("a number with a word in its format", f'<c r="B2" s="{AMOUNT}"><v>3</v></c>', 3.0),
    ("another order of attributes", '<c t="s" s="0" r="B2"><v>1</v></c>', "second"),
    ("the kind in the middle", f'<c r="B2" t="n" s="{DATE}"><v>45000</v></c>', date(2023, 3, 15)),
    ("other quotes", "<c r='B2' t='s'><v>1</v></c>", "second"),
    ("an error in other quotes", "<c r='B2' t='e'><v>#REF!</v></c>", CellError("#REF!")),
    ("room between the tags", '<c r="B2" t="s">\n <v>1</v>\n</c>', "second"),
    ("a number with more attributes", f'<c r="B2" s="{DATE}" cm="1"><v>45000</v></c>', date(2023, 3, 15)),
    ("a date as text for machines", '<c r="B2" t="d"><v>2024-05-06T07:08:09</v></c>', datetime(2024, 5, 6, 7, 8, 9)),
    ("a line break of Windows", '<c r="B2" t="inlineStr"><is><t>a\r\nb</t></is></c>', "a\nb"),
    ("a text marked as character data", '<c r="B2" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c>', "a<b"),
]  # fmt: skip
STRINGS = (
    "<si><t>first</t></si><si><t>second</t></si>"
    "<si><r><t>rich</t></r><r><rPr><b/></rPr><t xml:space='preserve'> &amp; plain</t></r><rPh sb='0' eb='1'><t>ruby</t></rPh></si>"
    "<si><t/></si><si><t>x_x000A_y</t></si>"
)


@pytest.mark.parametrize(("xml", "expected"), [case[1:] for case in CELLS], ids=[case[0] for case in CELLS])
@pytest.mark.usefixtures("way")
def test_a_cell_reads_as_what_it_shows(tmp_path, xml, expected):
    found = values(tmp_path / "b.xlsx", xml, STRINGS)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("number", "expected"), [("43538", date(2023, 3, 15)), ("0.5", time(12)), ("1", date(1904, 1, 2))]
)
def test_books_that_count_days_from_1904(tmp_path, number, expected):
    assert values(tmp_path / "b.xlsx", f'<c r="B2" s="{DATE}"><v>{number}</v></c>', date1904=True) == expected


@pytest.mark.usefixtures("way")
def test_cells_without_references_stand_one_after_the_other(tmp_path):
    header = "<row>" + "".join(f"<c t='inlineStr'><is><t>{name}</t></is></c>" for name in HEADERS) + "</row>"
    body = "".join(
        f"<row><c t='inlineStr'><is><t>O{i}</t></is></c><c/><c><v>{i}</v></c></row>" for i in range(3)
    )
    raw_workbook(tmp_path / "b.xlsx", header + body, table=table_part("A1:E4", HEADERS))
    grid = FileBook(tmp_path / "b.xlsx").read(["Orders"]).grids["Orders"]
    assert grid.columns["Order ID"] == ["O0", "O1", "O2"]
    assert grid.columns["Contact ID"] == [0.0, 1.0, 2.0]


@pytest.mark.usefixtures("way")
def test_names_of_tags_may_have_a_prefix(tmp_path):
    cells = "".join(f'<x:c r="{letter}1" t="s"><x:v>{i}</x:v></x:c>' for i, letter in enumerate("ABCDE"))
    body = '<x:row r="2"><x:c r="A2" t="s"><x:v>5</x:v></x:c><x:c r="D2" s="1"><x:f>1</x:f><x:v>45000</x:v></x:c></x:row>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    raw_workbook(
        tmp_path / "b.xlsx", "", table=table_part("A1:E2", HEADERS).replace("<t", "<x:t").replace("</t", "</x:t").replace("xmlns", "xmlns:x"),
        sheet=f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1">{cells}</x:row>{body}</x:sheetData></x:worksheet>',
        **{"xl/sharedStrings.xml": f'<x:sst xmlns:x="{main}">' + "".join(f"<x:si><x:t>{text}</x:t></x:si>" for text in (*HEADERS, "O9")) + "</x:sst>"},
    )  # fmt: skip
    grid = FileBook(tmp_path / "b.xlsx").read(["Orders"]).grids["Orders"]
    assert (grid.columns["Order ID"], grid.columns["Date"]) == (["O9"], [date(2023, 3, 15)])


def test_a_text_that_looks_like_markup_stays_text(tmp_path):
    text = 'he said t="s"&gt; and r="ZZZ9"'
    assert values(tmp_path / "b.xlsx", f'<c r="B2" t="inlineStr"><is><t>{text}</t></is></c>') == text.replace(
        "&gt;", ">"
    )


def test_cells_far_apart_do_not_fill_the_memory(tmp_path):
    header = row(
        1,
        *(cell(f"{letter}1", name) for letter, name in zip("ABCDE", HEADERS, strict=True)),
        cell("XFD1", "far"),
    )
    raw_workbook(
        tmp_path / "b.xlsx",
        header + row(2, cell("A2", "O1")) + row(1048576, cell("XFD1048576", "far")),
        table=table_part("A1:E2", HEADERS),
    )
    assert FileBook(tmp_path / "b.xlsx").read(["Orders"]).grids["Orders"].columns["Order ID"] == ["O1"]


@given(
    st.lists(st.lists(st.sampled_from([case[1] for case in CELLS]), max_size=6), max_size=6),
    st.integers(1, 3),
)
@settings(max_examples=40)
def test_both_ways_of_reading_agree_on_any_mixture(rows, step):
    """Cells in any neighbourhood, in rows and columns with gaps between."""
    body = "".join(
        row(
            1 + i * step,
            *(xml.replace("B2", f"{chr(65 + j * step)}{1 + i * step}") for j, xml in enumerate(cells)),
        )
        for i, cells in enumerate(rows)
    )
    with tempfile.TemporaryDirectory() as folder:
        path = raw_workbook(Path(folder) / "b.xlsx", body, strings=STRINGS)
        with Package.open(path) as package:
            layout = read_layout(package)
            both = []
            for scan in (blocks.Scanner.block, refuse):
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(blocks.Scanner, "block", scan)
                    both.append({
                        (block.top + i, column): value
                        for block in blocks.read_blocks(package, layout, layout.sheets.values())
                        for column, values in block.columns.items()
                        for i, value in enumerate(values)
                        if value is not None
                    })  # fmt: skip
    assert both[0] == both[1]


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ('<c r="B2"><f>1=1</f></c>', True),
        ('<c r="B2"><f>1=1</f><v></v></c>', True),  # openpyxl
        ('<c r="B2"><f>1=1</f><v/></c>', True),
        ('<c r="B2"><f>1=1</f><v /></c>', True),
        ('<c r="B2" s="1"><f t="shared" si="0"/></c>', True),
        ('<c r="B2"><f t="array" ref="B2">1=1</f><v></v></c>', True),
        ('<c r="B2" t="str"><f>""</f></c>', True),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', False),  # Excel: a text of no characters
        ('<c r="B2" t="str"><f>""</f><v/></c>', False),
        ('<c r="B2" t="str" s="1"><f>""</f><v/></c>', False),
        ('<c r="B2" t="str"><f>"a"</f><v>a</v></c>', False),
        ('<c r="B2" t="b"><f>1=1</f><v>1</v></c>', False),
        ('<c r="B2"><f>1-1</f><v>0</v></c>', False),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', False),
        ('<c r="B2"/>', False),
        ('<c r="B2" t="inlineStr"><is><t>a</t></is></c>', False),
    ],
)
@pytest.mark.usefixtures("way")
def test_a_formula_that_no_program_worked_out_is_known_from_a_blank(tmp_path, written, bare):
    header = row(1, *(cell(f"{letter}1", name) for letter, name in zip("ABCDE", HEADERS, strict=True)))
    raw_workbook(
        tmp_path / "a.xlsx",
        header + row(2, cell("A2", "O1"), written, cell("E2", "end")) + row(3, cell("A3", "O2")),
        table=table_part("A1:E3", HEADERS),
    )
    grid = FileBook(tmp_path / "a.xlsx").read(["Orders"]).grids["Orders"]
    assert grid.uncalculated == ({"Account ID": frozenset({0})} if bare else {})


@pytest.mark.parametrize("result", ["", "<v></v>", "<v/>"])
@pytest.mark.usefixtures("way")
def test_a_link_that_no_program_worked_out_is_its_text_and_goes_with_its_row(tmp_path, result):
    header = row(1, *(cell(f"{letter}1", name) for letter, name in zip("ABCDE", HEADERS, strict=True)))
    link = f'<c r="B2"><f>HYPERLINK("tel:+49221","0221 &amp; ""9""")</f>{result}</c>'
    raw_workbook(
        tmp_path / "a.xlsx",
        header + row(2, cell("A2", "O1"), link, cell("E2", "end")) + row(3, cell("A3", "O2")),
        table=table_part("A1:E3", HEADERS),
    )
    book = FileBook(tmp_path / "a.xlsx")
    seen = book.read(["Orders"])
    assert seen.grids["Orders"].columns["Account ID"][0] == '0221 & "9"'
    assert seen.grids["Orders"].uncalculated.get("Account ID", frozenset()) == frozenset()
    book.write(resolve([Replace("Orders", leave=["O1"], rows=[])], seen).edits, seen.seen)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as written:
        assert b"HYPERLINK" not in written.read("xl/worksheets/sheet1.xml")


LIBRARY, EXCEL = 'calcId="124519" fullCalcOnLoad="1"', 'calcId="191029" fullCalcOnLoad="1"'


@pytest.mark.parametrize(
    ("calculation", "written", "bare"),
    [
        (LIBRARY, '<c r="B2"><f>1=1</f><v>0</v></c>', True),  # XlsxWriter
        (LIBRARY, '<c r="B2"><f>1=1</f><v>0.0</v></c>', True),
        (LIBRARY, '<c r="B2"><f t="array" ref="B2">1=1</f><v>0</v></c>', True),
        (LIBRARY, '<c r="B2" t="str"><f>"a"</f><v>a</v></c>', False),  # the library was told
        (LIBRARY, '<c r="B2" t="b"><f>1=2</f><v>0</v></c>', False),
        (LIBRARY, '<c r="B2"><f>4+3</f><v>7</v></c>', False),
        (LIBRARY, '<c r="B2"><v>0</v></c>', False),  # no formula
        (LIBRARY, '<c r="D2"><f>1=1</f><v>0</v></c>', False),  # no column of ours
        (EXCEL, '<c r="B2"><f>1-1</f><v>0</v></c>', False),  # written by salesbook after Excel
        ('calcId="124519"', '<c r="B2"><f>1-1</f><v>0</v></c>', False),  # Excel 2007
        ('fullCalcOnLoad="1"', '<c r="B2"><f>1-1</f><v>0</v></c>', False),  # LibreOffice, then salesbook
        ("", '<c r="B2"><f>1-1</f><v>0</v></c>', False),
    ],
)
@pytest.mark.usefixtures("way")
def test_a_zero_that_a_library_stored_for_a_formula_is_no_result(tmp_path, calculation, written, bare):
    headers = [*HEADERS[:3], "Mine", *HEADERS[4:]]
    header = row(1, *(cell(f"{letter}1", name) for letter, name in zip("ABCDE", headers, strict=True)))
    sheets = f'<sheets><sheet name="Orders" sheetId="1" r:id="rId1"/></sheets><calcPr {calculation}/>'
    raw_workbook(
        tmp_path / "a.xlsx",
        header + row(2, cell("A2", "O1"), written) + row(3, cell("A3", "O2")),
        table=table_part("A1:E3", headers),
        workbook=f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>',
    )
    grid = FileBook(tmp_path / "a.xlsx").read(["Orders"]).grids["Orders"]
    assert grid.uncalculated == ({"Account ID": frozenset({0})} if bare else {})
    assert (grid.columns["Account ID"][0] is None) == (bare or 'r="D2"' in written)


def test_once_a_spreadsheet_program_has_listed_what_it_calculated_a_zero_is_a_result(tmp_path):
    header = row(1, *(cell(f"{letter}1", name) for letter, name in zip("ABCDE", HEADERS, strict=True)))
    sheets = f'<sheets><sheet name="Orders" sheetId="1" r:id="rId1"/></sheets><calcPr {LIBRARY}/>'
    raw_workbook(
        tmp_path / "a.xlsx",
        header + row(2, cell("A2", "O1"), '<c r="B2"><f>1-1</f><v>0</v></c>'),
        table=table_part("A1:E2", HEADERS),
        workbook=f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>',
        **{"xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="B2" i="1"/></calcChain>'},
    )
    grid = FileBook(tmp_path / "a.xlsx").read(["Orders"]).grids["Orders"]
    assert grid.uncalculated == {}
    assert grid.columns["Account ID"] == [0]
