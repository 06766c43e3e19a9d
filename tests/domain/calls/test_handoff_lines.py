"""Who takes over a customer calls them, whatever their Calls per day; what nobody accepted in time is the manager's."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.schema.shapes import SINCE
from tests.domain.callbook import TODAY, plan
from tests.domain.handoffbook import cycled, handoff_book, type_in

TALK = "Activity ID | When | Contact ID | Channel | Outcome | By | Subject\nT1 | 2026-03-04 | C1 | Call | Spoke | ben | {}"


def test_to_is_asked_to_introduce_themselves_and_repeats_what_was_promised():
    store = handoff_book()
    cycled(store)
    type_in(store, "Handoffs", "H-O1", Promised="a trial")
    line = plan(store).line("C2")
    assert (line["Rep"], line["Topic"], line["Letter"], line["Block"]) == (
        "ben",
        "Handoff",
        "welcome",
        "Care",
    )
    assert line["Why"] == "Won yesterday; you take over from ann."
    assert line["Talk about"].startswith(
        "Introduce yourself as their contact. Repeat what was promised: a trial."
    )


def test_nothing_is_called_for_what_was_sent_back_let_be_or_is_not_won_any_more():
    for table, key, cells in (
        ("Handoffs", "H-O1", {"Sent_back_because": "Which film?"}),
        ("Handoffs", "H-O1", {"Done_on": TODAY}),
        ("Opportunities", "O1", {"Result": "Lost"}),
    ):
        store = handoff_book()
        cycled(store)
        type_in(store, table, key, **cells)
        assert [line["Rep"] for line in plan(store).lines if line["Topic"] == "Handoff"] == []


def test_a_talk_about_it_ends_it_though_it_was_not_accepted():
    store = handoff_book()
    cycled(store)
    later = date(2026, 3, 5)
    assert plan(store, later).of("ben") == ["C2"]
    talked = handoff_book(Activities=TALK.format("Handoff"))
    cycled(talked)
    assert plan(talked, later).of("ben") == []


def test_what_nobody_accepted_in_time_is_settled_by_the_manager():
    store = handoff_book(Settings=f"Setting | Value\n{SINCE} | aftersale 2000-01-01\nManager | max")
    cycled(store)
    assert plan(store, date(2026, 3, 5)).line("C2")["Rep"] == "ben"
    line = plan(store, date(2026, 3, 6)).line("C2")
    assert line["Rep"] == "max"
    assert line["Why"] == "Won on Tuesday; ben has not accepted it."
    assert line["Talk about"] == "Settle with ann and ben who takes over. Then tell them whom they can ring."


MANAGED = f"Setting | Value\n{SINCE} | aftersale 2000-01-01\nManager | max"
WITH_A_LEAVER = """
    Rep | Role    | Calls per day | Active
    ann | Sales   | 10            |
    ben | Service |               |
    tom | Service |               | No
    max | Boss    |               |
"""


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"Sent_back_because": "Which film?"}, "Won on Tuesday; ben sent it back."),
        ({"To": "tom"}, "Won on Tuesday; tom has not accepted it."),
    ],
)
def test_the_manager_settles_what_lies_with_from_or_with_nobody_though_only_once_it_is_late(cells, told):
    store = handoff_book(Settings=MANAGED, Team=WITH_A_LEAVER)
    cycled(store)
    type_in(store, "Handoffs", "H-O1", **cells)
    assert [one["Rep"] for one in plan(store, date(2026, 3, 5)).lines if one["Topic"] == "Handoff"] == []
    line = plan(store, date(2026, 3, 6)).line("C2")
    assert (line["Rep"], line["Why"]) == ("max", told)


def test_nobody_to_take_over_is_settled_by_the_manager():
    store = handoff_book(Settings=MANAGED, Duties="Task | Role\nHandoff | Butler")
    cycled(store)
    line = plan(store, date(2026, 3, 6)).line("C2")
    assert (line["Rep"], line["Why"]) == ("max", "Won on Tuesday; nobody takes over yet.")
    assert line["Talk about"] == "Settle with ann who takes over. Then tell them whom they can ring."


def test_who_stands_in_calls_while_to_is_away():
    store = handoff_book()
    cycled(store)
    store_away = handoff_book(Absences="Rep | From | To | Stand-in\nben | 2026-03-04 | 2026-03-20 | sue")
    store_away.grids["Handoffs"] = store.grids["Handoffs"]
    assert plan(store_away).line("C2")["Rep"] == "sue"


def test_it_stands_behind_a_promise_and_before_the_rest():
    people = """
        Contact ID | First name | Account ID | Phone           | Owner | Next date
        C1         | Ada        | A1         | +34 976 000 001 | ben   |
        C2         | Bea        |            | +34 976 000 002 | ben   | 2026-03-04
        C3         | Cy         |            | +34 976 000 003 | ben   |
    """
    store = handoff_book(
        Contacts=people, Team="Rep | Role | Calls per day\nann | Sales | 9\nben | Service | 9"
    )
    cycled(store)
    assert plan(store).of("ben") == ["C2", "C1", "C3"]


def test_it_reaches_who_takes_over_though_their_day_is_full():
    people = """
        Contact ID | First name | Account ID | Phone           | Owner | Next date
        C1         | Ada        | A1         | +34 976 000 001 | ben   |
        C2         | Bea        |            | +34 976 000 002 | ben   | 2026-03-04
        C3         | Cy         | A2         | +34 976 000 003 | ben   |
        C4         | Di         |            | +34 976 000 004 | ben   |
    """
    deals = "Opportunity ID | Account ID | Owner | Result | Created | Closed\n" + "\n".join(
        f"O{n} | A{n} | ann | Won | 2026-02-02 | 2026-03-03" for n in (1, 2)
    )
    team = "Rep | Role | Calls per day\nann | Sales | 9\nben | Service | 1"
    store = handoff_book(Contacts=people, Opportunities=deals, Team=team)
    cycled(store)
    assert plan(store).of("ben") == ["C2", "C1", "C3"]
