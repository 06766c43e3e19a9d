"""Everybody scored as of a past day, and what they did afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.evaluation.ranking import Ranking, Share, aucs
from salesbook.domain.facts.buying_model import Buyers, alive, buyers, expected_orders, model_of
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.arrays import Bools, Floats, Ints
from salesbook.util.wording import count, on

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

SCORE, DAYS_SINCE_TOUCH, FREQUENCY_FACTOR, EXPECTED, ALIVE = (
    "Score", "Days since the last touch", "Frequency factor", "Expected orders (BG/NBD)", "P(alive) (BG/NBD)",
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


@dataclass(frozen=True)
class Evaluation:
    """What the score of `split` told of the days up to `until`.

    `figures` are of all people scored; `again` of those only whose customers had ordered again by
    the split, where P(alive) means something; empty without a model.
    """

    split: date
    until: date
    people: int
    unscored: int
    came: int
    figures: tuple[Ranked, ...]
    again: tuple[Ranked, ...]
    repeaters: int
    tenths: tuple[Tenth, ...]


def evaluate(
    frames: Mapping[str, pd.DataFrame], settings: Mapping[str, str | float], split: date, until: date
) -> Evaluation:
    """Score as of `split`, and look who ordered or answered in the days after it, up to `until`.

    A person came back if their customer ordered, or they themselves were in touch of their own
    accord (any inbound touch). Raises BadInput where the days or the people are too few to tell.
    """
    if split >= until:
        raise BadInput(f"{on(split)} is not before {on(until)}.", "Split at a day with enough days after it.")
    then, now = World(frames, settings, split), World(frames, settings, until)
    scored = ~np.isnan(then.get(score_table)["raw"].to_numpy())
    came = _came(then, now)[scored]
    people, back = len(came), int(came.sum())
    if min(back, people - back) < FEWEST:
        raise BadInput(
            f"Of {count(people, 'person', 'people')} with a score on {on(split)}, {back} ordered or answered afterwards; "
            f"to tell anything it takes {FEWEST} who did and {FEWEST} who did not.",
            "Choose another day for --split.",
        )
    figures = {name: figure[scored] for name, figure in _figures(then, (until - split).days / 7).items()}
    customer = then.get(order_days).of_contact[scored]
    repeaters = (_history(then).repeats > 0)[customer]
    of_repeaters = {name: figures[name][repeaters] for name in (SCORE, EXPECTED, ALIVE) if name in figures}
    back_again = int(came[repeaters].sum())
    enough = then.get(model_of) and min(back_again, int(repeaters.sum()) - back_again) >= FEWEST
    figures.pop(ALIVE, None)
    return Evaluation(
        split, until, people, int((~scored).sum()), back,
        _ranked(figures, came, customer),
        _ranked(of_repeaters, came[repeaters], customer[repeaters]) if enough else (), int(repeaters.sum()), _tenths(then, now, scored, figures, came),
    )  # fmt: skip


def _came(then: World, now: World) -> Bools:
    """For each contact whether the customer ordered after the split, or the person was in touch unasked."""
    ordered = now.get(order_days).last_before(now.day) > then.day
    touches = now.get(touch_table)
    answered = (touches["inbound"] & (touches["points"] > 0) & (touches["day"] > then.day)).to_numpy()
    return ordered | (np.bincount(touches["contact"].to_numpy()[answered], minlength=len(ordered)) > 0)


def _figures(then: World, weeks: float) -> dict[str, Floats]:
    """What people can be ranked by, the higher the likelier to come back; those of BG/NBD where it is fitted."""
    last = then.get(rhythm_table)["last_touch"].to_numpy()
    figures = {
        SCORE: then.get(score_table)["raw"].to_numpy(),
        DAYS_SINCE_TOUCH: -(np.datetime64(then.today) - last).astype("timedelta64[D]").astype(np.float64),
        FREQUENCY_FACTOR: then.get(score_table)["value_Frequency"].to_numpy(),
    }
    if model := then.get(model_of):
        history, customer = _history(then), then.get(order_days).of_contact
        # Who never ordered is expected to order least.
        expected = np.nan_to_num(expected_orders(model, history, weeks))
        figures[EXPECTED] = expected[customer]
        figures[ALIVE] = alive(model, history)[customer]
    return figures


def _history(world: World) -> Buyers:
    return buyers(world.get(order_days), world.day)


def _ranked(figures: dict[str, Floats], came: Bools, customer: Ints) -> tuple[Ranked, ...]:
    rankings = {name: Ranking(figure, came) for name, figure in figures.items()}
    alone, above = aucs(rankings, customer)
    return tuple(Ranked(name, alone[name], above.get(name), one.lift()) for name, one in rankings.items())


def _tenths(
    then: World, now: World, scored: Bools, figures: dict[str, Floats], came: Bools
) -> tuple[Tenth, ...]:
    """People by tens of the score."""
    from scipy.stats import binomtest

    known = now.get(order_days)
    after = np.bincount(known.customer, known.day > then.day, known.of_contact.max(initial=0) + 1)
    orders = after[known.of_contact][scored]
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
