"""From rows that break a rule to problems: a few of them, each with its cell, and a count of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from salesbook.tables.arrays import Bools, texts
from salesbook.tables.grid import key_text
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.wording import count, shortened

if TYPE_CHECKING:
    import pandas as pd

    from salesbook.domain.facts.contact_faults import CellFault

MOST_FOUND = 200  # of one kind in one column: ten thousand alike help nobody


def rows(table: pd.DataFrame, broken: Bools, column: str, why: str, todo: str) -> Iterator[Problem]:
    """A problem a row; `why` may name the "{value}" of the cell."""
    source, where = origin_of(table), np.flatnonzero(broken)
    for handle in table.index[where[:MOST_FOUND]]:
        yield source.problem(
            handle, column, why.replace("{value}", shortened(key_text(source.value(handle, column)))), todo
        )
    yield from _rest(source.grid.name, column, len(where), "row")


def faulty_cells(table: pd.DataFrame, faults: Sequence[CellFault | None], column: str) -> Iterator[Problem]:
    """A problem a row that has a fault."""
    source = origin_of(table)
    where = [row for row, fault in enumerate(faults) if fault]
    for row in where[:MOST_FOUND]:
        handle, fault = table.index[row], faults[row]
        if fault:
            said = fault.said(column, key_text(source.value(handle, column)))
            yield source.problem(handle, column, said, fault.todo)
    yield from _rest(source.grid.name, column, len(where), "row")


def problem_values(
    table: pd.DataFrame, broken: Bools, column: str, why: Callable[[str], str], todo: str
) -> Iterator[Problem]:
    """A problem a distinct text, at the first row that has it."""
    source, where = origin_of(table), np.flatnonzero(broken)
    times: dict[str, int] = {}
    first: dict[str, int] = {}
    for at, value in zip(where.tolist(), texts(table, column)[where].tolist(), strict=True):
        times[value] = times.get(value, 0) + 1
        first.setdefault(value, at)
    for value in list(first)[:MOST_FOUND]:
        more = times[value] - 1
        others = f"; {count(more, 'more row says', 'more rows say')} so" if more else ""
        yield source.problem(table.index[first[value]], column, f"{why(shortened(value))}{others}", todo)
    yield from _rest(source.grid.name, column, len(first), "value")


def _rest(table: str, column: str, found: int, what: str) -> Iterator[Problem]:
    if found > MOST_FOUND:
        yield Problem(
            table,
            "",
            column,
            "",
            f"{count(found - MOST_FOUND, f'more {what}')} like the ones above",
            "See the ones above.",
        )
