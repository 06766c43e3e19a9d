"""A live book in a real LibreOffice: the contract, undo, and what people do to a workbook that is open."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest

from salesbook.books.file import FileBook
from salesbook.books.live import LiveBook
from salesbook.books.live.pictures import others, pictures_on
from salesbook.errors import (
    BadInput,
    CannotChange,
    CannotWrite,
    FileChanged,
    HalfWritten,
    InTheWay,
    MissingColumn,
    NotASalesbook,
    NothingToUndo,
    explain,
)
from salesbook.office.libreoffice.bridge import properties, struct, uno
from salesbook.tables.plan import Append, CellError, Replace, Set
from salesbook.tables.resolve import resolve
from tests.books.contract import CONTACTS, BookContract
from tests.books.make import salesbook, with_pictures
from tests.sessions import undone

_EQUAL = 2  # of LibreOffice's FilterOperator2
ORDERS = [{"Order ID": f"O{i}", "Date": date(2026, 1, i), "Amount": 10.0 * i} for i in range(1, 5)]


@pytest.fixture
def opened(office):
    """Opens workbooks, and closes them afterwards."""
    books = []

    def open_file(path):
        books.append(office.books.open(path))
        return books[-1]

    yield open_file
    for book in books:
        with suppress(Exception):  # a test may have closed it
            book.close()


class TestLiveBookInLibreOffice(BookContract):
    @pytest.fixture(autouse=True)
    def _opens(self, opened, tmp_path):
        self.opened, self.folder = opened, tmp_path

    def make(self, tables):
        return LiveBook(self.opened(salesbook(self.folder / "b.xlsx", tables)))


@pytest.fixture
def path(tmp_path):
    return salesbook(tmp_path / "b.xlsx", {"Contacts": CONTACTS, "Orders": ORDERS, "Runs": [{}]})


@pytest.fixture
def book(opened, path):
    return LiveBook(opened(path))


def add(book, number="O9", run_id="R1"):
    """Write one more order, as an action does."""
    seen = book.read(["Orders", "Runs"])
    changes = [
        Append("Orders", [{"Order ID": number, "Amount": 5.0}]),
        Append("Runs", [{"Run ID": run_id, "Action": "test"}]),
    ]
    book.write(resolve(changes, seen).edits, seen.seen)


def orders(book):
    return book.read(["Orders"]).grids["Orders"].columns["Order ID"]


def sheet(book, name="Orders"):
    return book.book.sheets[name]


def whole(book):
    """All cells of the table Orders."""
    return sheet(book).tables["Orders"].range


def test_undo_takes_the_last_write_back_and_then_the_one_before(book):
    add(book, "O9", "R1")
    add(book, "O10", "R2")
    assert undone(book).problems == []
    assert orders(book) == ["O1", "O2", "O3", "O4", "O9"]
    undone(book)
    assert orders(book) == ["O1", "O2", "O3", "O4"]
    with pytest.raises(NothingToUndo):
        undone(book)


def test_undo_keeps_what_somebody_typed_since_and_names_it(book):
    add(book)
    sheet(book)["E6"].value = 6.0
    taken = undone(book)
    assert [problem.cell for problem in taken.problems] == ["Orders!E6"]
    assert orders(book)[-1] == "O9"


def test_undo_brings_back_the_formulas_and_links_that_stood_in_cells(book):
    sheet(book)["E2"].formula = "=5*2"
    sheet(book)["B2"].add_hyperlink("https://example.com/tea", "Tea")
    seen = book.read(["Orders", "Runs"])
    changes = [
        Set("Orders", ["O1"], {"Amount": [3.0], "Account ID": ["A1"]}),
        Append("Runs", [{"Run ID": "R1", "Action": "test"}]),
    ]
    book.write(resolve(changes, seen).edits, seen.seen)
    sheet(book)["E3"].value = 99.0
    taken = undone(book)
    assert (taken.problems, sheet(book)["E2"].formula, sheet(book)["E3"].value) == ([], "=5*2", 99.0)
    assert (sheet(book)["B2"].value, sheet(book)["B2"].hyperlink) == ("Tea", "https://example.com/tea")


def test_undo_is_there_for_the_command_line_too_once_the_workbook_was_saved(book, path):
    add(book)
    with pytest.raises(NothingToUndo):  # the file on the disk knows nothing of it yet
        FileBook(path).last_record()
    book.book.save()
    book.book.close()
    undone(FileBook(path))
    assert orders(FileBook(path)) == ["O1", "O2", "O3", "O4"]


def test_a_write_into_the_closed_file_can_be_undone_in_the_open_one(path, opened):
    add(FileBook(path))
    book = LiveBook(opened(path))
    undone(book)
    assert orders(book) == ["O1", "O2", "O3", "O4"]


def test_a_write_that_was_never_saved_is_no_write_to_undo(path, opened):
    first = opened(path)
    add(LiveBook(first))
    first.close()
    with pytest.raises(NothingToUndo):
        undone(LiveBook(opened(path)))


def test_a_workbook_that_was_never_saved_is_asked_to_be(office):
    made = office.books.add()
    try:
        made.sheets[0]["A1"].value = [["Order ID", "Amount"], ["O1", 2.0]]
        made.sheets[0].tables.add(made.sheets[0]["A1:B2"], name="Orders")
        book = LiveBook(made)
        seen = book.read(["Orders"])
        with pytest.raises(BadInput) as caught:
            book.write(resolve([Set("Orders", ["O1"], {"Amount": [3.0]})], seen).edits, seen.seen)
        assert "Save it first" in explain(caught.value)
        assert made.sheets[0]["B2"].value == 2.0
    finally:
        made.close()


def test_a_protected_sheet_is_left_alone_and_said_to_be_protected(book):
    sheet(book, "Runs").api.protect("")
    with pytest.raises(CannotChange, match="Runs!A2 is on a protected sheet"):
        add(book)
    assert orders(book) == ["O1", "O2", "O3", "O4"]  # nothing was written before it


def test_on_a_protected_sheet_only_unlocked_cells_are_written(book):
    free = sheet(book)["E2"].api.CellProtection
    free.IsLocked = False
    sheet(book)["E2"].api.CellProtection = free
    sheet(book).api.protect("")
    seen = book.read(["Orders"])
    book.write(resolve([Set("Orders", ["O1"], {"Amount": [3.0]})], seen).edits, seen.seen)
    assert sheet(book)["E2"].value == 3.0
    seen = book.read(["Orders"])
    with pytest.raises(CannotChange, match="Orders!E3 is on a protected sheet"):
        book.write(resolve([Set("Orders", ["O2"], {"Amount": [3.0]})], seen).edits, seen.seen)


def test_a_workbook_that_is_marked_as_final_is_left_alone(book):
    properties = book.book.api.DocumentProperties.UserDefinedProperties
    properties.addProperty("_MarkAsFinal", 0, True)
    with pytest.raises(CannotChange, match="marked as final"):
        add(book)


def test_a_cell_changed_while_it_ran_is_named(book):
    seen = book.read(["Orders", "Runs"])
    sheet(book)["E3"].value = 99.0
    with pytest.raises(FileChanged) as caught:
        book.write(resolve([Set("Orders", ["O1"], {"Amount": [3.0]})], seen).edits, seen.seen)
    assert "Orders!E3" in explain(caught.value)
    assert sheet(book)["E2"].value == 10.0


def test_a_table_dragged_elsewhere_and_a_renamed_sheet_are_found_again(book):
    whole(book).rows[0].insert("down")
    sheet(book).name = "Bestellungen"
    add(book)
    grid = book.read(["Orders"]).grids["Orders"]
    assert (grid.sheet, grid.top, grid.columns["Order ID"][-1]) == ("Bestellungen", 3, "O9")


def test_a_table_that_moved_while_it_ran_is_not_written(book):
    seen = book.read(["Orders"])
    whole(book).rows[0].insert("down")
    with pytest.raises(FileChanged):
        book.write(resolve([Set("Orders", ["O1"], {"Amount": [3.0]})], seen).edits, seen.seen)


def test_a_deleted_column_is_named(book):
    sheet(book)["A1:A5"].delete("left")
    with pytest.raises(MissingColumn) as caught:
        add(book)
    assert caught.value.column == "Order ID"


def test_a_workbook_without_the_tables_is_no_salesbook(book):
    with pytest.raises(NotASalesbook) as caught:
        book.read(["Orders", "Calls"])
    assert caught.value.missing == ("Calls",)


def test_what_stands_below_a_table_is_not_written_over(book):
    sheet(book)["B7"].value = "my notes"
    seen = book.read(["Orders"])
    rows = [{"Order ID": f"N{i}"} for i in range(3)]
    with pytest.raises(InTheWay) as caught:
        book.write(resolve([Append("Orders", rows)], seen).edits, seen.seen)
    assert caught.value.cell == "Orders!B7"


def test_rows_typed_below_a_table_belong_to_it(book):
    width = whole(book).shape[1]
    sheet(book)["A6"].value = [["O5", None, None, datetime(2026, 1, 5), 50.0]]
    assert orders(book) == ["O1", "O2", "O3", "O4", "O5"]
    add(book)
    assert orders(book) == ["O1", "O2", "O3", "O4", "O5", "O9"]
    assert whole(book).shape == (7, width)


def test_rows_of_another_table_directly_below_do_not_belong_to_it(book):
    orders_sheet = sheet(book)
    orders_sheet["A6"].value = [["Shop", "Since"], ["Bilbao", 2019.0]]
    orders_sheet.tables.add(orders_sheet["A6:B7"], name="Shops")
    assert orders(book) == ["O1", "O2", "O3", "O4"]
    with pytest.raises(InTheWay):
        add(book)


def test_an_error_in_a_cell_is_an_error_and_a_formula_of_people_is_not_overwritten_by_a_blank(book):
    sheet(book)["E3"].value = "=1/0"
    seen = book.read(["Orders"])
    assert seen.grids["Orders"].columns["Amount"][1] == CellError("#DIV/0!")
    book.write(resolve([Set("Orders", ["O2"], {"Amount": [None]})], seen).edits, seen.seen)
    assert sheet(book)["E3"].formula == "=1/0"


def test_selection_and_active_sheet_stay(book):
    sheet(book, "Contacts").activate()
    sheet(book, "Contacts")["B3"].select()
    add(book)
    assert book.book.sheets.active.name == "Contacts"
    assert book.book.app.selection.address == "$B$3"
    assert book.book.app.screen_updating


def test_a_comment_on_a_line_of_calls_is_read(tmp_path, opened):
    path = salesbook(tmp_path / "calls.xlsx", {"Calls": [{"Call ID": "K1"}, {"Call ID": "K2"}]})
    book = LiveBook(opened(path))
    cell = sheet(book, "Calls").api.getCellByPosition(3, 2)
    sheet(book, "Calls").api.Annotations.insertNew(cell.CellAddress, "ask for Zoë")
    assert book.read(["Calls"]).grids["Calls"].notes == {1: "ask for Zoë"}


def test_files_beside_the_workbook_are_as_for_a_closed_one(book, path):
    add(book)
    folder = path.with_name("b.salesbook")
    assert sorted(each.suffix for each in (folder / "undo").iterdir()) == [".json", ".tables", ".tables"]
    shutil.rmtree(folder)
    with pytest.raises(NothingToUndo):
        undone(book)


def test_a_row_that_a_filter_hides_is_shown_when_it_gets_another_line(tmp_path, opened):
    lines = [{"Call ID": f"K{i}", "Rep": "Ana"} for i in range(3)]
    book = LiveBook(opened(salesbook(tmp_path / "calls.xlsx", {"Calls": lines})))
    rows = sheet(book, "Calls")["A2:A4"].rows
    rows.hidden = True
    seen = book.read(["Calls"])
    assert seen.grids["Calls"].columns["Call ID"] == [
        "K0",
        "K1",
        "K2",
    ]  # what is hidden is there all the same
    edits = resolve([Replace("Calls", ["K1"], [{"Call ID": "K9", "Rep": "Ben"}])], seen).edits
    book.write(edits, seen.seen)
    assert [sheet(book, "Calls")[f"A{row}"].rows.hidden for row in (2, 3, 4)] == [True, False, True]
    assert book.read(["Calls"]).grids["Calls"].columns["Call ID"] == ["K0", "K9", "K2"]


@pytest.fixture
def calls(tmp_path, opened):
    """Lines of Ana and Ben by turns, and a filter that shows Ana's."""
    lines = [{"Call ID": f"K{i}", "Rep": ("Ana", "Ben")[i % 2]} for i in range(4)]
    book = LiveBook(opened(salesbook(tmp_path / "calls.xlsx", {"Calls": lines, "Runs": [{}]})))
    table = sheet(book, "Calls").tables["Calls"].api
    field = struct("sheet.TableFilterField2", Field=2, Operator=_EQUAL, StringValue="Ana")
    table.getFilterDescriptor().setFilterFields2((field,))
    table.refresh()
    return book


