"""Columns of a new workbook put at the end of tables that people use: they look as there, and nothing of theirs is touched."""

from __future__ import annotations

import re

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from salesbook.books.file import FileBook
from salesbook.books.xlsx.graft.rows import NewCells, with_cells, with_widths
from salesbook.books.xlsx.refs import Area
from salesbook.cli.main import main
from salesbook.errors import CannotChange, explain
from salesbook.tables.additions import Additions
from tests.books.graft.donors import (
    contents,
    names_of,
    new_book,
    older_schema,
    opened,
    with_columns,
    with_parts,
    worked_with,
)
from tests.books.graft.donors import grown as put_in
from tests.books.lived_in import lived_in_workbook
from tests.books.table_check import table_problems

pytestmark = [
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
]
NEW = {"Calls": ["Topic"], "Contacts": ["Country"], "Cadences": ["Calls a week"], "Accounts": ["Owner"]}


@pytest.fixture(scope="module")
def older(folder):
    """A new book of an older version, without those columns."""
    with pytest.MonkeyPatch.context() as patch:
        older_schema(patch, NEW)
        return new_book(folder / "older.xlsx")


@pytest.fixture(scope="module")
def grown(folder, older, donor):
    return with_columns(older, donor, NEW, folder / "grown.xlsx")


def column_of(book, table, header):
    """A column's cells from the header to the last row, and its letter."""
    sheet, found = next((s, s.tables[table]) for s in book.worksheets if table in s.tables)
    first, *_ = cells = list(sheet[found.ref])
    place = [cell.value for cell in first].index(header)
    return sheet, [row[place] for row in cells]


def look(cell):
    return (
        cell.value,
        *map(repr, (cell.font, cell.fill, cell.border, cell.number_format, cell.alignment)),
        cell.comment and cell.comment.text,
    )


def accepted(sheet, cell):
    return [
        (rule.type, rule.formula1, rule.errorStyle, rule.error)
        for rule in sheet.data_validations.dataValidation
        if cell.coordinate in rule.sqref
    ]


@pytest.mark.parametrize(
    ("table", "header"), [(table, header) for table, headers in NEW.items() for header in headers]
)
def test_a_column_looks_as_in_a_new_book_and_stands_last(grown, donor, table, header):
    (here, cells), (there, wanted) = (column_of(opened(path), table, header) for path in (grown, donor))
    assert [look(cell) for cell in cells] == [look(cell) for cell in wanted]
    assert accepted(here, cells[1]) == accepted(there, wanted[1])
    widths = [
        sheet.column_dimensions[cell.column_letter].width
        for sheet, cell in ((here, cells[0]), (there, wanted[0]))
    ]
    assert widths[0] == widths[1]
    assert here.tables[table].column_names[-1] == header


def test_a_column_that_is_folded_in_a_new_workbook_comes_folded(grown, donor):
    for path in (grown, donor):
        sheet, (header, *_) = column_of(openpyxl.load_workbook(path), "Calls", "Topic")
        look = sheet.column_dimensions[header.column_letter]
        assert (look.hidden, look.outlineLevel, look.width) == (True, 1, pytest.approx(16.7, abs=0.1))


def test_only_the_tables_and_their_sheets_change(older, grown):
    before, after = contents(older), contents(grown)
    assert set(before) == set(after)
    kinds = {
        name.rstrip("0123456789.xmlv").rpartition("/")[2]
        for name, data in before.items()
        if after[name] != data
    }
    assert kinds == {"sheet", "table"}
    assert table_problems(grown) == []


def test_the_new_columns_are_read_and_written_like_the_others(grown):
    assert "Topic" in FileBook(grown).read(["Calls"]).grids["Calls"].columns
    assert "Country" in FileBook(grown).read(["Contacts"]).grids["Contacts"].columns


