"""From a book to a result: what `run` reads, refuses, writes and keeps about itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from salesbook.actions.base import EVERYTHING
from salesbook.books.memory import MemoryBook
from salesbook.errors import MissingColumn, TooMuch, explain
from salesbook.tables.plan import Plan, Problem, Replace, Set
from salesbook.tables.records import MAILBOX, Runner, capped, problems_change
from salesbook.tables.resolve import resolve
from tests.helpers import book, column, snapshot
from tests.sessions import PLANNED, run, session

TODAY = date(2026, 6, 15)
RUNNER = Runner("ana", "desk", datetime(2026, 6, 15, 9, 30))

TEAM = """
    Rep | Calls per day | Working days            | Role  | Active
    Ana | 10            | Mon, Tue, Wed, Thu, Fri | Sales | Yes
"""
CONTACTS = """
    Contact ID | First name | Kind     | Phone           | Owner | Created
    C1         | Marta      | Prospect | +34 600 000 001 | Ana   | 2026-01-10
    C2         | Jon        | Prospect | +34 600 000 002 | Ana   | 2026-01-10
"""
ACTIVITIES = """
    Activity ID | When       | Contact ID | Channel | Direction | Outcome | Minutes | By
    a1          | 2026-03-02 | C1         | Call    | Out       | Spoke   | 12      | Ana
"""
CADENCES = """
    Cadence  | Kind     | Every | Unit  | Channels | Quiet days | Max touches 30 days
    Prospect | Prospect | 1     | month | Call     | 5          | 4
