"""What introductions have earned: the event, and the day on which it happened, by the first claim on each person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.orders import customers_of_orders, is_order
from salesbook.domain.referring.claims import claims_of
from salesbook.domain.referring.incentive_rules import gets_none
from salesbook.domain.referring.won import won_on
from salesbook.domain.world import World
from salesbook.schema.closed_lists import INCENTIVE_EVENTS
from salesbook.tables.arrays import Bools, Floats, Ints, dates, days_of, numbers, texts
from salesbook.tables.origin import origin_of

INTRODUCTION, MEETING, PAID_ORDER = INCENTIVE_EVENTS
_NEVER = int(np.iinfo(np.int64).max)


@dataclass(frozen=True)
class EarnedEvent:
    """Something for which a rule may give an incentive: `row` of Referrals, positions in Contacts, the day since 1970-01-01."""

    row: int
    referrer: int
    introduced: int
    event: str
    day: int


@dataclass(frozen=True)
class FirstPaidOrders:
    """By customer number the day on which an order was first paid, far in the future without one; and what that order and all later ones come to."""

    day: Ints
    net: Floats


def earned_events(world: World) -> list[EarnedEvent]:
    """By day, then in the order of the claims and of events. None for oneself, the same account, or an account marked No incentives.

    Whoever ordered before the introduction was not won by it, whenever that order was paid.
    """
    claims, contacts = world.get(claims_of), world.frames["Contacts"]
    account, none = texts(contacts, "Account ID"), world.get(gets_none)
    found = [
        event
        for row, referrer, introduced, day, first in zip(
            *(one.tolist() for one in (claims.row, claims.referrer, claims.introduced, claims.day, claims.is_first)), strict=True
        )
        if first and not none[referrer] and (account[referrer] == "" or account[referrer] != account[introduced])
        for event in _events(world, row, referrer, introduced, day)
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.day)  # stable: equals stay as they were


def _events(
    world: World, row: int, referrer: int, introduced: int, introduced_on: int
) -> Iterator[EarnedEvent]:
    met = world.get(_met_on)[row]
    paid, customer = world.get(first_paid_orders), world.get(customers_of_orders)[0][introduced]
    days = {
        INTRODUCTION: introduced_on,
        MEETING: met,
        PAID_ORDER: paid.day[customer] if world.get(_won)[row] and paid.net[customer] > 0 else _NEVER,
    }
    for event, day in days.items():
        if day <= world.day:
            yield EarnedEvent(row, referrer, introduced, event, int(day))


def _won(world: World) -> Bools:
    won: Bools = ~np.isnat(world.get(won_on))
    return won


def _met_on(world: World) -> Ints:
    met = dates(world.frames["Referrals"], "Met on")
    return np.where(np.isnat(met), _NEVER, days_of(met))


def first_paid_orders(world: World) -> FirstPaidOrders:
    """By Paid on of Orders where the book has that column, else by the order itself; returns are no orders."""
    orders = world.frames["Orders"]
    of_contact, of_order = world.get(customers_of_orders)
    customers = int(max(of_contact.max(initial=-1), of_order.max(initial=-1))) + 1
    day = days_of(dates(orders, "Date"))
    here = (of_order >= 0) & ~np.isnat(dates(orders, "Date")) & (day <= world.day)
    paid = days_of(dates(orders, "Paid on")) if _knows_payments(world) else day
    counts = here & is_order(orders, world.day) & (paid <= world.day)
    if _knows_payments(world):
        counts &= ~np.isnat(dates(orders, "Paid on"))
    rows = np.flatnonzero(counts)
    rows = rows[np.lexsort((day[rows], paid[rows], of_order[rows]))]
    first = rows[np.append(True, np.diff(of_order[rows]) != 0)[: len(rows)]]
    since, paid_on, net = np.full(customers, _NEVER), np.full(customers, _NEVER), np.zeros(customers)
    since[of_order[first]], paid_on[of_order[first]] = day[first], paid[first]
    later = np.flatnonzero(here)
    later = later[day[later] >= since[of_order[later]]]
    np.add.at(net, of_order[later], np.nan_to_num(numbers(orders, "Amount"))[later])
    return FirstPaidOrders(paid_on, net)


def _knows_payments(world: World) -> bool:
    return "Paid on" in origin_of(world.frames["Orders"]).grid.columns
