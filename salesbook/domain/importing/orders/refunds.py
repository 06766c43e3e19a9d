"""What was paid back: by a column beside the amounts, which may be less it already, and by documents of their own.

The amounts of the orders and the columns of the file in; what to take off each order, and which document takes back which, out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan

from salesbook.domain.facts.matching import says_the_same
from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.headers.known import Target
from salesbook.domain.importing.orders.amounts import is_explained
from salesbook.domain.importing.orders.candidate import Candidate
from salesbook.domain.importing.orders.lines import Amounts, Group, OrderLines, Stands, of_order, stands
from salesbook.domain.importing.orders.status import Verdicts
from salesbook.errors import BadInput
from salesbook.tables.plan import Value

_CENT = 0.005
_DATE = Target("Orders", "Date")
_LESS = re.compile(r"\b(?:after|less|minus|net of|excl\w*\.?|without|nach|abzüglich|ohne|tras|menos|après|moins|na|min)\b.*\b(?:refund|return|credit|erstatt|rückerstatt|retour|gutschrift|devoluc|reembols|rembours)", re.IGNORECASE)  # fmt: skip
_REFUND = re.compile(r"refund", re.IGNORECASE)


@dataclass(frozen=True)
class Refunds:
    """By order what a column says was paid back; `less_already`: the amounts are less it as they stand."""

    back: Sequence[float | None]
    less_already: bool

    @classmethod
    def of(cls, taken: Candidate, lines: OrderLines) -> Refunds | None:
        """What the first column of refunds says; None where the file has none, or the amount is itself one of refunds.

        Raises BadInput with a question where some amounts are less their refund, and others are not.
        """
        columns = lines.numbers.get("refund", ())
        if _LESS.search(taken.name):
            return None
        if not columns or _REFUND.search(taken.name):
            return None
        values: Amounts = columns[0]
        how = stands(values, "whole", lines)
        how = Stands.EACH if how is Stands.UNSURE else how
        back = [of_order(values, rows, how) for rows in lines.groups]
        return cls(back, _is_less_already(taken, back, lines))


def _is_less_already(taken: Candidate, back: Sequence[float | None], lines: OrderLines) -> bool:
    """Whether the amounts are less what was paid back, by evidence.

    Evidence for it: more was paid back than the amount, or net, tax, shipping and lines come to the two together. Evidence
    against it: they come to the amount alone, or all of it was paid back.
    """
    both = [
        (amount, abs(refund)) for amount, refund in zip(taken.orders, back, strict=True)
        if amount is not None and not isnan(amount) and amount >= 0 and refund
    ]  # fmt: skip
    less = any(refund > amount + _CENT for amount, refund in both)
    whole = any(abs(refund - amount) < _CENT for amount, refund in both)
    if both and not is_explained(taken, lines, bare=True):
        less = less or is_explained(taken, lines, bare=True, refunded=True)
    if less and whole:
        raise BadInput(
            f"{taken.name!r} is less than what was refunded for some orders, and just that for others: it cannot be told whether it counts before or after the refund. Nothing was imported.",
            'If all of them count as they stand, leave the refunds out: --map "Their header=". If not, export the totals before refunds.',
        )
    return less


@dataclass
class Documents:
    """Credit notes and the like of the file, which each take back one order of the same customer, and that once."""

    amounts: list[tuple[float, Mapping[Target, Value], Value]]
    customers: Mapping[Target, Sequence[Value]]
    days: Sequence[Value]

    @classmethod
    def of(
        cls, groups: Sequence[Group], verdicts: Verdicts, taken: Candidate | None, cleaned: Cleaned
    ) -> Documents:
        """The documents of the file that take something back."""
        customers = {t: cells for t, cells in cleaned.columns.items() if t.table in {"Contacts", "Accounts"}}
        found = cls([], customers, cleaned.columns.get(_DATE, ()))
        for rows, amount in zip(groups, taken.orders if taken else (), strict=bool(taken)):
            if amount and all(verdicts.signs.get(row) == -1 or (amount < 0 and row not in verdicts.left) for row in rows):  # fmt: skip
                found.amounts.append((abs(amount), found._customer(rows), found._day(rows)))
        return found

    def take_back(self, rows: Group, amount: float) -> bool:
        """Whether a document of the same customer, not older than the order, takes back just this amount; it is used up by that."""
        customer, day = self._customer(rows), self._day(rows)
        for each in self.amounts:
            credit, whose, when = each
            later = not (isinstance(day, date) and isinstance(when, date)) or when >= day
            if abs(credit - amount) < _CENT and later and _is_one(customer, whose):
                self.amounts.remove(each)
                return True
        return False

    def _customer(self, rows: Group) -> dict[Target, Value]:
        return {
            target: cells[rows[0]] for target, cells in self.customers.items() if cells[rows[0]] is not None
        }

    def _day(self, rows: Group) -> Value:
        return self.days[rows[0]] if self.days else None


def _is_one(left: Mapping[Target, Value], right: Mapping[Target, Value]) -> bool:
    """Whether two rows name one customer: they agree in something, and contradict each other in nothing."""
    both = left.keys() & right.keys()
    return bool(both) and all(
        says_the_same(target.column, str(left[target]), str(right[target])) for target in both
    )
