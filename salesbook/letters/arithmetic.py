"""Checks on single values that keep what templates build small and flat."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from salesbook.letters.budget import LARGEST_NUMBER, LONGEST_RANGE, whole
from salesbook.letters.faults import Stop
from salesbook.letters.records import Blank

MOST_ITEMS = 10_000


def single(value: object) -> object:
    """The value, unless it is a list: lists in lists can grow without end. Raises Stop."""
    if isinstance(value, list | tuple | dict | range | set):
        raise Stop("A list cannot stand here.", 'Join it first, such as {{ names|join(", ") }}.')
    return value


def the_list(values: Iterable[object]) -> list[object]:
    """The values as a list that is not too long. Raises Stop."""
    if isinstance(values, str | list | tuple | dict | range | Blank):
        if len(values) > MOST_ITEMS:
            raise Stop(f"A list has {len(values):,} items.", f"At most {MOST_ITEMS:,} can be used.")
        return list(values)
    raise Stop(f"{str(values)[:60]!r} is not a list.", "Use this filter on a list.")


def a_number(value: object) -> float:
    """The value as a number. Raises Stop."""
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise Stop(f"{str(value)[:60]!r} is not a number.", "Write a number into the cell.") from None
    if not isfinite(found):
        raise Stop(f"{value!r} is not a number.", "Write a number into the cell.")
    return found


def a_range(*numbers: int) -> range:
    """Python's range, as long as it is short. Raises Stop."""
    found = range(*numbers)
    if len(found) > LONGEST_RANGE:
        raise Stop(f"range() of {len(found):,} is too long.", f"At most {LONGEST_RANGE:,} will do.")
    return found


def compute(operator: str, left: object, right: object) -> object:
    """What `left operator right` is, for numbers, and + for texts. Raises Stop."""
    for one in (left, right):
        if isinstance(one, Blank):
            raise one.stop()
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        return whole(left + right)
    if not (isinstance(left, int | float) and isinstance(right, int | float)):
        raise Stop(f"{operator} needs two numbers.", "To put texts together, write ~ between them.")
    if operator == "**" and (abs(left) > 10**6 or abs(right) > 10):
        raise Stop("That power is too large.", "Use smaller numbers.")
    try:
        found: float = _OPERATORS[operator](left, right)
    except ZeroDivisionError:
        raise Stop("A number is divided by zero.", "Ask first, with {% if %}.") from None
    if isinstance(found, complex) or abs(found) > LARGEST_NUMBER:
        raise Stop("A number is too large.", "Use smaller numbers.")
    return found


_OPERATORS = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "//": lambda left, right: left // right,
    "%": lambda left, right: left % right,
    "**": lambda left, right: left**right,
}
