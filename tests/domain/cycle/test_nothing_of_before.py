"""What happened before the part came makes nothing by itself; with `cycle --since` it does."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.schema.closed_lists import FOLLOW_UP_EVENTS
from salesbook.schema.shapes import SINCE
from tests.domain.callbook import TODAY, plan
from tests.domain.handoffbook import cycled, handoff_book
from tests.helpers import column

CAME = date(2026, 3, 3)
RULES = "Event | After | Unit | Channel | Who | Topic | Letter | Active\n" + "\n".join(
    f"{event} | 0 | day | Call | | Quote | | Yes" for event in FOLLOW_UP_EVENTS
)
days = st.integers(1, 1826).map(lambda ago: CAME - timedelta(days=ago))
history = st.fixed_dictionaries(
    {
        "orders": st.lists(st.tuples(st.sampled_from(["A1", "A2"]), days), max_size=8),
        "deals": st.lists(st.tuples(st.sampled_from(["A1", "A2"]), st.sampled_from(["Won", "Lost"]), days), max_size=6),
        "talks": st.lists(st.tuples(st.sampled_from(["C1", "C2", "C3"]), st.sampled_from(["Call", "Install", "Service"]), days), max_size=6),
    }
)  # fmt: skip


def book_of(past, since):
    orders = [f"O{n} | {firm} | {day} | 100" for n, (firm, day) in enumerate(past["orders"])]
    deals = [
        f"P{n} | {firm} | ann | {result} | 2020-01-02 | {day}"
        for n, (firm, result, day) in enumerate(past["deals"])
    ]
    talks = [f"T{n} | {day} | {who} | {how} | Spoke | ann" for n, (who, how, day) in enumerate(past["talks"])]
    return handoff_book(
        Settings=f"Setting | Value\n{SINCE} | aftersale {since}",
        Orders="\n".join(["Order ID | Account ID | Date | Amount", *orders]),
        Opportunities="\n".join(["Opportunity ID | Account ID | Owner | Result | Created | Closed", *deals]),
        Activities="\n".join(["Activity ID | When | Contact ID | Channel | Outcome | By", *talks]),
        FollowUps=RULES,
    )


def followed(store):
    return [line for line in plan(store).lines if line["Topic"] in {"Quote", "Handoff"}]


@settings(max_examples=30, deadline=None)
@given(history)
def test_no_handoff_and_no_line_comes_of_what_was_before_the_part(past):
    lapsed = {firm: max(day for one, day in past["orders"] if one == firm) for firm, _ in past["orders"]}
    past["orders"] = [
        (firm, day) for firm, day in past["orders"] if lapsed[firm] < CAME - timedelta(days=1500)
    ]
    store = book_of(past, CAME)
    cycled(store)
    assert not any(column(store, "Handoffs", "Handoff ID"))
    assert followed(store) == []


@settings(max_examples=30, deadline=None)
@given(history)
def test_counted_from_the_first_day_each_won_deal_has_its_handoff_and_what_happened_is_followed(past):
    store = book_of(past, "2020-01-01")
    cycled(store)
    won = {f"H-P{n}" for n, (_, result, _) in enumerate(past["deals"]) if result == "Won"}
    assert set(filter(None, column(store, "Handoffs", "Handoff ID"))) == won
    assert bool(followed(store)) == any(past.values())


def test_a_customer_who_lapses_after_the_part_came_is_one_to_follow_though_they_ordered_before():
    past = {"orders": [("A1", TODAY - timedelta(days=365))], "deals": [], "talks": []}
    assert [line["Topic"] for line in followed(book_of(past, CAME))] == ["Quote"]
