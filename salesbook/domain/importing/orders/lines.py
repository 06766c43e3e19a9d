"""Which rows of a file are lines of one order, and whether an amount stands there once an order or on each line.

Evidence for "once": it is the same on every line though the lines differ, or the lines add up to it.
Evidence for "each": it differs from line to line, or it is quantity times price of its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain, combinations
from math import fsum

Amounts = Sequence[float | None]
Group = Sequence[int]  # the rows of one order

_CENT = 0.006  # what rounding may take from a line
_ALMOST_ALL = 0.95
_MOSTLY = 0.5
_COINCIDENCES = 2  # lines that repeat a total before chance is ruled out
_NEAR = (0.8, 1.45)  # times its lines: a total with discount, or with tax and shipping
_MANY = 10  # orders that repeat their total, beside which a few odd ones are mistakes


class Stands(Enum):
    """How an amount stands in the lines of its orders."""

    ONCE = "once an order, perhaps on each of its lines"
    EACH = "on each line, to be added"
    EITHER = "both come to the same"
    UNSURE = "nothing tells"


@dataclass(frozen=True)
class OrderLines:
    """The rows of a file by order, and its columns of numbers by role, each a list by row.

    `several` are the orders with more than one row, which are its lines for all one can tell.
    """

    groups: Sequence[Group]
    numbers: Mapping[str, Sequence[Amounts]] = field(default_factory=dict)
    several: Sequence[Group] = ()

    def products(self) -> list[float | None] | None:
        """Quantity times price of each line; None where the file does not have both, once."""
        quantities, prices = self.numbers.get("quantity", ()), self.numbers.get("unit", ())
        if not quantities or not prices:
            return None
        pairs = zip(quantities[0], prices[0], strict=True)
        return [None if q is None or p is None else round(q * p, 6) for q, p in pairs]


def grouped(ids: Sequence[object], follows: Sequence[bool]) -> list[list[int]]:
    """Rows with one ID are one order, and so is a row that `follows` the one before. IDs of None are all different."""
    groups: dict[object, list[int]] = {}
    last: list[int] = []
    for row, (name, goes_on) in enumerate(zip(ids, follows, strict=True)):
        if goes_on and last:
            last.append(row)
            continue
        last = groups.setdefault((row,) if name is None else name, [])
        last.append(row)
    return list(groups.values())


def stands(values: Amounts, role: str, lines: OrderLines) -> Stands:
    """How a column of amounts stands in its lines, by evidence; the role of its header decides what that leaves open."""
    equal, differ = _told_apart(values, lines.several)
    if not equal and not differ:
        return Stands.EITHER
    if _are_products(values, lines, [*equal, *differ]):
        return Stands.EACH
    if equal and len(equal) >= len(differ) and _adds_up(values, lines, equal):
        return Stands.ONCE
    if role == "line":
        return Stands.EACH
    if equal and not differ and (nearer := _nearer(values, lines, equal)):
        return nearer
    share = len(equal) / (len(equal) + len(differ))
    if not differ:
        return Stands.ONCE if role == "whole" or _is_no_chance(role, equal, lines) else Stands.UNSURE
    if role == "whole":
        return Stands.ONCE if share >= _ALMOST_ALL and len(equal) >= _MANY else Stands.UNSURE
    return Stands.EACH if share <= _MOSTLY else Stands.UNSURE


def of_order(values: Amounts, rows: Group, how: Stands) -> float | None:
    """The amount of one order; None where no line has one. NaN where its lines contradict each other."""
    said = [value for row in rows if (value := values[row]) is not None]
    if not said:
        return None
    if how is not Stands.ONCE:
        return said[0] if len(said) == 1 else round(fsum(said), 6)
    filled = [value for value in said if value] or said
    return filled[0] if _all_equal(filled) else float("nan")


def _told_apart(values: Amounts, several: Iterable[Group]) -> tuple[list[Group], list[Group]]:
    """Orders whose lines all bear one amount, and orders whose lines bear different ones. Blanks and zeros tell nothing."""
    equal: list[Group] = []
    differ: list[Group] = []
    for rows in several:
        said = [value for row in rows if (value := values[row])]
        if len(said) < 2:
            continue
        same = _all_equal(said) and len(said) == len(rows)
        (equal if same else differ).append(rows)
    return equal, differ


def _all_equal(values: Sequence[float]) -> bool:
    return max(values) - min(values) < _CENT


def _are_products(values: Amounts, lines: OrderLines, groups: Sequence[Group]) -> bool:
    """Whether the amount of nearly each line is its quantity times its price, perhaps with its own tax or discount."""
    products = lines.products()
    if products is None:
        return False
    rows = [row for group in groups for row in group if values[row] is not None and products[row] is not None]
    if not rows:
        return False
    quantities = lines.numbers["quantity"][0]
    if all(quantities[row] == 1 for row in rows) and _adds_up(values, lines, groups):
        return False
    extras = [(1, c) for c in (*lines.numbers.get("line tax", ()), *lines.numbers.get("tax", ()))]
    extras += [(-1, c) for c in (*lines.numbers.get("line discount", ()), *lines.numbers.get("discount", ()))]
    for chosen in _subsets(extras):
        fits = sum(
            abs((products[row] or 0) + sum(sign * abs(c[row] or 0) for sign, c in chosen) - (values[row] or 0)) < _CENT * 2
            for row in rows
        )  # fmt: skip
        percents = sum(_less_percent(row, values, products, lines) for row in rows) if not chosen else 0
        if max(fits, percents) >= _ALMOST_ALL * len(rows):
            return True
    return False


def _less_percent(row: int, values: Amounts, products: Amounts, lines: OrderLines) -> bool:
    """Whether a line is quantity times price less a discount in percent."""
    for column in (*lines.numbers.get("line discount", ()), *lines.numbers.get("discount", ())):
        if abs((products[row] or 0) * (1 - abs(column[row] or 0) / 100) - (values[row] or 0)) < _CENT * 2:
            return True
    return False


def _adds_up(values: Amounts, lines: OrderLines, groups: Sequence[Group]) -> bool:
    """Whether the lines of nearly every order add up to the amount, perhaps with tax and shipping, less the discount."""
    parts: list[Amounts] = [*lines.numbers.get("line", ()), *lines.numbers.get("amount", ()), *lines.numbers.get("net", ()), *lines.numbers.get("total", ())]  # fmt: skip
    if products := lines.products():
        parts.append(products)
    extras = [(1, c) for role in ("tax", "line tax", "shipping") for c in lines.numbers.get(role, ())]
    extras += [(-1, c) for role in ("discount", "line discount") for c in lines.numbers.get(role, ())]
    for part in parts:
        if part is values or list(part) == list(values):
            continue
        told = [rows for rows in groups if any(part[row] for row in rows)]
        if told and any(_sums_fit(values, part, chosen, told) for chosen in _subsets(extras)):
            return True
    return False


def _nearer(values: Amounts, lines: OrderLines, groups: Sequence[Group]) -> Stands | None:
    """Once or each, where the amounts of lines are known and only one of the two is near them, but for tax and shipping."""
    products = lines.products()
    for part in (*lines.numbers.get("line", ()), *([products] if products else ())):
        known = [rows for rows in groups if all(part[row] for row in rows)]
        if not known:
            continue
        once = all(_is_near(values[rows[0]], fsum(part[row] or 0 for row in rows)) for rows in known)
        each = all(_is_near(values[row], part[row]) for rows in known for row in rows)
        if once != each:
            return Stands.ONCE if once else Stands.EACH
    return None


def _is_near(amount: float | None, bare: float | None) -> bool:
    low, high = _NEAR
    return bool(amount and bare) and low <= (amount or 0) / (bare or 1) <= high


def _sums_fit(values: Amounts, part: Amounts, chosen: Sequence[tuple[int, Amounts]], groups: Sequence[Group]) -> bool:  # fmt: skip
    fits = 0
    for rows in groups:
        whole = next(value for row in rows if (value := values[row]))
        near = _CENT * (len(rows) + 1)
        base = fsum(part[row] or 0 for row in rows)
        once = base + sum(sign * abs(next((v for row in rows if (v := c[row])), 0)) for sign, c in chosen)
        each = base + sum(sign * abs(fsum(c[row] or 0 for row in rows)) for sign, c in chosen)
        fits += abs(once - whole) < near or abs(each - whole) < near
    return fits >= _ALMOST_ALL * len(groups)


def _subsets(extras: Sequence[tuple[int, Amounts]]) -> Iterable[Sequence[tuple[int, Amounts]]]:
    extras = extras[:4]
    return chain.from_iterable(combinations(extras, size) for size in range(len(extras) + 1))


def _is_no_chance(role: str, equal: Sequence[Group], lines: OrderLines) -> bool:
    """Whether lines that all bear one amount cannot do so by chance.

    It is none when quantities or prices differ again and again while the amount does not. Without those, lines of
    things that cost the same look like a total on each line, however many there are.
    """
    telling = [c for name in ("quantity", "unit") for c in lines.numbers.get(name, ())]
    varied = [rows for rows in equal if any(len({c[row] for row in rows} - {None}) > 1 for c in telling)]
    return sum(len(rows) - 1 for rows in varied) >= _COINCIDENCES + (role != "total")
