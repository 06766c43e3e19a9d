"""Scripts as people write them for Excel with xlwings: the same cells, or a sentence; never another cell."""

from __future__ import annotations

import datetime as dt
import os
import signal
from enum import Enum
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwings

from salesbook.office import libreoffice
from salesbook.office.libreoffice.bridge import properties
from salesbook.office.libreoffice.errors import (
    BookClosed,
    CannotOpen,
    CannotSave,
    CellsGone,
    NotDone,
    OfficeDied,
    OfficeEnded,
    SheetGone,
)
from salesbook.office.libreoffice.formulas import is_whole
from salesbook.office.libreoffice.walks import stopping

DAY = dt.datetime(2026, 5, 6)


def test_after_the_first_cell_is_deleted_every_write_lands_where_it_should(sheet):
    sheet["A1"].value = [["a", 1], ["b", 2], ["c", 3]]
    held, whole = sheet["A2"], sheet["A1:B3"]
    assert held.value == "b"
    sheet["A1"].delete("up")
    held.value = "B"
    sheet["A2"].value = "C"
    sheet["1:1"].insert("down")
    sheet["A1"].value = "top"
    assert sheet["A1:B4"].value == [["top", None], ["B", 1.0], ["C", 2.0], [None, 3.0]]
    assert (held.address, whole.address) == ("$A$2", "$A$2:$B$4")
    assert sheet.used_range.address == "$A$1:$B$4"


def test_cells_that_were_deleted_are_no_cells_any_more(sheet):
    held = sheet["B2"]
    sheet["2:2"].delete()
    for call in (lambda: held.value, lambda: held.address, lambda: setattr(held, "value", 1), held.clear):
        with pytest.raises(CellsGone, match=r"\$B\$2 was deleted\. Ask the sheet"):
            call()


def test_cells_that_somebody_else_moved_are_not_guessed(sheet):
    held = sheet["A5"]
    held.value = "here"
    sheet.api.Rows.insertByIndex(0, 1)  # as a person at the window would
    with pytest.raises(CellsGone, match="moved meanwhile"):
        held.value = "there"
    assert sheet["A5:A6"].value == [None, "here"]


@pytest.mark.parametrize(
    "change", ["Rows.insertByIndex(0, 1)", "Rows.removeByIndex(1, 2)", "Columns.insertByIndex(0, 1)"]
)
def test_nor_are_cells_guessed_that_were_never_looked_at_before_others_moved_them(sheet, change):
    never, above = sheet["B5"], sheet["A1"]
    sheet["B5"].value = "here"
    assert above.value is None
    lines, call = change.split(".")
    name, arguments = call.rstrip(")").split("(")
    getattr(getattr(sheet.api, lines), name)(*map(int, arguments.split(",")))
    for write in (
        lambda: setattr(never, "value", "there"),
        lambda: never.offset(1).value,
        lambda: never.address,
    ):
        with pytest.raises(CellsGone, match="moved meanwhile"):
            write()
    found = {"Rows.i": "B6", "Rows.r": "B3", "Column": "C5"}[change[:6]]
    assert sheet[found].value == "here"
    assert sheet["A1"].resize(8, 4).value == [
        ["here" if f"{'ABCD'[c]}{r + 1}" == found else None for c in range(4)] for r in range(8)
    ]


def test_a_sheet_in_hand_is_that_sheet_wherever_it_goes_or_none(book):
    data, other = book.sheets.add("Data"), book.sheets.add("Other")
    cell = data["A1"]
    cell.value = "data"
    book.sheets["Data"].name = "Facts"
    data.move(before=book.sheets[0])
    assert (data.name, data.index, cell.value, cell.sheet.name) == ("Facts", 1, "data", "Facts")
    data.move(after=book.sheets[-1])
    assert data.index == 3
    book.api.Sheets.moveByName("Facts", 0)
    assert (data.index, cell.value) == (1, "data")
    book.sheets["Facts"].delete()
    for call in (lambda: cell.value, lambda: setattr(cell, "value", 1), lambda: data.name):
        with pytest.raises(SheetGone, match="The sheet Facts is not there"):
            call()
    again = book.sheets.add("Facts")
    with pytest.raises(SheetGone):
        cell.value = "old"
    assert again["A1"].value is None
    book.api.Sheets.removeByName("Other")
    with pytest.raises(SheetGone):
        other["A1"].value = 1


