"""Buttons that are shapes in a sheet's drawing: found, or added; pictures, charts and other shapes stay as they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from salesbook.books.xlsx.graft.shapes import at_end
from salesbook.books.xlsx.markup import attribute, hide, start_tag, unescape, with_attribute
from salesbook.books.xlsx.refs import Area

_KINDS = rb"(?:twoCell|oneCell|absolute)Anchor"
_ANCHOR = re.compile(rb"<((?:[\w.-]+:)?)" + _KINDS + rb"[\s>].*?</\1" + _KINDS + rb"\s*>", re.DOTALL)
_CORNER = re.compile(
    rb"<(?:[\w.-]+:)?(?:from|to)>\s*<(?:[\w.-]+:)?col>\s*(\d+)\s*<.*?<(?:[\w.-]+:)?row>\s*(\d+)\s*<",
    re.DOTALL,
)
_MEANINGS = {
    b"xmlns:xdr": b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    b"xmlns:a": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}


class Anchored(NamedTuple):
    """Something that is drawn: the macro that it starts or is named after, the cells that it covers, how it is written.

    `macro` is "" for what is no shape, such as a chart; `cells` is None for what is anchored to no cell.
    """

    macro: str
    cells: Area | None
    written: bytes


def anchored_in(drawing: bytes) -> Iterator[Anchored]:
    """All that a drawing has."""
    seen = hide(drawing)
    for found in _ANCHOR.finditer(seen):
        written = drawing[found.start() : found.end()]
        yield Anchored(_macro(written), _cells(written), written)


def _macro(written: bytes) -> str:
    """LibreOffice writes a shape without its macro, but with its name."""
    shape, named = start_tag(b"sp").search(written), start_tag(b"cNvPr").search(written)
    if shape is None:
        return ""
    macro = attribute(shape[0], b"macro")
    name = named and attribute(named[0], b"name")
    return re.split(r"[!.]", unescape(macro or name or b""))[-1]


def _cells(written: bytes) -> Area | None:
    corners = [(int(column) + 1, int(row) + 1) for column, row in _CORNER.findall(written)]
    return Area(*corners[0], *corners[-1]) if corners else None


def drawing_of(drawing: bytes, kept: Collection[Anchored]) -> bytes:
    """A drawing like this one with these of its shapes alone."""
    written = {each.written for each in kept}
    return _ANCHOR.sub(lambda found: found[0] if found[0] in written else b"", drawing)


def with_drawn(drawing: bytes, shapes: Sequence[Anchored]) -> bytes:
    """A drawing with shapes of a new workbook's drawing besides, each with a number of its own."""
    numbers = [attribute(tag[0], b"id") or b"" for tag in start_tag(b"cNvPr").finditer(hide(drawing))]
    last = max((int(number) for number in numbers if number.isdigit()), default=1)
    made = [_numbered(each.written, number) for number, each in enumerate(shapes, last + 1)]
    return at_end(drawing, made, _MEANINGS)


def _numbered(written: bytes, number: int) -> bytes:
    return start_tag(b"cNvPr").sub(
        lambda tag: with_attribute(tag[0], b"id", b"%d" % number), written, count=1
    )
