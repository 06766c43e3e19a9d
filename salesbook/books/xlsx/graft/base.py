"""What all that is put into a workbook begins with: the workbook, the donor, and what is known of both."""

from __future__ import annotations

import re
from functools import cached_property

from salesbook.books.xlsx.graft.formats import DonorFormats
from salesbook.books.xlsx.graft.index import SheetIndex
from salesbook.books.xlsx.layout import Layout, read_layout
from salesbook.books.xlsx.markup import attribute, hide, start_tag, unescape
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.protection import refuse_kept

_ITEM = re.compile(rb"<si>(.*?)</si>", re.DOTALL)


class Graft:
    """A workbook that gets something of a donor. `index` and `given`: the lists of sheets and names of the two.

    `changed` has parts of the workbook as they shall be, as far as that is worked out. Raises CannotChange where the
    workbook may not be changed at all, or has no list of cell formats.
    """

    def __init__(self, package: Package, layout: Layout, donor: Package) -> None:
        self.package, self.layout = package, layout
        self.donor, self.donor_layout = donor, read_layout(donor)
        self.index = SheetIndex(package.read(layout.workbook), package.path)
        self.given = SheetIndex(donor.read(self.donor_layout.workbook), donor.path)
        refuse_kept(package, self.index.part)
        styles = package.read(layout.styles) if layout.styles else b""
        self.formats = DonorFormats(styles, donor.read(self.donor_layout.styles), package.path)
        self.changed: dict[str, bytes] = {}

    @cached_property
    def texts(self) -> list[bytes]:
        """The donor's shared texts, as they are written."""
        return _ITEM.findall(self.donor.read(self.donor_layout.strings))

    @cached_property
    def last_table(self) -> int:
        """The highest number of a table that the workbook has, 0 without tables."""
        parts = [place.table_part for place in self.layout.tables.values() if place.table_part]
        return max(
            (int(attribute(table_tag(self.package.read(part)), b"id") or 0) for part in parts), default=0
        )

    def before(self, part: str) -> bytes:
        """A part as it is, however large."""
        return b"".join(self.package.stream(part))

    def part(self, part: str) -> bytes:
        """A part as it shall be, so far."""
        return self.changed.get(part) or self.before(part)


def table_tag(part: bytes) -> bytes:
    """The tag of a table's part that says its name, number and place."""
    found = start_tag(b"table").search(hide(part))
    return found[0] if found else b""


def free_relation(relations: bytes) -> str:
    """An id that none of these relations has."""
    known = {
        unescape(attribute(tag[0], b"Id") or b"") for tag in start_tag(b"Relationship").finditer(relations)
    }
    count = len(known) + 1
    while f"rId{count}" in known:
        count += 1
    return f"rId{count}"
