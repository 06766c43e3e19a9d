"""Buttons in drawings of notes and buttons (VML): found, left alone there, or added; bytes in, bytes out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from salesbook.books.xlsx.markup import attribute, hide, unescape, with_attribute
from salesbook.books.xlsx.refs import Area

_ID = re.compile(rb"_x0000_s(\d+)")
_FIRST = 1024
_ANY = re.compile(rb"<((?:[\w.-]+:)?)shape\s.*?</\1shape\s*>", re.DOTALL)
_IS_BUTTON = b'ObjectType="Button"'
_KIND = re.compile(rb'<((?:[\w.-]+:)?)shapetype\s[^>]*?id="_x0000_t201".*?</\1shapetype\s*>', re.DOTALL)
_MACRO = re.compile(rb"<(?:[\w.-]+:)?FmlaMacro>([^<]*)</")
_ANCHOR = re.compile(rb"<(?:[\w.-]+:)?Anchor>([\d,\s]+)</")
_FIRST_TAG = re.compile(rb"<[A-Za-z_][^>]*>")
_MEANINGS = {
    b"xmlns:v": b"urn:schemas-microsoft-com:vml",
    b"xmlns:o": b"urn:schemas-microsoft-com:office:office",
    b"xmlns:x": b"urn:schemas-microsoft-com:office:excel",
}


class ButtonShape(NamedTuple):
    """A button: the macro that it starts (its name alone), the cells that it covers, and how it is written."""

    macro: str
    cells: Area
    written: bytes


def buttons_in(drawing: bytes) -> Iterator[ButtonShape]:
    """The buttons of a drawing that start a macro."""
    for found in _ANY.finditer(drawing):
        macro, anchor = _MACRO.search(found[0]), _ANCHOR.search(found[0])
        if _IS_BUTTON in found[0] and macro and anchor:
            left, _, top, _, right, _, bottom, _ = (int(each) for each in anchor[1].split(b","))
            name = re.split(r"[!.]", unescape(macro[1]))[-1]
            yield ButtonShape(name, Area(left + 1, top + 1, right + 1, bottom + 1), found[0])


def only(drawing: bytes, kept: Collection[ButtonShape]) -> bytes:
    """A drawing with these of its shapes alone."""
    written = {shape.written for shape in kept}
    return _ANY.sub(lambda found: found[0] if found[0] in written else b"", drawing)


def with_shapes(drawing: bytes, shapes: Sequence[bytes]) -> bytes:
    """A drawing with elements of a new workbook's drawing at its end.

    They say themselves what their prefixes mean where the drawing's root does not: other programs use other prefixes.
    """
    root = _FIRST_TAG.search(hide(drawing))
    said = root[0] if root else b""
    lacking = {name: meaning for name, meaning in _MEANINGS.items() if attribute(said, name) != meaning}
    end = drawing.rindex(b"</")
    return drawing[:end] + b"".join(_saying(shape, lacking) for shape in shapes) + drawing[end:]


def _saying(shape: bytes, meanings: Mapping[bytes, bytes]) -> bytes:
    end = shape.index(b">") + 1
    tag = shape[:end]
    for name, meaning in meanings.items():
        tag = with_attribute(tag, name, meaning)
    return tag + shape[end:]


def with_buttons(drawing: bytes, given: bytes, shapes: Sequence[ButtonShape]) -> bytes:
    """A drawing with buttons of the drawing `given` besides, each with a number of its own."""
    last = max((int(number) for number in _ID.findall(drawing)), default=_FIRST)
    kind = _KIND.search(given)
    made = [kind[0]] if kind and not _KIND.search(drawing) else []
    for number, shape in enumerate(shapes, last + 1):
        made.append(_ID.sub(b"_x0000_s%d" % number, shape.written, count=1))
    return with_shapes(drawing, made)
