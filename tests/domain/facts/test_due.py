"""Next due: golden dates worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.world import World
from tests.helpers import world_parts

TEAM = """
    Rep | Working days       | Country
    ann |                    | ES
    ben | Tue, Wed, Thu, Fri |
"""
MONTHLY = "Cadence | Every | Unit | Channels\nMonthly | 1 | month | Call"


def due(touch="", *, today="2021-08-20", cadence=MONTHLY, owner="ann", created="", agreed="", **tables):
    """Next due of one contact with one call on the day of `touch`."""
    contacts = f"Contact ID | Owner | Created | Next date\nC1 | {owner} | {created} | {agreed}"
    activities = "Activity ID | Contact ID | When | Channel | Direction\n" + (
        f"X1 | C1 | {touch} | Call | Out" if touch else ""
    )
    parts = {"Team": TEAM, "Contacts": contacts, "Cadences": cadence, "Activities": activities} | tables
    frames, settings = world_parts(**parts)
    row = World(frames, settings, date.fromisoformat(today)).get(rhythm_table).iloc[0]
    return str(row["next_due"].date())


@pytest.mark.parametrize(
    ("touch", "expected"),
    [
        ("2021-08-01", "2021-09-01"),
        ("2021-08-20 09:30", "2021-09-20"),  # with a time of day
        ("2021-03-31", "2021-04-30"),
        ("2021-01-31", "2021-03-01"),  # 28 February is a Sunday
        ("2020-01-31", "2020-03-02"),  # 29 February 2020 is a Saturday
        ("2019-12-31", "2020-01-31"),
    ],
)
def test_a_month_is_a_calendar_month(touch, expected):
    assert due(touch) == expected


@pytest.mark.parametrize(
    ("touch", "every", "expected"),
    [
        ("2023-01-31", "1 | month", "2023-02-28"),
        ("2024-01-31", "1 | month", "2024-02-29"),  # a leap year
        ("2024-02-29", "12 | month", "2025-02-28"),
        ("2024-03-29", "23 | month", "2026-03-02"),  # 28 February 2026 is a Saturday
        ("2024-05-13", "3 | week", "2024-06-03"),
        ("2024-05-28", "10 | day", "2024-06-07"),
        ("2024-05-01", "1.5 | month", "2024-06-17"),  # 45 days: Saturday 15 June
        ("2024-05-06", "1.5 | week", "2024-05-16"),
        ("2024-05-01", "1000000 | month", "2124-05-01"),  # a century at most, not a date beyond the calendar
    ],
)
def test_intervals_of_every_kind(touch, every, expected):
    assert due(touch, today="2024-06-03", cadence=f"Cadence | Every | Unit\nOnly | {every}") == expected


def test_without_a_cadence_the_default_interval_counts():
    assert due("2024-03-05", today="2024-06-03", cadence="Cadence | Kind\nPartners | Partner") == "2024-06-03"


def test_only_touches_of_the_rhythm_move_the_date():
    rules = "Channel | Direction | Points | Rhythm\nCall | Out | 1 | No"
    assert due("2021-08-01", created="2021-07-06", TouchPoints=rules) == "2021-07-06"


def test_an_attempt_never_moves_the_date_whatever_its_rhythm():
    rules = "Channel | Direction | Points | Rhythm\nCall | Out | 0 | Yes"
    assert due("2021-08-01", created="2021-07-06", TouchPoints=rules) == "2021-07-06"


def test_an_order_keeps_the_rhythm():
    orders = "Order ID | Contact ID | Date\nO1 | C1 | 2021-08-10"
    assert due("2021-08-01", Orders=orders) == "2021-09-10"


def test_an_agreed_date_later_than_the_last_touch_wins():
    assert due("2021-08-02", agreed="2021-08-11") == "2021-08-11"
    assert due("2021-08-02", agreed="2021-12-01") == "2021-12-01"
    assert due("2021-08-02", agreed="2021-08-02") == "2021-09-02"  # kept on the day itself
    assert due("2021-08-02", agreed="2021-07-01") == "2021-09-02"
    assert due(agreed="2021-07-01", created="2021-08-02") == "2021-07-01"


def test_without_a_touch_the_day_of_creation_counts_else_today():
    assert due(created="2021-08-04") == "2021-08-04"
    assert due() == "2021-08-20"
    assert due(today="2021-08-21") == "2021-08-23"  # a Saturday


def test_the_date_moves_to_the_next_working_day_of_the_rep_who_keeps_the_contact():
    assert due("2021-07-30", owner="ben") == "2021-08-31"  # 30 August is a Monday
    holidays = "Country | Date\nES | 2021-09-01"
    assert due("2021-08-01", Holidays=holidays) == "2021-09-02"
    assert due("2021-08-01", owner="ben", Holidays=holidays) == "2021-09-01"
    absences = "Rep | From | To\nann | 2021-08-30 | 2021-09-03"
    assert due("2021-08-01", Absences=absences) == "2021-09-06"
    assert due("2021-08-01", owner="", Absences=absences) == "2021-09-01"  # nobody's: Monday to Friday
    assert due("2021-08-02", agreed="2021-08-14") == "2021-08-16"  # an agreed Saturday


def test_what_was_promised_stands_while_a_colleague_stands_in():
    away = "Rep | From | To | Stand-in\nann | 2021-08-02 | 2021-08-13 | ben"
    assert due(agreed="2021-08-04", Absences=away) == "2021-08-04"
    assert due(agreed="2021-08-07", Absences=away) == "2021-08-10"  # a Saturday, and ben has Mondays off
    holiday = "Country | Date\nES | 2021-08-04"
    assert due(agreed="2021-08-04", Absences=away, Holidays=holiday) == "2021-08-05"
    assert due(agreed="2021-08-04", Absences=away.removesuffix("ben")) == "2021-08-16"


@pytest.mark.parametrize(
    ("own", "accounts", "default", "expected"),
    [
        ("ann", "ben", "", "ann"),
        ("", "ben", "", "ben"),
        ("", "", "ben", "ben"),
        ("gone", "ben", "", "ben"),  # no longer active
        ("nobody", "", "ann", "ann"),  # not in Team
        ("", "", "", ""),  # two could, so nobody does
    ],
)
def test_who_keeps_a_contact(own, accounts, default, expected):
    frames, settings = world_parts(
        Team="Rep | Active\nann | \nben | Yes\ngone | No",
        Accounts=f"Account ID | Owner\nA1 | {accounts}",
        Contacts=f"Contact ID | Account ID | Owner\nC1 | A1 | {own}",
        Settings=f"Setting | Value\nDefault owner | {default}",
    )
    assert World(frames, settings, date(2024, 6, 3)).get(rhythm_table)["owner"].tolist() == [expected]


def test_the_only_active_rep_keeps_everybody():
    frames, settings = world_parts(Team="Rep | Active\nann | \nben | No", Contacts="Contact ID\nC1")
    assert World(frames, settings, date(2024, 6, 3)).get(owners_of).tolist() == ["ann"]
