"""What a call saves: the order of the call list.

The gain of a call is the mean over the next 90 days (tomorrow is day 1, the last is day 90) of the
points of Recency, Frequency and Talk time with one outbound one-point rhythm touch of ten minutes
today, minus the same without it. Points are those of the relationship score, over the factors that
apply to the contact today; to one never touched those apply that a touch brings, Loyalty with an order.

All sums over days are closed: such a value is 1 for some days, and then fades by the same share
each day.
"""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import tier_weights
from salesbook.domain.facts.score.factors import touched
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.score.weights import (
    FREQUENCY,
    LOYALTY,
    PEOPLE_KNOWN,
    RECENCY,
    TALK_TIME,
    scoring_of,
)
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Floats, Ints, days_of

_DAYS = 90
_MINUTES = 10.0


def priority(world: World, at: Ints) -> Floats:
    """Tier weight times gain, for the contacts at these positions.

    Rounded far below what anybody sees, so that floating point makes no order between equals.
    """
    return np.round(world.get(tier_weights)[at] * gain(world, at), 9)


def gain(world: World, at: Ints) -> Floats:
    """Score points saved on average over the next 90 days; never negative."""
    scoring, interval = world.get(scoring_of), world.get(cadence_used).interval
    mine = np.zeros(len(interval), dtype=bool)
    mine[at] = True
    touches = world.get(touch_table)
    log = touched(touches[mine[touches["contact"].to_numpy()]], len(interval))
    better = np.zeros((3, len(at)))
    better[0] = _recency_gain(world, at)
    cases = (
        (FREQUENCY, log.points, 1.0, scoring.full_frequency),
        (TALK_TIME, log.minutes, _MINUTES, scoring.target[TALK_TIME]),
    )
    for row, (factor, amount, more, full) in enumerate(cases, start=1):
        half_life = scoring.half_life[factor] * interval
        now = log.total(amount * log.faded(half_life))[at]
        better[row] = _faded_sum((now + more) / full, half_life[at]) - _faded_sum(now / full, half_life[at])
    weight = scoring.weight[[RECENCY, FREQUENCY, TALK_TIME]]
    applying = _weights(world)[at]
    points = 100 * (weight @ better) / _DAYS
    return np.maximum(np.divide(points, applying, out=np.zeros(len(at)), where=applying > 0), 0)


def _weights(world: World) -> Floats:
    """Sum of the weights of the factors that apply, or would with a touch."""
    scores, weight = world.get(score_table), world.get(scoring_of).weight
    buys = ~np.isnan(world.get(order_days).last_before(world.day))
    knows = ~np.isnan(scores["people"].to_numpy())
    always = weight.sum() - weight[LOYALTY] - weight[PEOPLE_KNOWN]
    with_touch = always + buys * weight[LOYALTY] + knows * weight[PEOPLE_KNOWN]
    touchless = np.isnan(scores["value_Recency"].to_numpy())
    return np.where(touchless, with_touch, scores["weights"].to_numpy())


def _recency_gain(world: World, at: Ints) -> Floats:
    """Sum over the days of Recency with the touch minus without."""
    interval = world.get(cadence_used).interval[at]
    last = world.get(rhythm_table)["last_rhythm"].to_numpy()[at]
    never = np.isnat(last)
    age = np.where(never, 0, world.day - days_of(last))
    with_touch = _recency_sum(np.zeros(len(at)), interval)
    return with_touch - np.where(never, 0, _recency_sum(age, interval))


def _recency_sum(age: Floats, interval: Floats) -> Floats:
    """Sum over the days of min(1, 2^(1 - (age + day) / interval))."""
    return _faded_sum(np.exp2(1 - age / interval), interval)


def _faded_sum(start: Floats, half_life: Floats) -> Floats:
    """Sum over days 1 to 90 of min(1, start * 2^(-day / half_life))."""
    with np.errstate(divide="ignore"):  # nothing yet: log2(0), and no full day
        full = np.clip(np.floor(half_life * np.log2(start)), 0, _DAYS)
    a_day = -np.log(2) / half_life
    fading = start * np.exp(a_day * (full + 1)) * np.expm1(a_day * (_DAYS - full)) / np.expm1(a_day)
    total: Floats = full + fading
    return total
