"""`report`: which days it is about, what it prints and writes, and what it fills the sheet Report with."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date, datetime
from html.parser import HTMLParser

import openpyxl
import pytest

from salesbook.actions.pages.report import report_page, report_text
from salesbook.actions.report import REPORT
from salesbook.actions.run import run as run_action
from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.domain.report.changes import what_changed_in
from salesbook.domain.report.content import sales_report
from salesbook.domain.report.period import ReportPeriod, last_week
from salesbook.domain.world import World
from salesbook.tables.plan import Replace
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.helpers import world_parts
from tests.sessions import Someone, session

MONDAY = date(2026, 11, 30)
WHO = Runner("", "", datetime(2026, 11, 30))


class Watching(Someone):
    """Whoever clicked a button."""

    watches = True


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A made-up firm's workbook; nobody writes into it."""
    path = tmp_path_factory.mktemp("report") / "book.xlsx"
    assert main(["new", str(path), "--sample", "--contacts", "30", "--today", str(MONDAY)]) == 0
    return path


def report(capsys, book, *words):
    status = main(["report", str(book), *map(str, words), "--today", str(MONDAY)])
    return status, capsys.readouterr()


def a_firm(**tables):
    """A small firm's report of the last week."""
    some = {
        "Team": "Rep\nana\nben",
        "Contacts": "Contact ID | First name | Account ID | Owner\nC1 | Pilar | A1 | ana",
        "Accounts": "Account ID | Account\nA1 | <Cierzo> & Co",
        "Activities": "Activity ID | When | Contact ID | By | Channel | Outcome\nX1 | 2026-11-24 | C1 | ana | Call |\nX2 | 2026-11-25 | C1 | ana | Call | No answer",
        "Opportunities": "Opportunity ID | Owner | Amount | Closed | Result\nP1 | ana | 1200 | 2026-11-26 | Won",
    }
    frames, settings = world_parts(**some | tables)
    return sales_report(World(frames, settings, MONDAY), last_week(MONDAY))


@pytest.mark.parametrize(("words", "first", "last"), [
    ((), "2026-11-23", "2026-11-29"), (("--week",), "2026-11-23", "2026-11-29"), (("--month",), "2026-10-01", "2026-10-31"),
    (("--from", "2026-09-01", "--to", "2026-09-30"), "2026-09-01", "2026-09-30"),
    (("--from", "2026-11-26"), "2026-11-26", "2026-11-30"), (("--from", "2026-11-26", "--to", "2027-01-31"), "2026-11-26", "2026-11-30"),
])  # fmt: skip
def test_the_days_it_is_about(capsys, book, words, first, last):
    status, said = report(capsys, book, *words, "--json", "--dry-run")
    period = json.loads(said.out)["summary"]["period"]
    assert (status, period["first"], period["last"]) == (0, first, last)


@pytest.mark.parametrize(("words", "told"), [
    (("--week", "--month"), "several periods"), (("--month", "--from", "2026-01-01"), "several periods"),
    (("--to", "2026-01-01"), "--to has no --from"), (("--from", "2026-02-01", "--to", "2026-01-01"), "1 Feb 2026 comes after 1 Jan 2026"),
    (("--from", "2027-01-01"), "comes after"), (("--html", "book.xlsx"), "book.xlsx is no name of a page"),
])  # fmt: skip
def test_days_or_names_that_cannot_be_meant_are_refused(capsys, book, words, told):
    status, said = report(capsys, book, *words)
    assert status == 2
    assert told in said.err


def test_it_prints_the_report_writes_the_page_and_leaves_the_workbook_as_it_is(capsys, book, tmp_path):
    before = book.read_bytes()
    status, said = report(capsys, book, "--month", "--html", tmp_path / "october.html")
    assert status == 0
    assert f"The report of October 2026 is in {tmp_path / 'october.html'}" in said.err
    assert "Calls made against planned, by rep" in said.err
    assert "sums agree with their sheets." in said.err
    assert "October 2026" in (tmp_path / "october.html").read_text(encoding="utf-8")
    assert book.read_bytes() == before
    assert not (book.with_suffix(".salesbook") / "reports").exists()


def test_in_a_dry_run_nothing_is_written(capsys, book, tmp_path):
    assert report(capsys, book, "--html", tmp_path / "page.html", "--dry-run")[0] == 0
    assert list(tmp_path.iterdir()) == []
    assert not (book.with_suffix(".salesbook") / "reports").exists()


def clicked(path):
    """What a click on the button Report answers."""
    asked = session("report", FileBook(path), today=MONDAY, runner=WHO)
    asked.person = Watching()
    return run_action(REPORT, asked, REPORT.defaults())


