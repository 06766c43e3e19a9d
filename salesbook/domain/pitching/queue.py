"""Who of a live campaign is next: those still to be pitched, in their order, and what keeps each from it today."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.owners import tier_weights
from salesbook.domain.guards.contact import Purpose, Stage, hold_contacts
from salesbook.domain.guards.held import HeldContacts
from salesbook.domain.pitching.campaigns import campaigns_of
from salesbook.domain.pitching.states import CampaignStates, states_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import TRIED, WAITING
from salesbook.tables.arrays import Ints, Objects, dates, days_of, texts
from salesbook.tables.plan import Handle


@dataclass(frozen=True)
class PitchQueue:
    """Places in the campaign's `states`, by tier weight, then whoever waits longest; `held` says why not today, "" where they may."""

    place: Ints
    held: Objects


def queues_of(world: World) -> dict[Handle, PitchQueue]:
    """The queue of each live campaign, the one that began first before the others. Whoever is in several waits in all but the one that began first."""
    live = sorted((one for one in world.get(campaigns_of).values() if one.is_live), key=lambda one: one.start)
    first_in = np.full(len(world.frames["Contacts"]), "", dtype=object)
    found = {}
    for campaign in live:
        states = world.get(states_of)[campaign.key]
        place = np.flatnonzero(np.isin(states.state, (TRIED, WAITING)))
        place = place[_order(world, states, place)]
        at = states.contact[place]
        elsewhere = first_in[at]
        held = np.where(elsewhere != "", "first " + elsewhere, _guards(world, at)).astype(object)
        found[campaign.key] = PitchQueue(place, held)
        first_in[at[elsewhere == ""]] = campaign.key
    return found


def waiting_since(world: World, states: CampaignStates, place: Ints) -> Ints:
    """Day since 1970-01-01 from which on each waits: when the campaign began, they came into the book, or were tried last."""
    created = days_of(dates(world.frames["Contacts"], "Created"))[states.contact[place]]
    tried = np.append(states.pitches.tried_on, states.campaign.start)[states.row[place]]
    since: Ints = np.maximum.reduce([np.full(len(place), states.campaign.start), created, tried])
    return since


def _order(world: World, states: CampaignStates, place: Ints) -> Ints:
    at = states.contact[place]
    ids = texts(world.frames["Contacts"], "Contact ID")[at].tolist()
    by_id = np.empty(len(ids), dtype=np.int64)
    by_id[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    return np.lexsort((by_id, waiting_since(world, states, place), -world.get(tier_weights)[at]))


def _guards(world: World, at: Ints) -> Objects:
    """Why each of these contacts must not be pitched today, whatever the channel."""
    held = HeldContacts(len(world.frames["Contacts"]))
    for stage in Stage:
        hold_contacts(held, world, at, Purpose.PITCH, stage)
    return held.texts()[at]
