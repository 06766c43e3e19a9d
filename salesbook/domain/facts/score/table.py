"""The relationship score of every contact, its parts, and where it is heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesbook.domain.facts.buying_model import Model
from salesbook.domain.facts.orders import OrderDays
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
from salesbook.domain.facts.score.loyalty import loyal, referrals, still_buying
from salesbook.domain.facts.score.weights import LOYALTY, Scoring
from salesbook.schema import FACTORS
from salesbook.tables.arrays import Bools, Floats, Ints, Objects, texts

TREND_DAYS = 30
TREND_FROM = 5.0
_HAIR = 1e-9  # what floating point may differ by; less than that is no difference


@dataclass(frozen=True)
class Scored:
    """By factor and contact: values in 0..1 and points (NaN: does not apply); by contact: the rest."""

    values: Floats
    points: Floats
    raw: Floats
    weights: Floats
    people: Floats
    still: Floats


def score_table(
    contacts: pd.DataFrame,
    touches: pd.DataFrame,
    interval: Floats,
    orders: OrderDays,
    model: Model | None,
    scoring: Scoring,
    settings: Mapping[str, str | float],
    today: int,
) -> pd.DataFrame:
    """One row a contact; the index is that of Contacts.

    Columns: score (one decimal, NaN without a touch), raw (the same before rounding), raw_before
    (30 days ago), band, trend, each factor's points under its own name and its value in 0..1 under "value_" and its
    name (NaN where it does not apply), weights (sum of those that apply), people (known at the account),
    still_buying (P(alive), NaN where orders do not tell). Now and then are scored by the same model.
    """
    log = touched(touches, len(contacts))
    now = _score(contacts, log, interval, orders, model, scoring, today)
    before = _score(contacts, log.as_of(TREND_DAYS), interval, orders, model, scoring, today - TREND_DAYS)
    score = np.array([round(raw, 1) for raw in now.raw.tolist()], dtype=np.float64)
    columns: dict[str, Floats | Objects] = {
        "score": score,
        "raw": now.raw,
        "raw_before": before.raw,
        "band": _bands(score, float(settings["Strong from"]), float(settings["Fair from"])),
        "trend": trends(now.raw - before.raw),
        "weights": now.weights,
        "people": now.people,
        "still_buying": now.still,
    }
    columns.update(zip(FACTORS, now.points, strict=True))
    columns.update(zip([f"value_{name}" for name in FACTORS], now.values, strict=True))
    return pd.DataFrame(
        {
            name: pd.Series(column, contacts.index, column.dtype, copy=False)
            for name, column in columns.items()
        }
    )


def _score(
    contacts: pd.DataFrame,
    log: Touched,
    interval: Floats,
    orders: OrderDays,
    model: Model | None,
    scoring: Scoring,
    day: int,
) -> Scored:
    """Scores as of `day`, from a log that ends there. Status and cadence are those of today."""
    lately = recency(log, interval)
    known = people(lately, _account_numbers(contacts), texts(contacts, "Status") == "Left")
    referred, still = referrals(contacts, day), still_buying(orders, model, day)
    values = np.array([
        lately, frequency(log, interval, scoring), two_way(log, interval, scoring), talk_time(log, interval, scoring),
        people_known(known, scoring), np.maximum(loyal(orders, still, day), referred),
    ])  # fmt: skip
    raw, weights = _weigh(values, scoring.weight)
    # Without an order referrals count where they raise the score.
    raises = (
        np.isnan(values[LOYALTY])
        & (100 * referred > np.nan_to_num(raw) + _HAIR)
        & bool(scoring.weight[LOYALTY])
    )
    values[LOYALTY] = np.where(raises, referred, values[LOYALTY])
    values[:, ~log.anybody()] = np.nan
    raw, weights = _weigh(values, scoring.weight)
    points = 100 * scoring.weight[:, None] * values / np.where(weights > 0, weights, np.nan)
    return Scored(values, points, raw, weights, known, still)


def _weigh(values: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """100 times the weighted mean of the values that apply (NaN if none does), and their weights' sum."""
    weights = weight @ ~np.isnan(values)
    return 100 * (weight @ np.nan_to_num(values)) / np.where(weights > 0, weights, np.nan), weights


def _account_numbers(contacts: pd.DataFrame) -> Ints:
    """A number for each Account ID, whether Accounts has it or not; -1 where blank."""
    ids = texts(contacts, "Account ID")
    return np.where(ids == "", -1, pd.factorize(ids)[0])


def _bands(score: Floats, strong_from: float, fair_from: float) -> Objects:
    cases: list[Bools] = [np.isnan(score), score >= strong_from, score >= fair_from]
    return np.select(cases, ["No data", "Strong", "Fair"], "Weak").astype(object)


def trends(change: Floats) -> Objects:
    """Where a score is heading, from its change in 30 days; "" where one of the two is missing."""
    cases: list[Bools] = [np.isnan(change), change >= TREND_FROM - _HAIR, change <= _HAIR - TREND_FROM]
    return np.select(cases, ["", "Improving", "Declining"], "Steady").astype(object)
