"""Changes become exactly the cells that differ, and typed rows stay where they are."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.errors import MissingColumn
from salesbook.tables.plan import Append, Extend, Link, Replace, Set
from salesbook.tables.resolve import resolve
from tests.helpers import book, column, snapshot

CONTACTS = """
    Contact ID | First name | Score
    C1         | Ana        | 50
    C2         | Ben        |
    C3         | Cleo       | 10
"""


def after(store: MemoryBook, *changes):
    seen = snapshot(store)
    resolved = resolve(changes, seen)
    store.write(resolved.edits, seen.seen)
    for name, grid in resolved.after.grids.items():
        for header, cells in grid.columns.items():
            texts = [c.text if isinstance(c, Link) else c for c in cells]
            assert texts == store.grids[name].columns[header], "what a plan foresees is what the book becomes"
    return resolved


def test_only_cells_that_differ_are_written():
    store = book(Contacts=CONTACTS)
    resolved = after(store, Set("Contacts", ["C1", "C2", "C3"], {"Score": [50.0, 20.0, 10]}))
    assert resolved.edits["Contacts"].columns["Score"].rows == [1]
    assert column(store, "Contacts", "Score") == [50, 20.0, 10]


def test_a_plan_that_says_what_stands_there_changes_nothing():
    store = book(Contacts=CONTACTS)
    assert not after(store, Set("Contacts", ["C2"], {"Score": [None], "First name": ["Ben"]})).edits


def test_a_cell_that_somebody_changed_is_a_conflict_and_stays():
    store = book(Contacts=CONTACTS)
    resolved = after(
        store,
        Set("Contacts", ["C1", "C2"], {"First name": ["Anna", "Benno"]}, {"First name": ["Ana", "Bert"]}),
    )
    assert column(store, "Contacts", "First name") == ["Anna", "Ben", "Cleo"]
    assert [(c.cell, c.now) for c in resolved.conflicts] == [("Contacts!B3", "Ben")]


@pytest.mark.parametrize(
    ("now", "is_conflict"), [("Ana", False), ("Anna", False), (" Anna", True), ("Anne", True)]
)
def test_a_cell_that_holds_the_new_value_already_is_no_conflict(now, is_conflict):
    """Somebody typed the same meanwhile: nothing is to be done, and nothing to be told."""
    store = book(Contacts="Contact ID | First name\nC1 | ?")
    store.grids["Contacts"].columns["First name"][0] = now
    resolved = after(store, Set("Contacts", ["C1"], {"First name": ["Anna"]}, {"First name": ["Ana"]}))
    assert bool(resolved.conflicts) is is_conflict
    assert column(store, "Contacts", "First name") == [now if is_conflict else "Anna"]


def test_new_rows_use_the_blank_row_of_a_new_table_first():
    store = MemoryBook()
    after(store, Append("Orders", [{"Order ID": "O1"}, {"Order ID": "O2"}]))
    assert column(store, "Orders", "Order ID") == ["O1", "O2"]


def test_rows_that_leave_make_room_from_the_top_and_the_others_stay():
    store = book(
        Calls="""
        Call ID | Name  | Outcome
        1       | one   |
        2       | two   | Spoke
        3       | three |
        4       | four  |
    """
    )
    after(store, Replace("Calls", ["1", "3", "4"], [{"Call ID": "5", "Name": "five"}]))
    assert column(store, "Calls", "Name") == ["five", "two"]


def test_rows_that_hold_another_line_than_before_are_named():
    """Not those whose line came back to its place, and not those in which a cell changed."""
    store = book(Calls="Call ID | Notes\nK1 | \nK2 | \nK3 | ")
    lines = [{"Call ID": "K1", "Notes": "new"}, {"Call ID": "K4"}]
    resolved = after(store, Replace("Calls", ["K1", "K2"], lines), Set("Calls", ["K3"], {"Notes": ["x"]}))
    assert resolved.edits["Calls"].laid == [1]


def test_without_keys_a_line_is_another_one_where_anything_changes():
    store = book(Problems="Table | Problem\nTeam | a\nOrders | b")
    handles = store.grids["Problems"].handles
    rows = [{"Table": "Team", "Problem": "a"}, {"Table": "Team", "Problem": "b"}]
    assert after(store, Replace("Problems", handles, rows)).edits["Problems"].laid == [1]


def test_no_line_is_laid_where_a_comment_stands():
    store = book(Calls="Call ID\nK1\nK2\nK3")
    store.grids["Calls"] = dataclasses.replace(store.grids["Calls"], notes={0: "about K1", 4: "about K9"})
    lines = [{"Call ID": key} for key in ("K4", "K5", "K6")]
    after(store, Replace("Calls", ["K1", "K2"], lines))
    assert column(store, "Calls", "Call ID") == [None, "K4", "K3", "K5", None, "K6"]


def test_a_gap_above_a_row_that_stays_is_left_blank():
    store = book(
        Calls="""
        Call ID | Name | Outcome
        1       | one  |
        2       | two  | Spoke
    """
    )
    after(store, Replace("Calls", ["1"], []))
    assert column(store, "Calls", "Name") == [None, "two"]


def test_a_row_with_only_the_users_own_column_filled_is_never_taken():
    calls = grid_of("Calls", [{"Call ID": "1"}, {"My remark": "ask Bo"}])
    store = MemoryBook({"Calls": calls})
    after(store, Replace("Calls", ["1"], [{"Call ID": "2"}, {"Call ID": "3"}]))
    assert column(store, "Calls", "Call ID") == ["2", None, "3"]


def test_later_changes_see_earlier_ones():
    store = book(Contacts=CONTACTS)
    after(store, Append("Contacts", [{"Contact ID": "C4"}]), Set("Contacts", ["C4"], {"Score": [7.0]}))
    assert column(store, "Contacts", "Score")[-1] == 7.0


def test_calculated_columns_are_never_emptied():
    store = book(
        Cadences="""
        Cadence | Every | Contacts
        Old     | 3     | 17
    """
    )
    after(store, Replace("Cadences", ["Old"], [{"Cadence": "New"}]))
    assert column(store, "Cadences", "Contacts") == [17]


def test_a_column_that_the_book_lacks_is_named():
    with pytest.raises(MissingColumn) as error:
        resolve([Set("Contacts", ["C1"], {"Shoe size": [44]})], snapshot(book(Contacts=CONTACTS)))
    assert (error.value.table, error.value.column) == ("Contacts", "Shoe size")


def test_rows_with_the_same_key_or_none_have_names_of_their_own():
    grid = grid_of("Calls", [{"Call ID": "1"}, {"Call ID": "1"}, {"Name": "x"}, {"Name": "x"}])
    assert len(set(grid.handles)) == 4
    assert grid.handles[0] == "1"


@given(
    typed=st.lists(st.booleans(), min_size=1, max_size=8),
    count=st.integers(0, 10),
)
def test_no_replacement_moves_or_changes_a_row_that_stays(typed, count):
    rows = [
        {"Call ID": str(i), "Outcome": "Spoke" if t else None, "Notes": f"n{i}"} for i, t in enumerate(typed)
    ]
    store = MemoryBook({"Calls": grid_of("Calls", rows)})
    leave = [str(i) for i, t in enumerate(typed) if not t]
    after(store, Replace("Calls", leave, [{"Call ID": f"new{i}"} for i in range(count)]))
    ids = column(store, "Calls", "Call ID")
    for i, stays in enumerate(typed):
        if stays:
            assert ids[i] == str(i)
    assert sorted(i for i in ids if i and i.startswith("new")) == sorted(f"new{i}" for i in range(count))
    assert not set(leave) & set(ids)


def test_rows_that_come_by_column_are_like_rows_that_come_one_by_one():
    names = ["Ana", None, None, "Dee"]
    by_column, by_row = MemoryBook(), MemoryBook()
    resolved = after(
        by_column, Extend("Contacts", {"Contact ID": ["C1", "C2", "C3", "C4"], "First name": names})
    )
    after(
        by_row,
        Append("Contacts", [{"Contact ID": f"C{i}", "First name": name} for i, name in enumerate(names, 1)]),
    )
    assert by_column.grids["Contacts"].columns == by_row.grids["Contacts"].columns
    assert list(resolved.edits["Contacts"].columns["First name"].rows) == [0, 3], (
        "blank cells are not written"
    )


def test_rows_that_came_by_column_can_be_changed_and_followed_by_others():
    store = book(Contacts=CONTACTS)
    after(store,
          Extend("Contacts", {"Contact ID": ["C4", "C5"], "First name": ["Dee", "Eve"]}),
          Set("Contacts", ["C5", "C1"], {"Score": [7.0, 51]}),
          Append("Contacts", [{"Contact ID": "C6"}]))  # fmt: skip
    assert column(store, "Contacts", "Contact ID") == ["C1", "C2", "C3", "C4", "C5", "C6"]
    assert column(store, "Contacts", "Score") == [51, None, 10, None, 7.0, None]


def test_rows_without_a_key_keep_their_handles_when_their_words_change():
    store = book(Problems="Problem | Value\nAda has not decided | 1\nBen has | 2")
    seen = snapshot(store)
    before = seen.grids["Problems"].handles
    wiped = Set("Problems", [before[0]], {"Problem": ["[forgotten] has not decided"]})
    after_it = resolve([wiped], seen).after.grids["Problems"]
    assert after_it.handles == before
    anew = Replace("Problems", after_it.handles, [{"Problem": "Ben has", "Value": "2"}])
    assert resolve([wiped, anew], seen).after.grids["Problems"].columns["Problem"] == ["Ben has"]


NO_KEYS = """
    Referral ID | From | Status
                | C1   | Asked
                | C2   | Asked
    REF-7       | C3   | Asked
