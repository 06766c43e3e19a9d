"""Where pages begin on paper, in what follows the rows of a sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from salesbook.books.xlsx.markup import attribute, hide, start_tag

_BREAKS = re.compile(
    rb"<([\w.-]+:)?rowBreaks(?:\s[^>]*)?(?:/>|(?<!/)>.*?</([\w.-]+:)?rowBreaks\s*>)", re.DOTALL
)
_LATER = start_tag(
    b"colBreaks", b"customProperties", b"cellWatches", b"ignoredErrors", b"smartTags", b"drawing", b"legacyDrawing",
    b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems", b"tableParts", b"extLst",
)  # fmt: skip
_END = re.compile(rb"</([\w.-]+:)?worksheet")
_BEFORE = (
    b"sheetData",
    b"customSheetViews",
    b"conditionalFormatting",
    b"dataValidations",
)  # some hold elements of later names


def with_page_starts(tail: bytes, top: int, bottom: int, starts: Sequence[int]) -> bytes:
    """What follows a sheet's rows, so that of its rows `top` to `bottom` those begin a page that stand `starts` rows below the top.

    Where pages begin in other rows stays.
    """
    seen = hide(tail)
    end = _END.search(seen)
    if end is None:
        return tail
    prefix = end[1] or b""
    first = max(seen.rfind(b"</" + prefix + name) for name in _BEFORE) + 1
    found = _BREAKS.search(seen, first)
    if found is None and not starts:
        return tail
    old = list(start_tag(b"brk").finditer(found[0])) if found else []
    kept = {int(attribute(tag[0], b"id") or 0): tag[0].rstrip(b"/>") + b"/>" for tag in old}
    made = b'<%bbrk id="%%d" max="16383" man="1"/>' % prefix
    breaks = {row: tag for row, tag in kept.items() if not top <= row <= bottom}
    breaks |= {top + start - 1: made % (top + start - 1) for start in starts}
    whole = b"".join(breaks[row] for row in sorted(breaks))
    if breaks:
        count = len(breaks)
        whole = b'<%browBreaks count="%d" manualBreakCount="%d">%b</%browBreaks>' % (
            prefix,
            count,
            count,
            whole,
            prefix,
        )
    if found:
        return tail[: found.start()] + whole + tail[found.end() :]
    later = _LATER.search(seen, first)
    at = min(later.start() if later else end.start(), end.start())
    return tail[:at] + whole + tail[at:]
