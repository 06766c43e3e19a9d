"""How often the measured effect of introductions holds the truth: `python -m benchmarks.referral_effect [--books N]`.

Books are simulated whose true ratio is known: introduced customers are lost 1, 0.8 or 0.6 times as often in each year of the
relationship, or order for 1, 0.8 or 0.6 times as much. Newly won customers leave more often, and introductions became
frequent late: age confounds. The interval by strata is to hold the truth in 93 to 97 % of the books; the crude one is shown beside it.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np

from salesbook.domain.referrals.effect import CustomersOrders, referral_effect
from salesbook.domain.referrals.ratios import Ratio

BOOKS, LOW, HIGH = 2000, 0.93, 0.97
TRUE_RATIOS = (1.0, 0.8, 0.6)
CUSTOMERS = 800
_TODAY, _YEARS = 20_000, 10
_LEAVES = np.array(
    [0.40, 0.28, 0.20, 0.14, 0.10, 0.08, 0.06, 0.05, 0.05, 0.05]
)  # in the second year, the third ...
_ORDERS_MORE = 3.0  # a year, besides the one that makes a customer stay
_KINDS = 2


@dataclass(frozen=True)
class Coverage:
    """In which share of the books the interval by strata held the truth, in which the crude one; and both ratios, in the middle."""

    stratified: float
    crude: float
    ratio: float
    crude_ratio: float
    told: int


def simulated(
    dice: np.random.Generator, lost: float, worth: float, customers: int = CUSTOMERS
) -> CustomersOrders:
    """A book; `lost`: how many times as often introduced customers are lost, `worth`: how many times as much an order of theirs is."""
    age = dice.uniform(0, _YEARS, customers)  # years since the first order
    kind = dice.integers(0, _KINDS, customers)
    introduced = dice.random(customers) < np.where(age < 4, 0.6, 0.15) - 0.1 * kind
    risk = (
        _LEAVES[None, :] * np.where(kind == 1, 0.7, 1.0)[:, None] * np.where(introduced, lost, 1.0)[:, None]
    )
    leaves = dice.random(risk.shape) < risk
    stays = np.where(leaves.any(axis=1), leaves.argmax(axis=1), _YEARS) + 1  # years with orders
    years = np.minimum(stays, np.floor(age).astype(np.int64) + 1)
    of_year = np.repeat(np.arange(customers), years)
    year = np.arange(len(of_year)) - np.repeat(np.cumsum(years) - years, years)
    orders = 1 + dice.poisson(_ORDERS_MORE, len(of_year))
    customer, number = np.repeat(of_year, orders), np.repeat(year, orders)
    day = np.floor(365 * (number + dice.random(len(customer)))).astype(np.int64)
    begins = np.unique(customer, return_index=True)[1]
    day[begins] = 0
    first = _TODAY - np.floor(age * 365).astype(np.int64)
    day = first[customer] + day
    amount = dice.lognormal(6, 0.8, len(customer)) * np.where(introduced[customer], worth, 1.0)
    seen = day <= _TODAY
    return CustomersOrders(
        customer[seen], day[seen], amount[seen], np.ones(int(seen.sum()), dtype=bool), introduced, kind
    )


def coverage(
    dice: np.random.Generator, true: float, *, of_value: bool, books: int, customers: int = CUSTOMERS
) -> Coverage:
    """Many books with the same truth."""
    found: list[tuple[Ratio, Ratio]] = []
    for _ in range(books):
        book = simulated(dice, 1.0 if of_value else true, true if of_value else 1.0, customers)
        effect = referral_effect(book, 90.0, _TODAY)
        compared = effect.value if of_value else effect.lost
        if compared.ratio and compared.crude:
            found.append((compared.ratio, compared.crude))
    held = [[one.low <= true <= one.high for one in pair] for pair in found]
    middle = np.median([[one.value for one in pair] for pair in found], axis=0)
    share = np.mean(held, axis=0)
    return Coverage(float(share[0]), float(share[1]), float(middle[0]), float(middle[1]), len(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--books", type=int, default=BOOKS)
    parser.add_argument("--customers", type=int, default=CUSTOMERS)
    asked = parser.parse_args()
    good = True
    print(
        f"{'compared':<10} {'truth':>6} {'books told':>11} {'by strata':>10} {'holds it':>9} {'crude':>7} {'holds it':>9}"
    )
    for of_value in (False, True):
        for true in TRUE_RATIOS:
            dice = np.random.default_rng((7, round(10 * true), of_value))
            found = coverage(dice, true, of_value=of_value, books=asked.books, customers=asked.customers)
            good &= LOW <= found.stratified <= HIGH
            what = "value" if of_value else "lost"
            print(
                f"{what:<10} {true:>6.1f} {found.told:>11,} {found.ratio:>10.3f} {found.stratified:>9.1%}"
                f" {found.crude_ratio:>7.3f} {found.crude:>9.1%}"
            )
    print(
        f"The interval by strata is to hold the truth in {LOW:.0%} to {HIGH:.0%}: {'yes' if good else 'NO'}."
    )
    raise SystemExit(not good)


if __name__ == "__main__":
    main()
