"""What introductions did to how long customers stay and what they bring, in the book's own orders: customers' orders in, ratios out.

The relationship of each customer is cut into years from the first order on; where customers buy more seldom, into spans of twice
their usual gap. A customer is lost in the first such year without an order. Introduced customers are compared with others in the
same year of the relationship and of the same kind (Mantel-Haenszel), since newly won customers leave more often whoever brought them.
Years that are not over count in neither.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.referrals.ratios import Observations, Ratio, ratio_of_means, ratio_of_risks
from salesbook.tables.arrays import Bools, Floats, Ints

YEAR = 365
# Of each group, among those who can be compared: with fewer the interval cannot be trusted (benchmarks/referral_effect.py).
FEWEST_LOST, FEWEST_COMPARED = 5, 30


@dataclass(frozen=True)
class CustomersOrders:
    """Orders in any order, of customers numbered from 0; by customer whether somebody introduced them, and their kind as a number.

    `bought`: by order whether it is one; a return is none, and its amount counts all the same. Days count from 1970-01-01.
    """

    customer: Ints
    day: Ints
    amount: Floats
    bought: Bools
    introduced: Bools
    kind: Ints


@dataclass(frozen=True)
class GroupSeen:
    """Of a group: customers with a whole year, their years, how many were lost or what they brought, and how many years can be compared."""

    customers: int
    years: int
    seen: float
    comparable: int

    @property
    def left_out(self) -> int:
        """Years in which nobody of the other group is there to compare with."""
        return self.years - self.comparable

    @property
    def mean(self) -> float | None:
        """A year; None without years."""
        return self.seen / self.years if self.years else None


@dataclass(frozen=True)
class GroupsCompared:
    """Introduced customers against others: `ratio` by strata, `crude` without; None where there is too little to tell.

    `lacks`: what there is too little of; "" where there is enough.
    """

    introduced: GroupSeen
    others: GroupSeen
    ratio: Ratio | None
    crude: Ratio | None
    lacks: str

    @property
    def share_left_out(self) -> float:
        """The share of all years that cannot be compared."""
        years = self.introduced.years + self.others.years
        return (self.introduced.left_out + self.others.left_out) / years if years else 0.0


@dataclass(frozen=True)
class ReferralEffect:
    """`span`: days of what is called a year; `lost` compares how often customers are lost, `value` what they bring a year."""

    span: int
    lost: GroupsCompared
    value: GroupsCompared


def referral_effect(found: CustomersOrders, gap: float, today: int) -> ReferralEffect:
    """Compare; `gap`: the usual number of days between two orders of a customer."""
    span = max(YEAR, round(2 * gap))
    years = _years_of(found, span, today)
    strata = found.kind[years.customer] * (int(years.number.max(initial=0)) + 1) + years.number
    first = found.introduced[years.customer]
    lost = Observations(strata, first, years.lost.astype(np.float64), years.customer).of(years.at_risk)
    value = Observations(strata, first, years.amount, years.customer)
    return ReferralEffect(span, _lost_compared(lost), _value_compared(value))


@dataclass(frozen=True)
class _Years:
    """A row a customer and whole year, in order: whose, which (from 0), what was ordered in it, and whether the customer left.

    `at_risk`: from the second year on, and not lost before.
    """

    customer: Ints
    number: Ints
    amount: Floats
    at_risk: Bools
    lost: Bools


def _years_of(found: CustomersOrders, span: int, today: int) -> _Years:
    customers = len(found.introduced)
    first = np.full(customers, today + 1, dtype=np.int64)
    np.minimum.at(first, found.customer[found.bought], found.day[found.bought])
    whole = np.maximum(today + 1 - first, 0) // span
    start = np.cumsum(whole) - whole
    customer = np.repeat(np.arange(customers), whole)
    number = np.arange(len(customer)) - start[customer]
    year = (found.day - first[found.customer]) // span
    counts = (year >= 0) & (year < whole[found.customer])
    row = start[found.customer[counts]] + year[counts]
    amount = np.bincount(row, np.nan_to_num(found.amount[counts]), len(customer)).astype(np.float64)
    silent = np.bincount(row, found.bought[counts], len(customer)) == 0
    before = np.cumsum(silent) - silent  # silent years in rows above
    at_risk = (number > 0) & (before == np.append(before, 0)[np.minimum(start, len(before))][customer])
    return _Years(customer, number, amount, at_risk, silent & at_risk)


def _lost_compared(found: Observations) -> GroupsCompared:
    introduced, others = _groups(found)
    here = found.of(found.comparable())
    fewest = min(here.seen[here.first].sum(), here.seen[~here.first].sum())
    lacks = "" if fewest >= FEWEST_LOST else f"at least {FEWEST_LOST} of either must have been lost"
    return GroupsCompared(
        introduced, others, None if lacks else ratio_of_risks(found), ratio_of_risks(found.pooled), lacks
    )


def _value_compared(found: Observations) -> GroupsCompared:
    introduced, others = _groups(found)
    here = found.of(found.comparable())
    fewest = min(len(np.unique(here.person[here.first == group])) for group in (True, False))
    lacks = "" if fewest >= FEWEST_COMPARED else f"at least {FEWEST_COMPARED} customers of either are needed"
    ratio = None if lacks else ratio_of_means(found)
    return GroupsCompared(
        introduced,
        others,
        ratio,
        ratio_of_means(found.pooled),
        lacks or ("" if ratio else "orders have no amounts"),
    )


def _groups(found: Observations) -> tuple[GroupSeen, GroupSeen]:
    can = found.comparable()
    introduced, others = (
        GroupSeen(
            len(np.unique(found.person[group])), int(group.sum()), float(found.seen[group].sum()), int((group & can).sum())
        )
        for group in (found.first, ~found.first)
    )  # fmt: skip
    return introduced, others
