"""How each customer buys: how often so far, since when, and how far apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.orders import OrderDays
from salesbook.tables.arrays import Floats, Ints


@dataclass(frozen=True)
class OrderRhythms:
    """By customer number: how many order days, the first and last, and the usual gap.

    Days count from 1970-01-01; the gap is the median number of days between two, NaN without two.
    """

    days: Ints
    first: Ints
    last: Ints
    gap: Floats


def order_rhythms(orders: OrderDays) -> OrderRhythms:
    """Sum up order days by customer."""
    customers = max(orders.customer.max(initial=-1), orders.of_contact.max(initial=-1)) + 1
    return rhythms_of(orders.customer, orders.day, int(customers))


def rhythms_of(customer: Ints, day: Ints, customers: int) -> OrderRhythms:
    """The same of order days, sorted by customer and day, of so many customers."""
    days = np.bincount(customer, minlength=customers)
    ends = np.cumsum(days)
    known = np.append(day, 0)  # who never ordered points somewhere, and is not asked
    return OrderRhythms(days, known[ends - days], known[ends - 1], _median_gap(customer, day, customers))


def _median_gap(who: Ints, day: Ints, customers: int) -> Floats:
    same = np.diff(who) == 0
    gap, customer = np.diff(day)[same], who[1:][same]
    gap = gap[np.lexsort((gap, customer))]
    gaps = np.bincount(customer, minlength=customers)
    start = np.cumsum(gaps) - gaps
    known = np.append(gap, 0)
    some = gaps > 0
    low = known[np.where(some, start + (gaps - 1) // 2, -1)]
    high = known[np.where(some, start + gaps // 2, -1)]
    return np.where(some, (low + high) / 2, np.nan)
