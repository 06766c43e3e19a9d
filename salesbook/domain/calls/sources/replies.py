"""They wrote, a day to ring back was set, and nobody has answered yet."""

from __future__ import annotations

from dataclasses import replace

from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import CARE, WHOLE_DAY, Wanted
from salesbook.domain.calls.sources.due import agreed_on, due_now, wanted
from salesbook.domain.facts.unanswered import open_letters
from salesbook.domain.pitching.problems import has_campaigns
from salesbook.domain.world import World
from salesbook.tables.arrays import texts


class Replies:
    """Letters of theirs that wait for an answer."""

    block = CARE
    promised = True
    share = WHOLE_DAY

    def whom(self, world: World) -> Wanted:
        return wanted(world, world.get(due_now) & (world.get(open_letters)[0] >= 0), world.get(agreed_on))

    def said(self, line: PlannedCall) -> LineWords:
        return replace(words_of_situation(line), campaign=_campaign_answered(line))


def _campaign_answered(line: PlannedCall) -> str | None:
    """The campaign to whose letter they wrote: what they say now counts for it."""
    world = line.world
    campaign = str(texts(world.frames["Activities"], "Campaign ID")[world.get(open_letters)[1][line.contact]])
    return campaign if has_campaigns(world) and campaign in world.frames["Campaigns"].index else None
