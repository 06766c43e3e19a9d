"""What an action changed goes back; what somebody changed since stays, and is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from salesbook.actions import take_back
from salesbook.tables.plan import Append, Replace, Set
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from salesbook.tables.undo import plan_undo
from tests.helpers import book, column, grid, snapshot
from tests.sessions import run

CONTACTS = """
    Contact ID | First name | Score
    C1         | Ana        | 50
    C2         | Ben        |
"""
CALLS = """
    Call ID | Name | Outcome
    1       | one  | Spoke
    2       | two  |
"""


def act(store, *changes):
    before = snapshot(store)
    resolved = resolve(changes, before)
    store.write(resolved.edits, before.seen)
    return before, snapshot(store)


def taken_back(store, before, after):
    now = snapshot(store)
    taken = plan_undo(before, after, now)
    store.write(resolve(taken.changes, now).edits, now.seen)
    return taken.conflicts


def test_cells_rows_and_cleared_lines_come_back():
    store = book(Contacts=CONTACTS, Calls=CALLS)
    start = store.grids["Contacts"], store.grids["Calls"]
    around = act(
        store,
        Set("Contacts", ["C2"], {"Score": [70.0]}),
        Replace("Calls", ["1"], []),
        Append("Activities", [{"Activity ID": "1"}]),
    )
    assert not taken_back(store, *around)
    assert store.grids["Contacts"].columns == start[0].columns
    assert store.grids["Calls"].columns == start[1].columns
    assert column(store, "Activities", "Activity ID") == [None]


def test_a_cell_edited_since_stays_and_is_named():
    store = book(Contacts=CONTACTS)
    around = act(store, Set("Contacts", ["C1", "C2"], {"Score": [60.0, 70.0]}))
    act(store, Set("Contacts", ["C2"], {"Score": [71.0], "First name": ["Benno"]}))
    conflicts = taken_back(store, *around)
    assert column(store, "Contacts", "Score") == [50, 71.0]
    assert column(store, "Contacts", "First name") == ["Ana", "Benno"]
    score = store.grids["Contacts"].address("C2", "Score")
    assert [(c.cell, c.now) for c in conflicts] == [(score, "71.0")]


def test_a_row_that_was_given_its_key_is_one_row_though_somebody_changed_it_since():
    """It stood twice otherwise: as it was, and as it is."""
    store = book(Referrals="Referral ID | From | Notes\n | C1 |\n | C2 |")
    blank = store.grids["Referrals"].handles
    around = act(store, Set("Referrals", blank, {"Referral ID": ["REF-1", "REF-2"]}))
    act(store, Set("Referrals", ["REF-2"], {"Notes": ["rings on Monday"]}))
    assert not taken_back(store, *around)
    assert column(store, "Referrals", "From") == ["C1", "C2"]
    assert column(store, "Referrals", "Notes") == [None, "rings on Monday"]
    assert column(store, "Referrals", "Referral ID") == [None, None]


def test_a_line_without_a_key_that_made_room_for_another_comes_back():
    store = book(Calls="Call ID | Name | Outcome\n | one | Spoke")
    around = act(store, Replace("Calls", store.grids["Calls"].handles, [{"Call ID": "2", "Name": "two"}]))
    assert not taken_back(store, *around)
    assert column(store, "Calls", "Outcome") == ["Spoke"]
    assert column(store, "Calls", "Call ID") == [None]


def test_a_row_added_and_edited_since_stays():
    store = book(Contacts=CONTACTS)
    around = act(store, Append("Contacts", [{"Contact ID": "C3"}, {"Contact ID": "C4"}]))
    act(store, Set("Contacts", ["C3"], {"Notes": ["met at the fair"]}))
    conflicts = taken_back(store, *around)
    assert column(store, "Contacts", "Contact ID") == ["C1", "C2", "C3"]
    assert [c.key for c in conflicts] == ["C3"]


def test_rows_sorted_since_are_found_by_their_key():
    store = book(Contacts=CONTACTS)
    around = act(store, Set("Contacts", ["C1"], {"Score": [99.0]}))
    grid = store.grids["Contacts"]
    for cells in grid.columns.values():
        cells.reverse()
    grid.__dict__.pop("handles", None)
    grid.__dict__.pop("rows", None)
    assert not taken_back(store, *around)
    assert column(store, "Contacts", "Score") == [None, 50]


@pytest.mark.parametrize(("cells", "kept", "says"), [
    (1, [], "Took back calls: 1 cell is as before."),
    (1_200, ["Calls!J5"], "Took back calls: 1,200 cells are as before. 1 cell stays, changed since: Calls!J5."),
    (0, ["A!B1", "A!B2", "A!B3"], "Took back calls: 0 cells are as before. 3 cells stay, changed since: A!B1, A!B2, A!B3."),
])  # fmt: skip
def test_what_went_back_and_what_stays_is_counted_in_plain_english(cells, kept, says):
    assert take_back._message("calls", "", cells, kept, dry_run=False) == says


RUNNER = Runner("Ann", "office", datetime(2026, 3, 4, 9))
PEOPLE = "Contact ID | First name | Owner | Do not call\nC1 | Ada | ann |"
TEAM = "Rep | Active\nann | Yes"


def log(store):
    before = snapshot(store)
    run("log", store, today=date(2026, 3, 4), runner=RUNNER)
    return before, snapshot(store)


FIVE_LINES = """
    Call ID       | Date       | Rep | Contact ID | Name  | Phone      | Channel | Notes | Outcome
    2026-03-04-C1 | 2026-03-04 | ann | C1         | Ana   | 976 123451 | Call    |       | Spoke
    2026-03-04-C2 | 2026-03-04 | ann | C2         | Ben   | 976 123452 | Call    |       | No answer
    2026-03-04-C3 | 2026-03-04 | ann | C3         | Cleo  | 976 123453 | Call    | half  |
    2026-03-04-C4 | 2026-03-04 | ann | C4         | Dora  | 976 123454 | Call    |       |
    2026-03-04-C5 | 2026-03-04 | ann | C5         | Edith | 976 123455 | Call    |       |