@pytest.mark.parametrize("name", ["data", "a/b", "", "x" * 32, "[a]", "it:s", "'a"])
def test_a_name_that_no_sheet_can_have_is_refused(book, name):
    book.sheets.add("Data")
    with pytest.raises(
        ValueError, match=r"no name for a sheet|There is a sheet|already present|must not|max|empty"
    ):
        book.sheets["Sheet1"].name = name
    with pytest.raises(ValueError, match=r"no name for a sheet|already present"):
        book.sheets.add(name)


def test_a_book_keeps_a_sheet_to_show(book, sheet):
    hidden = book.sheets.add("Hidden")
    hidden.visible = False
    with pytest.raises(ValueError, match="only sheet to be seen"):
        sheet.delete()
    with pytest.raises(ValueError, match="only sheet to be seen"):
        sheet.visible = False
    assert sheet.visible


def test_books_stand_in_the_order_of_opening_and_the_newest_is_active(office):
    before = len(office.books)
    made = [office.books.add() for _ in range(3)]
    try:
        assert list(office.books)[before:] == made
        libreoffice.register().activate()
        office.activate()
        xlwings.Range("A1").value = "newest"
        assert [book.sheets[0]["A1"].value for book in made] == [None, None, "newest"]
        made[0].activate()
        xlwings.Range((1, 1)).value = "first"
        assert made[0].sheets[0]["A1"].value == "first"
    finally:
        for book in made:
            book.close()
    for call in (
        lambda: made[2].name,
        lambda: made[2].sheets[0],
        lambda: made[2].sheets[0]["A1"].value,
        made[2].save,
    ):
        with pytest.raises(BookClosed, match="is not open any more"):
            call()  # fmt: skip


def test_a_new_book_is_the_active_one_in_windows_too(screen, monkeypatch):
    monkeypatch.setenv("DISPLAY", screen)
    app = libreoffice.start_libreoffice(visible=True)
    try:
        old, new = app.books.add(), app.books.add()
        assert app.books.active == new
        app.range("A1").value = "new"
        old.activate()
        assert app.books.active == old
        assert (old.sheets[0]["A1"].value, new.sheets[0]["A1"].value) == (None, "new")
        new.close()
        assert app.books.active == old
    finally:
        app.quit()
    for call in (lambda: old.sheets[0]["A1"].value, lambda: old.name, app.books.add):
        with pytest.raises(OfficeEnded, match="Start it again"):
            call()


def test_a_file_keeps_its_format_or_is_not_saved(opened, tmp_path):
    book = opened(_workbook(tmp_path / "plain.xlsx"))
    before = (tmp_path / "plain.xlsx").read_bytes()
    book.api.attachResource(  # as if opened from such a file, which LibreOffice reads and does not write
        (tmp_path / "figures.xlsb").as_uri(), properties(FilterName="Calc MS Excel 2007 Binary")
    )
    with pytest.raises(CannotSave, match=r"figures\.xlsb was not saved: .* as figures\.xlsx|another name"):
        book.save()
    assert not (tmp_path / "figures.xlsb").exists()
    assert (tmp_path / "plain.xlsx").read_bytes() == before
    for kind, magic in ((".xls", b"\xd0\xcf\x11\xe0"), (".ods", b"PK"), (".xlsx", b"PK")):
        path = tmp_path / f"kept{kind}"
        book.save(path)
        book.sheets[0]["A2"].value = kind
        book.save()
        assert path.read_bytes()[: len(magic)] == magic
    with pytest.raises(ValueError, match=r"\.xlsb is no format"):
        book.save(tmp_path / "new.xlsb")
    with pytest.raises(CannotSave, match="there is no folder"):
        book.save(tmp_path / "nowhere" / "new.xlsx")
    other = opened(_workbook(tmp_path / "other.xlsx"))
    with pytest.raises(CannotSave, match="open here as another workbook"):
        book.save(other.fullname)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_comma_separated_values_are_read_and_saved_as_such(office, tmp_path, encoding):
    path = tmp_path / "people.csv"
    path.write_text("name,amount,day\nÄnne,1.5,2026-05-06\n", encoding=encoding)
    book = office.books.open(path)
    assert book.sheets[0]["A1:C2"].value == [["name", "amount", "day"], ["Änne", 1.5, DAY]]
    book.sheets[0]["A3"].value = [["Zoë, née Lee", 2]]
    book.save()
    book.close()
    lines = path.read_text(encoding=encoding).splitlines()
    assert lines == ["name,amount,day", "Änne,1.5,2026-05-06", '"Zoë, née Lee",2,']


