"""Cells of a sheet as some program wrote them: blocks of whole rows in, each cell with its place, formula and text out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from salesbook.books.xlsx.markup import attribute, hide, unescape
from salesbook.books.xlsx.refs import LAST_ROW, Area, area

_FILLED = re.compile(rb"<(?:[\w.-]+:)?(?:v|f|is)[\s/>]")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^>]*)?>([^<]*)<")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?(?:v|t)(?:\s[^>]*)?>([^<]*)<")


@dataclass(frozen=True)
class WrittenCell:
    """`tag` is its start tag and `written` all of it; `formula` and `text` are "" without."""

    place: Area
    tag: bytes
    written: bytes
    formula: str
    text: str

    @property
    def is_filled(self) -> bool:
        """Whether it holds something."""
        return _FILLED.search(self.written, len(self.tag)) is not None

    @property
    def style(self) -> bytes:
        """The number of its format."""
        return attribute(self.tag, b"s") or b"0"


def written_cells(
    blocks: Iterable[bytes], prefix: bytes, texts: Sequence[str], last: int = LAST_ROW
) -> Iterator[WrittenCell]:
    """The cells down to the row `last`; tags begin with `prefix`, `texts` are the shared ones."""
    row = re.compile(rb"<%brow(?:\s[^>]*)?>" % prefix)
    cell = re.compile(rb"(<%bc(?:\s[^>]*)?)(?:/>|(?<!/)>.*?</%bc\s*>)" % (prefix, prefix), re.DOTALL)
    number = 0
    for block in blocks:
        seen = hide(block)
        starts = list(row.finditer(seen))
        for start, end in zip(starts, [*(each.start() for each in starts[1:]), len(block)], strict=True):
            number = int(attribute(start[0], b"r") or number + 1)
            if number > last:
                return
            column = 0
            for found in cell.finditer(seen, start.end(), end):
                tag = block[found.start() : seen.index(b">", found.start()) + 1]
                place = area((attribute(tag, b"r") or b"").decode())
                column = place.left if place else column + 1
                written = block[found.start() : found.end()]
                yield _cell(Area(column, number, column, number), tag, written, texts)


def _cell(place: Area, tag: bytes, written: bytes, texts: Sequence[str]) -> WrittenCell:
    formula = _FORMULA.search(written, len(tag))
    values = [found[1] for found in _VALUE.finditer(written, len(tag))]
    text = "".join(map(unescape, values))
    if attribute(tag, b"t") == b"s":
        text = texts[int(text)] if text.isdigit() and int(text) < len(texts) else ""
    return WrittenCell(place, tag, written, unescape(formula[1]) if formula else "", text)
