"""Other weights for the score: fitted to an earlier period, judged on a later one, and suggested where they did better there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

import numpy as np

from salesbook.domain.evaluation.fitting import WEIGHT_IN_ALL, differing, fitted_weights
from salesbook.domain.evaluation.period import Period
from salesbook.domain.evaluation.ranking import Share
from salesbook.domain.facts.score.table import score_parts, weigh
from salesbook.domain.facts.score.weights import scoring_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import FACTORS
from salesbook.tables.arrays import Floats

Number = TypeVar("Number", int, float)

FEWEST_CUSTOMERS = 30  # who came back, and who did not, that either period must have
_FEWEST_FACTORS = 2  # of one alone the weight changes no order
_ROUNDED = 0.5  # weights in use that round to the fitted ones are the same
_STRAYS = 0.05  # of the touches: a few stand far before the time that the book tells of


class WeightsVerdict(StrEnum):
    """What came of looking for other weights."""

    BETTER = "better"
    NOT_BETTER = "not shown to be better"
    IN_USE = "those in use are the best"
    NO_CHOICE = "people differ in one factor at most"
    TOO_FEW = "too few people"


@dataclass(frozen=True)
class RestsOn:
    """How many people weights rest on, and of how many customers somebody came back, or somebody did not."""

    people: int
    back: int
    away: int

    @property
    def enough(self) -> bool:
        """Whether weights can be fitted to them, or judged by them."""
        return min(self.back, self.away) >= FEWEST_CUSTOMERS


@dataclass(frozen=True)
class Suggestion:
    """Weights by factor, where they are `better`; fitted to the days after `since`, up to the split.

    `gain`: by how much they ranked better after the split, as a difference of AUCs; None where none were tried there.
    """

    verdict: WeightsVerdict
    since: date
    fitted_to: RestsOn
    judged_by: RestsOn
    in_use: Mapping[str, float]
    weights: Mapping[str, int] | None = None
    gain: Share | None = None


def fit_earlier(later: Period) -> Suggestion:
    """Weights fitted to the days before a period, still to be judged on it: `weights` is None where there is nothing to judge."""
    world = later.then
    earlier = Period(World(world.frames, world.settings, _begin(later)), world)
    weight = world.get(scoring_of).weight
    in_use = _by_factor((WEIGHT_IN_ALL * weight / weight.sum()).tolist())
    basis = (_basis(earlier), _basis(later))

    def found(verdict: WeightsVerdict, weights: Mapping[str, int] | None = None) -> Suggestion:
        return Suggestion(verdict, earlier.then.today, *basis, in_use, weights)

    if not all(one.enough for one in basis):
        return found(WeightsVerdict.TOO_FEW)
    if np.count_nonzero(differing(earlier.values, weight)) < _FEWEST_FACTORS:
        return found(WeightsVerdict.NO_CHOICE)
    weights = _by_factor(fitted_weights(earlier.values, earlier.came, weight).tolist())
    if all(abs(weights[name] - in_use[name]) <= _ROUNDED for name in FACTORS):
        return found(WeightsVerdict.IN_USE)
    return found(WeightsVerdict.NOT_BETTER, weights)


def scores_by(weights: Mapping[str, int], later: Period) -> Floats:
    """What the people of a period would have scored by other weights."""
    weight = np.array([weights[name] for name in FACTORS], dtype=np.float64)
    return weigh(later.then.get(score_parts), weight).raw[later.scored]


def judge_weights(found: Suggestion, gain: Share) -> Suggestion:
    """With what the weights gained on the later period; they stay where its whole interval is above zero."""
    if gain.low > 0:
        return replace(found, verdict=WeightsVerdict.BETTER, gain=gain)
    return replace(found, verdict=WeightsVerdict.NOT_BETTER, gain=gain, weights=None)


def _begin(later: Period) -> date:
    """The day to fit from: the earlier period is as long as the later one, but for half of the time that the book tells of.

    For what scores go by must have happened before it.
    """
    split, length = later.then.day, later.now.day - later.then.day
    days = later.then.get(touch_table)["day"].to_numpy()
    first = int(np.quantile(days, _STRAYS))
    return later.then.today - timedelta(days=min(length, (split - first) // 2))


def _basis(period: Period) -> RestsOn:
    came = period.came
    back, away = (len(np.unique(period.customer[those])) for those in (came, ~came))
    return RestsOn(len(came), back, away)


def _by_factor(values: Sequence[Number]) -> dict[str, Number]:
    return dict(zip(FACTORS, values, strict=True))