"""


def test_lines_that_closed_up_make_room_again_for_those_that_come_back():
    people = "\n".join(f"C{n} | {name}" for n, name in enumerate(["Ana", "Ben", "Cleo", "Dora", "Edith"], 1))
    store = book(Contacts=f"Contact ID | First name\n{people}", Calls=FIVE_LINES)
    before = snapshot(store)
    log(store)
    after = snapshot(store)
    assert column(store, "Calls", "Name") == ["Dora", "Edith", "Cleo"]
    edit(store, "Calls", 1, Notes="typed since")
    assert not taken_back(store, before, after)
    assert column(store, "Calls", "Name") == ["Ana", "Ben", "Cleo", "Dora", "Edith"]
    assert column(store, "Calls", "Notes") == [None, None, "half", None, "typed since"]


def edit(store, table, row, **cells):
    """What a person types: whichever row has the key, by its place."""
    columns = dict(store.grids[table].columns)
    for name, value in cells.items():
        header = name.replace("_", " ")
        columns[header] = [
            value if i == row else cell for i, cell in enumerate(columns.get(header, [None] * 9))
        ]
    store.grids[table] = replace(store.grids[table], columns=columns, names=None)


def shown(store, table, *headers):
    rows = zip(*(column(store, table, header) for header in headers), strict=True)
    return [row for row in rows if any(row)]


def test_copies_of_a_line_are_told_apart_by_what_stands_in_them():
    store = book(Team=TEAM, Contacts=PEOPLE, Calls="""
        Call ID | Contact ID | Outcome   | Notes                  | Their words
        X       | C1         | No answer | tried at nine          |
        X       | C1         |           | second talk half typed |
    """)  # fmt: skip
    around = log(store)
    edit(store, "Calls", 1, Their_words="typed since")
    assert not taken_back(store, *around)
    assert shown(store, "Calls", "Outcome", "Notes", "Their words") == [
        ("No answer", "tried at nine", None),
        (None, "second talk half typed", "typed since"),
    ]
    assert shown(store, "Activities", "Activity ID") == []


TWICE = """
    Contact ID | First name | Score
    C1         | Ada        | 10
    C1         | Ann        | 20
    C2         | Bo         | 30
