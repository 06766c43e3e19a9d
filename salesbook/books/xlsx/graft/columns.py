"""Columns of a donor's tables put at the right end of the same tables of a workbook: two packages in, one out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from salesbook.books.xlsx.graft.base import Graft
from salesbook.books.xlsx.graft.extent import refuse_protected, wider_used_range, widths
from salesbook.books.xlsx.graft.formats import DonorFormats
from salesbook.books.xlsx.graft.headnotes import with_notes
from salesbook.books.xlsx.graft.moves import CellMove
from salesbook.books.xlsx.graft.rows import with_cells, with_widths
from salesbook.books.xlsx.graft.rules import validations, wider_lights, with_rules
from salesbook.books.xlsx.graft.written import write_parts
from salesbook.books.xlsx.layout import Layout, TablePlace
from salesbook.books.xlsx.markup import attribute, escape, hide, start_tag, with_attribute
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.parts import refuse_query
from salesbook.books.xlsx.refs import LAST_COLUMN, Area, area, cell_name
from salesbook.errors import CannotChange
from salesbook.tables.grid import column_letters, column_number
from salesbook.util.folding import caseless

_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"(?: s="(\d+)")?')


def write_with_columns(
    package: Package, layout: Layout, donor: Package, columns: Mapping[str, Sequence[str]], out: BinaryIO
) -> None:
    """Write the workbook with these columns of each table into `out`, a seekable file.

    A column comes with its header and note, and in each row of the table with its format or formula, with what it
    accepts and how it lights up. Raises CannotChange, naming the cell or the column that stands in the way, or Damaged;
    what `out` holds then is of no use.
    """
    _Columns(package, layout, donor).write(columns, out)


class _Columns(Graft):
    def __init__(self, package: Package, layout: Layout, donor: Package) -> None:
        super().__init__(package, layout, donor)
        self.right = {name: place.left + len(place.columns) - 1 for name, place in layout.tables.items()}

    def write(self, columns: Mapping[str, Sequence[str]], out: BinaryIO) -> None:
        came = [self._widen(self.layout.tables[name], names) for name, names in columns.items() if names]
        self.index.take_names(self.given, (), b"".join(came))
        self.changed[self.layout.workbook] = self.index.calculated()
        self.changed[self.layout.styles] = self.formats.patched()
        changed = {part: data for part, data in self.changed.items() if data != self.before(part)}
        write_parts(self.package, self.layout.workbook, changed, {}, out)

    def _widen(self, place: TablePlace, names: Sequence[str]) -> bytes:
        """Make one table wider; what the new cells accept and work out, in which the workbook's names may stand."""
        given = self.donor_layout.tables[place.name]
        self._refuse(place, names)
        move = self._move(place, given, names)
        sheet, donor_sheet = self.part(place.sheet_part), self.donor.read(given.sheet_part)
        span = self._span(place, len(names))
        cells = _Cells(donor_sheet, self.formats, move, names, given)
        sheet = with_cells(
            sheet, span, lambda row: cells.row(row, place), lambda *at: self._in_the_way(place, *at)
        )
        sheet = with_widths(
            sheet, widths(donor_sheet, {old: move.columns[old] for old in move.new}, self.formats)
        )
        whole = Area(place.left, place.top, self.right[place.name], place.top + place.ref_height - 1)
        sheet = with_rules(wider_lights(sheet, whole, span.right), donor_sheet, move, self.formats)
        self.changed[place.sheet_part] = wider_used_range(sheet, span)
        self.changed |= with_notes(
            self.package, place.sheet_part, self.donor, given.sheet_part, move, self.changed
        )
        self.changed[place.table_part] = _wider_table(self.part(place.table_part), names, given, span.right)
        self.right[place.name] = span.right
        formulas = " ".join(given.calculated.get(name, "") for name in names)
        return b"".join(validations(donor_sheet, move)) + escape(formulas)

    def _refuse(self, place: TablePlace, names: Sequence[str]) -> None:
        if not place.table_part:
            what = (
                f"table {place.name} is plain cells, as some programs save tables, so it takes no new column"
            )
            raise CannotChange(
                self.package.path,
                what,
                "In Excel, make it a table again (Insert, Table), then run this again.",
            )
        refuse_query(self.package, place)
        there = {caseless(column): column for column in place.columns}
        for name in names:
            if caseless(name) in there:
                column = place.left + place.columns.index(there[caseless(name)])
                cell = cell_name(place.sheet, place.top - 1, column)
                what = f"table {place.name} has a column {there[caseless(name)].strip()} already ({cell})"
                raise CannotChange(
                    self.package.path, what, "Nothing is doubled: use that one, or give it another name."
                )
        refuse_protected(
            self.package.path,
            self.part(place.sheet_part),
            f"table {place.name} takes no new column",
            place.sheet,
        )
        span = self._span(place, len(names))
        if span.right > LAST_COLUMN:
            what = f"table {place.name} reaches to the last column of its sheet"
            raise CannotChange(
                self.package.path, what, "Delete columns that nobody needs, then run this again."
            )
        for other in self.layout.tables.values():
            if other.sheet_part == place.sheet_part and other.name != place.name:
                bottom = other.top + other.ref_height - 1 + other.has_totals
                if Area(other.left, other.top - other.has_header, self.right[other.name], bottom).meets(span):
                    raise self._in_the_way(place, other.top - other.has_header, other.left)
        for found in start_tag(b"mergeCell").finditer(hide(self.part(place.sheet_part))):
            merged = area((attribute(found[0], b"ref") or b"").decode())
            if merged and merged.meets(span):
                raise self._in_the_way(place, merged.top, merged.left)

    def _span(self, place: TablePlace, count: int) -> Area:
        """The cells that the new columns take, from the header to the last row."""
        left = self.right[place.name] + 1
        bottom = place.top + place.ref_height - 1 + place.has_totals
        return Area(left, place.top - place.has_header, left + count - 1, bottom)

    def _in_the_way(self, place: TablePlace, row: int, column: int) -> CannotChange:
        what = f"table {place.name} gets new columns at its right end, and something stands there in {cell_name(place.sheet, row, column)}"
        return CannotChange(
            self.package.path,
            what,
            "Move that away (in Excel, insert columns before it), then run this again.",
        )

    def _move(self, place: TablePlace, given: TablePlace, names: Sequence[str]) -> CellMove:
        numbers = {caseless(name): given.left + i for i, name in enumerate(given.columns)}
        columns = {
            numbers[caseless(name)]: place.left + i
            for i, name in enumerate(place.columns)
            if caseless(name) in numbers
        }
        new = {numbers[caseless(name)]: self.right[place.name] + i for i, name in enumerate(names, 1)}
        return CellMove(
            columns | new,
            frozenset(new),
            header=given.top - 1,
            to_header=place.top - 1,
            body=(given.top, given.top + given.ref_height - 1),
            to_body=(place.top, place.top + place.ref_height - 1),
        )


