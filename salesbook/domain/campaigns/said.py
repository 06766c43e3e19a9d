"""A campaign in a sentence, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.domain.campaigns.answered import CampaignAnswers, answer_days, prior_of
from salesbook.domain.campaigns.comparing import share_interval
from salesbook.domain.campaigns.next_steps import improvement, step_by_share
from salesbook.domain.campaigns.pace import done_by, not_pitched
from salesbook.domain.campaigns.pairs import YesComparison, versions_and_letters
from salesbook.schema.closed_lists import CANNOT, LIVE, PAUSED, PITCHED, PLANNED
from salesbook.tables.arrays import day_of_number
from salesbook.util.wording import count, on

_MOST_PAIRS = 5


def campaign_sentence(answers: CampaignAnswers, told_apart: Sequence[YesComparison]) -> str:
    """Such as "VMI: 61 of 140 decision makers pitched, 12 tried; at this pace done 3 June 2026; ..."."""
    states = answers.states
    can = len(states.contact) - states.number(CANNOT)
    said = [f"{states.number(PITCHED):,} of {count(can, 'decision maker')} pitched"]
    if states.tried:
        said[0] += f", {states.tried:,} tried"
    if cannot := states.number(CANNOT):
        said.append(f"{cannot:,} more cannot be reached")
    if day := done_by(answers):
        said.append(f"at this pace done {on(day)}")
    said += [_of_yes(answers), *(one[0].lower() + one[1:] for one in _advice(told_apart))]
    return f"{states.campaign.key}: {'; '.join(filter(None, said))}."


def _advice(told_apart: Sequence[YesComparison]) -> list[str]:
    """Of each pair, those first that are told apart; beyond a few their number: `--json` has all."""
    pairs = sorted(told_apart, key=lambda one: not one.switch)
    told = [one.advice for one in pairs[:_MOST_PAIRS]]
    more = len(pairs) - len(told)
    return [*told, f"{count(more, 'more comparison')}, by --json"] if more else told


def _of_yes(answers: CampaignAnswers) -> str:
    seen, days = answers.at_equal_age, answer_days(answers.world)
    if not seen.people:
        return ""
    low, high = share_interval(seen, prior_of(answers.world))
    return f"of {seen.people:,} asked {count(days, 'day')} ago or more {100 * seen.yes / seen.people:.0f} % said yes ({100 * low:.0f} to {100 * high:.0f} %)"


def what_to_do(answers: CampaignAnswers, told_apart: Sequence[YesComparison]) -> str:
    """What the answers say for the next step, and how sure it is."""
    states, seen = answers.states, answers.at_equal_age
    if states.campaign.planned:
        return f"Not live: {states.campaign.planned}."
    if states.campaign.status == PLANNED:
        return (
            f"Begins {on(day_of_number(states.campaign.start))}."
            if states.campaign.typed == LIVE
            else "Set Status to Live to begin."
        )
    versions, letters = versions_and_letters(told_apart)
    doubt, improved = step_by_share(answers, versions), improvement(answers)
    said = [f"{one}." for one in _advice(versions)]
    if doubt:
        said.append(f"{doubt.step}? {doubt.because}. {doubt.question}")
    if not said:
        said.append(_next_step(answers) if seen.people else _first_look(answers))
    said += [f"{one}." for one in _advice(letters)]
    if improved:
        said.append(f"{improved.step}: {improved.because}.")
    return " ".join(said)


def _first_look(answers: CampaignAnswers) -> str:
    """What there is to say before anybody was asked long enough ago."""
    if not len(answers.rows):
        return "Nobody was pitched yet." if answers.states.campaign.is_live else _next_step(answers)
    days = answer_days(answers.world)
    first = day_of_number(int(answers.pitched_on.min()) + days)
    return f"Too early to tell: the first answers are of age on {on(first)}."


def _next_step(answers: CampaignAnswers) -> str:
    left, campaign = not_pitched(answers), answers.states.campaign
    if not left:
        return "Everybody who can be reached was asked: decide by what they said."
    if campaign.is_live:
        return f"Go on: {count(left, 'decision maker')} to pitch."
    stands = "Paused" if campaign.status == PAUSED else "Over"
    return f"{stands}: {count(left, 'decision maker was', 'decision makers were')} not pitched."
