"""The sheet Report as LibreOffice shows it: every number adds up from the rows of its sheet, counted here one by one."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from salesbook.actions.report import REPORT
from salesbook.actions.run import run as run_action
from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.schema import REPORT_BLOCKS
from salesbook.tables.plan import Append, Set
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.office.converting import as_csv
from tests.sessions import session

MONDAY = date(2026, 11, 30)
WEEK = [MONDAY - timedelta(days=n) for n in range(7, 0, -1)]
WHO = Runner("", "", datetime(2026, 11, 30))
TABLES = ["Activities", "Opportunities", "Outbox", "CallDays", "Contacts"]
REPS = [f"rep{n:02}" for n in range(11)]  # more than the page has lines
OUTCOMES = [None, "Spoke", "Meeting booked", "Message left", "No answer", "Not interested"]


def add(path, table, rows):
    book = FileBook(path)
    seen = book.read([table])
    book.write(resolve([Append(table, rows)], seen).edits, seen.seen)


def report(path):
    return run_action(REPORT, session("report", FileBook(path), today=MONDAY, runner=WHO), REPORT.defaults())


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The cells of the sheet: filled, with one figure that somebody changed, never filled; and the rows behind the first."""
    folder = tmp_path_factory.mktemp("report sheet")
    path = folder / "full.xlsx"
    assert main(["new", str(path), "--sample", "--contacts", "20", "--today", str(MONDAY)]) == 0
    shutil.copy(path, folder / "never.xlsx")
    calls = [
        {"Activity ID": f"{'T-2026-11-24-' if n % 2 else 'X'}{n}", "When": WEEK[n % 7], "By": REPS[n % 11], "Channel": "Call",
         "Direction": "Out", "Outcome": OUTCOMES[n % 6], "Contact ID": "C0001"} for n in range(60)
    ]  # fmt: skip
    deals = [
        {"Opportunity ID": f"N{n}", "Owner": REPS[n % 9], "Amount": 100.5 + n, "Created": WEEK[0] - timedelta(days=n), "Stage": f"Stage {n % 8}",
         **({"Result": ("Won", "Lost")[n % 2], "Closed": WEEK[n % 7], "Lost reason": f"Reason {n % 14}"} if n < 30 else {"Result": "Open"})}
        for n in range(50)
    ]  # fmt: skip
    letters = [
        {"Draft ID": f"L{n}", "Mailing ID": f"M{n % 6}", "Status": ("Sent", "Replied", "Bounced")[n % 3], "Sent on": WEEK[n % 7]}
        for n in range(20)
    ]  # fmt: skip
    listed = [{"Date": WEEK[n % 5], "Rep": REPS[n], "Cadence": "Customer", "Listed": 5 + n} for n in range(9)]
    for table, rows in (("Activities", calls), ("Opportunities", deals), ("Outbox", letters), ("CallDays", listed)):  # fmt: skip
        add(path, table, rows)
    assert report(path).changed
    wrong = shutil.copy(path, folder / "wrong.xlsx")
    seen = FileBook(wrong).read(["ReportFigures"])
    FileBook(wrong).write(
        resolve([Set("ReportFigures", ["Stage 2"], {"Figure 1": [99]})], seen).edits, seen.seen
    )
    as_csv(folder / "cells", path, wrong, folder / "never.xlsx", as_shown=False)
    cells = {}
    for name in ("full", "wrong", "never"):
        with (folder / "cells" / f"{name}-Report.csv").open(encoding="utf-8") as file:
            cells[name] = [row[:12] for row in csv.reader(file)]
    grids = FileBook(path).read(TABLES).grids
    rows = {name: [dict(zip(grid.columns, row, strict=True)) for row in zip(*grid.columns.values(), strict=True)] for name, grid in grids.items()}  # fmt: skip
    return cells, rows


class Block:
    """A block of the page, below its heading: its lines and its total, by header."""

    def __init__(self, page, heading):
        top, left = next(
            (at, column) for at, row in enumerate(page) for column, text in enumerate(row) if text == heading
        )
        line = page[top + 1]
        right = next((c for c in range(left + 1, 12) if page[top][c] and not page[top][c].endswith("›")), 12)
        self.headers = {line[column]: column for column in range(left, right) if line[column]}
        end = next((at for at in range(top + 2, len(page)) if page[at][left] == "All"), None)
        self.lines = [row for row in page[top + 2 : end] if row[left]]
        self.total = page[end] if end else []
        self.left = left

    def by_line(self, header):
        return {row[self.left]: number(row[self.headers[header]]) for row in self.lines}

    def all(self, header):
        """The total, which is the sum of the lines."""
        total = number(self.total[self.headers[header]])
        assert total == pytest.approx(sum(self.by_line(header).values()))
        return total


def number(text):
    return float(text.replace(",", "")) if text else 0.0


def in_week(value):
    return (
        value is not None and WEEK[0] <= (value.date() if isinstance(value, datetime) else value) <= WEEK[-1]
    )


