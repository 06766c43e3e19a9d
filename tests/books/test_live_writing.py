"""Writing into an open workbook: what is handed over for each value, in which blocks, and all or nothing."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
import xlwings

from salesbook.books.live.blocks import rectangles_to_write
from salesbook.books.live.place import LiveTable, block
from salesbook.books.live.values import TEXT_FORMAT, cleaned, xlwings_value
from salesbook.books.memory import grid_of
from salesbook.errors import CannotChange, CannotWrite, FileChanged, InTheWay
from salesbook.schema import TABLES
from salesbook.tables.grid import Fingerprint, Snapshot
from salesbook.tables.plan import Append, CellError, Link, Replace, Set
from salesbook.tables.resolve import resolve
from tests.books.contract import CONTACTS
from tests.books.remote import RemoteBook, Spreadsheet


@pytest.mark.parametrize(
    ("handed", "value"),
    [
        ("", None),
        ("  ", "  "),
        (5, 5.0),
        (Decimal("12.5"), 12.5),
        (True, True),
        (-2146826238, CellError("#ERROR!")),
        (datetime(2026, 3, 1), date(2026, 3, 1)),
        (datetime(2026, 3, 1, 9, 59, 59, 999_700), datetime(2026, 3, 1, 10)),
        (datetime(1899, 12, 30, 9, 30), time(9, 30)),
        (datetime(1899, 12, 31, 9, 30), time(9, 30)),
    ],
)
def test_what_a_program_hands_over_becomes_a_value(handed, value):
    (cell,) = cleaned([handed])
    assert (cell, type(cell)) == (value, type(value))


@pytest.mark.parametrize(
    "text", ["007", "=1+1", "+34 91 1", "-", "@ana", "1-2", "May 5", "TRUE", "wahr", "'quoted'", "12:30"]
)
def test_a_text_that_a_program_would_read_as_something_else_is_marked_as_text(text):
    assert xlwings_value(text, "General") == f"'{text}"
    assert xlwings_value(text, None) == f"'{text}"


@pytest.mark.parametrize("text", ["007", "=1+1", "TRUE", "May 5"])
def test_cells_formatted_as_text_need_no_mark(text):
    assert xlwings_value(text, TEXT_FORMAT) == text


def test_a_sentence_needs_no_mark_and_other_values_go_as_they_are():
    sentence = "They have not written back since the fair in May."
    assert xlwings_value(sentence, "General") == sentence
    assert xlwings_value("Wednesday, September 25, 2024 10:00:00", "General").startswith("'Wed")
    assert xlwings_value("one\r\ntwo", TEXT_FORMAT) == "one\ntwo"
    assert xlwings_value(time(6), None) == 0.25
    assert xlwings_value(CellError("#N/A"), None) == "#N/A"
    assert xlwings_value(Link('say "hi"', "tel:+34"), TEXT_FORMAT) == '=HYPERLINK("tel:+34","say ""hi""")'
    assert xlwings_value(Link("0" * 300, "tel:+34"), None) == "'" + "0" * 300  # too long for a formula


def written(*changes, rows=CONTACTS):
    """The blocks for these changes to a table of contacts that begins in A1: (row, column, changed cells)."""
    grid = grid_of("Contacts", rows)
    snapshot = Snapshot({"Contacts": grid}, Fingerprint(""))
    edit = resolve(changes, snapshot).edits["Contacts"]
    place = LiveTable(
        "Contacts", None, None, 1, len(grid.columns), 2, grid.height, has_header=True, has_totals=False
    )
    return [(b.row, b.column, [list(c) for c in b.columns]) for b in rectangles_to_write(place, grid, edit)]


COLUMN = {name: i for i, name in enumerate(grid_of("Contacts", CONTACTS).columns, 1)}


def test_columns_of_ours_side_by_side_are_one_block_with_what_stays_between():
    scores = Set("Contacts", ["C1", "C3"], {"Score": [50.0, 70.0], "Band": ["Fair", "Strong"]})
    assert written(scores) == [(2, COLUMN["Score"], [[50.0, None, 70.0], ["Fair", None, "Strong"]])]


def test_cells_of_people_are_written_alone():
    notes = Set("Contacts", ["C1", "C3"], {"Notes": ["new", "newer"]})
    assert written(notes) == [(2, COLUMN["Notes"], [["new"]]), (4, COLUMN["Notes"], [["newer"]])]


