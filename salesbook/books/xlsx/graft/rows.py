"""New cells in rows of a sheet that somebody's program wrote: the sheet and what comes in, the sheet out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from salesbook.books.xlsx.markup import (
    attribute,
    hide,
    sheet_data,
    start_tag,
    with_attribute,
    without_attribute,
)
from salesbook.books.xlsx.refs import Area, area

_FILLED = re.compile(rb"<(?:[\w.-]+:)?(?:v|f|is)[\s/>]")


def prefix_of(sheet: bytes) -> bytes:
    """What stands before the names of a sheet's elements, with its colon."""
    found = sheet_data(hide(sheet))
    return (found[1] or b"") if found else b""


def with_cells(
    sheet: bytes, span: Area, made: Callable[[int], bytes], refuse: Callable[[int, int], Exception]
) -> bytes:
    """The sheet with cells in an area: `made` gives those of a row, written without prefixes.

    Blank cells there are replaced. Raises what `refuse` makes of the row and column of one that is not blank.
    """
    seen = hide(sheet)
    opening = sheet_data(seen)
    if opening is None:
        return sheet
    prefix = opening[1] or b""
    if opening[0].endswith(b"/>"):
        rows = b"".join(_new_row(row, made(row), prefix) for row in range(span.top, span.bottom + 1))
        whole = opening[0][:-2] + b">" + rows + b"</" + prefix + b"sheetData>"
        return sheet[: opening.start()] + whole + sheet[opening.end() :]
    end = seen.index(b"</" + prefix + b"sheetData", opening.end())
    editor = _Rows(sheet, seen, prefix, span, refuse)
    return b"".join(editor.edited(opening.end(), end, made))


class _Rows:
    def __init__(
        self, sheet: bytes, seen: bytes, prefix: bytes, span: Area, refuse: Callable[[int, int], Exception]
    ) -> None:
        self.sheet, self.seen, self.prefix, self.span, self.refuse = sheet, seen, prefix, span, refuse
        self.each = re.compile(
            rb"<%brow(?:\s[^>]*)?(?:/>|(?<!/)>.*?</%brow\s*>)" % (prefix, prefix), re.DOTALL
        )
        self.cell = re.compile(rb"<%bc(?:\s[^>]*)?(?:/>|(?<!/)>.*?</%bc\s*>)" % (prefix, prefix), re.DOTALL)
        self.last = b"<" + prefix + b"c "

    def edited(self, start: int, end: int, made: Callable[[int], bytes]) -> Iterator[bytes]:
        """The sheet in pieces."""
        done, due, number = 0, self.span.top, 0
        for found in self.each.finditer(self.seen, start, end):
            row = self.sheet[found.start() : found.end()]
            number = int(attribute(row[: row.index(b">") + 1], b"r") or number + 1)
            if number > self.span.bottom:
                end = found.start()
                break
            if number >= self.span.top:
                yield self.sheet[done : found.start()]
                yield from (_new_row(n, made(n), self.prefix) for n in range(due, number))
                yield self._row(row, number, _prefixed(made(number), self.prefix))
                done, due = found.end(), number + 1
        yield self.sheet[done:end]
        yield from (_new_row(n, made(n), self.prefix) for n in range(due, self.span.bottom + 1))
        yield self.sheet[end:]

    def _row(self, row: bytes, number: int, cells: bytes) -> bytes:
        cut = row.index(b">") + 1
        tag = without_attribute(row[:cut], b"spans")
        if tag.endswith(b"/>"):
            return tag[:-2].rstrip() + b">" + cells + b"</" + self.prefix + b"row>" if cells else row
        close = row.rindex(b"</")
        last = row.rfind(self.last)
        place = (
            area((attribute(row[last : row.find(b">", last) + 1], b"r") or b"").decode())
            if last > 0
            else None
        )
        if place and place.left < self.span.left:
            return tag + row[cut:close] + cells + row[close:]
        return tag + self._among(row, cut, close, number, cells) + row[close:]

    def _among(self, row: bytes, start: int, end: int, number: int, cells: bytes) -> bytes:
        """A row's cells with the new ones in their place."""
        before, after, column = b"", b"", 0
        for found in self.cell.finditer(row, start, end):
            tag = found[0][: found[0].index(b">") + 1]
            place = area((attribute(tag, b"r") or b"").decode())
            column = place.left if place else column + 1
            if column < self.span.left:
                before += found[0]
            elif column > self.span.right:
                after += found[0]
            elif _FILLED.search(found[0][len(tag) :]):
                raise self.refuse(number, column)
        return before + cells + after


def with_widths(sheet: bytes, columns: dict[int, bytes]) -> bytes:
    """The sheet with the widths of columns, each the tag `<col ...>` of another sheet."""
    seen = hide(sheet)
    prefix = prefix_of(sheet)
    whole = re.compile(rb"<%bcols(?:\s[^>]*)?>(.*?)</%bcols\s*>" % (prefix, prefix), re.DOTALL).search(seen)
    kept: list[tuple[int, bytes]] = []
    for found in start_tag(b"col").finditer(seen, whole.start(1), whole.end(1)) if whole else ():
        first, last = (int(attribute(found[0], name) or 0) for name in (b"min", b"max"))
        kept += _around(found[0], first, last, sorted(columns))
    for column, tag in columns.items():
        kept.append((column, _over(_prefixed(tag, prefix), column, column)))
    each = b"".join(tag if tag.endswith(b"/>") else tag[:-1] + b"/>" for _, tag in sorted(kept))
    made = b"<%bcols>%b</%bcols>" % (prefix, each, prefix)
    if whole:
        return sheet[: whole.start()] + made + sheet[whole.end() :]
    opening = sheet_data(seen)
    return sheet if opening is None else sheet[: opening.start()] + made + sheet[opening.start() :]


def _around(tag: bytes, first: int, last: int, columns: list[int]) -> Iterator[tuple[int, bytes]]:
    """The tag of a run of columns, cut where single ones are taken out."""
    for column in [*(one for one in columns if first <= one <= last), last + 1]:
        if first < column:
            yield first, _over(tag, first, column - 1)
        first = column + 1


def _over(tag: bytes, first: int, last: int) -> bytes:
    return with_attribute(with_attribute(tag, b"min", b"%d" % first), b"max", b"%d" % last)


def _new_row(number: int, cells: bytes, prefix: bytes) -> bytes:
    return _prefixed(b'<row r="%d">%b</row>' % (number, cells), prefix) if cells else b""


def _prefixed(written: bytes, prefix: bytes) -> bytes:
    return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\g<1>" + prefix, written) if prefix else written
