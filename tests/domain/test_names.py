"""Names beside IDs: written by every run, and turned into an ID where somebody typed one."""

from __future__ import annotations

from datetime import date, datetime
from time import process_time

import pytest

from salesbook.domain.names.plan import plan_names
from salesbook.schema import TABLES, Forget
from salesbook.schema.beside_ids import has_names
from salesbook.tables.grid import Grid
from salesbook.tables.plan import Append, Plan
from salesbook.tables.records import Runner
from tests.domain.callbook import a_book, world
from tests.helpers import carry_out, column
from tests.sessions import run, session

TODAY = date(2026, 3, 4)
CONTACTS = """
    Contact ID | First name | Last name | Account ID | Account
    C1         | Ana        | Ruiz      | A1         | Cierzo Foods
    C2         | Ben        | Vidal     | A2         | Delta
    C3         | Ana        | Ruiz      | A2         | Delta
    C4         |            |           | A1         | Cierzo Foods
    C5         | Cleo       | Marsh     |            |
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


@pytest.mark.parametrize("action", ["today", "calls", "log", "scores"])
def test_the_log_has_names_and_a_name_typed_into_it_becomes_its_id(action):
    store = a_book(
        Contacts=CONTACTS, Accounts=ACCOUNTS,
        Activities="""
            Activity ID | When       | Contact ID | Channel | Name      | Account
            T1          | 2026-03-02 | C2         | Call    |           |
            T2          | 2026-03-02 |            | Call    | Ben Vidal |
            T3          | 2026-03-02 |            | Call    | Ana Ruiz  | Delta
            T4          | 2026-03-02 |            | Call    | Ana Ruiz  |
            T5          | 2026-03-02 |            | Call    | Zoe Nil   |
        """,
    )  # fmt: skip
    run(action, store, today=TODAY, runner=Runner("ann", "desk", datetime(2026, 3, 4, 9)))
    assert column(store, "Activities", "Contact ID") == ["C2", "C2", "C3", None, None]
    assert column(store, "Activities", "Name") == [
        "Ben Vidal",
        "Ben Vidal",
        "Ana Ruiz",
        "Ana Ruiz",
        "Zoe Nil",
    ]
    assert column(store, "Activities", "Account")[:3] == ["Delta", "Delta", "Delta"]
    told = zip(column(store, "Problems", "Key"), column(store, "Problems", "Problem"), strict=True)
    assert sorted(one for one in told if one[0] in {"T4", "T5"}) == [
        ("T4", "2 people are called Ana Ruiz"),
        ("T5", "The workbook has no person called Zoe Nil"),
    ]


def test_a_long_log_whose_names_are_right_costs_next_to_nothing():
    number = 50_000
    ids = [f"C{n % 5 + 1}" for n in range(number)]
    names = ["Ana Ruiz", "Ben Vidal", "Ana Ruiz", None, "Cleo Marsh"] * (number // 5)
    firms = ["Cierzo Foods", "Delta", "Delta", "Cierzo Foods", None] * (number // 5)
    names[7] = "Ben Widal"
    whens = [datetime(2026, 3, 2)] * number
    log = {
        "Activity ID": [f"T{n}" for n in range(number)],
        "Contact ID": ids,
        "When": whens,
        "Name": names,
        "Account": firms,
    }
    log |= {column.name: [None] * number for column in TABLES["Activities"].columns if column.name not in log}
    given = world(
        a_book(Contacts=CONTACTS, Accounts=ACCOUNTS, Activities=Grid("Activities", log, "Activity ID")), TODAY
    )
    started = process_time()
    [change] = plan_names(given).changes
    assert process_time() - started < 0.1  # half a million take 0.07 s
    assert (change.handles, change.columns) == (["T7"], {"Name": ["Ana Ruiz"]})


def test_rows_that_salesbook_makes_keep_the_name_of_somebody_who_is_no_longer_in_contacts():
    store = a_book(
        Contacts=CONTACTS, Accounts=ACCOUNTS,
        Outbox="Draft ID | Contact ID | Name\nN.C1 | C1 | Anna Ruiz\nN.C8 | C8 | Gil Oro",
    )  # fmt: skip
    carry_out(store, plan_names(world(store, TODAY)))
    assert column(store, "Outbox", "Name") == ["Ana Ruiz", "Gil Oro"]
    assert column(store, "Outbox", "Account") == ["Cierzo Foods", None]


def test_rows_that_an_action_writes_have_their_names_at_once():
    """Without waiting for the next run that looks at all."""
    store = a_book(
        Contacts=CONTACTS, Accounts=ACCOUNTS, Orders="Order ID | Account ID | Contact ID | Date\n| | |"
    )
    bought = {"Order ID": "O1", "Account ID": "A1", "Contact ID": "C2", "Date": date(2026, 3, 2)}
    desk = session("import", store, today=TODAY, runner=Runner("ann", "desk", datetime(2026, 3, 4, 9)))
    desk.look(["Contacts", "Accounts", "Orders", "Settings", "Problems", "Runs"])
    desk.finish(Plan((Append("Orders", [bought]),)))
    assert (column(store, "Orders", "Name"), column(store, "Orders", "Account")) == (
        ["Ben Vidal"],
        ["Cierzo Foods"],
    )


def test_people_have_the_name_of_their_firm_and_a_firm_typed_without_an_id_is_found():
    store = a_book(
        Contacts="""
            Contact ID | First name | Account ID | Account
            C1         | Ana        | A1         | Old Name
            C2         | Ben        |            | cierzo foods
            C3         | Cy         |            | Delta
            C4         | Di         |            | Nowhere
        """,
        Accounts=ACCOUNTS,
    )  # fmt: skip
    plan = plan_names(world(store, TODAY))
    carry_out(store, plan)
    assert column(store, "Contacts", "Account ID") == ["A1", "A1", None, None]
    assert column(store, "Contacts", "Account") == ["Cierzo Foods", "Cierzo Foods", "Delta", "Nowhere"]
    assert [(one.key, one.why) for one in plan.problems] == [
        ("C3", "2 organisations are called Delta"),
        ("C4", "The workbook has no organisation called Nowhere"),
    ]


def test_problems_say_whom_their_row_is_about():
    store = a_book(
        Contacts=CONTACTS, Accounts=ACCOUNTS + "\nA5 | Owl",
        Activities="Activity ID | When | Contact ID\n | 2026-03-09 | C2",
        Opportunities="Opportunity ID | Account ID | Contact ID | Created | Closed | Result\nP1 | A1 | C2 | 2026-02-01 | 2026-01-01 | Won",
        Orders="Order ID | Account ID | Date\nO1 | A5 | 1900-01-01",
    )  # fmt: skip
    run("check", store, today=TODAY, runner=Runner("ann", "desk", datetime(2026, 3, 4, 9)))
    rows = zip(*(column(store, "Problems", name) for name in ("Table", "Name", "Account")), strict=True)
    assert {
        ("Activities", "Ben Vidal", "Delta"),
        ("Opportunities", "Ben Vidal", "Cierzo Foods"),
        ("Orders", None, "Owl"),
    } <= set(rows)


def test_whoever_is_forgotten_loses_the_name_with_the_id():
    named = [table for table in TABLES.values() if has_names(table)]
    assert {table.name for table in named} == {
        "Contacts",
        "Activities",
        "Opportunities",
        "Orders",
        "Outbox",
        "FrontLine",
    }
    assert all("Name" in table.keeps_without or table.forget is Forget.ROWS for table in named)