def test_the_button_shows_the_last_week_as_a_page_where_the_workbook_has_no_sheet_for_it(
    tmp_path, monkeypatch
):
    shown = []
    monkeypatch.setattr("webbrowser.open", shown.append)
    path = tmp_path / "book.xlsx"
    assert main(["new", str(path), "--with", "core", "--today", str(MONDAY)]) == 0
    page = tmp_path / "book.salesbook" / "reports" / "report 2026-11-23 to 2026-11-29.html"
    assert clicked(path).messages == [
        f"The report of 23 to 29 Nov 2026 is in your browser: {page.name}, in the folder book.salesbook/reports."
    ]
    assert shown == [page.as_uri()]


def test_a_click_fills_the_sheet_with_the_last_full_week_answers_in_a_sentence_and_can_be_undone(
    book, tmp_path, monkeypatch
):
    monkeypatch.setattr("webbrowser.open", pytest.fail)
    path = shutil.copy(book, tmp_path / "book.xlsx")
    said = clicked(path)
    assert len(said.messages) == 1
    assert said.messages[0].startswith("Report shows 23 to 29 Nov 2026: ")
    assert line(path, "Period 1")["Text"] == "23 to 29 Nov 2026"
    assert line(path, "Calls 1")["Text"] == "Ana"
    assert FileBook(path).read(["Runs"]).grids["Runs"].columns["Action"][-1] == "report"
    assert main(["undo", str(path)]) == 0
    assert path.read_bytes() == book.read_bytes()


def line(path, name):
    """A line of the figures behind the sheet."""
    grid = FileBook(path).read(["ReportFigures"]).grids["ReportFigures"]
    return {column: cells[grid.rows[name]] for column, cells in grid.columns.items()}


def typed(book, path, what):
    """A copy of the workbook in which somebody typed another week over the cell of the sheet."""
    page = openpyxl.load_workbook(book)
    cell = next(cell for row in page["Report"].iter_rows() for cell in row if cell.value == "Week from")
    cell.offset(1, 0).value = what
    page.save(path)
    return path


@pytest.mark.parametrize(("cell", "title"), [
    (datetime(2026, 11, 9), "9 to 15 Nov 2026"), (datetime(2026, 11, 12), "9 to 15 Nov 2026"),
    (datetime(2026, 11, 30), "30 Nov 2026"), (None, "23 to 29 Nov 2026"),
])  # fmt: skip
def test_a_week_that_is_typed_on_the_sheet_is_shown_a_blank_cell_means_the_last_full_one(
    book, tmp_path, cell, title
):
    path = typed(book, tmp_path / "book.xlsx", cell)
    assert clicked(path).messages[0].startswith(f"Report shows {title}: ")
    assert line(path, "Period 1")["Text"] == title


@pytest.mark.parametrize(("cell", "told"), [
    ("next week", "Report!L3 holds no day: 'next week'."), (datetime(2026, 12, 7), "Report!L3 names a day still to come: 7 Dec 2026."),
])  # fmt: skip
def test_a_week_that_cannot_be_meant_is_refused_by_its_cell(capsys, book, tmp_path, cell, told):
    status, said = report(capsys, typed(book, tmp_path / "book.xlsx", cell))
    assert status == 3
    assert said.err.startswith(told)


def test_a_month_and_a_page_leave_the_sheet_as_it_is(capsys, book, tmp_path):
    path = shutil.copy(book, tmp_path / "book.xlsx")
    for words in (("--month",), ("--from", "2026-11-01"), ("--html", tmp_path / "page.html"), ("--dry-run",)):
        assert report(capsys, path, *words)[0] == 0
    assert path.read_bytes() == book.read_bytes()


def test_a_workbook_that_somebody_has_open_is_reported_on_and_says_that_its_sheet_stays(
    capsys, book, tmp_path
):
    path = shutil.copy(book, tmp_path / "book.xlsx")
    (tmp_path / ".~lock.book.xlsx#").write_text(",ana,pc,,;")
    status, said = report(capsys, path)
    assert status == 0
    assert "Calls made against planned, by rep" in said.err
    assert "The sheet Report stays as it was." in said.err


def test_a_line_that_somebody_took_out_of_the_figures_comes_back(book, tmp_path):
    path = shutil.copy(book, tmp_path / "book.xlsx")
    seen = FileBook(path).read(["ReportFigures"])
    FileBook(path).write(resolve([Replace("ReportFigures", ["Calls 1"], [])], seen).edits, seen.seen)
    clicked(path)
    assert line(path, "Calls 1")["Text"] == "Ana"


def test_a_folder_that_is_not_there_is_named(capsys, book, tmp_path):
    status, said = report(capsys, book, "--html", tmp_path / "none" / "page.html")
    assert status == 3
    assert str(tmp_path / "none" / "page.html") in said.err


