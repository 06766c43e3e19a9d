"""Above the table of Calls, beside the last result: whose lines are in view, and how many of today's are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesbook.office.workbook import figures_sheet as behind
from salesbook.office.workbook import theme
from salesbook.schema import ALL_REPS, SHOW_REP

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LISTED, _OPEN = behind.figure(behind.LISTED), behind.figure(behind.STILL_TO_CALL)
_DONE = f"MAX(0,{_LISTED}-{_OPEN})"


def lay_view(book: Workbook, sheet: Worksheet, room: tuple[int, int], *, choice: bool) -> tuple[int, int]:
    """Lay both around the `room` for the last result: the count takes its last column; returns what is left of it.

    `choice`: in the column before that room somebody chooses whose lines are in view. Without macros nothing would follow
    a choice, and that cell stays blank.
    """
    first, last = room
    if choice:
        _lay_choice(book, sheet, first - 1)
    _lay_count(book, sheet, last)
    return first, last - 1


def _lay_choice(book: Workbook, sheet: Worksheet, column: int) -> None:
    """Right in its cell: the last button may reach into it. No message beside it: that would lie over the last result."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    shape = book.add_format({
        "num_format": 'General;General;General;"Show: "@" ▾"', "font_size": 10, "bold": True, "font_color": theme.PEOPLE_HEAD,
        "align": "right", "valign": "vcenter", "bg_color": theme.PAPER,
    })  # fmt: skip
    sheet.write_string(0, column, ALL_REPS, shape)
    sheet.data_validation(0, column, 0, column, {
        "validate": "list", "source": f"={behind.REPS_ON_CALLS}",
        "error_title": "Nobody's lines", "error_message": f"Choose {ALL_REPS}, or somebody who has lines here.",
    })  # fmt: skip
    cell = xl_rowcol_to_cell(0, column, row_abs=True, col_abs=True)
    book.define_name(SHOW_REP, f"='{sheet.get_name()}'!{cell}")


def _lay_count(book: Workbook, sheet: Worksheet, column: int) -> None:
    shape = book.add_format({
        "font_size": 10, "font_color": theme.MUTED, "bg_color": theme.PAPER,
        "text_wrap": True, "align": "center", "valign": "vcenter",
    })  # fmt: skip
    said = f'"Done"&CHAR(10)&{_DONE}&" of "&{_LISTED}'
    sheet.write_formula(0, column, f'=IFERROR(IF({_LISTED}=0,"",{said}),"")', shape, "")
