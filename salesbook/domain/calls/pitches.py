"""The lines of campaigns: the next of each queue, in places and by people of their own, under the guards of all calls.

Whoever is on the list of a campaign stands there alone; whoever only waits stays where they are without it. At a firm
where somebody is called for what happened there is no pitch that day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

import numpy as np

from salesbook.domain.calls.day import CallDay
from salesbook.domain.calls.gather import gather_wanted
from salesbook.domain.calls.guards import Guards
from salesbook.domain.calls.lines import CallLine
from salesbook.domain.calls.rank import priority
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.pitch import pitch_words
from salesbook.domain.calls.sources.base import CAMPAIGN_BLOCK, PITCH_DUTY, Wanted
from salesbook.domain.calls.sources.care import Care
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.guards.held import HeldContacts
from salesbook.domain.guards.reach import barrier
from salesbook.domain.pitching.campaigns import Campaign, campaigns_of
from salesbook.domain.pitching.problems import has_campaigns
from salesbook.domain.pitching.queue import queues_of
from salesbook.domain.pitching.states import states_of
from salesbook.domain.world import World
from salesbook.schema import PERSONAL_CHANNELS
from salesbook.tables.arrays import Bools, Ints, Objects, day_of_number, positions, texts
from salesbook.util.day_words import past_time


def pitch_lines(day: CallDay) -> list[CallLine]:
    """The lines of all live campaigns, the one that began first before the others; none where the book has no campaigns."""
    if not has_campaigns(day.world):
        return []
    campaigns = day.world.get(campaigns_of)
    places = _Places(day)
    lines = [line for key in day.world.get(queues_of) for line in _of_campaign(day, campaigns[key], places)]
    gains = priority(day.world, np.array([line.contact for line in lines], dtype=np.int64)).tolist()
    return [replace(line, priority=gain) for line, gain in zip(lines, gains, strict=True)]


@dataclass(frozen=True)
class Queued(Care):
    """People who wait for a call of another kind than care, as the guards see whoever is wanted: positions in Contacts, rising."""

    at: Ints

    def whom(self, world: World) -> Wanted:
        return Wanted(contact=self.at, due=np.full(len(self.at), world.day))


@dataclass
class _Places:
    """What is free for campaigns: by rep what Care share leaves of the day, and the customers whom nobody calls yet."""

    day: CallDay
    room: dict[str, int] = field(init=False)
    customers: set[int] = field(init=False)

    def __post_init__(self) -> None:
        day, share = self.day, float(self.day.world.settings["Care share"])
        stay = Counter(
            texts(day.standing.stay, "Rep")[texts(day.standing.stay, "Block") == CAMPAIGN_BLOCK].tolist()
        )
        self.room = {
            rep: max(
                min(day.team.calls_a_day[rep] - ceil(share * day.team.calls_a_day[rep]) - stay[rep], free), 0
            )
            for rep, free in day.room.items()
            if not day.team.only_for_duties(rep)
        }
        customer, wanted = day.world.get(order_days).of_contact, day.wanted
        events = np.array([not isinstance(one, Care) for one in wanted.source], dtype=bool)
        self.customers = set(customer[wanted.contact[events]].tolist())

    def take(self, rep: str, customer: int) -> None:
        """A line of that rep, for that customer."""
        self.room[rep] -= 1
        self.customers.add(customer)


def _of_campaign(day: CallDay, campaign: Campaign, places: _Places) -> Iterator[CallLine]:
    budget = _budget(day, campaign)
    at, channel, rep = _free(day, campaign)
    customer = day.world.get(order_days).of_contact[at].tolist()
    pool = _pool(day, campaign)
    for contact, how, owner, firm in zip(at.tolist(), channel.tolist(), rep.tolist(), customer, strict=True):
        if budget <= 0 or not any(places.room.values()):
            return
        if firm in places.customers:
            continue
        who = _caller(day, contact, owner, pool, places.room)
        if who:
            places.take(who, firm)
            budget -= 1
            yield _line(day, campaign, contact, who, how)


def _budget(day: CallDay, campaign: Campaign) -> int:
    """Calls that it may still have today: Calls a day, or Campaign share of its reps' day, less what it had and what stands on Calls."""
    reps = _pool(day, campaign) or [rep for rep in day.team.reps if rep in day.team.at_work]
    share = float(day.world.settings["Campaign share"])
    shared = ceil(share) and max(int(share * sum(day.team.calls_a_day[rep] for rep in reps)), 1)
    calls = shared if np.isnan(campaign.calls) else int(campaign.calls)
    stay = day.standing.stay
    standing = int(
        (
            (texts(stay, "Campaign ID") == campaign.key)
            & ~_heard_it(day, campaign, texts(stay, "Contact ID"))
        ).sum()
    )
    touches, log = day.world.get(touch_table), day.world.frames["Activities"]
    today = touches["activity"].to_numpy()[((touches["age"] == 0) & ~touches["inbound"]).to_numpy()]
    today = today[today >= 0]
    mine = (texts(log, "Campaign ID")[today] == campaign.key) & np.isin(
        texts(log, "Channel")[today], PERSONAL_CHANNELS
    )
    mine &= ~_heard_it(day, campaign, texts(log, "Contact ID")[today])
    return calls - standing - int(mine.sum())