def shown(book):
    """The lines that the filter lets through, and those below it."""
    grid = book.read(["Calls"]).grids["Calls"]
    numbers = zip(grid.columns["Call ID"], range(grid.top, grid.top + grid.height), strict=True)
    return [key for key, row in numbers if not sheet(book, "Calls")[f"A{row}"].rows.hidden]


def lay(book, leave, *rows):
    seen = book.read(["Calls"])
    book.write(resolve([Replace("Calls", leave, rows)], seen).edits, seen.seen)


def test_a_filter_is_applied_to_the_new_lines_and_what_it_hides_of_them_is_said(calls):
    assert shown(calls) == ["K0", "K2"]
    lay(
        calls,
        ["K1", "K2"],
        *({"Call ID": f"N{i}", "Rep": rep} for i, rep in enumerate(("Ana", "Ben", "Ana", "Ben"))),
    )
    assert shown(calls) == ["K0", "N0", "N2"]
    assert calls.remarks == ["The filter on Calls hides 2 new lines."]


def test_of_lines_that_only_moved_nothing_is_said(calls):
    rows = calls.read(["Calls"]).grids["Calls"].columns
    moving = [{name: column[i] for name, column in rows.items()} for i in (2, 3)]
    lay(calls, ["K0", "K1", "K2", "K3"], *moving)
    assert (shown(calls), calls.remarks) == (["K2"], [])


