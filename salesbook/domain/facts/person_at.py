"""Whom to talk to at an account: the person named, else who decides there, else the first."""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.active_people import is_active
from salesbook.domain.facts.merged import became
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, texts


def person_at(world: World, account: Ints, contact: Ints) -> Ints:
    """Positions in Contacts for pairs of an account and a contact (positions, -1: not named); -1 where nobody is there.

    Whoever was merged stands for whom they became; whoever is not active is passed over. First is who comes first by Contact ID.
    """
    named = np.append(world.get(became), -1)[contact]
    named = np.where(np.append(world.get(is_active), False)[named], named, -1)
    there = np.append(world.get(accounts_of), -1)[contact]
    account = np.where(account >= 0, account, there)
    return np.where(named >= 0, named, np.append(world.get(first_people), -1)[account])


def first_people(world: World) -> Ints:
    """By account the position of the first who decides there, else of the first; of those who are active. -1: nobody is."""
    contacts, account = world.frames["Contacts"], world.get(accounts_of)
    at = np.flatnonzero(world.get(is_active) & (account >= 0))
    ids = texts(contacts, "Contact ID")[at].astype(str)
    decides = contacts["Decision maker"].to_numpy(dtype=bool)[at]
    last_first = np.lexsort((ids, ~decides))[::-1]
    found = np.full(len(world.frames["Accounts"]), -1)
    found[account[at[last_first]]] = at[last_first]  # the last written stays
    return found
