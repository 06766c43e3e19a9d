"""Cells inserted, deleted and copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice import merges, places
from salesbook.office.libreoffice.bridge import enum, struct
from salesbook.office.libreoffice.errors import NotDone
from salesbook.office.libreoffice.reading import content
from salesbook.office.libreoffice.sentences import in_sentences
from salesbook.office.libreoffice.shifts import Shift, band, cuts

if TYPE_CHECKING:
    from salesbook.office.libreoffice.sheets import Sheet

_ALL_CONTENT = 1 | 2 | 4 | 8 | 16
_LOOK = tuple(sorted((
    "NumberFormat", "CellBackColor", "IsCellBackgroundTransparent", "CharFontName", "CharHeight", "CharWeight",
    "CharPosture", "CharColor", "CharUnderline", "HoriJustify", "VertJustify", "ParaIndent", "IsTextWrapped",
    "TopBorder", "BottomBorder", "LeftBorder", "RightBorder", "CellProtection", "Validation",
)))  # fmt: skip


@in_sentences
class Moves(base_classes.Range):
    """The part of a range that moves cells."""

    xl: Any
    sheet: Sheet

    def guard(self) -> None:
        """Raise SheetProtected where the cells are locked."""
        raise NotImplementedError

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert cells here; what stands here moves "down" or to the "right", and this range with it.

        Raises ValueError where a table or a merged cell would be torn, and NotDone.
        """
        self.guard()
        row, column, rows, columns = here = self.coords
        change = Shift(here, inserted=True, down=self._goes_down(shift, ("down", "right")))
        mode = "DOWN" if change.down else "RIGHT"
        self._shifted(change, lambda sheet, area: sheet.insertCells(area, self._mode("Insert", mode, here)))
        if copy_origin == "format_from_right_or_below":
            down, right = (rows, 0) if change.down else (0, columns)
            source = self.sheet.range(
                (row + down, column + right, 1 if down else rows, columns if down else 1)
            )
            new = self.sheet.range(here)
            tile(source, here)
            new.xl.clearContents(_ALL_CONTENT)

    def delete(self, shift: str | None = None) -> None:
        """Delete the cells; what stands below moves "up", or what stands to the right "left".

        Raises ValueError where a table or a merged cell would be torn, and NotDone.
        """
        self.guard()
        here = self.coords
        change = Shift(here, inserted=False, down=self._goes_down(shift, ("up", "left")))
        mode = "UP" if change.down else "LEFT"
        self._shifted(change, lambda sheet, area: sheet.removeRange(area, self._mode("Delete", mode, here)))

    def _goes_down(self, shift: str | None, ways: tuple[str, str]) -> bool:
        """Whether cells move along their columns; whole rows and columns have no choice."""
        rows, columns = self.coords[2:]
        if shift not in {None, *ways}:
            raise ValueError(f"shift is {ways[0]!r} or {ways[1]!r}, not {shift!r}.")
        if columns == places.SHEET_COLUMNS or rows == places.SHEET_ROWS:
            return bool(columns == places.SHEET_COLUMNS)
        return shift == ways[0] if shift else rows <= columns

    @staticmethod
    def _mode(what: str, way: str, coords: places.Coords) -> Any:
        whole = {places.SHEET_COLUMNS: "ROWS"}.get(coords[3]) or {places.SHEET_ROWS: "COLUMNS"}.get(coords[2])
        return enum(f"sheet.Cell{what}Mode", whole or way)

    def _shifted(self, change: Shift, call: Callable[[Any, Any], None]) -> None:
        """Insert or delete, and see that it was done: LibreOffice refuses without a word."""
        self._refuse_to_tear(change)
        sheet = self.sheet.xl
        witness, expected = self._witness(change)
        call(sheet, self.xl.RangeAddress)
        if witness is not None:
            now = places.from_uno(witness.getRangeAddress())
            if now[:2] != expected:
                raise NotDone(
                    f"cells cannot be shifted at {places.to_address(change.area)}: something is in the way, or would leave the sheet"
                )
        self.sheet.known.shifted(change)
        self.sheet.book.known_tables.forget()

    def _witness(self, change: Shift) -> tuple[Any, tuple[int, int]]:
        """A cell that has to move, and where to; None where none has to."""
        row, column = change.area[:2]
        if not change.inserted:
            row, column = (row + change.number, column) if change.down else (row, column + change.number)
        step = change.number if change.inserted else -change.number
        if row > places.SHEET_ROWS or column > places.SHEET_COLUMNS:
            return None, (0, 0)
        to = (row + step, column) if change.down else (row, column + step)
        if to[0] > places.SHEET_ROWS or to[1] > places.SHEET_COLUMNS:
            return None, (0, 0)
        return self.sheet.xl.getCellRangeByPosition(column - 1, row - 1, column - 1, row - 1), to

    def _refuse_to_tear(self, change: Shift) -> None:
        where = places.to_address(change.area)
        for table in self.sheet.tables:
            if cuts(table.coords, change):
                raise ValueError(f"Shifting cells at {where} would tear the table {table.name} apart.")
        if not merges.has_merges(self.sheet):
            return
        moving = band(change)
        row, column, rows, columns = moving
        cells = self.sheet.xl.getCellRangeByPosition(
            column - 1, row - 1, column + columns - 2, row + rows - 2
        )
        whole, area = merges.around(cells), change.area
        sideways = slice(1, None, 2) if change.down else slice(0, None, 2)
        free = (
            area[2] == places.SHEET_ROWS or area[3] == places.SHEET_COLUMNS
        )  # merged cells grow and shrink with these
        torn = whole[sideways] != moving[sideways] or (whole != moving and not free)
        if not (torn or free or change.inserted):
            torn = merges.around(self.xl) != area
        if torn:
            raise ValueError(f"Shifting cells at {where} would tear a merged cell apart. Unmerge it first.")

    def copy(self, destination: Any = None) -> None:
        """Copy cells with all that belongs to them; a destination some times as large is tiled."""
        if destination is None:
            raise NotImplementedError(
                "Copying without a destination is not covered: there is no clipboard here."
            )
        target = destination.impl
        target.guard()
        if target.sheet.book is not self.sheet.book:
            from salesbook.office.libreoffice.transfer import bring_cells

            bring_cells(self, target)
            return
        row, column, rows, columns = _tiled(self, target.coords)
        onto = target.sheet.range((row, column, rows, columns))
        for area in merges.merged(onto):
            if not places.contains_range(onto.coords, area):
                raise ValueError(
                    f"{onto.address} has only a part of the merged cell {places.to_address(area)}."
                )
        tile(self, onto.coords, target.sheet)
        self.sheet.book.settle()

    def autofill(self, destination: Any, type_: str = "fill_default") -> None:
        """Fill rows below with what stands here, or only with its look ("fill_copy", "fill_formats").

        The destination has this range in its first rows, as in Excel.
        """
        target = destination.impl
        row, column, rows, columns = target.coords
        high = self.coords[2]
        if target.sheet.known is not self.sheet.known:
            raise ValueError("The destination must be on the same sheet.")
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
            self.sheet.book.settle()
        elif type_ == "fill_formats":
            dress(self, below)
        else:
            raise NotImplementedError(f"Filling by {type_!r} is not covered.")


