"""Customers left alone since an order: who is called, where the line stands, what it says, and how many there are a day."""

from __future__ import annotations

import re
from datetime import date

from salesbook.domain.calls.plan import plan_calls
from tests.domain.aftersalebook import FROM_THE_FIRST, after_sale_book
from tests.domain.callbook import CADENCES, TODAY, Calls, calls, world

FIRMS = "Account ID | Account | Ticket\nA1 | Acme | \nA2 | Bolt | High\nA3 | Cask |"
PEOPLE = """
    Contact ID | First name | Account ID | Kind     | Cadence | Phone           | Decision maker | Created
    C1         | Ada        | A1         | Customer | Rare    | +34 976 000 001 |                | 2025-01-05
    C2         | Ben        | A1         | Customer | Rare    | +34 976 000 002 | Yes            | 2025-01-05
    C3         | Cy         | A2         | Customer | Rare    | +34 976 000 003 |                | 2025-01-05
    C4         | Di         | A3         | Customer |         | +34 976 000 004 |                | 2025-01-05
"""
ORDERS = "Order ID | Account ID | Contact ID | Date\nO1 | A1 | C1 | 2026-02-10\nO2 | A2 | | 2026-02-25"
TALKS = """
    Activity ID | When       | Contact ID | Channel | Outcome
    T1          | 2026-01-10 | C1         | Call    | Spoke
    T2          | 2026-01-10 | C2         | Call    | Spoke
    T3          | 2026-01-10 | C3         | Call    | Spoke
    T4          | 2026-01-10 | C4         | Call    | Spoke
"""
RARE = f"{CADENCES.rstrip()}\n    Rare | | 600 | day | 5 | Call | 7 | 4\n"
BOOK = {"Cadences": RARE, "Accounts": FIRMS, "Contacts": PEOPLE, "Orders": ORDERS, "Activities": TALKS}


def listed(today: date = TODAY, **tables: str) -> Calls:
    return Calls(plan_calls(world(after_sale_book(**BOOK | tables), today)))


def test_they_stand_first_in_care_with_the_days_counted():
    found = listed()
    assert sorted(map(str, found.people[:2])) == ["C1", "C3"]
    assert found.people[2:] == ["C4"]
    assert found.line("C1")["Why"] == "They ordered on 10 February. Left alone for 22 days."
    assert (
        found.line("C3")["Why"]
        == "Your talk every 600 days; last 8 weeks ago. Ordered 7 days ago, nobody since."
    )
    assert [found.line(one)["Block"] for one in found.people] == ["Care"] * 3
    assert found.line("C1")["Topic"] == "Status"


def test_what_else_there_is_to_say_gives_way_to_the_days():
    deals = "Opportunity ID | Account ID | Title | Amount | Stage | Created | Result\nP1 | A1 | Large tray sealer | 123480 | Negotiation | 2025-10-01 | Open"
    why = "“Large tray sealer”, open since October. Ordered 22 days ago, nobody since."
    assert listed(Opportunities=deals).line("C1")["Why"] == why


def test_one_person_an_account_who_can_be_called_then_who_ordered_then_who_decides():
    assert "C2" not in listed().people
    assert listed(Contacts=PEOPLE.replace("+34 976 000 001", "12             ")).people.count("C2") == 1
    nobody_named = ORDERS.replace("A1 | C1 |", "A1 |    |")
    assert "C2" in listed(Orders=nobody_named).people


def test_a_touch_after_the_order_ends_it_one_on_the_day_itself_does_not():
    after = TALKS + "T5 | 2026-02-11 | C2 | Email | Spoke\n"
    assert "C1" not in listed(Activities=after).people
    on_the_day = TALKS + "T5 | 2026-02-10 | C2 | Call | Spoke\n"
    assert "C1" in listed(Activities=on_the_day).people


def test_what_was_before_the_part_came_makes_no_line():
    came_today = FROM_THE_FIRST.replace("2000-01-01", f"{TODAY}")
    without = calls(**BOOK)
    assert listed(Settings=came_today).lines == without.lines
    assert without.people == ["C4"]


def test_they_take_at_most_a_fifth_of_a_day_however_many_and_however_old_they_are():
    firms = "Account ID | Account\n" + "\n".join(f"F{n:02} | Firm {n}" for n in range(30))
    people = "Contact ID | First name | Account ID | Cadence | Phone | Created\n" + "\n".join(
        f"D{n:02} | Ada | F{n:02} | Rare | +34 976 000 1{n:02} | 2026-06-01" for n in range(30)
    )
    orders = "Order ID | Account ID | Date\n" + "\n".join(f"O{n} | F{n:02} | 2025-06-01" for n in range(30))
    tables = {"Accounts": firms, "Contacts": people, "Orders": orders, "Activities": TALKS}
    for places, most in ((10, 2), (15, 3), (4, 0)):
        found = listed(Team=f"Rep | Calls per day\nann | {places}", **tables)
        assert len(found.people) == most
        assert found.held("D29") == "list full: waiting 276 days"


def test_whoever_is_due_anyway_is_called_for_that_where_the_fifth_is_full():
    due = PEOPLE.replace("Rare ", "     ")
    found = listed(Contacts=due, Team="Rep | Calls per day\nann | 5")
    alone = [line for line in found.lines if re.search("eft alone|nobody since", str(line["Why"]))]
    assert len(alone) == 1
    assert found.people[0] == alone[0]["Contact ID"]
    assert {"C3", "C4"} <= set(found.people)


def test_a_day_that_was_agreed_with_them_is_waited_for():
    agreed = PEOPLE.replace("| Created", "| Next date  | Created").replace(
        "| 2025-01-05", "|            | 2025-01-05"
    )
    agreed = agreed.replace("003 |                |            |", "003 |                | 2026-03-20 |")
    assert "C3" not in listed(Contacts=agreed).people
    assert listed(Contacts=agreed.replace("2026-03-20", "          ")).people.count("C3") == 1


def test_people_without_an_account_accounts_without_people_and_orders_to_come_make_none():
    orders = """
        Order ID | Account ID | Contact ID | Date
        O1       |            | C4         | 2026-02-10
        O2       | A9         |            | 2026-02-10
        O3       | A2         |            | 2026-03-09
        O4       | A1         |            |
    """
    people = PEOPLE.replace("Di         | A3 ", "Di         |    ")
    assert [
        line["Why"]
        for line in listed(Orders=orders, Contacts=people).lines
        if re.search("eft alone|nobody since", str(line["Why"]))
    ] == []
