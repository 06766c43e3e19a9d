"""What may be an occasion to call somebody: of each contact what was ordered, asked, agreed, and what is not known."""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.active_people import is_active
from salesbook.domain.facts.buying import OrderRhythms, order_rhythms
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.score.factors import KNOWN_FROM
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, dates, days_of, positions, texts

_LOST_LATELY = 365  # days after a lost deal


def buying_of(world: World) -> OrderRhythms:
    """How each customer buys, by the customer numbers of `order_days`."""
    return order_rhythms(world.get(order_days))


def touched_ever(world: World) -> Bools:
    """Contacts who were ever reached."""
    touched: Bools = ~np.isnat(world.get(rhythm_table)["last_touch"].to_numpy())
    return touched


def open_deals(world: World) -> Bools:
    """Opportunities whose Result is Open, or blank without a day in Closed."""
    table = world.frames["Opportunities"]
    result = texts(table, "Result")
    is_open: Bools = (result == "Open") | ((result == "") & np.isnat(dates(table, "Closed")))
    return is_open


def open_opportunity(world: World) -> Ints:
    """Position of each contact's open opportunity, the newest; -1 without one.

    One that names nobody is everybody's at the account.
    """
    return _opportunity(world, world.get(open_deals), "Created")


def lost_opportunity(world: World) -> Ints:
    """Position of each contact's deal lost within a year, the latest; -1 without one."""
    return lost_between(world, 0, _LOST_LATELY - 1)


def lost_between(world: World, first: int, last: int) -> Ints:
    """Position of each contact's deal that was lost from `first` to `last` days ago, the latest; -1 without one."""
    table = world.frames["Opportunities"]
    ago = world.day - days_of(dates(table, "Closed"))
    return _opportunity(world, (texts(table, "Result") == "Lost") & (ago >= first) & (ago <= last), "Closed")


def no_decider(world: World) -> Bools:
    """Contacts at whose account nobody is known to decide."""
    contacts, account = world.frames["Contacts"], world.get(accounts_of)
    decides = contacts["Decision maker"].to_numpy(dtype=bool) & world.get(is_active) & (account >= 0)
    deciders = np.bincount(account[decides], minlength=len(world.frames["Accounts"]) + 1)
    unknown: Bools = (account >= 0) & (deciders[account] == 0)
    return unknown


def hangs_on_one(world: World) -> Bools:
    """Contacts at whose account we know nobody else, or are in touch with nobody else."""
    account, here = world.get(accounts_of), world.get(is_active) & (world.get(accounts_of) >= 0)
    near = here & (world.get(score_table)["value_Recency"].to_numpy() >= KNOWN_FROM)
    known, in_touch = (
        np.bincount(account[who], minlength=len(world.frames["Accounts"]) + 1) for who in (here, near)
    )
    alone: Bools = here & ((known[account] == 1) | (near & (in_touch[account] == 1)))
    return alone


def _opportunity(world: World, which: Bools, newest_by: str) -> Ints:
    table, contacts = world.frames["Opportunities"], world.frames["Contacts"]
    rows = np.flatnonzero(which)
    day = dates(table, newest_by).astype(np.int64)  # blank: before all others
    rows = rows[np.argsort(day[rows], kind="stable")]
    person, account = texts(table, "Contact ID")[rows], texts(table, "Account ID")[rows]
    ours = np.full(len(world.frames["Accounts"]) + 1, -1)
    nobody = person == ""
    at = positions(world.frames["Accounts"], account)
    ours[at[nobody & (at >= 0)]] = rows[nobody & (at >= 0)]
    of_contact = world.get(accounts_of)
    found = np.where(of_contact >= 0, ours[of_contact], -1)
    at = positions(contacts, person)
    found[at[at >= 0]] = rows[at >= 0]
    return found