def dress(source: Any, target: places.Coords) -> None:
    """Give cells the look and the validation of the last row of a range; contents stay."""
    row, column, rows, columns = target
    last = source.coords[0] + source.coords[2] - 1
    below = source.sheet.range(target).xl
    if not content(below, _ALL_CONTENT):  # quicker than column by column
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
    high, wide = source.coords[2:]
    row, column, rows, columns = _tiled(source, target)
    with _unfiltered(source):
        _copied(sheet, source.xl.RangeAddress, row, column)
    while high < rows:
        part = min(high, rows - high)
        _copied(sheet, sheet.range((row, column, part, wide)).xl.RangeAddress, row + high, column)
        high += part
    while wide < columns:
        part = min(wide, columns - wide)
        _copied(sheet, sheet.range((row, column, rows, part)).xl.RangeAddress, row, column + wide)
        wide += part


@contextmanager
def _unfiltered(source: Any) -> Iterator[None]:
    """A copy leaves out rows that a filter hides: meanwhile it hides none of a range."""
    first, high = source.coords[0], source.coords[2]
    hidden = set(range(first, first + high)) - source.rows_in_view()
    filtered = [
        row for row in (source.xl.Rows.getByIndex(row - first) for row in sorted(hidden)) if row.IsFiltered
    ]
    for row in filtered:
        row.IsFiltered = False
    try:
        yield
    finally:
        for row in filtered:
            row.IsFiltered = True


def _tiled(source: Any, target: places.Coords) -> places.Coords:
    """What a copy fills: the target where it is some times as large, else once the source's own size."""
    row, column, rows, columns = target
    high, wide = source.coords[2:]
    return (row, column, high, wide) if rows % high or columns % wide else target


def _copied(sheet: Any, source: Any, row: int, column: int) -> None:
    place = struct("table.CellAddress", Sheet=sheet.index - 1, Column=column - 1, Row=row - 1)
    sheet.xl.copyRange(place, source)
