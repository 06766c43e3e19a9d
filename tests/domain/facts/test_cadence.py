"""Which cadence a contact follows, and how long its interval is."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.world import World
from tests.helpers import world_parts

TODAY = date(2024, 6, 3)
ACCOUNTS = """
    Account ID | Tier | Ticket
    A1         | A    | High
    A2         |      | Low
"""
CONTACTS = """
    Contact ID | Account ID | Kind     | Tier | Cadence
    C1         | A1         | Customer |      |
"""
CADENCES = """
    Cadence  | Kind     | Tier | Ticket | Every | Unit  | Priority | Active
    Anybody  |          |      |        | 6     | month |          |
    Customer | Customer |      |        | 2     | month | 5        |
    Tier A   |          | A    |        | 3     | week  | 7        |
    Big A    |          | A    | High   | 10    | day   | 1        |
    Off      | Customer | A    | High   | 1     | day   | 9        | No
"""


def world(contacts=CONTACTS, cadences=CADENCES, **more):
    tables = {"Accounts": ACCOUNTS, "Contacts": contacts, "Cadences": cadences} | more
    frames, settings = world_parts(**tables)
    return World(frames, settings, TODAY)


def used(contact, cadences=CADENCES):
    """The cadence of one contact, given as Account ID | Kind | Tier | Cadence."""
    return (
        world(f"Contact ID | Account ID | Kind | Tier | Cadence\nC1 | {contact}", cadences)
        .get(cadence_used)
        .name[0]
    )


@pytest.mark.parametrize(
    ("contact", "cadence"),
    [
        ("A1 | Customer | | ", "Big A"),  # two criteria beat one, whatever the priority
        ("A2 | Customer | A | ", "Tier A"),  # one each: the higher priority
        ("A2 | Customer | | ", "Customer"),
        ("A2 | Partner  | | ", "Anybody"),
        ("   |          | | ", "Anybody"),
        ("A1 | Customer | D | ", "Customer"),  # its own tier, not the account's
        ("A1 | Customer | | Anybody", "Anybody"),  # its own cadence
        ("A1 | Customer | | Off", "Big A"),  # its own is not active
        ("A1 | Customer | | Unknown", "Big A"),
    ],
)
def test_the_own_cadence_counts_else_the_most_specific_active_one(contact, cadence):
    assert used(contact) == cadence


def test_of_equal_rows_the_upper_one_counts():
    rows = "Cadence | Tier | Ticket | Every | Unit | Priority\n"
    one, other = "One | A | | 1 | week | 3\n", "Other | | High | 2 | week | 3\n"
    assert used("A1 | | | ", rows + one + other) == "One"
    assert used("A1 | | | ", rows + other + one) == "Other"


def test_without_a_cadence_the_default_interval_counts():
    cadence = world(cadences="Cadence | Kind\nPartners | Partner").get(cadence_used)
    assert (cadence.name[0], cadence.row[0], cadence.interval[0]) == ("", -1, 90)
    assert not cadence.names_channel.any()


@pytest.mark.parametrize(
    ("every", "days", "months", "whole_days"),
    [
        ("10 | day", 10, 0, 10),
        ("3 | week", 21, 0, 21),
        ("1.5 | week", 10.5, 0, 10),
        ("2 | month", 60.875, 2, 60),
        ("1.5 | month", 45.65625, 0, 45),  # half months have no calendar: days
        ("0.25 | day", 0.25, 0, 1),  # nobody is due twice a day
    ],
)
def test_intervals_in_days_and_calendar_months(every, days, months, whole_days):
    cadence = world(cadences=f"Cadence | Every | Unit\nOnly | {every}").get(cadence_used)
    assert (cadence.interval[0], cadence.months[0], cadence.days[0]) == (days, months, whole_days)
    assert cadence.problems == ()


@pytest.mark.parametrize(
    ("every", "column"),
    [("0 | day", "Every"), ("-2 | week", "Every"), (" | month", "Every"), ("2 | ", "Unit")],
)
def test_an_interval_that_cannot_be_is_a_problem_and_the_default_is_used(every, column):
    cadence = world(cadences=f"Cadence | Every | Unit\nOnly | {every}").get(cadence_used)
    assert (cadence.name[0], cadence.interval[0], cadence.months[0]) == ("Only", 90, 0)
    (problem,) = cadence.problems
    assert (problem.table, problem.key, problem.column) == ("Cadences", "Only", column)
    assert "90 days are used" in problem.why


def test_rows_that_are_not_active_raise_no_problem():
    assert world(cadences="Cadence | Every | Active\nOld | 0 | No").get(cadence_used).problems == ()
