"""Names beside IDs: written by every run, and turned into an ID where somebody typed one."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from salesbook.domain.names.plan import NAMED_TABLES, plan_names
from salesbook.tables.records import Runner
from tests.domain.callbook import a_book, world
from tests.helpers import carry_out, column
from tests.sessions import run

TODAY = date(2026, 3, 4)
CONTACTS = """
    Contact ID | First name | Last name | Account ID
    C1         | Ana        | Ruiz      | A1
    C2         | Ben        | Vidal     | A2
    C3         | Ana        | Ruiz      | A2
    C4         |            |           | A1
    C5         | Cleo       | Marsh     |
"""
ACCOUNTS = "Account ID | Account\nA1 | Cierzo Foods\nA2 | Delta\nA3 | Delta\nA4 |"


def deals(rows: str):
    return a_book(
        Contacts=CONTACTS, Accounts=ACCOUNTS,
        Opportunities="Opportunity ID | Account ID | Contact ID | Account | Name\n" + rows,
    )  # fmt: skip


def after(rows: str) -> list[str]:
    """Account ID, Contact ID, Account and Name of each row, after its names are written."""
    store = deals(rows)
    carry_out(store, plan_names(world(store, TODAY)))
    cells = [column(store, "Opportunities", name) for name in ("Account ID", "Contact ID", "Account", "Name")]
    return [" | ".join(str(cell or "") for cell in row) for row in zip(*cells, strict=True)]


def problems(rows: str) -> list[tuple[str, str, str]]:
    found = plan_names(world(deals(rows), TODAY)).problems
    return [(one.column, one.why, one.todo) for one in found]


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("A1 | C1 | |", "A1 | C1 | Cierzo Foods | Ana Ruiz"),
        ("A2 | | |", "A2 |  | Delta | "),
        (" | C2 | |", " | C2 | Delta | Ben Vidal"),  # the person's account
        ("A1 | C2 | Delta | Ana Ruiz", "A1 | C2 | Cierzo Foods | Ben Vidal"),  # the IDs count
        (" | C5 | Delta | ", " | C5 | Delta | Cleo Marsh"),
        ("A1 | C4 | | Ana", "A1 | C4 | Cierzo Foods | "),  # a person without a name has none
        ("A9 | C9 | Delta | Ben Vidal", "A9 | C9 |  | "),  # nobody
        ("A4 | | |", "A4 |  |  | "),
    ],
)
def test_names_stand_beside_the_ids_of_a_row(before, then):
    assert after(f"P1 | {before}") == [then]


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        (" | | | Ben Vidal", " | C2 | Delta | Ben Vidal"),
        (" | | | vidal, ben", " | C2 | Delta | Ben Vidal"),
        ("A1 | | | Cleo Marsh", "A1 | C5 | Cierzo Foods | Cleo Marsh"),
        (" | | cierzo foods |", "A1 |  | Cierzo Foods | "),
        (" | | Cierzo Foods | Cleo Marsh", "A1 | C5 | Cierzo Foods | Cleo Marsh"),
        (" | | | Ana Ruiz", " |  |  | Ana Ruiz"),  # two of them
        (" | | Delta | Bea Vidal", " |  | Delta | Bea Vidal"),
        (" | | | (forgotten)", " |  |  | (forgotten)"),
    ],
)
def test_a_name_that_somebody_typed_without_an_id_becomes_its_id_and_stays_where_it_is_in_doubt(typed, then):
    assert after(f"P1 | {typed}") == [then]


def test_two_of_a_name_and_nobody_of_a_name_are_problems_with_the_next_step():
    assert problems("P1 | | | | Ana Ruiz") == [
        ("Name", "2 people are called Ana Ruiz",
         "Type the Contact ID of the one you mean: Ana Ruiz, Cierzo Foods (C1); Ana Ruiz, Delta (C3)."),
    ]  # fmt: skip
    assert problems("P1 | | | Delta |") == [
        ("Account", "2 organisations are called Delta", "Type the Account ID of the one you mean: A2; A3."),
    ]
    assert problems("P1 | | | | Bea Vidal") == [
        (
            "Name",
            "The workbook has no person called Bea Vidal",
            "Correct the name, or type the Contact ID.",
        ),
    ]
    assert problems("P1 | | | | (forgotten)") == []


def test_of_two_people_of_a_name_the_one_at_the_account_of_the_row_is_meant():
    assert after("P1 | A1 | | | Ana Ruiz") == ["A1 | C1 | Cierzo Foods | Ana Ruiz"]
    assert problems("P1 | A1 | | | Ana Ruiz") == []


def test_what_stands_right_is_not_written_again():
    assert plan_names(world(deals("P1 | A1 | C1 | Cierzo Foods | Ana Ruiz"), TODAY)).changes == ()


def test_a_workbook_that_is_too_old_for_the_columns_is_left_as_it_is():
    store = deals("P1 | A1 | C1 | |")
    for name in ("Name", "Account"):
        del store.grids["Opportunities"].columns[name]
    assert plan_names(world(store, TODAY)).changes == ()


@pytest.mark.parametrize("action", ["today", "calls", "log"])
def test_every_run_writes_them(action):
    store = deals("P1 | A1 | C1 | |")
    run(action, store, today=TODAY, runner=Runner("ann", "desk", datetime(2026, 3, 4, 9)))
    assert column(store, "Opportunities", "Name") == ["Ana Ruiz"]


def test_check_lists_what_is_in_doubt_and_writes_no_names():
    store = deals("P1 | | | | Ana Ruiz\nP2 | A1 | C1 | |")
    run("check", store, today=TODAY, runner=Runner("ann", "desk", datetime(2026, 3, 4, 9)))
    assert "2 people are called Ana Ruiz" in column(store, "Problems", "Problem")
    assert column(store, "Opportunities", "Name") == ["Ana Ruiz", None]


def test_whoever_is_forgotten_loses_the_name_with_the_id():
    assert NAMED_TABLES
    assert all("Name" in table.keeps_without for table in NAMED_TABLES)
