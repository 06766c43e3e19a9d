"""Answers by what sets people apart: segment, tier, and the version that they were asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from salesbook.domain.campaigns.answered import CampaignAnswers, prior_of
from salesbook.domain.campaigns.comparing import TOLD_APART, YesCount, bayes_factors, share_interval
from salesbook.domain.facts.owners import accounts_of, tiers_of
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Objects, take, texts
from salesbook.util.folding import caseless

FEWEST_RANKED = 20  # people: where half of them agree, the share may be 33 to 67 %


@dataclass(frozen=True)
class AnswerGroup:
    """Of one group, "" those of none: who was pitched, answered, and said yes; of the `asked` long enough ago, who `agreed` in time.

    `share` of the asked agreed; it lies from `low` to `high` nine times in ten. All None without any.
    """

    name: str
    pitched: int
    answered: int
    yes: int
    asked: int
    agreed: int
    share: float | None
    low: float | None
    high: float | None

    @property
    def is_small(self) -> bool:
        """Whether too few were asked to rank it among others."""
        return self.asked < FEWEST_RANKED

    @property
    def seen(self) -> YesCount:
        """What they said at equal age."""
        return YesCount(self.agreed, self.asked)


@dataclass(frozen=True)
class AnswersBy:
    """Groups `by` something: those large enough by falling share of yes, then the small ones by name.

    `apart`: the names of the two that are told apart best, the one ahead first; none where no two are.
    """

    by: str
    groups: tuple[AnswerGroup, ...]
    apart: tuple[str, ...] = ()


def segments_of(world: World) -> Objects:
    """By contact the segment of its account; "" where it has none."""
    return take(texts(world.frames["Accounts"], "Segment"), world.get(accounts_of))


BY: Mapping[str, Callable[[World], Objects]] = {"Segment": segments_of, "Tier": tiers_of}


def answers_by(answers: CampaignAnswers, by: str) -> AnswersBy:
    """The answers of one campaign by Segment or Tier. Each of the pitched is in one group."""
    value = answers.world.get(BY[by])[answers.contact]
    folded = np.array([caseless(one) for one in value.tolist()], dtype=object)
    first = dict(zip(folded[::-1].tolist(), value[::-1].tolist(), strict=True))
    return _ranked(by, [_group(answers, name, folded == one) for one, name in first.items()])


def answers_by_version(campaigns: Iterable[CampaignAnswers]) -> AnswersBy:
    """The campaigns of one proposition side by side."""
    return _ranked(
        "Version", [_group(one, version_name(one), np.ones(len(one.rows), dtype=bool)) for one in campaigns]
    )


def version_name(answers: CampaignAnswers) -> str:
    """Such as "VMI-2 (version 2)"."""
    campaign = answers.states.campaign
    return f"{campaign.key} (version {campaign.version})" if campaign.version else str(campaign.key)


def _group(answers: CampaignAnswers, name: str, which: Bools) -> AnswerGroup:
    seen = YesCount(
        int((answers.yes_in_time & answers.of_age & which).sum()), int((answers.of_age & which).sum())
    )
    low, high = share_interval(seen, prior_of(answers.world)) if seen.people else (None, None)
    share = seen.yes / seen.people if seen.people else None
    return AnswerGroup(
        name, int(which.sum()), int(((answers.answer != "") & which).sum()), int((answers.said_yes & which).sum()),
        seen.people, seen.yes, share, low, high,
    )  # fmt: skip


def _ranked(by: str, groups: Sequence[AnswerGroup]) -> AnswersBy:
    large = sorted((one for one in groups if not one.is_small), key=lambda one: (-(one.share or 0), one.name))
    small = sorted((one for one in groups if one.is_small), key=lambda one: (not one.name, one.name))
    return AnswersBy(by, (*large, *small), _told_apart(large))


def _told_apart(groups: Sequence[AnswerGroup]) -> tuple[str, ...]:
    """Of all pairs the one with the strongest evidence, where that is enough for so many."""
    if len(groups) < 2:
        return ()
    counts = np.array([[one.agreed for one in groups], [one.asked for one in groups]])
    ahead, behind = np.triu_indices(len(groups), 1)
    factors = bayes_factors(counts[:, ahead], counts[:, behind])
    best = int(np.argmax(factors))
    if factors[best] < TOLD_APART * comb(len(groups), 2):
        return ()
    return groups[ahead[best]].name, groups[behind[best]].name
