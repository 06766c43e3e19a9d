"""Kind follows life: what is proposed, what Accept does, and that a No is remembered."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from hypothesis import Phase, given, settings

from salesbook.books.memory import MemoryBook
from salesbook.domain.cycle.kinds import kind_proposals, plan_accepted_kinds, plan_kinds
from salesbook.domain.cycle.plan import plan_events, plan_standing
from tests.domain.aftersale.histories import book_of, histories, world_of
from tests.domain.aftersalebook import after_sale_book, after_sale_world
from tests.domain.callbook import TODAY, world
from tests.helpers import carry_out, column

PEOPLE = """
    Contact ID | First name | Last name | Kind          | Status
    C1         | Ada        | Ames      | Prospect      |
    C2         | Ben        | Bow       | Customer      |
    C3         | Cleo       | Cook      | Past customer |
    C4         | Dan        | Dee       | Customer      |
    C5         | Eva        | Eck       | Customer      | Left
    C6         | Flo        | Fox       | Partner       |
"""
ORDERS = """
    Order ID | Contact ID | Date       | Amount
    O1       | C1         | 2026-02-10 | 10
    O2       | C2         | 2025-09-01 | 10
    O3       | C2         | 2025-10-01 | 10
    O4       | C3         | 2023-01-01 | 10
    O5       | C3         | 2026-03-01 | 10
    O6       | C4         | 2025-03-04 | 10
    O7       | C5         | 2020-03-04 | 10
    O8       | C6         | 2020-03-04 | 10
"""


def book(**tables: str) -> MemoryBook:
    return after_sale_book(**{"Contacts": PEOPLE, "Orders": ORDERS} | tables)


def proposed(store: MemoryBook, today: date = TODAY) -> dict[str, tuple[str, str]]:
    return {key: (one.new, one.why) for key, one in kind_proposals(world(store, today)).items()}


def test_by_their_orders_people_become_customers_come_back_and_go():
    assert proposed(book()) == {
        "C1": ("Customer", "First order on 10 Feb 2026."),
        "C3": ("Customer", "Ordered again on 1 Mar 2026."),
        "C2": ("Past customer", "Last order on 1 Oct 2025; before, one every 4 weeks."),
    }
    later = proposed(book(), TODAY + timedelta(days=1))  # a year and a day after the only order
    assert later["C4"] == ("Past customer", "One order, on 4 Mar 2025, none since.")


def test_ninety_days_at_least_are_waited_for():
    orders = "Order ID | Contact ID | Date\nO1 | C2 | 2025-11-29\nO2 | C2 | 2025-12-04"
    assert "C2" not in proposed(book(Orders=orders))
    assert "C2" in proposed(book(Orders=orders), TODAY + timedelta(days=1))


def test_the_orders_of_their_account_count():
    people = "Contact ID | Account ID | Kind\nC1 | A1 | Prospect\nC2 | A1 | Prospect"
    orders = "Order ID | Account ID | Date\nO1 | A1 | 2026-02-10"
    assert set(proposed(book(Contacts=people, Orders=orders, Accounts="Account ID\nA1"))) == {"C1", "C2"}


def test_a_yes_sets_the_kind_with_the_next_click_and_the_row_leaves():
    store = book()
    carry_out(store, plan_kinds(world(store)))
    assert column(store, "KindChanges", "Name") == ["Ada Ames", "Cleo Cook", "Ben Bow"]
    store.grids["KindChanges"].columns["Accept"][:] = ["Yes", "No", None]
    events = plan_events(world(store))
    assert [one.text for one in events.messages] == ["1 person is Customer from now on."]
    carry_out(store, events)
    assert column(store, "Contacts", "Kind")[:3] == ["Customer", "Customer", "Past customer"]
    standing = plan_standing(world(store))
    carry_out(store, standing)
    assert column(store, "KindChanges", "Contact ID")[:2] == ["C2", "C3"]
    assert column(store, "KindChanges", "Accept")[:2] == [None, "No"]
    assert "1 person has become something else (1 Customer to Past customer)" in " ".join(
        one.text for one in standing.messages
    )


def test_a_no_is_not_asked_again_and_not_counted():
    store = book()
    carry_out(store, plan_kinds(world(store)))
    store.grids["KindChanges"].columns["Accept"][:] = ["No", "No", "No"]
    for days in range(3):
        plan = plan_kinds(world(store, TODAY))
        assert plan.messages == ()
        carry_out(store, plan)
        assert column(store, "KindChanges", "Accept") == ["No"] * 3, days


def test_a_yes_to_what_is_true_no_more_comes_to_nothing_and_is_said():
    store = book()
    carry_out(store, plan_kinds(world(store)))
    store.grids["KindChanges"].columns["Accept"][:] = ["Yes", None, "Yes"]
    store.grids["Contacts"].columns["Kind"][0] = "Partner"
    plan = plan_accepted_kinds(world(store))
    assert [one.text for one in plan.messages] == [
        "1 person is Past customer from now on.",
        "1 Yes on KindChanges came to nothing: their orders tell another thing by now.",
    ]


def test_nobody_to_ask_says_nothing():
    plan = plan_kinds(after_sale_world(Contacts=PEOPLE))
    assert plan.messages == ()
    assert plan.summary == {"kinds": 0}


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(histories)
def test_proposals_are_those_of_a_plain_walk(history):
    rows = book_of(history)
    found = {key: one.new for key, one in kind_proposals(world_of(rows, TODAY)).items()}
    assert found == {row["Contact ID"]: to for row in rows["Contacts"] if (to := plainly(row, rows))}


def plainly(person: dict, rows: dict[str, list[dict]]) -> str:
    by_id = {row["Contact ID"]: row for row in rows["Contacts"]}

    def customer(row: dict) -> str:
        return (
            row.get("Account ID")
            or by_id.get(row.get("Contact ID"), {}).get("Account ID")
            or row.get("Contact ID")
            or ""
        )

    days = sorted({
        row["Date"] for row in rows["Orders"]
        if row["Date"] and row["Date"] <= TODAY and (row["Amount"] or 0) >= 0 and customer(row) == customer(person)
    })  # fmt: skip
    if not days or person["Status"] not in (None, "Active"):
        return ""
    gaps = [(b - a).days for a, b in pairwise(days)]
    gone = (TODAY - days[-1]).days > (max(3 * median(gaps), 90) if gaps else 365)
    if person["Kind"] == "Prospect":
        return "Customer"
    return "Past customer" if person["Kind"] == "Customer" and gone else ""


def test_an_answer_that_is_neither_yes_nor_no_stays_where_it_was_typed():
    store = book()
    carry_out(store, plan_kinds(world(store)))
    store.grids["KindChanges"].columns["Accept"][:] = ["maybe", True, "No"]
    carry_out(store, plan_kinds(world(store)))
    assert column(store, "KindChanges", "Accept") == ["maybe", True, "No"]
