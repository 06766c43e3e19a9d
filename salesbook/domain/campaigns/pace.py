"""How fast a campaign goes, and when it will be done."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from salesbook.domain.campaigns.answered import CampaignAnswers
from salesbook.schema.closed_lists import ON_THE_LIST, TRIED, WAITING

PACE_DAYS = 28  # looked at for the pace
_FURTHEST = 3650


def pitched_a_day(answers: CampaignAnswers) -> float:
    """People pitched a calendar day in the last four weeks, or since Start where that is later; 0 before."""
    campaign, today = answers.states.campaign, answers.world.day
    days = min(PACE_DAYS, today - campaign.start + 1)
    if days < 1:
        return 0.0
    return float((answers.pitched_on > today - PACE_DAYS).sum()) / days


def not_pitched(answers: CampaignAnswers) -> int:
    """Who can be reached, was not pitched, and was not given up."""
    return sum(answers.states.number(state) for state in (ON_THE_LIST, TRIED, WAITING))


def still_to_pitch(answers: CampaignAnswers) -> int:
    """Those of a live campaign: of another one nobody more is pitched."""
    return not_pitched(answers) if answers.states.campaign.is_live else 0


def done_by(answers: CampaignAnswers) -> date | None:
    """The day on which everybody will have been pitched at that pace; None where nobody is left or nobody is pitched."""
    left, pace = still_to_pitch(answers), pitched_a_day(answers)
    if not left or not pace or left / pace > _FURTHEST:
        return None
    return answers.world.today + timedelta(days=ceil(left / pace))
