"""Where a new sheet stands among those that are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

# 'First:Last'! or First:Last! in a formula: all the sheets between the two count.
_SPAN = re.compile(r"'((?:[^':!]|'')+):((?:[^':!]|'')+)'!|([\w.]+):([\w.]+)!")


def sheet_position(
    near: tuple[str, bool] | None, theirs: Sequence[str], spans: Iterable[tuple[int, int]]
) -> int:
    """Where in `theirs` a new sheet goes: behind or before another, as `nearest_sheet` has it, else last.

    Never between the ends of a span, for a formula that counts all sheets from one to another would count it too.
    """
    at = len(theirs) if near is None else theirs.index(near[0]) + near[1]
    for first, last in sorted(spans):
        if first < at <= last:
            at = last + 1
    return at


def spans(formulas: Iterable[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the first and the last sheet of each reference over several sheets."""
    places = {sheet.casefold(): at for at, sheet in enumerate(theirs)}
    for formula in formulas:
        for found in _SPAN.finditer(formula) if "!" in formula else ():
            written = found[1] or found[3], found[2] or found[4]
            first, last = (places.get(end.replace("''", "'").casefold()) for end in written)
            if first is not None and last is not None and first != last:
                yield min(first, last), max(first, last)
