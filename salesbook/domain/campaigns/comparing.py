"""Two shares of yes held against each other: how likely the one ahead is better, what choosing it may cost, and how strong the evidence is.

Both shares are believed to be Beta(prior yes + yes, prior no + no), apart from each other. The Bayes factor is that of two
shares against one, each uniform beforehand (Gunel and Dickey 1974); see `docs/campaigns.md` for how often it errs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from salesbook.tables.arrays import Floats, Ints

_INTERVAL = (0.05, 0.95)
_TAIL, _LEAST = 1e-14, 1e-300
TOLD_APART = 30.0  # the Bayes factor from which on a pair is told apart; of k pairs k times that


@dataclass(frozen=True)
class YesCount:
    """So many said `yes`, of so many `people` asked long enough ago."""

    yes: int
    people: int


@dataclass(frozen=True)
class Prior:
    """What is believed before anybody answers: both numbers above 0."""

    yes: float = 1.0
    no: float = 1.0

    def believed(self, seen: YesCount) -> tuple[float, float]:
        """The parameters of the Beta distribution after these answers."""
        return self.yes + seen.yes, self.no + seen.people - seen.yes


def share_interval(seen: YesCount, prior: Prior) -> tuple[float, float]:
    """From 5 to 95 % of what the share of yes may be."""
    from scipy.special import betaincinv

    low, high = betaincinv(*prior.believed(seen), np.array(_INTERVAL))
    return float(low), float(high)


def probability_better(a: YesCount, b: YesCount, prior: Prior) -> float:
    """How likely the share of `b` is the higher one."""
    from scipy.special import betaln, log_expit

    of_a, of_b = prior.believed(a), prior.believed(b)

    def density(t: float) -> float:
        said: float = np.exp(of_b[0] * log_expit(t) + of_b[1] * log_expit(-t) - betaln(*of_b))
        return said * _below(of_a, t)

    return min(_integral(density, of_a, of_b), 1.0)


def expected_loss(a: YesCount, b: YesCount, prior: Prior) -> float:
    """By how much the share of yes is lower on average if `b` is chosen: the mean of a - b where that is above 0. Never negative."""
    return beta_loss(prior.believed(a), prior.believed(b))


def beta_loss(of_a: tuple[float, float], of_b: tuple[float, float]) -> float:
    """The same for the parameters of two Beta distributions.

    The integral of P(b < x) P(a > x): a sum of what is never negative, where a difference of means would not be.
    """
    from scipy.special import expit

    def lost(t: float) -> float:
        width: float = expit(t) * expit(-t)
        return width * _below(of_b, t) * _below(of_a[::-1], -t)

    return _integral(lost, of_a, of_b)


def _below(of: tuple[float, float], t: float) -> float:
    """How likely a share is below the one whose log-odds are `t`; exact near 0 and near 1."""
    from scipy.special import betainc, expit

    yes, no = of
    found: float = betainc(yes, no, expit(t)) if t < 0 else 1 - betainc(no, yes, expit(-t))
    return found


def _integral(of: Callable[[float], float], *believed: tuple[float, float]) -> float:
    """Over all log-odds of a share, where what stands steep near 0 and 1 is smooth. Never negative, as `of` is not."""
    from scipy.integrate import quad
    from scipy.special import betaincinv

    low = [-_log_odds(1 / max(betaincinv(yes, no, _TAIL), _LEAST) - 1) for yes, no in believed]
    high = [_log_odds(1 / max(betaincinv(no, yes, _TAIL), _LEAST) - 1) for yes, no in believed]
    ends = min(low), max(high)
    means = sorted({_log_odds(yes / no) for yes, no in believed})
    inside = [one for one in (*low, *means, *high) if ends[0] < one < ends[1]]
    found, _ = quad(of, *ends, points=sorted(set(inside)), limit=500, epsabs=1e-11, epsrel=1e-10)
    return max(float(found), 0.0)


def _log_odds(odds: float) -> float:
    return float(np.log(max(odds, _LEAST)))


def bayes_factor(a: YesCount, b: YesCount) -> float:
    """How many times likelier the answers are if the shares differ than if they are one."""
    counts = np.array([[a.yes, a.people], [b.yes, b.people]])[:, :, None]
    return float(bayes_factors(counts[0], counts[1])[0])


def bayes_factors(a: Floats | Ints, b: Floats | Ints) -> Floats:
    """`bayes_factor` for arrays: of each version yes and people, in two rows."""
    from scipy.special import betaln

    (yes_a, people_a), (yes_b, people_b) = a, b
    yes, people = yes_a + yes_b, people_a + people_b
    apart = betaln(1 + yes_a, 1 + people_a - yes_a) + betaln(1 + yes_b, 1 + people_b - yes_b)
    found: Floats = np.exp(np.minimum(apart - betaln(1 + yes, 1 + people - yes), 700.0))
    return found


def is_ahead(a: YesCount, b: YesCount, prior: Prior) -> bool:
    """Whether `b` has the higher share of yes, as far as is known."""
    mean_a, mean_b = (yes / (yes + no) for yes, no in map(prior.believed, (a, b)))
    return mean_b > mean_a
