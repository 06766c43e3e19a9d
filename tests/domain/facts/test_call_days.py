"""CallDays: what a day's lists held and what was made of them is kept when the lines are gone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from salesbook.domain.call_log.plan import plan_log
from salesbook.domain.calls.plan import plan_calls
from salesbook.domain.facts.call_days import kept_call_days
from salesbook.domain.report.calls import calls_of
from salesbook.domain.report.period import ReportPeriod
from salesbook.tables.plan import Append, Plan, Replace
from tests.domain.callbook import TODAY, a_book, world
from tests.helpers import carry_out

TEAM = "Rep | Calls per day\nann | 2\nben | 5"
CONTACTS = """
    Contact ID | First name | Kind     | Owner | Phone          | Do not call
    C1         | Ada        | Customer | ann   | +34 911 234 01 |
    C2         | Bo         | Customer | ann   | +34 911 234 02 |
    C3         | Cy         | Customer | ann   | +34 911 234 03 |
    C4         | Di         | Prospect | ben   | +34 911 234 04 |
    C5         | Ed         | Customer | ben   | +34 911 234 05 | Yes
"""
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def store():
    return a_book(Team=TEAM, Contacts=CONTACTS)


def listed(store, today=TODAY, rep=None):
    """Make the lists."""
    return carry_out(store, plan_calls(world(store, today), rep))


def logged(store, today=TODAY):
    """Log what is finished."""
    carry_out(store, plan_log(world(store, today)))
    return carry_out(store, Plan(tuple(kept_call_days(world(store, today)))))


def kept(store):
    """The rows of CallDays: day of the month, rep, cadence and the four figures, and who is held."""
    columns = store.grids["CallDays"].columns
    rows = zip(
        *(
            columns[name]
            for name in ("Date", "Rep", "Cadence", "Listed", "Made", "Extra", "Waiting", "Held by guard")
        ),
        strict=True,
    )
    return [(row[0].day, *row[1:]) for row in rows if row[0]]


def answer(store, contact, outcome="Spoke"):
    """Type an outcome into somebody's line."""
    columns = store.grids["Calls"].columns
    columns["Outcome"][columns["Contact ID"].index(contact)] = outcome


def test_a_run_keeps_the_lines_who_waits_and_who_is_held_by_rep_and_cadence(store):
    listed(store)
    assert kept(store) == [
        (4, "ann", "Customer", 2, 0, 0, 1, None), (4, "ben", "Customer", 0, 0, 0, 0, "do not call 1"), (4, "ben", "Prospect", 1, 0, 0, 0, None),
    ]  # fmt: skip


def test_the_same_run_again_changes_nothing(store):
    listed(store)
    assert [change for change in plan_calls(world(store)).changes if change.table == "CallDays"] == []


def test_what_was_logged_is_made_and_stays_listed_and_a_call_that_was_on_no_list_is_extra(store):
    listed(store)
    answer(store, "C1")
    logged(store)
    visit = {
        "Activity ID": "X1",
        "When": datetime(2026, 3, 4, 9),
        "Contact ID": "C4",
        "By": "ann",
        "Channel": "Visit",
    }
    carry_out(store, Plan((Append("Activities", [visit]),)))
    logged(store)
    assert [row[:6] for row in kept(store)] == [
        (4, "ann", "Customer", 2, 1, 0), (4, "ben", "Customer", 0, 0, 0), (4, "ben", "Prospect", 1, 0, 0), (4, "ann", "Prospect", 0, 0, 1),
    ]  # fmt: skip
    listed(store)  # a place is free again, and Di was visited
    assert [row[3] for row in kept(store)] == [3, 0, 0, 0]


def test_the_day_after_untouched_lines_are_gone_and_still_listed_and_the_report_has_them(store):
    listed(store)
    answer(store, "C1", "No answer")
    logged(store)
    listed(store, TOMORROW)
    assert [row[:6] for row in kept(store)][:3] == [
        (4, "ann", "Customer", 2, 1, 0),
        (4, "ben", "Customer", 0, 0, 0),
        (4, "ben", "Prospect", 1, 0, 0),
    ]
    found = calls_of(world(store, TOMORROW), ReportPeriod(TODAY, TODAY))
    assert [(one.rep, one.planned, one.made, one.extra) for one in found.reps] == [
        ("ann", 2, 1, 0),
        ("ben", 1, 0, 0),
    ]


def test_made_is_counted_anew_when_somebody_takes_an_activity_out(store):
    listed(store)
    answer(store, "C1")
    logged(store)
    carry_out(store, Plan((Replace("Activities", ["T-2026-03-04-C1"], []),)))
    listed(store, TOMORROW)
    assert kept(store)[0][:6] == (4, "ann", "Customer", 2, 0, 0)


def test_one_rep_s_list_leaves_the_others_as_they_are(store):
    listed(store)
    before = [row for row in kept(store) if row[1] == "ann"]
    changes = [change for change in plan_calls(world(store), "ben").changes if change.table == "CallDays"]
    assert changes == []
    assert [row for row in kept(store) if row[1] == "ann"] == before


def test_of_a_past_day_nothing_is_kept(store):
    listed(store)
    assert kept_call_days(world(store, TODAY - timedelta(days=1))) == []


def test_weeks_that_ended_a_year_ago_are_one_row_and_later_ones_stay():
    old = """
        Date       | Rep | Cadence  | Listed | Made | Extra | Waiting | Held by guard
        2025-02-24 | ann | Customer | 3      | 2    | 1     | 4       | quiet period 2, touch cap 1
        2025-02-26 | ann | Customer | 2      | 2    | 0     | 1       | quiet period 1
        2025-02-26 | ben | Customer | 1      | 1    | 0     | 0       |
        2025-03-03 | ann | Customer | 5      | 1    | 0     | 0       |
    """
    store = a_book(Team=TEAM, CallDays=old)
    carry_out(store, Plan(tuple(kept_call_days(world(store)))))
    rows = {(row[0], row[1]): row[3:] for row in kept(store)}
    assert rows == {
        (24, "ann"): (5, 4, 1, 5, "quiet period 3, touch cap 1"),
        (24, "ben"): (1, 1, 0, 0, None),
        (3, "ann"): (
            5,
            0,
            0,
            0,
            None,
        ),  # 3 March 2025 is in a week that ended 360 days ago; its activity is gone
    }
    assert kept_call_days(world(store)) == []
    assert date(2026, 3, 4) == TODAY
