"""The texts that a workbook's cells share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree as ET

from salesbook.books.xlsx.encodings import refuse_unusual
from salesbook.books.xlsx.layout import decoded_characters
from salesbook.books.xlsx.package import Package
from salesbook.errors import Damaged

_START = re.compile(rb"<((?:[\w.-]+:)?)sst\b[^>]*>")
_SIZE = 2 << 20  # bytes of XML
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BETWEEN = "\x00"  # which XML cannot hold


def shared_texts(package: Package, part: str) -> list[str]:
    """All shared strings in order, rich text as plain text. Raises Damaged, or CannotChange for an unusual encoding."""
    stream = package.stream(part)
    data = b""
    start = None
    for block in stream:
        data += block
        start = _START.search(data)
        if start:
            break
    refuse_unusual(package.path, f"its part {part}", data)
    if start is None or b"<!DOCTYPE" in data[: start.start()]:
        raise Damaged(package.path, f"its part {part} is no list of texts")
    prefix = start[1]
    item = _item(prefix)
    texts: list[str] = []
    try:
        for piece in _cut(data[start.end() :], stream, b"</%ssi>" % prefix):
            texts += _decoded(
                [text if not rich else _plain(rich, prefix) for text, rich in item.findall(piece)]
            )
    except (ET.ParseError, UnicodeDecodeError) as error:
        raise Damaged(package.path, f"its part {part} cannot be read: {error}") from error
    return texts


def _item(prefix: bytes) -> re.Pattern[bytes]:
    """Matches an item: plain text in the first group, or anything else, whole, in the second."""
    si, t = b"%ssi" % prefix, b"%st" % prefix
    pattern = rb"<%s><%s(?: [^>]*)?>([^<]*)</%s></%s>|(<%s\b[^>]*/>|<%s\b.*?</%s>)" % (
        si,
        t,
        t,
        si,
        si,
        si,
        si,
    )
    return re.compile(pattern, re.DOTALL)


def _cut(data: bytes, stream: Iterator[bytes], close: bytes) -> Iterator[bytes]:
    """The items, cut between them."""
    held = data
    for block in stream:
        held += block
        if len(held) >= _SIZE:
            cut = held.rfind(close) + len(close)
            if cut >= len(close):
                yield held[:cut]
                held = held[cut:]
    yield held


def text_of_xml(written: str) -> str:
    """A text as a person sees it, from how XML writes it."""
    text = unescape(written) if "&" in written else written
    return decoded_characters(text) if "_x" in text else text


def _decoded(texts: list[bytes]) -> list[str]:
    """Texts as people see them, all at once, which is many times faster than one by one."""
    if not texts:
        return []
    text = _BETWEEN.encode().join(texts).decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = text.split(_BETWEEN)
    if len(found) != len(texts):
        raise ET.ParseError("a character that XML cannot hold")
    return [text_of_xml(one) for one in found] if "&" in text or "_x" in text else found


def _plain(rich: bytes, prefix: bytes) -> bytes:
    """The text of an item with formatting, still escaped as in XML. Ruby (phonetic) text is left out."""
    declared = b" xmlns%s='%s'" % (b":" + prefix[:-1] if prefix else b"", _NAMESPACE.encode())
    name = b"<%ssi" % prefix
    root = ET.fromstring(name + declared + rich[len(name) :])  # noqa: S314  # a document type was refused
    text = "".join(
        found.text or ""
        for run in root
        if not run.tag.endswith("}rPh")
        for found in run.iter(f"{{{_NAMESPACE}}}t")
    )
    return text.replace("&", "&amp;").replace("<", "&lt;").encode()
