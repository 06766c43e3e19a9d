"""The formats of a donor's cells, by number, as numbers in another workbook.

A format that is there already is used; others come last, so that every number in every sheet still
means what it meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from salesbook.books.xlsx.markup import attribute, hide, start_tag, unescape, with_attribute
from salesbook.errors import CannotChange

_ORDER = (
    b"numFmts", b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellXfs", b"cellStyles", b"dxfs", b"tableStyles",
    b"colors", b"extLst",
)  # fmt: skip
_OWN_FORMATS = 164  # the first number of a number format that is not built in
_TAG = re.compile(rb"""<(/?)([\w.:-]+)(?:[^>"']|"[^"]*"|'[^']*')*?(/?)>""")
_NAME = re.compile(rb"<(/?)([A-Za-z])")


@dataclass
class _Items:
    """One list of a workbook's formats: its items, as they would be written without a prefix, and those to come."""

    each: list[bytes]
    start: int = -1  # where its tag stands in the part, where it closes; -1: there is no such list
    tag: bytes = b""
    end: int = -1
    had: int = field(init=False)

    def __post_init__(self) -> None:
        self.had = len(self.each)

    def number(self, item: bytes) -> int:
        """The place of an item, which is added where it is not there."""
        if item not in self.each:
            self.each.append(item)
        return self.each.index(item)


class DonorFormats:
    """`cell` and `differential` give the numbers here of formats of the donor; `patched` has what was added.

    Raises CannotChange where the workbook has no list of cell formats.
    """

    def __init__(self, theirs: bytes, donor: bytes, path: str) -> None:
        self._part, self._donor = theirs, donor
        seen = hide(theirs)
        root = start_tag(b"styleSheet").search(seen)
        self._prefix = (root[1] or b"") if root else b""
        self._lists = {name: _items(theirs, seen, name, self._prefix) for name in _ORDER}
        if not self._lists[b"cellXfs"].each:
            what = "the workbook has no list of cell formats, so new sheets would have no look"
            raise CannotChange(path, what, "Save it once in Excel or LibreOffice, then run this again.")
        self._root_end = seen.rfind(b"</" + self._prefix + b"styleSheet")
        self._given = {name: _items(donor, hide(donor), name, b"").each for name in _ORDER}
        self._codes = _codes(self._given[b"numFmts"])
        self.cell: Callable[[int], int] = cache(self._cell)
        self.differential: Callable[[int], int] = cache(self._differential)

    def patched(self) -> bytes:
        """The part that lists the formats, with those that came."""
        part = self._part
        for name in reversed(_ORDER):
            items = self._lists[name]
            if len(items.each) > items.had:
                part = self._with_more(part, name, items)
        return part

    def _cell(self, number: int) -> int:
        """A cell format, with all that it refers to."""
        if not number:
            return 0  # what cells without a format have, whatever that is here
        own = self._given[b"cellXfs"][number]
        tag = own[: own.index(b">") + 1]
        new = tag
        for refers, name in ((b"fontId", b"fonts"), (b"fillId", b"fills"), (b"borderId", b"borders")):
            place = int(attribute(tag, refers) or 0)
            new = with_attribute(new, refers, b"%d" % self._lists[name].number(self._given[name][place]))
        new = with_attribute(
            new, b"numFmtId", b"%d" % self._number_format(int(attribute(tag, b"numFmtId") or 0))
        )
        new = with_attribute(new, b"xfId", b"0")
        return self._lists[b"cellXfs"].number(new + own[len(tag) :])

    def _differential(self, number: int) -> int:
        """What a conditional format or a table changes of a cell's look."""
        return self._lists[b"dxfs"].number(self._given[b"dxfs"][number])

    def _number_format(self, number: int) -> int:
        code = self._codes.get(number)
        if code is None:
            return number  # built in
        items = self._lists[b"numFmts"]
        known = _codes(items.each)
        for there, text in known.items():
            if text == code:
                return there
        new = max([_OWN_FORMATS - 1, *known]) + 1
        written = next(i for i in self._given[b"numFmts"] if int(attribute(i, b"numFmtId") or 0) == number)
        items.number(with_attribute(written, b"numFmtId", b"%d" % new))
        return new

    def _with_more(self, part: bytes, name: bytes, items: _Items) -> bytes:
        added = b"".join(
            _NAME.sub(rb"<\g<1>" + self._prefix + rb"\g<2>", item) for item in items.each[items.had :]
        )
        count = b"%d" % len(items.each)
        whole = self._prefix + name
        if items.start < 0:
            at = self._place_of(name)
            made = b'<%b count="%b">%b</%b>' % (whole, count, added, whole)
            return part[:at] + made + part[at:]
        tag = with_attribute(items.tag, b"count", count)
        after = items.start + len(items.tag)
        if items.tag.endswith(b"/>"):
            return (
                part[: items.start] + tag[:-2].rstrip() + b">" + added + b"</" + whole + b">" + part[after:]
            )
        return part[: items.start] + tag + part[after : items.end] + added + part[items.end :]

    def _place_of(self, name: bytes) -> int:
        """Where a list that is not there yet belongs: the program that reads it wants them in order."""
        later = (self._lists[other].start for other in _ORDER[_ORDER.index(name) + 1 :])
        return min((at for at in later if at >= 0), default=self._root_end)


def _items(part: bytes, seen: bytes, name: bytes, prefix: bytes) -> _Items:
    found = re.compile(rb"<" + re.escape(prefix + name) + rb"(?:[\s/][^>]*)?>").search(seen)
    if not found:
        return _Items([])
    if found[0].endswith(b"/>"):
        return _Items([], found.start(), found[0])
    end = seen.index(b"</" + prefix + name, found.end())
    each = [_bare(item, prefix) for item in _children(part, seen, found.end(), end)]
    return _Items(each, found.start(), found[0], end)


def _children(part: bytes, seen: bytes, start: int, end: int) -> Sequence[bytes]:
    """The elements that stand one after the other between two places."""
    found, depth, begun = [], 0, start
    for tag in _TAG.finditer(seen, start, end):
        if tag[1]:
            depth -= 1
        else:
            if not depth:
                begun = tag.start()
            depth += not tag[3]
        if not depth:
            found.append(part[begun : tag.end()])
    return found


def _bare(item: bytes, prefix: bytes) -> bytes:
    return re.sub(rb"<(/?)" + re.escape(prefix), rb"<\1", item) if prefix else item


def _codes(formats: Sequence[bytes]) -> dict[int, str]:
    """Number formats as Excel writes them, by number."""
    return {
        int(attribute(i, b"numFmtId") or 0): unescape(attribute(i, b"formatCode") or b"") for i in formats
    }
