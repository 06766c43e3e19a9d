"""Amounts before a discount that stands in a column of its own: which candidates are such, and what is left after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import fsum, isnan

from salesbook.domain.importing.orders.candidate import Candidate
from salesbook.domain.importing.orders.lines import Amounts, OrderLines, Stands

LESS = "{} less discount"
_CENT = 0.011
_BARE = {"net", "line", "product", "price"}  # may be before or after


@dataclass(frozen=True)
class Discount:
    """A column of discounts: money, or percents of the line."""

    values: Amounts
    percent: bool
    of_line: bool

    def after(self, base: Candidate, lines: OrderLines) -> Candidate:
        """What is left of a candidate."""
        name = LESS.format(base.name)
        values = tuple(self._less(value, self.values[row]) for row, value in enumerate(base.values))
        orders = tuple(
            None if amount is None else round(self._of_order(amount, rows, base), 6)
            for amount, rows in zip(base.orders, lines.groups, strict=True)
        )
        return replace(base, name=name, values=values, orders=orders)

    def given(self, rows: Sequence[int]) -> bool:
        """Whether any of these lines has one."""
        return any(self.values[row] for row in rows)

    def _less(self, value: float | None, off: float | None) -> float | None:
        if value is None or not off:
            return value
        return round(value * (1 - abs(off) / 100), 6) if self.percent else round(value - abs(off), 6)

    def _of_order(self, amount: float, rows: Sequence[int], base: Candidate) -> float:
        if isnan(amount):
            return amount
        if self.percent and base.how in {Stands.EACH, Stands.EITHER, Stands.UNSURE}:
            return fsum(self._less(base.values[row], self.values[row]) or 0 for row in rows)
        said = [abs(off) for row in rows if (off := self.values[row])]
        if self.percent:
            return amount * (1 - (said[0] if said else 0) / 100)
        once = not self.of_line and len(said) == len(rows) and max(said) - min(said) < _CENT
        return amount - (said[0] if once else fsum(said))


def discounts(lines: OrderLines) -> list[Discount]:
    """The columns of discounts of a file that hold any."""
    found = [Discount(values, percent=False, of_line=False) for values in lines.numbers.get("discount", ())]
    found += [Discount(values, percent=False, of_line=True) for values in lines.numbers.get("line discount", ())]  # fmt: skip
    found += [Discount(_percents(values), percent=True, of_line=True) for values in lines.numbers.get("percent", ())]  # fmt: skip
    return [each for each in found if any(each.values)]


def _percents(values: Amounts) -> Amounts:
    """Percents as such, where a spreadsheet holds them as shares of one."""
    shares = all(abs(value or 0) <= 1 for value in values) and any((value or 0) % 1 for value in values)
    return [value if value is None else value * 100 for value in values] if shares else values


def before_another(candidates: Sequence[Candidate], lines: OrderLines) -> list[Candidate]:
    """The candidates that are another one before its discount, such as gross sales beside net sales."""
    return [
        each for each in candidates
        if any(_same(off.after(each, lines), other) for off in discounts(lines) for other in candidates if other is not each and not _same(each, other))
    ]  # fmt: skip


def after_discount(taken: Candidate, candidates: Sequence[Candidate], lines: OrderLines) -> Candidate | None:
    """What is left of the amount after a discount that it may not have; None where it has it, or there is none.

    Quantity times price has none. Other amounts have none for all one can tell where they are quantity times price,
    and may have none where they are not the whole of an order.
    """
    for off in discounts(lines):
        told = [place for place, rows in enumerate(lines.groups) if off.given(rows) and taken.orders[place]]
        if not told:
            continue
        if taken.role == "product":
            return off.after(taken, lines)
        sums = list(_sums(candidates, taken, lines))
        if any(_fits(off.after(each, lines), taken, told) for each in sums):
            continue
        product = next((each for each in sums if each.role == "product"), None)
        if product and _fits(product, taken, told):
            return off.after(taken, lines)
        if taken.role in _BARE and not product:
            return off.after(taken, lines)
    return None


def _sums(candidates: Sequence[Candidate], taken: Candidate, lines: OrderLines) -> Iterator[Candidate]:
    """The other amounts of the file added up by order."""
    for each in candidates:
        if each is not taken:
            yield each
    if products := lines.products():
        orders = tuple(fsum(products[row] or 0 for row in rows) for rows in lines.groups)
        yield replace(taken, role="product", values=products, how=Stands.EACH, orders=orders)


def _fits(one: Candidate, other: Candidate, places: Sequence[int]) -> bool:
    return all(
        (a := one.orders[place]) is not None and (b := other.orders[place]) is not None and abs(a - b) < _CENT
        for place in places
    )


def _same(one: Candidate, other: Candidate) -> bool:
    return all(
        a == b or (a is not None and b is not None and abs(a - b) < _CENT)
        for a, b in zip(one.orders, other.orders, strict=True)
    )
