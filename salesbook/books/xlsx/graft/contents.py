"""The list of sheets on Home with those that came: the workbook and the donor in, Home's part as it shall be out.

The list stands in two halves below its heading, each line a name that leads to its sheet, and what is on it. What a line
says stays as it is; a list that people arranged is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from salesbook.books.xlsx.blocks import read_blocks
from salesbook.books.xlsx.graft.base import Graft
from salesbook.books.xlsx.graft.extent import wider_used_range
from salesbook.books.xlsx.graft.heights import heights
from salesbook.books.xlsx.graft.rows import NewCells
from salesbook.books.xlsx.layout import Layout
from salesbook.books.xlsx.markup import attribute, escape, hide, start_tag, with_attribute
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import Area
from salesbook.schema.home import HOME
from salesbook.tables.grid import column_letters
from salesbook.util.wording import joined

HEADING = "The sheets"
_TEXT, _HALF = 2, 7  # columns from a name to what is said of it, and to the other half


@dataclass(frozen=True)
class _Line:
    """A sheet in the list: its name, what is said of it, and the cell of the name."""

    name: str
    text: str
    cell: tuple[int, int]


@dataclass(frozen=True)
class _List:
    """`top` is the row below the heading, in whose column, `left`, the names begin.

    `others` are cells from there on that hold something and are no line.
    """

    top: int
    left: int
    lines: Sequence[_Line]
    others: frozenset[tuple[int, int]]

    def cells(self, count: int) -> list[tuple[int, int]]:
        """Where the names of so many lines stand: the left half first."""
        half = -(-count // 2)
        return [(self.top + i % half, self.left + _HALF * (i // half)) for i in range(count)]

    def area(self, count: int) -> Area:
        """Where so many lines stand."""
        return Area(self.left, self.top, self.left + _HALF + _TEXT, self.top - 1 + -(-count // 2))

    def takes(self, count: int) -> bool:
        """Whether its lines stand as salesbook writes them, with room for so many."""
        room = self.area(max(count, len(self.lines)))
        free = not any(
            room.top <= row <= room.bottom and room.left <= column <= room.right
            for row, column in self.others
        )
        return free and [line.cell for line in self.lines] == self.cells(len(self.lines))


def list_sheets(graft: Graft, came: Sequence[str]) -> None:
    """Let Home's list name the sheets that came; where that cannot be, a remark says so."""
    part = graft.layout.sheets.get(graft.here.get(HOME, ""), "")
    there = _read(graft.package, graft.layout, part) if part else None
    given = _read(graft.donor.package, graft.donor.layout, graft.donor.layout.sheets[HOME])
    said = {line.name: line.text for line in there.lines} if there else {}
    came = [line.name for line in given.lines if line.name in came and line.name not in said] if given else []
    if given is None or not came:
        return
    lines = [line for line in given.lines if line.name in {*said, *came}]
    if (
        there is None
        or not there.takes(len(lines))
        or list(said) != [one.name for one in lines if one.name in said]
    ):
        graft.remarks.append(
            f"Home does not list {joined(came, 12)}, since its list of sheets is not as salesbook made it."
        )
        return
    _write(graft, part, there, [(line.name, said.get(line.name, line.text)) for line in lines])


def _read(package: Package, layout: Layout, part: str) -> _List | None:
    """The list on a sheet; None where its heading is not there."""
    filled: dict[tuple[int, int], object] = {}
    for block in read_blocks(package, layout, [part]):
        for column, cells in block.columns.items():
            filled |= {
                (row, column): cell for row, cell in enumerate(cells, block.top) if cell not in (None, "")
            }
        for column, rows in block.formulas.items():
            filled |= {(row, column): None for row in rows}
    heading = min((place for place, cell in filled.items() if cell == HEADING), default=None)
    if heading is None:
        return None
    top, left = heading[0] + 1, heading[1]
    lines = []
    for column in (left, left + _HALF):
        row = top
        while isinstance(name := filled.get((row, column)), str):
            lines.append(_Line(name, str(filled.get((row, column + _TEXT), "")), (row, column)))
            row += 1
    own = {(row, column + more) for row, column in (line.cell for line in lines) for more in (0, _TEXT)}
    return _List(
        top, left, lines, frozenset(place for place in filled if place[0] >= top and place not in own)
    )


def _write(graft: Graft, part: str, there: _List, lines: Sequence[tuple[str, str]]) -> None:
    frame = graft.frame(part)
    rows = b"".join(frame.rows())
    name, text = _styles(rows, there)
    cells = dict(zip(there.cells(len(lines)), lines, strict=True))

    def made(row: int) -> bytes:
        return b"".join(
            _cell(row, column, cells[row, column][0], name)
            + _cell(row, column + _TEXT, cells[row, column][1], text)
            for column in (there.left, there.left + _HALF)
            if (row, column) in cells
        )

    span = there.area(len(lines))
    frame.insert(NewCells(span, made, refuse=None))
    old = {line.name: _at(*line.cell) for line in there.lines}
    frame.frame = _with_links(frame.frame, old, {line[0]: _at(*cell) for cell, line in cells.items()})
    frame.frame = wider_used_range(frame.frame, span)
    last = there.area(len(there.lines)).bottom
    for height in heights(rows, {there.top}).values():
        frame.raise_rows(dict.fromkeys(range(last + 1, span.bottom + 1), height))
    more = span.bottom - last
    graft.index.print_further(graft.here[HOME], more)


def _styles(rows: bytes, there: _List) -> tuple[bytes, bytes]:
    """The formats of a name and of a text, as their cells say them."""
    found = []
    for column in (there.left, there.left + _TEXT):
        cell = re.search(
            rb"<(?:[\w.-]+:)?c\s[^>]*?r=[\"']%b[\"'][^>]*>" % _at(there.top, column).encode(), rows
        )
        found.append((attribute(cell[0], b"s") if cell else None) or b"0")
    return found[0], found[1]


def _at(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def _cell(row: int, column: int, text: str, style: bytes) -> bytes:
    return b'<c r="%b" s="%b" t="inlineStr"><is><t>%b</t></is></c>' % (
        _at(row, column).encode(),
        style,
        escape(text),
    )


def _with_links(frame: bytes, old: Mapping[str, str], new: Mapping[str, str]) -> bytes:
    """The sheet with its links on the cells where the names stand now, and one for each that came."""
    moved = {before: new[name] for name, before in old.items()}

    def follow(found: re.Match[bytes]) -> bytes:
        ref = (attribute(found[0], b"ref") or b"").decode()
        return with_attribute(found[0], b"ref", moved[ref].encode()) if ref in moved else found[0]

    frame = start_tag(b"hyperlink").sub(follow, frame)
    end = re.search(rb"</((?:[\w.-]+:)?)hyperlinks\s*>", hide(frame))
    if end is None:
        return frame
    made = b"".join(_link(end[1], name, cell) for name, cell in new.items() if name not in old)
    return frame[: end.start()] + made + frame[end.start() :]


def _link(prefix: bytes, name: str, cell: str) -> bytes:
    where = quoteattr("'" + name.replace("'", "''") + "'!A1")
    words = f"hyperlink ref={quoteattr(cell)} location={where} tooltip={quoteattr(f'Go to {name}')} display={quoteattr(name)}"
    return b"<" + prefix + words.encode() + b"/>"
