"""Days in words: when it was, since when, when it will be, and how often."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from salesbook.util.day_words import about, every, exact, lasting, past, past_time, since, to_come

TODAY = date(2026, 3, 4)  # a Wednesday


@pytest.mark.parametrize(("ago", "said", "from_then"), [
    (0, "today", "today"), (1, "yesterday", "yesterday"),
    (2, "on Monday", "Monday"), (6, "on Thursday", "Thursday"),
    (7, "7 days ago", "February"), (13, "13 days ago", "February"),
    (14, "2 weeks ago", "February"), (59, "8 weeks ago", "January"),
    (60, "in January", "January"), (338, "in March 2025", "March 2025"), (337, "in April", "April"),
    (365, "in March 2025", "March 2025"), (700, "in April 2024", "April 2024"),
])  # fmt: skip
def test_the_past_grows_vaguer_and_a_month_has_its_year_where_the_name_alone_means_a_later_one(
    ago, said, from_then
):
    day = TODAY - timedelta(days=ago)
    assert (past(day, TODAY), since(day, TODAY)) == (said, from_then)


@pytest.mark.parametrize(("ahead", "said"), [
    (0, "today"), (-1, "yesterday"), (-6, "on Thursday"), (-7, "on 25 February"), (-9, "on 23 February"), (1, "tomorrow"), (2, "on Friday"), (6, "on Tuesday"), (7, "on 11 March"),
    (285, "on 14 December"), (365, "on 4 March 2027"),
])  # fmt: skip
def test_a_day_that_was_agreed(ahead, said):
    assert to_come(TODAY + timedelta(days=ahead), TODAY) == said


def test_a_day_of_an_order_is_said_exactly():
    assert exact(date(2025, 10, 25), TODAY) == "25 October"
    assert exact(date(2025, 3, 5), TODAY) == "5 March 2025"


@pytest.mark.parametrize(("days", "months", "said"), [
    (1, 0, "day"), (10, 0, "10 days"), (7, 0, "week"), (42, 0, "6 weeks"), (30, 0, "30 days"), (0.5, 0, "day"),
    (30.4, 1, "month"), (91, 3, "3 months"), (365, 12, "year"), (730, 24, "2 years"),
])  # fmt: skip
def test_a_plan_is_said_as_it_was_made(days, months, said):
    assert every(days, months) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "day"), (9, "9 days"), (14, "2 weeks"), (40, "6 weeks"), (93, "3 months"), (210, "7 months"), (366, "year")],
)  # fmt: skip
def test_what_was_measured_is_said_to_the_nearest_unit(days, said):
    assert about(days) == said
    assert lasting(days) == (said if said[0].isdecimal() else f"1 {said}")


@pytest.mark.parametrize(("ago", "part", "said"), [
    (0, "morning", "this morning"), (0, "", "today"), (1, "afternoon", "yesterday afternoon"),
    (2, "morning", "Monday morning"), (2, "", "Monday"), (9, "morning", "9 days ago"),
])  # fmt: skip
def test_when_somebody_last_tried(ago, part, said):
    assert past_time(TODAY - timedelta(days=ago), part, TODAY) == said
