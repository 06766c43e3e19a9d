"""Workbooks to import from: the right sheet, the right rows, and no trick in the file."""

from __future__ import annotations

import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter

from salesbook.actions.import_file import read_import_file
from salesbook.books.foreign import sheets
from salesbook.errors import BadInput, PasswordProtected, TooLarge
from tests.domain.importing.desk import Desk, workbook

HEADERS = ["Contact ID", "First name", "Last name", "Email", "Created"]


def test_the_sheet_with_the_headers_is_read_and_the_others_are_named(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        Cover=[["Welcome"], ["to the export"]],
        People=[HEADERS, ["1", "Anna", "Lee", "a@example.com", None]],
    )
    source = read_import_file(path, "Contacts")
    assert source.columns[1] == ["Anna"]
    assert source.notes[0] == "Read sheet People of a.xlsx. Not read: sheet Cover (2 rows)."


def test_the_table_is_preferred_to_the_sheet_around_it(tmp_path):
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("List")
        sheet.add_table(
            4,
            1,
            6,
            2,
            {
                "name": "People",
                "columns": [{"header": "Name"}, {"header": "Email"}],
                "data": [["Anna", "a@x.com"], ["Bob", "b@x.com"]],
            },
        )
        sheet.write(9, 1, "Printed on Monday")
    source = read_import_file(path, "Contacts")
    assert source.columns == (["Anna", "Bob"], ["a@x.com", "b@x.com"])
    assert list(source.lines) == [6, 7]


def test_hidden_sheets_are_read_only_when_there_is_no_other(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Seen").write_row(0, 0, ["Name", "Email"])
        hidden = book.add_worksheet("Secret")
        hidden.write_row(0, 0, ["Name", "Email", "Phone"])
        hidden.hide()
    assert "Seen" in read_import_file(path, "Contacts").notes[0]


def test_numbers_dates_and_texts_of_cells_arrive_as_what_they_are(tmp_path):
    desk = Desk(tmp_path)
    path = workbook(
        tmp_path / "a.xlsx",
        S=[
            ["Contact ID", "Name", "Created", "Next date"],
            [1001, "Anna Lee", datetime(2026, 1, 2), 46100],
            ["0007", "Bob Ray", "2026-01-03", "4.4.2026"],
        ],
    )
    desk.bring(path, "Contacts")
    assert desk.rows("Contacts", "Contact ID", "Created", "Next date") == [
        {"Contact ID": "1001", "Created": date(2026, 1, 2), "Next date": date(2026, 3, 19)},
        {"Contact ID": "0007", "Created": date(2026, 1, 3), "Next date": date(2026, 4, 4)},
    ]


def test_cells_that_show_an_error_are_blank(tmp_path):
    desk = Desk(tmp_path)
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Email", "Created"])
        sheet.write_row(1, 0, ["Anna Lee"])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 2, "=NA()", None, "#N/A")
    desk.bring(path, "Contacts")
    assert desk.rows("Contacts", "First name", "Email") == [{"First name": "Anna"}]


def test_a_workbook_without_cells_is_empty(tmp_path):
    with pytest.raises(BadInput, match="is empty"):
        read_import_file(workbook(tmp_path / "a.xlsx", S=[]), "Contacts")


def test_two_cells_in_far_corners_do_not_take_all_memory(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Name")
        sheet.write(1_048_575, 16_383, "far")
    with pytest.raises(TooLarge, match="too far apart"):
        read_import_file(path, "Contacts")


def test_a_far_column_alone_is_no_harm(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Email"])
        sheet.write_row(1, 0, ["Anna Lee", "a@x.com"])
        sheet.write(1, 5000, "far")
    assert read_import_file(path, "Contacts").columns[0] == ["Anna Lee"]


def test_references_cut_between_two_blocks_are_found():
    blocks = [b'<row r="1"><c r="A1"/><c r="XF', b'D1048576"/></row>']

    class Cut:
        def stream(self, _):
            return iter(blocks)

    assert sheets._distinct(Cut(), None, sheets._COLUMN) == {b"A", b"XFD"}


def rewritten(path, target, part, change):
    """A copy of a workbook with one part changed."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == part else data)
    return target


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused(tmp_path, encoding):
    path = workbook(tmp_path / "a.xlsx", S=[HEADERS])
    trick = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
    bad = rewritten(path, tmp_path / "b.xlsx", "xl/sharedStrings.xml", lambda _: trick.encode(encoding))
    with pytest.raises(BadInput, match="document type"):
        read_import_file(bad, "Contacts")


def test_a_zip_bomb_is_refused(tmp_path):
    path = workbook(tmp_path / "a.xlsx", S=[HEADERS])
    bomb = rewritten(path, tmp_path / "b.xlsx", "xl/sharedStrings.xml", lambda data: data + b" " * (80 << 20))
    with pytest.raises(TooLarge):
        read_import_file(bomb, "Contacts")


def test_a_broken_sheet_is_told(tmp_path):
    path = workbook(tmp_path / "a.xlsx", S=[HEADERS, ["1", "Anna", "Lee", "a@x.com", None]])
    bad = rewritten(
        path, tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", lambda data: data[: len(data) // 2]
    )
    with pytest.raises(BadInput, match="is damaged"):
        read_import_file(bad, "Contacts")


def test_half_a_workbook_is_told(tmp_path):
    path = workbook(tmp_path / "a.xlsx", S=[HEADERS])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(BadInput, match="is damaged"):
        read_import_file(path, "Contacts")


def test_old_and_locked_workbooks_are_named(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le") * 40)
    with pytest.raises(BadInput, match=r"is an old \.xls workbook"):
        read_import_file(path, "Contacts")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le") * 40)
    with pytest.raises(PasswordProtected):
        read_import_file(path, "Contacts")


def test_errors_of_newer_excels_are_blank_and_make_nothing_unreadable(tmp_path):
    rows = [HEADERS, ["1", "Anna", "Lee", "a@x.com", 7], ["2", "Bob", "Ray", "b@x.com", 8]]
    path = workbook(tmp_path / "a.xlsx", S=[[], *rows[:2], [], rows[2]])
    spill = b'<c r="E3" t="e"><f>SORT(A1:A2)</f><v>#SPILL!</v></c>'
    new = rewritten(path, tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml",
                    lambda data: data.replace(b'<c r="E3"><v>7</v></c>', spill))  # fmt: skip
    source = read_import_file(new, "Contacts")
    assert source.headers == read_import_file(path, "Contacts").headers
    assert [list(column) for column in source.columns] == [
        ["1", "2"], ["Anna", "Bob"], ["Lee", "Ray"], ["a@x.com", "b@x.com"], [None, 8.0],
    ]  # fmt: skip
    assert list(source.lines) == [3, 5]
