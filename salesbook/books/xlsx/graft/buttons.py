"""Buttons of a donor's sheets put on the same sheets of a workbook.

A button is a shape in the drawing that also holds a sheet's notes. It comes only where there is room: no table and
nothing written below it. On a sheet where Excel keeps a list of controls of its own, which would have to agree, none
is added.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from salesbook.books.xlsx.graft.base import Graft, free_relation
from salesbook.books.xlsx.graft.copies import before_end, target
from salesbook.books.xlsx.graft.heights import heights
from salesbook.books.xlsx.graft.rows import NewCells, with_cells
from salesbook.books.xlsx.graft.rules import before_later
from salesbook.books.xlsx.graft.shapes import ButtonShape, buttons_in, only, with_buttons
from salesbook.books.xlsx.graft.tables import NO_RELATIONS
from salesbook.books.xlsx.layout import related, relations_of
from salesbook.books.xlsx.markup import hide, start_tag, unescape
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import Area

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LISTS = (b"controls", b"oleObjects")
_RELATION = re.compile(rb"""\s[\w.-]+:id\s*=\s*["']([^"']*)""")


@dataclass(frozen=True)
class ButtonRoom:
    """Macros of buttons that sheets of a workbook lack, by label: of those that have room there, and of those without."""

    room: Mapping[str, tuple[str, ...]]
    no_room: Mapping[str, tuple[str, ...]]


def room_for_buttons(graft: Graft, macros: Collection[str]) -> ButtonRoom:
    """Where buttons with these macros could be put that a sheet of the donor has and the same sheet here lacks."""
    found: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]] = {}, {}
    for given, label in graft.here.items():
        if label not in graft.layout.sheets:  # a sheet that is a chart
            continue
        there = {each.macro for each in _on_sheet(graft.package, graft.layout.sheets[label])}
        shapes = _on_sheet(graft.donor.package, graft.donor.layout.sheets[given])
        new = [each for each in shapes if each.macro in macros and each.macro not in there]
        if new:
            found[not _has_room(graft, label, new)][label] = tuple(each.macro for each in new)
    return ButtonRoom(*found)


def put_buttons(graft: Graft, buttons: Mapping[str, Sequence[str]]) -> None:
    """Put these buttons, macros by the label of their sheet, where there is room for them. Raises Damaged."""
    for given, label in graft.here.items():
        if label in buttons:
            part, donor_part = graft.layout.sheets[label], graft.donor.layout.sheets[given]
            shapes = [
                each for each in _on_sheet(graft.donor.package, donor_part) if each.macro in buttons[label]
            ]
            _put(graft, part, donor_part, shapes)


class _Taken(Exception):  # it never leaves this module
    """A cell below a button is not blank."""


def _has_room(graft: Graft, label: str, shapes: Sequence[ButtonShape]) -> bool:
    """Whether nothing stands in the cells below the buttons, and Excel keeps no list of controls."""
    cells = _around(shapes)
    for place in graft.layout.tables.values():
        right, top = place.left + len(place.columns) - 1, place.top - place.has_header
        if place.sheet == label and cells.meets(Area(place.left, top, right, place.top + place.height)):
            return False
    sheet = graft.frame(graft.layout.sheets[label])
    if start_tag(*_LISTS).search(hide(sheet.frame)):
        return False
    try:
        for _ in with_cells(sheet.rows(), sheet.prefix, NewCells(cells, lambda _: b"", lambda *_: _Taken())):
            pass
    except _Taken:
        return False
    return True


def _put(graft: Graft, part: str, given: str, shapes: Sequence[ButtonShape]) -> None:
    sheet = graft.frame(part)
    drawing = _legacy_drawing(graft.package, part, sheet.frame)
    if drawing:
        old = graft.donor.package.read(_drawings(graft.donor.package, given)[0])
        graft.set_part(drawing, with_buttons(graft.part(drawing), old, shapes))
    else:
        number = _with_drawing(graft, part, given, shapes)
        made = f'<legacyDrawing xmlns:r="{_OFFICE}" r:id="{number}"/>'.encode()
        sheet.change(lambda frame: before_later(frame, b"legacyDrawing", made))
    sheet.raise_rows(heights(graft.donor.package.read(given), {each.cells.top for each in shapes}))


def _with_drawing(graft: Graft, part: str, given: str, shapes: Sequence[ButtonShape]) -> str:
    """Give a sheet a drawing of buttons; the id of its relation."""
    new = graft.copies.take(_drawings(graft.donor.package, given)[0])
    graft.copies.change(new, lambda made: only(made, shapes))
    relations = relations_of(part)
    there = graft.part(relations) if graft.has(relations) else NO_RELATIONS
    number = free_relation(there)
    line = f'<Relationship Id="{number}" Type="{_OFFICE}/vmlDrawing" Target="{target(part, new)}"/>'
    graft.set_part(relations, before_end(there, b"Relationships", line.encode()))
    return number


def _drawings(package: Package, sheet: str) -> list[str]:
    """The parts in which notes and buttons of a sheet are drawn; pictures of its page margins among them."""
    return list(related(package, sheet).get("vmlDrawing", {}).values())


def _on_sheet(package: Package, sheet: str) -> Iterator[ButtonShape]:
    for part in _drawings(package, sheet):
        yield from buttons_in(package.read(part))


def _legacy_drawing(package: Package, part: str, sheet: bytes) -> str:
    """The part in which a sheet's notes and buttons are drawn; "" without."""
    found = start_tag(b"legacyDrawing").search(hide(sheet))
    number = _RELATION.search(found[0]) if found else None
    drawings = related(package, part).get("vmlDrawing", {})
    return drawings.get(unescape(number[1]), "") if number else ""


def _around(shapes: Sequence[ButtonShape]) -> Area:
    """The cells from the first of the shapes to the last."""
    areas = [each.cells for each in shapes]
    return Area(
        min(each.left for each in areas),
        min(each.top for each in areas),
        max(each.right for each in areas),
        max(each.bottom for each in areas),
    )
