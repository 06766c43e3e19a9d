"""Whole sheets of a donor put into a workbook, with all that is on them; every other part stays as it is.

Pure: two packages in, one out. The donor is a workbook that salesbook has just made, so how it is written is known;
the other may be written by any program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

from salesbook.books.xlsx.graft.base import Graft, free_relation, table_tag
from salesbook.books.xlsx.graft.copies import TYPES, Copies, before_end, target
from salesbook.books.xlsx.graft.needs import first_lacking, formulas_of_part
from salesbook.books.xlsx.graft.place import sheet_position, spans
from salesbook.books.xlsx.graft.written import write_parts
from salesbook.books.xlsx.layout import Layout, relations_of
from salesbook.books.xlsx.markup import (
    attribute,
    start_tag,
    with_attribute,
    without_attribute,
)
from salesbook.books.xlsx.package import Package
from salesbook.errors import CannotChange

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_STYLED = start_tag(b"c", b"row", b"col")
_SHARED = re.compile(rb'(<c [^>]*?)t="s"([^>]*>)<v>(\d+)</v>')
_LOOKS = (b"dxfId", b"dataDxfId", b"headerRowDxfId", b"totalsRowDxfId")
_LOOK = re.compile(rb"\b(" + b"|".join(_LOOKS) + rb')="(\d+)"')
_SHAPE = re.compile(rb'_x0000_s(\d+)|<o:idmap ([^>]*?)data="(\d+)"')
_MAP = re.compile(rb'<o:idmap [^>]*?data="([\d,]+)"')
_SHAPES_A_MAP = 1024


def write_with_sheets(
    package: Package, layout: Layout, donor: Package, names: Sequence[str], out: BinaryIO
) -> None:
    """Write the workbook with these sheets of `donor` into `out`, a seekable file.

    Raises CannotChange, naming what stands in the way, or Damaged; what `out` holds then is of no use.
    """
    _Sheets(package, layout, donor).write(names, out)


class _Sheets(Graft):
    def __init__(self, package: Package, layout: Layout, donor: Package) -> None:
        super().__init__(package, layout, donor)
        self.index.refuse_if_locked()
        self.copies = Copies(package, donor)

    def write(self, names: Sequence[str], out: BinaryIO) -> None:
        self._refuse_in_the_way(names)
        relations = relations_of(self.layout.workbook)
        changed = self.changed
        changed[relations] = self.package.read(relations)
        held = sorted({span for part in self._with_formulas() for span in spans(part, self.index.sheets)})
        for name in names:
            part = self.copies.take(self.donor_layout.sheets[name])
            self.copies.change(part, self._sheet)
            number = free_relation(changed[relations])
            made = (
                f'<Relationship Id="{number}" Type="{_KIND}" Target="{target(self.layout.workbook, part)}"/>'
            )
            changed[relations] = before_end(changed[relations], b"Relationships", made.encode())
            at = sheet_position(name, self.given.sheets, self.index.sheets, held)
            held = [(first + (at <= first), last + (at <= last)) for first, last in held]
            self.index.insert(at, name, number)
        self._finish_parts()
        self._refuse_lacking(names)
        self.index.take_names(self.given, names, b"".join(self.copies.contents.values()))
        changed[self.layout.workbook] = self.index.calculated()
        changed[TYPES] = self.copies.types(self.package.read(TYPES))
        changed[self.layout.styles] = self.formats.patched()
        write_parts(self.package, self.layout.workbook, changed, self.copies.contents, out)

    def _refuse_in_the_way(self, names: Sequence[str]) -> None:
        """Nothing is doubled: a sheet or a name of theirs that is called as one of ours."""
        taken = {sheet.casefold(): sheet for sheet in self.index.sheets}
        for name in names:
            if name.casefold() in taken:
                what = f"it has a sheet {taken[name.casefold()]} already"
                raise CannotChange(
                    self.package.path, what, "Give that sheet another name, then run this again."
                )
        theirs = {table.casefold(): f"a table {table}" for table in self.layout.tables}
        theirs |= {word.casefold(): f"a name {word}" for word in self.index.global_names}
        for name in names:
            for table, place in self.donor_layout.tables.items():
                if place.sheet == name and table.casefold() in theirs:
                    what = (
                        f"it has {theirs[table.casefold()]}, and the sheet {name} brings a table of that name"
                    )
                    todo = "Give yours another name (in Excel: Table Design, or Formulas, Name Manager), then run this again."
                    raise CannotChange(self.package.path, what, todo)

    def _refuse_lacking(self, names: Sequence[str]) -> None:
        """A formula that names a table or a column which is not there would break the whole workbook."""
        brought = [place for place in self.donor_layout.tables.values() if place.sheet in names]
        there = {
            place.name.casefold(): {column.casefold() for column in place.columns}
            for place in (*brought, *self.layout.tables.values())
        }
        parts = b"".join(self.copies.contents.values())
        meant = [formula for name, formula in self.given.global_names.items() if name.encode() in parts]
        lacking = first_lacking([*formulas_of_part(parts), *meant], there)
        if lacking:
            what = f"it has no {lacking}, which sheet{'s' if len(names) > 1 else ''} {', '.join(names)} would read"
            raise CannotChange(self.package.path, what, "Add that first, or at the same time.")

    def _with_formulas(self) -> Iterator[Iterable[bytes]]:
        """The parts in which a formula can count several sheets."""
        yield [self.index.part]
        for part in self.layout.sheets.values():
            yield self.package.stream(part)

    def _sheet(self, part: bytes) -> bytes:
        """A sheet with this workbook's numbers of formats, and its texts in its own cells."""
        part = _STYLED.sub(self._styled, part)
        part = _SHARED.sub(
            lambda cell: b'%bt="inlineStr"%b<is>%b</is>' % (cell[1], cell[2], self.texts[int(cell[3])]), part
        )
        part = self._looks(part)
        return start_tag(b"sheetView").sub(lambda tag: without_attribute(tag[0], b"tabSelected"), part)

    def _styled(self, found: re.Match[bytes]) -> bytes:
        tag = found[0]
        name = b"style" if tag.startswith(b"<col ") else b"s"
        number = attribute(tag, name)
        return tag if number is None else with_attribute(tag, name, b"%d" % self.formats.cell(int(number)))

    def _looks(self, part: bytes) -> bytes:
        return _LOOK.sub(
            lambda found: b'%b="%d"' % (found[1], self.formats.differential(int(found[2]))), part
        )

    def _finish_parts(self) -> None:
        """Numbers that are given once in a workbook: of tables, and of the shapes that notes and buttons are."""
        for count, part in enumerate(self.copies.of_kind(".table+xml"), self.last_table + 1):
            self.copies.change(part, partial(self._table, count))
        last = max(self._maps(), default=0)
        for count, part in enumerate(self.copies.of_kind("vmlDrawing"), last + 1):
            self.copies.change(part, partial(_renumbered, count))

    def _table(self, number: int, part: bytes) -> bytes:
        tag = table_tag(part)
        return self._looks(part.replace(tag, with_attribute(tag, b"id", b"%d" % number), 1))

    def _maps(self) -> Iterator[int]:
        """The numbers of the blocks of shapes that are taken."""
        for entry in self.package.entries:
            if entry.name.lower().endswith(".vml"):
                for found in _MAP.finditer(self.package.read(entry.name)):
                    yield from map(int, found[1].split(b","))


def _renumbered(block: int, part: bytes) -> bytes:
    """A drawing of notes or buttons with its shapes in another block of numbers."""

    def number(found: re.Match[bytes]) -> bytes:
        if found[1] is None:
            return b'<o:idmap %bdata="%d"' % (found[2], block)
        return b"_x0000_s%d" % (block * _SHAPES_A_MAP + int(found[1]) % _SHAPES_A_MAP)

    return _SHAPE.sub(number, part)
