"""What a book still has before it: the steps of Home's list, worked out without a spreadsheet."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.set_up import next_step, still_to_set_up
from salesbook.domain.world import World
from tests.helpers import world_parts

READY = {
    "Settings": "Setting | Value\nFirm | Nordwind",
    "Team": "Rep | Calls per day | Active\nana | 10 |\nbo | 10 | No",
    "Contacts": "Contact ID | Kind | Owner\nC1 | Customer | ana",
    "Orders": "Order ID | Date\nO1 | 2026-01-02",
    "Runs": "Run ID | Action\nR1 | today",
    "CallDays": "Date | Rep | Listed\n2026-03-02 | ana | 4",
}
NOBODYS = "Contact ID | Kind | Owner | Owner used\nC1 | Customer | |"


def left(**tables: str) -> list[str]:
    return [step.name for step in still_to_set_up(world(**tables))]


def world(**tables: str) -> World:
    return World(*world_parts(**tables), date(2026, 3, 2))


def test_an_empty_book_has_all_before_it_and_a_book_at_work_nothing():
    assert left() == ["Firm", "Team", "Contacts", "Owners", "Cadences", "Orders", "Today"]
    assert left(**READY) == []
    assert next_step(world(**READY)) == ""


@pytest.mark.parametrize(
    ("table", "text", "steps"),
    [
        ("Team", "Rep | Calls per day | Active\nana | 0 |\nbo | 10 | No", ["Team"]),
        ("Team", "Rep | Calls per day | Active\nana | |\nbo | 10 | No", []),
        ("Contacts", NOBODYS, ["Owners"]),
        ("Contacts", NOBODYS.replace("| |", "| | ana"), []),  # the account's, as the last run found
        ("Contacts", "Contact ID | Kind | Owner\nC1 | | ana", ["Cadences"]),
        ("Runs", "Run ID | Action\nR1 | check", ["Today"]),
        ("CallDays", "Date | Rep | Listed\n2026-03-02 | ana | 0", ["Today"]),
    ],
)
def test_a_step_is_done_when_its_cells_are_filled(table, text, steps):
    assert left(**{**READY, table: text}) == steps


def test_a_line_that_stands_on_calls_is_enough():
    nobody_before = {"CallDays": "Date | Rep | Listed", "Calls": "Call ID | Rep\n2026-03-02-1 | ana"}
    assert left(**READY | nobody_before) == []


def test_who_has_no_owner_goes_to_the_default_owner():
    settings = "Setting | Value\nFirm | Nordwind\nDefault owner | ana"
    assert left(**{**READY, "Contacts": NOBODYS, "Settings": settings}) == []


def test_the_first_step_is_said_with_its_sheet():
    assert next_step(world(**{**READY, "Settings": "Setting | Value"})) == (
        "Next to set up: Firm (sheet Settings). Your firm's name, as customers know it: the row Firm."
    )
