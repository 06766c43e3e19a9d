"""Everybody scored as of a past day, and what they did afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.evaluation.period import Period
from salesbook.domain.evaluation.ranking import Ranking, Share, aucs
from salesbook.domain.evaluation.suggestion import Suggestion, fit_earlier, judge_weights, scores_by
from salesbook.domain.facts.buying_model import (
    WEEK,
    Buyers,
    alive,
    buyers,
    expected_orders,
    likeliest_model,
    model_of,
)
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.arrays import Bools, Floats, Ints
from salesbook.util.wording import count, on

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

SCORE, DAYS_SINCE_TOUCH, FREQUENCY_FACTOR, EXPECTED, ALIVE, SUGGESTED = (
    "Score", "Days since the last touch", "Frequency factor", "Expected orders (BG/NBD)", "P(alive) (BG/NBD)",
    "Score by suggested weights",
)  # fmt: skip
FEWEST = 10  # with fewer who came back, or who did not, an interval says nothing
_CLASSES = 10


@dataclass(frozen=True)
class Ranked:
    """One figure: its AUC, how far the score's is above it (None for the score itself), and its lift."""

    name: str
    auc: Share
    below_score: Share | None
    lift: float

    @property
    def above_score(self) -> Share:
        """How far it is above the score; nothing for the score itself."""
        gap = self.below_score or Share(0.0, 0.0, 0.0)
        return Share(-gap.value, -gap.high, -gap.low)


@dataclass(frozen=True)
class Tenth:
    """People with scores in `low` to `high`: how many, what share of them came back, and orders a head.

    Orders are order days of their customers after the split; `expected` is None without a model.
    """

    low: float
    high: float
    people: int
    share: Share
    expected: float | None
    orders: float


class OrdersTell(StrEnum):
    """What BG/NBD tells of the customers who have ordered again by the split."""

    TELLS = "who still buys"
    ALIKE = "all of them are as likely to still buy"
    TOO_FEW = "too few of them for a model"


@dataclass(frozen=True)
class Evaluation:
    """What the score of `split` told of the days up to `until`.

    `figures` are of all people scored; `again` of those only whose customers had ordered again by
    the split, where P(alive) means something: empty where it does not, or with too few of them. `repeaters` counts them, and `repeaters_came` those
    of them who came back; `buying` says what the orders of `customers_again` customers tell.
    """

    split: date
    until: date
    people: int
    unscored: int
    came: int
    figures: tuple[Ranked, ...]
    again: tuple[Ranked, ...]
    repeaters: int
    repeaters_came: int
    buying: OrdersTell
    customers_again: int
    tenths: tuple[Tenth, ...]
    suggestion: Suggestion


def evaluate(
    frames: Mapping[str, pd.DataFrame], settings: Mapping[str, str | float], split: date, until: date
) -> Evaluation:
    """Score as of `split`, and look who ordered or answered in the days after it, up to `until`.

    A person came back if their customer ordered, or they themselves were in touch of their own
    accord (any inbound touch). Raises BadInput where the days or the people are too few to tell.
    """
    if split >= until:
        raise BadInput(f"{on(split)} is not before {on(until)}.", "Split at a day with enough days after it.")
    period = Period(World(frames, settings, split), World(frames, settings, until))
    came = period.came
    people, back = len(came), int(came.sum())
    if min(back, people - back) < FEWEST:
        raise BadInput(
            f"Of {count(people, 'person', 'people')} with a score on {on(split)}, {back} ordered or answered afterwards; "
            f"to tell anything it takes {FEWEST} who did and {FEWEST} who did not.",
            "Choose another day for --split.",
        )
    figures = _figures(period)
    ranked, suggestion = _with_other_weights(period, figures)
    repeats = _history(period.then).repeats > 0
    repeaters = repeats[period.customer]
    return Evaluation(
        split, until, people, int((~period.scored).sum()), back,
        ranked, _of_repeaters(period, figures, repeaters),
        int(repeaters.sum()), int(came[repeaters].sum()), _buying(period.then), int(repeats.sum()),
        _tenths(period, figures), suggestion,
    )  # fmt: skip


