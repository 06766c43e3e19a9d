"""Which rows of a file are one more line of the order above: they name no order, and hold something of their own.

A row that has nothing but sums is no such line, but a total whose word was lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.grouped import is_number
from salesbook.domain.importing.orders.columns import AMOUNT, OrderColumns
from salesbook.domain.importing.values.numbers import number_reader
from salesbook.tables.source import Cell, Source

_CENT = 0.011
_PRICES = ("unit", "price")


def following(source: Source, cleaned: Cleaned, given: Sequence[object], columns: OrderColumns) -> list[bool]:
    """Whether each row is a line of the order above. Rows that may be totals are rejected, and are no line of any order."""
    telling = [cells for target, cells in cleaned.columns.items() if target != AMOUNT]
    if not telling or None not in given:
        return [False] * source.height
    blank = [
        name is None and not any(row) for name, row in zip(given, zip(*telling, strict=True), strict=True)
    ]
    above: dict[int, list[float]] = {}
    return [
        row > 0 and blank[row] and row not in source.faults and _is_line(row, source, cleaned, columns, above)
        for row in range(source.height)
    ]


def _is_line(
    row: int, source: Source, cleaned: Cleaned, columns: OrderColumns, above: dict[int, list[float]]
) -> bool:
    filled = {place: cell for place, cell in enumerate(source.cells(row)) if cell not in (None, "")}
    if not filled:
        return False
    if not all(map(is_number, filled.values())) or filled.keys() & set(columns.places(*_PRICES)):
        return True
    sums = [place for place in filled if place in columns.roles]
    for place in sums:
        if place not in above:
            above[place] = list(accumulate(_number(cell) or 0 for cell in source.columns[place]))
    if sums and all(_is_sum(source.columns[place][row], above[place][row - 1]) for place in sums):
        cleaned.reject(row, "It has nothing but sums of the rows above, so it was taken for a row of totals.")
        return False
    cleaned.reject(
        row, "It has nothing but numbers: if it is a line of the order above, give it that order's number; if it is a total, leave it out."
    )  # fmt: skip
    return True  # so that the order above is not taken without it


def _is_sum(cell: Cell, above: float) -> bool:
    wanted = _number(cell)
    return wanted is not None and abs(above - wanted) < _CENT


def _number(cell: Cell) -> float | None:
    found = [read for sign in ".," if isinstance(read := number_reader(sign)(cell), float)]
    return found[0] if found else None
