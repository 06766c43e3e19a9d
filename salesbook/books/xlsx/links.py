"""Links that come back to cells of a sheet: elements behind its rows, and relations to where they lead."""

from __future__ import annotations

import re
from functools import cached_property
from xml.sax.saxutils import quoteattr

from salesbook.books.xlsx.layout import external, relations_of
from salesbook.books.xlsx.markup import hide
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.target import SheetTarget
from salesbook.tables.grid import column_letters
from salesbook.tables.plan import Stood

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = f"{_OFFICE}/hyperlink"
_BEFORE = (
    b"sheetData|sheetCalcPr|sheetProtection|protectedRanges|scenarios|autoFilter|sortState|dataConsolidate|customSheetViews"
    b"|mergeCells|phoneticPr|conditionalFormatting|dataValidations"
)  # what stands before a sheet's list of links


class Links:
    """The links that the edits of one sheet bring back."""

    def __init__(self, package: Package, part: str, target: SheetTarget) -> None:
        self.package, self.part = package, part
        self.each = [
            (f"{column_letters(column)}{row + table.place.top}", value)
            for table in target.tables
            for column, (rows, values) in table.columns.items()
            for row, value in zip(rows, values, strict=True)
            if isinstance(value, Stood) and value.link
        ]

    @cached_property
    def _ids(self) -> dict[str, str]:
        """Relations by where they lead: those that are there, and new ones."""
        known = external(self.package, self.part)
        ids = {target: number for number, target in known.items()}
        for _, stood in self.each:
            target = stood.link.partition("#")[0] if stood.link.startswith("#") else stood.link
            if target and target not in ids:
                ids[target] = f"rIdLink{len(ids) + 1}"
        return ids

    def relations(self) -> dict[str, bytes]:
        """The part with the sheet's relations, with new ones in it; nothing where none is new."""
        name = relations_of(self.part)
        old = self.package.read(name) if self.package.find(name) else b""
        known = set(external(self.package, self.part))
        new = "".join(
            f'<Relationship Id={quoteattr(number)} Type={quoteattr(_KIND)} Target={quoteattr(target)} TargetMode="External"/>'
            for target, number in self._ids.items()
            if number not in known
        )
        end = re.search(rb"</([\w.-]+:)?Relationships\s*>", old)
        if not (new and end):
            return {}
        prefixed = new.replace("<R", f"<{(end[1] or b'').decode()}R").encode()
        return {self.package.entry(name).name: old[: end.start()] + prefixed + old[end.start() :]}

    def back(self, tail: bytes) -> bytes:
        """What follows the sheet's rows, with the links in it."""
        if not self.each:
            return tail
        seen = hide(tail)
        prefix = (re.search(rb"</?([\w.-]+:)?sheetData", seen) or [b"", b""])[1] or b""
        made = b"".join(self._element(prefix, ref, stood) for ref, stood in self.each)
        end = re.search(b"</" + prefix + rb"hyperlinks\s*>", seen)
        if end:
            return tail[: end.start()] + made + tail[end.start() :]
        places = [
            found.end()
            for found in re.finditer(b"</?" + prefix + b"(?:" + _BEFORE + rb")(?:[\s/][^>]*)?>", seen)
        ]
        at = max(places, default=0)
        return tail[:at] + b"<%bhyperlinks>%b</%bhyperlinks>" % (prefix, made, prefix) + tail[at:]

    def _element(self, prefix: bytes, ref: str, stood: Stood) -> bytes:
        target, _, place = stood.link.partition("#") if stood.link.startswith("#") else (stood.link, "", "")
        words = f" ref={quoteattr(ref)}"
        if target:
            words += f" xmlns:r={quoteattr(_OFFICE)} r:id={quoteattr(self._ids[target])}"
        words += f" location={quoteattr(place)}" if place else ""
        words += f" tooltip={quoteattr(stood.tip)}" if stood.tip else ""
        return b"<" + prefix + b"hyperlink" + words.encode() + b"/>"
