"""What happens next at each account, and what the click says about all of them."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import Phase, given, settings

from salesbook.domain.cycle.accounts import plan_accounts
from salesbook.schema.shapes import SINCE
from salesbook.tables.plan import Plan, Set
from tests.domain.aftersale.histories import book_of, histories, world_of
from tests.domain.aftersalebook import FROM_THE_FIRST, after_sale_world
from tests.domain.callbook import TEAM, TODAY

FIRMS = "Account ID | Account\nA1 | Acme\nA2 | Bolt"
PEOPLE = """
    Contact ID | First name | Last name | Account ID | Kind     | Next date  | Status | Do not call | Do not email
    C1         | Ada        | Ames      | A1         | Customer | 2026-03-13 |        |             |
    C2         | Ben        | Bow       | A1         | Customer | 2026-03-06 |        |             |
    C3         | Cleo       | Cook      | A1         | Customer | 2026-03-05 | Left   |             |
    C4         | Dan        | Dee       | A1         | Customer | 2026-03-05 |        | Yes         | Yes
"""


def cells(plan: Plan, header: str) -> dict[str, object]:
    change = next(one for one in plan.changes if isinstance(one, Set) and one.table == "Accounts")
    return dict(zip(change.handles, change.columns[header], strict=True))


def steps(**tables: str) -> dict[str, object]:
    return cells(
        plan_accounts(after_sale_world(**{"Accounts": FIRMS, "Contacts": PEOPLE} | tables)), "Next step"
    )


def said(**tables: str) -> str:
    return " ".join(one.text for one in plan_accounts(after_sale_world(**tables)).messages)


def test_the_earliest_due_date_of_whoever_can_be_reached_else_a_person_is_to_be_found():
    assert steps() == {"A1": "Friday: call Ben Bow", "A2": "Find a person"}


def test_what_is_overdue_says_since_when_and_a_line_of_today_wins_over_it():
    overdue = PEOPLE.replace("2026-03-06", "2026-01-06")
    assert steps(Contacts=overdue)["A1"] == "Since January: call Ben Bow"
    line = "Call ID | Date | Rep | Contact ID | Channel\nX | 2026-03-04 | ann | C1 | Visit"
    assert steps(Contacts=overdue, Calls=line)["A1"] == "Today: ann visits Ada Ames"
    done = (
        f"{line} | Outcome".replace("Visit | Outcome", "Visit").replace("Channel", "Channel | Outcome")
        + " | Spoke"
    )
    assert steps(Contacts=overdue, Calls=done)["A1"] == "Since January: call Ben Bow"


HANDOFF = "Handoff ID | Account ID | From | To | First contact by | Accepted on | Done on"
COLLEAGUES = "Rep | Active\nann |\nbob |\ntom | No\nmax |"


def test_a_handoff_that_is_not_done_stands_there_until_it_is():
    def step(row: str) -> object:
        return steps(Team=COLLEAGUES, Handoffs=f"{HANDOFF}\nH-1 | A1 | ann | {row}")["A1"]

    assert step("bob | 2026-03-05 | |") == "Tomorrow: bob takes over"
    assert step("bob | 2026-03-03 | 2026-03-03 |") == "Since yesterday: bob talks to them"
    assert step("bob | 2026-03-05 | | 2026-03-04") == "Friday: call Ben Bow"


def test_whoever_is_not_there_takes_nothing_over_and_the_manager_settles_what_is_late():
    def step(row: str, manager: str = "") -> object:
        settings = f"Setting | Value\n{SINCE} | aftersale 2000-01-01\nManager | {manager}"
        rows = f"{HANDOFF}\nH-1 | A1 | ann | {row}"
        return steps(Team=COLLEAGUES, Settings=settings, Handoffs=rows)["A1"]

    assert step("| | |") == "Today: name who takes over"
    assert step("tom | 2026-03-05 | 2026-03-04 |") == "Tomorrow: name who takes over"
    assert step("bob | 2026-03-03 | |") == "Since yesterday: bob takes over"
    assert step("bob | 2026-03-03 | |", "max") == "Since yesterday: max settles who takes over"
    assert step("tom | 2026-03-03 | |", "max") == "Since yesterday: max settles who takes over"


def test_what_follows_an_event_stands_there_with_its_day_until_it_is_done():
    orders = "Order ID | Account ID | Contact ID | Date\nO1 | A1 | C1 | 2026-03-02"
    follows = "Event | After | Unit | Channel | Who | Topic\nFirst order | 3 | day | Visit | | Follow-up"
    people = PEOPLE.replace("2026-03-06", "2026-03-09")
    assert steps(Contacts=people, Orders=orders, FollowUps=follows)["A1"] == "Tomorrow: visit Ada Ames"
    assert (
        steps(Contacts=people, Orders=orders, FollowUps=follows.replace("| 3 |", "| 1 |"))["A1"]
        == "Since yesterday: visit Ada Ames"
    )
    assert (
        steps(Contacts=people, Orders=orders, FollowUps=follows.replace("Visit", "Email"))["A1"]
        == "Tomorrow: write to Ada Ames"
    )
    assert (
        steps(Contacts=people, Orders=orders, FollowUps=follows.replace("| 3 |", "| 9 |"))["A1"]
        == "Monday: call Ben Bow"
    )
    done = "Activity ID | When | Contact ID | Channel | Outcome | Subject\nT1 | 2026-03-03 | C2 | Call | Spoke | Follow-up"
    assert (
        steps(Contacts=people, Orders=orders, FollowUps=follows, Activities=done)["A1"]
        == "Monday: call Ben Bow"
    )


def test_whose_cadence_names_no_calls_is_written_to():
    assert (
        steps(
            Contacts=PEOPLE.replace("Ames      | A1         | Customer", "Ames      | A2         | Partner ")
        )["A2"]
        == "13 March: write to Ada Ames"
    )


def test_the_click_counts_accounts_and_names_whom_nobody_touched_since_they_ordered():
    orders = "Order ID | Account ID | Contact ID | Date | Amount\nO1 | A1 | C1 | 2026-02-10 | 10\nO2 | | C1 | 2026-03-09 | 10\nO3 | A1 | | | 10"
    told = said(Accounts=FIRMS, Contacts=PEOPLE, Orders=orders)
    assert told == (
        "1 customer is left alone since the order (Acme 22 days). "
        "1 account has nobody to talk to: find a person there, and add them to Contacts. "
        "2 accounts = 1 Attract + 1 Serve."
    )


def test_only_orders_of_days_from_which_events_count_leave_an_account_alone():
    orders = "Order ID | Account ID | Date | Amount\nO1 | A1 | 2026-02-10 | 10"
    since = FROM_THE_FIRST.replace("2000-01-01", "2026-02-11")
    assert "left alone" not in said(Accounts=FIRMS, Orders=orders, Settings=since)
    assert "left alone" in said(Accounts=FIRMS, Orders=orders, Settings=since.replace("02-11", "02-10"))


def test_costs_stand_by_stage_and_time_that_costs_nothing_is_named():
    log = """
        Activity ID | When       | Contact ID | Channel | By  | Minutes
        T1          | 2025-12-01 | C1         | Visit   | ann | 60
        T2          | 2026-02-01 | C1         | Call    | ann | 30
        T3          | 2026-02-20 | C1         | Call    | bob | 30
        T4          |            | C1         | Call    | ann | 30
        T5          | 2026-03-20 | C1         | Call    | ann | 30
    """
    tables = {
        "Accounts": FIRMS, "Contacts": PEOPLE, "Activities": log, "Orders": "Order ID | Account ID | Date\nO1 | A1 | 2026-01-15",
        "Team": "Rep | Calls per day | Cost per hour\nann | 10 | 48\nbob | 5 |\ncy | 5 | -3",
        "ChannelCosts": "Channel | Cost each\nVisit | 40\nCall | much",
    }  # fmt: skip
    plan = plan_accounts(after_sale_world(**tables))
    assert cells(plan, "Cost by stage") == {"A1": "Build trust 88, Serve 24 EUR", "A2": None}
    assert plan.messages[-1].text == "Cost by stage leaves out 1 hour of bob: fill in Cost per hour on Team."
    free = plan_accounts(
        after_sale_world(**tables | {"Team": TEAM, "ChannelCosts": "Channel | Cost each\nVisit |"})
    )
    assert set(cells(free, "Cost by stage").values()) == {None}
    assert "Cost" not in " ".join(one.text for one in free.messages)


def test_a_book_without_accounts_or_team_says_what_to_add():
    assert said() == "There are no accounts yet: add them on the sheet Accounts."
    assert said(Accounts=FIRMS, Team="Rep | Calls per day").endswith("2 accounts = 2 Attract.")


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(histories)
def test_no_account_with_an_order_in_the_last_180_days_is_without_a_next_step(history):
    book = book_of(history)
    world = world_of(book, TODAY - timedelta(days=90))
    found = cells(plan_accounts(world), "Next step")
    assert all(found[firm["Account ID"]] for firm in book["Accounts"])
