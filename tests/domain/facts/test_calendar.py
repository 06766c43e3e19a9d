"""Working days of reps: their week, their absences, the holidays of their country."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from salesbook.domain.facts.calendar import WorkCalendar
from tests.helpers import world_parts

TEAM = """
    Rep | Working days  | Country
    ann |               | ES
    ben | Mon, Tue, Sat | de
    cy  |               |
"""
ABSENCES = """
    Rep | From       | To         | Stand-in
    ann | 2024-06-05 | 2024-06-07 | ben
    ben | 2024-06-04 | 2024-06-05 | cy
    cy  | 2024-06-05 | 2024-06-05 | ann
    cy  | 2024-07-01 |            | ben
    ben | 2030-01-01 | 2036-12-31 | ann
"""
HOLIDAYS = """
    Country | Date       | Name
    ES      | 2024-06-10 | Local
    DE      | 2024-06-11 | Other
            | 2024-06-20 | Everywhere
"""
# June 2024 begins on a Saturday: the 3rd is a Monday.


@pytest.fixture
def calendar():
    return WorkCalendar(world_parts(Team=TEAM, Absences=ABSENCES, Holidays=HOLIDAYS)[0])


def june(day):
    return date(2024, 6, day)


@pytest.mark.parametrize(
    ("rep", "day", "works"),
    [
        ("ann", 3, True),
        ("ann", 8, False),  # Saturday
        ("ann", 5, False),  # away
        ("ann", 10, False),  # her country's holiday
        ("ann", 11, True),  # another country's holiday
        ("ann", 20, False),  # a holiday without a country
        ("ben", 8, True),  # works on Saturdays
        ("ben", 5, False),  # Wednesday
        ("ben", 11, False),  # the country's case does not matter
        ("cy", 10, True),
        ("", 10, True),  # nobody in particular: Monday to Friday
        ("", 9, False),
    ],
)
def test_who_works_when(calendar, rep, day, works):
    assert calendar.works(rep, june(day)) is works


def test_the_next_working_day_is_the_day_itself_or_a_later_one(calendar):
    assert calendar.next_working_day("ann", june(3)) == june(3)
    assert calendar.next_working_day("ann", june(5)) == june(11)  # away, weekend, holiday
    assert calendar.next_working_day("ben", june(4)) == june(4)  # away, but cy stands in
    assert calendar.next_working_day("ben", june(5)) == june(8)


def test_the_next_working_day_for_many_at_once(calendar):
    reps = np.array(["ann", "ben", "", "ann"], dtype=object)
    days = np.array(["2024-06-05", "2024-06-05", "2024-06-08", "2024-06-03"], dtype="datetime64[D]")
    assert calendar.next_working_days(reps, days).tolist() == [june(11), june(8), june(10), june(3)]


@pytest.mark.parametrize(
    ("stand_in", "expected"),
    [
        ("ben", 3),  # calls on the day
        ("cy", 4),  # has Mondays off
        ("di", 10),  # away as well, without anybody behind
        ("ed", 3),  # away as well, but ben stands in for both
        ("old", 10),  # no longer active
        ("who", 10),  # not in Team
        ("", 10),
    ],
)
def test_where_a_stand_in_works_an_absence_moves_no_dates(stand_in, expected):
    calendar = WorkCalendar(
        world_parts(
            Team="Rep | Working days | Active\nann | |\nben | |\ncy | Tue, Wed | Yes\ndi | |\ned | |\nold | | No",
            Absences=f"""
                Rep | From       | To         | Stand-in
                ann | 2024-06-03 | 2024-06-07 | {stand_in}
                di  | 2024-06-03 | 2024-06-07 |
                ed  | 2024-06-03 | 2024-06-07 | ben
            """,
        )[0]
    )
    assert calendar.next_working_day("ann", june(1)) == june(expected)  # a Saturday
    assert calendar.covered("ann", june(3)) is (expected == 3)
    assert not calendar.works("ann", june(3))


def test_the_stand_in_of_a_stand_in(calendar):
    assert calendar.stand_in("ann", june(3)) == "ann"
    assert calendar.stand_in("ben", june(4)) == "cy"
    assert calendar.stand_in("ann", june(6)) == "ben"
    assert calendar.stand_in("ann", june(5)) == ""  # all three are away, in a circle


def test_an_absence_of_years_or_without_an_end_hands_over_but_moves_no_dates(calendar):
    assert calendar.stand_in("ben", date(2030, 1, 1)) == "ann"
    assert calendar.next_working_day("ben", date(2030, 1, 1)) == date(2030, 1, 1)
    assert not calendar.present("cy", date(2025, 1, 7))
    assert not calendar.works("cy", date(2025, 1, 7))
    assert calendar.stand_in("cy", date(2025, 1, 7)) == "ben"
    assert calendar.next_working_day("cy", date(2025, 1, 7)) == date(2025, 1, 7)


def test_the_last_day_of_all_is_the_end(calendar):
    assert calendar.next_working_day("ben", date(9999, 12, 31)) == date(9999, 12, 31)  # a Friday
