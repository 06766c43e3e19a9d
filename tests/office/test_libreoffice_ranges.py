"""Ranges, sheets and books through xlwings, in a real LibreOffice."""

from __future__ import annotations

import pytest

from salesbook.office.libreoffice.errors import OpenElsewhere, SheetProtected


def test_where_a_range_is(sheet):
    cells = sheet["B2:D5"]
    assert (cells.address, cells.row, cells.column, cells.shape, cells.count) == (
        "$B$2:$D$5",
        2,
        2,
        (4, 3),
        12,
    )
    assert cells.offset(1, 2).address == "$D$3:$F$6"
    assert cells.resize(1, 1).address == "$B$2"
    assert cells.last_cell.address == "$D$5"
    assert cells.rows[1].address == "$B$3:$D$3"
    assert [column.address for column in cells.columns] == ["$B$2:$B$5", "$C$2:$C$5", "$D$2:$D$5"]
    assert cells.get_address(row_absolute=False, column_absolute=False) == "B2:D5"
    assert cells.get_address(external=True) == f"'[{sheet.book.name}]{sheet.name}'!$B$2:$D$5"
    assert (sheet[1, 2].address, sheet["B:C"].address, sheet["2:3"].address) == ("$C$2", "$B:$C", "$2:$3")
    assert sheet.range("D5", "B2").address == "$B$2:$D$5"
    assert cells[0:2, 1].address == "$C$2:$C$3"
    with pytest.raises(ValueError, match="no address"):
        sheet["nothing of that name"].value  # noqa: B018


def test_ctrl_and_arrows(sheet):
    sheet["B2"].value = [[1, 2, None], [3, 4, None], [None, None, None], [5, None, 6]]
    ends = {direction: sheet["B2"].end(direction).address for direction in ("down", "right", "up", "left")}
    assert ends == {"down": "$B$3", "right": "$C$2", "up": "$B$1", "left": "$A$2"}
    assert sheet["B3"].end("down").address == "$B$5"
    assert sheet["B1048576"].end("up").address == "$B$5"
    assert sheet["B5"].end("down").row == sheet.cells.shape[0]
    assert sheet["B2"].expand().address == "$B$2:$C$3"
    assert sheet["B2"].current_region.address == "$B$2:$C$3"
    assert sheet.used_range.address == "$B$2:$D$5"


def test_inserting_and_deleting_move_the_rest(sheet):
    sheet["A1"].value = [[1, 10], [2, 20], [3, 30]]
    sheet["D1"].formula = "=SUM(A1:A3)"
    sheet["A2"].insert("down")
    assert sheet["A1:B4"].value == [[1.0, 10.0], [None, 20.0], [2.0, 30.0], [3.0, None]]
    sheet["A2"].delete("up")
    assert sheet["A1:B3"].value == [[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]]
    sheet["2:2"].delete()
    assert sheet["A1:B2"].value == [[1.0, 10.0], [3.0, 30.0]]
    assert sheet["D1"].formula == "=SUM(A1:A2)"
    sheet["A1"].insert("right")
    assert sheet["A1:C1"].value == [None, 1.0, 10.0]
    sheet["A:A"].delete()
    assert sheet["A1:B1"].value == [1.0, 10.0]


@pytest.mark.parametrize(("origin", "bold"), [("format_from_left_or_above", True), ("format_from_right_or_below", False)])  # fmt: skip
def test_inserted_rows_look_like_their_neighbours(sheet, origin, bold):
    sheet["A1:A2"].value = [["above"], ["below"]]
    sheet["A1"].font.bold = True
    sheet["2:3"].insert("down", origin)
    assert sheet["A2:A3"].font.bold is bold
    assert sheet["A1:A4"].value == ["above", None, None, "below"]


def test_copies_carry_formulas_and_formats_and_are_tiled(sheet, book):
    sheet["A1:B1"].value = [["x", "=A1&1"]]
    sheet["A1"].color = (255, 200, 0)
    sheet["A1:B1"].copy(sheet["A2:B8"])
    assert sheet["A2:B8"].value == [["x", "x1"]] * 7
    assert sheet["B8"].formula == "=A8&1"
    assert sheet["A8"].color == (255, 200, 0)
    other = book.sheets.add("Other")
    sheet["A1:B1"].copy(other["C3"])
    assert other["C3:D3"].value == ["x", "x1"]


