"""Lines on the sheet: which stay, which leave, and that nothing changes without need."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from salesbook.tables.plan import Link
from salesbook.tables.resolve import resolve
from tests.domain.callbook import TODAY, a_book, plan
from tests.helpers import carry_out, column, snapshot

CONTACTS = """
    Contact ID | Kind     | Phone                  | Owner | First name
    C1         | Customer | +34 976 123 451        | ann   | Ada
    C2         | Customer | +34 976 123 452        | ann   | Ben
    C3         | Customer |                        | ben   | Cy
    C4         | Customer | tel. 0034 976/12 (ask) | ben   | Di
"""
TEAM = "Rep | Calls per day\nann | 5\nben | 5"


@pytest.fixture
def store():
    return a_book(Team=TEAM, Contacts=CONTACTS)


def write(store, today: date = TODAY, rep: str | None = None):
    """Plan and write the lists; gives what changed."""
    found = plan(store, today, rep)
    return carry_out(store, found.plan).edits


def sheet(store, *headers: str):
    rows = list(zip(*(column(store, "Calls", header) for header in headers), strict=True))
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def typing(store, call_id: str, **cells) -> None:
    """A person fills cells of a line."""
    row = column(store, "Calls", "Call ID").index(call_id)
    for header, value in cells.items():
        store.grids["Calls"].columns[header.replace("_", " ")][row] = value


def test_a_line_has_all_that_a_call_needs(store):
    write(store)
    assert sheet(
        store,
        "Call ID",
        "Date",
        "Rep",
        "Rank",
        "Block",
        "Contact ID",
        "Name",
        "Phone",
        "Channel",
        "Direction",
    ) == [
        ("2026-03-04-C1", TODAY, "ann", 1, "Care", "C1", "Ada", "+34 976 123 451", "Call", "Out"),
        ("2026-03-04-C2", TODAY, "ann", 2, "Care", "C2", "Ben", "+34 976 123 452", "Call", "Out"),
        ("2026-03-04-C3-V", TODAY, "ben", 1, "Care", "C3", "Cy", None, "Visit", "Out"),
        ("2026-03-04-C4", TODAY, "ben", 2, "Care", "C4", "Di", "tel. 0034 976/12 (ask)", "Call", "Out"),
    ]


def test_a_number_is_a_link_of_digits_only(store):
    assert plan(store).line("C1")["Phone"] == Link("+34 976 123 451", "tel:+34976123451")
    assert plan(store).line("C4")["Phone"] == Link("tel. 0034 976/12 (ask)", "tel:+34976")


def test_the_same_list_again_changes_nothing(store):
    assert write(store)
    assert write(store) == {}


def test_sorting_contacts_changes_nothing(store):
    write(store)
    grid = store.grids["Contacts"]
    store.grids["Contacts"] = type(grid)(
        grid.name, {name: cells[::-1] for name, cells in grid.columns.items()}, grid.key, grid.sheet
    )
    assert write(store) == {}


def test_untouched_lines_of_yesterday_leave(store):
    write(store)
    write(store, TODAY + timedelta(days=1))
    assert {day for (day,) in sheet(store, "Date")} == {TODAY + timedelta(days=1)}


@pytest.mark.parametrize("cells", [
    {"Outcome": "Spoke"}, {"Answer": "perhaps"}, {"Minutes": 3}, {"Their_words": "well"}, {"Heard": "they move"}, {"Notes": "x"},
    {"Next_date": date(2026, 4, 1)}, {"Referral_given": "Eva"}, {"Channel": "Visit"}, {"Channel": "Email"}, {"Direction": "In"},
    {"Outcome": "talked a bit"}, {"Minutes": "a few"}, {"Channel": "by pigeon"},
])  # fmt: skip
def test_a_line_in_which_somebody_typed_stays_where_it_is(store, cells):
    write(store)
    typing(store, "2026-03-04-C2", **cells)
    before = sheet(store, *(name.replace("_", " ") for name in cells), "Call ID")[1]
    write(store, TODAY + timedelta(days=1))
    assert sheet(store, *(name.replace("_", " ") for name in cells), "Call ID")[1] == before
    assert sheet(store, "Contact ID") == [("C1",), ("C2",), ("C3",), ("C4",)]


def test_the_users_own_columns_count_and_their_formulas_do_not(store):
    write(store)
    grid = store.grids["Calls"]
    own = {"Mood": [None, "cheerful", None, None], "Row": [1, 2, 3, 4]}
    store.grids["Calls"] = type(grid)(
        grid.name, {**grid.columns, **own}, grid.key, grid.sheet, formulas=frozenset({"Row"})
    )
    write(store, TODAY + timedelta(days=1))
    assert sheet(store, "Call ID", "Mood")[:2] == [("2026-03-05-C1", None), ("2026-03-04-C2", "cheerful")]


def test_rows_that_people_added_stay_and_new_lines_go_around_them():
    added = "Call ID | Contact ID | Name | Notes\n | | Mr Unknown | rang\n | C2 | | rang too"
    store = a_book(Team=TEAM, Contacts=CONTACTS, Calls=added)
    write(store)
    assert sheet(store, "Name", "Notes")[:2] == [("Mr Unknown", "rang"), (None, "rang too")]
    assert [contact for (contact,) in sheet(store, "Contact ID")[2:]] == ["C1", "C3", "C4"]


@pytest.mark.parametrize("name", ["C2", "Mr Ben", "0034 976 123452"])
def test_whom_log_will_find_by_the_name_of_an_added_row_gets_no_second_line(name):
    store = a_book(Team=TEAM, Contacts=CONTACTS, Calls=f"Name | Notes\n{name} | rang")
    write(store)
    assert [contact for (contact,) in sheet(store, "Contact ID")] == [None, "C1", "C3", "C4"]


def test_a_line_for_whoever_rang_leaves_after_its_day_if_nobody_typed_into_it():
    rows = "Date | Rep | Name | Channel | Direction | Notes\n{0} | ann | | Call | In |\n{0} | ann | Zoë | Call | In |\n{0} | ann | | Call | In | new"
    store = a_book(Team=TEAM, Contacts=CONTACTS, Calls=rows.format(TODAY))
    write(store)
    assert [row for row in sheet(store, "Name", "Notes", "Direction") if row[2] == "In"] == [
        (None, None, "In"),
        ("Zoë", None, "In"),
        (None, "new", "In"),
    ]
    write(store, TODAY + timedelta(days=1))
    assert [row for row in sheet(store, "Name", "Notes", "Direction") if row[2] == "In"] == [
        ("Zoë", None, "In"),
        (None, "new", "In"),
    ]


def test_a_line_written_over_for_somebody_else_stays(store):
    write(store)
    typing(store, "2026-03-04-C2", Contact_ID="C9")
    write(store)
    assert ("2026-03-04-C2", "C9") in sheet(store, "Call ID", "Contact ID")


def test_ranks_pass_those_of_lines_that_stay(store):
    write(store)
    typing(store, "2026-03-04-C1", Notes="rings back")
    write(store)
    assert sheet(store, "Contact ID", "Rank")[:2] == [("C1", 1), ("C2", 2)]
    assert write(store) == {}


def test_a_copy_of_an_untouched_line_leaves_with_it(store):
    write(store)
    grid = store.grids["Calls"]
    store.grids["Calls"] = type(grid)(
        grid.name, {name: [*cells, cells[0]] for name, cells in grid.columns.items()}, grid.key, grid.sheet
    )
    write(store)
    assert [call for (call,) in sheet(store, "Call ID")] == [
        "2026-03-04-C1",
        "2026-03-04-C2",
        "2026-03-04-C3-V",
        "2026-03-04-C4",
    ]


def test_one_reps_new_list_leaves_the_others_alone(store):
    write(store)
    row = column(store, "Contacts", "Contact ID").index("C4")
    store.grids["Contacts"].columns["Do not call"][row] = "Yes"
    store.grids["Contacts"].columns["Do not call"][0] = "Yes"
    before = sheet(store, "Call ID", "Rep", "Why")
    write(store, TODAY + timedelta(days=1), rep="ann")
    after = sheet(store, "Call ID", "Rep", "Why")
    assert [row for row in after if row[1] == "ben"] == [row for row in before if row[1] == "ben"]
    assert [row[0] for row in after if row[1] == "ann"] == ["2026-03-05-C2"]
    assert column(store, "Contacts", "Held because") == ["do not call", None, None, None]


def test_a_call_id_used_by_a_talk_of_today_is_not_used_again():
    """They rang in the morning, the line was logged, and they are still due: it must not look logged."""
    rang = "Activity ID | When | Contact ID | Channel | Direction | Outcome\nT-2026-03-04-C1 | 2026-03-04 | C1 | Call | In | No answer"
    store = a_book(
        Contacts="Contact ID | Kind | Phone | Next date\nC1 | Customer | 976 123 456 | 2026-03-04",
        Activities=rang,
    )
    points = "Channel | Direction | Outcome | Points | Rhythm | Quiets\n | In | No answer | 0 | No | Nothing"
    store.grids["TouchPoints"] = a_book(TouchPoints=points).grids["TouchPoints"]
    assert plan(store).line("C1")["Call ID"] == "2026-03-04-C1-2"
    write(store)
    assert write(store) == {}


def test_planning_touches_no_cell_of_people(store):
    write(store)
    edits = resolve(plan(store, TODAY + timedelta(days=1)).plan.changes, snapshot(store)).edits
    people = {"Outcome", "Answer", "Minutes", "Their words", "Heard", "Notes", "Next date", "Referral given"}
    assert not people & set(edits["Calls"].columns)
    assert set(edits) == {"Calls", "CallDays"}