def test_a_book_for_reading_only_says_so(office, tmp_path):
    path = _workbook(tmp_path / "book.xlsx")
    book = office.books.open(path, read_only=True)
    try:
        with pytest.raises(NotDone, match="reading only"):
            book.sheets[0]["A1"].value = 2
        with pytest.raises(
            CannotSave, match=r"book\.xlsx was not saved: it is open for reading only\. Save it"
        ):
            book.save()
    finally:
        book.close()


def test_what_books_open_cannot_be_told_is_refused_and_a_password_is_used(office, tmp_path):
    path = _workbook(tmp_path / "book.xlsx")
    with pytest.raises(NotImplementedError, match="only read_only and password"):
        office.books.open(path, delimiter=";")
    book = office.books.open(path)
    book.api.storeToURL(
        (tmp_path / "locked.xls").as_uri(), properties(FilterName="MS Excel 97", Password="open")
    )
    book.close()
    with pytest.raises(CannotOpen, match="password"):
        office.books.open(tmp_path / "locked.xls")
    locked = office.books.open(tmp_path / "locked.xls", password="open")
    assert locked.sheets[0]["A1"].value == 1
    with pytest.raises(CannotSave, match="it has a password, which a new file would not have"):
        locked.save(tmp_path / "open.xlsx")
    locked.close()


def test_a_new_formula_has_its_value_under_manual_calculation_too(office, sheet, opened, tmp_path):
    path = tmp_path / "manual.xlsx"
    made = xlsxwriter.Workbook(str(path))
    made.set_calc_mode("manual")
    made.add_worksheet().write_formula("A1", "=2+3", None, 0)
    made.close()
    assert opened(path).sheets[0]["A1"].value == 5
    office.calculation = "manual"
    try:
        sheet["A1:A2"].value = [[5], [6]]
        sheet["B1"].value = "=A1*2"
        assert sheet["B1"].value == 10
        sheet["B1"].copy(sheet["B2"])
        assert sheet["B2"].value == 12
        sheet["F1"].value = [["n", "double"], [1, "=F2*2"], [4, None]]
        table = sheet.tables.add(sheet["F1:G2"], name="Numbers")
        table.resize(sheet["F1:G4"])
        assert sheet["G4"].value == 0
        sheet["F5"].value = 7
        table.resize(sheet["F1:G5"])
        sheet["G4"].copy(sheet["G5"])
        assert sheet["G5"].value == 14
        sheet["C1:C2"].formula_array = "=A1:A2+1"
        assert sheet["C1:C2"].value == [6, 7]
        later = office.books.add()
        later.sheets[0]["A1"].value = "=1+1"
        assert (later.sheets[0]["A1"].value, office.calculation) == (2, "manual")
        later.close()
    finally:
        office.calculation = "automatic"
    with pytest.raises(ValueError, match="'automatic' or 'manual'"):
        office.calculation = "semiautomatic"


@pytest.mark.parametrize(
    ("filled", "at", "edge", "stop"),
    [
        ([(1, 3)], 1, 99, 3), ([(1, 3)], 3, 99, 99), ([(1, 3), (5, 6)], 3, 99, 5), ([(1, 3), (5, 6)], 2, 99, 3), ([(1, 1), (5, 6)], 1, 99, 5),
        ([], 4, 99, 99), ([(1, 2), (3, 4)], 1, 99, 4), ([(7, 9)], 4, 99, 7), ([(99, 99)], 4, 99, 99), ([(98, 99)], 99, 99, 99),
        ([(1, 3)], 3, 1, 1), ([(2, 3)], 3, 1, 2), ([(2, 3)], 2, 1, 1), ([(2, 3), (6, 8)], 8, 1, 6), ([(2, 3), (6, 8)], 6, 1, 3), ([(2, 3)], 90, 1, 3),
        ([], 1, 1, 1),
    ],
)  # fmt: skip
def test_where_a_walk_stops(filled, at, edge, stop):
    assert stopping(filled, at, edge) == stop


