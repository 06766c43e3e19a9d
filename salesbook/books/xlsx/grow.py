"""What follows a table when it grows or shrinks: its own range, and every range that covered its body.

A range of other parts (a validation, a chart's series, a defined name) follows when it starts at
the table's first row or above, reaches the last one and stays within the table's columns, or is one
of whole rows. Those
that end with the body go with it both ways; those that reach further are only made longer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from salesbook.books.xlsx.formulas import with_areas
from salesbook.books.xlsx.markup import attribute, element, escape, start_tag, unescape, with_attribute
from salesbook.books.xlsx.refs import LAST_COLUMN, Area, area

_SQREF = re.compile(rb"""(\ssqref\s*=\s*)("[^"]*"|'[^']*')""")
_FORMULAS = (b"formula", b"formula1", b"formula2", b"f")


@dataclass(frozen=True)
class Growth:
    """A table's body before and after, as sheet rows; `last` and `new_last` are its last ones."""

    sheet: str
    left: int
    right: int
    top: int
    last: int
    new_last: int
    has_totals: bool

    def follow(self, old: Area) -> Area:
        """Where an area of the same sheet stands afterwards."""
        whole_rows = (old.left, old.right) == (1, LAST_COLUMN)
        if not whole_rows and (old.left < self.left or old.right > self.right):
            return old
        by = self.new_last - self.last
        totals = self.last + 1 if self.has_totals else 0
        if old.bottom == totals and (old.top == totals or old.top <= self.top):
            return old._replace(top=old.top + (by if old.top == totals else 0), bottom=old.bottom + by)
        if old.top > self.top or old.bottom < self.last:
            return old
        if old.bottom == self.last or old.bottom < self.new_last:
            return old._replace(bottom=self.new_last)
        return old


class Growths:
    """All tables of a workbook that change their height."""

    def __init__(self, each: Sequence[Growth]) -> None:
        self.each = each
        self._by_sheet: dict[str, list[Growth]] = {}
        for growth in each:
            self._by_sheet.setdefault(growth.sheet.lower(), []).append(growth)

    def __bool__(self) -> bool:
        return bool(self.each)

    def follow(self, sheet: str, old: Area) -> Area:
        """Where an area stands afterwards."""
        new = old
        for growth in self._by_sheet.get(sheet.lower(), ()):
            new = growth.follow(new)
        return new

    def formula(self, text: str, home: str = "") -> str:
        """A formula of sheet `home` with its areas as they are afterwards."""
        return with_areas(text, home, self.follow)

    def ref(self, text: str, sheet: str) -> str:
        """An area as text, such as "A1:D10"; what is no area stays."""
        old = area(text)
        if old is None:
            return text
        new = self.follow(sheet, old)
        return text if new == old else str(new)

    def table(self, part: bytes, growth: Growth) -> bytes:
        """A table part with its range, filter and sort state as they are afterwards."""

        def fit(ref: str) -> str:
            old = area(ref)
            return ref if old is None else str(growth.follow(old))

        def moved(found: re.Match[bytes]) -> bytes:
            return _with_ref(found[0], fit)

        return start_tag(b"table", b"autoFilter", b"sortState", b"sortCondition").sub(moved, part)

    def sheet_tail(self, part: bytes, sheet: str) -> bytes:
        """What follows a sheet's rows: validations, formats, filters, sparklines, protected ranges."""

        def squares(text: bytes) -> bytes:
            return b" ".join(self.ref(each.decode(), sheet).encode() for each in text.split())

        def attribute_squares(found: re.Match[bytes]) -> bytes:
            return found[1] + b'"' + squares(found[2][1:-1]) + b'"'

        def text_squares(found: re.Match[bytes]) -> bytes:
            return found[1] + squares(found[3]) + found[4]

        def filters(found: re.Match[bytes]) -> bytes:
            return _with_ref(found[0], lambda ref: self.ref(ref, sheet))

        if not self:
            return part
        part = _SQREF.sub(attribute_squares, part)
        part = element(b"sqref").sub(text_squares, part)
        part = start_tag(b"autoFilter", b"sortState", b"sortCondition").sub(filters, part)
        part = self.attributes(part, b"linkedCell", b"listFillRange", home=sheet)
        part = start_tag(b"cfvo").sub(partial(self._limit, sheet), part)
        part = self.sources(part, b"dataRef")
        return self.formulas(part, *_FORMULAS, home=sheet)

    def _limit(self, sheet: str, found: re.Match[bytes]) -> bytes:
        """A limit of a colour scale, of bars or of icons, which may be a formula."""
        is_formula = attribute(found[0], b"type") == b"formula"
        return self.attributes(found[0], b"val", home=sheet) if is_formula else found[0]

    def formulas(self, part: bytes, *names: bytes, home: str = "") -> bytes:
        """A part whose elements of these names hold formulas: charts, defined names."""

        def fit(found: re.Match[bytes]) -> bytes:
            old = unescape(found[3])
            new = self.formula(old, home)
            return found[0] if new == old else found[1] + escape(new) + found[4]

        return element(*names).sub(fit, part)

    def attributes(self, part: bytes, *names: bytes, home: str) -> bytes:
        """A part with formulas in attributes of these names, whose tags lie on the sheet `home`: controls, shapes."""

        def fit(found: re.Match[bytes]) -> bytes:
            old = unescape(found[3][1:-1])
            new = self.formula(old, home)
            return found[0] if new == old else found[1] + b'"' + escape(new).replace(b'"', b"&quot;") + b'"'

        return re.sub(rb"""(\s(%b)\s*=\s*)("[^"]*"|'[^']*')""" % b"|".join(names), fit, part)

    def pivot_source(self, part: bytes) -> bytes:
        """A pivot cache definition that reads ranges rather than a table by name."""
        return self.sources(part, b"worksheetSource", b"rangeSet")

    def sources(self, part: bytes, *names: bytes) -> bytes:
        """A part with elements of these names that say a sheet and a range of it."""

        def fit(found: re.Match[bytes]) -> bytes:
            sheet = attribute(found[0], b"sheet")
            if sheet is None:
                return found[0]
            return _with_ref(found[0], lambda ref: self.ref(ref, unescape(sheet)))

        return start_tag(*names).sub(fit, part)


def _with_ref(tag: bytes, fit: Callable[[str], str]) -> bytes:
    old = attribute(tag, b"ref")
    new = fit(old.decode()).encode() if old else old
    return tag if new is None or new == old else with_attribute(tag, b"ref", new)