"""


def test_rows_with_the_same_key_that_were_sorted_since_are_told_apart_too():
    store = book(Contacts=TWICE)
    around = act(store, Set("Contacts", ["C1"], {"Score": [99.0]}))
    store.grids["Contacts"] = grid("Contacts", """
        Contact ID | First name | Score
        C1         | Ann        | 20
        C2         | Bo         | 30
        C1         | Ada        | 99
    """)  # fmt: skip
    assert not taken_back(store, *around)
    assert shown(store, "Contacts", "First name", "Score") == [("Ann", 20), ("Bo", 30), ("Ada", 10)]


def test_one_of_them_that_was_edited_since_is_a_conflict():
    store = book(Contacts=TWICE)
    around = act(store, Set("Contacts", ["C1"], {"Score": [99.0]}))
    edit(store, "Contacts", 0, First_name="Adele")
    assert [(c.key, c.column) for c in taken_back(store, *around)] == [("C1", "Score")]
    assert shown(store, "Contacts", "First name", "Score") == [("Adele", 99), ("Ann", 20), ("Bo", 30)]


def test_a_copy_that_people_made_since_does_not_stand_in_the_way():
    store = book(Contacts=CONTACTS)
    around = act(store, Set("Contacts", ["C1"], {"Score": [99.0]}))
    store.grids["Contacts"] = grid("Contacts", """
        Contact ID | First name | Score
        C1         | Copy       | 99
        C1         | Ana        | 99
        C2         | Ben        |
    """)  # fmt: skip
    assert not taken_back(store, *around)
    assert shown(store, "Contacts", "First name", "Score") == [("Copy", 99), ("Ana", 50), ("Ben", None)]


def test_a_row_without_a_key_that_was_edited_since_stands_there_once():
    store = book(Contacts="Contact ID | First name | Score\n | Ada | 10")
    around = act(store, Set("Contacts", store.grids["Contacts"].handles, {"Score": [99.0]}))
    edit(store, "Contacts", 0, First_name="Adele")
    assert [c.column for c in taken_back(store, *around)] == ["Score"]
    assert shown(store, "Contacts", "First name", "Score") == [("Adele", 99)]


def test_a_line_that_somebody_commented_on_since_stays():
    store = book(Calls="Call ID | Name\nK1 | Ada")
    before, after = act(store, Append("Calls", [{"Call ID": "K2", "Name": "Bo"}]))
    store.grids["Calls"] = replace(store.grids["Calls"], notes={1: "He is in Lyon"})
    conflicts = taken_back(store, before, after)
    assert column(store, "Calls", "Call ID") == ["K1", "K2"]
    assert [(one.key, one.cell) for one in conflicts] == [("K2", "Calls!A3")]


def test_a_note_in_a_column_that_people_added_since_counts_as_an_edit():
    store = book(Contacts=CONTACTS)
    around = act(store, Append("Contacts", [{"Contact ID": "C3"}]))
    edit(store, "Contacts", 2, Mood=None)
    edit(store, "Contacts", 2, Mood="cheerful")
    assert [(c.key, c.column, c.now) for c in taken_back(store, *around)] == [("C3", "Mood", "cheerful")]
    assert column(store, "Contacts", "Contact ID") == ["C1", "C2", "C3"]


@pytest.mark.parametrize("call_id", ["", "K1"])
def test_a_talk_that_was_corrected_since_stays_logged_and_is_not_logged_again(call_id):
    store = book(Team=TEAM, Contacts=PEOPLE, Calls=f"""
        Call ID   | Contact ID | Outcome           | Notes
        {call_id} | C1         | Do not call again | wants a quote
                  | C1         | Spoke             | about something else
    """)  # fmt: skip
    around = log(store)
    edit(store, "Activities", 0, Notes="wants no quote")
    assert [(c.table, c.column) for c in taken_back(store, *around)] == [("Activities", "Notes")]
    assert shown(store, "Calls", "Notes") == [("about something else",)]
    assert column(store, "Contacts", "Do not call") == ["Yes"]
    log(store)
    assert shown(store, "Activities", "Notes") == [("wants no quote",), ("about something else",)]


def test_of_copies_with_one_call_id_all_stay_logged_when_one_was_corrected():
    store = book(Team=TEAM, Contacts=PEOPLE, Calls="""
        Call ID | Contact ID | Outcome | Notes
        X       | C1         | Spoke   | one
        X       | C1         | Spoke   | two
        X-2     | C1         | Spoke   | three
        Y       | C1         | Spoke   | four
    """)  # fmt: skip
    around = log(store)
    edit(store, "Activities", 1, Notes="two and a half")
    assert taken_back(store, *around)
    assert shown(store, "Calls", "Notes") == [("four",)]
    log(store)
    assert sorted(shown(store, "Activities", "Notes")) == [
        ("four",),
        ("one",),
        ("three",),
        ("two and a half",),
    ]


def test_a_talk_that_people_copied_since_stays_logged():
    store = book(Team=TEAM, Contacts=PEOPLE, Calls="Call ID | Contact ID | Outcome\n | C1 | Spoke")
    around = log(store)
    activities = store.grids["Activities"]
    copied = {name: [*cells, *cells] for name, cells in activities.columns.items()}
    store.grids["Activities"] = replace(activities, columns=copied, names=None)
    taken_back(store, *around)
    assert shown(store, "Calls", "Contact ID") == []


def test_figures_that_another_program_saved_with_fewer_digits_were_not_edited():
    store = book(Contacts=TWICE)
    around = act(
        store, Set("Contacts", store.grids["Contacts"].handles, {"Score": [100 / 3, 200 / 3, 1 / 3]})
    )
    for row, figure in enumerate([100 / 3, 200 / 3, 1 / 3]):
        edit(store, "Contacts", row, Score=float(f"{figure:.15g}"))
    assert not taken_back(store, *around)
    assert column(store, "Contacts", "Score") == [10, 20, 30]


def test_a_line_whose_own_cells_are_blank_by_now_leaves_all_the_same():
    store = book()
    around = act(store, Append("Calls", [{"Call ID": "K1", "Phone": "+34 976 123 451"}]))
    edit(store, "Calls", 0, Phone=None)
    assert not taken_back(store, *around)
    assert shown(store, "Calls", "Call ID") == []
