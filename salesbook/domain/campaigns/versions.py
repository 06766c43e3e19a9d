"""Versions of one proposition held against each other, at equal age: switch to one, or when it can be told at the earliest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

import numpy as np

from salesbook.domain.campaigns.answered import CampaignAnswers, answer_days, prior_of
from salesbook.domain.campaigns.comparing import (
    TOLD_APART,
    bayes_factor,
    bayes_factors,
    expected_loss,
    is_ahead,
    probability_better,
)
from salesbook.domain.campaigns.pace import pitched_a_day, still_to_pitch
from salesbook.tables.arrays import Floats, Ints
from salesbook.util.wording import on

_AHEAD = 365  # days
_LEAST_TOLD = 0.05  # points


@dataclass(frozen=True)
class VersionComparison:
    """Two campaigns of one proposition, `b` the one ahead; `yes_a` of `people_a` said yes, at equal age.

    `better`: how likely b is better; `loss`: what choosing it costs on average, as a share; `switch`: whether that is sure
    enough; `advice`: in words.
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


def compare_versions(answers: Mapping[str, CampaignAnswers]) -> list[VersionComparison]:
    """All pairs of campaigns of one proposition of which somebody was asked long enough ago, in the order of the sheet."""
    by_proposition: dict[str, list[str]] = {}
    for key, one in answers.items():
        if one.at_equal_age.people and one.states.campaign.proposition:
            by_proposition.setdefault(one.states.campaign.proposition, []).append(key)
    return [one for keys in by_proposition.values() for one in _pairs(answers, keys)]


def _pairs(answers: Mapping[str, CampaignAnswers], keys: list[str]) -> Iterator[VersionComparison]:
    pairs = list(combinations(keys, 2))
    for first, second in pairs:
        prior = prior_of(answers[first].world)
        ahead = is_ahead(answers[first].at_equal_age, answers[second].at_equal_age, prior)
        a, b = (first, second) if ahead else (second, first)
        seen_a, seen_b = answers[a].at_equal_age, answers[b].at_equal_age
        factor, needed = bayes_factor(seen_a, seen_b), TOLD_APART * len(pairs)
        better, loss = probability_better(seen_a, seen_b, prior), expected_loss(seen_a, seen_b, prior)
        switch = factor >= needed
        told = f"{100 * better:.0f} % likely better, {_risk(loss)}"
        advice = (
            f"Switch to {b}: {told}"
            if switch
            else f"Too early to tell {b} from {a} ({told}): {_when(answers[a], answers[b], needed)}"
        )
        yield VersionComparison(
            a, b, seen_a.people, seen_a.yes, seen_b.people, seen_b.yes, better, loss, factor, switch, advice
        )


def _risk(loss: float) -> str:
    """What choosing the one ahead costs on average, in points of the share of yes."""
    points = 100 * loss
    return f"{points:.1f} points at risk" if points >= _LEAST_TOLD else "next to nothing at risk"


def _when(a: CampaignAnswers, b: CampaignAnswers, needed: float) -> str:
    day = first_day_told_apart(a, b, needed)
    if day is not None:
        return f"{on(day)} at the earliest"
    if still_to_pitch(a) + still_to_pitch(b) == 0 or _is_done_before(a, b):
        return "this cohort will be done before they can be told apart: decide by what they said"
    return "not within a year at this pace: decide by what they said"


def first_day_told_apart(a: CampaignAnswers, b: CampaignAnswers, needed: float) -> date | None:
    """The first day within a year on which today's shares of yes and today's pace give that Bayes factor; None for none."""
    counts = [_expected(one) for one in (a, b)]
    reached = np.flatnonzero(bayes_factors(*counts) >= needed)
    return a.world.today + timedelta(days=int(reached[0]) + 1) if len(reached) else None


def _expected(answers: CampaignAnswers) -> Floats:
    """Yes and people of age on each of the next days: who was pitched comes of age, then those still to be pitched."""
    seen, days = answers.at_equal_age, np.arange(1, _AHEAD + 1)
    people = seen.people + _coming_of_age(answers, days)
    share = seen.yes / seen.people
    return np.array([seen.yes + share * (people - seen.people), people])


def _coming_of_age(answers: CampaignAnswers, days: Ints) -> Floats:
    wait = answer_days(answers.world)
    young = np.sort(answers.pitched_on[~answers.of_age]) + wait - answers.world.day  # in so many days
    grown = np.searchsorted(young, days, side="right")
    pitched = np.minimum(np.maximum(days - wait, 0) * pitched_a_day(answers), still_to_pitch(answers))
    return np.asarray(grown + pitched, dtype=np.float64)


def _is_done_before(a: CampaignAnswers, b: CampaignAnswers) -> bool:
    """Whether both have pitched everybody, and have all their answers, within the days looked at."""
    wait = answer_days(a.world)
    return all(pitched_a_day(one) * (_AHEAD - wait) >= still_to_pitch(one) for one in (a, b))