def test_a_filter_that_lets_all_new_lines_through_is_not_worth_a_word(calls):
    lay(calls, ["K1"], {"Call ID": "N0", "Rep": "Ana"})
    assert (shown(calls), calls.remarks) == (["K0", "N0", "K2"], [])


def test_rows_sorted_by_the_user_are_not_sorted_again_for_the_sake_of_a_filter(calls):
    cells = sheet(calls, "Calls").tables["Calls"].range.api
    order = uno().Any("[]com.sun.star.table.TableSortField", (struct("table.TableSortField", Field=0),))
    uno().invoke(cells, "sort", (properties(SortFields=order, ContainsHeader=True),))
    lay(calls, ["K0", "K1"], {"Call ID": "Z1", "Rep": "Ana"}, {"Call ID": "A1", "Rep": "Ben"})
    keys = calls.read(["Calls"]).grids["Calls"].columns["Call ID"]
    assert sorted(keys) != list(keys)
    assert {"Z1", "A1"} <= set(shown(calls))
    assert "choose it again" in calls.remarks[0]


def protect_late(one, monkeypatch):
    """Somebody protects a sheet after it was looked at whether cells are locked: the program itself refuses."""
    one.api.protect("")
    monkeypatch.setattr("salesbook.books.live.write.refuse", lambda *_: None)


