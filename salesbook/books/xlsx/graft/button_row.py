"""The row in which the buttons of a sheet are to stand: a workbook without them and a donor in, the row as it shall be out.

Words that name a command for want of buttons go. The last result, which an earlier salesbook put where the buttons come,
moves to where the donor has it. The cell that says whose lines are in view comes with the buttons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from salesbook.books.xlsx.graft.base import Graft
from salesbook.books.xlsx.graft.frame import SheetFrame
from salesbook.books.xlsx.graft.moves import CellMove
from salesbook.books.xlsx.graft.needs import formulas_of_part, names_it
from salesbook.books.xlsx.graft.rows import NewCells
from salesbook.books.xlsx.graft.rules import validations, with_validations
from salesbook.books.xlsx.graft.written import WrittenCell, written_cells
from salesbook.books.xlsx.last_result import named_cells
from salesbook.books.xlsx.layout import Layout
from salesbook.books.xlsx.markup import attribute, escape, hide, start_tag, with_attribute
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import Area, area
from salesbook.schema import ALL_REPS, SHOW_REP
from salesbook.schema.buttons import RUN_INSTEAD
from salesbook.schema.home import FIGURES
from salesbook.tables.last_result import RESULT_LINE


@dataclass(frozen=True)
class _Shown:
    """The last result above a table: its cell, all those over which it is merged, and on Calls the count of lines behind it."""

    result: WrittenCell
    over: Area
    count: WrittenCell | None

    @property
    def whole(self) -> Area:
        """All of it."""
        return self.over._replace(right=self.over.right + (self.count is not None))


@dataclass(frozen=True)
class ButtonRow:
    """What changes: `words` of a command go, what is `shown` goes `to` another place, and the cell of the `choice` comes.

    `span` are the cells that all this and the buttons need; nothing else stands there.
    """

    span: Area
    words: tuple[WrittenCell, ...]
    shown: _Shown | None
    to: _Shown | None
    choice: Area | None


def row_for_buttons(graft: Graft, given: str, buttons: Area) -> ButtonRow | None:
    """What has to change for buttons over these cells of the donor's sheet `given`; None where something else stands there."""
    part, donor = graft.layout.sheets[graft.here[given]], graft.donor
    written = [each for each in graft.written(part, buttons.bottom) if each.place.top >= buttons.top]
    new = SheetFrame(donor.package, donor.layout.sheets[given])
    shown = _shown(written, graft.frame(part).frame, graft.here.get(FIGURES, FIGURES))
    to = _shown(written_cells(new.rows(), b"", [], buttons.bottom), new.frame, FIGURES)
    there = _choice(graft.package, graft.layout, graft.here[given])
    choice = None if there else _choice(donor.package, donor.layout, given)
    if there and there.left == buttons.right > buttons.left:
        buttons = buttons._replace(right=buttons.right - 1)  # that cell keeps its left half free
    span = _around(buttons, choice)
    if shown and to and shown.whole.meets(span):
        span = _around(span, shown.whole, to.whole)
    else:
        shown = to = None
    words = tuple(each for each in written if each.text.startswith(RUN_INSTEAD) and not each.formula)
    ours = [each.place for each in (*words, *_cells(shown))]
    taken = any(each.is_filled and each.place.meets(span) and each.place not in ours for each in written)
    return None if taken else ButtonRow(span, words, shown, to, choice)


def make_room(graft: Graft, given: str, buttons: Area) -> None:
    """Change the row for these buttons, for which there is room. Raises Damaged."""
    row = row_for_buttons(graft, given, buttons)
    if row is None:
        return
    frame = graft.frame(graft.layout.sheets[graft.here[given]])
    for each in (*row.words, *_cells(row.shown)):
        _put(frame, each.place, _blank(each.place, each.style))
    if row.shown and row.to:
        _show(frame, row.shown, row.to)
    if row.choice:
        _offer_choice(graft, given, row.choice)


