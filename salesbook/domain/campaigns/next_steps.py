"""What to try next with a campaign: stop, go on, improve or scale, with how sure it is, on how many people it rests, and what to ask first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.campaigns.answered import CampaignAnswers, answer_days
from salesbook.domain.campaigns.comparing import TOLD_APART
from salesbook.domain.campaigns.evidence import commonest, factor_above, factor_below, factor_commoner
from salesbook.domain.campaigns.pace import not_pitched
from salesbook.domain.campaigns.pairs import YesComparison, versions_and_letters
from salesbook.domain.facts.owners import tiers_of
from salesbook.schema import TIERS
from salesbook.schema.closed_lists import (
    ANSWERS,
    NOT_RELEVANT,
    OTHER_ANSWER,
    OVER,
    PAUSED,
    PITCHED,
    SAID_LATER,
    SAID_YES,
)
from salesbook.tables.arrays import Ints, day_of_number
from salesbook.util.wording import count, on

STOP, GO_ON, IMPROVE, SCALE, DECIDE = "Stop", "Go on", "Improve", "Scale", "Decide"
# Shares of yes that put a pitch in question, or call for more of it; see docs/campaigns.md.
TOO_FEW, MANY = 0.05, 0.2
# What a new version may answer.
_OBJECTIONS = tuple(one for one in ANSWERS if one not in {SAID_YES, SAID_LATER})
_STANDS = {PAUSED: "paused", OVER: "over"}
_UNLIKE = 0.15  # two groups of people are not alike where their shares of a tier differ by so much
_MOST_TIMES = 1000


@dataclass(frozen=True)
class NextStep:
    """`step`, `because` of what, `how_sure` that is, on how many `people` it rests, and the `question` to answer before it is taken.

    `about`: the objection to answer, or the campaign that is ahead.
    """

    step: str
    because: str
    how_sure: str
    people: int
    question: str = ""
    about: str = ""


def next_steps(
    answers: Mapping[str, CampaignAnswers], key: str, told_apart: Sequence[YesComparison]
) -> tuple[NextStep, ...]:
    """What the shares of yes speak for first, then what to improve. `told_apart`: the comparisons that it stands in."""
    one = answers[key]
    versions, letters = versions_and_letters(told_apart)
    first = step_by_share(one, versions) or _step_by_versions(answers, key, versions) or _go_on(one, versions)
    lost = first.step == STOP and any(pair.switch and pair.a == key for pair in versions)
    improved = () if lost else (_better_letter(letters), improvement(one))
    return (first, *filter(None, improved))


def step_by_share(answers: CampaignAnswers, told_apart: Sequence[YesComparison]) -> NextStep | None:
    """Stop or scale, where the share of yes is surely below the one bound or above the other; None where neither is sure.

    Versions that are told apart say themselves which of them is to be scaled. For scaling only those count whom we asked: of
    letters those who did not answer are not among the pitched.
    """
    seen, asked = answers.at_equal_age, answers.at_equal_age_of_asked
    below, above = factor_below(seen, TOO_FEW), factor_above(asked, MANY)
    ago = f"asked {count(answer_days(answers.world), 'day')} ago or more said yes"
    if below >= TOLD_APART:
        few = f"fewer than 1 in {1 / TOO_FEW:.0f}"
        sure = f"the answers are {_times(below)} likelier if {few} say yes than if 1 in {1 / TOO_FEW:.0f} do"
        return NextStep(
            STOP,
            f"{seen.yes:,} of {seen.people:,} {ago}, {few}",
            sure,
            seen.people,
            "Is that worth the calls?",
        )
    if above >= TOLD_APART and not any(pair.switch for pair in told_apart):
        many = f"more than 1 in {1 / MANY:.0f}"
        sure = f"the answers are {_times(above)} likelier if {many} say yes than if 1 in {1 / MANY:.0f} do"
        return NextStep(
            SCALE,
            f"{asked.yes:,} of {asked.people:,} {ago}, {many}",
            sure,
            asked.people,
            _before_more(answers),
        )
    return None


def improvement(answers: CampaignAnswers) -> NextStep | None:
    """The objection that a new version is to answer: the one that is surely commoner than each other. Interested later is none."""
    said = {one: times for one, times in answers.objections.items() if one in _OBJECTIONS}
    answer, total = commonest(said, len(_OBJECTIONS)), answers.objections.total()
    if not answer:
        return None
    times = said.pop(answer)
    second = max(said, key=said.__getitem__, default="")
    factor = _times(factor_commoner(times, said.get(second, 0)))
    beside = f"{answer} is commoner than {second}, the next," if second else f"{answer} is the commonest"
    return NextStep(
        IMPROVE, f"{times:,} of {total:,} who did not say yes say {answer}",
        f"the answers are {factor} likelier if {beside} than if another is as common", total, _before_a_version(answer), answer,
    )  # fmt: skip


def _step_by_versions(
    answers: Mapping[str, CampaignAnswers], key: str, told_apart: Sequence[YesComparison]
) -> NextStep | None:
    """Stop the version that is behind, scale the one ahead, where they are told apart."""
    sure = sorted((pair for pair in told_apart if pair.switch), key=lambda pair: -pair.bayes_factor)
    behind = [pair for pair in sure if pair.a == key]
    for pair in behind or sure:
        numbers = f"{pair.yes_b:,} of {pair.people_b:,} say yes to {pair.b}, {pair.yes_a:,} of {pair.people_a:,} to {pair.a}"
        how = _how_sure(pair)
        ask, people = _asked_alike(answers[pair.a], answers[pair.b]), pair.people_a + pair.people_b
        if behind:
            return NextStep(STOP, f"switch to {pair.b}: {numbers}", how, people, ask, pair.b)
        return NextStep(SCALE, numbers, how, people, f"{ask} {_before_more(answers[key])}", pair.b)
    return None


def _better_letter(letters: Sequence[YesComparison]) -> NextStep | None:
    """Send the variant of a letter that is told apart as the better one."""
    sure = [pair for pair in letters if pair.switch]
    if not sure:
        return None
    pair = max(sure, key=lambda one: one.bayes_factor)
    numbers = f"{pair.yes_b:,} of {pair.people_b:,} said yes to {pair.b}, {pair.yes_a:,} of {pair.people_a:,} to {pair.a}"
    return NextStep(IMPROVE, f"send {pair.b} alone: {numbers}", _how_sure(pair), pair.people_a + pair.people_b,
                    "Were both sent at the same times?", pair.b)  # fmt: skip


def _how_sure(pair: YesComparison) -> str:
    return f"{pair.b} is {100 * pair.better:.0f} % likely better; the answers are {_times(pair.bayes_factor)} likelier if the two differ than if they are alike"


def _go_on(answers: CampaignAnswers, told_apart: Sequence[YesComparison]) -> NextStep:
    """Where nothing is sure yet; where nobody is pitched any more, what they said decides."""
    people, left, campaign = answers.at_equal_age.people, not_pitched(answers), answers.states.campaign
    sure = _not_sure(answers, told_apart)
    if not campaign.is_live:
        stands = (
            f"not live: {campaign.planned}" if campaign.planned else _STANDS.get(campaign.status, "not begun")
        )
        many = count(left, "decision maker was", "decision makers were")
        return NextStep(DECIDE, f"it is {stands}; {many} not pitched" if left else f"it is {stands}", sure, people,
                        "Are they to be pitched still?" if left else "What do their words say?")  # fmt: skip
    if left:
        pitched = "" if len(answers.rows) else "nobody was pitched yet, "
        return NextStep(GO_ON, f"{pitched}{count(left, 'decision maker')} to pitch", sure, people)
    return NextStep(
        DECIDE, "everybody who can be reached was asked", sure, people, "What do their words say?"
    )


def _not_sure(answers: CampaignAnswers, told_apart: Sequence[YesComparison]) -> str:
    seen = answers.at_equal_age
    if not len(answers.rows):
        return "nothing is known yet"
    if not seen.people:
        first = day_of_number(int(answers.pitched_on.min()) + answer_days(answers.world))
        return f"nothing is sure yet: the first answers are of age on {on(first)}"
    said = f"{count(seen.people, 'person was', 'people were')} asked long enough ago: too early to tell whether fewer than 1 in {1 / TOO_FEW:.0f} or more than 1 in {1 / MANY:.0f} say yes"
    return "; ".join([said, *(f"{pair.advice[0].lower()}{pair.advice[1:]}" for pair in told_apart[:1])])


def _before_a_version(answer: str) -> str:
    if answer == NOT_RELEVANT:
        return "Does the rule of the cohort choose those whom it is for?"
    if answer == OTHER_ANSWER:
        return "What do their words have in common?"
    return f"What must the promise say to answer {answer}? A new version is approved anew, and pitched as a new campaign."


def _before_more(answers: CampaignAnswers) -> str:
    """What to ask before more calls a day or, where nobody is left, the next cohort."""
    if not not_pitched(answers):
        return "Which cohort is next, and can we deliver to it?"
    states = answers.states
    to_come = states.contact[states.state != PITCHED]
    unlike = _unlike(answers, answers.contact[answers.of_age], "those asked", to_come, "those to come")
    return f"{unlike}: will they answer alike?" if unlike else "Can we deliver what more calls a day bring?"


def _asked_alike(a: CampaignAnswers, b: CampaignAnswers) -> str:
    asked_a, asked_b = (one.contact[one.of_age] for one in (a, b))
    unlike = _unlike(
        a, asked_a, f"those asked by {a.states.campaign.key}", asked_b, f"those by {b.states.campaign.key}"
    )
    if unlike:
        return f"{unlike}: is it the version, or whom it was pitched to?"
    return "Were both pitched in the same way, by the same callers?"


def _unlike(answers: CampaignAnswers, some: Ints, called: str, others: Ints, others_called: str) -> str:
    """In words how two groups of contacts differ in the tier in which they differ most; "" where they hardly do."""
    if not (len(some) and len(others)):
        return ""
    tiers = answers.world.get(tiers_of)
    shares = [
        (tier, float(np.mean(tiers[some] == tier)), float(np.mean(tiers[others] == tier)))
        for tier in (*TIERS, "")
    ]
    tier, of_some, of_others = max(shares, key=lambda one: abs(one[1] - one[2]))
    if abs(of_some - of_others) < _UNLIKE:
        return ""
    named = f"tier {tier}" if tier else "no tier"
    return f"Of {called} {100 * of_some:.0f} % are of {named}, of {others_called} {100 * of_others:.0f} %"


def _times(factor: float) -> str:
    return f"{factor:,.0f} times" if factor < _MOST_TIMES else f"more than {_MOST_TIMES:,} times"
