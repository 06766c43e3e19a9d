"""Whole sheets of a donor put into a workbook, with all that is on them; every other part stays as it is.

Pure: two packages in, one out. The donor is a workbook that salesbook has just made, so how it is written is known;
the other may be written by any program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from salesbook.books.sheet_order import nearest_sheet
from salesbook.books.xlsx.graft.base import Graft, free_relation
from salesbook.books.xlsx.graft.copies import before_end, target
from salesbook.books.xlsx.graft.founded import unfounded, without_caches, without_results
from salesbook.books.xlsx.graft.place import sheet_position, spans
from salesbook.books.xlsx.layout import relations_of
from salesbook.books.xlsx.markup import (
    attribute,
    start_tag,
    unescape,
    with_attribute,
    without_attribute,
)
from salesbook.books.xlsx.recalculation.runs import formulas_of
from salesbook.errors import CannotChange
from salesbook.tables.last_result import SHOWN

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_STYLED = start_tag(b"c", b"row", b"col")
_SHARED = re.compile(rb'(<c [^>]*?)t="s"([^>]*>)<v>(\d+)</v>')


def put_sheets(graft: Graft, names: Sequence[str]) -> None:
    """Put in these sheets of the donor, each where it stands in a new workbook.

    Raises CannotChange, naming what stands in the way, or Damaged.
    """
    _NewSheets(graft, names).put()


class _NewSheets:
    def __init__(self, graft: Graft, names: Sequence[str]) -> None:
        self.graft, self.names, self.path = graft, names, graft.package.path
        self.copies, self.index = graft.copies, graft.index
        self.index.refuse_if_locked()

    def put(self) -> None:
        self._refuse_in_the_way()
        graft = self.graft
        workbook = graft.layout.workbook
        relations = relations_of(workbook)
        held = sorted({*spans(self._formulas(), self.index.sheets)})
        self._copy()
        here = dict(graft.here)
        for name in self.names:
            part = self.copies.named[graft.donor.layout.sheets[name]]
            old = graft.part(relations)
            number = free_relation(old)
            made = f'<Relationship Id="{number}" Type="{_KIND}" Target="{target(workbook, part)}"/>'
            graft.set_part(relations, before_end(old, b"Relationships", made.encode()))
            near = nearest_sheet(name, graft.given.sheets, here)
            at = sheet_position(near, self.index.sheets, held)
            held = [(first + (at <= first), last + (at <= last)) for first, last in held]
            self.index.insert(at, name, number, graft.given.state(name))
            here[name] = name
        graft.sheets = self.names

    def _copy(self) -> None:
        """Copy the sheets, as the workbook would have them, with all that is on them."""
        donor = self.graft.donor
        given = self.graft.given.global_names.items()
        names = {name: means for name, means in given if name not in SHOWN}  # a caption needs no Home
        stale = unfounded(donor.package, donor.layout, names, self.names)
        for name in self.names:
            part = donor.layout.sheets[name]
            made = donor.renamed(without_results(donor.sheet(part), name, stale))
            self.copies.contents[self.copies.take(part)] = self._sheet(made)
        for part in self.copies.of_kind("drawingml.chart+xml"):
            self.copies.change(part, lambda chart: donor.renamed(donor.chart(without_caches(chart, stale))))

    def _refuse_in_the_way(self) -> None:
        """Nothing is doubled: a sheet or a name of theirs that is called as one of ours."""
        taken = {sheet.casefold(): sheet for sheet in self.index.sheets}
        for name in self.names:
            if name.casefold() in taken:
                what = f"it has a sheet {taken[name.casefold()]} already"
                raise CannotChange(self.path, what, "Give that sheet another name, then run this again.")
        theirs = {table.casefold(): f"a table {table}" for table in self.graft.layout.tables}
        theirs |= {word.casefold(): f"a name {word}" for word in self.index.global_names}
        for name in self.names:
            for table, place in self.graft.donor.layout.tables.items():
                if place.sheet == name and table.casefold() in theirs:
                    what = (
                        f"it has {theirs[table.casefold()]}, and the sheet {name} brings a table of that name"
                    )
                    todo = "Give yours another name (in Excel: Table Design, or Formulas, Name Manager), then run this again."
                    raise CannotChange(self.path, what, todo)

    def _formulas(self) -> Iterator[str]:
        """Those that can count several sheets."""
        yield from (formula for _, _, formula in self.index.names())
        for part in self.graft.layout.sheets.values():
            for cell in formulas_of(self.graft.package.stream(part)):
                if cell.found[3] and b"!" in cell.found[3]:
                    yield unescape(cell.found[3])

    def _sheet(self, part: bytes) -> bytes:
        """A sheet with this workbook's numbers of formats, and its texts in its own cells."""
        part = _STYLED.sub(self._styled, part)
        part = _SHARED.sub(
            lambda cell: (
                b'%bt="inlineStr"%b<is>%b</is>' % (cell[1], cell[2], self.graft.donor.texts[int(cell[3])])
            ),
            part,
        )
        part = self.graft.looks(part)
        return start_tag(b"sheetView").sub(lambda tag: without_attribute(tag[0], b"tabSelected"), part)

    def _styled(self, found: re.Match[bytes]) -> bytes:
        tag = found[0]
        name = b"style" if tag.startswith(b"<col ") else b"s"
        number = attribute(tag, name)
        return (
            tag if number is None else with_attribute(tag, name, b"%d" % self.graft.formats.cell(int(number)))
        )
