"""A test against single cells: text, or whatever stands in a column that the user added.

There the value that is typed in the rule decides: a number compares with numbers, a date with
dates, text with text. A cell that cannot be compared with it does not match.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from operator import ge, gt, le, lt

from salesbook.choices import Unreadable, flag, text_of
from salesbook.daytexts import NoDay
from salesbook.domain.arrays import day_number
from salesbook.grid import is_blank
from salesbook.plan import Link, Value
from salesbook.rules.columns import Field
from salesbook.rules.grammar import Test
from salesbook.rules.words import Wanted, Words, day_of, number_of
from salesbook.spelling import folded

Fits = Callable[[Value], bool]
Reading = float | str | None

_ORDER: dict[str, Callable[[Reading, Reading], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}  # type: ignore[dict-item]
_LONGEST_DAY = 60  # letters; longer text is not searched for a date


def any_cell(test: Test, field: Field, words: Words) -> Fits:
    """What tells whether a cell matches; a blank one never does. Raises RuleError."""
    match test.operator:
        case "":
            return _ticked(test, field, words)
        case "=":
            return _equal(test, field, words)
        case "contains":
            part = words.text(test.values[0])
            return lambda cell: part in folded(text_of(cell))
        case "begins with":
            start = words.text(test.values[0])
            return lambda cell: folded(text_of(cell)).startswith(start)
        case "between":
            return _between(test, words)
        case order if order in _ORDER:
            return _ordered(test.operator, words.wanted(test.values[0]))
    return _in_span(test, words)


def _ticked(test: Test, field: Field, words: Words) -> Fits:
    filled = [cell for cell in set(field.raw) if not is_blank(cell)]
    if filled and all(_flag(cell) is None for cell in filled):
        todo = f"Type a test after it, such as: {field.header} is not blank"
        raise words.wrong(test.column, f"{field.header} holds no Yes and no No", todo)
    return lambda cell: _flag(cell) is True


def _equal(test: Test, field: Field, words: Words) -> Fits:
    wanted = [words.wanted(piece) for piece in test.values]
    chosen = {one.text for one in wanted}
    if field.column:
        return lambda cell: folded(text_of(cell)) in chosen

    def fits(cell: Value) -> bool:
        if isinstance(cell, str | Link) and folded(text_of(cell)) in chosen:
            return True
        return not is_blank(cell) and any(_same(cell, one) for one in wanted)

    return fits


def _same(cell: Value, wanted: Wanted) -> bool:
    if wanted.flag is not None:
        return _flag(cell) is wanted.flag
    found = _reading(cell, wanted)
    return found is not None and found == _key(wanted)


def _ordered(operator: str, wanted: Wanted) -> Fits:
    compare, limit = _ORDER[operator], _key(wanted)

    def fits(cell: Value) -> bool:
        found = _reading(cell, wanted)
        return found is not None and compare(found, limit)

    return fits


def _between(test: Test, words: Words) -> Fits:
    one, other = (words.wanted(piece) for piece in test.values)
    if _kind(one) != _kind(other):
        raise words.wrong(test.values[1], f"This is {_kind(other)}, and the value before is {_kind(one)}", "Type two of a kind.")  # fmt: skip
    low, high = sorted((one, other), key=_key)
    above, below = _ordered(">=", low), _ordered("<=", high)
    return lambda cell: above(cell) and below(cell)


def _in_span(test: Test, words: Words) -> Fits:
    first, last = words.window(test.values[0], ahead=test.operator.endswith("next"))
    within = not test.operator.startswith("not")

    def fits(cell: Value) -> bool:
        day = _day(cell)
        return day is not None and (first <= day <= last) is within

    return fits


def _kind(wanted: Wanted) -> str:
    if wanted.number is not None:
        return "a number"
    return "text" if wanted.day is None else "a date"


def _key(wanted: Wanted) -> float | str:
    if wanted.number is not None:
        return wanted.number
    return wanted.text if wanted.day is None else wanted.day


def _reading(cell: Value, wanted: Wanted) -> Reading:
    """The cell as a value of the same kind as the wanted one, or None."""
    if wanted.number is not None:
        return _number(cell)
    if wanted.day is not None:
        return _day(cell)
    return (folded(text_of(cell)) or None) if isinstance(cell, str | Link) else None


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
    if not isinstance(cell, str) or len(cell) > _LONGEST_DAY or not any(map(str.isdigit, cell)):
        return None
    try:
        return day_of(cell)
    except NoDay:
        return None


def _flag(cell: Value) -> bool | None:
    """Whether the cell says Yes; None where it says neither, or is blank."""
    try:
        return None if is_blank(cell) else flag(cell, blank=False)
    except Unreadable:
        return None