def test_directions_may_be_short_or_excels_numbers(sheet):
    sheet["B2:B4"].value = [[1], ["=1"], ['=""']]
    assert {sheet["B2"].end(way).address for way in ("d", "down", "Down", -4121)} == {"$B$4"}
    assert [sheet["B4"].end(way).address for way in ("u", "l", "r")] == ["$B$2", "$A$4", "$XFD$4"]
    with pytest.raises(ValueError, match="'diagonal' is no direction"):
        sheet["B2"].end("diagonal")


def test_the_region_around_a_cell_ends_at_blank_rows_and_columns(sheet):
    sheet["B2:C3"].value = [[1, 2], [3, 4]]
    sheet["D4"].value = '=""'
    sheet["F2"].value = 5
    regions = {cell: sheet[cell].current_region.address for cell in ("B2", "D4", "E2", "A1", "J9", "F9")}
    assert regions == {
        "B2": "$B$2:$D$4", "D4": "$B$2:$D$4", "E2": "$E$2:$F$2", "A1": "$A$1:$D$4", "J9": "$J$9", "F9": "$F$9",
    }  # fmt: skip


def test_merged_cells_have_one_value_and_hide_none(sheet):
    sheet["A1:C1"].merge()
    sheet["A1:C1"].value = "Title"
    sheet["A1"].value = [["Title", None, None], [1, 2, 3]]
    assert sheet["A1:C1"].value == ["Title", None, None]
    for cells, value in (("B1", "lost"), ("A1", [["Title", "lost", None]]), ("C1:C2", [["lost"], [4]])):
        with pytest.raises(
            ValueError, match=r"\$[BC]\$1 lies under the merged cell \$A\$1:\$C\$1.* \$A\$1, or"
        ):
            sheet[cells].value = value
    assert sheet["A2:C2"].value == [1, 2, 3]
    assert [sheet[cell].merge_cells for cell in ("A1", "B1", "A2")] == [True, True, False]
    assert sheet["C1"].merge_area.address == "$A$1:$C$1"
    with pytest.raises(ValueError, match="has only a part of it"):
        sheet["C1:D2"].merge()


def test_merging_keeps_the_first_content_alone(sheet):
    sheet["A1:B2"].value = [[None, DAY], ["x", "=1+1"]]
    sheet["A1:B2"].merge()
    assert sheet["A1:B2"].value == [[DAY, None], [None, None]]
    sheet["A1:B2"].unmerge()
    assert sheet["A1:B2"].value == [[DAY, None], [None, None]]
    sheet["D1:E3"].merge(across=True)
    assert [sheet[cell].merge_area.address for cell in ("E1", "D3")] == ["$D$1:$E$1", "$D$3:$E$3"]


def test_a_copy_onto_a_part_of_a_merged_cell_is_refused(sheet):
    sheet["A1"].value = "x"
    sheet["C1:D1"].merge()
    with pytest.raises(ValueError, match=r"\$D\$1 has only a part of the merged cell \$C\$1:\$D\$1"):
        sheet["A1"].copy(sheet["D1"])
    sheet["A1:B1"].copy(sheet["C1"])
    assert sheet["C1:D1"].value == ["x", None]


def test_beyond_the_last_filled_column_there_is_nothing(sheet):
    """LibreOffice 7.4, asked about blank columns, tells of the last filled one."""
    sheet["A1:A2"].value = [[DAY], ["x"]]
    sheet["C1:D2"].clear_contents()
    sheet["C1:D1"].merge()
    assert sheet["C1:D2"].value == [[None, None], [None, None]]
    assert sheet["C1"].end("down").row == 1048576
    assert sheet["A1:A2"].value == [DAY, "x"]
    sheet["F1"].value = [["Key"], [None]]
    assert sheet.tables.add(sheet["F1:F2"], name="Empty").data_body_range is None


def test_a_table_that_is_gone_has_no_cells(sheet):
    sheet["A1"].value = "keep"
    sheet["C3"].value = [["a", "b"], [1, 2]]
    table = sheet.tables.add(sheet["C3:D4"], name="Things")
    sheet["C:D"].delete()
    for call in (lambda: table.range, lambda: table.data_body_range, lambda: table.resize(sheet["A1:B3"])):
        with pytest.raises(CellsGone, match="The table Things is not there any more"):
            call()


