"""Who keeps a contact, and what a contact takes over from the account."""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.capacity import reps_with_lists
from salesbook.domain.world import World
from salesbook.schema import TIERS
from salesbook.tables.arrays import Floats, Ints, Objects, positions, take, texts


def accounts_of(world: World) -> Ints:
    """For each contact the position of its account in Accounts; -1 without one, or if it is not there."""
    return positions(world.frames["Accounts"], texts(world.frames["Contacts"], "Account ID"))


def value_used(world: World, column: str) -> Objects:
    """For each contact the value that counts of a column that inherits: its own cell, else its account's; of Owner `owners_of`."""
    if column == "Owner":
        return world.get(owners_of)
    contacts, accounts = world.frames["Contacts"], world.frames["Accounts"]
    return _first_of(texts(contacts, column), take(texts(accounts, column), world.get(accounts_of)))


def tiers_of(world: World) -> Objects:
    """For each contact A, B, C, D or "": its own tier, else the account's."""
    return value_used(world, "Tier")


def tier_weights(world: World) -> Floats:
    """By contact how much its tier counts when calls are ranked, as Settings says."""
    weights = {tier: float(world.settings[f"Tier weight {tier}"]) for tier in TIERS}
    none = float(world.settings["Tier weight none"])
    return np.array([weights.get(tier, none) for tier in world.get(tiers_of).tolist()], dtype=np.float64)


def owners_of(world: World) -> Objects:
    """For each contact the rep who keeps it; "" for nobody.

    The contact's owner, else the account's, else the default owner, else the only one who gets call lists.
    An owner who is not an active rep of Team is passed over: nobody would make the calls.
    """
    frames, team = world.frames, world.frames["Team"]
    active = set(texts(team, "Rep")[team["Active"].to_numpy(dtype=bool)])
    default = str(world.settings["Default owner"])
    if default not in active:
        callers = world.get(reps_with_lists)
        default = callers[0] if len(callers) == 1 else ""
    own = _known(texts(frames["Contacts"], "Owner"), active)
    accounts = take(_known(texts(frames["Accounts"], "Owner"), active), world.get(accounts_of))
    return _first_of(own, accounts, np.full(len(own), default, dtype=object))


def _known(owners: Objects, active: set[str]) -> Objects:
    return np.array([owner if owner in active else "" for owner in owners.tolist()], dtype=object)


def _first_of(*columns: Objects) -> Objects:
    result = columns[-1]
    for column in reversed(columns[:-1]):
        result = np.where(column == "", result, column)
    return result
