"""Files without order numbers: rows of one customer and day that bear one amount may be the lines of one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.orders.amounts import Telling, question
from salesbook.domain.importing.orders.candidate import Candidate, candidate
from salesbook.domain.importing.orders.columns import AMOUNT
from salesbook.domain.importing.orders.lines import Group, OrderLines, Stands
from salesbook.tables.source import Source

_REPEATS = 2  # rows that repeat the amount above before chance is ruled out
PER_ORDER = " per order"


def same_day(groups: Sequence[Group], cleaned: Cleaned) -> list[list[int]]:
    """The orders, those one below the other that name the same customer and day as one."""
    telling = [cells for target, cells in cleaned.columns.items() if target.column in _TELLING and target != AMOUNT]  # fmt: skip
    joined: list[list[int]] = []
    last: tuple[object, ...] = ()
    for rows in groups:
        said = tuple(cells[rows[0]] for cells in telling)
        if joined and any(said) and said == last:
            joined[-1] += rows
        else:
            joined.append(list(rows))
        last = said
    return joined


_TELLING = {"Date", "Contact ID", "Account ID", "Customer number", "Name", "First name", "Last name", "Email", "Account"}  # fmt: skip


def ask_unnumbered(
    source: Source, taken: Candidate, lines: OrderLines, joined: Sequence[Group], told: Telling
) -> None:
    """Raise BadInput with a question where rows of one customer and day bear one amount again and again, and differ in something else."""
    several = [rows for rows in joined if len(rows) > 1 and all(taken.values[row] for row in rows)]
    equal = [rows for rows in several if len({round(taken.values[row] or 0, 2) for row in rows}) == 1
             and len({tuple(map(str, source.cells(row))) for row in rows}) > 1]  # fmt: skip
    if sum(len(rows) - 1 for rows in equal) < _REPEATS or 2 * len(equal) <= len(several):
        return
    together = OrderLines(joined, lines.numbers, several)
    weighed = candidate(taken.name, taken.role, taken.place, taken.values, together)
    if weighed.how is Stands.EACH:
        return
    raise question([replace(weighed, how=Stands.UNSURE)], together, told)
