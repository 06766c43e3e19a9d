"""A campaign's whole story: how it stands, how coverage grew, what they said, who cannot be reached, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from salesbook.domain.campaigns.answered import CampaignAnswers, prior_of
from salesbook.domain.campaigns.comparing import YesCount, share_interval
from salesbook.domain.campaigns.learning import Learning, learning_of
from salesbook.domain.campaigns.objections import names_at
from salesbook.domain.campaigns.pace import done_by
from salesbook.domain.campaigns.pairs import YesComparison
from salesbook.domain.campaigns.said import campaign_sentence, what_to_do
from salesbook.domain.campaigns.variants import compare_variants
from salesbook.domain.campaigns.versions import compare_versions
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.pitching.campaigns import NEVER, UNSTARTED, Campaign
from salesbook.domain.pitching.states import CampaignStates, listed_states, open_campaign_lines
from salesbook.domain.world import World
from salesbook.schema.closed_lists import CANNOT, PITCH_STATES, PITCHED, SAID_YES, UNREACHED
from salesbook.tables.arrays import day_of_number, take, texts
from salesbook.tables.rows import row_of
from salesbook.util.weeks import monday_of
from salesbook.util.wording import count

_MOST_WEEKS = 16  # more are shown as months
_NO_ANSWER = "No answer yet"


@dataclass(frozen=True)
class CoverageSpan:
    """A week or a month from `first` on: who was pitched first in it, and how many were by its end."""

    first: date
    pitched: int
    so_far: int


@dataclass(frozen=True)
class OutOfReach:
    """A decision maker whom no channel of the campaign reaches, or who was given up, and why."""

    name: str
    account: str
    why: str


@dataclass(frozen=True)
class CampaignStory:
    """All that the page of a campaign shows. `proposition`: the cells of its proposition, none where there is none.

    `states`: how many are in each; they add up to `decision_makers`. `said`: each answer with its people, those without one
    last; they add up to `pitched`, as `spans` do. `compared`: its version with others, `letters`: its letters' variants. `unasked`: those
    who count as pitched since they answered a letter. `monthly`: the spans are months.
    """

    firm: str
    today: date
    campaign: Campaign
    proposition: dict[str, str]
    sentence: str
    to_do: str
    decision_makers: int
    can_be_reached: int
    pitched: int
    coverage: float
    yes: YesCount
    unasked: int
    low: float
    high: float
    done_by: date | None
    start: date | None
    end: date | None
    states: tuple[tuple[str, int], ...]
    spans: tuple[CoverageSpan, ...]
    monthly: bool
    said: tuple[tuple[str, int], ...]
    learning: Learning
    compared: tuple[YesComparison, ...]
    letters: tuple[YesComparison, ...]
    cannot: tuple[OutOfReach, ...]
    given_up: tuple[OutOfReach, ...]

    @property
    def adds_up(self) -> bool:
        """Whether all parts are what they are parts of."""
        groups = [sum(group.pitched for group in by.groups) for by in self.learning.by if by.by != "Version"]
        parts = [sum(people for _, people in self.said), sum(span.pitched for span in self.spans), *groups]
        return {*parts, self.pitched} == {self.pitched} and sum(
            n for _, n in self.states
        ) == self.decision_makers


def campaign_story(world: World, key: str) -> CampaignStory:
    """The story of one campaign as it stands today."""
    states = listed_states(world, open_campaign_lines(world))
    answers = {str(name): CampaignAnswers(world, one) for name, one in states.items()}
    one, mine = answers[key], states[key]
    compared = compare_versions(answers)
    about = tuple(pair for pair in compared if pair.is_about(key))
    letters = tuple(compare_variants({key: one}))
    told = (*about, *letters)
    learning, seen, campaign = (
        learning_of(answers, key, [*compared, *letters]),
        one.at_equal_age,
        mine.campaign,
    )
    low, high = share_interval(seen, prior_of(world))
    spans, monthly = _spans(one)
    return CampaignStory(
        firm=str(world.settings["Firm"]), today=world.today, campaign=campaign, proposition=_proposition(world, campaign),
        sentence=campaign_sentence(one, told), to_do=what_to_do(one, told),
        decision_makers=len(mine.contact), can_be_reached=len(mine.contact) - mine.number(CANNOT), pitched=mine.number(PITCHED),
        coverage=mine.coverage, yes=seen, unasked=int(one.answered_unasked.sum()), low=low, high=high, done_by=done_by(one),
        start=None if campaign.start == UNSTARTED else day_of_number(campaign.start),
        end=None if campaign.end == NEVER else day_of_number(campaign.end),
        states=tuple((state, mine.number(state)) for state in PITCH_STATES), spans=spans, monthly=monthly,
        said=_said(one, learning), learning=learning, compared=about, letters=letters,
        cannot=_out_of_reach(world, mine, CANNOT), given_up=_out_of_reach(world, mine, UNREACHED),
    )  # fmt: skip


def _proposition(world: World, campaign: Campaign) -> dict[str, str]:
    table = world.frames["Propositions"]
    if campaign.proposition not in table.index:
        return {}
    return {
        name: str(value) for name, value in row_of(table, campaign.proposition, ("Title", "Promise")).items()
    }


def _said(answers: CampaignAnswers, learning: Learning) -> tuple[tuple[str, int], ...]:
    others = [(one.answer, one.people) for one in learning.objections]
    return (SAID_YES, answers.yes), *others, (_NO_ANSWER, learning.pitched - learning.answered)


def _spans(answers: CampaignAnswers) -> tuple[tuple[CoverageSpan, ...], bool]:
    """Weeks, or where they are many months, from the one of the first pitch to that of the last; those between without one, too."""
    if not len(answers.rows):
        return (), False
    days = [day_of_number(day) for day in np.sort(answers.pitched_on).tolist()]
    monthly = (monday_of(days[-1]) - monday_of(days[0])).days >= 7 * _MOST_WEEKS
    pitched = Counter(day.replace(day=1) if monthly else monday_of(day) for day in days)
    found, so_far, first = [], 0, min(pitched)
    while first <= max(pitched):
        so_far += pitched[first]
        found.append(CoverageSpan(first, pitched[first], so_far))
        later = first + timedelta(days=31 if monthly else 7)
        first = later.replace(day=1) if monthly else later
    return tuple(found), monthly


def _out_of_reach(world: World, states: CampaignStates, state: str) -> tuple[OutOfReach, ...]:
    """Those in a state, by organisation and name."""
    places = np.flatnonzero(states.state == state)
    at = states.contact[places]
    firms = take(texts(world.frames["Accounts"], "Account"), world.get(accounts_of)[at])
    tried = (f"tried {count(tries, 'time')}" for tries in states.tries[places].tolist())
    why: Sequence[str] = states.why[places].tolist() if state == CANNOT else list(tried)
    found = map(OutOfReach, names_at(world, at), firms, why)
    return tuple(sorted(found, key=lambda one: (one.account, one.name)))
