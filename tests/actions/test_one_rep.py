"""One rep's lines in view: what is chosen above Calls, what clicks do meanwhile, and how many are done."""

from __future__ import annotations

import re
from datetime import date, timedelta

import openpyxl
import pytest

from salesbook.books.file import FileBook
from salesbook.books.live import LiveBook
from salesbook.buttons import press
from salesbook.cli.main import main
from salesbook.office.libreoffice.rep_view import RepView
from salesbook.schema import ALL_REPS, SHOW_REP
from salesbook.tables.plan import Append
from salesbook.tables.resolve import resolve
from tests.actions.person import read
from tests.helpers import call_line, rows_of

TODAY = date.today()  # noqa: DTZ011  (clicks work for the day on the wall)
ROWS = {
    "Team": "Rep | Calls per day | Active\nAna | 9 | Yes\nBen | 9 | Yes\nOffice | 0 | Yes",
    "Contacts": "Contact ID | First name | Last name | Owner | Phone | Country\n"
    + "\n".join(f"C{n} | Ada | Nr{n} | {'Ana' if n % 2 else 'Ben'} | +49 40 123 45 6{n} |" for n in range(8)),
}
DONE = "L1"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Eight people and their lines of today, Ana's before Ben's; and one that is left of yesterday's."""
    path = tmp_path_factory.mktemp("made") / "book.xlsm"
    assert main(["new", str(path)]) == 0
    store = FileBook(path)
    seen = store.read([*ROWS, "Calls", "CallDays"])
    lines = [
        call_line(day, f"C{n}", rep, n, f"Ada Nr{n}")
        for rep, day, numbers in (("Ana", TODAY - timedelta(days=1), [7]), ("Ana", TODAY, [1, 3, 5]), ("Ben", TODAY, [0, 2, 4, 6]))
        for n in numbers
    ]  # fmt: skip
    days = [{"Date": TODAY, "Rep": rep, "Cadence": "Standard", "Listed": listed} for rep, listed in (("Ana", 3), ("Ben", 4))]  # fmt: skip
    changes = [Append(name, rows_of(name, text)) for name, text in ROWS.items()]
    store.write(resolve([*changes, Append("Calls", lines), Append("CallDays", days)], seen).edits, seen.seen)
    return path


@pytest.fixture
def path(made, tmp_path):
    path = tmp_path / "book.xlsm"
    path.write_bytes(made.read_bytes())
    return path


class Chooser:
    """Somebody who chooses above Calls whose lines they look at."""

    def __init__(self, book) -> None:
        self.calls = book.sheets["Calls"]
        self.told: list[None] = []
        self.view = RepView(book.impl.xl, lambda: self.told.append(None))

    def choose(self, rep: str) -> None:
        before = len(self.told)
        self.calls.range("H1").value = rep
        assert len(self.told) > before
        self.view.show()

    def in_view(self) -> list[str]:
        """The IDs of the people whose lines are in view."""
        grid = LiveBook(self.calls.book).read(["Calls"]).grids["Calls"]
        rows = zip(range(grid.top, grid.top + grid.height), grid.columns["Contact ID"], strict=False)
        return [who for row, who in rows if who and not self.calls.range(f"A{row}").rows.hidden]

    def done(self) -> str:
        return str(self.calls.range(DONE).value or "").replace("\n", " ")

    def type(self, who: str, **cells: object) -> None:
        grid = LiveBook(self.calls.book).read(["Calls"]).grids["Calls"]
        row = grid.top + grid.columns["Contact ID"].index(who)
        for header, value in cells.items():
            self.calls.range(f"{grid.letters[header]}{row}").value = value


@pytest.fixture
def chooser(book):
    return Chooser(book)


def test_only_the_lines_of_the_rep_who_is_chosen_are_in_view_and_all_come_back(chooser):
    chooser.choose("Ben")
    assert chooser.in_view() == ["C0", "C2", "C4", "C6"]
    chooser.choose("Ana")
    assert chooser.in_view() == ["C7", "C1", "C3", "C5"]
    chooser.choose("All")
    assert len(chooser.in_view()) == 8