def _shown(written: Iterable[WrittenCell], frame: bytes, figures: str) -> _Shown | None:
    """The last result among cells of a sheet; `figures` is the label of the sheet whose figures the count reads."""
    cells = list(written)
    result = next((each for each in cells if names_it([each.formula], RESULT_LINE)), None)
    if result is None:
        return None
    merged = (
        area((attribute(tag[0], b"ref") or b"").decode())
        for tag in start_tag(b"mergeCell").finditer(hide(frame))
    )
    over = next((each for each in merged if each and each.meets(result.place)), result.place)
    behind = (
        each for each in cells if each.place == over._replace(left=over.right + 1, right=over.right + 1)
    )
    return _Shown(result, over, next((each for each in behind if figures in each.formula), None))


def _choice(package: Package, layout: Layout, label: str) -> Area | None:
    """The cell of a sheet that says whose lines are in view."""
    for name, place in named_cells(package, layout):
        if name == SHOW_REP and place.sheet == label:
            return Area(place.left, place.top, place.left, place.top)
    return None


def _cells(shown: _Shown | None) -> list[WrittenCell]:
    return [each for each in (shown.result, shown.count) if each] if shown else []


def _around(first: Area, *more: Area | None) -> Area:
    """The cells from the first to the last of these areas."""
    areas = [first, *(each for each in more if each)]
    return Area(
        min(each.left for each in areas), min(each.top for each in areas),
        max(each.right for each in areas), max(each.bottom for each in areas),
    )  # fmt: skip


def _show(frame: SheetFrame, shown: _Shown, to: _Shown) -> None:
    """Move the last result, with its merged cells and the rules that colour it, and the count behind it."""
    for column in range(to.over.left, to.over.right + 1):
        place = to.over._replace(left=column, right=column)
        _put(
            frame,
            place,
            _blank(place, shown.result.style) if column > to.over.left else _at(shown.result, place),
        )
    if shown.count and to.count:
        _put(frame, to.count.place, _at(shown.count, to.count.place))
    old, new = (str(each.over).encode() for each in (shown, to))

    def moved(found: re.Match[bytes]) -> bytes:
        name = b"sqref" if attribute(found[0], b"sqref") else b"ref"
        return with_attribute(found[0], name, new) if attribute(found[0], name) == old else found[0]

    frame.change(lambda sheet: start_tag(b"mergeCell", b"conditionalFormatting").sub(moved, sheet))


def _at(cell: WrittenCell, place: Area) -> bytes:
    """The cell as it is, in another place."""
    return with_attribute(cell.tag, b"r", str(place).encode()) + cell.written[len(cell.tag) :]


def _blank(place: Area, style: bytes) -> bytes:
    return b'<c r="%b" s="%b"/>' % (str(place).encode(), style)


def _put(frame: SheetFrame, place: Area, cell: bytes) -> None:
    frame.insert(NewCells(place, lambda _: cell, refuse=None))


def _offer_choice(graft: Graft, given: str, place: Area) -> None:
    """The cell that says whose lines are in view, with what it offers and the name by which it is found."""
    frame, sheet = (
        graft.frame(graft.layout.sheets[graft.here[given]]),
        graft.donor.sheet(graft.donor.layout.sheets[given]),
    )
    new = SheetFrame(graft.donor.package, graft.donor.layout.sheets[given])
    model = next(each for each in written_cells(new.rows(), b"", [], place.bottom) if each.place == place)
    style = graft.formats.cell(int(model.style))
    text = b'<c r="%b" s="%d" t="inlineStr"><is><t>%b</t></is></c>' % (
        str(place).encode(),
        style,
        escape(ALL_REPS),
    )
    _put(frame, place, text)
    itself, rows = {place.left: place.left}, (place.top, place.bottom)
    move = CellMove(itself, frozenset(itself), (place.left, place.right), place.top, place.top, rows, rows)
    frame.change(lambda part: with_validations(part, sheet, move))
    graft.formulas += [SHOW_REP, *formulas_of_part(b"".join(validations(sheet, move)))]
