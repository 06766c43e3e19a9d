"""A world to its customers' orders, with who came by an introduction: what the measured effect of referrals is worked out from.

Needs the frames Contacts, Accounts and Orders; Referrals where there are any.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.orders import customers_of_orders, is_order, order_days
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.referrals.effect import CustomersOrders, ReferralEffect, referral_effect
from salesbook.domain.referring.claims import DAY_UNKNOWN, claims_of
from salesbook.domain.referring.links import referral_links
from salesbook.domain.world import World
from salesbook.schema import TICKETS
from salesbook.tables.arrays import (  # fmt: skip
    Bools,
    Dates,
    Ints,
    codes,
    dates,
    days_of,
    numbers,
    take,
    texts,
)

# Prospect, Customer and Past customer are one: which of them somebody is now, is what came of it.
_KINDS = ("Centre of influence", "Partner")


@dataclass(frozen=True)
class MeasuredEffect:
    """The effect, and what it could not count.

    `later`: customers of whom somebody was introduced after their first order: they count with the others, since nobody brought them.
    `without_amount`: orders that count in what customers bring with nothing.
    """

    effect: ReferralEffect
    later: int
    without_amount: int
    orders: int


def measured_effect(world: World) -> MeasuredEffect:
    """Compare customers who came by an introduction with the others, up to today."""
    orders = world.frames["Orders"]
    of_contact, of_order = customers_of_orders(world)
    day = days_of(dates(orders, "Date"))
    here = (of_order >= 0) & (day <= world.day) & ~np.isnat(dates(orders, "Date"))
    bought = is_order(orders, world.day)
    size = int(max(of_order.max(initial=-1), of_contact.max(initial=-1))) + 1
    first = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(first, of_order[here & bought], day[here & bought])
    came, later = _introduced(world, of_contact, first)
    amount = numbers(orders, "Amount")
    found = CustomersOrders(
        of_order[here], day[here], amount[here], bought[here], came, _kinds(world, of_contact, size)
    )
    return MeasuredEffect(
        referral_effect(found, world.get(order_days).gap, world.day),
        int((later & ~came).sum()),
        int((np.isnan(amount) & here & bought).sum()),
        int((here & bought).sum()),
    )


def _introduced(world: World, of_contact: Ints, first: Ints) -> tuple[Bools, Bools]:
    """Customers whom somebody outside brought by their first order, and those of whom somebody was introduced only later.

    Whose introduction has no day counts if nobody at their firm was in Contacts before them.
    """
    by, on = _introductions(world)
    contact = np.flatnonzero(by >= 0)
    contact = contact[of_contact[by[contact]] != of_contact[contact]]
    customer = of_contact[contact]
    day = on[contact]
    in_time = np.where(
        np.isnat(day), _first_of_customer(world, of_contact)[contact], days_of(day) <= first[customer]
    )
    came, later = np.zeros(len(first), dtype=bool), np.zeros(len(first), dtype=bool)
    came[customer[in_time]] = True
    later[customer[~in_time]] = True
    later &= first < np.iinfo(np.int64).max
    return came, later


def _introductions(world: World) -> tuple[Ints, Dates]:
    """By contact the place in Contacts of whoever introduced them, -1 for nobody, and the day of Referrals; NaT where it has none."""
    through, claims = world.get(referral_links).through, world.get(claims_of)
    on = np.full(len(through), np.datetime64("NaT"), dtype="datetime64[D]")
    told = np.flatnonzero((claims.referrer == through[claims.introduced]) & (claims.day != DAY_UNKNOWN))[::-1]
    on[claims.introduced[told]] = claims.day[told].astype("datetime64[D]")  # the first claim is written last
    return through, on


def _first_of_customer(world: World, of_contact: Ints) -> Bools:
    """Contacts before whom nobody of the same customer was created; a blank day counts as the first."""
    created = dates(world.frames["Contacts"], "Created")
    day = np.where(np.isnat(created), np.iinfo(np.int64).min, days_of(created))
    earliest = np.full(int(of_contact.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(earliest, of_contact, day)
    first: Bools = day == earliest[of_contact]
    return first


def _kinds(world: World, of_contact: Ints, size: int) -> Ints:
    """By customer a number for their kind: what they are besides customers, and the Ticket of the account."""
    contacts, accounts = world.frames["Contacts"], world.frames["Accounts"]
    kind = np.zeros(size, dtype=np.int64)
    np.maximum.at(kind, of_contact, np.array([2, 1, 0])[codes(texts(contacts, "Kind"), _KINDS)])
    ticket = np.full(size, len(TICKETS), dtype=np.int64)
    ticket[of_contact] = codes(take(texts(accounts, "Ticket"), world.get(accounts_of)), TICKETS)
    return kind * (len(TICKETS) + 1) + ticket
