"""Lists that cells choose from: what those of a workbook are in, and those of the schema in the place of earlier ones out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import partial

from salesbook.books.xlsx.graft.base import Graft
from salesbook.books.xlsx.graft.frame import SheetFrame
from salesbook.books.xlsx.layout import Layout, TablePlace
from salesbook.books.xlsx.markup import attribute, element, escape, start_tag, unescape, with_attribute
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import area
from salesbook.schema import TABLES
from salesbook.util.folding import caseless

_RULE = re.compile(
    rb"<(?:[\w.-]+:)?dataValidation(?=[\s/>])[^>]*?(?:/>|(?<!/)>.*?</(?:[\w.-]+:)?dataValidation\s*>)",
    re.DOTALL,
)


def offered_lists(
    package: Package, layout: Layout, columns: Mapping[str, Collection[str]]
) -> dict[tuple[str, str], str]:
    """By table and column what the first cell offers, as it is written: a list, or what is shown beside the cell."""
    found = {}
    for name, headers in columns.items():
        place = layout.tables[name]
        frame = SheetFrame(package, place.sheet_part).frame
        for header in headers:
            found[name, header] = next((_text(rule) for rule in _rules(frame, place, header)), "")
    return found


def put_lists(graft: Graft, columns: Mapping[str, Collection[str]]) -> None:
    """Let cells of these columns, which offer a list of an earlier shape, offer today's. All else of the rule stays."""
    for name, headers in columns.items():
        place = graft.layout.tables[name]
        for header in headers:
            graft.frame(place.sheet_part).change(partial(_exchanged, place=place, header=header))


def _exchanged(sheet: bytes, place: TablePlace, header: str) -> bytes:
    column = TABLES[place.name].by_name[header]
    rules = set(_rules(sheet, place, header))

    def fit(found: re.Match[bytes]) -> bytes:
        text = _text(found[0])
        old = column.earlier_list(text)
        return (
            found[0]
            if found[0] not in rules or not old
            else _with(found[0], text.replace(old, column.listed()))
        )

    return _RULE.sub(fit, sheet)


def _rules(sheet: bytes, place: TablePlace, header: str) -> Iterator[bytes]:
    """The rules of the first cell of a column."""
    names = [caseless(one) for one in place.columns]
    if caseless(header) not in names:
        return
    row, column = place.top, place.left + names.index(caseless(header))
    for found in _RULE.finditer(sheet):
        areas = map(area, (attribute(_tag(found[0]), b"sqref") or b"").decode().split())
        if any(one and one.left <= column <= one.right and one.top <= row <= one.bottom for one in areas):
            yield found[0]


def _tag(rule: bytes) -> bytes:
    found = start_tag(b"dataValidation").match(rule)
    return found[0] if found else b""


def _text(rule: bytes) -> str:
    chosen = element(b"formula1").search(rule) if attribute(_tag(rule), b"type") == b"list" else None
    return unescape(chosen[3]) if chosen else unescape(attribute(_tag(rule), b"prompt") or b"")


def _with(rule: bytes, text: str) -> bytes:
    if attribute(_tag(rule), b"type") == b"list":
        return element(b"formula1").sub(lambda found: found[1] + escape(text) + found[4], rule)
    tag = _tag(rule)
    return with_attribute(tag, b"prompt", escape(text).replace(b'"', b"&quot;")) + rule[len(tag) :]
