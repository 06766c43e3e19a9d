"""The page of the sheet Report while it is laid out: its next free row, its formats, headings and small lines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salesbook.office.workbook import theme
from salesbook.office.workbook.report_figures import text_at
from salesbook.schema import TABLES

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

NOTE_POINTS = 11
_HEADING = 20
_LINK = "#1F6F82"


@dataclass
class ReportPage:
    """The sheet while it is laid out: `row` is the next free one, `totals` the cells with the sum of each figure by block."""

    book: Workbook
    sheet: Worksheet
    parts: Collection[str]
    row: int = 0
    totals: dict[tuple[str, str], str] = field(default_factory=dict)

    def format(self, **shape: object) -> Format:
        """A cell format, in letters of 10 points."""
        return self.book.add_format(
            {"valign": "vcenter", "font_size": 10, "font_color": theme.TEXT_COLOUR, **shape}
        )

    def heading(self, left: int, right: int, text: str, source: str = "", sheet: str = "") -> None:
        """A heading in the present row with a line below it, and at its right end, small, a link to where it comes from."""
        line = {"bottom": 1, "bottom_color": theme.DUE_COLOUR, "valign": "bottom"}
        self.sheet.set_row(self.row, _HEADING)
        for column in range(left, right + 1):
            self.sheet.write_blank(self.row, column, None, self.format(**line))
        bold = self.format(**line, bold=True, font_size=12, font_color=theme.INK)
        self.sheet.write_string(self.row, left, text, bold)
        if sheet and _has(self.parts, sheet):
            small = self.format(**line, font_size=8, font_color=_LINK, align="right")
            self.sheet.write_url(
                self.row, right, f"internal:'{sheet}'!A1", small, f"{source} ›", f"Go to {sheet}"
            )


def page_note(page: ReportPage, line: str, columns: tuple[int, int], height: float, **shape: object) -> None:
    """In the present row, small, over these columns, the text of a line of ReportFigures."""
    look = page.format(font_size=8, font_color=theme.MUTED, **shape)
    page.sheet.set_row(page.row, height)
    page.sheet.merge_range(page.row, columns[0], page.row, columns[1], None, look)
    page.sheet.write_formula(page.row, columns[0], text_at(line), look, "")


def _has(parts: Collection[str], sheet: str) -> bool:
    return any(table.part in parts for table in TABLES.values() if table.sheet == sheet)
