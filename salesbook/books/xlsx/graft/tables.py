"""Tables of a donor put on sheets that a workbook has, to the right of what stands there: two packages in, one out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO

from salesbook.books.xlsx.graft.base import Graft, free_relation
from salesbook.books.xlsx.graft.copies import TYPES, Copies, before_end, target
from salesbook.books.xlsx.graft.extent import refuse_protected, wider_used_range, widths
from salesbook.books.xlsx.graft.headnotes import with_notes
from salesbook.books.xlsx.graft.moves import CellMove
from salesbook.books.xlsx.graft.rows import prefix_of, with_cells, with_widths
from salesbook.books.xlsx.graft.rules import before_later, validations, with_rules
from salesbook.books.xlsx.graft.written import write_parts
from salesbook.books.xlsx.layout import Layout, TablePlace, relations_of
from salesbook.books.xlsx.markup import attribute, hide, start_tag, with_attribute
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import LAST_COLUMN, Area, area, cell_name
from salesbook.errors import CannotChange
from salesbook.tables.grid import column_letters, column_number

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_TEXT = re.compile(rb"<v>(\d+)</v>")
_RESULT = re.compile(rb"(</f>|<f[^>]*/>)<v>[^<]*</v>")
_WIDE = 2  # a blank column between two tables, and the next one


def write_with_tables(
    package: Package, layout: Layout, donor: Package, names: Sequence[str], out: BinaryIO
) -> None:
    """Write the workbook with these tables of `donor` into `out`, a seekable file.

    Each goes on the sheet where its neighbours of the donor are, one blank column to the right of all that stands
    there, its headers in line with theirs. Raises CannotChange, naming what stands in the way, or Damaged; what `out`
    holds then is of no use.
    """
    _Tables(package, layout, donor).write(names, out)


class _Tables(Graft):
    def __init__(self, package: Package, layout: Layout, donor: Package) -> None:
        super().__init__(package, layout, donor)
        self.copies = Copies(package, donor)
        self.last_id = self.last_table

    def write(self, names: Sequence[str], out: BinaryIO) -> None:
        accepted = b"".join(self._put(self.donor_layout.tables[name]) for name in names)
        self.index.take_names(self.given, (), accepted)
        self.changed[self.layout.workbook] = self.index.calculated()
        self.changed[self.layout.styles] = self.formats.patched()
        self.changed[TYPES] = self.copies.types(self.package.read(TYPES))
        changed = {part: data for part, data in self.changed.items() if self.package.find(part)}
        added = {part: data for part, data in self.changed.items() if part not in changed}
        write_parts(self.package, self.layout.workbook, changed, {**added, **self.copies.contents}, out)

    def _put(self, given: TablePlace) -> bytes:
        """Put one table on its sheet; what its cells accept, in which the workbook's names may stand."""
        label = self._home(given)
        part = self.layout.sheets[label]
        sheet, donor_sheet = self.part(part), self.donor.read(given.sheet_part)
        refuse_protected(self.package.path, sheet, f"it takes no table {given.name}", label)
        move = self._move(given, part, sheet, label)
        columns = [move.columns[column] for column in sorted(move.new)]
        top = max(1, move.to_header - 1)  # what stands above the headers comes along
        span = Area(columns[0], top, columns[-1], move.to_body[1])
        cells = self._cells(donor_sheet, move)
        sheet = with_cells(
            sheet, span, lambda row: cells.get(row, b""), lambda *at: self._in_the_way(given, label, *at)
        )
        margin = {max(move.new) + 1: span.right + 1}  # narrow, between this table and what may come
        sheet = with_widths(sheet, widths(donor_sheet, {**move.columns, **margin}, self.formats))
        sheet = with_rules(sheet, donor_sheet, move, self.formats)
        table = self.copies.take(given.table_part)
        self.last_id += 1
        place = Area(span.left, move.to_header, span.right, move.to_body[1])
        self.copies.change(table, lambda old: _placed(old, self.last_id, place))
        self.changed[part] = wider_used_range(self._with_part(part, sheet, table), span)
        self.changed |= with_notes(self.package, part, self.donor, given.sheet_part, move, self.changed)
        return b"".join(validations(donor_sheet, move))

    def _home(self, given: TablePlace) -> str:
        """The label of the sheet for a table: the one with its neighbours, whatever it is called, else the one of its name."""
        if given.name.casefold() in {
            name.casefold() for name in (*self.layout.tables, *self.index.global_names)
        }:
            what = f"it has a table or a name {given.name} already"
            raise CannotChange(
                self.package.path,
                what,
                "Give yours another name (in Excel: Table Design), then run this again.",
            )
        beside = {name for name, place in self.donor_layout.tables.items() if place.sheet == given.sheet}
        for name, place in self.layout.tables.items():
            if name in beside:
                return place.sheet
        for label in self.layout.sheets:
            if label.casefold() == given.sheet.casefold():
                return label
        what = f"it has no sheet {given.sheet}, where table {given.name} belongs"
        raise CannotChange(self.package.path, what, "Add that sheet first.")

    def _move(self, given: TablePlace, part: str, sheet: bytes, label: str) -> CellMove:
        there = [place for place in self.layout.tables.values() if place.sheet_part == part]
        header = min((place.top - place.has_header for place in there), default=given.top - 1)
        taken = max([_last_filled(sheet), *(place.left + len(place.columns) - 1 for place in there)])
        left = taken + _WIDE if taken else given.left
        count = len(given.columns)
        if left + count - 1 > LAST_COLUMN:
            what = f"sheet {label} has no room for table {given.name} to the right of what stands there"
            raise CannotChange(
                self.package.path, what, "Delete columns that nobody needs, then run this again."
            )
        new = {given.left + i: left + i for i in range(count)}
        last = given.top + given.ref_height - 1
        down = header - (given.top - 1)
        body = given.top, last
        return CellMove(
            new,
            frozenset(new),
            header=given.top - 1,
            to_header=header,
            body=body,
            to_body=(body[0] + down, last + down),
        )

    def _in_the_way(self, given: TablePlace, label: str, row: int, column: int) -> CannotChange:
        what = f"table {given.name} would come where something stands in {cell_name(label, row, column)}"
        return CannotChange(self.package.path, what, "Move that away, then run this again.")

    def _cells(self, donor_sheet: bytes, move: CellMove) -> dict[int, bytes]:
        """The donor's cells by their row here; formulas without what they gave in an empty book."""
        rows: dict[int, bytes] = {}
        for found in _CELL.finditer(donor_sheet):
            column, row = column_number(found[1].decode()), move.row(int(found[2]))
            if column not in move.new or not move.header - 1 <= int(found[2]) <= move.body[1]:
                continue
            place = column_letters(move.columns[column]).encode()
            style = attribute(b"<c" + found[3] + b">", b"s")
            tag = b'<c r="%b%d"' % (place, row) + (
                b"" if style is None else b' s="%d"' % self.formats.cell(int(style))
            )
            text = _TEXT.fullmatch(found[4] or b"") if b't="s"' in found[3] else None
            if text:
                made = tag + b' t="inlineStr"><is>%b</is></c>' % self.texts[int(text[1])]
            else:
                kind = attribute(b"<c" + found[3] + b">", b"t")
                inside = _RESULT.sub(rb"\1", found[4] or b"")
                made = tag + (b' t="%b"' % kind if kind else b"") + b">" + inside + b"</c>"
            rows[row] = rows.get(row, b"") + made
        return rows

    def _with_part(self, part: str, sheet: bytes, table: str) -> bytes:
        """The sheet with a word of its new table, whose relation is added."""
        relations = relations_of(part)
        there = relations in self.changed or self.package.find(relations)
        old = self.part(relations) if there else _NO_RELATIONS
        number = free_relation(old)
        made = f'<Relationship Id="{number}" Type="{_OFFICE}/table" Target="{target(part, table)}"/>'
        self.changed[relations] = before_end(old, b"Relationships", made.encode())
        return _with_table_part(sheet, number.encode())


