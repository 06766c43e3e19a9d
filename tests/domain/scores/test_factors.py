"""Each factor of the score: golden cases worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.score.weights import scoring_of
from salesbook.domain.facts.unusable import unusable_cells
from salesbook.domain.world import World
from tests.domain.scores.scored import CALL, DAYS_AGO, TEN_DAYS, THEIRS, TODAY, scored, value
from tests.helpers import world_parts


@pytest.mark.parametrize(("ago", "expected"), [(0, 1), (10, 1), (15, 2**-0.5), (20, 0.5), (30, 0.25)])
def test_recency_is_full_for_one_interval_then_halves_every_interval(ago, expected):
    assert value("Recency", (ago, CALL, "")) == pytest.approx(expected)


def test_recency_counts_rhythm_touches_only():
    rules = "Channel | Points | Rhythm\nEmail | 1 | If cadence names it\nGift | 1 | No"
    assert (
        value("Recency", (20, CALL, ""), (5, "Email | Out |", ""), (5, "Gift | Out |", ""), TouchPoints=rules)
        == 0.5
    )
    assert value("Recency", (5, "Gift | Out |", ""), TouchPoints=rules) == 0


def test_frequency_sets_faded_points_against_a_touch_every_interval():
    # Half-life 2 intervals = 20 days; E = 1 / (1 - 2^(-1/2)) = 3.4142...
    expected = 1 / (1 - 2**-0.5)
    assert value("Frequency", (0, CALL, "")) == pytest.approx(1 / expected)
    assert value("Frequency", (20, CALL, ""), (40, CALL, "")) == pytest.approx((0.5 + 0.25) / expected)
    assert value("Frequency", *[(0, CALL, "")] * 4) == 1


def test_frequency_has_its_own_half_life():
    # Half-life 1 interval = 10 days; E = 2.
    assert value("Frequency", (10, CALL, ""), scoring="Frequency | | 1 |") == pytest.approx(0.25)


def test_two_way_is_full_when_half_of_it_comes_from_them():
    assert value("Two-way", (5, CALL, "")) == 0
    assert value("Two-way", (5, CALL, ""), (5, THEIRS, "")) == 1
    assert value("Two-way", (5, THEIRS, "")) == 1
    # Ages less the newest: 1 from us, 2^(-20/20) = 0.5 from them.
    assert value("Two-way", (20, CALL, ""), (40, THEIRS, "")) == pytest.approx(2 * 0.5 / 1.5)


def test_two_way_stays_exact_when_everything_is_long_ago():
    hours = "Cadence | Every | Unit\nHourly | 0.01 | day"
    assert value(
        "Two-way", (100, CALL, ""), (100, THEIRS, ""), (100, CALL, ""), Cadences=hours
    ) == pytest.approx(2 / 3)


def test_talk_time_sets_faded_minutes_against_the_target():
    assert value("Talk time", (20, CALL, 12), (0, CALL, 6)) == pytest.approx((6 + 6) / 30)
    assert value("Talk time", (0, CALL, 45)) == 1
    assert value("Talk time", (0, CALL, 6), scoring="Talk time | | | 60") == pytest.approx(0.1)


def test_minutes_of_an_attempt_do_not_count():
    rules = "Outcome | Points\nNo answer | 0"
    assert value(
        "Talk time", (0, CALL, 6), (0, "Call | Out | No answer", 3), TouchPoints=rules
    ) == pytest.approx(0.2)


COLLEAGUES = """
    Contact ID | Account ID | Status
    C1         | A1         |
    C2         | A1         | Active
    C3         | A1         | Left
    C4         | A1         |
    C5         | A2         |