def test_what_people_filter_by_in_other_columns_stays(chooser):
    table = chooser.calls.tables["Calls"].api
    chooser.choose("Ana")
    fields = table.getFilterDescriptor().getFilterFields()
    by_rank = type(fields[0])()
    by_rank.Field, by_rank.IsNumeric, by_rank.NumericValue = 1, True, 3
    by_rank.Operator = fields[0].Operator
    descriptor = table.getFilterDescriptor()
    descriptor.setFilterFields((*fields, by_rank))
    chooser.choose("Ben")
    assert chooser.in_view() == []
    chooser.choose("All")
    assert chooser.in_view() == ["C3"]


def test_a_line_out_of_view_is_logged_like_the_others_and_the_view_stays(chooser, book):
    chooser.choose("Ana")
    chooser.type("C4", Outcome="No answer")
    chooser.type("C3", Outcome="Spoke")
    assert press("log", book).startswith("2 filled lines = 2 logged. 6 lines stay. Logged: 1 spoke, 1 no answer.")  # fmt: skip
    logged = LiveBook(book).read(["Activities"]).grids["Activities"].columns["Contact ID"]
    assert sorted(filter(None, logged)) == ["C3", "C4"]
    assert chooser.in_view() == ["C7", "C1", "C5"]
    chooser.choose("All")
    assert chooser.in_view() == ["C7", "C1", "C5", "C0", "C2", "C6"]


def look(calls, row):
    """What the cells of a row of Calls look like, as far as anybody sees it."""
    cells = calls.range((row, 1), (row, 14)).impl.xl
    each = [cells.getCellByPosition(column, 0) for column in range(14)]
    return [
        (cell.CellBackColor, cell.CharHeight, cell.IsTextWrapped, cell.Validation.Type.value) for cell in each
    ]


def test_the_rows_that_lines_leave_look_like_those_below_and_the_next_line_like_the_others(chooser, book):
    below = look(chooser.calls, 20)
    chooser.choose("Ben")
    like_others = look(chooser.calls, 7)
    assert like_others != below
    for who in ("C2", "C4", "C6"):
        chooser.type(who, Outcome="Spoke")
    press("log", book)
    assert chooser.in_view() == ["C0"]
    assert [look(chooser.calls, row) for row in (8, 9, 10)] == [below] * 3
    assert not any(chooser.calls.range(f"A{row}").rows.hidden for row in (8, 9, 10))
    chooser.choose("Ana")  # whoever stands last is out of view now
    press("rang", book)
    assert chooser.calls.range("A8").value == "Ana"
    assert look(chooser.calls, 8) == like_others


def test_what_is_not_in_view_of_new_lines_is_told_and_of_lines_that_moved_nothing(chooser, book):
    chooser.choose("Ana")
    chooser.type("C1", Outcome="Spoke")
    assert "Show" not in press("log", book)
    assert "Show" not in press("undo", book)
    chooser.choose("Ben")
    assert press("today", book).endswith(
        "3 lines of other people are not shown (Show: Ben)."
    )  # yesterday's was hers


def test_undo_and_new_lists_keep_the_view_too(chooser, book):
    chooser.choose("Ben")
    chooser.type("C2", Outcome="Spoke")
    press("log", book)
    assert chooser.in_view() == ["C0", "C4", "C6"]
    press("undo", book)
    assert chooser.in_view() == ["C0", "C2", "C4", "C6"]
    press("today", book)
    grid = LiveBook(book).read(["Calls"]).grids["Calls"].columns
    lines = list(zip(grid["Contact ID"], grid["Rep"], strict=True))
    assert {rep for _, rep in lines if rep} == {"Ana", "Ben"}
    assert chooser.in_view() == [who for who, rep in lines if rep == "Ben"]


def test_a_file_saved_with_one_rep_in_view_has_all_lines_and_shows_the_same_when_it_opens(
    path, office, chooser, book
):
    chooser.choose("Ben")
    book.save()
    assert len(read(path, "Calls")) == 8
    hidden = openpyxl.load_workbook(path)["Calls"].row_dimensions
    assert [row for row in range(3, 11) if hidden[row].hidden] == [3, 4, 5, 6]
    chooser.calls.range("H1").value = "Ana"
    book.save()  # the cell says another one than the filter
    book.close()
    again = office.books.open(path)
    assert Chooser(again).in_view() == ["C7", "C1", "C3", "C5"]
    again.close()