class _Cells:
    """The cells of new columns, row by row."""

    def __init__(
        self,
        donor_sheet: bytes,
        formats: DonorFormats,
        move: CellMove,
        names: Sequence[str],
        given: TablePlace,
    ) -> None:
        looks = {
            (int(found[2]), found[1].decode()): formats.cell(int(found[3] or 0))
            for found in _CELL.finditer(donor_sheet)
            if int(found[2]) in {move.header, move.body[0]} and column_number(found[1].decode()) in move.new
        }
        self.header, self.body = [], []
        for name, old in zip(names, (given.left + given.columns.index(name) for name in names), strict=True):
            column = column_letters(move.columns[old]).encode()
            style = looks.get((move.header, column_letters(old)), 0)
            text = b'<c r="%b%%d" s="%d" t="inlineStr"><is><t>%b</t></is></c>' % (
                column,
                style,
                escape(name).replace(b"%", b"%%"),
            )
            self.header.append(text)
            formula = given.calculated.get(name)
            inside = b"<f>%b</f>" % escape(formula).replace(b"%", b"%%") if formula else b""
            self.body.append(
                b'<c r="%b%%d" s="%d">%b</c>'
                % (column, looks.get((move.body[0], column_letters(old)), 0), inside)
            )

    def row(self, row: int, place: TablePlace) -> bytes:
        """The cells of a row; none in a row of totals."""
        if row < place.top:
            return b"".join(each % row for each in self.header)
        return b"".join(each % row for each in self.body) if row < place.top + place.ref_height else b""


def _wider_table(part: bytes, names: Sequence[str], given: TablePlace, right: int) -> bytes:
    """The table part with more columns."""
    seen = hide(part)
    listed = re.search(rb"<((?:[\w.-]+:)?)tableColumns(?:\s[^>]*)?>", seen)
    if listed is None:
        return part
    prefix = listed[1]
    tags = list(start_tag(b"tableColumn").finditer(seen))
    last = max(int(attribute(tag[0], b"id") or 0) for tag in tags)
    made = b""
    for i, name in enumerate(names, last + 1):
        start = b'<%btableColumn id="%d" name="%b"' % (prefix, i, escape(name).replace(b'"', b"&quot;"))
        formula = given.calculated.get(name)
        inside = b"<%bcalculatedColumnFormula>%b</%bcalculatedColumnFormula>" % (
            prefix,
            escape(formula or ""),
            prefix,
        )
        made += start + (b">" + inside + b"</%btableColumn>" % prefix if formula else b"/>")
    end = seen.index(b"</" + prefix + b"tableColumns", listed.end())
    part = part[:end] + made + part[end:]
    tag = with_attribute(listed[0], b"count", b"%d" % (len(tags) + len(names)))
    part = part[: listed.start()] + tag + part[listed.end() :]

    def wider(found: re.Match[bytes]) -> bytes:
        old = area((attribute(found[0], b"ref") or b"").decode())
        return (
            found[0]
            if old is None
            else with_attribute(found[0], b"ref", str(old._replace(right=right)).encode())
        )

    return start_tag(b"table", b"autoFilter").sub(wider, part)