def test_shifting_cells_tears_neither_merged_cells_nor_tables(sheet):
    sheet["B2:C3"].merge()
    sheet["E1"].value = [["Key", "Text"], [1, "a"], [2, "b"]]
    table = sheet.tables.add(sheet["E1:F3"], name="Things")
    for cell, shift in (("B1", "down"), ("A2", "right"), ("C2", "down"), ("E2", "down"), ("D3", "right")):
        with pytest.raises(ValueError, match="would tear"):
            sheet[cell].insert(shift)
    for cell, shift in (("B1", "up"), ("A2", "left"), ("F2", "up")):
        with pytest.raises(ValueError, match="would tear"):
            sheet[cell].delete(shift)
    sheet["E3:F3"].insert("down")
    assert (table.range.address, sheet["E4:F4"].value) == ("$E$1:$F$4", [2, "b"])
    sheet["1:1"].insert("down")
    assert (sheet["B3"].merge_area.address, table.range.address) == ("$B$3:$C$4", "$E$2:$F$5")


def test_what_cannot_be_shifted_stays_and_is_said(sheet):
    sheet["A1048576"].value = "last"
    held = sheet["A2"]
    with pytest.raises(NotDone, match=r"cannot be shifted at \$A\$1"):
        sheet["A1"].insert("down")
    assert held.address == "$A$2"
    with pytest.raises(ValueError, match="'down' or 'right'"):
        sheet["A1"].insert("up")


def test_names_of_a_sheet_go_before_those_of_the_book(book, sheet):
    other = book.sheets.add("It's 2")
    sheet["A1:A2"].value, other["A1:A2"].value = [["s1"], ["s2"]], [["o1"], ["o2"]]
    book.names.add("rate", f"={sheet.name}!$A$1")
    assert book.names.add("'It''s 2'!rate", "='It''s 2'!$A$2").name == "'It''s 2'!rate"
    assert (sheet["rate"].value, other["rate"].value) == ("s1", "o2")
    assert book.names["RATE"].refers_to_range.value == "s1"
    assert book.names["'It''s 2'!rate"].refers_to_range.value == "o2"
    assert [name.name for name in book.names] == ["rate", "'It''s 2'!rate"]
    assert [name.name for name in other.names] == ["'It''s 2'!rate"]
    assert [name.name for name in sheet.names] == []
    book.names.add("rate", f"={sheet.name}!$A$2")
    assert sheet["rate"].value == "s2"
    other.names["rate"].refers_to = f"={sheet.name}!$A$1"
    with pytest.raises(ValueError, match="does not stand for cells of the sheet It's 2"):
        other["rate"].value  # noqa: B018
    other.names["rate"].delete()
    assert "'It''s 2'!rate" not in book.names
    other.activate()
    assert book.names.add("here", "=$B$2").refers_to == "='It''s 2'!$B$2"
    with pytest.raises(ValueError, match="on which sheet"):
        book.names.add("sum", "=SUM(A1:A2)")
    for name in ("A1", "two words", "1st"):
        with pytest.raises(ValueError, match="cannot be a name"):
            book.names.add(name, f"={sheet.name}!$A$1")


def test_an_address_with_a_sheet_is_of_that_sheet(book, sheet):
    other = book.sheets.add("Other")
    other["A1"].value = "other"
    assert other["Other!A1"].value == other["'other'!A1"].value == "other"
    with pytest.raises(ValueError, match="is not on the sheet"):
        sheet["Other!A1"].value = 1
    for place in (lambda: sheet["A1"].offset(-1), lambda: sheet["A1048577"], lambda: sheet["XFE1"]):
        with pytest.raises(IndexError, match="is not on a sheet"):
            place()


class Colour(str, Enum):  # noqa: UP042  # its str() is not its value
    RED = "red"


@pytest.mark.parametrize(
    "value", [b"x", Path("x"), dt.time(1), dt.timedelta(1), object(), {1}, "x" * 32768, dt.date(1899, 1, 1)]
)
def test_what_no_cell_can_hold_is_refused(sheet, value):
    sheet["A1"].value = "before"
    with pytest.raises((TypeError, ValueError), match=r"A cell (cannot hold|holds)|before the first day"):
        sheet["A1:A2"].raw_value = [[1], [value]]
    assert sheet["A1"].value == "before"
    sheet["A1"].value = Colour.RED
    assert sheet["A1"].value == "red"


