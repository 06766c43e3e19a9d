"""How cells look: number formats, colours, widths, wrapping, merging, links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from xlwings import base_classes

from salesbook.office.libreoffice import merges
from salesbook.office.libreoffice.bridge import enum
from salesbook.office.libreoffice.fonts import Font, colour, rgb
from salesbook.office.libreoffice.sentences import in_sentences

if TYPE_CHECKING:
    from salesbook.office.libreoffice.ranges import Range
    from salesbook.office.libreoffice.sheets import Sheet

_POINT = 2540 / 72  # hundredths of a millimetre
_PIXEL = 2540 / 96
_DIGIT, _PADDING = 7, 5  # pixels of Excel's standard font
_T = TypeVar("_T")


@in_sentences
class Look(base_classes.Range):
    """The part of a range that is about its look."""

    xl: Any
    sheet: Sheet

    def guard(self) -> None:
        """Raise SheetProtected where the cells are locked."""
        raise NotImplementedError

    def same(self, name: str) -> Any:
        """A property that all cells share, or None where they differ."""
        cells = self.xl
        if cells.getPropertyState(name).value == "AMBIGUOUS_VALUE":
            return None
        return cells.getPropertyValue(name)

    def give(self, name: str, value: Any) -> None:
        """Set a property of all cells."""
        self.guard()
        self.xl.setPropertyValue(name, value)

    @property
    def number_format(self) -> str | None:
        """Excel's code, or None where the cells differ."""
        book = self.sheet.book
        key = self.same("NumberFormat")
        if key is not None:
            return book.formats.code(key)
        groups = self.xl.getUniqueCellFormatRanges()
        codes = {book.formats.code(groups.getByIndex(i).NumberFormat) for i in range(groups.getCount())}
        return codes.pop() if len(codes) == 1 else None

    @number_format.setter
    def number_format(self, code: str) -> None:
        self.give("NumberFormat", self.sheet.book.formats.key(code))

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The background as red, green and blue."""
        return rgb(self.same("CellBackColor"))

    @color.setter
    def color(self, value: Any) -> None:
        self.give("CellBackColor", colour(value))

    @property
    def font(self) -> Font:
        """The letters."""
        return Font(self)

    @property
    def wrap_text(self) -> bool | None:
        """Whether long texts go on in a second line."""
        found: bool | None = self.same("IsTextWrapped")
        return found

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.give("IsTextWrapped", value)

    @property
    def row_height(self) -> float | None:
        """In points; None where the rows differ."""
        return _only({round(height / _POINT, 2) for height in self._each("Rows", "Height")})

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.xl.Rows.Height = round(value * _POINT)

    @property
    def column_width(self) -> float | None:
        """In characters of the standard font, as in Excel; None where the columns differ."""
        widths = {round((width / _PIXEL - _PADDING) / _DIGIT, 2) for width in self._each("Columns", "Width")}
        return _only(widths)

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.xl.Columns.Width = round((value * _DIGIT + _PADDING) * _PIXEL)

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden, by a filter too; None where they differ."""
        return _only({not shown for shown in self._each("Rows", "IsVisible")})

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.xl.Rows.IsVisible = not value

    def rows_in_view(self) -> set[int]:
        """Those of its rows (from 1) that nothing hides."""
        areas = self.xl.queryVisibleCells().getRangeAddresses()
        return {row + 1 for area in areas for row in range(area.StartRow, area.EndRow + 1)}

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden; None where they differ."""
        return _only({not shown for shown in self._each("Columns", "IsVisible")})

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.xl.Columns.IsVisible = not value

    def fold_columns(self) -> None:
        """Put its columns into the outline, out of sight."""
        self.sheet.xl.group(self.xl.getRangeAddress(), enum("table.TableOrientation", "COLUMNS"))
        self.column_hidden = True

    def unfold_columns(self) -> None:
        """Show its columns that were folded, and take them out of the outline."""
        self.column_hidden = False
        self.sheet.xl.ungroup(self.xl.getRangeAddress(), enum("table.TableOrientation", "COLUMNS"))

    def begin_pages(self, rows: Sequence[int]) -> None:
        """Begin a page on paper with these of its rows (from 0), and with no other of them."""
        self.xl.Rows.IsStartOfNewPage = False
        for row in rows:
            self.xl.Rows.getByIndex(row).IsStartOfNewPage = True

    def autofit(self, axis: str | None = None) -> None:
        """Make columns as wide and rows as high as what they hold."""
        if axis not in {"rows", "r"}:
            self.xl.Columns.OptimalWidth = True
        if axis not in {"columns", "c"}:
            self.xl.Rows.OptimalHeight = True

    @property
    def merge_cells(self) -> bool:
        """Whether there are merged cells among them, or parts of one."""
        cells = self.xl
        return bool(cells.getIsMerged()) or merges.around(cells) != self.coords

    @property
    def merge_area(self) -> Range:
        """The merged cell around the first cell, or just that one."""
        return self.sheet.range(merges.around(self.xl.getCellRangeByPosition(0, 0, 0, 0)))

    def merge(self, across: bool = False) -> None:
        """Make one cell of all, or one of each row."""
        self.guard()
        row, column, rows, columns = self.coords
        parts = [(row + i, column, 1, columns) for i in range(rows)] if across else [self.coords]
        for part in parts:
            merges.merge(self.sheet.range(part))

    def unmerge(self) -> None:
        """Make cells of their own of merged ones."""
        self.guard()
        self.xl.merge(False)

    @property
    def hyperlink(self) -> str:
        """The address behind the cell; raises ValueError where there is none."""
        fields = self.xl.getCellByPosition(0, 0).getTextFields()
        for i in range(fields.getCount()):
            address: str = getattr(fields.getByIndex(i), "URL", "")
            if address:
                return address
        raise ValueError("This cell has no hyperlink.")

    def add_hyperlink(
        self, address: str, text_to_display: str | None = None, screen_tip: str | None = None
    ) -> None:
        """Put a link into the cell."""
        self.guard()
        cell = self.xl.getCellByPosition(0, 0)
        field = self.sheet.book.xl.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address, text_to_display or address
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)

    def _each(self, which: str, name: str) -> set[Any]:
        lines = getattr(self.xl, which)
        return {getattr(lines.getByIndex(i), name) for i in range(lines.getCount())}


def _only(values: set[_T]) -> _T | None:
    return next(iter(values)) if len(values) == 1 else None
