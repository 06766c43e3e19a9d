"""Where a new sheet stands among those that are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from salesbook.books.xlsx.markup import unescape

# 'First:Last'! or First:Last! in a formula: all the sheets between the two count.
_SPAN = re.compile(rb"(?:&apos;|')((?:[^':!<>]|'')+):((?:[^':!<>]|'')+)(?:&apos;|')!|([\w.]+):([\w.]+)!")
_LONGEST = 200  # bytes of such a reference


def sheet_position(
    name: str, order: Sequence[str], theirs: Sequence[str], spans: Iterable[tuple[int, int]]
) -> int:
    """Where in `theirs` a sheet goes that stands in `order`, a new workbook's.

    Behind the nearest one that stands before it there, else before the nearest one behind it, else last; and
    never between the ends of a span, for a formula that counts all sheets from one to another would count it too.
    """
    places = {sheet.casefold(): at for at, sheet in reversed(list(enumerate(theirs)))}
    own = order.index(name)
    before = (places[o.casefold()] + 1 for o in reversed(order[:own]) if o.casefold() in places)
    behind = (places[o.casefold()] for o in order[own + 1 :] if o.casefold() in places)
    at = next(before, next(behind, len(theirs)))
    for first, last in sorted(spans):
        if first < at <= last:
            at = last + 1
    return at


def spans(blocks: Iterable[bytes], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the first and the last sheet of each reference over several sheets in a part of the workbook."""
    places = {sheet.casefold(): at for at, sheet in enumerate(theirs)}
    before = b""
    for block in blocks:
        data = before + block
        for found in _SPAN.finditer(data) if b"!" in data else ():
            ends = [places.get(_label(end)) for end in (found[1] or found[3], found[2] or found[4])]
            if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
                yield min(ends[0], ends[1]), max(ends[0], ends[1])
        before = data[-_LONGEST:]


def _label(written: bytes) -> str:
    return unescape(written).replace("''", "'").casefold()
