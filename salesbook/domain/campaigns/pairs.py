"""Shares of yes held against each other in pairs, at equal age: switch to one, or when it can be told at the earliest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

import numpy as np

from salesbook.domain.campaigns.comparing import (
    TOLD_APART,
    Prior,
    YesCount,
    bayes_factor,
    bayes_factors,
    expected_loss,
    is_ahead,
    probability_better,
)
from salesbook.tables.arrays import Floats, Ints
from salesbook.util.wording import on

_AHEAD = 365  # days
_LEAST_TOLD = 0.05  # points


@dataclass(frozen=True)
class AnswerCourse:
    """What was said at equal age by those asked with `name`, and who is still to come.

    `ripening`: in how many days each of those asked lately will have been asked long enough ago. `pace`: people asked a
    day; `left`: how many are still to be asked; `wait`: days until an answer is of age.
    """

    name: str
    seen: YesCount
    ripening: Ints
    pace: float
    left: int
    wait: int

    def expected(self) -> Floats:
        """Yes and people of age on each of the next days, at today's share and pace."""
        days = np.arange(1, _AHEAD + 1)
        grown = np.searchsorted(np.sort(self.ripening), days, side="right")
        asked = np.minimum(np.maximum(days - self.wait, 0) * self.pace, self.left)
        people = self.seen.people + grown + asked
        share = self.seen.yes / self.seen.people
        return np.array([self.seen.yes + share * (people - self.seen.people), people], dtype=np.float64)

    @property
    def ends_in_time(self) -> bool:
        """Whether everybody will have been asked, and all answers are of age, within the days looked at."""
        return self.pace * (_AHEAD - self.wait) >= self.left


@dataclass(frozen=True)
class YesComparison:
    """Two campaigns of one proposition, or two variants of a letter, `b` the one ahead; `yes_a` of `people_a` said yes, at equal age.

    `better`: how likely b is better; `loss`: what choosing it costs on average, as a share; `switch`: whether that is sure
    enough; `advice`: in words. `campaign`: whose letter it is; "" for two campaigns.
    """

    a: str
    b: str
    people_a: int
    yes_a: int
    people_b: int
    yes_b: int
    better: float
    loss: float
    bayes_factor: float
    switch: bool
    advice: str
    campaign: str = ""

    def is_about(self, campaign: str) -> bool:
        """Whether it concerns a campaign, or a letter of it."""
        return campaign == self.campaign if self.campaign else campaign in {self.a, self.b}


def versions_and_letters(
    pairs: Iterable[YesComparison],
) -> tuple[list[YesComparison], list[YesComparison]]:
    """Those of campaigns, and those of letters."""
    found: tuple[list[YesComparison], list[YesComparison]] = ([], [])
    for pair in pairs:
        found[bool(pair.campaign)].append(pair)
    return found


def compare_pairs(
    courses: Sequence[AnswerCourse], prior: Prior, today: date, campaign: str = ""
) -> Iterator[YesComparison]:
    """All pairs, each of which somebody was asked long enough ago with. Of k pairs the evidence must be k times as strong."""
    pairs = list(combinations(courses, 2))
    for pair in pairs:
        a, b = pair if is_ahead(pair[0].seen, pair[1].seen, prior) else pair[::-1]
        factor, needed = bayes_factor(a.seen, b.seen), TOLD_APART * len(pairs)
        better, loss = probability_better(a.seen, b.seen, prior), expected_loss(a.seen, b.seen, prior)
        switch = factor >= needed
        told = f"{100 * better:.0f} % likely better, {_risk(loss)}"
        advice = (
            f"Switch to {b.name}: {told}"
            if switch
            else f"Too early to tell {b.name} from {a.name} ({told}): {_when(a, b, needed, today)}"
        )
        yield YesComparison(
            a.name, b.name, a.seen.people, a.seen.yes, b.seen.people, b.seen.yes, better, loss, factor, switch, advice,
            campaign,
        )  # fmt: skip


def _risk(loss: float) -> str:
    """What choosing the one ahead costs on average, in points of the share of yes."""
    points = 100 * loss
    return f"{points:.1f} points at risk" if points >= _LEAST_TOLD else "next to nothing at risk"


def _when(a: AnswerCourse, b: AnswerCourse, needed: float, today: date) -> str:
    days = days_until_told_apart(a, b, needed)
    if days is not None:
        return f"{on(today + timedelta(days=days))} at the earliest"
    if a.left + b.left == 0 or (a.ends_in_time and b.ends_in_time):
        return "this cohort will be done before they can be told apart: decide by what they said"
    return "not within a year at this pace: decide by what they said"


def days_until_told_apart(a: AnswerCourse, b: AnswerCourse, needed: float) -> int | None:
    """In how many days, within a year, today's shares of yes and today's pace give that Bayes factor; None for none."""
    reached = np.flatnonzero(bayes_factors(a.expected(), b.expected()) >= needed)
    return int(reached[0]) + 1 if len(reached) else None