@pytest.mark.parametrize(("formula", "whole"), [
    ("=SUM(A1)", True), ("=SUM(", False), ("=A1)", False), ('="a("', True), ('="a', False), ("=T[[#This Row],[a (b)]]", True),
    ("='It''s (x'!A1", True), ("={1,2;3}", True), ("={1,2", False), ('=IF(A1="[",1,2)', True), (")=(", False),
])  # fmt: skip
def test_brackets_and_quotation_marks_of_a_formula_match(formula, whole):
    assert is_whole(formula) is whole


def test_a_formula_that_excel_would_refuse_is_refused(sheet):
    sheet["A1"].value = "before"
    for put in (
        lambda: setattr(sheet["A1"], "value", "=SUM("),
        lambda: setattr(sheet["A1"], "formula", '="a'),
    ):
        with pytest.raises(ValueError, match="is no formula"):
            put()
    with pytest.raises(NotImplementedError, match="never spills"):
        sheet["A1"].formula2 = "=B1:B3*2"
    assert sheet["A1"].value == "before"


def test_a_part_of_an_array_formula_is_not_changed(sheet):
    sheet["A1:A2"].value = [[1], [2]]
    sheet["B1:B2"].formula_array = "=A1:A2*2"
    assert (sheet["B1:B2"].formula_array, sheet["B1:B2"].value) == ("=A1:A2*2", [2, 4])
    for call in (lambda: setattr(sheet["B1"], "value", 5), sheet["B2"].clear_contents):
        with pytest.raises(NotDone, match="part of an array formula"):
            call()
    assert sheet["B1:B2"].value == [2, 4]


def test_tables_neither_meet_nor_share_a_name(sheet):
    sheet["A1"].value = [["a", "b"], [1, 2]]
    sheet["D1"].value = [["c", "d"], [1, 2]]
    sheet.tables.add(sheet["A1:B2"], name="One")
    sheet.tables.add(sheet["D1:E2"], name="Two")
    with pytest.raises(ValueError, match="meets the table One"):
        sheet.tables.add(sheet["B2:C4"], name="Three")
    for name in ("one", "two words", "A1", ""):
        with pytest.raises(ValueError, match=r"no name for a table|There is a table"):
            sheet.tables["Two"].name = name
    assert [table.name for table in sheet.tables] == ["One", "Two"]


def test_cells_are_copied_into_another_book_and_nothing_else_comes(office, book, sheet):
    other = office.books.add()
    sheet["A1"].value = "mine"
    sheet["A1"].color = (255, 0, 0)
    sheet["A2"].value = "mine too"
    other.sheets[0]["A1"].value = "other's"
    sheet["A1"].copy(other.sheets[0]["B1"])
    try:
        assert other.sheets[0]["A1:B2"].value == [["other's", "mine"], [None, None]]
        assert other.sheets[0]["B1"].color == (255, 0, 0)
        assert (len(other.sheets), len(book.sheets)) == (1, 1)
    finally:
        other.close()


def test_what_is_not_covered_says_so(book, sheet):
    for call in (
        lambda: sheet.charts,
        sheet.copy,
        lambda: sheet["A1"].name,
        sheet["A1"].paste,
        book.macro("x"),
    ):
        with pytest.raises(
            NotImplementedError, match=r"\w+\.\w+ is not covered in LibreOffice: use Excel, or"
        ):
            call()


def test_after_a_crash_every_call_says_so_in_one_sentence():
    app = libreoffice.start_libreoffice()
    book = app.books.add()
    sheet, cell = book.sheets[0], book.sheets[0]["A1"]
    cell.value = 1
    calls = [
        lambda: cell.value, lambda: setattr(cell, "value", 1), lambda: cell.insert("down"), lambda: cell.font.bold, lambda: cell.end("d"),
        lambda: sheet.name, lambda: sheet["A1"].value, lambda: len(sheet.tables), sheet.delete, lambda: book.sheets[0],
        lambda: book.name, book.save, book.close, lambda: list(book.names), app.books.add, lambda: app.books.active,
        lambda: app.selection, lambda: app.calculation, app.calculate, lambda: app.version, lambda: repr(cell), lambda: list(app.books),
    ]  # fmt: skip
    os.kill(app.pid, signal.SIGKILL)
    sentences = set()
    for call in calls:
        with pytest.raises(OfficeDied) as error:
            call()
        sentences.add(str(error.value))
    assert len(sentences) == 1
    app.kill()


def _workbook(path: Path) -> Path:
    made = openpyxl.Workbook()
    made.active["A1"] = 1
    made.save(path)
    return path
