"""A column that may hold the amounts of orders, weighed: its values by row, and by order what they come to."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.domain.importing.orders.lines import Amounts, OrderLines, Stands, of_order, stands

PRODUCT = "Quantity x Price"


@dataclass(frozen=True)
class Candidate:
    """A column that may be the amount. `place` is None for a product of two; `values` by row, `orders` by order."""

    name: str
    role: str
    place: int | None
    values: Amounts
    how: Stands
    orders: tuple[float | None, ...]
    unread: int = 0  # cells that are no numbers

    @property
    def known(self) -> int:
        """How many orders it gives an amount."""
        return sum(amount is not None for amount in self.orders)


def candidate(
    name: str, role: str, place: int | None, values: Amounts, lines: OrderLines, unread: int = 0
) -> Candidate:
    """Weigh one column."""
    how = stands(values, role, lines)
    orders = tuple(of_order(values, rows, how) for rows in lines.groups)
    return Candidate(name, role, place, values, how, orders, unread)


def standing(each: Candidate, how: Stands, lines: OrderLines) -> Candidate:
    """The same column, taken to stand in its lines in that way."""
    orders = tuple(of_order(each.values, rows, how) for rows in lines.groups)
    return Candidate(each.name, each.role, each.place, each.values, how, orders)
