"""The relationship score of every contact, its parts, and where it is heading."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesbook.domain.facts.buying_model import model_of
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.score.factors import (  # fmt: skip
    Touched,
    frequency,
    people,
    people_known,
    recency,
    talk_time,
    touched,
    two_way,
)
from salesbook.domain.facts.score.loyalty import loyal, referral_counts, still_buying
from salesbook.domain.facts.score.weights import LOYALTY, RECENCY, scoring_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import FACTORS
from salesbook.tables.arrays import Bools, Floats, Ints, Objects, texts

TREND_DAYS = 30
TREND_FROM = 5.0
_HAIR = 1e-9  # what floating point may differ by; less than that is no difference


@dataclass(frozen=True)
class ScoreParts:
    """What scores are made of, before anything is weighed.

    `values`: by factor and contact, in 0..1 (NaN: does not apply; of who had no touch, none does). By contact:
    `referred`, the part of Loyalty that is referrals; `people`, known at the account; `still`, P(alive).
    """

    values: Floats
    referred: Floats
    people: Floats
    still: Floats


@dataclass(frozen=True)
class Scored:
    """By factor and contact: values in 0..1 and points (NaN: does not apply); by contact: the score and its weights' sum."""

    values: Floats
    points: Floats
    raw: Floats
    weights: Floats


def score_table(world: World) -> pd.DataFrame:
    """One row a contact; the index is that of Contacts.

    Columns: score (one decimal, NaN without a touch), raw (the same before rounding), raw_before
    (30 days ago), band, trend, each factor's points under its own name and its value in 0..1 under "value_" and its
    name (NaN where it does not apply), weights (sum of those that apply), people (known at the account),
    still_buying (P(alive), NaN where orders do not tell). Now and then are scored by the same model.
    """
    contacts, settings = world.frames["Contacts"], world.settings
    log = touched(world.get(touch_table), len(contacts))
    parts, weight = world.get(score_parts), world.get(scoring_of).weight
    now = weigh(parts, weight)
    before = weigh(_parts(world, log.as_of(TREND_DAYS), world.day - TREND_DAYS), weight)
    score = np.array([round(raw, 1) for raw in now.raw.tolist()], dtype=np.float64)
    columns: dict[str, Floats | Objects] = {
        "score": score,
        "raw": now.raw,
        "raw_before": before.raw,
        "band": score_bands(score, float(settings["Strong from"]), float(settings["Fair from"])),
        "trend": trends(now.raw - before.raw),
        "weights": now.weights,
        "people": parts.people,
        "still_buying": parts.still,
    }
    columns.update(zip(FACTORS, now.points, strict=True))
    columns.update(zip([f"value_{name}" for name in FACTORS], now.values, strict=True))
    return pd.DataFrame(
        {
            name: pd.Series(column, contacts.index, column.dtype, copy=False)
            for name, column in columns.items()
        }
    )


def score_parts(world: World) -> ScoreParts:
    """What today's scores are made of."""
    return _parts(world, touched(world.get(touch_table), len(world.frames["Contacts"])), world.day)


def weigh(parts: ScoreParts, weight: Floats) -> Scored:
    """Scores by these weights, one a factor. Without an order referrals count for Loyalty where they raise the score."""
    values = np.array(parts.values)
    raw, _ = _weigh(values, weight)
    touched_at_all = ~np.isnan(values[RECENCY])
    more = 100 * parts.referred > np.nan_to_num(raw) + _HAIR
    raises = touched_at_all & np.isnan(values[LOYALTY]) & more & bool(weight[LOYALTY])
    values[LOYALTY] = np.where(raises, parts.referred, values[LOYALTY])
    raw, weights = _weigh(values, weight)
    points = 100 * weight[:, None] * values / np.where(weights > 0, weights, np.nan)
    return Scored(values, points, raw, weights)


def _parts(world: World, log: Touched, day: int) -> ScoreParts:
    """As of `day`, from a log that ends there. Status, cadence and model are those of today."""
    contacts, orders = world.frames["Contacts"], world.get(order_days)
    interval, scoring = world.get(cadence_used).interval, world.get(scoring_of)
    lately = recency(log, interval)
    known = people(lately, _account_numbers(contacts), texts(contacts, "Status") == "Left")
    referred, still = referral_counts(contacts, day), still_buying(orders, world.get(model_of), day)
    values = np.array([
        lately, frequency(log, interval, scoring), two_way(log, interval, scoring), talk_time(log, interval, scoring),
        people_known(known, scoring), np.maximum(loyal(orders, still, day), referred),
    ])  # fmt: skip
    values[:, ~log.anybody()] = np.nan
    return ScoreParts(values, referred, known, still)


def _weigh(values: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """100 times the weighted mean of the values that apply (NaN if none does), and their weights' sum."""
    weights = weight @ ~np.isnan(values)
    return 100 * (weight @ np.nan_to_num(values)) / np.where(weights > 0, weights, np.nan), weights


def _account_numbers(contacts: pd.DataFrame) -> Ints:
    """A number for each Account ID, whether Accounts has it or not; -1 where blank."""
    ids = texts(contacts, "Account ID")
    return np.where(ids == "", -1, pd.factorize(ids)[0])


def score_bands(score: Floats, strong_from: float, fair_from: float) -> Objects:
    """The band of each score, which is rounded; "No data" for NaN."""
    cases: list[Bools] = [np.isnan(score), score >= strong_from, score >= fair_from]
    return np.select(cases, ["No data", "Strong", "Fair"], "Weak").astype(object)


def trends(change: Floats) -> Objects:
    """Where a score is heading, from its change in 30 days; "" where one of the two is missing."""
    cases: list[Bools] = [np.isnan(change), change >= TREND_FROM - _HAIR, change <= _HAIR - TREND_FROM]
    return np.select(cases, ["", "Improving", "Declining"], "Steady").astype(object)
