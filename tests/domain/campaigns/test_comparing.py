"""Two shares of yes against each other: the published figures, and what must hold for any numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.campaigns import COVERED, LEAST_FOUND, MOST_FALSE, advised, covered
from salesbook.domain.campaigns.comparing import (
    Prior,
    YesCount,
    bayes_factor,
    beta_loss,
    expected_loss,
    probability_better,
    share_interval,
)

# Of two proportions with a uniform prior each: P(B better), the expected loss if B is chosen, and the Bayes factor.
FIGURES = [
    ((4, 40), (12, 40), 0.986322, 0.000433, 2.54415),
    ((10, 100), (15, 100), 0.853284, 0.003578, 0.20317),
    ((118, 1000), (140, 1000), 0.928604, 0.000476, 0.10997),
    ((0, 10), (1, 10), 0.761905, 0.018116, 0.34711),
]
COUNTS = (
    st.integers(1, 2000)
    .flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
    .map(lambda one: YesCount(*one))
)
PRIORS = st.builds(Prior, st.floats(0.2, 30), st.floats(0.2, 30))


@pytest.mark.parametrize(("a", "b", "better", "loss", "factor"), FIGURES)
def test_the_published_figures(a, b, better, loss, factor):
    one, other = YesCount(*a), YesCount(*b)
    assert probability_better(one, other, Prior()) == pytest.approx(better, abs=5e-7)
    assert expected_loss(one, other, Prior()) == pytest.approx(loss, abs=5e-7)
    assert bayes_factor(one, other) == pytest.approx(factor, abs=5e-6)


def test_probably_better_and_still_too_early():
    a, b = YesCount(5, 61), YesCount(18, 79)
    assert probability_better(a, b, Prior()) == pytest.approx(0.989313, abs=5e-7)
    assert bayes_factor(a, b) == pytest.approx(2.27679, abs=5e-6)


def test_the_interval_of_a_share():
    assert share_interval(YesCount(12, 40), Prior()) == (
        pytest.approx(0.19883, abs=5e-6),
        pytest.approx(0.43065, abs=5e-6),
    )


def test_a_loss_is_not_below_nothing_where_shares_lie_far_apart():
    one, other = (5563, 1281), (4605, 2888)
    assert beta_loss(one, other) == pytest.approx(5563 / 6844 - 4605 / 7493, abs=1e-9)
    assert 0 <= beta_loss(other, one) < 1e-100


@given(COUNTS, COUNTS, PRIORS)
def test_what_holds_for_any_numbers(a, b, prior):
    better, worse = probability_better(a, b, prior), probability_better(b, a, prior)
    assert better + worse == pytest.approx(1, abs=1e-6)
    gain, loss = expected_loss(b, a, prior), expected_loss(a, b, prior)
    assert min(gain, loss) >= 0
    means = [yes / (yes + no) for yes, no in map(prior.believed, (a, b))]
    assert gain - loss == pytest.approx(means[1] - means[0], abs=1e-7)  # max(b - a, 0) less max(a - b, 0)
    assert bayes_factor(a, b) == pytest.approx(bayes_factor(b, a))
    low, high = share_interval(a, prior)
    assert 0 <= low < high <= 1


def test_looks_at_simulated_campaigns_seldom_err():
    """One small case of `python -m benchmarks.campaigns`."""
    dice = np.random.default_rng(4)
    assert advised(dice, 500, 0.12, 0.12)[1] <= MOST_FALSE
    assert advised(dice, 500, 0.12, 0.24)[0] >= LEAST_FOUND
    assert COVERED[0] <= covered(dice, 2000, Prior()) <= COVERED[1]
