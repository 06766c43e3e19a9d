"""A test of a rule against the cells of its column, by what the column holds.

Every answer has one place for each row of the column's frame, and a last one for a blank cell. A blank cell is
neither like a value nor unlike it: what it answers is unknown, but to the question whether it is blank.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from salesbook.domain.audience.columns import Field
from salesbook.domain.audience.grammar import Comparison, Piece
from salesbook.domain.audience.match_any import any_cell, asks_yes_or_no
from salesbook.domain.audience.truth import Truths, truth_of
from salesbook.domain.audience.values import ValueReader
from salesbook.schema import Column, Type
from salesbook.tables.arrays import Bools, Floats, dates, numbers
from salesbook.tables.grid import is_blank

_ORDER: dict[str, Callable[[Floats, float], Bools]] = {
    "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip
_SPANS = ("in the last", "not in the last", "in the next", "not in the next")
_PARTS = ("contains", "begins with")
_NUMBERS = (Type.NUMBER, Type.WHOLE, Type.MONEY, Type.SHARE)

# What columns of a type hold, the operators for it, and what to type instead of another one.
_DATES = ("dates", ("=", *_ORDER, "between", *_SPANS), "Use =, <, >, between or in the last 60 days.")
_MEASURES = ("numbers", ("=", *_ORDER, "between"), "Use =, <, > or between.")
_TIMES = ("times of day", ("=", *_ORDER, "between"), "Use =, <, > or between.")
_FLAGS = ("Yes or No", ("", "="), "Use it alone, or = Yes.")
_SEVERAL = ("several words of a list", ("contains",), "Use contains or does not contain, with one of them.")
_WORDS = ("words of a list", ("=", *_PARTS), "Use =, is one of or contains.")
_TEXTS = ("text", ("=", *_ORDER, "between", *_PARTS), "Use =, is one of, contains or begins with.")


def matches(test: Comparison, field: Field, words: ValueReader) -> Truths:
    """Whether the test means each row, and a blank cell. Raises RuleError."""
    blank = _blank(field)
    if test.operator == "is blank":
        return truth_of(~blank if test.negative else blank)
    if field.column is None:
        found, known = any_cell(test, field, words), asks_yes_or_no(test, field.cells, words)
    else:
        _check(test, field.column, words)
        found = _typed(test, field, field.column, words)
        known = field.column.type is Type.FLAG or bool(field.column.blank_is)
    return truth_of(~found if test.negative else found, unknown=None if known else blank)


def _blank(field: Field) -> Bools:
    kind = field.column.type if field.column else None
    if kind in {*_NUMBERS, Type.TIME, Type.DATE, Type.MOMENT}:
        return np.isnan(_measured(field, kind))
    # Where a blank counts as something, it does so in the frame.
    counts = field.column is not None and (kind is Type.FLAG or field.column.blank_is)
    cells = field.raw if counts else field.cells
    return cells.where(map(is_blank, cells.distinct))


def _check(test: Comparison, column: Column, words: ValueReader) -> None:
    """The operator must fit what the column holds."""
    match column.type:
        case Type.DATE | Type.MOMENT:
            holds, operators, todo = _DATES
        case Type.TIME:
            holds, operators, todo = _TIMES
        case Type.FLAG:
            holds, operators, todo = _FLAGS
        case Type.CHOICE:
            holds, operators, todo = _WORDS
        case Type.LIST:
            holds, operators, todo = _SEVERAL
        case kind:
            holds, operators, todo = _MEASURES if kind in _NUMBERS else _TEXTS
    if test.operator in operators:
        return
    if not test.operator:
        todo = f"Type a test after it, such as: {column.name} is not blank"
    raise words.wrong(Piece(test.operator or test.column.text, test.at), f"{column.name} holds {holds}", todo)


def _typed(test: Comparison, field: Field, column: Column, words: ValueReader) -> Bools:
    match column.type:
        case Type.DATE | Type.MOMENT:
            return _measure(test, _measured(field, column.type), words.day, words)
        case Type.TIME:
            return _measure(test, _measured(field, column.type), words.minutes, words)
        case Type.FLAG:
            wanted = [words.flag(piece) for piece in test.values] or [True]
            return np.isin(np.append(field.frame[field.header].to_numpy(dtype=bool), False), wanted)
        case kind if kind in _NUMBERS:
            return _measure(test, _measured(field, kind), lambda piece: words.number(piece, kind), words)
        case Type.LIST:
            listed = words.choices(test.values[0], column)
            return field.cells.where(listed <= set(text.split(", ")) for text in field.cells.texts)
        case Type.CHOICE if test.operator == "=":
            chosen = {words.choice(piece, column) for piece in test.values}
            return field.cells.where(text in chosen for text in field.cells.texts)
    return any_cell(test, field, words)


def _measured(field: Field, kind: Type | None) -> Floats:
    """The column as numbers, one more NaN at the end; days since 1970-01-01, minutes after midnight."""
    if kind in {Type.DATE, Type.MOMENT}:
        days = dates(field.frame, field.header)
        values = np.where(np.isnat(days), np.nan, days.astype(np.int64).astype(np.float64))
    else:
        values = numbers(field.frame, field.header)
    # A time of day that cannot be read is endless: see `unreadable`.
    return np.append(np.where(np.isfinite(values), values, np.nan), np.nan)


def _measure(test: Comparison, values: Floats, read: Callable[[Piece], float], words: ValueReader) -> Bools:
    if test.operator in _SPANS:
        first, last = words.window(test.values[0], ahead=test.operator.endswith("next"))
        within = (values >= first) & (values <= last)
        return ~within & ~np.isnan(values) if test.operator.startswith("not") else within
    wanted = [read(piece) for piece in test.values]
    if test.operator == "=":
        return np.isin(values, wanted)
    if test.operator == "between":
        return (values >= min(wanted)) & (values <= max(wanted))
    return _ORDER[test.operator](values, wanted[0])
