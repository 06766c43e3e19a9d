"""Cells inserted, deleted and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice import places
from salesbook.office.libreoffice.bridge import enum, struct

if TYPE_CHECKING:
    from salesbook.office.libreoffice.sheets import Sheet

_ALL_CONTENT = 1 | 2 | 4 | 8 | 16
_LOOK = tuple(sorted((
    "NumberFormat", "CellBackColor", "IsCellBackgroundTransparent", "CharFontName", "CharHeight", "CharWeight",
    "CharPosture", "CharColor", "CharUnderline", "HoriJustify", "VertJustify", "ParaIndent", "IsTextWrapped",
    "TopBorder", "BottomBorder", "LeftBorder", "RightBorder", "CellProtection", "Validation",
)))  # fmt: skip


class Moves(base_classes.Range):
    """The part of a range that moves cells."""

    xl: Any
    sheet: Sheet
    coords: places.Coords

    def guard(self) -> None:
        """Raise SheetProtected where the cells are locked."""
        raise NotImplementedError

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert cells here; what stands here moves "down" or to the "right"."""
        self.guard()
        rows, columns = self.coords[2:]
        if shift is None:
            shift = "right" if rows > columns else "down"
        mode = {"down": "DOWN", "right": "RIGHT"}[shift]
        address = self.xl.RangeAddress
        self.sheet.xl.insertCells(address, enum("sheet.CellInsertMode", self._whole() or mode))
        if copy_origin == "format_from_right_or_below":
            row, column = self.coords[:2]
            down, right = (rows, 0) if shift == "down" else (0, columns)
            source = self.sheet.range(
                (row + down, column + right, 1 if down else rows, columns if down else 1)
            )
            here = self.sheet.range(self.coords)
            tile(source, here.coords)
            here.xl.clearContents(_ALL_CONTENT)
        self._xl = None

    def delete(self, shift: str | None = None) -> None:
        """Delete the cells; what stands below moves "up", or what stands to the right "left"."""
        self.guard()
        rows, columns = self.coords[2:]
        if shift is None:
            shift = "left" if rows > columns else "up"
        mode = {"up": "UP", "left": "LEFT"}[shift]
        self.sheet.xl.removeRange(self.xl.RangeAddress, enum("sheet.CellDeleteMode", self._whole() or mode))
        self._xl = None

    def copy(self, destination: Any = None) -> None:
        """Copy cells with all that belongs to them; a destination some times as large is tiled."""
        if destination is None:
            raise NotImplementedError(
                "Copying without a destination is not covered: there is no clipboard here."
            )
        target = destination.impl
        target.guard()
        tile(self, target.coords, target.sheet)

    def autofill(self, destination: Any, type_: str = "fill_default") -> None:
        """Fill rows below with what stands here, or only with its look ("fill_copy", "fill_formats").

        The destination has this range in its first rows, as in Excel.
        """
        target = destination.impl
        row, column, rows, columns = target.coords
        high = self.coords[2]
        if (row, column, columns) != (*self.coords[:2], self.coords[3]) or rows < high:
            raise ValueError(
                f"The destination {target.address} must begin with {self.sheet.range(self.coords).address}."
            )
        below = (row + high, column, rows - high, columns)
        if not below[2]:
            return
        target.guard()
        if type_ == "fill_copy":
            tile(self, below)
        elif type_ == "fill_formats":
            dress(self, below)
        else:
            raise NotImplementedError(f"Filling by {type_!r} is not covered.")

    def _whole(self) -> str:
        if self.coords[3] == places.COLUMNS:
            return "ROWS"
        return "COLUMNS" if self.coords[2] == places.ROWS else ""


def dress(source: Any, target: places.Coords) -> None:
    """Give cells the look and the validation of the last row of a range; contents stay."""
    row, column, rows, columns = target
    last = source.coords[0] + source.coords[2] - 1
    below = source.sheet.range(target).xl
    if not below.queryContentCells(_ALL_CONTENT).RangeAddresses:  # quicker than column by column
        tile(source.sheet.range((last, column, 1, columns)), target)
        below.clearContents(_ALL_CONTENT)
        return
    for number in range(column, column + columns):
        model = source.sheet.range((last, number, 1, 1)).xl
        below = source.sheet.range((row, number, rows, 1)).xl
        below.setPropertyValues(_LOOK, model.getPropertyValues(_LOOK))


def tile(source: Any, target: places.Coords, sheet: Sheet | None = None) -> None:
    """Copy a range to another place, as often as it goes into it; each step copies twice as much."""
    sheet = sheet or source.sheet
    row, column, rows, columns = target
    high, wide = source.coords[2:]
    if rows % high or columns % wide:
        rows, columns = high, wide
    _copied(sheet, source.xl.RangeAddress, row, column)
    while high < rows:
        part = min(high, rows - high)
        _copied(sheet, sheet.range((row, column, part, wide)).xl.RangeAddress, row + high, column)
        high += part
    while wide < columns:
        part = min(wide, columns - wide)
        _copied(sheet, sheet.range((row, column, rows, part)).xl.RangeAddress, row, column + wide)
        wide += part


def _copied(sheet: Any, source: Any, row: int, column: int) -> None:
    place = struct("table.CellAddress", Sheet=sheet.index - 1, Column=column - 1, Row=row - 1)
    sheet.xl.copyRange(place, source)