def test_rows_put_back_after_a_refusal_are_filtered_as_before(calls, monkeypatch):
    protect_late(sheet(calls, "Runs"), monkeypatch)
    seen = calls.read(["Calls", "Runs"])
    new = {"Call ID": "N0", "Rep": "Ben"}
    with pytest.raises(CannotWrite):
        calls.write(
            resolve([Replace("Calls", ["K0"], [new]), Append("Runs", [{"Run ID": "R1"}])], seen).edits,
            seen.seen,
        )
    assert shown(calls) == ["K0", "K2"]


def grow(book, *rows):
    seen = book.read(["Orders", "Runs"])
    changes = [Append("Orders", rows), Append("Runs", [{"Run ID": "R1", "Action": "test"}])]
    book.write(resolve(changes, seen).edits, seen.seen)


@pytest.fixture
def priced(book):
    """Orders with a column of the user's own: a formula in each row, but for one typed over."""
    orders = sheet(book)
    orders["F1"].value = "Net"
    orders.tables["Orders"].resize(orders["A1:F5"])
    orders["F2:F4"].value = [["=E2*2"], ["=E3*2"], ["=E4*2"]]
    orders["F5"].value = "by hand"
    return book


def test_new_rows_get_the_formula_of_a_users_own_column_and_no_copy_of_what_was_typed_over_it(priced):
    grow(priced, {"Order ID": "O5", "Amount": 7.0}, {"Order ID": "O6", "Amount": 8.0})
    assert sheet(priced)["F5:F7"].value == ["by hand", 14.0, 16.0]


def test_what_is_typed_in_a_formula_column_below_the_table_stays(priced):
    sheet(priced)["A6"].value = "O5"
    sheet(priced)["F6"].value = "my remark"
    grow(priced, {"Order ID": "O6", "Amount": 8.0})
    assert sheet(priced)["F5:F7"].value == ["by hand", "my remark", 16.0]
    undone(priced)
    assert sheet(priced)["F6"].value == "my remark"


