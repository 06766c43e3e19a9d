"""The factor Loyalty: golden cases worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tests.domain.scores.scored import CALL, THEIRS, scored, value

ORDERS = """
    Order ID | Account ID | Contact ID | Date       | Amount
    O1       | A1         |            | 2024-03-05 | 10
    O2       | A1         |            | 2024-03-25 | 0
    O3       | A1         |            | 2024-05-04 | 10
    O4       | A1         |            | 2024-05-04 | 10
    O5       | A2         |            | 2023-01-01 | 10
    O6       | A2         |            | 2023-04-11 | 10
    O7       | A1         |            | 2024-05-30 | -9
    O8       | A1         |            | 2024-06-04 | 10
"""


def test_loyalty_halves_in_twice_the_usual_gap_between_orders():
    # Gaps of 20, 40 and 100 days: median 40. Last order 30 days ago: the return and tomorrow's do not count.
    assert value("Loyalty", (0, CALL, ""), contacts="C1 | A1", Orders=ORDERS) == pytest.approx(
        2 ** (-30 / 80)
    )


def test_loyalty_after_one_order_uses_the_gap_of_all_else_90_days():
    one = "Order ID | Contact ID | Date\nO9 | C1 | 2024-05-04"
    assert value("Loyalty", Orders=one) == pytest.approx(2 ** (-30 / 180))
    assert value("Loyalty", Orders=ORDERS + "O9 | | C1 | 2024-05-04 | 5") == pytest.approx(2 ** (-30 / 80))


def test_an_order_of_a_contact_is_one_of_the_account():
    colleague = "Order ID | Contact ID | Date\nO9 | C2 | 2024-05-04"
    row = scored((0, CALL, ""), contacts="C1 | A1\nC2 | A1", Orders=colleague)
    assert row["value_Loyalty"] == pytest.approx(2 ** (-30 / 180))


def test_loyalty_does_not_apply_without_orders_and_referrals():
    assert np.isnan(scored((0, CALL, ""))["Loyalty"])


def referred(*created):
    rows = [f"R{n} | C1 | {day}" for n, day in enumerate(created)]
    return "\n".join(["Contact ID | Referred by | Created", "C1 | | ", *rows])


@pytest.mark.parametrize(
    ("created", "expected"),
    [
        (["2024-06-01", "2024-01-01"], 1),
        (["2024-06-01"] * 3, 1),
        (["2023-06-04"], 0.5),  # 365 days ago
        (["2023-06-03"], np.nan),  # 366: no longer
        (["2024-06-04"], np.nan),  # tomorrow
        ([""], np.nan),  # nobody knows when
    ],
)
def test_referrals_of_the_last_year_count_half_each(created, expected):
    # One call 40 days ago makes a low score, which any referral raises.
    assert value("Loyalty", (40, CALL, ""), Contacts=referred(*created)) == pytest.approx(
        expected, nan_ok=True
    )


def test_referrals_without_orders_count_only_where_they_raise_the_score():
    contacts = referred("2024-06-01")  # worth 0.5
    good = [(0, THEIRS, 30)] * 4
    without, row = scored(*good), scored(*good, Contacts=contacts)
    assert np.isnan(row["Loyalty"])
    assert row["raw"] == without["raw"]
    low, raised = scored((40, CALL, "")), scored((40, CALL, ""), Contacts=contacts)
    assert raised["raw"] > low["raw"]
    assert raised["weights"] == low["weights"] + 10


def test_with_orders_the_better_of_orders_and_referrals_counts():
    order = "Order ID | Contact ID | Date\nO9 | C1 | 2020-01-01"
    assert value("Loyalty", Contacts=referred("2024-06-01"), Orders=order) == 0.5


def test_the_trend_forgets_orders_and_referrals_of_the_last_thirty_days():
    only = "Recency | 0 | |\nFrequency | 0 | |\nTwo-way | 0 | |\nTalk time | 0 | |\nPeople known | 0 | |\nLoyalty | 10 | |"
    long_ago = "Order ID | Contact ID | Date\nO1 | C1 | 2023-06-01"
    again = long_ago + "\nO2 | C1 | 2024-06-01"
    assert scored((60, CALL, ""), scoring=only, Orders=again)["trend"] == "Improving"
    assert scored((60, CALL, ""), scoring=only, Orders=long_ago)["trend"] == "Steady"
    lately = referred("2024-06-01", "2024-06-01")
    assert scored((60, CALL, ""), scoring=only, Orders=long_ago, Contacts=lately)["trend"] == "Improving"
