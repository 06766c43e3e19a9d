"""Orders as days on which a customer bought."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesbook.domain.world import World
from salesbook.tables.arrays import Floats, Ints, dates, days_of, numbers, positions, texts

NO_GAP = 90.0


@dataclass(frozen=True)
class OrderDays:
    """Order days up to today, merged by customer and day, sorted by both.

    A customer is the account where there is one, else the contact. `of_contact` gives each
    contact's customer number; `gap` is the median number of days between two order days of a
    customer, over all customers (90 if nobody has ordered twice).
    """

    customer: Ints
    day: Ints
    of_contact: Ints
    gap: float

    def last_before(self, last_day: int) -> Floats:
        """Each contact's last order day up to `last_day`, NaN without one."""
        last = np.full(int(self.of_contact.max(initial=-1)) + 1, np.nan)
        seen = (self.day <= last_day) & (self.customer < len(last))
        last[self.customer[seen]] = self.day[seen]  # rising, so that the latest stays
        return last[self.of_contact]


def order_days(world: World) -> OrderDays:
    """Merge the orders dated up to today. Negative amounts are returns, not orders.

    An order that names neither an account nor a contact of the book belongs to nobody.
    """
    orders = world.frames["Orders"]
    of_contact, customer = customers_of_orders(world)
    counts = is_order(orders, world.day) & (customer >= 0)
    customer, day = _distinct(customer[counts], days_of(dates(orders, "Date"))[counts])
    return OrderDays(customer, day, of_contact, _gap(customer, day))


def customers_of_orders(world: World) -> tuple[Ints, Ints]:
    """The number of the customer of each contact, and of each order; -1 for an order of nobody in the book."""
    contacts, orders = world.frames["Contacts"], world.frames["Orders"]
    both = np.concatenate([texts(contacts, "Account ID"), texts(orders, "Account ID")])
    account = pd.factorize(both)[0].astype(np.int64)
    account[both == ""] = -1
    theirs, of_order = account[: len(contacts)], account[len(contacts) :]
    alone = int(account.max(initial=-1)) + 1 + np.arange(len(contacts))
    of_contact = np.where(theirs >= 0, theirs, alone)
    by = positions(contacts, texts(orders, "Contact ID"))
    customer = np.where(of_order >= 0, of_order, np.where(by >= 0, np.append(of_contact, -1)[by], -1))
    return of_contact, customer


def is_order(orders: pd.DataFrame, today: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Rows that are orders of a day up to `today`: neither returns nor without a date."""
    day = dates(orders, "Date")
    return ~np.isnat(day) & (days_of(day) <= today) & ~(numbers(orders, "Amount") < 0)


def days_named(world: World) -> tuple[Ints, Ints]:
    """Contact (position) and day of each distinct date on which a contact is named in an order."""
    orders = world.frames["Orders"]
    contact = positions(world.frames["Contacts"], texts(orders, "Contact ID"))
    counts = is_order(orders, world.day) & (contact >= 0)
    return _distinct(contact[counts], days_of(dates(orders, "Date"))[counts])


def _distinct(who: Ints, day: Ints) -> tuple[Ints, Ints]:
    if not len(who):
        return who, day
    first = int(day.min())
    span = int(day.max()) - first + 1
    pairs = np.unique(who * span + day - first)
    return pairs // span, pairs % span + first


def _gap(customer: Ints, day: Ints) -> float:
    gaps = np.diff(day)[np.diff(customer) == 0]
    return float(np.median(gaps)) if len(gaps) else NO_GAP
