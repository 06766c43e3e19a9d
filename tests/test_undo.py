"""What an action changed goes back; what somebody changed since stays, and is named."""

from __future__ import annotations

from salesbook.edit import resolve
from salesbook.plan import Append, Replace, Set
from salesbook.undo import undo
from tests.helpers import book, column, snapshot

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


def take_back(store, before, after):
    now = snapshot(store)
    taken = undo(before, after, now)
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
    assert not take_back(store, *around)
    assert store.grids["Contacts"].columns == start[0].columns
    assert store.grids["Calls"].columns == start[1].columns
    assert column(store, "Activities", "Activity ID") == [None]


def test_a_cell_edited_since_stays_and_is_named():
    store = book(Contacts=CONTACTS)
    around = act(store, Set("Contacts", ["C1", "C2"], {"Score": [60.0, 70.0]}))
    act(store, Set("Contacts", ["C2"], {"Score": [71.0], "First name": ["Benno"]}))
    conflicts = take_back(store, *around)
    assert column(store, "Contacts", "Score") == [50, 71.0]
    assert column(store, "Contacts", "First name") == ["Ana", "Benno"]
    assert [(c.cell, c.now) for c in conflicts] == [("Contacts!AK3", "71.0")]


def test_a_row_added_and_edited_since_stays():
    store = book(Contacts=CONTACTS)
    around = act(store, Append("Contacts", [{"Contact ID": "C3"}, {"Contact ID": "C4"}]))
    act(store, Set("Contacts", ["C3"], {"Notes": ["met at the fair"]}))
    conflicts = take_back(store, *around)
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
    assert not take_back(store, *around)
    assert column(store, "Contacts", "Score") == [None, 50]
