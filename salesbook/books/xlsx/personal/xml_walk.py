"""An XML part walked through as bytes: where each tag, text and comment stands, and in which element of which namespace.

It gives places rather than a tree, so that what nobody changes stays as it is, to the byte. Tags that are never closed,
as Excel writes them into old drawings, are closed by what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(
    rb"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![^>]*>|</\s*[^>]*>|<[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>|[^<]+""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"""([^\s=<>"'/]+)(\s*=\s*)("[^"]*"|'[^']*')""")
_NAME = re.compile(rb"</?\s*([^\s/>]+)")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_LAST = 0x10FFFF


@dataclass(slots=True, eq=False)
class Element:
    """An open element: its names, its start tag from `start` to `end`, and what its prefixes stand for."""

    namespace: str
    local: str
    tag: bytes
    start: int
    end: int
    parent: Element | None
    scope: Mapping[bytes, str]
    raw: bytes

    def get(self, name: bytes) -> str | None:
        """The value of an attribute, by its name as it is written."""
        if name not in self.tag:
            return None
        return next((value_of(found) for found in _ATTRIBUTE.finditer(self.tag) if found[1] == name), None)

    def attributes(self) -> Iterator[tuple[str, str, str, int, int]]:
        """Namespace ("" without a prefix), local name and value of each, and where the value stands, quotes included."""
        if b"=" not in self.tag:
            return
        for found in _ATTRIBUTE.finditer(self.tag):
            prefix, colon, local = found[1].rpartition(b":")
            if found[1] == b"xmlns" or prefix == b"xmlns":
                continue
            space = self.scope.get(prefix, "") if colon else ""
            yield space, local.decode("utf-8", "replace"), value_of(found), self.start + found.start(3), self.start + found.end(3)  # fmt: skip

    def inside(self, namespace: str, local: str) -> bool:
        """Whether it stands in such an element, however deep."""
        outer = self.parent
        while outer is not None and (outer.namespace, outer.local) != (namespace, local):
            outer = outer.parent
        return outer is not None


Event = tuple[Literal["open", "close", "text", "cdata", "comment"], Element | None, int, int]


def walk(data: bytes) -> Iterator[Event]:
    """Events in order, each with the element it belongs to and where it stands; both tags belong to their element."""
    current: Element | None = None
    for found in _TOKEN.finditer(data):
        token = found[0]
        start, end = found.span()
        if token[:1] != b"<":
            yield "text", current, start, end
        elif token[:2] == b"</":
            closed = _closing(current, token)
            while closed is not None and current is not None:
                was, current = current, current.parent
                yield "close", was, start, end
                if was is closed:
                    break
        elif token[:2] in {b"<!", b"<?"}:
            if token.startswith(b"<![CDATA["):
                yield "cdata", current, start, end
            elif token.startswith(b"<!--"):
                yield "comment", current, start, end
        else:
            element = _opened(token, start, end, current)
            yield "open", element, start, end
            if token.endswith(b"/>"):
                yield "close", element, start, end
            else:
                current = element
    while current is not None:
        yield "close", current, len(data), len(data)
        current = current.parent


def meant(text: bytes) -> str:
    """A piece of text as it is meant: XML's references resolved, once."""
    plain = text.decode("utf-8", "replace")
    if "\r" in plain:
        plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.sub(_referred, plain) if "&" in plain else plain


def value_of(attribute: re.Match[bytes]) -> str:
    """The value of an attribute as a parser gives it: line breaks that are not written by reference are blanks."""
    return meant(re.sub(rb"[\r\n\t]", b" ", attribute[3][1:-1]))


def xml_escaped(text: str) -> bytes:
    """Text for between two tags."""
    for one, other in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        text = text.replace(one, other)
    return text.encode("utf-8", "replace")


def as_value(text: str) -> bytes:
    """Text for an attribute, quotes included."""
    value = xml_escaped(text)
    for one, other in ((b'"', b"&quot;"), (b"\n", b"&#10;"), (b"\t", b"&#9;")):
        value = value.replace(one, other)
    return b'"' + value + b'"'


def _referred(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1]) if found[1] else int(found[2], 16)
    return chr(code) if 0 < code <= _LAST and not 0xD800 <= code <= 0xDFFF else found[0]


def _opened(tag: bytes, start: int, end: int, parent: Element | None) -> Element:
    scope = parent.scope if parent else {}
    if b"xmlns" in tag:
        more = {
            name.partition(b":")[2]: value[1:-1].decode("utf-8", "replace")
            for name, _, value in _ATTRIBUTE.findall(tag)
            if name == b"xmlns" or name.startswith(b"xmlns:")
        }
        scope = {**scope, **more}
    named = _NAME.match(tag)
    raw = named[1] if named else b""
    prefix, _, local = raw.rpartition(b":")
    return Element(
        scope.get(prefix, ""), local.decode("utf-8", "replace"), tag, start, end, parent, scope, raw
    )


def _closing(current: Element | None, tag: bytes) -> Element | None:
    """The open element that a tag closes; None for one that closes nothing."""
    named = _NAME.match(tag)
    while current is not None and (named is None or current.raw != named[1]):
        current = current.parent
    return current