def test_a_book_without_mailings_has_a_report_without_them(capsys, tmp_path):
    path = tmp_path / "core.xlsx"
    assert main(["new", str(path), "--with", "core", "--today", str(MONDAY)]) == 0
    status, said = report(capsys, path)
    assert status == 0
    assert "Mailings" not in said.err
    assert "Nobody stands on the sheet Team yet." in said.err


def test_the_terminal_and_the_page_have_the_same_numbers():
    found = a_firm()
    text, cells = "\n".join(report_text(found)), Cells(report_page(found)).found
    for line in (
        ["ana", "?", "0", "2", "2", "1", "0"],
        ["No answer", "1"],
        ["ana", "1", "1,200", "0", "0", "100"],
    ):
        assert re.search(r"\s+".join(map(re.escape, line)), text), line
        assert line in cells


def test_what_has_no_rows_has_a_sentence_and_no_sum():
    nothing = a_firm(Contacts="Contact ID", Activities="Activity ID", Opportunities="Opportunity ID")
    text = "\n".join(report_text(nothing))
    for heading, sentence in (
        ("Expected to close", "No deal is open."), ("Relationships by kind", "No person is active, new or lost."),
    ):  # fmt: skip
        assert f"{heading}\n  {sentence}\n\n" in text


def test_calls_are_no_row_of_nobody_s_where_all_of_it_is_zero():
    kept = "Date | Rep | Cadence | Listed\n2026-11-25 | ana | Prospect | 3\n2026-11-25 | | | 0"
    assert "(nobody)" not in "\n".join(report_text(a_firm(CallDays=kept)))
    assert "(nobody)" in "\n".join(report_text(a_firm(CallDays=kept[:-1] + "1")))


def test_names_are_text_on_the_page():
    page = report_page(a_firm(Accounts="Account ID | Account\nA1 | <b>Cierzo</b>"))
    assert "&lt;b&gt;Cierzo" in page
    assert "<b>Cierzo" not in page


def test_the_page_mails_well():
    page = report_page(a_firm())
    assert not re.search(r"<(script|svg|img|link|iframe)|url\(|https?:|display:\s*(flex|grid)", page)
    cell = re.search(r"<td class=\"n\"[^>]*>", page)
    assert cell
    assert "text-align: right" in cell[0]  # styles stand in the elements
    assert "@page" in page


def test_many_days_are_shown_as_weeks_or_months_and_still_add_up():
    for first, name in ((date(2026, 10, 1), "week of 23 Nov"), (date(2025, 1, 1), "Nov 2026")):
        frames, settings = world_parts(
            Contacts="Contact ID\nC1",
            Activities="Activity ID | When | Contact ID | Channel\nX1 | 2026-11-24 | C1 | Call\nX2 | 2026-11-25 | C1 | Call",
        )
        found = sales_report(World(frames, settings, MONDAY), ReportPeriod(first, MONDAY))
        assert [name, "2", "2"] in Cells(report_page(found)).found


def test_what_changed_is_told_against_the_period_before():
    before = "X3 | 2026-11-17 | C1 | ana | Call |"
    found = a_firm(
        Activities=f"Activity ID | When | Contact ID | By | Channel | Outcome\nX1 | 2026-11-24 | C1 | ana | Call |\n{before}\nX4 | 2026-11-18 | C1 | ben | Visit |"
    )
    told = list(report_text(found))
    assert "- 1 call, 1 fewer than the week before (2)." in told
    assert "- Won 1 deal worth 1,200 EUR." in told  # no deal of the book is older than the week


def test_the_day_before_one_day_is_called_so():
    frames, settings = world_parts(
        Activities="Activity ID | When | Contact ID | By | Channel\nX1 | 2026-11-30 | C1 | ana | Call\nX2 | 2026-11-28 | C1 | ana | Call",
        Contacts="Contact ID\nC1", Team="Rep\nana",
    )  # fmt: skip
    found = sales_report(World(frames, settings, MONDAY), ReportPeriod(MONDAY, MONDAY))
    assert "1 more than the day before (0)" in what_changed_in(found)[0]


class Cells(HTMLParser):
    """The texts of the cells of each row of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self._rows: list[list[str]] = []
        self._cells: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, _attributes):
        if tag == "tr":
            self._rows.append([])
        if tag == "td":
            self._cells.append("")

    def handle_endtag(self, tag):
        if tag == "td":
            cell = self._cells.pop().strip()
            if cell:
                self._rows[-1].append(cell)
        if tag == "tr":
            self.found.append(self._rows.pop())

    def handle_data(self, text):
        if self._cells:
            self._cells[-1] += text
