"""Buttons of a donor's sheets put on the same sheets of a workbook.

A button is a shape in a sheet's drawing, beside people's own pictures and charts. It comes only where there is room: no
table, nothing drawn and nothing written below it but what salesbook wrote there for want of buttons. A sheet with form
buttons of ours, from before buttons were shapes, keeps those alone: on one sheet all look alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from salesbook.books.xlsx.graft.base import Graft, free_relation
from salesbook.books.xlsx.graft.button_row import make_room, row_for_buttons
from salesbook.books.xlsx.graft.copies import before_end, target
from salesbook.books.xlsx.graft.drawings import Anchored, anchored_in, drawing_of, with_drawn
from salesbook.books.xlsx.graft.heights import heights
from salesbook.books.xlsx.graft.rules import before_later
from salesbook.books.xlsx.graft.shapes import FormButton, form_buttons_in
from salesbook.books.xlsx.graft.tables import NO_RELATIONS
from salesbook.books.xlsx.layout import related, relations_of
from salesbook.books.xlsx.markup import hide, start_tag, unescape
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import Area

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = re.compile(rb"""\s[\w.-]+:id\s*=\s*["']([^"']*)""")


@dataclass(frozen=True)
class ButtonRoom:
    """Macros of buttons that sheets of a workbook lack, by label: of those that have room there, and of those without."""

    room: Mapping[str, tuple[str, ...]]
    no_room: Mapping[str, tuple[str, ...]]


def room_for_buttons(graft: Graft, macros: Collection[str]) -> ButtonRoom:
    """Where buttons with these macros could be put that a sheet of the donor has and the same sheet here lacks."""
    ours = {
        each.macro
        for part in graft.donor.layout.sheets.values()
        for each in _drawn(graft.donor.package, part)
    } - {""}
    found: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]] = {}, {}
    for given, label in graft.here.items():
        if label not in graft.layout.sheets:  # a sheet that is a chart
            continue
        part = graft.layout.sheets[label]
        drawn, old = list(_drawn(graft.package, part)), list(_form_buttons(graft.package, part))
        there = {each.macro for each in drawn} | {each.macro for each in old}
        new = [each for each in _of_donor(graft, given, macros) if each.macro not in there]
        if new:
            has_own = any(each.macro in ours for each in old)
            # Our own leave room for one another, if not whole cells.
            others = [each.cells for each in drawn if each.macro not in ours] + [each.cells for each in old]
            row = row_for_buttons(graft, given, _around(new))
            lacks_room = has_own or row is None or not _has_room(graft, label, row.span, others)
            found[lacks_room][label] = tuple(each.macro for each in new)
    return ButtonRoom(*found)


def put_buttons(graft: Graft, buttons: Mapping[str, Sequence[str]]) -> None:
    """Put these buttons, macros by the label of their sheet, where there is room for them. Raises Damaged."""
    for given, label in graft.here.items():
        if label in buttons:
            new = list(_of_donor(graft, given, buttons[label]))
            _put(graft, graft.layout.sheets[label], graft.donor.layout.sheets[given], new)
            make_room(graft, given, _around(new))


def _has_room(graft: Graft, label: str, cells: Area, drawn: Sequence[Area | None]) -> bool:
    """Whether there is no table in these cells, and nothing is drawn over them."""
    if any(each and each.meets(cells) for each in drawn):
        return False
    for place in graft.layout.tables.values():
        right, top = place.left + len(place.columns) - 1, place.top - place.has_header
        if place.sheet == label and cells.meets(Area(place.left, top, right, place.top + place.height)):
            return False
    return True


def _put(graft: Graft, part: str, given: str, buttons: Sequence[Anchored]) -> None:
    sheet = graft.frame(part)
    drawing = _drawing(graft.package, part, sheet.frame)
    if drawing:
        graft.set_part(drawing, with_drawn(graft.part(drawing), buttons))
    else:
        number = _relate_drawing(graft, part, given, buttons)
        made = f'<drawing xmlns:r="{_OFFICE}" r:id="{number}"/>'.encode()
        sheet.change(lambda frame: before_later(frame, b"drawing", made))
    tops = {each.cells.top for each in buttons if each.cells}
    sheet.raise_rows(heights(graft.donor.package.read(given), tops))


def _relate_drawing(graft: Graft, part: str, given: str, buttons: Sequence[Anchored]) -> str:
    """Give a sheet a drawing of buttons alone; the id of its relation."""
    old = next(iter(related(graft.donor.package, given)["drawing"].values()))
    new = graft.copies.add(old, drawing_of(graft.donor.package.read(old), buttons))
    relations = relations_of(part)
    there = graft.part(relations) if graft.has(relations) else NO_RELATIONS
    number = free_relation(there)
    line = f'<Relationship Id="{number}" Type="{_OFFICE}/drawing" Target="{target(part, new)}"/>'
    graft.set_part(relations, before_end(there, b"Relationships", line.encode()))
    return number


def _of_donor(graft: Graft, sheet: str, macros: Collection[str]) -> Iterator[Anchored]:
    """The buttons with these macros on a sheet of the donor."""
    for each in _drawn(graft.donor.package, graft.donor.layout.sheets[sheet]):
        if each.macro in macros:
            yield each


def _drawn(package: Package, sheet: str) -> Iterator[Anchored]:
    """All that is drawn on a sheet."""
    for part in related(package, sheet).get("drawing", {}).values():
        yield from anchored_in(package.read(part))


def _form_buttons(package: Package, sheet: str) -> Iterator[FormButton]:
    for part in related(package, sheet).get("vmlDrawing", {}).values():
        yield from form_buttons_in(package.read(part))


def _drawing(package: Package, part: str, sheet: bytes) -> str:
    """The part with what is drawn on a sheet; "" without."""
    found = start_tag(b"drawing").search(hide(sheet))
    number = _RELATION.search(found[0]) if found else None
    return related(package, part).get("drawing", {}).get(unescape(number[1]), "") if number else ""


def _around(buttons: Sequence[Anchored]) -> Area:
    """The cells from the first of the buttons to the last."""
    areas = [each.cells for each in buttons if each.cells]
    return Area(
        min(each.left for each in areas),
        min(each.top for each in areas),
        max(each.right for each in areas),
        max(each.bottom for each in areas),
    )