def own_calls(rows):
    return [
        row for row in rows["Activities"]
        if row["Channel"] in {"Call", "Visit", "Meeting"} and row["Direction"] != "In" and in_week(row["When"])
    ]  # fmt: skip


def test_calls_by_rep_are_those_of_activities_and_planned_those_of_call_days(pages):
    cells, rows = pages
    found, calls = Block(cells["full"], "Calls by rep"), own_calls(rows)
    assert found.all("Made") == sum(row["Activity ID"].startswith("T-") for row in calls)
    assert found.all("Made") + found.all("Extra") == found.all("All calls") == len(calls) > 60
    assert found.all("Planned") == sum(row["Listed"] for row in rows["CallDays"])
    assert found.all("Meetings") == sum(row["Outcome"] == "Meeting booked" for row in calls)
    shown, by = found.by_line("All calls"), Counter(row["By"] for row in calls)
    assert {rep: calls for rep, calls in shown.items() if "others" not in rep} == {rep: by[rep] for rep in shown if "others" not in rep}  # fmt: skip


def test_open_deals_by_stage_and_by_expected_close_are_those_of_opportunities(pages):
    cells, rows = pages
    held = [row for row in rows["Opportunities"] if row["Result"] == "Open"]
    for heading in ("Pipeline by stage", "Expected to close"):
        found = Block(cells["full"], heading)
        assert (found.all("Deals"), found.all("Amount")) == (len(held), pytest.approx(sum(row["Amount"] for row in held)))  # fmt: skip


def test_deals_won_and_lost_are_those_that_were_closed_in_the_week(pages):
    cells, rows = pages
    closed = [row for row in rows["Opportunities"] if in_week(row["Closed"])]
    won, lost = ([row for row in closed if row["Result"] == result] for result in ("Won", "Lost"))
    by_rep, reasons = Block(cells["full"], "Won and lost, by rep"), Block(cells["full"], "Why deals were lost")  # fmt: skip
    assert (by_rep.all("Won"), by_rep.all("Lost")) == (len(won), len(lost)) == (15, 15)
    assert by_rep.all("Worth") == pytest.approx(sum(row["Amount"] for row in won))
    assert (reasons.all("Deals"), reasons.all("Amount")) == (len(lost), pytest.approx(sum(row["Amount"] for row in lost)))  # fmt: skip
    assert [row[0] for row in reasons.lines][-1] == "3 others"


def test_people_and_letters_are_those_of_their_sheets(pages):
    cells, rows = pages
    people = sum(row["Status"] in {None, "", "Active"} for row in rows["Contacts"])
    kinds = Block(cells["full"], "Relationships by kind")
    assert kinds.all("People") == people == Block(cells["full"], "People by band").all("At the end")
    assert people == sum(kinds.all(name) for name in ("In rhythm", "Overdue", "Never touched", "No cadence"))
    sent = [row for row in rows["Outbox"] if in_week(row["Sent on"])]
    letters = Block(cells["full"], "Mailings and their answers")
    assert (letters.all("Sent"), letters.all("Answered"), letters.all("Came back")) == (
        len(sent), sum(row["Status"] == "Replied" for row in sent), sum(row["Status"] == "Bounced" for row in sent),
    )  # fmt: skip


def test_due_dates_are_on_time_late_missed_or_open_by_cadence_and_by_rep(pages):
    cadences, reps = Block(pages[0]["full"], "Due dates kept, by cadence"), Block(pages[0]["full"], "Calls by rep")  # fmt: skip
    assert cadences.all("Due") == sum(cadences.all(name) for name in ("On time", "Late", "Missed", "Open"))
    for name in ("On time", "Late", "Missed"):
        assert cadences.all(name) == reps.all(f"Due dates {name.lower()}")


def test_the_tiles_are_the_totals(pages):
    page = pages[0]["full"]
    calls, won = Block(page, "Calls by rep"), Block(page, "Won and lost, by rep")
    assert [number(page[4][0]), number(page[4][6])] == [calls.all("All calls"), won.all("Worth")]


def test_the_last_line_says_that_all_agree_or_which_does_not(pages):
    last = {name: [row[0] for row in page if row[0]][-1] for name, page in pages[0].items()}
    assert last["full"] == f"All {REPORT_BLOCKS['Sum'].lines} sums agree with their sheets."
    assert last["wrong"] == "Does not agree with its sheet: open deals by stage. Click Report again."


def test_a_sheet_that_nobody_filled_says_what_to_do_and_shows_no_number(pages):
    page = pages[0]["never"]
    assert (page[1][0], page[2][0]) == ("Report", "Not filled yet: click Report.")
    assert [cell for row in page[4:6] for cell in row if cell] == []


def test_no_cell_shows_an_error(pages):
    assert not [cell for page in pages[0].values() for row in page for cell in row if cell.startswith(("#", "Err:"))]  # fmt: skip
