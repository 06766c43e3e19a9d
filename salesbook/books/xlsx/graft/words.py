"""Sentences of a sheet said in other words: those that stand there as they were written, in cells and in formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping

from salesbook.books.xlsx.graft.base import Graft
from salesbook.books.xlsx.graft.rows import NewCells
from salesbook.books.xlsx.markup import attribute, escape, unescape
from salesbook.books.xlsx.refs import Area, area
from salesbook.books.xlsx.strings import shared_texts

_CELL = re.compile(
    rb"(<(?:[\w.-]+:)?c\s[^>]*?(?<!/)>)((?:(?!</(?:[\w.-]+:)?c\s*>).)*)</(?:[\w.-]+:)?c\s*>", re.DOTALL
)
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f>([^<]*)<")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?(?:v|t)(?:\s[^>]*)?>([^<]*)<")


def put_words(graft: Graft, label: str, words: Mapping[str, str]) -> None:
    """Say these sentences on the donor's sheet `label` in other words; what people wrote otherwise stays. Raises Damaged."""
    part = graft.layout.sheets.get(graft.here.get(label, ""), "")
    if not part or not words:
        return
    frame = graft.frame(part)
    texts = shared_texts(graft.package, graft.layout.strings) if graft.layout.strings else []
    for found in _CELL.finditer(b"".join(frame.rows())):
        place = area((attribute(found[1], b"r") or b"").decode())
        made = place and _said(found[1], found[2], words, texts)
        if place and made:
            style = attribute(found[1], b"s")
            tag = b'<c r="%b"' % str(place).encode() + (b"" if style is None else b' s="%b"' % style)
            cell = tag + made + b"</c>"
            span = Area(place.left, place.top, place.left, place.top)
            frame.insert(NewCells(span, lambda _, cell=cell: cell, refuse=None))  # type: ignore[misc]  # its own cell


def _said(tag: bytes, inside: bytes, words: Mapping[str, str], texts: list[str]) -> bytes:
    """A cell, from the end of its tag's attributes on, in other words; nothing where it says something else."""
    if formula := _FORMULA.search(inside):
        old = unescape(formula[1])
        new = old
        for before, after in words.items():
            new = new.replace(f'"{before}"', f'"{after}"')
        return b' t="str"><f>%b</f>' % escape(new) if new != old else b""
    value = _VALUE.search(inside)
    if value is None:
        return b""
    shared = attribute(tag, b"t") == b"s"
    text = texts[int(value[1])] if shared and int(value[1]) < len(texts) else unescape(value[1])
    return b' t="inlineStr"><is><t>%b</t></is>' % escape(words[text]) if text in words else b""
