"""What people keep from being changed stays as it is, and is said: in closed and in open workbooks."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import xlwings

from salesbook.cli.main import main
from salesbook.errors import CannotChange, explain
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.books.contract import CONTACTS
from tests.books.patching import STYLES, Book, edit, write
from tests.books.remote import RemoteBook, Spreadsheet

T = {"T": ("A1:D3", "A B C D")}
FREE = STYLES.replace('<xf numFmtId="4" fontId="0" xfId="0">', '<xf numFmtId="4" fontId="0" xfId="0" applyProtection="1">').replace(
    '<alignment wrapText="1"/>', '<alignment wrapText="1"/><protection locked="0"/>'
)  # fmt: skip
ROWS = '<row r="2"><c r="A2" s="2"/><c r="B2"/><c r="C2"/></row><row r="3"><c r="A3" s="2"/><c r="B3" s="1"/></row>'
PROTECTED = '<sheetProtection password="CC1A" sheet="1" objects="1" scenarios="1"/>'


def why(tmp_path: Path, *edits, **book) -> str:
    """What is said against an edit; "" where it is made."""
    book = {"rows": ROWS, "tables": T, "styles": FREE, **book}
    try:
        write(Book(**book).save(tmp_path / "b.xlsx"), *edits)
    except CannotChange as error:
        return explain(error).removeprefix(f"{tmp_path / 'b.xlsx'}: ")
    return ""


@pytest.mark.parametrize(
    ("tail", "is_refused"),
    [
        ("", False),
        (PROTECTED, True),
        (
            '<sheetProtection algorithmName="SHA-512" hashValue="x" saltValue="y" spinCount="1" sheet="true"/>',
            True,
        ),
        ('<sheetProtection objects="1"/>', False),  # the cells are free
        ('<sheetProtection sheet="0"/>', False),
        ("<!-- " + PROTECTED + " -->", False),
        (
            PROTECTED + '<protectedRanges><protectedRange sqref="F1 B2:B9" name="all"/></protectedRanges>',
            False,
        ),
        (
            PROTECTED + '<protectedRanges><protectedRange sqref="B3:B9" name="others"/></protectedRanges>',
            True,
        ),
        (
            PROTECTED
            + '<protectedRanges><protectedRange password="AB" sqref="B2" name="p"/></protectedRanges>',
            True,
        ),
    ],
)
def test_a_locked_cell_of_a_protected_sheet_is_not_written(tmp_path, tail, is_refused):
    said = why(tmp_path, edit("T", 2, B={0: 5}), tail=tail)
    assert said == is_refused * (
        "Data!B2 is on a protected sheet. Take the protection off (Review, Unprotect Sheet), then run this again."
    )


def test_unlocked_cells_of_a_protected_sheet_are_written(tmp_path):
    assert why(tmp_path, edit("T", 2, A={0: 5, 1: 6}), tail=PROTECTED) == ""
    assert why(tmp_path, edit("T", 2, A={0: 5}, B={1: 6}), tail=PROTECTED).startswith("Data!B3 is on")


@pytest.mark.parametrize(("head", "row", "is_refused"), [
    ('<cols><col min="4" max="4" style="2"/></cols>', "", False),
    ("", ' s="2" customFormat="1"', False),
    ("", ' s="2"', True),
    ("", "", True),
])  # fmt: skip
def test_a_cell_that_is_not_there_is_locked_as_its_row_or_column(tmp_path, head, row, is_refused):
    rows = f'<row r="2"{row}><c r="A2"/></row>'
    assert bool(why(tmp_path, edit("T", 2, D={0: 5}), rows=rows, head=head, tail=PROTECTED)) is is_refused


@pytest.mark.parametrize("height", [1, 3])
def test_a_table_on_a_protected_sheet_keeps_its_length(tmp_path, height):
    """As in spreadsheet programs, whatever its cells are."""
    said = why(tmp_path, edit("T", 2, height, A={0: 5}), tail=PROTECTED)
    assert said.startswith(
        "table T would change its length, and is on a protected sheet (Data). Take the protection off"
    )


def test_a_row_that_a_filter_hides_is_not_shown_on_a_protected_sheet(tmp_path):
    rows = ROWS.replace('<row r="3">', '<row r="3" hidden="1">')
    laid = replace(edit("T", 2, A={1: 5}), laid=[1])
    assert why(tmp_path, laid, rows=rows, tail=PROTECTED).startswith("Data!A3 is on a protected sheet")


def test_another_sheet_may_be_protected_and_its_ranges_follow_all_the_same(tmp_path):
    other = "<sheetData><row r='1'><c r='A1'><f>SUM(Data!A2:A3)</f><v>1</v></c></row></sheetData>" + PROTECTED
    assert why(tmp_path, edit("T", 2, 3, A={2: 5}), sheets={"Other": other}) == ""


@pytest.mark.parametrize(
    ("workbook", "says"),
    [
        ('<fileSharing userName="Ana" reservationPassword="CC1A"/>', "only by those who know its password (set by Ana)"),
        ('<fileSharing algorithmName="SHA-512" hashValue="x" saltValue="y" spinCount="9"/>', "who know its password."),
        ('<fileSharing readOnlyRecommended="1"/>', "asks everybody to open it for reading only"),
        ('<fileSharing readOnlyRecommended="0" userName="Ana"/>', ""),
        ('<workbookProtection workbookPassword="CC1A" lockStructure="1" lockWindows="1"/>', ""),  # writes no sheet
        ("<!-- <fileSharing readOnlyRecommended='1'/> -->", ""),
    ],
)  # fmt: skip
def test_a_workbook_that_others_may_not_change_is_left_alone(tmp_path, workbook, says):
    said = why(tmp_path, edit("T", 2, B={0: 5}), workbook=workbook)
    assert says in said
    assert bool(said) is bool(says)


def with_property(path: Path, xml: str) -> Path:
    """A workbook with a property that people, or Excel, gave it."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    relation = f'<Relationship Id="rX" Type="{office}/relationships/custom-properties" Target="docProps/custom.xml"/>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>", relation.encode() + b"</Relationships>"
    )
    parts["docProps/custom.xml"] = (
        f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">{xml}</Properties>'
    ).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("xml", "is_final"),
    [
        ('<property pid="2" name="_MarkAsFinal"><vt:bool>true</vt:bool></property>', True),
        ('<property pid="2" name="_MarkAsFinal"><vt:bool>1</vt:bool></property>', True),
        ('<property pid="2" name="_MarkAsFinal"><vt:bool>false</vt:bool></property>', False),
        ('<property pid="2" name="Mood"><vt:bool>true</vt:bool></property>', False),
        ("", False),
    ],
)
def test_a_workbook_that_is_marked_as_final_is_left_alone(tmp_path, xml, is_final):
    path = with_property(Book(ROWS, T).save(tmp_path / "b.xlsx"), xml)
    try:
        write(path, edit("T", 2, B={0: 5}))
        said = ""
    except CannotChange as error:
        said = explain(error)
    assert ("is marked as final. In Excel, click Edit Anyway" in said) is is_final


