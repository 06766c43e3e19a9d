"""How far each decision maker of each campaign is: pitched, cannot be reached, tried, or waiting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from salesbook.domain.guards.reach import reachable
from salesbook.domain.pitching.campaigns import Campaign, campaigns_of
from salesbook.domain.pitching.cohorts import cohorts_of, decides
from salesbook.domain.pitching.pitched import Pitches, pitches_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import CANNOT, ON_THE_LIST, PITCHED, TRIED, UNREACHED, WAITING
from salesbook.tables.arrays import Ints, Objects, positions, texts
from salesbook.tables.plan import Handle

Lines = Collection[tuple[str, str]]  # on Calls: Campaign ID and Contact ID
GIVE_UP_TRIES, GIVE_UP_WAYS = 5, 2  # after so many tries over so many channels somebody is not reached


@dataclass(frozen=True)
class CampaignStates:
    """The decision makers of one campaign by rising position in Contacts: their `state`, why those who cannot be reached cannot.

    `row`: their place in `pitches`, -1 where nothing happened yet; `tried`: whether anything was tried.
    """

    campaign: Campaign
    pitches: Pitches
    contact: Ints
    row: Ints
    state: Objects
    why: Objects

    def number(self, state: str) -> int:
        """How many are in that state."""
        return int((self.state == state).sum())

    @property
    def tries(self) -> Ints:
        """How often each was tried in vain."""
        return np.append(self.pitches.tries, 0)[self.row]

    @property
    def tried(self) -> int:
        """Those tried and not pitched; whoever cannot be reached aside."""
        listed = (self.state == ON_THE_LIST) & (self.tries > 0)
        return self.number(UNREACHED) + self.number(TRIED) + int(listed.sum())

    @property
    def coverage(self) -> float:
        """Pitched of those who can be reached; NaN without any."""
        can = len(self.contact) - self.number(CANNOT)
        return self.number(PITCHED) / can if can else float("nan")


def states_of(world: World) -> dict[Handle, CampaignStates]:
    """All campaigns, in the order of the sheet, whoever stands on Calls: see `listed_states`."""
    table = world.frames["Campaigns"]
    places = dict(zip(map(str, table.index), range(len(table)), strict=True))
    return {key: _states(world, places[key], campaign) for key, campaign in world.get(campaigns_of).items()}


def listed_states(world: World, lines: Lines) -> dict[Handle, CampaignStates]:
    """The same where whoever has a line of a live campaign on Calls is On the list: a line left over of another is none to call."""
    at: dict[str, list[int]] = {}
    contacts = world.frames["Contacts"]
    keys = [*lines]
    for (campaign, _), place in zip(
        keys,
        positions(contacts, np.array([contact for _, contact in keys], dtype=object)).tolist(),
        strict=True,
    ):
        at.setdefault(campaign, []).append(place)
    return {
        key: _with_lines(states, at.get(str(key), [])) if states.campaign.is_live else states
        for key, states in world.get(states_of).items()
    }


def open_campaign_lines(world: World) -> Lines:
    """The lines of Calls without an outcome that are of a campaign: its ID, and that of the contact."""
    calls = world.frames["Calls"]
    mine = (texts(calls, "Campaign ID") != "") & (texts(calls, "Outcome") == "")
    return set(
        zip(
            texts(calls, "Campaign ID")[mine].tolist(), texts(calls, "Contact ID")[mine].tolist(), strict=True
        )
    )


def _with_lines(states: CampaignStates, at: Sequence[int]) -> CampaignStates:
    listed = np.isin(states.contact, at) & np.isin(states.state, (TRIED, WAITING))
    return replace(states, state=np.where(listed, ON_THE_LIST, states.state).astype(object))


def _states(world: World, place: int, campaign: Campaign) -> CampaignStates:
    pitches = world.get(pitches_of).of(place)
    contacts = len(world.frames["Contacts"])
    of_contact = np.full(contacts, -1)
    of_contact[pitches.contact] = np.arange(len(pitches.contact))
    pitched = np.zeros(contacts, dtype=bool)
    pitched[pitches.contact[pitches.was_pitched]] = True
    cohort = world.get(cohorts_of).get(campaign.cohort)
    fits = cohort.deciders if cohort else np.zeros(contacts, dtype=bool)
    who = np.flatnonzero(fits | (pitched & world.get(decides)))
    row = of_contact[who]
    reaches, why = reachable(world, campaign.channels, who)
    tries, ways = (np.append(one, 0)[row] for one in (pitches.tries, pitches.ways))
    conditions = [
        pitched[who], ~reaches, (tries >= GIVE_UP_TRIES) & (ways >= GIVE_UP_WAYS), tries > 0,
    ]  # fmt: skip
    state = np.select(conditions, [PITCHED, CANNOT, UNREACHED, TRIED], WAITING).astype(object)
    return CampaignStates(
        campaign, pitches, who, row, state, np.where(state == CANNOT, why, "").astype(object)
    )
