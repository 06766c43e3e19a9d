"""New cells in rows of a sheet that somebody's program wrote, and widths of its columns: in what is there, out what shall be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from salesbook.books.xlsx.markup import (
    attribute,
    hide,
    sheet_data,
    start_tag,
    with_attribute,
    without_attribute,
)
from salesbook.books.xlsx.refs import Area, area

_BARE = re.compile(rb"<(/?)(?=[a-zA-Z]\w*[\s/>])")
_FILLED = re.compile(rb"<(?:[\w.-]+:)?(?:v|f|is)[\s/>]")


@dataclass(frozen=True)
class NewCells:
    """Cells that come to an area of a sheet, in place of blank ones.

    `made` gives those of a row, written without prefixes; `refuse` what to raise of the row and column of a cell there
    that is not blank; None: such cells go.
    """

    span: Area
    made: Callable[[int], bytes]
    refuse: Callable[[int, int], Exception] | None


def prefix_of(sheet: bytes) -> bytes:
    """What stands before the names of a sheet's elements, with its colon."""
    found = sheet_data(hide(sheet))
    return (found[1] or b"") if found else b""


def with_cells(blocks: Iterable[bytes], prefix: bytes, new: NewCells) -> Iterator[bytes]:
    """Blocks of whole rows of a sheet, whose tags begin with `prefix`, with new cells. Raises what `new.refuse` makes."""
    editor = _Rows(prefix, new)
    for block in blocks:
        yield editor.edited(block) if editor.due <= new.span.bottom else block
    yield editor.made_until(new.span.bottom + 1)


class _Rows:
    """`due` is the next row that gets cells; `number` that of the last one that passed."""

    def __init__(self, prefix: bytes, new: NewCells) -> None:
        self.prefix, self.new = prefix, new
        self.due, self.number = new.span.top, 0
        self.row, self.row_end = b"<" + prefix + b"row", b"</" + prefix + b"row"
        self.cell = re.compile(rb"<%bc(?:\s[^>]*)?(?:/>|(?<!/)>.*?</%bc\s*>)" % (prefix, prefix), re.DOTALL)
        self.last = b"<" + prefix + b"c "

    def edited(self, block: bytes) -> bytes:
        """A block with the new cells of its rows, and of rows before them that are not there."""
        seen = hide(block)
        out: list[bytes] = []
        done = at = 0
        while (start := seen.find(self.row, at)) >= 0:
            tag_end = seen.index(b">", start) + 1
            bare = seen.startswith(b"/>", tag_end - 2)
            close = tag_end if bare else seen.index(self.row_end, tag_end)
            at = tag_end if bare else seen.index(b">", close) + 1
            tag = seen[start:tag_end]
            self.number = int(attribute(tag, b"r") or self.number + 1)
            if self.number >= self.new.span.top:
                out += block[done:start], self.made_until(min(self.number, self.new.span.bottom + 1))
                done = start
                if self.number > self.new.span.bottom:
                    break
                out.append(self._row(block[start:at], tag_end - start, close - start))
                done, self.due = at, self.number + 1
        out.append(block[done:])
        return b"".join(out)

    def made_until(self, end: int) -> bytes:
        """The rows from the next one on, up to `end`, that the sheet does not have."""
        made = b"".join(_new_row(row, self.new.made(row), self.prefix) for row in range(self.due, end))
        self.due = max(self.due, end)
        return made

    def _row(self, row: bytes, cut: int, close: int) -> bytes:
        """The row whose tag ends at `cut` and whose cells end at `close`, with the new cells."""
        cells = prefixed(self.new.made(self.number), self.prefix)
        tag = without_attribute(row[:cut], b"spans")
        if close == cut and tag.endswith(b"/>"):
            return tag[:-2].rstrip() + b">" + cells + b"</" + self.prefix + b"row>" if cells else row
        last = row.rfind(self.last, cut, close)
        ref = attribute(row[last : row.find(b">", last) + 1], b"r") if last > 0 else None
        place = area(ref.decode()) if ref else None
        if place and place.left < self.new.span.left:
            return tag + row[cut:close] + cells + row[close:]
        return tag + self._among(row, cut, close, cells) + row[close:]

    def _among(self, row: bytes, start: int, end: int, cells: bytes) -> bytes:
        """A row's cells with the new ones in their place."""
        before, after, column = b"", b"", 0
        for found in self.cell.finditer(row, start, end):
            tag = found[0][: found[0].index(b">") + 1]
            place = area((attribute(tag, b"r") or b"").decode())
            column = place.left if place else column + 1
            if column < self.new.span.left:
                before += found[0]
            elif column > self.new.span.right:
                after += found[0]
            elif self.new.refuse and _FILLED.search(found[0][len(tag) :]):
                raise self.new.refuse(self.number, column)
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
        kept.append((column, _over(prefixed(tag, prefix), column, column)))
    each = b"".join(tag if tag.endswith(b"/>") else tag[:-1] + b"/>" for _, tag in sorted(kept))
    made = b"<%bcols>%b</%bcols>" % (prefix, each, prefix)
    if whole:
        return _with_outline(sheet[: whole.start()] + made + sheet[whole.end() :])
    opening = sheet_data(seen)
    return (
        sheet
        if opening is None
        else _with_outline(sheet[: opening.start()] + made + sheet[opening.start() :])
    )


def _with_outline(sheet: bytes) -> bytes:
    """The sheet, which says how deep its outline of columns is: programs keep room for the signs that open it."""
    levels = [
        int(attribute(found[0], b"outlineLevel") or 0) for found in start_tag(b"col").finditer(hide(sheet))
    ]
    depth = b"%d" % max(levels, default=0)
    if depth == b"0":
        return sheet
    shape = start_tag(b"sheetFormatPr").search(hide(sheet))
    if shape is not None:
        return (
            sheet[: shape.start()]
            + with_attribute(shape[0], b"outlineLevelCol", depth)
            + sheet[shape.end() :]
        )
    at = next(start_tag(b"cols").finditer(hide(sheet))).start()
    made = prefixed(b'<sheetFormatPr defaultRowHeight="15" outlineLevelCol="%b"/>' % depth, prefix_of(sheet))
    return sheet[:at] + made + sheet[at:]


def _around(tag: bytes, first: int, last: int, columns: list[int]) -> Iterator[tuple[int, bytes]]:
    """The tag of a run of columns, cut where single ones are taken out."""
    for column in [*(one for one in columns if first <= one <= last), last + 1]:
        if first < column:
            yield first, _over(tag, first, column - 1)
        first = column + 1


def _over(tag: bytes, first: int, last: int) -> bytes:
    return with_attribute(with_attribute(tag, b"min", b"%d" % first), b"max", b"%d" % last)


def _new_row(number: int, cells: bytes, prefix: bytes) -> bytes:
    return prefixed(b'<row r="%d">%b</row>' % (number, cells), prefix) if cells else b""


def prefixed(written: bytes, prefix: bytes) -> bytes:
    """Elements with the prefix of a sheet's; those that have one of their own keep it."""
    return _BARE.sub(rb"<\g<1>" + prefix, written) if prefix else written
