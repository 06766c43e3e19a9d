"""What a log never touches: after any talks, the cells of people are as before, but for the named ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.call_log.plan import plan_log
from salesbook.domain.world import World
from salesbook.schema import OUTCOMES, TABLES
from salesbook.tables.frames import frames, read_settings
from tests.helpers import book, carry_out, column, snapshot

TODAY = date(2026, 3, 4)  # a Wednesday
TEAM = {"Rep": "ann", "Country": "ES", "Active": "Yes"}
PEOPLE = ("C1", "C2", "C3")
DAYS = st.integers(0, 9).map(lambda days: TODAY - timedelta(days=days))
STATUS = st.sampled_from([None, "Active", " active ", "Left", "Wrong number", "Merged", "Retired"])
NEXT = st.one_of(
    st.none(), DAYS, DAYS.map(lambda day: day + timedelta(days=20)), st.sampled_from(["soon", "20.3.2026"])
)
MAY_CHANGE = {
    "Status": {"Wrong number", "Left the company"},
    "Do not call": {"Do not call again"},
    "Next date": {"Call back later"},
}


def a_contact(key):
    return st.fixed_dictionaries({
        "Contact ID": st.just(key), "First name": st.just("Ada"), "Status": STATUS, "Next date": NEXT,
        "Do not call": st.sampled_from([None, "Yes", "No", "yes please"]), "Owner": st.sampled_from([None, "ann"]),
        "Notes": st.sampled_from([None, " as it is "]), "Mood": st.sampled_from([None, "cheerful", 3.0, True]),
    })  # fmt: skip


A_CALL = st.fixed_dictionaries({
    "Contact ID": st.sampled_from(PEOPLE), "Date": DAYS, "Rep": st.sampled_from([None, "ann"]),
    "Outcome": st.one_of(st.none(), st.sampled_from(OUTCOMES)),
    "Next date": st.one_of(st.none(), st.none(), st.just(TODAY + timedelta(days=9))),
    "Notes": st.sampled_from([None, "about film", "about boxes"]),
})  # fmt: skip


def log(store):
    seen = snapshot(store)
    return carry_out(store, plan_log(World(frames(seen)[0], read_settings(seen)[0], TODAY)))


@settings(max_examples=60, deadline=None)
@given(st.tuples(*map(a_contact, PEOPLE)), st.lists(A_CALL, max_size=5))
def test_only_the_cells_that_a_talk_speaks_of_change(contacts, calls):
    calls = [{"Call ID": f"K{number}", **call} for number, call in enumerate(calls)]
    tables = {"Team": [TEAM], "Contacts": contacts, "Calls": calls or [{}]}
    store = MemoryBook({name: grid_of(name, rows) for name, rows in tables.items()})
    before = dict(store.grids)
    log(store)
    for name in set(TABLES) - {"Activities", "Calls", "Contacts"}:
        assert store.grids[name].columns == before[name].columns
    assert store.grids["Contacts"].height == len(PEOPLE)
    for header, cells in before["Contacts"].columns.items():
        for key, was, now in zip(PEOPLE, cells, column(store, "Contacts", header), strict=True):
            done = [call for call in calls if call["Contact ID"] == key and call["Outcome"]]
            spoken_of = MAY_CHANGE.get(header, set()) & {call["Outcome"] for call in done}
            if header == "Next date":
                spoken_of |= {call["Next date"] for call in done} - {None}
            assert now == was or spoken_of, f"{header} of {key}"
            assert now is not None or was is None, "nothing that people typed is emptied"


@pytest.mark.parametrize("outcome", sorted(set(OUTCOMES) - {"Wrong number", "Left the company"}))
@pytest.mark.parametrize("status", ["Active", "Left", "Wrong number", "Merged", "Retired", ""])
def test_an_ordinary_talk_leaves_the_status_as_it_is(outcome, status):
    store = book(
        Team="Rep | Country | Active\nann | ES | Yes",
        Contacts=f"Contact ID | First name | Status\nC1 | Ada | {status}",
        Calls=f"Call ID | Date | Rep | Contact ID | Outcome\nK1 | 2026-03-03 | ann | C1 | {outcome}",
    )
    log(store)
    assert column(store, "Contacts", "Status") == [status or None]
    assert column(store, "Activities", "Outcome") == [outcome]


@pytest.mark.parametrize(
    ("outcome", "before", "after"),
    [
        ("Wrong number", "", "Wrong number"),
        ("Wrong number", "Active", "Wrong number"),
        ("Wrong number", "Wrong number", "Wrong number"),
        ("Wrong number", "Left", "Left"),
        ("Left the company", "Wrong number", "Left"),
        ("Left the company", "Left", "Left"),
        ("Left the company", "Merged", "Merged"),
    ],
)
def test_a_status_says_more_than_those_before_it(outcome, before, after):
    store = book(
        Team="Rep | Country | Active\nann | ES | Yes",
        Contacts=f"Contact ID | First name | Status\nC1 | Ada | {before}",
        Calls=f"Call ID | Date | Rep | Contact ID | Outcome\nK1 | 2026-03-03 | ann | C1 | {outcome}",
    )
    log(store)
    assert column(store, "Contacts", "Status") == [after]


@pytest.mark.parametrize(
    ("agreed", "after"),
    [
        ("", date(2026, 3, 3)),
        ("2026-03-01", date(2026, 3, 3)),
        ("2026-03-02", date(2026, 3, 3)),  # for the very day of the talk: that was this talk
        ("2026-03-04", date(2026, 3, 4)),  # for later: still stands
    ],
)
def test_who_asked_to_be_called_later_is_called_on_the_next_working_day_unless_a_later_one_is_agreed(
    agreed, after
):
    store = book(
        Team="Rep | Country | Active\nann | ES | Yes",
        Contacts=f"Contact ID | First name | Next date\nC1 | Ada | {agreed}",
        Calls="Call ID | Date | Rep | Contact ID | Outcome\nK1 | 2026-03-02 | ann | C1 | Call back later",
    )
    log(store)
    assert column(store, "Contacts", "Next date") == [after]
