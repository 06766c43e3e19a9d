"""Tables of a donor put on sheets that a workbook has, to the right of what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from salesbook.books.protected import locked_cell
from salesbook.books.xlsx.graft.base import Graft, free_relation
from salesbook.books.xlsx.graft.copies import before_end, target
from salesbook.books.xlsx.graft.extent import locks_cells, wider_used_range, widths
from salesbook.books.xlsx.graft.moves import CellMove
from salesbook.books.xlsx.graft.needs import formulas_of_part
from salesbook.books.xlsx.graft.rows import NewCells, prefix_of, with_widths
from salesbook.books.xlsx.graft.rules import before_later, validations, with_validations
from salesbook.books.xlsx.layout import TablePlace, relations_of
from salesbook.books.xlsx.markup import attribute, hide, start_tag, with_attribute
from salesbook.books.xlsx.refs import LAST_COLUMN, Area, area, cell_name
from salesbook.errors import CannotChange
from salesbook.tables.grid import column_letters, column_number

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NO_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_TEXT = re.compile(rb"<v>(\d+)</v>")
_RESULT = re.compile(rb"(</f>|<f[^>]*/>)<v>[^<]*</v>")
_WIDE = 2  # a blank column between two tables, and the next one


def put_tables(graft: Graft, names: Sequence[str]) -> None:
    """Put these tables of the donor on sheets that are there.

    Each goes on the sheet where its neighbours of the donor are, one blank column to the right of all that stands
    there, its headers in line with theirs. Raises CannotChange, naming what stands in the way, or Damaged.
    """
    for name in names:
        _NewTable(graft, graft.donor.layout.tables[name]).put()


class _NewTable:
    """A table of the donor, `given`, and the sheet where it goes."""

    def __init__(self, graft: Graft, given: TablePlace) -> None:
        self.graft, self.given, self.path = graft, given, graft.package.path
        self.label = self._home()
        self.part = graft.layout.sheets[self.label]

    def put(self) -> None:
        graft, given, part = self.graft, self.given, self.part
        frame, donor_sheet = graft.frame(part), graft.donor.sheet(given.sheet_part)
        move = self._move()
        columns = [move.columns[column] for column in sorted(move.new)]
        if locks_cells(frame.frame):
            raise locked_cell(self.path, cell_name(self.label, move.to_header, columns[0]))
        top = max(1, move.to_header - 1)  # what stands above the headers comes along
        span = Area(columns[0], top, columns[-1], move.to_body[1])
        cells = self._cells(donor_sheet, move)
        frame.insert(NewCells(span, lambda row: cells.get(row, b""), self._in_the_way))
        margin = {max(move.new) + 1: span.right + 1}  # narrow, between this table and what may come
        came = widths(donor_sheet, {**move.columns, **margin}, graft.formats)
        frame.change(lambda sheet: with_widths(sheet, came))
        frame.change(lambda sheet: with_validations(sheet, donor_sheet, move))
        graft.light(part, donor_sheet, move, given.name)
        table = graft.copies.take(given.table_part)
        place = Area(span.left, move.to_header, span.right, move.to_body[1])
        graft.copies.change(table, lambda old: _placed(old, place))
        number = self._relation_to(table)
        frame.change(lambda sheet: wider_used_range(_with_table_part(sheet, number.encode()), span))
        graft.set_table(
            replace(
                given,
                sheet=self.label,
                sheet_part=part,
                table_part=table,
                left=span.left,
                top=move.to_body[0],
            )
        )
        graft.formulas += formulas_of_part(b"".join(validations(donor_sheet, move)))

    def _home(self) -> str:
        """The label of the sheet for a table: the one with its neighbours, whatever it is called, else the one of its name."""
        given, layout = self.given, self.graft.layout
        taken = {name.casefold() for name in (*layout.tables, *self.graft.index.global_names)}
        if given.name.casefold() in taken:
            what = f"it has a table or a name {given.name} already"
            raise CannotChange(
                self.path,
                what,
                "Give yours another name (in Excel: Table Design), then run this again.",
            )
        label = self.graft.here.get(given.sheet, "")
        if label in layout.sheets:
            return label
        what = f"it has no sheet {given.sheet}, where table {given.name} belongs"
        raise CannotChange(self.path, what, "Add that sheet first.")

    def _move(self) -> CellMove:
        given = self.given
        there = [place for place in self.graft.layout.tables.values() if place.sheet_part == self.part]
        header = min((place.top - place.has_header for place in there), default=given.top - 1)
        filled = _last_filled(self.graft.frame(self.part).rows())
        taken = max([filled, *(place.left + len(place.columns) - 1 for place in there)])
        left = taken + _WIDE if taken else given.left
        count = len(given.columns)
        if left + count - 1 > LAST_COLUMN:
            what = f"sheet {self.label} has no room for table {given.name} to the right of what stands there"
            raise CannotChange(self.path, what, "Delete columns that nobody needs, then run this again.")
        new = {given.left + i: left + i for i in range(count)}
        last = given.top + given.ref_height - 1
        down = header - (given.top - 1)
        body = given.top, last
        return CellMove(
            new,
            frozenset(new),
            (given.left, given.left + len(given.columns) - 1),
            header=given.top - 1,
            to_header=header,
            body=body,
            to_body=(body[0] + down, last + down),
        )

    def _in_the_way(self, row: int, column: int) -> CannotChange:
        what = f"table {self.given.name} would come where something stands in {cell_name(self.label, row, column)}"
        return CannotChange(self.path, what, "Move that away, then run this again.")

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
                b"" if style is None else b' s="%d"' % self.graft.formats.cell(int(style))
            )
            text = _TEXT.fullmatch(found[4] or b"") if b't="s"' in found[3] else None
            if text:
                made = tag + b' t="inlineStr"><is>%b</is></c>' % self.graft.donor.texts[int(text[1])]
            else:
                kind = attribute(b"<c" + found[3] + b">", b"t")
                inside = _RESULT.sub(rb"\1", found[4] or b"")
                made = tag + (b' t="%b"' % kind if kind else b"") + b">" + inside + b"</c>"
            rows[row] = rows.get(row, b"") + made
        return rows

    def _relation_to(self, table: str) -> str:
        """The id of a new relation of the sheet to its new table."""
        relations = relations_of(self.part)
        old = self.graft.part(relations) if self.graft.has(relations) else NO_RELATIONS
        number = free_relation(old)
        made = f'<Relationship Id="{number}" Type="{_OFFICE}/table" Target="{target(self.part, table)}"/>'
        self.graft.set_part(relations, before_end(old, b"Relationships", made.encode()))
        return number


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


def _last_filled(rows: Iterable[bytes]) -> int:
    """The last column with a cell that is not blank, 0 without."""
    last = column = 0
    for block in rows:
        seen = hide(block)
        for tag in start_tag(b"row", b"c").finditer(seen):
            if tag[0].startswith((b"<row", b"<%brow" % (tag[1] or b""))):
                column = 0
                continue
            place = area((attribute(tag[0], b"r") or b"").decode())
            column = place.left if place else column + 1
            if column > last and not tag[0].endswith(b"/>") and not seen.startswith(b"</", tag.end()):
                last = column
    return last


def _placed(part: bytes, place: Area) -> bytes:
    """The donor's table with its place here."""
    return start_tag(b"table", b"autoFilter").sub(
        lambda found: with_attribute(found[0], b"ref", str(place).encode()), part
    )