def test_looks(sheet):
    cells = sheet["A1:B2"]
    cells.color = "#ffc800"
    cells.font.bold = cells.font.italic = cells.wrap_text = True
    cells.font.size, cells.font.name, cells.font.color = 14, "Liberation Serif", (10, 20, 30)
    cells.number_format = "[Red]#,##0.00"
    font = cells.font
    assert (cells.color, cells.wrap_text, cells.number_format) == ((255, 200, 0), True, "[Red]#,##0.00")
    assert (font.bold, font.italic, font.size, font.name, font.color) == (
        True,
        True,
        14,
        "Liberation Serif",
        (10, 20, 30),
    )
    cells.color = None
    assert cells.color is None
    sheet["A1"].number_format = "0"
    sheet["A1"].font.bold = False
    assert cells.number_format is None
    assert cells.font.bold is None
    cells.row_height, cells.column_width = 30, 20
    assert (cells.row_height, cells.column_width) == (pytest.approx(30, abs=0.1), pytest.approx(20, abs=0.1))
    cells.rows.hidden = True
    assert (cells.rows.hidden, sheet["A1:A3"].rows.hidden) == (True, None)


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "d mmm yyyy hh:mm", '"Last run "d mmm', "0.0%", "[h]:mm", "@", "General", "#,##0;[Red]-#,##0", "dddd"])  # fmt: skip
def test_number_formats_are_excels(sheet, code):
    sheet["A1"].number_format = code
    assert sheet["A1"].number_format == code


def test_a_code_that_is_no_number_format_is_refused(sheet):
    with pytest.raises(ValueError, match="no number format"):
        sheet["A1"].number_format = "0.00 [Red]"


def test_merging_and_links(sheet):
    sheet["A1:B2"].merge()
    assert sheet["B2"].merge_area.address == "$A$1:$B$2"
    assert sheet["A1:B2"].merge_cells
    sheet["A1"].unmerge()
    assert not sheet["A1"].merge_cells
    sheet["D1"].add_hyperlink("https://example.com/a", "there")
    assert (sheet["D1"].value, sheet["D1"].hyperlink) == ("there", "https://example.com/a")
    with pytest.raises(ValueError, match="no hyperlink"):
        sheet["D2"].hyperlink  # noqa: B018


@pytest.mark.parametrize(
    "change",
    [
        lambda s: setattr(s["A1"], "value", "new"), lambda s: setattr(s["A1"], "formula", "=1"), lambda s: s["A1"].clear_contents(),
        lambda s: s["A1"].clear(), lambda s: s["A1"].insert("down"), lambda s: s["A1"].delete("up"), lambda s: s["B1"].copy(s["A1"]),
        lambda s: setattr(s["A1"], "number_format", "0"), lambda s: setattr(s["A1"].font, "bold", True), lambda s: s["A1:B1"].merge(),
        lambda s: s["A1"].add_hyperlink("https://example.com"),
    ],
)  # fmt: skip
def test_a_protected_sheet_says_so_and_stays_as_it_was(sheet, change):
    sheet["A1:B1"].value = [["old", "other"]]
    sheet.api.protect("")
    with pytest.raises(SheetProtected, match=sheet.name):
        change(sheet)
    assert sheet["A1:B1"].value == ["old", "other"]
    sheet.api.unprotect("")


def test_unlocked_cells_of_a_protected_sheet_can_be_written(sheet):
    free = sheet["A1"].api.CellProtection
    free.IsLocked = False
    sheet["A1"].api.CellProtection = free
    sheet.api.protect("")
    sheet["A1"].value = "typed"
    assert sheet["A1"].value == "typed"


