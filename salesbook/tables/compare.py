"""When two cells hold the same."""

from __future__ import annotations

import math
from collections.abc import Sequence

from salesbook.tables.grid import is_blank
from salesbook.tables.plan import Link, Stood, Value


def changed(old: Sequence[Value], new: Sequence[Value], touched: set[int]) -> list[int]:
    """Rows (of `touched`, from 0) of old whose cells differ. Whole columns of figures are common, and go through plain comparisons."""
    rows = sorted(row for row in touched if row < len(old))
    before = [old[row] for row in rows]
    after = [new[row] for row in rows]
    kinds, new_kinds = set(map(type, before)), set(map(type, after))
    pairs = zip(rows, before, after, strict=True)
    if kinds | new_kinds <= _MAYBE_BLANK:
        return [row for row, a, b in pairs if a != b and not (is_blank(a) and is_blank(b))]
    if (kinds & _MAYBE_BLANK and new_kinds & _MAYBE_BLANK) or (kinds | new_kinds) & {bool, Link, Stood}:
        return [row for row, a, b in pairs if not same_value(a, b)]
    return [row for row, a, b in pairs if a != b]


_MAYBE_BLANK = {str, type(None)}
_LAST_DIGITS = 1e-12


def same_value(left: Value, right: Value) -> bool:
    """Whether two cells hold the same: blanks are alike, a link is its text. What is behind a value does not count."""
    if left is right:
        return True
    if isinstance(left, Stood):
        left = left.value
    if isinstance(right, Stood):
        right = right.value
    if isinstance(left, Link):
        left = left.text
    if isinstance(right, Link):
        right = right.text
    if left is None or right is None or left == "" or right == "":
        return is_blank(left) and is_blank(right)
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    return bool(left == right)


def alike(left: Value, right: Value) -> bool:
    """`same_value`, but for the last digits of a figure: spreadsheet programs save fewer of them."""
    if isinstance(left, float) and isinstance(right, int | float) and not isinstance(right, bool):
        return math.isclose(left, right, rel_tol=_LAST_DIGITS)
    return same_value(left, right)


def comparable(value: Value) -> object:
    """Equal for cells that are alike."""
    if isinstance(value, Link):
        value = value.text
    if isinstance(value, float):
        value = float(f"{value:.12g}")
    return None if is_blank(value) else (isinstance(value, bool), value)