"""


def known(*who, own=0):
    """People known at the account of C1, who was called `own` days ago, when `who` were called 20 days ago."""
    rows = [f"X{n} | {contact} | {DAYS_AGO[20]} | Call" for n, contact in enumerate(who)]
    activities = ["Activity ID | Contact ID | When | Channel", f"X | C1 | {DAYS_AGO[own]} | Call", *rows]
    return value("People known", Contacts=COLLEAGUES, Activities="\n".join(activities))


def test_people_known_counts_people_at_the_account_who_are_halfway_recent():
    assert known() == pytest.approx(1 / 3)  # the contact counts like the others
    assert known("C2") == pytest.approx(2 / 3)
    assert known("C2", own=30) == pytest.approx(1 / 3)  # C2 only
    assert known("C2", "C4") == 1
    assert known("C3", "C5") == pytest.approx(1 / 3)  # left; elsewhere


def test_people_known_does_not_apply_without_an_account():
    row = scored((0, CALL, ""))
    assert np.isnan(row["People known"])
    assert row["weights"] == 80  # neither People known nor Loyalty
    assert row["Recency"] == pytest.approx(100 * 30 / 80)


def test_the_score_is_the_weighted_mean_of_what_applies():
    # Recency 1, Frequency 2 / 3.4142, Two-way 1, Talk time 0.5; weights 30, 20, 15, 15 of 80.
    row = scored((0, CALL, 15), (0, THEIRS, 0))
    exact = 100 * (30 + 20 * 2 * (1 - 2**-0.5) + 15 + 15 * 0.5) / 80
    assert row["raw"] == pytest.approx(exact, abs=1e-9)
    assert row["score"] == round(exact, 1) == 80.3
    assert row["band"] == "Strong"


def test_never_touched_means_no_data():
    row = scored(contacts="C1 | A1", Orders="Order ID | Account ID | Date\nO1 | A1 | 2024-05-04")
    assert np.isnan(row["score"])
    assert (row["band"], row["trend"]) == ("No data", "")
    assert np.isnan(row["Loyalty"])


def test_bands_go_by_the_rounded_score():
    # Recency alone: 2^(-m) with 39.96 and 59.96 rounded to 40.0 and 60.0.
    only = "Recency | 30 | |\nFrequency | 0 | |\nTwo-way | 0 | |\nTalk time | 0 | |\nPeople known | 0 | |\nLoyalty | 0 | |"
    for edge, below, above in ((60, "Fair", "Strong"), (40, "Weak", "Fair")):
        interval = 100 / (1 - np.log2((edge - 0.04) / 100))
        near = f"Cadence | Every | Unit\nOnly | {interval:.9f} | day"
        assert scored((100, CALL, ""), scoring=only, Cadences=near)["band"] == above
        interval = 100 / (1 - np.log2((edge - 0.06) / 100))
        under = f"Cadence | Every | Unit\nOnly | {interval:.9f} | day"
        assert scored((100, CALL, ""), scoring=only, Cadences=under)["band"] == below


def test_the_trend_compares_with_thirty_days_ago():
    assert scored((0, CALL, ""))["trend"] == ""  # nothing was known then
    assert scored((30, CALL, ""))["trend"] == "Declining"
    assert scored((60, CALL, ""), (0, CALL, ""))["trend"] == "Improving"
    assert scored((100, CALL, ""))["trend"] == "Steady"  # long lost


@pytest.mark.parametrize(
    ("row", "column", "used"),
    [
        ("Frequency | 20 | 0 |", "Half-life", 1 - 2**-0.5),
        ("Frequency | 20 | -1 |", "Half-life", 1 - 2**-0.5),
        ("Talk time | 15 | 2 | 0", "Target", 0.5),
        ("Talk time | -5 | 2 | 30", "Weight", 0.5),
    ],
)
def test_scoring_that_cannot_be_is_a_problem_and_the_default_is_used(row, column, used):
    frames, settings = world_parts(
        Cadences=TEN_DAYS, Contacts="Contact ID\nC1", Scoring="Factor | Weight | Half-life | Target\n" + row,
        Activities="Activity ID | Contact ID | When | Channel | Minutes\nX1 | C1 | 2024-06-03 | Call | 15",
    )  # fmt: skip
    world = World(frames, settings, TODAY)
    factor = row.split(" |")[0]
    (problem,) = world.get(unusable_cells)
    assert (problem.table, problem.key, problem.column) == ("Scoring", factor, column)
    assert world.get(score_table).iloc[0][f"value_{factor}"] == pytest.approx(used)
    assert world.get(score_table).iloc[0]["weights"] == 80


def test_all_weights_zero_is_a_problem_and_the_default_weights_are_used():
    names = ("Recency", "Frequency", "Two-way", "Talk time", "People known", "Loyalty")
    frames, settings = world_parts(Scoring="Factor | Weight\n" + "\n".join(f"{name} | 0" for name in names))
    world = World(frames, settings, TODAY)
    assert world.get(scoring_of).weight.tolist() == [30, 20, 15, 15, 10, 10]
    assert [problem.why for problem in world.get(unusable_cells)] == [
        "All weights are 0; the default weights are used"
    ]