def _figures(period: Period) -> dict[str, Floats]:
    """What the people scored can be ranked by, the higher the likelier to come back; that of BG/NBD where it is fitted."""
    then, scored = period.then, period.scored
    last = then.get(rhythm_table)["last_touch"].to_numpy()
    figures = {
        SCORE: then.get(score_table)["raw"].to_numpy()[scored],
        DAYS_SINCE_TOUCH: -(np.datetime64(then.today) - last).astype("timedelta64[D]").astype(np.float64)[scored],
        FREQUENCY_FACTOR: then.get(score_table)["value_Frequency"].to_numpy()[scored],
    }  # fmt: skip
    if model := then.get(likeliest_model):
        # Who never ordered is expected to order least.
        weeks = (period.now.day - then.day) / WEEK
        figures[EXPECTED] = np.nan_to_num(expected_orders(model, _history(then), weeks))[period.customer]
    return figures


def _with_other_weights(period: Period, figures: dict[str, Floats]) -> tuple[tuple[Ranked, ...], Suggestion]:
    """The figures ranked, with the score by other weights where it did better, and what came of looking for such."""
    found = fit_earlier(period)
    if not found.weights:
        return _ranked(figures, period.came, period.customer), found
    tried = {**figures, SUGGESTED: scores_by(found.weights, period)}
    *ranked, other = _ranked(tried, period.came, period.customer)
    found = judge_weights(found, other.above_score)
    return (*ranked, *([other] if found.weights else [])), found


def _of_repeaters(period: Period, figures: dict[str, Floats], repeaters: Bools) -> tuple[Ranked, ...]:
    """The figures of those whose customers had ordered again; none without a model that tells who still buys."""
    model, came = period.then.get(model_of), period.came[repeaters]
    if model is None or min(came.sum(), (~came).sum()) < FEWEST:
        return ()
    still = alive(model, _history(period.then))[period.customer]
    of_them = {SCORE: figures[SCORE], EXPECTED: figures[EXPECTED], ALIVE: still}
    return _ranked(
        {name: figure[repeaters] for name, figure in of_them.items()}, came, period.customer[repeaters]
    )


def _buying(then: World) -> OrdersTell:
    if then.get(likeliest_model) is None:
        return OrdersTell.TOO_FEW
    return OrdersTell.TELLS if then.get(model_of) else OrdersTell.ALIKE


def _history(world: World) -> Buyers:
    return buyers(world.get(order_days), world.day)


def _ranked(figures: dict[str, Floats], came: Bools, customer: Ints) -> tuple[Ranked, ...]:
    rankings = {name: Ranking(figure, came) for name, figure in figures.items()}
    alone, above = aucs(rankings, customer)
    return tuple(Ranked(name, alone[name], above.get(name), one.lift()) for name, one in rankings.items())


def _tenths(period: Period, figures: dict[str, Floats]) -> tuple[Tenth, ...]:
    """People by tens of the score."""
    from scipy.stats import binomtest

    known, came = period.now.get(order_days), period.came
    after = np.bincount(known.customer, known.day > period.then.day, known.of_contact.max(initial=0) + 1)
    orders = after[period.customer]
    expected = figures.get(EXPECTED)
    which = np.minimum(figures[SCORE] // (100 / _CLASSES), _CLASSES - 1)
    found = []
    for number in range(_CLASSES):
        mine = which == number
        if not mine.any():
            continue
        share = binomtest(int(came[mine].sum()), int(mine.sum())).proportion_ci(method="wilson")
        found.append(Tenth(
            low=100 / _CLASSES * number, high=100 / _CLASSES * (number + 1), people=int(mine.sum()),
            share=Share(float(came[mine].mean()), float(share.low), float(share.high)),
            expected=None if expected is None else float(expected[mine].mean()), orders=float(orders[mine].mean()),
        ))  # fmt: skip
    return tuple(found)
