"""Columns of a donor's tables put at the right end of the same tables of a workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from salesbook.books.protected import fixed_columns
from salesbook.books.xlsx.graft.base import Graft
from salesbook.books.xlsx.graft.extent import locks_cells, wider_used_range, widths
from salesbook.books.xlsx.graft.formats import DonorFormats
from salesbook.books.xlsx.graft.lights import wider_lights
from salesbook.books.xlsx.graft.moves import CellMove
from salesbook.books.xlsx.graft.needs import formulas_of_part
from salesbook.books.xlsx.graft.rows import NewCells, with_widths
from salesbook.books.xlsx.graft.rules import validations, with_validations
from salesbook.books.xlsx.layout import TablePlace, refuse_another_name
from salesbook.books.xlsx.markup import attribute, escape, hide, start_tag, with_attribute
from salesbook.books.xlsx.parts import refuse_query
from salesbook.books.xlsx.refs import LAST_COLUMN, Area, area, cell_name
from salesbook.errors import CannotChange
from salesbook.tables.grid import column_letters, column_number
from salesbook.util.folding import caseless

_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"(?: s="(\d+)")?')


def put_columns(graft: Graft, columns: Mapping[str, Sequence[str]]) -> None:
    """Put these columns of each table at its right end.

    A column comes with its header and what is said of it, and in each row of the table with its format or formula, with what it
    accepts and how it lights up. Raises CannotChange, naming the cell or the column that stands in the way, or Damaged.
    """
    for table, names in columns.items():
        if names:
            _WiderTable(graft, graft.layout.tables[table], names).put()


class _WiderTable:
    """A table of the workbook, `place`, and the columns that come to it; `given` is the donor's."""

    def __init__(self, graft: Graft, place: TablePlace, names: Sequence[str]) -> None:
        self.graft, self.place, self.names = graft, place, names
        self.path = graft.package.path
        self.given = graft.donor.layout.tables[place.name]
        self.last = place.left + len(place.columns) - 1
        bottom = place.top + place.ref_height - 1 + place.has_totals
        self.span = Area(self.last + 1, place.top - place.has_header, self.last + len(names), bottom)

    def put(self) -> None:
        graft, place, names, given = self.graft, self.place, self.names, self.given
        self._refuse()
        move = self._move()
        frame, donor_sheet = graft.frame(place.sheet_part), graft.donor.sheet(given.sheet_part)
        cells = _Cells(donor_sheet, graft.formats, move, names, given)
        frame.insert(NewCells(self.span, lambda row: cells.row(row, place), self._in_the_way))
        came = {old: move.columns[old] for old in move.new}
        whole = Area(place.left, place.top, self.last, place.top + place.ref_height - 1)
        frame.change(lambda sheet: with_widths(sheet, widths(donor_sheet, came, graft.formats)))
        frame.change(lambda sheet: wider_lights(sheet, whole, self.span, move.last_kept))
        frame.change(lambda sheet: with_validations(sheet, donor_sheet, move, headers=place.has_header))
        graft.light(place.sheet_part, donor_sheet, move, given.name)
        frame.change(lambda sheet: wider_used_range(sheet, self.span))
        graft.set_part(
            place.table_part, _wider_table(graft.part(place.table_part), names, given, self.span.right)
        )
        graft.set_table(replace(place, columns=(*place.columns, *names)))
        graft.formulas += [given.calculated[name] for name in names if name in given.calculated]
        graft.formulas += formulas_of_part(b"".join(validations(donor_sheet, move)))

    def _refuse(self) -> None:
        place, names, span = self.place, self.names, self.span
        sheet = self.graft.frame(place.sheet_part).frame
        refuse_another_name(self.path, self.graft.layout, place, "it takes no new column")
        if not place.table_part:
            what = (
                f"table {place.name} is plain cells, as some programs save tables, so it takes no new column"
            )
            raise CannotChange(
                self.path,
                what,
                "In Excel, make it a table again (Insert, Table), then run this again.",
            )
        refuse_query(self.graft.package, place)
        there = {caseless(column): column for column in place.columns}
        for name in names:
            if caseless(name) in there:
                column = place.left + place.columns.index(there[caseless(name)])
                cell = cell_name(place.sheet, place.top - 1, column)
                what = f"table {place.name} has a column {there[caseless(name)].strip()} already ({cell})"
                raise CannotChange(
                    self.path, what, "Nothing is doubled: use that one, or give it another name."
                )
        if locks_cells(sheet):
            raise fixed_columns(self.path, place.name, place.sheet)
        if span.right > LAST_COLUMN:
            what = f"table {place.name} reaches to the last column of its sheet"
            raise CannotChange(self.path, what, "Delete columns that nobody needs, then run this again.")
        for other in self.graft.layout.tables.values():
            if other.sheet_part == place.sheet_part and other.name != place.name:
                bottom = other.top + other.ref_height - 1 + other.has_totals
                right = other.left + len(other.columns) - 1
                if Area(other.left, other.top - other.has_header, right, bottom).meets(span):
                    raise self._in_the_way(other.top - other.has_header, other.left)
        for found in start_tag(b"mergeCell").finditer(hide(sheet)):
            merged = area((attribute(found[0], b"ref") or b"").decode())
            if merged and merged.meets(span):
                raise self._in_the_way(merged.top, merged.left)

    def _in_the_way(self, row: int, column: int) -> CannotChange:
        cell = cell_name(self.place.sheet, row, column)
        what = (
            f"table {self.place.name} gets new columns at its right end, and something stands there in {cell}"
        )
        return CannotChange(
            self.path, what, "Move that away (in Excel, insert columns before it), then run this again."
        )

    def _move(self) -> CellMove:
        place, given = self.place, self.given
        numbers = {caseless(name): given.left + i for i, name in enumerate(given.columns)}
        columns = {
            numbers[caseless(name)]: place.left + i
            for i, name in enumerate(place.columns)
            if caseless(name) in numbers
        }
        new = {numbers[caseless(name)]: self.last + i for i, name in enumerate(self.names, 1)}
        return CellMove(
            columns | new,
            frozenset(new),
            (given.left, given.left + len(given.columns) - 1),
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
