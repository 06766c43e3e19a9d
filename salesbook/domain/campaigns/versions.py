"""Versions of one proposition held against each other, at equal age."""

from __future__ import annotations

from collections.abc import Mapping

from salesbook.domain.campaigns.answered import CampaignAnswers, answer_days, prior_of
from salesbook.domain.campaigns.pace import pitched_a_day, still_to_pitch
from salesbook.domain.campaigns.pairs import AnswerCourse, YesComparison, compare_pairs


def compare_versions(answers: Mapping[str, CampaignAnswers]) -> list[YesComparison]:
    """All pairs of campaigns of one proposition of which somebody was asked long enough ago, in the order of the sheet."""
    by_proposition: dict[str, list[AnswerCourse]] = {}
    for one in answers.values():
        if one.at_equal_age.people and one.states.campaign.proposition:
            by_proposition.setdefault(one.states.campaign.proposition, []).append(_course(one))
    if not by_proposition:
        return []
    world = next(iter(answers.values())).world
    return [
        pair
        for courses in by_proposition.values()
        for pair in compare_pairs(courses, prior_of(world), world.today)
    ]


def _course(answers: CampaignAnswers) -> AnswerCourse:
    wait = answer_days(answers.world)
    young = answers.pitched_on[~answers.of_age] + wait - answers.world.day
    return AnswerCourse(
        answers.states.campaign.key, answers.at_equal_age, young, pitched_a_day(answers), still_to_pitch(answers), wait
    )  # fmt: skip
