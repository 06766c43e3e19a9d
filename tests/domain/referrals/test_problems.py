"""What is wrong with Referrals: the cell, why, and the next step."""

from __future__ import annotations

import pytest

from salesbook.domain.referring.problems import referral_problems
from tests.domain.referrals.referralbook import referral_world

PEOPLE = """
    Contact ID | First name | Status      | Merged into | Referred by
    A          | Ana        |             |             |
    B          | Ben        |             |             |
    C          | Cleo       |             |             |
    D          | Dan        |             |             | B
    L          | Lea        | Left        |             |
    M          | Mia        | Merged      | B           |
    N          | Noa        | Merged      |             |
"""
COLUMNS = "Referral ID | From | Introduced | Introduced name | Status | Asked on | Introduced on | Met on | Thanked on"
RIGHT = "R1 | A | C | | Introduced | 2026-01-05 | 2026-01-10 | | 2026-01-11"


def told(*rows: str, **tables: str) -> list[tuple[str, str]]:
    """Column and reason of each."""
    book = {"Contacts": PEOPLE, "Referrals": "\n".join([COLUMNS, *rows])} | tables
    found = referral_problems(referral_world(**book))
    assert all(problem.todo.endswith((".", ".")) and problem.why for problem in found)
    return [(problem.column, problem.why) for problem in found]


def test_nothing_is_wrong_with_a_row_that_is_right():
    assert told(RIGHT) == []


@pytest.mark.parametrize(("row", "column", "why"), [
    ("R1 | | C | | Introduced | | 2026-01-10 | | 2026-01-11", "From name", "This row says nobody who introduces, so it counts for nothing"),
    ("R1 | A | A | | Introduced | | 2026-01-10 | | 2026-01-11", "Introduced", "Ana cannot have introduced themselves, so it counts for nothing"),
    ("R1 | A | | Zoe Li | Introduced | | 2026-01-10 | | 2026-01-11", "Introduced name", "'Zoe Li' is not in Contacts, so it counts for nobody yet"),
    ("R1 | A | | | Met | | 2026-01-10 | 2026-01-12 | 2026-01-11", "Introduced name", "Status is Met, and nobody says who was introduced"),
    ("R1 | A | D | | Introduced | | 2026-01-10 | | 2026-01-11", "Introduced", "Referred by of Contacts says that Dan came through Ben, and that counts for score and tree"),
    ("R1 | B | D | | Void | | | | ", "Status", "It is Void, and Referred by of Contacts still says that Dan came through Ben"),
    ("R1 | L | | | Promised | 2026-01-05 | | | ", "From name", "Lea is no longer there (Left), so no introduction will come"),
    ("R1 | L | C | | Introduced | | 2026-01-10 | | ", "From name", "Lea is no longer there (Left), and was not thanked"),
    ("R1 | N | C | | Introduced | | 2026-01-10 | | 2026-01-11", "From", "Noa was merged, and Merged into of Contacts does not say into whom"),
    ("R1 | A | C | | Introduced | 2026-01-12 | 2026-01-10 | | 2026-01-11", "Introduced on", "Introduced before they were asked"),
    ("R1 | A | C | | Met | | 2026-01-10 | 2026-01-09 | 2026-01-11", "Met on", "Met before the introduction"),
    ("R1 | A | C | | Introduced | | 2026-01-10 | | 2026-01-09", "Thanked on", "Thanked before the introduction"),
    ("R1 | A | C | | Asked | 2026-01-05 | 2026-01-10 | | 2026-01-11", "Status", "Status is Asked, and somebody was introduced"),
    ("R1 | A | C | | Introduced | | | | 2026-01-11", "Introduced on",
     "Status is Introduced without the day of the introduction, so nothing is owed for it, and other claims come first"),
    ("R1 | A | | | Asked | | | |", "Asked on", "Status is Asked without the day, so they may be asked again at any time"),
    ("R1 | A | C | | Met | | 2026-01-10 | | 2026-01-11", "Met on", "Status is Met without the day, so nothing is owed for it"),
    ("R1 | A | C | | Won | | 2026-01-10 | | 2026-01-11", "Status", "Status is Won, and Orders has no first order since the introduction of Cleo"),
    ("R1 | A | | | Declined | | | | ", "Asked on", "Declined without a day, so they are never asked again"),
])  # fmt: skip
def test_each_is_told_alone(row, column, why):
    assert told(row) == [(column, why)]


def test_of_two_claims_the_later_one_is_told():
    assert told(RIGHT, "R2 | B | C | | Introduced | | 2026-01-09 | | 2026-01-11") == [
        ("Introduced", "Cleo was introduced by Ben first (R2), so this claim does not count")
    ]


@pytest.mark.parametrize(
    ("day", "met", "known"),
    [("2026-01-09", "", True), ("2026-01-10", "", False), ("2026-01-09", "2026-01-20", False)],
)
def test_who_was_known_already_is_told_until_they_are_met(day, met, known):
    row = f"R1 | A | C | | Introduced | | 2026-01-10 | {met} | 2026-01-11"
    talk = f"Activity ID | When | Contact ID | Channel | Direction | Outcome\nT1 | {day} | C | Call | Out | Spoke"
    order = f"Order ID | Contact ID | Date | Amount\nO1 | C | {day} | 5"
    assert (
        told(row, Activities=talk)
        == [("Introduced", "Cleo was known already: we were in touch on 9 Jan 2026")] * known
    )
    assert (
        told(row, Orders=order)
        == [("Introduced", "Cleo was known already: we were in touch on 9 Jan 2026")] * known
    )


def test_the_merged_whom_somebody_became_are_right():
    assert told("R1 | M | C | | Introduced | | 2026-01-10 | | 2026-01-11") == []


@pytest.mark.parametrize(("rule", "column"), [
    ("| Met | 5 | |", "Who"), ("Any | | 5 | |", "Event"), ("Any | Met | | |", "Amount"), ("Any | Met | -5 | |", "Amount"), ("Any | Met | 5 | -1 |", "Cap a year"),
])  # fmt: skip
def test_rules_that_give_nothing_are_told_unless_they_rest(rule, column):
    header = "Who | Event | Amount | Cap a year | Active"
    assert [one for one, _ in told(IncentiveRules=f"{header}\n{rule}")] == [column]
    assert told(IncentiveRules=f"{header}\n{rule} No") == []


def test_of_two_rules_for_one_thing_the_lower_is_told():
    assert told(IncentiveRules="Who | Event | Amount\nAny | Met | 5\nAny | Met | 6") == [
        ("Event", "A row above gives Any something for Met already, so this one does not count")
    ]
