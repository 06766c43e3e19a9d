"""What counts of each order: its amount after credit and refunds, or the word that makes it no order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isnan

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.orders.candidate import Candidate
from salesbook.domain.importing.orders.lines import Group, OrderLines, Stands, of_order
from salesbook.domain.importing.orders.refunds import Documents, Refunds
from salesbook.domain.importing.orders.status import Verdicts

_CENT = 0.005


@dataclass
class Settled:
    """By order its amount; `left` has the orders, by place, that do not count, with the word that says why.

    `lessened`: how many count less a refund, and `less_already` those whose amount is without it in the file;
    `credits`: how many are credit notes; `below`: the orders, by place, that are below zero and no document says why.
    """

    amounts: list[float | None]
    left: dict[int, str] = field(default_factory=dict)
    lessened: int = 0
    less_already: int = 0
    credits: int = 0
    below: list[int] = field(default_factory=list)


def settle_orders(
    groups: Sequence[Group], verdicts: Verdicts, taken: Candidate | None, lines: OrderLines, cleaned: Cleaned,
) -> Settled:  # fmt: skip
    """Settle every order. Rows that only a person can judge are rejected, with the reason."""
    found = Settled([None] * len(groups))
    documents = Documents.of(groups, verdicts, taken, cleaned)
    refunds = Refunds.of(taken, lines) if taken else None
    touched = verdicts.left.keys() | verdicts.signs.keys() | verdicts.asked.keys() | verdicts.partly.keys() | verdicts.refunded.keys()  # fmt: skip
    for place, rows in enumerate(groups):
        if taken is None and not touched:
            break
        amount = taken.orders[place] if taken else None
        if not touched.isdisjoint(rows):
            amount = _judged(place, rows, verdicts, taken, amount, found, cleaned)
        if amount is not None and isnan(amount):
            name = taken.name if taken else ""
            _reject(rows, f"{name} differs on the lines of this order, and stands once an order elsewhere: correct it.", cleaned)  # fmt: skip
            amount = None
        refund = refunds.back[place] if refunds else None
        if refunds and refunds.less_already and refund:
            found.left.update(
                {place: "refunded in full"} if amount is not None and abs(amount) < _CENT else {}
            )
            found.amounts[place] = amount
            found.less_already += 1
            continue
        found.amounts[place] = _after_refund(place, rows, amount, refund, verdicts, found, cleaned, documents)
    found.below = [
        place for place, amount in enumerate(found.amounts)
        if amount is not None and amount < 0 and place not in found.left and not any(verdicts.signs.get(row) == -1 for row in groups[place])
    ]  # fmt: skip
    return found


def _judged(
    place: int, rows: Group, verdicts: Verdicts, taken: Candidate | None, amount: float | None, found: Settled, cleaned: Cleaned,
) -> float | None:  # fmt: skip
    """The amount of an order by its status and kind of document."""
    gone = [row for row in rows if row in verdicts.left]
    there = [row for row in rows if row in verdicts.counts and row not in verdicts.left]
    if gone and not there:
        found.left[place] = verdicts.left[gone[0]]
        return amount
    if asked := next((verdicts.asked[row] for row in rows if row in verdicts.asked), ""):
        _reject(rows, f"{asked}: correct it, or leave the row out.", cleaned)
    if gone and taken:
        if taken.how is not Stands.EACH:
            _reject(rows, f"Some of its lines are {verdicts.left[gone[0]]}, and {taken.name} is for all of them: correct it.", cleaned)  # fmt: skip
        else:
            amount = of_order([None if row in gone else value for row, value in enumerate(taken.values)], rows, taken.how)  # fmt: skip
    signs = {verdicts.signs[row] for row in rows if row in verdicts.signs}
    if len(signs) > 1:
        return _less_credit(rows, verdicts, taken, amount, place, found)
    if signs == {-1} and amount is not None:
        found.credits += 1
        return -abs(amount)
    return amount


def _less_credit(
    rows: Group, verdicts: Verdicts, taken: Candidate | None, amount: float | None, place: int, found: Settled
) -> float | None:
    """An invoice and the credit note or refund with its number: the former less the latter; nothing where that is all."""
    if taken is None or amount is None:
        return amount
    sides = [
        of_order(taken.values, [row for row in rows if verdicts.signs.get(row) == sign], taken.how) for sign in (1, -1)
    ]  # fmt: skip
    invoice, credit = (abs(side or 0) for side in sides)
    if credit >= invoice - _CENT:
        found.left[place] = "refunded in full"
        return amount
    found.lessened += 1
    return round(invoice - credit, 6)


def _after_refund(
    place: int, rows: Group, amount: float | None, refund: float | None, verdicts: Verdicts, found: Settled, cleaned: Cleaned,
    documents: Documents,
) -> float | None:  # fmt: skip
    """The amount less what was paid back; an order that was paid back in full is none."""
    if place in found.left:
        return amount
    back = abs(refund or 0)
    word = next((verdicts.refunded[row] for row in rows if row in verdicts.refunded), "")
    partly = next((verdicts.partly[row] for row in rows if row in verdicts.partly), "")
    if word and amount is not None and documents.take_back(rows, amount):
        pass  # that document takes it back already
    elif word and (back < _CENT or amount is None or back >= abs(amount) - _CENT):
        found.left[place] = word
    elif back >= _CENT and amount is not None and amount > 0:
        if back >= amount - _CENT:
            found.left[place] = word or partly or "refunded in full"
            return amount
        found.lessened += 1
        return round(amount - back, 6)
    elif partly:
        _reject(rows, f"It is {partly}, and the file does not say by how much: put in what is left, and another status.", cleaned)  # fmt: skip
    return amount


def _reject(rows: Group, why: str, cleaned: Cleaned) -> None:
    for row in rows:
        cleaned.reject(row, why)
