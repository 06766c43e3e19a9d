"""Whether the book shows where an opportunity came from: its note, call, referral, campaign or promotion."""

from __future__ import annotations

import numpy as np

from salesbook.domain.aftersale.accounts import account_named, counted_account
from salesbook.domain.aftersale.notes import FROM_FRONT_LINE
from salesbook.domain.facts.talks import talk_rows
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema.closed_lists import SOURCES
from salesbook.tables.arrays import Bools, Ints, Objects, dates, days_of, positions, take, texts

_FIRST = np.iinfo(np.int64).max


def traced_opportunities(world: World) -> Bools:
    """By row of Opportunities.

    Promotion by Source ID or the person's Promotion ID; Referral by a row of Referrals or the person's Referred by; Front line and Campaign by
    the row that Source ID names; any other source by a talk at the customer up to the day on which it was opened.
    """
    table = world.frames["Opportunities"]
    source, key = texts(table, "Source"), texts(table, "Source ID")
    person = positions(world.frames["Contacts"], texts(table, "Contact ID"))
    contacts = world.frames["Contacts"]
    ways = {
        "Promotion": (key != "") | (take(texts(contacts, "Promotion ID"), person) != ""),
        "Referral": _is_row(world, "Referrals", key) | (take(texts(contacts, "Referred by"), person) != ""),
        FROM_FRONT_LINE: _is_row(world, "FrontLine", key),
        "Campaign": _is_row(world, "Campaigns", key),
    }
    spoken = _spoken_before(world, person)
    found = spoken & np.isin(source, SOURCES)
    for name, traced in ways.items():
        found = np.where(source == name, traced, found)
    traced_all: Bools = found.astype(bool)
    return traced_all


def _is_row(world: World, name: str, key: Objects) -> Bools:
    """Whether these are keys of a table; where the book has no such table, whether there is one."""
    if name not in world.frames or name in world.absent:
        return np.asarray(key != "", dtype=bool)
    known: Bools = positions(world.frames[name], key) >= 0
    return known


def _spoken_before(world: World, person: Ints) -> Bools:
    """Opportunities at whose account, or with whose person, somebody had talked by the day on which they were opened."""
    table, touches = world.frames["Opportunities"], world.get(touch_table)
    talks = np.flatnonzero(world.get(talk_rows))
    who, day = touches["contact"].to_numpy()[talks], touches["day"].to_numpy()[talks]
    first_of_person = np.full(len(world.frames["Contacts"]) + 1, _FIRST)
    np.minimum.at(first_of_person, who, day)
    account = world.get(counted_account)[who]
    first_of_account = np.full(len(world.frames["Accounts"]) + 1, _FIRST)
    np.minimum.at(first_of_account, account[account >= 0], day[account >= 0])
    created = dates(table, "Created")
    opened = np.where(np.isnat(created), world.day, days_of(created))
    first = np.minimum(first_of_person[person], first_of_account[account_named(world, "Opportunities")])
    spoken: Bools = first <= opened
    return spoken
