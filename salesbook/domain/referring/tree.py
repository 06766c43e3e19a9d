"""The tree of who came through whom, and what each brought: people, orders, and what these were worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesbook.domain.facts.merged import became
from salesbook.domain.facts.orders import is_order
from salesbook.domain.referring.links import referral_links
from salesbook.domain.world import World
from salesbook.tables.arrays import (
    Floats,
    Ints,
    Objects,
    dates,
    days_of,
    numbers,
    positions,
    take_numbers,
    texts,
)


@dataclass(frozen=True)
class TreeOfReferrals:
    """Everybody who introduced somebody or was introduced, each behind whom they came through. Arrays of one length.

    `contact` and `through`: positions in Contacts, -1 for nobody. `depth`: 0 for whoever nobody introduced. `brought`: people
    they introduced; `brought_in_all`: and whom these did. `orders` and `value`: their own and those of all below.
    """

    contact: Ints
    through: Ints
    depth: Ints
    brought: Ints
    brought_in_all: Ints
    orders: Ints
    value: Floats


def referral_tree(world: World) -> TreeOfReferrals:
    """Roots by what they brought, the most first, and so are those whom each brought; ties by Contact ID. Of any depth."""
    through = world.get(referral_links).through
    linked = np.flatnonzero(through >= 0)
    members = np.unique(np.concatenate([linked, through[linked]]))
    parent = np.where(through[members] >= 0, np.searchsorted(members, through[members]), -1)
    ids = texts(world.frames["Contacts"], "Contact ID")[members]
    parent, members = _sorted_by(ids, parent, members)
    top_down = _top_down(parent)
    orders, value = _own_orders(world)
    below, order_count = np.ones(len(members), dtype=np.int64), orders[members]
    worth, depth = value[members], np.zeros(len(members), dtype=np.int64)
    for one in reversed(top_down):
        if (above := parent[one]) >= 0:
            below[above] += below[one]
            order_count[above] += order_count[one]
            worth[above] += worth[one]
    for one in top_down:
        if (above := parent[one]) >= 0:
            depth[one] = depth[above] + 1
    shown = np.array(_down_each_branch(parent, worth), dtype=np.int64)
    brought = np.bincount(parent[parent >= 0], minlength=len(members))
    return TreeOfReferrals(
        members[shown], through[members[shown]], depth[shown], brought[shown], below[shown] - 1, order_count[shown], worth[shown]
    )  # fmt: skip


def _sorted_by(ids: Objects, parent: Ints, members: Ints) -> tuple[Ints, Ints]:
    """Members in the order of their IDs, so that rows of Contacts may be sorted as people like."""
    order = np.array(sorted(range(len(members)), key=ids.__getitem__), dtype=np.int64)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return take_numbers(place, parent)[order], members[order]


def _children(parent: Ints) -> tuple[Ints, Ints]:
    """All who have a parent, by it, and where those of each begin (one more at the end)."""
    order = np.argsort(parent, kind="stable")
    return order, np.searchsorted(parent[order], np.arange(len(parent) + 1))


def _top_down(parent: Ints) -> list[int]:
    """Everybody behind their parent."""
    children, begins = _children(parent)
    starts, found = begins.tolist(), np.flatnonzero(parent < 0).tolist()
    of = children.tolist()
    for one in found:  # it grows meanwhile
        found += of[starts[one] : starts[one + 1]]
    return found


def _down_each_branch(parent: Ints, worth: Floats) -> list[int]:
    """Everybody behind their parent, a branch whole before the next one; the branch of most worth first."""
    by_worth = np.lexsort((np.arange(len(parent)), -worth, parent))
    starts = np.searchsorted(parent[by_worth], np.arange(-1, len(parent) + 1)).tolist()
    of = by_worth.tolist()
    waiting, found = of[starts[0] : starts[1]][::-1], []
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += of[starts[one + 1] : starts[one + 2]][::-1]
    return found


def _own_orders(world: World) -> tuple[Ints, Floats]:
    """By contact how many orders count to them, and their worth; returns are no orders, and lessen the worth.

    An order counts to the contact whom it names, else to the first at its account who was introduced.
    """
    contacts, orders = world.frames["Contacts"], world.frames["Orders"]
    day = dates(orders, "Date")
    who = take_numbers(world.get(became), positions(contacts, texts(orders, "Contact ID")))
    nobody = np.flatnonzero(who < 0)
    who[nobody] = _first_introduced_at(world, texts(orders, "Account ID")[nobody])
    happened = ~np.isnat(day) & (days_of(day) <= world.day) & (who >= 0)
    counts = happened & is_order(orders, world.day)
    amount = np.nan_to_num(numbers(orders, "Amount"))
    worth = np.bincount(who[happened], weights=amount[happened], minlength=len(contacts)).astype(np.float64)
    return np.bincount(who[counts], minlength=len(contacts)), worth


def _first_introduced_at(world: World, accounts: Objects) -> Ints:
    """For each of these Account IDs the contact who was introduced there first (ties: by ID), -1 for nobody."""
    contacts, links = world.frames["Contacts"], world.get(referral_links)
    account, ids = texts(contacts, "Account ID"), texts(contacts, "Contact ID")
    introduced = np.flatnonzero((links.through >= 0) & (account != "")).tolist()
    first: dict[str, int] = {}
    for one in sorted(introduced, key=lambda at: (links.since[at], ids[at])):
        first.setdefault(account[one], one)
    place = pd.Index(list(first), dtype=object).get_indexer(pd.Index(accounts, dtype=object))
    return take_numbers(np.array(list(first.values()), dtype=np.int64), place)
