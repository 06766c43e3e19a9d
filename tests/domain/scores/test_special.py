"""The score where something is unusual: golden cases worked by hand.

A cadence of 10 days, half-lives of 20 days, and the default weights 30, 20, 15, 15, 10, 10. One touch
today earns 1 / E = 1 - 2^(-1/2) = 0.29289 of Frequency.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from salesbook.domain.facts.score.table import score_table
from salesbook.domain.scores.plan import plan_scores
from salesbook.domain.world import World
from tests.domain.scores.scored import CALL, THEIRS, scored
from tests.helpers import world_parts

ONE = 1 - 2**-0.5
ATTEMPTS = "Outcome | Points\nNo answer | 0"


def score(*parts, weights):
    """The weighted mean of (weight, value) in points."""
    return pytest.approx(100 * sum(weight * value for weight, value in parts) / weights, abs=1e-9)


def test_no_touches():
    row = scored()
    assert (row["band"], row["trend"]) == ("No data", "")
    assert (
        row[["score", "Recency", "Frequency", "Two-way", "Talk time", "People known", "Loyalty"]].isna().all()
    )


def test_only_attempts_are_no_touches():
    row = scored((0, "Call | Out | No answer", 5), (5, "Call | Out | No answer", ""), TouchPoints=ATTEMPTS)
    assert np.isnan(row["score"])
    assert row["band"] == "No data"


def test_an_attempt_beside_a_touch_changes_nothing():
    attempt = (0, "Call | Out | No answer", 9)
    with_it = scored((20, CALL, 6), attempt, TouchPoints=ATTEMPTS)
    assert with_it["raw"] == scored((20, CALL, 6), TouchPoints=ATTEMPTS)["raw"]


def test_only_inbound():
    row = scored((0, THEIRS, 30))
    assert row["raw"] == score((30, 1), (20, ONE), (15, 1), (15, 1), weights=80)
    assert row["score"] == 82.3


def test_touches_of_one_day_count_each():
    row = scored((0, CALL, 6), (0, CALL, 6))
    assert row["raw"] == score((30, 1), (20, 2 * ONE), (15, 0), (15, 12 / 30), weights=80)


def test_orders_of_one_day_are_one_touch_from_them():
    orders = "Order ID | Contact ID | Date\nO1 | C1 | 2024-06-03\nO2 | C1 | 2024-06-03"
    # Loyalty applies: the last order is of today, which is full marks.
    assert scored(Orders=orders)["raw"] == score((30, 1), (20, ONE), (15, 1), (15, 0), (10, 1), weights=90)


def test_rows_of_the_future_do_not_count_yet():
    activities = "Activity ID | Contact ID | When | Channel | Direction | Minutes\n"
    past, future = "X1 | C1 | 2024-05-14 | Call | Out | 6\n", "X2 | C1 | 2024-06-04 | Call | In | 60\n"
    orders = "Order ID | Contact ID | Date\nO1 | C1 | 2024-06-04"
    people = "Contact ID | Referred by | Created\nC1 | |\nC2 | C1 | 2024-06-04"
    with_them = scored(Contacts=people, Activities=activities + past + future, Orders=orders)
    assert with_them["raw"] == scored(Activities=activities + past)["raw"]
    assert with_them["raw"] == score((30, 0.5), (20, ONE / 2), (15, 0), (15, 3 / 30), weights=80)


def test_a_cadence_changed_yesterday_counts_as_if_it_had_always_been():
    # 30 days, half-life 60, and E unchanged: 40 days ago counts 2^(-2/3), 10 days late by a third.
    calls = [(40, CALL, 30)]
    slow = scored(*calls, Cadences="Cadence | Every | Unit | Channels\nThirty | 30 | day | Call")
    faded = 2 ** (-2 / 3)
    assert slow["raw"] == score((30, 2 ** (-1 / 3)), (20, ONE * faded), (15, 0), (15, faded), weights=80)
    # Thirty days before it was in rhythm: 1, 2^(-1/6), 0, 2^(-1/6).
    assert slow["trend"] == "Declining"
    # By the old one, of 10 days, it was 40 days late, and is hardly worse now than it was.
    assert scored(*calls)["raw"] == score((30, 2**-3), (20, ONE / 4), (15, 0), (15, 1 / 4), weights=80)


def test_an_account_with_one_person():
    row = scored((0, CALL, ""), contacts="C1 | A1")
    assert row["raw"] == score((30, 1), (20, ONE), (15, 0), (15, 0), (10, 1 / 3), weights=90)


def test_an_account_whose_only_person_left():
    people = "Contact ID | Account ID | Status\nC1 | A1 | Left"
    row = scored((0, CALL, ""), Contacts=people)
    assert row["raw"] == score((30, 1), (20, ONE), (15, 0), (15, 0), (10, 0), weights=90)


def test_an_account_that_accounts_does_not_list_is_one_all_the_same():
    assert scored((0, CALL, ""), contacts="C1 | A9\nC2 | A9")["value_People known"] == pytest.approx(1 / 3)


def test_where_no_factor_that_weighs_applies_there_is_no_score():
    only = "Recency | 0 | |\nFrequency | 0 | |\nTwo-way | 0 | |\nTalk time | 0 | |\nPeople known | 10 | |\nLoyalty | 10 | |"
    row = scored((0, CALL, ""), scoring=only)
    assert np.isnan(row["score"])
    assert row["band"] == "No data"
    assert scored((0, CALL, ""), contacts="C1 | A1", scoring=only)["raw"] == score((10, 1 / 3), weights=10)


@pytest.mark.parametrize(
    ("called", "today", "recency"),
    [
        ("2024-01-31", date(2024, 2, 29), 1),  # 29 days of 30.4375
        ("2024-02-29", date(2024, 3, 31), 2 ** -((31 - 30.4375) / 30.4375)),
        ("2024-02-29", date(2024, 3, 29), 1),
        ("2024-01-29", date(2024, 2, 29), 2 ** -((31 - 30.4375) / 30.4375)),
        ("2023-02-28", date(2023, 3, 31), 2 ** -((31 - 30.4375) / 30.4375)),
    ],
)
def test_around_the_29th_of_february_days_count_as_the_calendar_has_them(called, today, recency):
    frames, settings = world_parts(
        Contacts="Contact ID\nC1", Cadences="Cadence | Every | Unit | Channels\nMonthly | 1 | month | Call",
        Activities=f"Activity ID | Contact ID | When | Channel\nX1 | C1 | {called} | Call",
    )  # fmt: skip
    world = World(frames, settings, today)
    assert world.get(score_table).iloc[0]["value_Recency"] == pytest.approx(recency, abs=1e-12)


def test_a_monthly_call_of_31_january_is_due_again_on_29_february():
    frames, settings = world_parts(
        Contacts="Contact ID\nC1", Cadences="Cadence | Every | Unit | Channels\nMonthly | 1 | month | Call",
        Activities="Activity ID | Contact ID | When | Channel\nX1 | C1 | 2024-01-31 | Call",
    )  # fmt: skip
    change = plan_scores(World(frames, settings, date(2024, 2, 29))).changes[0]
    assert (change.columns["Next due"], change.columns["Days overdue"]) == ([date(2024, 2, 29)], [0])
