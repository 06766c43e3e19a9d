"""Notes on headers taken over with their columns: the parts with notes of two sheets and a move in, those parts out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from salesbook.books.xlsx.graft.base import Graft
from salesbook.books.xlsx.graft.moves import CellMove
from salesbook.books.xlsx.graft.shapes import with_shapes
from salesbook.books.xlsx.layout import related
from salesbook.books.xlsx.markup import attribute, hide
from salesbook.books.xlsx.refs import Area, area

_COMMENT = re.compile(rb"(<comment\s[^>]*>)(.*?</comment>)", re.DOTALL)
_SHAPE = re.compile(rb"<v:shape\s(?:(?!</v:shape>).)*</v:shape>", re.DOTALL)
_AUTHORS = re.compile(rb"<((?:[\w.-]+:)?)authors(?:\s[^>]*)?>(.*?)</\1authors\s*>", re.DOTALL)
_ROW, _COLUMN = (re.compile(rb"(<x:%b>)(\d+)(</x:%b>)" % (name, name)) for name in (b"Row", b"Column"))
_ANCHOR = re.compile(rb"(<x:Anchor>)([\d,\s]+)(</x:Anchor>)")
_ID = re.compile(rb"_x0000_s(\d+)")


def put_notes(graft: Graft, sheet: str, donor_sheet: str, move: CellMove) -> None:
    """Put the notes of the headers that come into the parts that hold a sheet's notes.

    A sheet on which there is no note stays without: its people took them away.
    """
    theirs, ours = related(graft.package, sheet), related(graft.donor.package, donor_sheet)
    lists, drawings = (list(theirs.get(kind, {}).values()) for kind in ("comments", "vmlDrawing"))
    given, drawn = (next(iter(ours.get(kind, {}).values()), "") for kind in ("comments", "vmlDrawing"))
    if not (lists and drawings and given and drawn):
        return
    drawing = next((part for part in drawings if b'ObjectType="Note"' in graft.part(part)), "")
    notes = dict(_notes(graft.donor.package.read(given), move))
    if drawing and notes:
        graft.set_part(lists[0], _listed(graft.part(lists[0]), notes))
        graft.set_part(drawing, _drawn(graft.part(drawing), graft.donor.package.read(drawn), move))


def _notes(part: bytes, move: CellMove) -> Iterator[tuple[str, bytes]]:
    """Where each note goes, and what it says."""
    for found in _COMMENT.finditer(part):
        cell = area((attribute(found[1], b"ref") or b"").decode())
        if cell and cell.top == move.header and cell.left in move.new:
            column = move.columns[cell.left]
            yield str(Area(column, move.to_header, column, move.to_header)), found[2]


def _listed(part: bytes, notes: dict[str, bytes]) -> bytes:
    seen = hide(part)
    found = _AUTHORS.search(seen)
    if found is None:
        return part
    prefix, author = found[1], b"salesbook"
    names = re.findall(rb"<%bauthor(?:\s[^>]*)?>([^<]*)</|<%bauthor\s*/>" % (prefix, prefix), found[2])
    number = names.index(author) if author in names else len(names)
    written = b"".join(
        b'<comment ref="%b" authorId="%d">%b' % (ref.encode(), number, text) for ref, text in notes.items()
    )
    made = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\g<1>" + prefix, written)
    end = seen.rindex(b"</" + prefix + b"commentList")
    part = part[:end] + made + part[end:]
    if author in names:
        return part
    return part[: found.end(2)] + b"<%bauthor>%b</%bauthor>" % (prefix, author, prefix) + part[found.end(2) :]


def _drawn(part: bytes, donor: bytes, move: CellMove) -> bytes:
    """The drawing with the frames of the notes, each with a number of its own."""
    last = max((int(number) for number in _ID.findall(part)), default=1024)
    made = []
    for shape in _SHAPE.findall(donor):
        row, column = _ROW.search(shape), _COLUMN.search(shape)
        if row and column and int(row[2]) + 1 == move.header and int(column[2]) + 1 in move.new:
            last += 1
            made.append(_moved(shape, int(column[2]) + 1, last, move))
    return with_shapes(part, made)


def _moved(shape: bytes, column: int, number: int, move: CellMove) -> bytes:
    right, down = move.columns[column] - column, move.to_header - move.header
    shape = _ID.sub(b"_x0000_s%d" % number, shape, count=1)
    shape = _ROW.sub(lambda found: found[1] + b"%d" % (int(found[2]) + down) + found[3], shape)
    shape = _COLUMN.sub(lambda found: found[1] + b"%d" % (int(found[2]) + right) + found[3], shape)

    def anchored(found: re.Match[bytes]) -> bytes:
        at = [int(each) for each in found[2].split(b",")]
        by = (right, 0, down, 0, right, 0, down, 0)
        return (
            found[1] + b", ".join(b"%d" % (one + more) for one, more in zip(at, by, strict=True)) + found[3]
        )

    return _ANCHOR.sub(anchored, shape)
