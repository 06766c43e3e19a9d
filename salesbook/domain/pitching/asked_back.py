"""Who of a live campaign is to be called again on an agreed day: they said later, or asked to be called back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.talks import last_word
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.pitching.campaigns import campaigns_of
from salesbook.domain.pitching.pitched import counted_answer
from salesbook.domain.pitching.problems import has_campaigns
from salesbook.domain.pitching.states import CampaignStates, states_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import SAID_LATER
from salesbook.tables.arrays import Ints, Objects, take, texts

_CALL_BACK = "Call back later"


@dataclass(frozen=True)
class AskedBack:
    """By contact the `campaign`, "" for none, and the row of Activities in which they said `later`, -1 where they only asked to be called back."""

    campaign: Objects
    later: Ints


def asked_back_in(world: World) -> AskedBack:
    """Those with whom the last word was one of a live campaign, of several the one that began first, and put it off; whatever day was agreed."""
    count = len(world.frames["Contacts"])
    found = AskedBack(np.full(count, "", dtype=object), np.full(count, -1))
    if not has_campaigns(world):
        return found
    live = [one for one in world.get(campaigns_of).values() if one.is_live]
    for campaign in sorted(live, key=lambda one: one.start, reverse=True):
        states = world.get(states_of)[campaign.key]
        later, put_off = _put_off(world, states)
        found.campaign[states.contact[put_off]] = campaign.key
        found.later[states.contact[put_off]] = later[put_off]
    return found


def _put_off(world: World, states: CampaignStates) -> tuple[Ints, Ints]:
    """For each of its decision makers the row in which they said later, -1 for none; and the places of those who put it off."""
    log, touches = world.frames["Activities"], world.get(touch_table)
    last = world.get(last_word)[states.contact]
    row = np.append(touches["activity"].to_numpy(), -1)[last]
    of_campaign = take(texts(log, "Campaign ID"), row) == states.campaign.key
    asked = take(texts(log, "Outcome"), row) == _CALL_BACK
    answer = np.append(states.pitches.answer, -1)[states.row]
    said = take(texts(log, "Answer"), answer).tolist()
    later = np.where([counted_answer(text) == SAID_LATER for text in said], answer, -1).astype(np.int64)
    return later, np.flatnonzero(of_campaign & (asked | (later >= 0)))
