"""A workbook that gets something of a donor: what is known of both, and the parts of the workbook as they shall be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import BinaryIO

from salesbook.books.left_out import colours_left_out
from salesbook.books.sheet_order import sheets_here
from salesbook.books.xlsx.encodings import refuse_unusual
from salesbook.books.xlsx.graft.copies import TYPES, Copies
from salesbook.books.xlsx.graft.donor import Donor
from salesbook.books.xlsx.graft.formats import DonorFormats
from salesbook.books.xlsx.graft.frame import SheetFrame
from salesbook.books.xlsx.graft.index import SheetIndex
from salesbook.books.xlsx.graft.lights import with_lights
from salesbook.books.xlsx.graft.moves import CellMove
from salesbook.books.xlsx.graft.needs import first_lacking, formulas_of_part, names_it
from salesbook.books.xlsx.graft.titles import with_titles
from salesbook.books.xlsx.graft.written import WrittenCell, written_cells
from salesbook.books.xlsx.layout import Layout, TablePlace, related
from salesbook.books.xlsx.markup import ahead, attribute, hide, start_tag, unescape, with_attribute
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.protection import refuse_kept, refuse_shared
from salesbook.books.xlsx.refs import LAST_ROW
from salesbook.books.xlsx.repack import PackageWriter
from salesbook.books.xlsx.strings import shared_texts
from salesbook.errors import CannotChange

_LOOKS = (b"dxfId", b"dataDxfId", b"headerRowDxfId", b"totalsRowDxfId")
_LOOK = re.compile(rb"\b(" + b"|".join(_LOOKS) + rb')="(\d+)"')


class Graft:
    """Columns, tables and sheets are put in one after the other; then `write` writes it all.

    `layout` is the workbook's, with what came so far; `index` and `given` are the lists of sheets and names of the
    workbook and of the donor. Raises CannotChange where the workbook may not be changed at all, or has no list of cell
    formats.
    """

    def __init__(self, package: Package, layout: Layout, donor: Package) -> None:
        self.package, self.layout = package, layout
        self.donor = Donor(donor, date1904=layout.date1904)
        self.index = SheetIndex(package.read(layout.workbook), package.path)
        self.given = SheetIndex(donor.read(self.donor.layout.workbook), donor.path)
        refuse_kept(package, self.index.part)
        refuse_shared(package, layout.workbook)
        styles = package.read(layout.styles) if layout.styles else b""
        self.formats = DonorFormats(styles, donor.read(self.donor.layout.styles), package.path)
        self.copies = Copies(package, donor)
        self.donor.labels = {name: label for name, label in self.here.items() if name != label}
        self.sheets: Sequence[str] = ()  # those that came
        self._changed: dict[str, bytes] = {}
        self._frames: dict[str, SheetFrame] = {}
        self.remarks: list[str] = []  # sentences on what could not come
        self.formulas: list[str] = []  # those that came into sheets and tables of the workbook

    @cached_property
    def here(self) -> dict[str, str]:
        """By sheet of the donor the label of the one that stood for it before anything came."""
        tables = self.donor.layout.tables.values()
        given = {
            label: [place.name for place in tables if place.sheet == label] for label in self.given.sheets
        }
        there = {place.name: place.sheet for place in self.layout.tables.values()}
        return sheets_here(given, there, self.index.sheets)

    def frame(self, part: str) -> SheetFrame:
        """A sheet of the workbook, to be changed."""
        if part not in self._frames:
            self._frames[part] = SheetFrame(self.package, part)
        return self._frames[part]

    def written(self, part: str, last: int = LAST_ROW) -> Iterator[WrittenCell]:
        """The cells of a sheet of the workbook as they are, down to the row `last`."""
        frame = self.frame(part)
        return written_cells(frame.rows(), frame.prefix, self._texts, last)

    @cached_property
    def _texts(self) -> Sequence[str]:
        return shared_texts(self.package, self.layout.strings) if self.layout.strings else ()

    def has(self, part: str) -> bool:
        """Whether the workbook has a part, or is to get it."""
        return part in self._changed or self.package.find(part) is not None

    def part(self, part: str) -> bytes:
        """A part that is no sheet, as it shall be so far."""
        return self._changed.get(part) or self.package.read(part)

    def set_part(self, part: str, data: bytes) -> None:
        """Give a part, or a new one, its content."""
        self._changed[part] = data

    def set_table(self, place: TablePlace) -> None:
        """Note where a table, a new one perhaps, stands now."""
        self.layout = replace(self.layout, tables={**self.layout.tables, place.name: place})

    def light(self, part: str, donor_sheet: bytes, move: CellMove, table: str) -> None:
        """Let cells that come to a sheet light up as they do in the donor's `table`."""
        frame = self.frame(part)
        lights = with_lights(frame.frame, donor_sheet, move, self.formats)
        frame.frame = lights.sheet
        if lights.left_out:
            self.remarks.append(colours_left_out(lights.left_out, table))

    def looks(self, part: bytes) -> bytes:
        """A part of the donor with the workbook's numbers of the formats that conditions and tables give."""
        return _LOOK.sub(
            lambda found: b'%b="%d"' % (found[1], self.formats.differential(int(found[2]))), part
        )

    def write(self, out: BinaryIO) -> None:
        """Write the workbook into `out`, a seekable file. Parts that are not changed are copied as they are packed.

        Raises CannotChange or Damaged; what `out` holds then is of no use.
        """
        self._number_tables()
        self._refuse_lacking()
        self.index.take_names(self.given, self.sheets, self._came, self.donor.with_labels)
        changed = {
            **self._changed,
            **self._titles(),
            self.layout.workbook: self.index.calculated(),
            self.layout.styles: self.formats.patched(),
            TYPES: self.copies.types(self.part(TYPES)),
        }
        entries = {
            self.package.entry(part).name: data for part, data in changed.items() if self.package.find(part)
        }
        frames = {self.package.entry(part).name: frame for part, frame in self._frames.items()}
        for name in entries:
            refuse_unusual(self.package.path, f"the part {name}", next(iter(self.package.stream(name)), b""))
        writer = PackageWriter(out, self.package)
        for entry in self.package.entries:
            if entry.name in frames:
                writer.write(entry.name, ahead(frames[entry.name].blocks()), entry)
            elif entry.name in entries and entries[entry.name] != self.package.read(entry.name):
                writer.write(entry.name, [entries[entry.name]], entry)
            else:
                writer.copy(entry)
        new = {part: data for part, data in changed.items() if not self.package.find(part)}
        for part, data in {**new, **self.copies.contents}.items():
            writer.write(part, [data], self.package.entry(self.layout.workbook))
        writer.finish()

    @cached_property
    def _came(self) -> list[str]:
        """All formulas that came."""
        return [*self.formulas, *formulas_of_part(b"".join(self.copies.contents.values()))]

    def _refuse_lacking(self) -> None:
        """A formula that names a table or a column which is not there would break the whole workbook."""
        brought = [place for place in self.donor.layout.tables.values() if place.sheet in self.sheets]
        there = {
            place.name.casefold(): {column.casefold() for column in place.columns}
            for place in (*brought, *self.layout.tables.values())
        }
        meant = [text for name, text in self.given.global_names.items() if names_it(self._came, name)]
        if lacking := first_lacking([*self._came, *meant], there):
            what = f"it has no {lacking}, which is read by formulas of what is to come"
            raise CannotChange(self.package.path, what, "Add that first, or at the same time.")

    def _titles(self) -> dict[str, bytes]:
        """The list of the workbook's contents that file managers show."""
        found = {}
        before = SheetIndex(self.package.read(self.layout.workbook), self.package.path)
        for part in related(self.package, "").get("extended-properties", {}).values():
            if self.package.find(part):
                came = {*self.layout.sheets, *self.sheets}
                sheets = list(self.layout.sheets), [label for label in self.index.sheets if label in came]
                names = before.titles_of_names, self.index.titles_of_names
                found[part] = with_titles(self.package.read(part), (sheets, names))
        return {part: made for part, made in found.items() if made != self.package.read(part)}

    def _number_tables(self) -> None:
        """A workbook gives each table a number of its own."""
        there = [place.table_part for place in self.layout.tables.values() if place.table_part]
        last = max(
            (
                int(attribute(table_tag(self.part(part)), b"id") or 0)
                for part in there
                if self.package.find(part)
            ),
            default=0,
        )
        for number, part in enumerate(self.copies.of_kind(".table+xml"), last + 1):
            self.copies.change(part, partial(self._table, number))

    def _table(self, number: int, part: bytes) -> bytes:
        tag = table_tag(part)
        return self.looks(part.replace(tag, with_attribute(tag, b"id", b"%d" % number), 1))


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
