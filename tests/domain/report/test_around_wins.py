"""Touches and people by day around wins, against a count of each activity at each win."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from salesbook.domain.report.around_wins import around_wins
from tests.domain.callbook import a_book, world

WON = date(2026, 1, 5)
DEALS = "Opportunity ID | Account ID | Contact ID | Result | Closed"
CALLS = "Activity ID | Contact ID | When | Channel | Direction | Outcome"


def _log(*touches: str) -> str:
    return "\n".join([CALLS, *(f"{n} | {touch}" for n, touch in enumerate(touches))])


def _found(
    *touches: str,
    deals: str = "O1 | A1 | | Won | 2026-01-05",
    orders: str = "Order ID",
    today: date = date(2026, 3, 4),
):
    store = a_book(
        Contacts="Contact ID | Account ID\nC1 | A1\nC2 | A1\nC3 |", Accounts="Account ID\nA1",
        Opportunities=f"{DEALS}\n{deals}", Activities=_log(*touches), Orders=orders,
    )  # fmt: skip
    return around_wins(world(store, today))


def _day(found, day):
    return next((one.touches, one.people, one.wins) for one in found.days if one.day == day)


def test_touches_and_people_stand_on_their_day_from_the_win():
    found = _found(
        "C1 | 2025-12-06 | Call | Out | Spoke",
        "C1 | 2026-01-07 | Call | Out | Spoke", "C1 | 2026-01-07 | Email | In |", "C2 | 2026-01-07 | Visit | Out |",
    )  # fmt: skip
    assert _day(found, -30) == (1, 1, 1)
    assert _day(found, 2) == (3, 2, 1)
    assert _day(found, 3) == (0, 0, 1)
    assert found.touches == 4


def test_what_reached_nobody_newsletters_and_orders_are_no_touches():
    found = _found(
        "C1 | 2026-01-07 | Call | Out | No answer", "C1 | 2026-01-07 | Newsletter | Out |", "C3 | 2026-01-07 | Call | Out | Spoke",
        orders="Order ID | Account ID | Contact ID | Date\n1 | A1 | C1 | 2026-01-07",
    )  # fmt: skip
    assert found.touches == 0


def test_days_still_to_come_and_days_before_the_first_activity_are_not_known():
    """The win is 58 days old, and the log begins a week before it: later days have no wins, and lower no rate."""
    found = _found("C3 | 2025-12-29 | Call | Out | Spoke")
    assert [_day(found, day)[2] for day in (-8, -7, 58, 59)] == [0, 1, 1, 0]
    assert found.spans[-1].a_week is None


def test_a_touch_near_two_wins_counts_at_both():
    found = _found(
        "C1 | 2026-01-20 | Call | Out | Spoke",
        deals="O1 | A1 | | Won | 2026-01-05\nO2 | | C2 | Won | 2026-01-19",
    )
    assert (_day(found, 15)[0], _day(found, 1)[0], found.wins) == (1, 1, 2)


def test_without_a_deal_won_first_orders_stand_for_wins():
    found = _found(
        "C1 | 2026-01-20 | Call | Out | Spoke", deals="O1 | A1 | | Lost | 2026-01-05",
        orders="Order ID | Account ID | Contact ID | Date\n1 | A1 | | 2026-01-18\n2 | A1 | | 2025-12-18\n3 | | C3 | 2026-01-02\n4 | | | 2026-01-02",
    )  # fmt: skip
    assert (found.by_orders, found.wins, _day(found, 33)[0]) == (True, 2, 1)


def test_a_deal_won_of_nobody_is_counted_apart():
    found = _found(
        deals="O1 | A1 | | Won | 2026-01-05\nO2 | | | Won | 2026-01-05\nO3 | A1 | | Won | 2026-09-05"
    )
    assert (found.wins, found.nobodys) == (1, 1)


def test_where_the_firm_lets_go_is_the_first_span_with_less_than_half_the_touches_of_before():
    often = [
        f"C1 | {WON + timedelta(days=n)} | Call | Out | Spoke" for n in (*range(-30, 31, 2), 40, 80, 100)
    ]
    found = _found(*often, today=WON + timedelta(days=200))
    assert found.lets_go is not None
    assert found.lets_go.first == 31
    assert _found(*often[:1]).lets_go is not None
    assert _found("C1 | 2026-02-20 | Call | Out | Spoke").lets_go is None  # nothing before either


def test_days_that_few_wins_have_reached_are_not_drawn():
    """Eight wins: two must be so old. The means are of the seven days around."""
    ages = (0, 0, 0, 0, 0, 0, 20, 40)
    deals = "\n".join(f"O{n} | A1 | | Won | {WON - timedelta(days=age)}" for n, age in enumerate(ages))
    found = _found(
        "C1 | 2025-11-20 | Call | Out | Spoke",
        *2 * ["C1 | 2026-01-15 | Call | Out | Spoke"],
        deals=deals,
        today=WON + timedelta(days=60),
    )
    drawn = {one.day: found.at_100(at) for at, one in enumerate(found.days)}
    assert found.fewest == 2
    assert [day for day in (60, 80, 81, 100) if drawn[day][0] is not None] == [60, 80]
    touches, mean, people = drawn[10]
    assert (touches, mean, people) == pytest.approx((100 * 12 / 8, 100 * 12 / 56, 100 * 6 / 56))


def _random_log(dice):
    """Up to sixty activities at three people, two of them of one firm, around up to five deals."""
    people = [("C1", "A1"), ("C2", "A1"), ("C3", "")]
    log = [
        (dice.choice(people)[0], WON + timedelta(days=dice.randint(-60, 250)), dice.choice(["Call", "Email", "Newsletter", "Visit"]),
         dice.choice(["Out", "In"]), dice.choice(["Spoke", "", "No answer"]))
        for _ in range(dice.randint(0, 60))
    ]  # fmt: skip
    deals = [
        (*dice.choice([("A1", ""), ("", "C2"), ("", "C3")]), dice.choice(["Won", "Won", "Lost"]), WON + timedelta(days=dice.randint(-40, 40)))
        for _ in range(dice.randint(1, 5))
    ]  # fmt: skip
    return dict(people), log, deals


def _by_hand(firms, log, deals, today):
    """Day from the win to touches and to people, one activity and one win at a time."""
    touches, people = Counter(), {}
    for which, (account, contact, result, day) in enumerate(deals):
        customer = account or firms[contact] or contact
        for who, when, channel, direction, outcome in log:
            if result != "Won" or (firms[who] or who) != customer or when > today or channel == "Newsletter":
                continue
            if outcome == "No answer" and direction == "Out":
                continue
            if -30 <= (when - day).days <= 180:
                touches[(when - day).days] += 1
                people.setdefault((when - day).days, set()).add((which, who))
    return touches, {offset: len(found) for offset, found in people.items()}


@pytest.mark.parametrize("seed", range(25))
def test_every_day_equals_a_plain_count(seed):
    firms, log, deals = _random_log(random.Random(seed))
    today = WON + timedelta(days=200)
    found = _found(
        *(" | ".join([who, str(when), *rest]) for who, when, *rest in log),
        deals="\n".join(f"O{n} | {account} | {contact} | {result} | {day}" for n, (account, contact, result, day) in enumerate(deals)),
        today=today,
    )  # fmt: skip
    touches, people = _by_hand(firms, log, deals, today)
    assert found.wins == sum(result == "Won" for _, _, result, _ in deals)
    assert {one.day: one.touches for one in found.days if one.touches} == touches
    assert {one.day: one.people for one in found.days if one.people} == people
    assert sum(one.touches for one in found.spans) == found.touches == sum(touches.values())
    assert [one.day for one in found.days] == list(range(-30, 181))