"""


def planned_one_after_the_other(store, *steps):
    """All changes of planners of whom each sees what those before it have changed, laid over the book at once."""
    seen, changes = snapshot(store), []
    for step in steps:
        grid = resolve(changes, seen).after.grids["Referrals"]
        changes.append(step(grid))
    return after(store, *changes)


@pytest.mark.parametrize("expected", [{}, {"Referral ID": [None, None]}])
def test_rows_that_were_given_a_key_are_known_to_the_next_planner(expected):
    store = book(Referrals=NO_KEYS)
    planned_one_after_the_other(
        store,
        lambda grid: Set("Referrals", grid.handles[:2], {"Referral ID": ["REF-8", "REF-9"]}, expected),
        lambda _: Set("Referrals", ["REF-9", "REF-7"], {"Status": ["Met", "Won"]}),
    )
    assert column(store, "Referrals", "Referral ID") == ["REF-8", "REF-9", "REF-7"]
    assert column(store, "Referrals", "Status") == ["Asked", "Met", "Won"]


def test_a_row_without_a_key_stays_the_same_row_when_its_cells_change():
    store = book(Referrals=NO_KEYS)
    planned_one_after_the_other(
        store,
        lambda grid: Set("Referrals", grid.handles[:1], {"From": ["C4"]}),
        lambda grid: Set("Referrals", grid.handles[:2], {"Status": ["Met", "Won"]}),
    )
    assert column(store, "Referrals", "Status") == ["Met", "Won", "Asked"]


def test_of_a_row_that_was_given_a_key_a_conflict_names_the_cell():
    store = book(Referrals=NO_KEYS)
    resolved = planned_one_after_the_other(
        store,
        lambda grid: Set("Referrals", grid.handles[:2], {"Referral ID": ["REF-8", "REF-9"]}),
        lambda _: Set("Referrals", ["REF-9"], {"Status": ["Met"]}, {"Status": ["Won"]}),
    )
    assert [(one.cell, one.now) for one in resolved.conflicts] == [("Referrals!F3", "Asked")]