def _heard_it(day: CallDay, campaign: Campaign, contacts: Objects) -> Bools:
    """Which of these Contact IDs were pitched before today: to call them again is no new pitch."""
    pitches = day.world.get(states_of)[campaign.key].pitches
    before = pitches.contact[pitches.was_pitched & (pitches.pitched_on < day.world.day)]
    heard: Bools = np.isin(positions(day.world.frames["Contacts"], contacts), before)
    return heard


def _pool(day: CallDay, campaign: Campaign) -> list[str]:
    """Who pitches: the campaign's reps who work today, else whom Duties names; empty: whoever keeps the contact."""
    if campaign.reps:
        return [rep for rep in campaign.reps if rep in day.team.at_work and rep in day.team.reps]
    return day.team.for_duty(PITCH_DUTY)


def _free(day: CallDay, campaign: Campaign) -> tuple[Ints, Objects, Objects]:
    """Those of the queue whom nothing holds, in its order, with the channel, and who calls, "" where any of the pool does."""
    queue, states = day.world.get(queues_of)[campaign.key], day.world.get(states_of)[campaign.key]
    at = states.contact[queue.place[queue.held == ""]]
    channel = _channels(day, campaign, at)
    at, channel = at[channel != ""], channel[channel != ""]
    order = np.argsort(at, kind="stable")
    held = HeldContacts(len(day.world.frames["Contacts"]))
    guards = Guards(day.world, held, gather_wanted(day.world, ((Queued(at[order]),),)), day.attempts)
    guards.allowed()
    guards.rested()
    guards.once_a_day(day.standing)
    free = held.guard[at] == ""
    pool = _pool(day, campaign)
    rep = day.doer(at, pool) if pool or campaign.reps else day.caller[at]
    return at[free], channel[free], rep[free]


def _channels(day: CallDay, campaign: Campaign, at: Ints) -> Objects:
    """The first personal channel of the campaign by which each can be reached; "" for none."""
    found = np.full(len(at), "", dtype=object)
    for channel in campaign.channels:
        if channel in PERSONAL_CHANNELS:
            found[(found == "") & (barrier(day.world, channel)[at] == "")] = channel
    return found


def _caller(day: CallDay, contact: int, owner: str, pool: Sequence[str], room: dict[str, int]) -> str:
    """Whoever keeps them, where that one pitches; else of the pool the one with most room; "" where nobody has room in shared hours."""
    able = [rep for rep in ([owner] if owner else pool) if room.get(rep) and day.overlap(contact, rep)]
    return max(able, key=room.__getitem__, default="")


def _line(day: CallDay, campaign: Campaign, contact: int, rep: str, channel: str) -> CallLine:
    """Without its priority, which is worked out for all lines at once."""
    states = day.world.get(states_of)[campaign.key]
    place = int(np.searchsorted(states.contact, contact))
    tries, row = int(states.tries[place]), int(states.row[place])
    last = past_time(day_of_number(states.pitches.tried_on[row]), "", day.world.today) if tries else ""
    said = pitch_words(
        PlannedCall(day.world, contact, rep, channel, day.hours.few(contact, rep)), campaign, tries, last
    )
    return CallLine(contact, rep, channel, CAMPAIGN_BLOCK, said, 0.0, day.overlap(contact, rep))