def test_a_formula_that_shows_nothing_and_merged_cells_below_a_table_are_in_the_way(book):
    sheet(book)["C7"].value = '=IF(1=1,"","x")'
    with pytest.raises(InTheWay) as caught:
        grow(book, {"Order ID": "O5"}, {"Order ID": "O6"})
    assert caught.value.cell == "Orders!C7"
    sheet(book)["C7"].clear_contents()
    sheet(book)["B7:C7"].merge()
    with pytest.raises(InTheWay):
        grow(book, {"Order ID": "O5"}, {"Order ID": "O6"})


def test_totals_move_with_the_end_of_a_table_both_ways(book):
    orders = sheet(book)
    orders["A6"].value = ["Total", None, None, None, "=SUM(Orders[Amount])"]
    table = orders.tables["Orders"]
    width = whole(book).shape[1]
    table.api.TotalsRow = True
    table.impl.set_area((1, 1, 6, width))
    grow(book, {"Order ID": "O5", "Amount": 7.0}, {"Order ID": "O6", "Amount": 8.0})
    assert orders["A8:E8"].value == ["Total", None, None, None, 115.0]
    assert table.show_totals
    undone(book)
    assert orders["A6:E6"].value == ["Total", None, None, None, 100.0]
    assert whole(book).shape == (6, width)


def test_what_could_not_be_put_back_is_said_and_undo_has_it(book, monkeypatch):
    """The program refuses the second table, and then to take back what stood in the first."""
    protect_late(sheet(book, "Runs"), monkeypatch)
    monkeypatch.setattr("salesbook.books.live.write._done", lambda _step: False)
    with pytest.raises(HalfWritten) as caught:
        add(book)
    assert "click Undo" in explain(caught.value)
    assert orders(book)[-1] == "O9"
    monkeypatch.undo()
    sheet(book, "Runs").api.unprotect("")
    undone(book)
    assert orders(book) == ["O1", "O2", "O3", "O4"]


def test_a_workbook_open_for_reading_only_is_not_written(path, office):
    opened = office.books.open(path, read_only=True)
    try:
        with pytest.raises(CannotWrite) as caught:
            add(LiveBook(opened))
        assert "for reading only" in explain(caught.value)
    finally:
        opened.close()


def test_a_table_takes_in_what_was_typed_below_it_when_another_one_is_written(book):
    """Only Excel grows a table by itself; formulas on other sheets count what is inside."""
    width = whole(book).shape[1]
    sheet(book)["A6"].value = "O5"
    seen = book.read(["Contacts", "Orders", "Runs"])
    book.write(resolve([Append("Runs", [{"Run ID": "R1", "Action": "test"}])], seen).edits, seen.seen)
    assert whole(book).shape == (6, width)
    undone(book)
    assert orders(book) == ["O1", "O2", "O3", "O4", "O5"]


def test_a_picture_on_a_line_stays_with_it_as_a_comment_does(tmp_path, opened):
    book = LiveBook(opened(with_pictures(tmp_path / "b.xlsx")))
    assert book.read(["Calls"]).grids["Calls"].notes == {0: "(a picture lies on this line)"}


class Counted:
    """A page that counts how many of its shapes somebody asks for."""

    def __init__(self, page):
        self._page = page
        self.asked = 0

    def getCount(self):  # noqa: N802
        return self._page.getCount()

    def getByIndex(self, i):  # noqa: N802
        self.asked += 1
        return self._page.getByIndex(i)


def test_among_the_notes_of_a_sheet_the_few_buttons_are_found_without_asking_each_note(opened):
    """To ask each note for its kind would make every click wait."""
    own = opened(Path(__file__).parent / "shapes" / "first.xlsm").sheets["Calls"]
    page, notes = Counted(own.api.getDrawPage()), own.api.getAnnotations().getCount()
    buttons = page.getCount() - notes
    assert notes > 2 * buttons > 0
    assert len(list(others(page, buttons))) == buttons
    assert page.asked <= 2 * buttons


def test_a_picture_among_notes_and_buttons_is_found(tmp_path, opened):
    sheet = opened(with_pictures(tmp_path / "b.xlsx", notes=3)).sheets["Calls"]
    assert sheet.api.getAnnotations().getCount() == 3
    assert pictures_on(sheet, {5}) == [2]