def test_new_rows_are_written_whole():
    """But for columns of formulas, which fill themselves."""
    blocks = written(Append("Contacts", [{"Contact ID": "C4"}, {"Contact ID": "C5"}]))
    cells = {}
    for row, column, columns in blocks:
        assert row == 5
        cells |= dict(enumerate(columns, column))
    formulas = {COLUMN[column.name] for column in TABLES["Contacts"].columns if column.formula}
    assert formulas
    assert cells.pop(1) == ["C4", "C5"]
    assert cells == {column: [None, None] for column in {*COLUMN.values()} - formulas - {1}}


def new_book():
    return RemoteBook(Spreadsheet({"Contacts": CONTACTS, "Orders": [{}]}))


@pytest.fixture
def book():
    return new_book()


EDIT = (
    Append("Contacts", [{"Contact ID": "C4"}]),
    Set("Contacts", ["C1"], {"Score": [50.0], "Notes": ["new"]}),
    Append("Orders", [{"Order ID": "O1", "Amount": 12.5}, {"Order ID": "O2"}]),
)


class ComError(Exception):
    """What Excel for Windows raises: its own words stand inside."""

    excepinfo = (0, "Microsoft Excel", "The cell is protected.\nAnd more.", "", 0, -1)


def test_a_failure_midway_puts_the_old_cells_back(monkeypatch):
    """Whichever of the blocks it is at which it fails."""
    real, calls, refused = xlwings.Range.value.fset, [], 0

    def failing(cells, values):
        calls.append(cells)
        if len(calls) == refused:
            raise ComError
        real(cells, values)

    monkeypatch.setattr(xlwings.Range, "value", xlwings.Range.value.setter(failing))
    write_all(new_book())
    blocks = len(calls)
    assert blocks > 2 * len({change.table for change in EDIT})
    for refused in range(1, blocks + 1):  # noqa: B007  # `failing` looks at it
        calls.clear()
        book = new_book()
        before = columns_of(book)
        with pytest.raises(CannotWrite) as caught:
            write_all(book)
        assert caught.value.why == "The cell is protected"
        assert columns_of(book) == before


def write_all(book):
    seen = book.read(["Contacts", "Orders"])
    book.write(resolve(EDIT, seen).edits, seen.seen)


def columns_of(book):
    return {name: grid.columns for name, grid in book.read(["Contacts", "Orders"]).grids.items()}


def test_a_cell_that_somebody_changed_meanwhile_is_named_and_nothing_is_written(book):
    seen = book.read(["Contacts", "Orders"])
    book.spreadsheet.sheets["Contacts"][2][COLUMN["Notes"] - 1] = "typed meanwhile"
    with pytest.raises(FileChanged) as caught:
        book.write(resolve(EDIT, seen).edits, seen.seen)
    assert caught.value.cell == f"Contacts!{xlwings.utils.col_name(COLUMN['Notes'])}3"
    assert book.read(["Orders"]).grids["Orders"].columns["Order ID"] == [None]


def test_what_stands_below_a_table_is_never_written_over(book):
    book.spreadsheet.sheets["Contacts"] += [[None] * len(COLUMN), ["Total", *[None] * (len(COLUMN) - 1)]]
    seen = book.read(["Contacts"])
    rows = [{"Contact ID": f"N{i}"} for i in range(3)]
    with pytest.raises(InTheWay) as caught:
        book.write(resolve([Append("Contacts", rows)], seen).edits, seen.seen)
    assert caught.value.cell == "Contacts!A6"


def test_rows_typed_directly_below_a_table_belong_to_it(book):
    book.spreadsheet.sheets["Contacts"].append(["C9", "Typed", *[None] * (len(COLUMN) - 2)])
    seen = book.read(["Contacts"])
    assert seen.grids["Contacts"].columns["Contact ID"] == ["C1", "007", "C3", "C9"]
    book.write(resolve([Append("Contacts", [{"Contact ID": "C10"}])], seen).edits, seen.seen)
    after = book.read(["Contacts"]).grids["Contacts"]
    assert after.columns["First name"] == ["Ana", "Zoë", "王", "Typed", None]
    assert book.spreadsheet.heights["Contacts"] == 6


