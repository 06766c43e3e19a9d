"""A test against single cells: text, or whatever stands in a column that the user added.

There the value that is typed in the rule decides: a number compares with numbers, a date with
dates, text with text. A cell that cannot be compared with it does not match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from operator import ge, gt, le, lt
from typing import Any

from salesbook.domain.audience.cells import DistinctCells
from salesbook.domain.audience.columns import Field
from salesbook.domain.audience.grammar import Comparison
from salesbook.domain.audience.values import ValueReader, WantedValue, day_named, number_of
from salesbook.tables.arrays import Bools, day_number
from salesbook.tables.choices import Unreadable, flag
from salesbook.tables.grid import is_blank
from salesbook.tables.plan import Link, Value
from salesbook.util.dates import NoDay

Reading = float | str | None

_ORDER: dict[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
# Up to two words, then a figure as days and years have it; longer text is not searched for a day.
_MAY_BE_A_DAY = re.compile(r"\s*(?:[^\W\d_]+\W+){0,2}(?:\d{1,2}|\d{4}|\d{8})(?!\d)")
_LONGEST_DAY = 60


def asks_yes_or_no(test: Comparison, cells: DistinctCells, words: ValueReader) -> bool:
    """Whether a test asks for Yes or No in a column in which nothing else stands: there a blank is a No."""
    if test.operator not in {"", "="} or any(words.wanted(piece).flag is None for piece in test.values):
        return False
    return all(is_blank(cell) or _flag(cell) is not None for cell in cells.distinct)


def any_cell(test: Comparison, field: Field, words: ValueReader) -> Bools:
    """Which rows match; a blank cell does only where it is a No. Raises RuleError."""
    cells = field.cells
    match test.operator:
        case "":
            return _ticked(test, field, words)
        case "=":
            return _same_text(test, cells, words) if field.column else _equal(test, cells, words)
        case "contains":
            part = words.text(test.values[0])
            return cells.where(part in text for text in cells.texts)
        case "begins with":
            start = words.text(test.values[0])
            return cells.where(text.startswith(start) for text in cells.texts)
        case "between":
            return _between(test, cells, words)
        case order if order in _ORDER:
            return _ordered(order, cells, words.wanted(test.values[0]))
    first, last = words.window(test.values[0], ahead=test.operator.endswith("next"))
    within = not test.operator.startswith("not")
    days = map(_day, cells.distinct)
    return cells.where(day is not None and (first <= day <= last) is within for day in days)


def _ticked(test: Comparison, field: Field, words: ValueReader) -> Bools:
    cells = field.cells
    flags = [_flag(cell) for cell in cells.distinct]
    if set(flags) == {None} and any(cells.texts):
        todo = f"Type a test after it, such as: {field.header} is not blank"
        raise words.wrong(test.column, f"{field.header} holds no Yes and no No", todo)
    return cells.where(flag is True for flag in flags)


def _same_text(test: Comparison, cells: DistinctCells, words: ValueReader) -> Bools:
    chosen = {words.text(piece) for piece in test.values}
    return cells.where(text in chosen for text in cells.texts)


def _equal(test: Comparison, cells: DistinctCells, words: ValueReader) -> Bools:
    wanted = [words.wanted(piece) for piece in test.values]
    if asks_yes_or_no(test, cells, words):
        flags = {one.flag for one in wanted}
        return cells.where(bool(_flag(cell)) in flags for cell in cells.distinct)
    chosen = {one.text for one in wanted}
    found = cells.where(text in chosen and isinstance(cell, str | Link)
                        for cell, text in zip(cells.distinct, cells.texts, strict=True))  # fmt: skip
    for one in wanted:
        if one.flag is not None:
            found |= cells.where(_flag(cell) is one.flag for cell in cells.distinct)
        elif not isinstance(_key(one), str):
            found |= cells.where(reading == _key(one) for reading in _readings(cells, one))
    return found


def _ordered(operator: str, cells: DistinctCells, wanted: WantedValue) -> Bools:
    compare, limit = _ORDER[operator], _key(wanted)
    return cells.where(
        reading is not None and compare(reading, limit) for reading in _readings(cells, wanted)
    )


def _between(test: Comparison, cells: DistinctCells, words: ValueReader) -> Bools:
    one, other = (words.wanted(piece) for piece in test.values)
    if _kind(one) != _kind(other):
        why = f"This is {_kind(other)}, and the value before is {_kind(one)}"
        raise words.wrong(test.values[1], why, "Type two of a kind.")
    low, high = sorted((one, other), key=_key)
    return _ordered(">=", cells, low) & _ordered("<=", cells, high)


def _kind(wanted: WantedValue) -> str:
    if wanted.number is not None:
        return "a number"
    return "text" if wanted.day is None else "a date"


def _key(wanted: WantedValue) -> float | str:
    if wanted.number is not None:
        return wanted.number
    return wanted.text if wanted.day is None else wanted.day


def _readings(cells: DistinctCells, wanted: WantedValue) -> Iterable[Reading]:
    """The distinct cells as values of the same kind as the wanted one; None for those that are of another."""
    if wanted.number is not None:
        return map(_number, cells.distinct)
    if wanted.day is not None:
        return map(_day, cells.distinct)
    return (
        text if text and isinstance(cell, str | Link) else None
        for cell, text in zip(cells.distinct, cells.texts, strict=True)
    )


def _number(cell: Value) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    return number_of(cell) if isinstance(cell, str) else None


def _day(cell: Value) -> int | None:
    if isinstance(cell, datetime):
        return day_number(cell.date())
    if isinstance(cell, date):
        return day_number(cell)
    if not isinstance(cell, str) or len(cell) > _LONGEST_DAY or not _MAY_BE_A_DAY.match(cell):
        return None
    try:
        return day_named(cell)
    except NoDay:
        return None


def _flag(cell: Value) -> bool | None:
    """Whether the cell says Yes; None where it says neither, or is blank."""
    try:
        return None if is_blank(cell) else flag(cell, blank=False)
    except Unreadable:
        return None