def _with_table_part(sheet: bytes, relation: bytes) -> bytes:
    prefix, seen = prefix_of(sheet), hide(sheet)
    one = b'<tablePart xmlns:r="%b" r:id="%b"/>' % (_OFFICE.encode(), relation)
    found = re.search(rb"<%btableParts(?:\s[^>]*)?>" % prefix, seen)
    if found is None or found[0].endswith(b"/>"):
        sheet = sheet if found is None else sheet[: found.start()] + sheet[found.end() :]
        return before_later(sheet, b"tableParts", b'<tableParts count="1">' + one + b"</tableParts>")
    end = seen.index(b"</" + prefix + b"tableParts", found.end())
    count = len(re.findall(rb"<%btablePart[\s/>]" % prefix, seen[found.end() : end])) + 1
    tag = with_attribute(found[0], b"count", b"%d" % count)
    return (
        sheet[: found.start()]
        + tag
        + sheet[found.end() : end]
        + one.replace(b"<", b"<" + prefix, 1)
        + sheet[end:]
    )


def _last_filled(sheet: bytes) -> int:
    """The last column with a cell that is not blank, 0 without."""
    seen = hide(sheet)
    last = column = 0
    for tag in start_tag(b"row", b"c").finditer(seen):
        if tag[0].startswith((b"<row", b"<%brow" % (tag[1] or b""))):
            column = 0
            continue
        place = area((attribute(tag[0], b"r") or b"").decode())
        column = place.left if place else column + 1
        if column > last and not tag[0].endswith(b"/>") and not seen.startswith(b"</", tag.end()):
            last = column
    return last


def _placed(part: bytes, count: int, place: Area) -> bytes:
    """The donor's table with its number and its place here."""

    def fit(found: re.Match[bytes]) -> bytes:
        tag = with_attribute(found[0], b"ref", str(place).encode())
        return with_attribute(tag, b"id", b"%d" % count) if b"displayName" in tag else tag

    return start_tag(b"table", b"autoFilter").sub(fit, part)
