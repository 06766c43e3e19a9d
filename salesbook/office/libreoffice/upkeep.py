"""Keeps buttons where they belong while people insert rows, hide some, or change the widths of columns.

LibreOffice leaves what is drawn on the page where it is on the page; in Excel buttons move with their cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from salesbook.office.libreoffice.bridge import struct
from salesbook.office.libreoffice.redraw import DrawnButton
from salesbook.office.libreoffice.steps import unnoticed

_GAP = 130  # hundredths of a millimetre between neighbours


class _Stand(NamedTuple):
    """A button's shape, the cell it goes with, and how far from that cell's corner it is."""

    shape: Any
    cell: Any
    right: int
    down: int
    moves_sideways: bool


class Upkeep:
    """The buttons of a document; those of the first column's cells stay beside one another, however wide columns are."""

    def __init__(self, document: Any, wanted: Mapping[str, Sequence[DrawnButton]]) -> None:
        self._document = document
        self._stands: dict[str, list[_Stand]] = {}
        self._seen: dict[str, list[tuple[int, int]]] = {}
        for name, buttons in wanted.items():
            if document.Sheets.hasByName(name):
                sheet = document.Sheets.getByName(name)
                self._stands[name] = list(_stands(sheet, buttons))
                self._seen[name] = [_corner(each.cell) for each in self._stands[name]]
                self._arrange(name)

    def look(self, sheet: str) -> None:
        """Move the buttons of a sheet if their cells have moved."""
        stands = self._stands.get(sheet, [])
        now = [_corner(each.cell) for each in stands]
        if now != self._seen.get(sheet, []):
            self._seen[sheet] = now
            self._arrange(sheet)

    def _arrange(self, sheet: str) -> None:
        ends: dict[int, int] = {}
        with unnoticed(self._document):
            for right, down, shape in sorted(self._wanted(sheet), key=lambda each: each[:2]):
                x = max(right, ends.get(down, right))
                ends[down] = x + shape.Size.Width + _GAP
                if (x, down) != (shape.Position.X, shape.Position.Y):
                    shape.Position = struct("awt.Point", X=x, Y=down)

    def _wanted(self, sheet: str) -> Iterator[tuple[int, int, Any]]:
        """Where each button goes by its own cell."""
        for stand, (x, y) in zip(self._stands[sheet], self._seen[sheet], strict=True):
            right = x + stand.right if stand.moves_sideways else stand.shape.Position.X
            yield right, y + stand.down, stand.shape


def _stands(sheet: Any, buttons: Sequence[DrawnButton]) -> list[_Stand]:
    shapes = _shapes(sheet.DrawPage)
    found = []
    for button in buttons:
        if button.label in shapes:
            shape, cell = shapes[button.label], sheet.getCellByPosition(button.column, button.row)
            (x, y), position = _corner(cell), shape.Position
            found.append(_Stand(shape, cell, position.X - x, position.Y - y, button.column > 0))
    return found


def _shapes(page: Any) -> dict[str, Any]:
    """The shapes of push buttons by what they say."""
    if not page.Forms.getCount():
        return {}
    shapes = [page.getByIndex(i) for i in range(page.getCount())]
    controls = [each for each in shapes if each.supportsService("com.sun.star.drawing.ControlShape")]
    return {str(getattr(each.getControl(), "Label", "")): each for each in controls}


def _corner(cell: Any) -> tuple[int, int]:
    position = cell.Position
    return position.X, position.Y