def test_writing_leaves_selection_sheet_filter_and_place_alone(sheet, book):
    other = book.sheets.add("Other")
    sheet.activate()
    sheet["A1"].value = [["key"], ["a"], ["b"], ["a"]]
    sheet["3:3"].rows.hidden = True
    sheet["C7:D8"].select()
    book.api.getCurrentController().setFirstVisibleRow(3)
    sheet["A1:A4"].value = [["key"], ["c"], ["d"], ["e"]]
    other["A1"].value = [["x"]] * 50
    assert book.selection.address == "$C$7:$D$8"
    assert book.sheets.active.name == sheet.name
    assert sheet["3:3"].rows.hidden
    assert sheet["A1:A4"].value == ["key", "c", "d", "e"]
    assert book.api.getCurrentController().getFirstVisibleRow() == 3


def test_sheets(book):
    book.sheets.add("Second", after=book.sheets[0])
    third = book.sheets.add(before="Second")
    assert [sheet.name for sheet in book.sheets][2] == "Second"
    assert third.index == 2
    third.name = "It's a sheet"
    assert "it's a SHEET" in book.sheets
    assert book.sheets["IT'S A SHEET"].name == "It's a sheet"
    assert book.sheets.active.name == "It's a sheet"
    third.visible = False
    assert not book.sheets["It's a sheet"].visible
    third.delete()
    assert len(book.sheets) == 2
    with pytest.raises(KeyError):
        book.sheets["no such sheet"]


def test_names(book, sheet):
    book.names.add("rates", f"={sheet.name}!$A$1:$B$2")
    assert book.names["rates"].refers_to == f"={sheet.name}!$A$1:$B$2"
    assert book.names["rates"].refers_to_range.address == "$A$1:$B$2"
    assert sheet["rates"].address == "$A$1:$B$2"
    book.names["rates"].delete()
    assert "rates" not in book.names


def test_a_book_is_saved_closed_and_opened_again(office, tmp_path):
    path = tmp_path / "Über uns.xlsx"
    book = office.books.add()
    book.sheets[0]["A1"].value = "kept"
    book.save(path)
    assert (book.name, book.fullname) == (path.name, str(path))
    assert office.books.open(path).name == path.name
    assert len([each for each in office.books if each.name == path.name]) == 1
    book.sheets[0]["A1"].value = "again"
    book.save()
    book.close()
    assert path.name not in [each.name for each in office.books]
    assert not list(tmp_path.glob(".~lock*"))
    book = office.books.open(path)
    assert book.sheets[0]["A1"].value == "again"
    book.close()


def test_a_file_that_somebody_has_open_is_refused_and_a_stale_mark_goes(office, tmp_path):
    path = tmp_path / "book.xlsx"
    made = office.books.add()
    made.save(path)
    made.close()
    mark = tmp_path / ".~lock.book.xlsx#"
    mark.write_text(
        "Ana Prado,ana,desk-7,25.11.2026 07:20,file:///home/ana/.config/libreoffice/4;", encoding="utf-8"
    )
    with pytest.raises(OpenElsewhere, match="Ana Prado"):
        office.books.open(path)
    assert mark.exists()
    import getpass
    import socket

    gone = tmp_path / "profile-that-is-gone"
    mark.write_text(
        f",{getpass.getuser()},{socket.gethostname()},25.11.2026 07:20,{gone.as_uri()};", encoding="utf-8"
    )
    book = office.books.open(path)
    assert "profile-that-is-gone" not in mark.read_text(encoding="utf-8")
    book.close()


def test_the_app(office, book, sheet):
    assert office.version.major >= 7
    assert office.pid > 0
    assert not office.visible
    sheet["A1"].value = [[1, "=A1*2"]]
    assert sheet["B1"].value == 2.0
    office.calculation = "manual"
    sheet["A1"].value = 5
    assert sheet["B1"].value == 2.0
    office.calculate()
    assert (sheet["B1"].value, office.calculation) == (10.0, "manual")
    office.calculation = "automatic"
    office.screen_updating = False
    office.screen_updating = False
    assert not office.screen_updating
    office.screen_updating = True
    assert office.screen_updating
    office.status_bar = "Working"
    assert office.status_bar == "Working"
    office.status_bar = False
    assert office.status_bar is False
    with office.properties(display_alerts=False, enable_events=False):
        assert not office.display_alerts
    assert office.display_alerts
    book.activate()
    assert office.books.active == book
    with pytest.raises(RuntimeError, match="no window"):
        office.alert("Really?", buttons="yes_no")
