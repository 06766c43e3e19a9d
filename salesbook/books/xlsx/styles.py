"""Date formats: where a date goes into a cell whose format would show a number, a format is added.

The new format is the old one in all but the way it shows the number, and comes last, so every
index in every sheet still means what it meant.
"""

from __future__ import annotations

import re

from salesbook.books.xlsx.cells import Day, Moment, TimeOfDay
from salesbook.books.xlsx.encodings import refuse_unusual
from salesbook.books.xlsx.markup import attribute, hide, start_tag, unescape, with_attribute
from salesbook.errors import CannotChange

_FORMATS: dict[type, bytes] = {
    Day: b"14",
    Moment: b"22",
    TimeOfDay: b"20",
}  # built in, and shown the way the reader's country does
_BUILT_IN_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 55), 57, 58})
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 22, 32, 33, 45, 46, 47, 55, 56})
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General|AM/PM|A/P', re.IGNORECASE)


class Styles:
    """The cell formats of a workbook. `dated` gives the index of a format that shows dates."""

    def __init__(self, part: bytes, path: str) -> None:
        self.part = part
        self.path = path
        seen = hide(part)
        self._codes: dict[int, str] = {}
        for tag in start_tag(b"numFmt").finditer(seen):
            number, code = attribute(tag[0], b"numFmtId"), attribute(tag[0], b"formatCode")
            if number and code and number.isdigit():
                self._codes.setdefault(int(number), unescape(code))
        self._open = start_tag(b"cellXfs").search(seen)
        self._formats = self._read_formats(seen)
        self._added: list[bytes] = []
        self._known: dict[tuple[bytes | None, type], bytes] = {}

    def dated(self, style: bytes | None, kind: type) -> bytes:
        """The index of a format like `style` that shows what `kind` (Day, Moment or Clock) asks for.

        Raises CannotChange when the workbook has no list of formats to add to.
        """
        known = self._known.get((style, kind))
        if known is None:
            known = self._known[style, kind] = self._find_or_add(style, kind)
        return known

    def is_locked(self, style: bytes | None) -> bool:
        """Whether cells of that format may not be written on a protected sheet; all are locked that do not say no."""
        index = int(style or 0)
        own = self._formats[index] if index < len(self._formats) else b""
        found = start_tag(b"protection").search(own)
        return not found or attribute(found[0], b"locked") not in {b"0", b"false", b"off"}

    @property
    def has_more(self) -> bool:
        """Whether formats were added."""
        return bool(self._added)

    def patched(self) -> bytes:
        """The part with the added formats."""
        if self._open is None:
            return self.part
        tag = with_attribute(self._open[0], b"count", b"%d" % (len(self._formats)))
        tag_end = self._open.end()
        return (
            self.part[: self._open.start()]
            + tag
            + self.part[tag_end : self._end]
            + b"".join(self._added)
            + self.part[self._end :]
        )

    def _read_formats(self, seen: bytes) -> list[bytes]:
        if self._open is None or self._open[0].endswith(b"/>"):
            return []
        prefix = self._open[1] or b""
        self._end = seen.find(b"</" + prefix + b"cellXfs", self._open.end())
        each = re.compile(rb"<%bxf(?:\s[^>]*)?(?:/>|(?<!/)>.*?</%bxf\s*>)" % (prefix, prefix), re.DOTALL)
        return [
            self.part[found.start() : found.end()]
            for found in each.finditer(seen, self._open.end(), self._end)
        ]

    def _find_or_add(self, style: bytes | None, kind: type) -> bytes:
        if not self._formats:
            refuse_unusual(self.path, "the list of cell formats", self.part)
            what = "the workbook has no list of cell formats, so dates would show as numbers"
            raise CannotChange(self.path, what, "Save it once in Excel or LibreOffice, then run this again.")
        index = int(style or 0)
        if index >= len(self._formats):
            index = 0
        old = self._formats[index]
        tag = old[: old.index(b">") + 1]
        if self._shows(int(attribute(tag, b"numFmtId") or 0), kind):
            return style if style is not None else b"%d" % index
        new = with_attribute(tag, b"numFmtId", _FORMATS[kind])
        new = with_attribute(new, b"applyNumberFormat", b"1") + old[len(tag) :]
        if new in self._formats:
            return b"%d" % self._formats.index(new)
        self._formats.append(new)
        self._added.append(new)
        return b"%d" % (len(self._formats) - 1)

    def _shows(self, number: int, kind: type) -> bool:
        code = self._codes.get(number)
        if code is None:
            return number in (_BUILT_IN_TIMES if kind is TimeOfDay else _BUILT_IN_DATES)
        letters = set(_LITERAL.sub("", code.split(";")[0]).lower())
        hours = bool(letters & set("hs"))
        return hours if kind is TimeOfDay else bool(letters & set("dy")) or ("m" in letters and not hours)
