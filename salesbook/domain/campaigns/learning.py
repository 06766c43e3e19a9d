"""What a campaign teaches: objections with quotes, how fast answers came, who says yes, and what to try next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.campaigns.answer_groups import BY, AnswersBy, answers_by, answers_by_version
from salesbook.domain.campaigns.answered import CampaignAnswers, prior_of
from salesbook.domain.campaigns.comparing import YesCount, share_interval
from salesbook.domain.campaigns.next_steps import NextStep, next_steps
from salesbook.domain.campaigns.objections import Objection, objections_of
from salesbook.domain.campaigns.pairs import YesComparison, versions_and_letters


@dataclass(frozen=True)
class AnswerSpeed:
    """Of those who answered: how many `at_once`, on the day of the pitch, and the `median` of days from pitch to first answer.

    `to_the_tenth`: days from Start. None where there is nothing to tell.
    """

    answered: int
    at_once: int
    median: float | None
    to_the_tenth: int | None


@dataclass(frozen=True)
class LetterAnswers:
    """Of those to whom a variant was sent long enough ago, who `agreed` in time; their `share` lies from `low` to `high`, nine times in ten."""

    name: str
    sent: int
    agreed: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Learning:
    """Of one campaign. `pitched` = `answered` + those who have not; `answered` = `yes` + the people of all objections.

    `by`: answers by segment and tier, where anybody has one, and by version where there are several. `letters`: the variants
    of its letters of which two can be compared.
    """

    campaign: str
    pitched: int
    answered: int
    yes: int
    objections: tuple[Objection, ...]
    speed: AnswerSpeed
    by: tuple[AnswersBy, ...]
    letters: tuple[LetterAnswers, ...]
    next_steps: tuple[NextStep, ...]


def learning_of(
    answers: Mapping[str, CampaignAnswers], key: str, compared: Sequence[YesComparison]
) -> Learning:
    """What campaign `key` teaches, beside those of the same proposition; `compared`: all comparisons."""
    one = answers[key]
    mine = [pair for pair in compared if pair.is_about(key)]
    by = [answers_by(one, column) for column in BY]
    proposition = one.states.campaign.proposition
    versions = [
        each
        for each in answers.values()
        if each.states.campaign.proposition == proposition and len(each.rows)
    ]
    if proposition and len(versions) > 1:
        by.append(answers_by_version(versions))
    return Learning(
        campaign=str(key),
        pitched=len(one.rows),
        answered=one.answered,
        yes=one.yes,
        objections=objections_of(one),
        speed=_speed(one),
        by=tuple(each for each in by if any(group.name for group in each.groups)),
        letters=tuple(_letters(one, versions_and_letters(mine)[1])),
        next_steps=next_steps(answers, key, mine),
    )


def _speed(answers: CampaignAnswers) -> AnswerSpeed:
    days = answers.days_to_answer
    median = float(np.median(days)) if len(days) else None
    return AnswerSpeed(len(days), int((days == 0).sum()), median, answers.days_to_the_tenth)


def _letters(answers: CampaignAnswers, pairs: Sequence[YesComparison]) -> Iterator[LetterAnswers]:
    """Each variant of the pairs once, by name."""
    seen = {
        name: YesCount(yes, people)
        for pair in pairs
        for name, yes, people in ((pair.a, pair.yes_a, pair.people_a), (pair.b, pair.yes_b, pair.people_b))
    }
    for name, one in sorted(seen.items()):
        low, high = share_interval(one, prior_of(answers.world))
        yield LetterAnswers(name, one.people, one.yes, one.yes / one.people, low, high)
