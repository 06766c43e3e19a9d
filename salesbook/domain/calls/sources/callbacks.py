"""A campaign was put off to a day that has come: they said later, or asked to be called back."""

from __future__ import annotations

from dataclasses import replace

from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.pitch import words_for_later
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import CAMPAIGN_BLOCK, PITCH_DUTY, WHOLE_DAY, Wanted
from salesbook.domain.calls.sources.due import agreed_on, due_now, wanted
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.situations.table import situations_of
from salesbook.domain.pitching.asked_back import asked_back_in
from salesbook.domain.pitching.campaigns import campaigns_of
from salesbook.domain.world import World

_PROMISE = "Promise"  # the topic of agreed days of which nothing else is known


class CampaignCallbacks:
    """Agreed days of live campaigns: these people stand in their block, and nowhere else."""

    block = CAMPAIGN_BLOCK
    promised = True
    share = WHOLE_DAY

    def whom(self, world: World) -> Wanted:
        promised = world.get(rhythm_table)["promised"].to_numpy()
        theirs = world.get(asked_back_in).campaign != ""
        found = wanted(world, world.get(due_now) & promised & theirs, world.get(agreed_on))
        return replace(found, task=[PITCH_DUTY] * len(found.contact))

    def said(self, line: PlannedCall) -> LineWords:
        asked = line.world.get(asked_back_in)
        key, row = str(asked.campaign[line.contact]), int(asked.later[line.contact])
        if row >= 0 and line.world.get(situations_of)[line.contact].topic == _PROMISE:
            when = line.world.frames["Activities"]["When"].iloc[row].date()
            return words_for_later(line, line.world.get(campaigns_of)[key], line.past(when))
        return replace(words_of_situation(line), campaign=key)
