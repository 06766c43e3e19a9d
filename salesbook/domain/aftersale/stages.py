"""In which stage an account is by what happened, today or on any day before."""

from __future__ import annotations

import numpy as np

from salesbook.domain.aftersale.accounts import account_orders, account_talks, deals_closed, deals_opened
from salesbook.domain.facts.buying import rhythms_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import ATTRACT, BUILD_TRUST, SERVE, STAGES_SEEN, WIN, WIN_BACK
from salesbook.tables.arrays import Bools, Floats, Ints

_SERVED_DAYS, _SERVED_GAPS = 365, 2  # without an order, whichever is longer
_TALKED_WITHIN = 180  # days


def stages_seen(world: World) -> Ints:
    """For each account its stage today, as a place in STAGES_SEEN."""
    accounts = np.arange(len(world.frames["Accounts"]))
    return stages_on(world, accounts, np.full(len(accounts), world.day))


def stages_on(world: World, account: Ints, day: Ints) -> Ints:
    """The stage of accounts (positions) on days, by what was known then: pairs of one length. Places in STAGES_SEEN."""
    orders, talks = world.get(account_orders), world.get(account_talks)
    last = orders.up_to(account, day)
    talked = talks.day_at(talks.up_to(account, day), -(10**6))
    cases = (
        (_served(world, last, day), SERVE),
        (last >= 0, WIN_BACK),
        (_deal_open(world, account, day), WIN),
        (day - talked <= _TALKED_WITHIN, BUILD_TRUST),
    )
    which = [STAGES_SEEN.index(stage) for _, stage in cases]
    return np.select([fits for fits, _ in cases], which, STAGES_SEEN.index(ATTRACT)).astype(np.int64)


def _served(world: World, last: Ints, day: Ints) -> Bools:
    """Whether the last order, by its place, is not too long ago: a year, or twice the customer's own gap as it was then."""
    orders = world.get(account_orders)
    ago = day - orders.day_at(last, -(10**6))
    served: Bools = (last >= 0) & (ago <= _SERVED_DAYS)
    unsure = np.flatnonzero((last >= 0) & ~served)
    places, which = np.unique(last[unsure], return_inverse=True)
    own = _gaps_up_to(world, places)[which]
    served[unsure] = ago[unsure] <= _SERVED_GAPS * own  # not a number without two orders
    return served


def _gaps_up_to(world: World, places: Ints) -> Floats:
    """The usual gap of a customer by the orders up to each of these places of `account_orders`."""
    orders = world.get(account_orders)
    start = np.searchsorted(orders.account, orders.account[places], side="left")
    length = places - start + 1
    group = np.repeat(np.arange(len(places)), length)
    within = np.arange(len(group)) - np.repeat(np.cumsum(length) - length, length)
    day = orders.day[np.repeat(start, length) + within]
    return rhythms_of(group, day, len(places)).gap


def _deal_open(world: World, account: Ints, day: Ints) -> Bools:
    opened, closed = world.get(deals_opened), world.get(deals_closed)
    some: Bools = opened.count(account, day) > closed.count(account, day)
    return some