def test_a_book_full_of_rows_and_of_what_people_built_keeps_it_all(folder, donor, monkeypatch):
    with monkeypatch.context() as patch:
        older_schema(patch, {"Cadences": ["Calls a week"]})
        base = worked_with(folder / "base.xlsx", "core")
    rich = lived_in_workbook(folder / "rich.xlsm", base)
    grown = with_columns(rich, donor, {"Cadences": ["Calls a week"]}, folder / "rich grown.xlsm")
    before, after = contents(rich), contents(grown)
    changed = {name for name, data in before.items() if after[name] != data}
    assert set(before) == set(after)
    assert {name.rpartition("/")[0] for name in changed} <= {
        "xl",
        "xl/worksheets",
        "xl/tables",
        "xl/drawings",
    }
    assert table_problems(grown) == table_problems(rich)
    _, cells = column_of(opened(grown), "Cadences", "Calls a week")
    assert all(str(cell.value).startswith("=") for cell in cells[1:])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda book: book["Calls"].__setitem__("AD2", "mine"),
            "something stands there in Calls!AD2. Move that away (in Excel,",
        ),
        (
            lambda book: book["Calls"].merge_cells("AD2:AE4"),
            "something stands there in Calls!AD2. Move that away (in Excel,",
        ),
        (
            lambda book: book["Calls"].protection.enable(),
            "table Calls would get columns, and is on a protected sheet (Calls). Take the",
        ),
    ],
)
def test_what_stands_in_the_way_is_named_with_its_cell(folder, donor, older, change, said):
    book = openpyxl.load_workbook(older)
    change(book)
    path = folder / "in the way.xlsx"
    book.save(path)
    with pytest.raises(CannotChange) as caught:
        with_columns(path, donor, {"Calls": ["Topic"]}, folder / "nothing.xlsx")
    assert said in explain(caught.value)


def test_a_table_that_a_program_saved_as_plain_cells_is_named_with_what_to_do(folder, older, capsys):
    book = openpyxl.load_workbook(older)
    del book["Calls"].tables["Calls"]
    book.save(folder / "plain.xlsx")
    before = (folder / "plain.xlsx").read_bytes()
    assert main(["upgrade", str(folder / "plain.xlsx"), "--today", "2026-03-02"]) == 3
    said = capsys.readouterr().err
    assert "table Calls is plain cells" in said
    assert "make it a table again (Insert, Table)" in said
    assert (folder / "plain.xlsx").read_bytes() == before


def test_a_table_that_hides_its_headers_gets_columns_without_headers_and_what_is_said_of_them(
    folder, older, donor
):
    parts = contents(older)
    part, table = next((part, data) for part, data in parts.items() if b'displayName="Calls"' in data)
    hidden = re.sub(rb"<autoFilter[^>]*/>", b"", table).replace(
        b'ref="A2:', b'headerRowCount="0" ref="A3:', 1
    )
    path = with_parts(older, folder / "hidden.xlsx", {part: hidden})
    grown = with_columns(path, donor, {"Calls": ["Topic"]}, folder / "grown.xlsx")
    after = contents(grown)
    changed = {name for name, data in contents(path).items() if after[name] != data}
    assert {name.rpartition("/")[2].rstrip("0123456789.xml") for name in changed} == {"sheet", "table"}
    assert FileBook(grown).read(["Calls"]).grids["Calls"].columns["Topic"]
    assert openpyxl.load_workbook(grown)["Calls"]["AD2"].value is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Additions(columns={"Calls": ("Tipoc",)}), "a new workbook has no column Tipoc in table Calls"),
        (Additions(tables=("Ruels",)), "a new workbook has no table Ruels"),
        (Additions(sheets=("Mailing",)), "a new workbook has no sheet Mailing"),
    ],
)
def test_what_no_new_workbook_has_is_refused_in_a_sentence(folder, donor, older, asked, said):
    with pytest.raises(CannotChange) as caught:
        put_in(older, donor, asked, folder / "nothing.xlsx")
    assert said in explain(caught.value)


def test_a_header_that_people_wrote_another_way_is_not_doubled(folder, donor, older):
    book = openpyxl.load_workbook(older)
    sheet = book["Calls"]
    sheet.tables["Calls"].tableColumns[3].name = " topic"
    sheet.cell(2, 4).value = " topic"
    path = folder / "theirs.xlsx"
    book.save(path)
    with pytest.raises(CannotChange) as caught:
        with_columns(path, donor, {"Calls": ["Topic"]}, folder / "nothing.xlsx")
    assert "has a column topic already (Calls!D" in explain(caught.value)