def test_a_command_says_so_and_the_file_is_as_it_was(tmp_path, capsys):
    path = tmp_path / "book.xlsx"
    main(["new", str(path)])
    before = with_property(
        path, '<property pid="2" name="_MarkAsFinal"><vt:bool>true</vt:bool></property>'
    ).read_bytes()
    (tmp_path / "people.csv").write_text("First name,Last name\nAna,Lee\n")
    assert main(["import", str(path), str(tmp_path / "people.csv"), "--into", "Contacts"]) == 3
    assert "marked as final" in capsys.readouterr().err
    assert path.read_bytes() == before


class Cells:
    """What Excel says of cells of a protected sheet."""

    def __init__(self, free: bool) -> None:
        self.AllowEdit = free


@pytest.fixture
def opened():
    return RemoteBook(Spreadsheet({"Contacts": CONTACTS}))


@pytest.mark.parametrize(("free", "changes", "says"), [
    (True, [Set("Contacts", ["C1"], {"Notes": ["new"]})], ""),
    (False, [Set("Contacts", ["C3"], {"Notes": ["new"]})], "4 is on a protected sheet. Take the protection off"),
    (True, [Append("Contacts", [{"Contact ID": "C4"}])], "table Contacts would change its length, and is on a protected sheet"),
])  # fmt: skip
def test_an_open_workbook_is_treated_the_same(opened, monkeypatch, free, changes, says):
    monkeypatch.setattr(xlwings.Sheet, "api", type("Api", (), {"ProtectContents": True})())
    monkeypatch.setattr(xlwings.Range, "api", Cells(free))
    seen = opened.read(["Contacts"])
    before = [list(row) for row in opened.spreadsheet.sheets["Contacts"]]
    try:
        opened.write(resolve(changes, seen).edits, seen.seen)
        said = ""
    except CannotChange as error:
        said = explain(error)
    assert says in said
    assert bool(said) is bool(says)
    assert (opened.spreadsheet.sheets["Contacts"] == before) is bool(says)


def test_an_open_workbook_that_is_marked_as_final_is_treated_the_same(opened, monkeypatch):
    monkeypatch.setattr(xlwings.Book, "api", type("Api", (), {"Final": True})())
    seen = opened.read(["Contacts"])
    with pytest.raises(CannotChange, match="marked as final"):
        opened.write(resolve([Set("Contacts", ["C1"], {"Notes": ["new"]})], seen).edits, seen.seen)