"""


def small() -> MemoryBook:
    return book(Team=TEAM, Contacts=CONTACTS, Activities=ACTIVITIES, Cadences=CADENCES)


def act(store, name, **more):
    return run(name, store, today=more.pop("today", TODAY), runner=RUNNER, **more)


@pytest.mark.parametrize("name", PLANNED)
def test_every_action_runs_on_an_empty_book_and_finds_nothing_wrong(name):
    store = book(Team=TEAM)
    assert act(store, name).plan.problems == ()


def test_a_workbook_of_an_earlier_version_is_scored_without_the_columns_it_lacks():
    store = small()
    grid = store.grids["Contacts"]
    kept = {name: cells for name, cells in grid.columns.items() if name != "Best tie"}
    store.grids["Contacts"] = replace(grid, columns=kept)
    result = act(store, "scores")
    assert result.plan.problems == ()
    assert column(store, "Contacts", "Band")[0] == "Weak"
    assert "Best tie" not in store.grids["Contacts"].columns


@pytest.mark.parametrize("name", PLANNED)
def test_a_second_run_on_the_same_day_changes_nothing(name):
    store = small()
    act(store, name)
    version = store.version
    assert act(store, name).edits == {}
    assert store.version == version


@pytest.mark.parametrize("name", PLANNED)
def test_a_dry_run_says_what_would_change_and_changes_nothing(name):
    store, other = small(), small()
    dry = act(store, name, dry_run=True)
    assert store.version == 0
    done = act(other, name)
    assert set(done.edits) - {"Runs"} == set(dry.edits)


def test_today_scores_and_lists_and_says_so_in_runs():
    store = small()
    act(store, "today")
    assert set(column(store, "Calls", "Contact ID")) == {"C1", "C2"}
    assert column(store, "Contacts", "Band") == ["Weak", "No data"]
    assert column(store, "Runs", "Run ID") == ["20260615-093000"]
    assert column(store, "Runs", "Action") == ["today"]
    assert column(store, "Runs", "By") == ["ana"]


def test_what_was_logged_counts_in_the_scores_of_the_same_run():
    store = small()
    act(store, "today")
    seen = snapshot(store)
    calls = seen.grids["Calls"]
    handle = calls.handles[calls.columns["Contact ID"].index("C1")]
    typed = Set("Calls", [handle], {"Outcome": ["Spoke"], "Minutes": [20.0], "Notes": ["wants a quote"]})
    store.write(resolve([typed], seen).edits, seen.seen)
    act(store, "today", today=date(2026, 6, 16))
    assert column(store, "Activities", "Contact ID") == ["C1", "C1"]
    assert column(store, "Contacts", "Last touch")[0] == TODAY
    assert "C1" not in column(store, "Calls", "Contact ID")


def test_problems_keep_their_first_date_and_go_when_they_are_mended():
    store = small()
    store.grids["Contacts"].columns["Created"][1] = "31/02/2026"
    act(store, "check")
    assert column(store, "Problems", "Cell") == ["Contacts!AC3"]
    act(store, "check", today=date(2026, 6, 17))
    assert column(store, "Problems", "When") == [TODAY]
    store.grids["Contacts"].columns["Created"][1] = None
    act(store, "check", today=date(2026, 6, 18))
    assert column(store, "Problems", "Cell") == [None]


def test_good_rows_run_beside_bad_ones():
    store = small()
    store.grids["Contacts"].columns["Created"][1] = "soon"
    result = act(store, "today")
    assert [problem.cell for problem in result.plan.problems] == ["Contacts!AC3"]
    assert column(store, "Contacts", "Band")[0] == "Weak"


def test_a_column_of_ours_that_somebody_deleted_is_a_problem_and_the_rest_is_written():
    store = small()
    del store.grids["Contacts"].columns["Why"]
    result = act(store, "scores")
    assert ["Why" in problem.why for problem in result.plan.problems] == [True]
    assert column(store, "Contacts", "Band") == ["Weak", "No data"]


def test_an_action_that_would_overwrite_half_a_table_stops(monkeypatch):
    rows = "\n".join(f"C{i} | Ann | Ana" for i in range(60))
    store = book(Team=TEAM, Contacts=f"Contact ID | First name | Owner\n{rows}")
    from salesbook.domain.scores import plan as score

    def spoil(world):
        handles = world.frames["Contacts"].index.tolist()
        return Plan((Set("Contacts", handles, {"Owner": [None] * len(handles)}),))

    monkeypatch.setattr(score, "plan_scores", spoil)
    with pytest.raises(TooMuch) as error:
        act(store, "scores")
    assert "60 of 60 rows of Contacts" in explain(error.value)
    assert "Change limit" in explain(error.value)
    assert store.version == 0


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        (10_000, "9,970 more rows of this kind"),
        (31, "1 more row of this kind"),
        (30, "Date is not a date: 'x'"),
    ],
)
def test_ten_thousand_problems_of_one_kind_are_counted_not_listed(problems, said):
    many = [
        Problem("Orders", str(i), "Date", "x", "Date is not a date: 'x'", "Type a date.")
        for i in range(problems)
    ]
    listed = capped(many)
    assert len(listed) == min(problems, 31)
    assert listed[-1].why == said


def test_what_the_next_step_quotes_makes_no_other_kind():
    many = [
        Problem("Orders", str(i), "Contact ID", "", "x", f"Use 'C{i}' or one of {i} others.")
        for i in range(40)
    ]
    assert [p.why for p in capped(many)][-1] == "10 more rows of this kind"


def test_a_sheet_of_problems_is_not_filled_by_one_kind_however_often_something_runs():
    store = small()

    def run(first, last, whole=False):
        found = [Problem("Orders", str(i), "Date", "x", "no date", "Type one.") for i in range(first, last)]
        seen = store.read(["Problems"])
        change = problems_change(found, seen, TODAY, whole=whole)
        store.write(resolve([change], seen).edits, seen.seen)
        return column(store, "Problems", "Problem")

    assert run(0, 20) == ["no date"] * 20
    assert run(10, 50) == ["no date"] * 30 + ["20 more rows of this kind"]
    assert run(10, 50) == ["no date"] * 30 + ["20 more rows of this kind"]
    assert run(0, 32, whole=True) == ["no date"] * 30 + ["2 more rows of this kind"]
    assert run(5, 6, whole=True) == ["no date"]


def test_a_problem_of_a_line_leaves_with_the_line():
    line = "Call ID | Rep | Contact ID\nK1 | Ana | C1\nK2 | Ana | C2"
    store = book(Calls=line)

    def run(*found):
        seen = store.read(["Problems", "Calls"])
        change = problems_change(found, seen, TODAY, whole=False)
        store.write(resolve([change], seen).edits, seen.seen)
        return [*zip(column(store, "Problems", "Table"), column(store, "Problems", "Key"), strict=True)]

    bad = [Problem(table, key, "Next date", "x", "no date", "Type one.") for table, key in (("Calls", "K1"), ("Calls", "K2"), ("Contacts", "C1"))]  # fmt: skip
    assert run(*bad) == [("Calls", "K1"), ("Calls", "K2"), ("Contacts", "C1")]
    seen = store.read(["Calls"])
    store.write(resolve([Replace("Calls", ["K1"], [])], seen).edits, seen.seen)
    assert run() == [("Calls", "K2"), ("Contacts", "C1")]


@pytest.mark.parametrize(("mails", "listed"), [(200, 200), (201, 201), (500, 201)])
def test_of_what_came_by_mail_and_cannot_be_found_again_more_is_listed(mails, listed):
    many = [
        Problem(MAILBOX, str(i), "", "", "a reply that nobody understood", "Read it.") for i in range(mails)
    ]
    assert len(capped(many)) == listed


HALF_TYPED = """
    Call ID         | Date       | Rep | Contact ID | Name  | Channel | Direction | Outcome   | Notes
    2026-06-15-C1   | 2026-06-15 | Ana | C1         | Marta | Call    | Out       | No answer |
    2026-06-15-C1   | 2026-06-15 | Ana | C1         | Marta | Call    | Out       |           | second talk, half typed
    2026-06-15-C1   | 2026-06-15 | Ana | C1         | Marta | Call    | Out       |           |
