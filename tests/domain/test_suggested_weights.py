"""Weights that would have ranked people better: how they are fitted, when they are suggested, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.suggestions import evaluated
from salesbook.actions.pages.evaluation import evaluation_page, evaluation_text, left_out, other_weights
from salesbook.domain.evaluation.evaluation import EXPECTED, SUGGESTED, OrdersTell
from salesbook.domain.evaluation.fitting import differing, fitted_weights
from salesbook.domain.evaluation.plan import plan_suggested
from salesbook.domain.evaluation.ranking import Ranking, Share
from salesbook.domain.evaluation.suggestion import WeightsVerdict, judge_weights
from salesbook.schema import FACTORS, SCORING_ROWS
from tests.domain.callbook import a_book, world
from tests.domain.evaluated import SPLIT, UNTIL, firm, looked_at
from tests.helpers import carry_out, column

NAN = float("nan")
DEFAULT = np.array([row[1] for row in SCORING_ROWS], float)


# The fit


def people(number, seed=1):
    """Values of six factors that are thrown one by one; Loyalty applies to half of the people."""
    dice = np.random.default_rng(seed)
    values = dice.random((6, number))
    values[5, ::2] = NAN
    return values, dice


def came_by(factor, values, dice):
    return dice.random(values.shape[1]) < 1 / (1 + np.exp(3 - 6 * values[factor]))


def score(values, weights):
    return weights @ np.nan_to_num(values) / (weights @ ~np.isnan(values))


@pytest.mark.parametrize("factor", range(5))
def test_the_factor_by_which_people_come_back_gets_most_of_the_weight_and_people_are_ranked_better(factor):
    values, dice = people(800)
    came = came_by(factor, values, dice)
    weights = fitted_weights(values, came, DEFAULT)
    assert weights[factor] > 50
    new, _ = people(800, seed=2)
    back = came_by(factor, new, dice)
    assert Ranking(score(new, weights), back).auc() > Ranking(score(new, DEFAULT), back).auc() + 0.05


def test_a_factor_that_speaks_against_coming_back_loses_its_weight_and_is_never_negative():
    values, dice = people(800)
    weights = fitted_weights(values, came_by(0, 1 - values, dice), DEFAULT)
    assert 1 <= weights[0] <= 5


def test_where_higher_scores_come_back_less_the_weights_do_not_turn_to_the_worst():
    values, dice = people(800)
    came = dice.random(800) < 1 - score(values, DEFAULT)
    weights = fitted_weights(values, came, DEFAULT)
    assert Ranking(score(values, weights), came).auc() >= Ranking(score(values, DEFAULT), came).auc()


def test_few_people_move_weights_little():
    values, dice = people(800)
    came = came_by(1, values, dice)
    few, many = fitted_weights(values[:, :40], came[:40], DEFAULT), fitted_weights(values, came, DEFAULT)
    assert DEFAULT[1] < few[1] < many[1]


def test_what_is_the_same_for_everybody_keeps_its_weight_and_what_is_not_in_use_stays_out():
    values, dice = people(800)
    values[2], values[3], values[4] = 1, 0, NAN
    came = came_by(1, values, dice)
    in_use = np.array([30, 20, 15, 15, 20, 0.0])
    assert differing(values, in_use).tolist() == [True, True, False, False, False, False]
    weights = fitted_weights(values, came, in_use)
    assert weights[2:].tolist() == [15, 15, 20, 0]
    assert weights[1] > 2 * weights[0]


def test_one_factor_alone_keeps_its_weight():
    values = np.vstack([np.ones((5, 60)), np.arange(60) / 60])
    assert fitted_weights(values, np.arange(60) > 30, DEFAULT).tolist() == DEFAULT.tolist()


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from([0, 0, 0.2, 5, 12.5, 30, 900]), min_size=6, max_size=6).filter(any),
    st.integers(0, 99),
)
def test_weights_are_whole_never_negative_and_add_up_to_100_whatever_was_in_use(in_use, seed):
    values, dice = people(60, seed)
    weights = fitted_weights(values, dice.random(60) < 0.5, np.array(in_use, float))
    assert weights.sum() == 100
    assert [weight > 0 for weight in weights] == [weight > 0 for weight in in_use]


def test_the_order_of_people_does_not_matter():
    values, dice = people(300)
    came, turned = came_by(0, values, dice), dice.permutation(300)
    assert (
        fitted_weights(values[:, turned], came[turned], DEFAULT).tolist()
        == fitted_weights(values, came, DEFAULT).tolist()
    )


# Books


@cache
def found():
    return looked_at(firm())


def test_weights_that_ranked_people_better_later_on_are_suggested_with_how_many_people_they_rest_on():
    other = found().suggestion
    assert other.verdict is WeightsVerdict.BETTER
    assert sum(other.weights.values()) == 100
    assert other.weights["Recency"] < 20
    assert other.gain.low > 0
    assert (other.fitted_to.people, other.judged_by.people) == (300, 300)
    said = other_weights(found())
    assert said.startswith(
        f"Other weights would have ranked people better: Recency {other.weights['Recency']}, Frequency "
    )
    assert said.endswith(
        "fitted to 300 people in the days from 3 Sep 2025 to 31 Jan 2026, judged by 300 in the days after)."
    )


def test_the_gain_is_that_of_the_scores_that_the_workbook_gives_with_the_suggested_weights():
    weights = found().suggestion.weights
    typed = "Factor | Weight\n" + "\n".join(f"{name} | {weight}" for name, weight in weights.items())
    old, new = found().figures[0].auc.value, looked_at(firm(scoring=typed)).figures[0].auc.value
    assert found().suggestion.gain.value == pytest.approx(new - old)
    assert [one.name for one in found().figures][-1] == SUGGESTED
    assert found().figures[-1].auc.value == pytest.approx(new)


def test_what_happened_after_the_split_fits_no_weights():
    book = firm()
    log = book.grids["Activities"].columns
    log["Direction"][:] = [
        "Out" if when > SPLIT + timedelta(60) and contact == "C1" else side
        for when, contact, side in zip(log["When"], log["Contact ID"], log["Direction"], strict=True)
    ]
    assert looked_at(book).suggestion.weights == found().suggestion.weights


def test_where_the_interval_reaches_zero_nothing_is_suggested_and_the_gain_is_told():
    other = found().suggestion
    for low, high in ((0.0, 0.03), (-0.01, 0.03), (-0.03, -0.01)):
        kept = judge_weights(other, Share((low + high) / 2, low, high))
        assert (kept.verdict, kept.weights, kept.gain.low) == (WeightsVerdict.NOT_BETTER, None, low)
    told = other_weights(replace(found(), suggestion=judge_weights(other, Share(0.01, -0.01, 0.03))))
    assert told.startswith(
        "No other weights are suggested: the likeliest are not sure to rank people better (+1.00 in 100, -1.00 to +3.00; fitted to 300 people"
    )


def test_a_gain_of_less_than_half_a_pair_in_100_is_called_a_little_and_reads_above_zero():
    def told(value, low):
        return other_weights(
            replace(found(), suggestion=judge_weights(found().suggestion, Share(value, low, 0.01)))
        )

    assert told(0.0049, 0.0001).startswith("Other weights would have ranked people a little better: Recency ")
    assert "(+0.49 in 100, +0.01 to +1.00; " in told(0.0049, 0.0001)
    assert told(0.005, 0.0001).startswith("Other weights would have ranked people better: Recency ")


@pytest.mark.parametrize(
    ("customers", "verdict"), [(59, WeightsVerdict.TOO_FEW), (90, WeightsVerdict.BETTER)]
)
def test_it_takes_thirty_customers_who_came_back_and_thirty_who_did_not_in_both_periods(customers, verdict):
    other = looked_at(firm(customers)).suggestion
    assert other.verdict is verdict
    assert other.fitted_to.enough is (verdict is WeightsVerdict.BETTER)


def test_too_few_people_are_told_with_their_numbers():
    few = looked_at(firm(59))
    basis = few.suggestion.fitted_to
    assert other_weights(few) == (
        f"No other weights are suggested: in the days from 3 Sep 2025 to 31 Jan 2026 people of {basis.back} customers came back "
        f"and of {basis.away} did not; it takes 30 of each."
    )


def test_where_people_differ_in_one_factor_alone_there_is_nothing_to_weigh():
    one = "Factor | Weight\n" + "\n".join(f"{name} | {100 * (name == 'Recency')}" for name in FACTORS)
    none = looked_at(firm(scoring=one))
    assert none.suggestion.verdict is WeightsVerdict.NO_CHOICE
    assert other_weights(none).endswith("on 3 Sep 2025 no two factors in use told people apart.")


def test_weights_that_are_the_likeliest_already_are_no_suggestion():
    best = found().suggestion.weights
    typed = "Factor | Weight\n" + "\n".join(f"{name} | {weight}" for name, weight in best.items())
    again = looked_at(firm(scoring=typed)).suggestion
    assert again.verdict is not WeightsVerdict.BETTER or again.gain.value < found().suggestion.gain.value / 4


def test_half_of_the_time_before_the_split_is_kept_to_score_from():
    early = looked_at(firm(), date(2024, 12, 31))  # the book begins in August 2024
    assert date(2024, 10, 1) < early.suggestion.since < date(2024, 11, 15)


def test_a_touch_that_strayed_far_back_does_not_move_the_day_to_fit_from():
    book = firm()
    book.grids["Activities"].columns["When"][1] = date(1999, 1, 1)
    late = date(2025, 6, 30)
    assert looked_at(book, late).suggestion.since == looked_at(firm(), late).suggestion.since


@pytest.mark.parametrize("seed", range(3))
def test_in_books_in_which_there_is_nothing_to_find_nothing_is_suggested(seed):
    # `python -m benchmarks.suggestions` does so with 500 books, of which one in twenty may.
    assert evaluated(np.random.default_rng(seed)).suggestion.weights is None


# The sheet Scoring


def test_suggested_weights_stand_beside_the_weights_and_go_when_they_no_longer_hold():
    book = firm()
    carry_out(book, plan_suggested(world(book), found().suggestion))
    assert column(book, "Scoring", "Suggested") == list(found().suggestion.weights.values())
    assert column(book, "Scoring", "Weight") == DEFAULT.tolist()
    carry_out(book, plan_suggested(world(book), judge_weights(found().suggestion, Share(0, -1, 1))))
    assert column(book, "Scoring", "Suggested") == [None] * 6


# Rivals that are left out, and why


def orders(seed=1, customers=240, *, gone=0.0):
    """Orders at random, of customers who differ in how often; `gone`: the chance to leave after each."""
    dice = np.random.default_rng(seed)
    rows = []
    for person in range(customers):
        every, day = 40 + 160 * dice.random(), float(dice.integers(0, 300))
        while day < 900:
            rows.append(f"O{len(rows)} | C{person} | {UNTIL - timedelta(900 - int(day))}")
            if dice.random() < gone:
                break
            day += max(1, dice.exponential(every))
    return "Order ID | Contact ID | Date\n" + "\n".join(rows)


def shop(**more):
    book = a_book(Contacts="Contact ID\n" + "\n".join(f"C{n}" for n in range(240)), Orders=orders(**more))
    return looked_at(book, date(2025, 12, 31))


@cache
def loyal_shop():
    return shop()


def test_expected_orders_stand_in_the_report_where_by_the_likeliest_model_nobody_leaves():
    assert loyal_shop().buying is OrdersTell.ALIKE
    assert EXPECTED in [one.name for one in loyal_shop().figures]
    assert figure(loyal_shop(), EXPECTED).auc.value > 0.6
    assert all(one.expected is not None for one in loyal_shop().tenths)


def test_p_alive_is_left_out_there_and_the_report_says_why():
    assert loyal_shop().again == ()
    said = (
        f"P(alive) by BG/NBD is left out: {loyal_shop().customers_again} customers had ordered again by 31 Dec 2025, and by the "
        "likeliest model all of them were as likely to still buy, so that it puts them in no order."
    )
    assert list(left_out(loyal_shop())) == [said]
    assert said in evaluation_text(loyal_shop())
    assert said in evaluation_page(loyal_shop(), "")


def test_with_too_few_who_ordered_again_both_are_left_out_with_their_number():
    assert list(left_out(found())) == [
        "Expected orders and P(alive) by BG/NBD are left out: 0 customers had ordered again by 31 Jan 2026; the model takes 50."
    ]


def test_nothing_is_left_out_where_the_model_tells_who_still_buys():
    leaving = shop(gone=0.25)
    assert leaving.buying is OrdersTell.TELLS
    assert leaving.again
    assert not list(left_out(leaving))


def figure(evaluation, name):
    return next(one for one in evaluation.figures if one.name == name)