def test_a_text_that_no_cell_can_hold_is_refused_with_the_cell(book):
    seen = book.read(["Contacts"])
    edits = resolve([Set("Contacts", ["C3"], {"Notes": ["x" * 32_768]})], seen).edits
    with pytest.raises(CannotChange) as caught:
        book.write(edits, seen.seen)
    assert f"Contacts!{xlwings.utils.col_name(COLUMN['Notes'])}4" in caught.value.what


def test_rows_that_leave_the_table_are_empty_afterwards(book):
    seen = book.read(["Contacts"])
    book.write(resolve([Replace("Contacts", ["007", "C3"], [])], seen).edits, seen.seen)
    assert book.spreadsheet.heights["Contacts"] == 2
    assert all(cell is None for row in book.spreadsheet.sheets["Contacts"][2:] for cell in row)


class Stub:
    """An object with these attributes."""

    def __init__(self, **attributes):
        vars(self).update(attributes)


class Filter:
    """A filter of Excel's, and after how many things done to the workbook it was taken off and set."""

    def __init__(self, book, **criterion) -> None:
        self.criteria = [Stub(type="none"), Stub(field=2, operator=None, value1=None, **criterion)]
        self.done: list[tuple[object, ...]] = []
        self._book = book

    def clear(self):
        self._note("off")

    def apply_values(self, field, values):
        self._note("values", field, values)

    def apply_comparison(self, field, operator, value):
        self._note(operator, field, value)

    def _note(self, *what):
        steps = [each["func"] for each in self._book.book.json()["actions"]]
        self.done.append((*what, "setValues" in steps))


@pytest.fixture
def excel_filters(book, monkeypatch):
    """Let the tables of the book be Excel's, filtered by what is given."""

    def filtered(**criterion) -> Filter:
        monkeypatch.setattr("xlwings.pro._xlremote.Engine.name", "excel")
        made = Filter(book, **criterion)
        monkeypatch.setattr(xlwings.main.Table, "autofilter", made)
        return made

    return filtered


@pytest.mark.parametrize("criterion", [
    {"type": "unknown"}, {"type": "top_items"},
    {"type": "comparison", "operator": "greater_than", "value1": "5"},
])  # fmt: skip
def test_a_table_that_excel_filters_by_more_than_texts_is_refused_with_what_to_do(
    book, excel_filters, criterion
):
    """Excel puts the first value into every row that a filter shows, and none into the others."""
    seen = book.read(["Contacts", "Orders"])
    by = excel_filters(type="none")
    vars(by.criteria[1]).update(criterion)
    with pytest.raises(CannotChange) as caught:
        book.write(resolve(EDIT, seen).edits, seen.seen)
    assert "Contacts is filtered by days, numbers or colours" in caught.value.what
    assert "Show all rows" in caught.value.todo
    assert by.done == []
    by.criteria[1].type = "none"
    seen = book.read(["Contacts", "Orders"])
    book.write(resolve(EDIT, seen).edits, seen.seen)


def test_a_filter_by_texts_in_excel_is_off_while_cells_are_written_and_stands_afterwards(book, excel_filters):
    seen = book.read(["Contacts"])
    by = excel_filters(type="values", values=["Ana"])
    book.write(resolve([EDIT[0]], seen).edits, seen.seen)
    assert by.done == [("off", False), ("values", 2, ["Ana"], True)]
    assert book.remarks == []


def test_a_filter_that_excel_does_not_take_again_is_told(book, excel_filters, monkeypatch):
    seen = book.read(["Contacts"])
    by = excel_filters(type="values", values=["Ana"])
    monkeypatch.setattr(by, "apply_values", None)
    book.write(resolve([EDIT[0]], seen).edits, seen.seen)
    assert book.remarks == ["Contacts shows all its rows now: choose its filter again."]


def test_errors_are_found_in_excel_for_macos_by_what_cells_show(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    app = Stub(engine=Stub(name="excel"))
    shown = Stub(get=lambda: [["#N/A", "1.00"], ["", "#N/A"]])
    values = [[None, 1.0], [None, "#N/A"]]  # the last one is a text
    cells = Stub(
        sheet=Stub(book=Stub(app=app)), options=lambda **_: Stub(value=values), api=Stub(string_value=shown)
    )
    assert block(cells) == [["#N/A", 1.0], [None, "#N/A"]]
