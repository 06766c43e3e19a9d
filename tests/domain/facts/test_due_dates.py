"""Which due dates were kept: cases worked by hand. Every 10 days with 3 days of grace; the first touch was on Monday 4 March 2024."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.facts.due_dates import due_dates
from salesbook.domain.world import World
from tests.helpers import world_parts

CADENCES = """
    Cadence | Kind    | Every | Unit  | Grace days | Channels
    Ten     |         | 10    | day   | 3          | Call
    Long    | Partner | 2     | day   | 5          | Call
"""


def kept(touches="", *, today="2024-06-03", kind="Customer", status="", cadences=CADENCES):
    """Due dates with their states, and the days of extra touches, after a touch on 4 March and these."""
    rows = "".join(f"X{n} | C1 | {day} | Call\n" for n, day in enumerate(["2024-03-04", *touches.split()]))
    contacts = f"Contact ID | Kind | Status\nC1 | {kind} | {status}"
    frames, settings = world_parts(
        Contacts=contacts, Cadences=cadences, Activities=f"Activity ID | Contact ID | When | Channel\n{rows}"
    )
    found = World(frames, settings, date.fromisoformat(today)).get(due_dates)
    due = [f"{day} {state}" for day, state in zip(found.due.tolist(), found.state, strict=True)]
    return (
        due,
        [str(day) for day in found.extra_day.tolist()],
        [str(day) for day in found.resting_due.tolist()],
    )


# Due on Thursday 14 March: in time from the 11th to the 17th, late up to the 24th.
@pytest.mark.parametrize(("touch", "state"), [
    ("2024-03-11", "On time"), ("2024-03-14", "On time"), ("2024-03-17", "On time"),
    ("2024-03-18", "Late"), ("2024-03-24", "Late"), ("2024-03-25", "Missed"),
])  # fmt: skip
def test_the_next_touch_keeps_a_due_date_in_time_late_or_never(touch, state):
    due, extra, _ = kept(touch, today=touch)
    assert due == [f"2024-03-14 {state}"]
    assert extra == ([touch] if state == "Missed" else [])


@pytest.mark.parametrize(("touch", "called"), [
    ("Call | ", True), ("Meeting | Out", True), ("Visit | Out", True), ("Call | In", False), ("Email | In", False), ("Email | Out", False),
])  # fmt: skip
def test_a_call_visit_or_meeting_of_ours_is_told_from_other_touches_that_keep_a_due_date(touch, called):
    log = f"Activity ID | Contact ID | When | Channel | Direction\nX1 | C1 | 2024-03-04 | Email | In\nX2 | C1 | 2024-03-14 | {touch}"
    frames, settings = world_parts(
        Contacts="Contact ID | Kind\nC1 | Customer", Cadences=CADENCES, Activities=log
    )
    found = World(frames, settings, date(2024, 3, 20)).get(due_dates)
    assert (found.state.tolist(), found.by_call.tolist()) == (["On time"], [called])


def test_a_touch_long_before_is_an_extra_one_and_starts_the_interval_anew():
    assert kept("2024-03-10", today="2024-03-20") == ([], ["2024-03-10"], [])
    assert kept("2024-03-10", today="2024-03-24")[0] == ["2024-03-20 Open"]


@pytest.mark.parametrize(("today", "due"), [
    ("2024-03-14", []), ("2024-03-17", []), ("2024-03-18", ["2024-03-14 Open"]), ("2024-03-24", ["2024-03-14 Open"]),
    ("2024-03-25", ["2024-03-14 Missed"]),
])  # fmt: skip
def test_without_a_touch_it_counts_once_the_grace_days_are_over(today, due):
    assert kept(today=today)[0] == due


def test_where_grace_is_longer_than_the_interval_it_is_missed_only_after_grace():
    # Every 2 days: due on Wednesday 6 March, with grace up to the 11th.
    assert kept("2024-03-11", kind="Partner", today="2024-03-12")[0] == ["2024-03-06 On time"]
    assert kept(kind="Partner", today="2024-03-11")[0] == []
    assert kept(kind="Partner", today="2024-03-12")[0] == ["2024-03-06 Missed"]


def test_nobody_is_to_keep_the_due_date_of_somebody_who_left():
    assert kept(status="Left") == ([], [], ["2024-03-14"])
    assert kept("2024-03-15", status="Left", today="2024-03-16") == (["2024-03-14 On time"], [], [])


def test_whom_no_cadence_covers_has_no_due_dates():
    assert kept("2024-03-25", cadences="Cadence | Kind | Every | Unit\nOnly | Prospect | 1 | day") == (
        [],
        [],
        [],
    )


def test_a_due_date_on_a_weekend_is_that_of_the_next_working_day():
    # Talked on Wednesday the 6th too (extra): due on Saturday 16 March, so on Monday the 18th.
    assert kept("2024-03-06 2024-03-18", today="2024-03-19") == (["2024-03-18 On time"], ["2024-03-06"], [])