def test_a_name_that_the_column_offers_comes_with_it(folder, donor, older):
    book = openpyxl.load_workbook(older)
    del book.defined_names["reps"]
    path = folder / "no names.xlsx"
    book.save(path)
    grown = names_of(with_columns(path, donor, {"Accounts": ["Owner"]}, folder / "names.xlsx"))
    assert grown["reps"].attr_text == DefinedName("reps", attr_text="Team[Rep]").attr_text


def test_a_name_whose_sheet_was_deleted_means_its_table_again(folder, donor, older):
    book = openpyxl.load_workbook(older)
    book.defined_names["reps"].value = "#REF!"
    path = folder / "gone.xlsx"
    book.save(path)
    grown = names_of(with_columns(path, donor, {"Accounts": ["Owner"]}, folder / "again.xlsx"))
    assert grown["reps"].value == "Team[Rep]"


def cells_of(rows, *, prefix="", cut=0):
    """These rows, which come in two blocks, with "new" in C of rows 2 to 4."""
    new = NewCells(Area(3, 2, 3, 4), lambda row: b'<c r="C%d"><v>9</v></c>' % row, ValueError)
    blocks = [rows[:cut].encode(), rows[cut:].encode()]
    return b"".join(with_cells(blocks, prefix.encode(), new)).decode()


@pytest.mark.parametrize(
    ("rows", "then"),
    [
        ("", "2{C} 3{C} 4{C}"),
        ('<row r="1"/><row r="3" spans="1:2"/><row r="9"/>', "1{} 2{C} 3{C} 4{C} 9{}"),
        ('<row r="2"><c r="A2"/><c r="E2"/></row>', "2{A C E} 3{C} 4{C}"),
        ('<row r="4"><c r="C4" s="1"/><c r="D4"><v>1</v></c></row>', "2{C} 3{C} 4{C D}"),
        ('<!-- <row r="2"> --><row r="4"><c r="B4"/></row>', "2{C} 3{C} 4{B C}"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_new_cells_stand_in_their_row_and_order_however_rows_are_written(rows, then, prefix):
    written = re.sub(r"<(/?)(?=[rcv])", rf"<\1{prefix}", rows)
    made = re.sub(r"<!--.*?-->", "", cells_of(written, prefix=prefix)).replace(prefix, "")
    found = [
        f"{number}{{{' '.join(re.findall(r'<c r=.([A-Z]+)', cells))}}}"
        for number, cells in re.findall(r'<row r="(\d+)"[^>]*?(?:/>|>(.*?)</row>)', made)
    ]
    assert " ".join(found) == then
    assert "spans" not in made or '<row r="3"' not in made


def test_rows_and_cells_without_references_are_counted():
    made = cells_of("<row/><row><c/><c/><c/><c><v>4</v></c></row>")
    assert made.startswith('<row/><row><c/><c/><c r="C2"><v>9</v></c><c><v>4</v></c></row>')


def test_a_cell_that_is_not_blank_is_never_overwritten():
    with pytest.raises(ValueError, match="3"):
        cells_of('<row r="3"><c r="C3"><v>1</v></c></row>')


def test_widths_of_a_run_of_columns_are_cut_around_a_new_one():
    sheet = b'<worksheet><cols><col min="2" max="16384" width="9"/></cols><sheetData/></worksheet>'
    made = with_widths(sheet, {5: b'<col min="1" max="1" width="20" style="3"/>'})
    assert re.findall(rb'min="(\d+)" max="(\d+)" width="(\d+)"', made) == [
        (b"2", b"4", b"9"), (b"5", b"5", b"20"), (b"6", b"16384", b"9"),
    ]  # fmt: skip


@pytest.mark.parametrize("shape", [b"", b'<sheetFormatPr defaultRowHeight="18"/>'])
def test_a_sheet_that_had_no_folded_column_keeps_room_for_the_sign_that_opens_one(shape):
    sheet = b"<worksheet>" + shape + b'<cols><col min="1" max="9" width="9"/></cols><sheetData/></worksheet>'
    made = with_widths(sheet, {10: b'<col min="5" max="5" width="20" hidden="1" outlineLevel="1"/>'})
    assert re.findall(rb"<sheetFormatPr [^>]*>", made) == [
        b'<sheetFormatPr defaultRowHeight="%b" outlineLevelCol="1"/>' % (b"18" if shape else b"15")
    ]
    assert b'<col min="10" max="10" width="20" hidden="1" outlineLevel="1"/></cols><sheetData/>' in made