"""


@pytest.mark.parametrize("name", ["today", "calls", "log"])
def test_a_half_typed_copy_of_a_logged_line_stays(name):
    store = book(Team=TEAM, Contacts=CONTACTS, Cadences=CADENCES, Calls=HALF_TYPED)
    act(store, name)
    assert "second talk, half typed" in column(store, "Calls", "Notes")
    version = store.version
    act(store, name)
    assert store.version == version


def test_words_that_have_no_column_to_go_to_stay_where_they_are():
    store = book(Team=TEAM, Contacts=CONTACTS, Calls="""
        Call ID | Date       | Rep | Contact ID | Outcome | Their words
        x       | 2026-06-15 | Ana | C1         | Spoke   | I want ten
    """)  # fmt: skip
    del store.grids["Activities"].columns["Their words"]
    with pytest.raises(MissingColumn) as error:
        act(store, "log")
    assert "'Their words'" in explain(error.value)
    assert column(store, "Calls", "Their words") == ["I want ten"]


def test_what_people_wrote_beside_a_problem_stays_as_long_as_the_problem():
    store = small()
    store.grids["Contacts"].columns["Created"][1] = "soon"
    act(store, "check")
    problems = store.grids["Problems"]
    store.grids["Problems"] = replace(problems, columns={**problems.columns, "Who mends it": ["Ana will"]})
    act(store, "check", today=date(2026, 6, 16))
    assert column(store, "Problems", "Who mends it") == ["Ana will"]


def test_emptying_a_table_of_peoples_stops():
    doing = session("check", small(), today=TODAY, runner=RUNNER)
    doing.look(EVERYTHING)
    plan = Plan((Replace("Cadences", ["Prospect"], []),))
    with pytest.raises(TooMuch):
        doing.finish(plan)


def test_many_dates_agreed_on_one_day_are_no_reason_to_stop():
    rows = [f"C{i} | Ann | Prospect | +34 600 000 {i:03} | Ana | 2026-01-10 | 2026-06-10" for i in range(30)]
    contacts = "Contact ID | First name | Kind | Phone | Owner | Created | Next date\n" + "\n".join(rows)
    calls = "Call ID | Date | Rep | Contact ID | Channel | Direction | Outcome | Next date\n" + "\n".join(
        f"k{i} | 2026-06-15 | Ana | C{i} | Call | Out | Spoke | 2026-07-01" for i in range(25)
    )
    store = book(Team=TEAM, Cadences=CADENCES, Contacts=contacts, Calls=calls)
    act(store, "log")
    assert column(store, "Contacts", "Next date").count(date(2026, 7, 1)) == 25


def test_check_and_today_find_the_same_problems():
    store = small()
    store.grids["Cadences"].columns["Every"][0] = -1.0
    store.grids["Activities"].columns["Contact ID"][0] = "C9"
    act(store, "today")
    found = column(store, "Problems", "Problem")
    act(store, "check")
    assert column(store, "Problems", "Problem") == found


@pytest.mark.parametrize("owner", ["Ana", "ANA", "ana ruiz", "Ana  Ruiz", "ana@example.com"])
def test_an_owner_may_be_the_short_name_the_full_name_or_the_address(owner):
    team = """
        Rep | Name     | Email           | Calls per day | Working days            | Active
        Ana | Ana Ruiz | ana@example.com | 10            | Mon, Tue, Wed, Thu, Fri | Yes
        Ben | Ben Ox   | ben@example.com | 10            | Mon, Tue, Wed, Thu, Fri | Yes
    """
    store = book(Team=team, Contacts=CONTACTS.replace("| Ana   |", f"| {owner} |"), Cadences=CADENCES)
    result = act(store, "today")
    assert result.plan.problems == ()
    assert set(column(store, "Calls", "Rep")) == {"Ana"}


def test_logging_moves_due_dates_and_does_nothing_where_nothing_was_logged():
    store = small()
    act(store, "today")
    due = dict(
        zip(column(store, "Contacts", "Contact ID"), column(store, "Contacts", "Next due"), strict=True)
    )
    assert act(store, "log").changed == 0
    called = column(store, "Calls", "Contact ID")[0]
    line = snapshot(store).grids["Calls"].handles[0]
    seen = store.read(["Calls"])
    store.write(resolve([Set("Calls", [line], {"Outcome": ["Spoke"]})], seen).edits, seen.seen)
    act(store, "log")
    now = dict(
        zip(column(store, "Contacts", "Contact ID"), column(store, "Contacts", "Next due"), strict=True)
    )
    assert due[called] <= TODAY < now[called]
