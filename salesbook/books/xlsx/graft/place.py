"""Where a new sheet stands among those that are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from salesbook.books.xlsx.markup import unescape

# 'First:Last'! or First:Last! in a formula: all the sheets between the two count.
_SPAN = re.compile(rb"(?:&apos;|')((?:[^':!<>]|'')+):((?:[^':!<>]|'')+)(?:&apos;|')!|([\w.]+):([\w.]+)!")
_LONGEST = 200  # bytes of such a reference


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
