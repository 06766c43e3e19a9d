"""A cell that cannot be read allows nothing: it is not taken for a blank that means Yes, or everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from salesbook.books.memory import grid_of
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.score.weights import scoring_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import TABLES
from salesbook.tables.frames import frame
from salesbook.tables.plan import CellError
from salesbook.tables.records import Runner
from tests.helpers import book, column, rows_of, world_parts
from tests.sessions import run

TODAY = date(2026, 3, 4)
PEOPLE = "Contact ID | First name | Owner | Phone | Created"
SMALL = {
    "Team": "Rep | Calls per day | Active\nann | 5 | Yes",
    "Cadences": "Cadence | Every | Unit | Channels\nAll | 2 | day | Call, Visit",
    "Contacts": f"{PEOPLE}\nC1 | Ada | ann | +34 976 123 451 | 2026-01-01\nC2 | Bo | ann | +34 976 123 452 | 2026-01-01",
}  # fmt: skip


def today(**tables):
    """The book after `today`, and what was said of its cells."""
    store = book(**SMALL | tables)
    result = run("today", store, today=TODAY, runner=Runner("ana", "desk", datetime(2026, 3, 4, 9)))
    return store, [problem.why for problem in result.plan.problems]


def with_cell(table, header, cell):
    """The table of the small book, with this cell in its first row."""
    rows = rows_of(table, SMALL[table])
    rows[0][header] = cell
    return grid_of(table, rows)


@pytest.mark.parametrize("cell", ["never", "on no account", CellError("#REF!"), "Ja", "☑"])
def test_nobody_calls_where_do_not_call_says_anything_but_no(cell):
    contacts, _ = frame(TABLES["Contacts"], with_cell("Contacts", "Do not call", cell))
    assert contacts["Do not call"].tolist() == [True, False]


@pytest.mark.parametrize(("header", "cell", "held", "said"), [
    ("Do not call", "never", "do not call", "Do not call is neither Yes nor No: 'never'; it counts as Yes"),
    ("Status", "Left the company", "not active: Status cannot be read",
     "Status is not on the list: 'Left the company'; nobody calls this person"),
])  # fmt: skip
def test_people_are_held_who_may_not_want_a_call(header, cell, held, said):
    people = f"{PEOPLE} | {header}\nC1 | Ada | ann | +34 976 123 451 | 2026-01-01 | {cell}\nC2 | Bo | ann | +34 976 123 452 | 2026-01-01 | "
    store, problems = today(Contacts=people)
    assert column(store, "Calls", "Contact ID") == ["C2"]
    assert column(store, "Contacts", "Held because") == [held, None]
    assert said in problems
    assert column(store, "Contacts", header) == [cell, None]


def test_what_a_call_tells_does_not_replace_a_status_that_cannot_be_read():
    people = f"{PEOPLE} | Status\nC1 | Ada | ann | +34 976 123 451 | 2026-01-01 | moved to Lyon"
    store, _ = today(
        Contacts=people, Calls="Call ID | Contact ID | Outcome\n2026-03-03-C1 | C1 | Wrong number"
    )
    assert column(store, "Activities", "Outcome") == ["Wrong number"]
    assert column(store, "Contacts", "Status") == ["moved to Lyon"]


def test_whoever_says_so_again_is_not_called_whatever_stood_there():
    people = f"{PEOPLE} | Do not call\nC1 | Ada | ann | +34 976 123 451 | 2026-01-01 | perhaps"
    store, _ = today(
        Contacts=people, Calls="Call ID | Contact ID | Outcome\n2026-03-03-C1 | C1 | Do not call again"
    )
    assert column(store, "Contacts", "Do not call") == ["Yes"]


@pytest.mark.parametrize("active", ["gone", "since May"])
def test_a_rep_of_whom_nobody_can_read_whether_they_work_gets_no_list(active):
    store, problems = today(Team=f"Rep | Calls per day | Active\nann | 5 | {active}\nben | 5 | Yes")
    assert column(store, "Calls", "Rep") == ["ben", "ben"]
    assert f"Active is neither Yes nor No: '{active}'; it counts as No" in problems


@pytest.mark.parametrize(("header", "cell"), [
    ("Kind", "Reseller"), ("Tier", "E"), ("Ticket", "Middling"), ("Active", "soon"), ("Channels", "Call, Post"),
])  # fmt: skip
def test_a_cadence_for_nobody_knows_whom_applies_to_nobody(header, cell):
    given = {"Kind": "", "Tier": "", "Ticket": "", "Active": "", "Channels": "Call"} | {header: cell}
    store, problems = today(Cadences=f"Cadence | Every | Unit | Priority | {' | '.join(given)}\n"
                                     f"Odd | 1 | day | 9 | {' | '.join(given.values())}\nAll | 6 | month | 1 | | | | | Call")  # fmt: skip
    assert column(store, "Contacts", "Cadence used") == ["All", "All"]
    assert sum(problem.endswith("this cadence is not used") for problem in problems) == 1


def test_an_interval_that_cannot_be_read_is_a_problem_once():
    rows = "Odd | often | week | Call\nOdder | 3 | fortnight | Call\nAll | 2 | day | Call"
    _, problems = today(Cadences=f"Cadence | Every | Unit | Channels\n{rows}")
    assert problems[:2] == [
        "Every is not a number: 'often'; the default interval is used",
        "Unit is not on the list: 'fortnight'; the default interval is used",
    ]
    assert not [one for one in problems if "must be" in one]


@pytest.mark.parametrize(
    ("header", "cell"), [("Channel", "Fax"), ("Direction", "Round"), ("Outcome", "Smiled")]
)
def test_points_for_nobody_knows_what_go_to_nothing(header, cell):
    frames, settings = world_parts(**SMALL, TouchPoints=f"{header} | Points\n{cell} | 5\n | 1",
                                   Activities="Activity ID | When | Contact ID | Channel\n1 | 2026-03-01 | C1 | Visit")  # fmt: skip
    assert World(frames, settings, TODAY).get(touch_table)["points"].tolist() == [1]


@pytest.mark.parametrize(("table", "text", "said"), [
    ("TouchPoints", "Channel | Points\nCall | much", "Points is not a number: 'much'; 1 is used"),
    ("Scoring", "Factor | Weight\nRecency | much", "Weight is not a number: 'much'; the default is used"),
])  # fmt: skip
def test_a_number_of_the_rules_that_cannot_be_read_is_a_problem_once(table, text, said):
    _, problems = today(**{table: text})
    assert [problem for problem in problems if problem.startswith(said.split()[0])] == [said]


def test_a_factor_that_nobody_knows_changes_no_score():
    frames, settings = world_parts(**SMALL, Scoring="Factor | Weight\nCharm | 90\nRecency | 10")
    assert World(frames, settings, TODAY).get(scoring_of).weight.tolist()[0] == 10
    assert len(frames["Scoring"]) == 1


@pytest.mark.parametrize(("first", "last", "away"), [
    ("2026-03-02", "7/3", ["2026-03-02"]),  # the day they left is sure, and no other
    ("2/3", "2026-03-04", []),
    ("2/3", "4/3", []),
    ("2026-03-02", "2026-03-03", ["2026-03-02", "2026-03-03"]),
])  # fmt: skip
def test_an_absence_with_a_date_that_cannot_be_read_does_not_go_on_for_ever(first, last, away):
    frames, settings = world_parts(**SMALL, Absences=f"Rep | From | To\nann | {first} | {last}")
    calendar = World(frames, settings, TODAY).get(work_calendar)
    days = [date(2026, 3, day) for day in (1, 2, 3, 4, 5, 31)]
    assert [str(day) for day in days if not calendar.present("ann", day)] == away


def test_an_absence_without_a_last_day_still_goes_on():
    frames, settings = world_parts(**SMALL, Absences="Rep | From | To\nann | 2026-03-02 | ")
    assert not World(frames, settings, TODAY).get(work_calendar).present("ann", date(2026, 3, 31))


def test_a_holiday_of_a_country_that_cannot_be_read_is_not_everybodys():
    rows = [{"Country": CellError("#REF!"), "Date": TODAY}, {"Country": None, "Date": date(2026, 3, 5)}]
    holidays, problems = frame(TABLES["Holidays"], grid_of("Holidays", rows))
    assert len(holidays) == 1
    assert [problem.why for problem in problems] == ["Country shows the error #REF!; this row does not count"]


def test_a_list_that_shows_an_error_is_not_blank():
    _, problems = frame(TABLES["Cadences"], grid_of("Cadences", [{"Cadence": "All", "Channels": CellError("#N/A")}]))  # fmt: skip
    assert [problem.why for problem in problems] == [
        "Channels shows the error #N/A; this cadence is not used"
    ]


@pytest.mark.parametrize(("header", "cell"), [
    ("Score", "n/a"), ("Last touch", "yesterday"), ("Why", CellError("#REF!")), ("Next due", 46000.0), ("Days overdue", "3 d"),
])  # fmt: skip
def test_whatever_stands_in_a_column_of_ours_the_second_run_finds_nothing_to_do(header, cell):
    store = book(**SMALL)
    store.grids["Contacts"] = with_cell("Contacts", header, cell)
    runner = Runner("ana", "desk", datetime(2026, 3, 4, 9))
    first = run("today", store, today=TODAY, runner=runner)
    assert not first.plan.problems
    assert column(store, "Contacts", header)[0] != cell
    assert not run("today", store, today=TODAY, runner=runner).edits


@pytest.mark.parametrize(
    ("table", "row", "header", "counts", "said"),
    [
        ("Contacts", "Contact ID\nC1", "Consent", "Opted out", "it counts as Opted out"),
        ("Contacts", "Contact ID\nC1", "Do not email", True, "it counts as Yes"),
        ("Contacts", "Contact ID\nC1", "Do not call", True, "it counts as Yes"),
        ("Contacts", "Contact ID\nC1", "Status", "Status cannot be read", "nobody calls this person"),
        ("MailRules", "Country\nGB", "Consent needed", True, "it counts as Yes"),
        ("MailRules", "Country\nGB", "Opt-out line", True, "it counts as Yes"),
        ("Outbox", "Draft ID\nD1", "Decision", "Skip", "it counts as Skip"),
        ("Team", "Rep\nann", "Active", False, "it counts as No"),
    ],
)
def test_a_formula_without_a_result_is_a_cell_that_cannot_be_read(table, row, header, counts, said):
    grid = grid_of(table, [dict.fromkeys([header]) | rows_of(table, row)[0]])
    found, problems = frame(TABLES[table], replace(grid, uncalculated={header: frozenset({0})}))
    assert found[header].tolist() == [counts]
    [problem] = [problem for problem in problems if problem.column == header]
    assert problem.why == f"{header} holds a formula that no program has worked out; {said}"
    assert problem.todo == "Open the workbook in Excel or LibreOffice and save it, or type the value."
    assert problem.cell


def test_formulas_in_rows_that_nobody_has_filled_in_are_no_problem():
    grid = grid_of("Contacts", [*rows_of("Contacts", "Contact ID | Consent\nC1 | Opted in"), {}])
    found, problems = frame(
        TABLES["Contacts"], replace(grid, uncalculated={"Consent": frozenset({1}), "Email": frozenset({0})})
    )
    assert found["Consent"].tolist() == ["Opted in"]
    assert [(problem.column, problem.why) for problem in problems] == [
        ("Email", "Email holds a formula that no program has worked out; it counts as blank")
    ]


@pytest.mark.parametrize(
    ("table", "header"), [("Contacts", "Country"), ("Contacts", "Email"), ("Contacts", "Phone"), ("Orders", "Amount"), ("Accounts", "Country")]
)  # fmt: skip
def test_a_formula_without_a_result_that_counts_as_blank_is_named_with_its_cell(table, header):
    key = TABLES[table].key
    grid = grid_of(table, rows_of(table, f"{key}\nX1"))
    grid = replace(grid, columns={header: [None]} | dict(grid.columns), uncalculated={header: frozenset({0})})
    problems = [each for each in frame(TABLES[table], grid)[1] if each.column == header]
    assert "no program has worked out; it counts as blank" in problems[0].why
    assert problems[0].cell
