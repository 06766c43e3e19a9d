"""Which cells use which shared text, in sheets of every kind, and the list of texts without what nobody uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from salesbook.books.xlsx.markup import attribute, is_utf8
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.personal.whereabouts import CellPlace, cell_of
from salesbook.books.xlsx.personal.xml_walk import xml_escaped

MOST_STRING_BYTES = 1 << 30  # bytes of a part
_ITEM = re.compile(rb"<((?:[\w.-]+:)?)si\b(?:[^>]*/>|.*?</\1si\s*>)", re.DOTALL)
# A tag with t="s", and the number in the value that comes next; one too many does no harm.
_USE = re.compile(
    rb"""(<[\w.:-]+\s(?:[^<>]*\s)?t\s*=\s*["']s["'][^<>]*>)[^<]*(?:<(?!/?(?:[\w.-]+:)?v[\s>])[^>]*>[^<]*)*<(?:[\w.-]+:)?v\b[^>]*>\s*(\d+)"""
)
_LIST_END = re.compile(rb"</((?:[\w.-]+:)?)sst\s*>")


def uses(data: bytes) -> Iterator[tuple[CellPlace | None, int]]:
    """Cells of a sheet that have a shared text, with its number; None for a cell that does not say which it is."""
    for tag, number in _USE.findall(data):
        yield cell_of((attribute(tag, b"r") or b"").decode("utf-8", "replace")), int(number)


def used(package: Package) -> set[int] | None:
    """Numbers of the shared texts that anything uses: sheets, macro sheets, dialogs, revisions. None: nobody can tell."""
    found: set[int] = set()
    for entry in package.entries:
        if entry.size > MOST_STRING_BYTES:
            return None
        head = b"".join(package.stream(entry)) if entry.size < 1 << 12 else next(iter(package.stream(entry)))
        if not is_utf8(head[:200]):
            return None
        if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            found.update(number for _, number in uses(package.read(entry.name, MOST_STRING_BYTES)))
    return found


def used_only(data: bytes, numbers: Collection[int]) -> bytes:
    """The list of texts with those blanked that nothing uses; the others keep their numbers."""
    count = -1

    def kept(found: re.Match[bytes]) -> bytes:
        nonlocal count
        count += 1
        return found[0] if count in numbers else b"<%ssi><%st/></%ssi>" % (found[1], found[1], found[1])

    return _ITEM.sub(kept, data)


def texts_of(data: bytes, numbers: Collection[int]) -> dict[int, bytes]:
    """Some items of the list, as they are written."""
    return {i: found[0] for i, found in enumerate(_ITEM.finditer(data)) if i in numbers}


def length(data: bytes) -> int:
    """How many items the list has."""
    return sum(1 for _ in _ITEM.finditer(data))


def with_more(data: bytes, texts: Iterable[str]) -> bytes:
    """The list with more texts at its end."""

    def more(found: re.Match[bytes]) -> bytes:
        p = found[1]
        items = (b'<%ssi><%st xml:space="preserve">%s</%st></%ssi>' % (p, p, xml_escaped(text), p, p) for text in texts)  # fmt: skip
        return b"".join(items) + found[0]

    return _LIST_END.sub(more, data, count=1)


def twins(
    of_headers: Collection[int], by_sheet: Mapping[str, Collection[tuple[CellPlace | None, int]]], headers: Mapping[str, Collection[CellPlace]]
) -> list[int]:  # fmt: skip
    """Numbers of texts that a table's header has, and another cell as well."""
    return sorted(
        {
            number
            for sheet, found in by_sheet.items()
            for cell, number in found
            if number in of_headers and cell not in headers.get(sheet, ())
        }
    )