def test_done_counts_the_lines_of_today_of_whoever_is_in_view(chooser, book):
    assert chooser.done() == "Done 0 of 7"
    chooser.type("C1", Outcome="Spoke")
    chooser.type("C7", Outcome="Spoke")  # yesterday's
    assert chooser.done() == "Done 1 of 7"
    press("log", book)
    assert chooser.done() == "Done 1 of 7"
    chooser.choose("Ben")
    assert chooser.done() == "Done 0 of 4"
    chooser.choose("Ana")
    assert chooser.done() == "Done 1 of 3"
    press("undo", book)
    assert chooser.done() == "Done 1 of 3"  # typed, not logged
    chooser.type("C1", Outcome=None)
    assert chooser.done() == "Done 0 of 3"


def test_all_and_those_who_have_lines_can_be_chosen(book):
    names = book.impl.xl.getSheets().getByName("Figures").getCellRangeByName("AA3:AA8").getDataArray()
    assert [name for (name,) in names] == ["All", "Ana", "Ben", "", "", ""]


def test_a_book_without_macros_counts_what_is_done_and_offers_nobody(tmp_path):
    path = tmp_path / "book.xlsx"
    assert main(["new", str(path)]) == 0
    made = openpyxl.load_workbook(path)
    assert SHOW_REP not in made.defined_names
    bar = [str(cell.value) for cell in made["Calls"][1] if cell.value]
    assert ALL_REPS not in bar
    assert sum('"Done"' in text for text in bar) == 1


@pytest.mark.parametrize(
    ("typed", "lit"),
    [
        ({"Outcome": "Spoke", "Minutes": 5, "Next date": TODAY + timedelta(days=9)}, "done"),
        ({"Minutes": 5, "Notes": "Rings back."}, ""),
        ({"Outcome": "Spoke", "Next date": TODAY - timedelta(days=9)}, "Next date"),
        ({"Outcome": "Spoke", "Minutes": "ten"}, "Minutes"),
        ({"Outcome": "Spoke", "Minutes": -5}, "Minutes"),
        ({"Outcome": "Talked"}, "Outcome"),
        ({"Outcome": "Spoke", "Date": TODAY + timedelta(days=1)}, "Date"),
        ({"Outcome": "Spoke", "Next date": "in May"}, ""),
        ({"Outcome": "Spoke", "Name": None, "Phone": None, "Account": None, "Contact ID": None}, "Name"),
    ],
)
def test_a_line_is_done_and_green_where_it_would_be_logged_and_else_the_cell_is_red(
    chooser, book, path, typed, lit
):
    chooser.type("C1", **typed)
    assert chooser.done() == ("Done 1 of 7" if lit == "done" else "Done 0 of 7")
    assert lights(path, book, row=4) == ({lit} if lit else set())
    if lit != "done":
        assert "1 logged" not in press("log", book)


def lights(path, book, row):
    """What the conditional formats paint in a row of Calls: "done" where all of it is green, else the headers of red cells."""
    sheet, cell = openpyxl.load_workbook(path)["Calls"], book.sheets["Calls"].range(f"AZ{row}")
    headers = {each.column_letter: each.value for each in sheet[2]}
    found = set()
    for area in sheet.conditional_formatting:
        left, right = (str(area.sqref).split(":")[i].rstrip("0123456789") for i in (0, -1))
        for rule in area.rules:
            fill = rule.dxf and rule.dxf.fill and rule.dxf.fill.bgColor.rgb[2:]
            if fill in {"E8F3EC", "F9DFD7"} and headers.get(left):
                cell.formula = "=" + re.sub(r"(\$[A-Z]+)3\b", rf"\g<1>{row}", rule.formula[0])
                if cell.value:
                    found.add(headers[left] if left == right else "done")
    return found
