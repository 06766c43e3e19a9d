"""Form buttons in drawings of the older kind (VML) found, and shapes added to drawings; bytes in, bytes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from salesbook.books.xlsx.markup import attribute, hide, unescape, with_attribute
from salesbook.books.xlsx.refs import Area

_ANY = re.compile(rb"<((?:[\w.-]+:)?)shape\s.*?</\1shape\s*>", re.DOTALL)
_IS_BUTTON = b'ObjectType="Button"'
_MACRO = re.compile(rb"<(?:[\w.-]+:)?FmlaMacro>([^<]*)</")
_ANCHOR = re.compile(rb"<(?:[\w.-]+:)?Anchor>([\d,\s]+)</")
_FIRST_TAG = re.compile(rb"<[A-Za-z_][^>]*>")


class FormButton(NamedTuple):
    """A button of a book from before buttons were shapes: the macro that it starts (its name alone), and the cells that it covers."""

    macro: str
    cells: Area


def form_buttons_in(drawing: bytes) -> Iterator[FormButton]:
    """The buttons of a drawing that start a macro."""
    for found in _ANY.finditer(drawing):
        macro, anchor = _MACRO.search(found[0]), _ANCHOR.search(found[0])
        if _IS_BUTTON in found[0] and macro and anchor:
            left, _, top, _, right, _, bottom, _ = (int(each) for each in anchor[1].split(b","))
            name = re.split(r"[!.]", unescape(macro[1]))[-1]
            yield FormButton(name, Area(left + 1, top + 1, right + 1, bottom + 1))


def at_end(part: bytes, elements: Sequence[bytes], meanings: Mapping[bytes, bytes]) -> bytes:
    """A part with elements at the end of its root.

    They say themselves what their prefixes mean where the root does not: other programs use other prefixes.
    """
    root = _FIRST_TAG.search(hide(part))
    said = root[0] if root else b""
    lacking = {name: meaning for name, meaning in meanings.items() if attribute(said, name) != meaning}
    added = b"".join(_saying(element, lacking) for element in elements)
    if root and said.endswith(b"/>"):
        name = re.split(rb"[\s/>]", said[1:], maxsplit=1)[0]
        return (
            part[: root.start()]
            + said[:-2].rstrip()
            + b">"
            + added
            + b"</"
            + name
            + b">"
            + part[root.end() :]
        )
    end = part.rindex(b"</")
    return part[:end] + added + part[end:]


def _saying(element: bytes, meanings: Mapping[bytes, bytes]) -> bytes:
    end = element.index(b">") + 1
    tag = element[:end]
    for name, meaning in meanings.items():
        tag = with_attribute(tag, name, meaning)
    return tag + element[end:]
