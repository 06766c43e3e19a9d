"""The large buttons on the sheets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from salesbook.office.spots import Spot
from salesbook.office.workbook import theme
from salesbook.office.workbook.button_shapes import place_shape
from salesbook.schema import COMMAND_OF_SHEET

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

BAR_POINTS = 27  # the row above a table's headers, which stays in view with them
_GAP = 6
_LETTER = 7  # pixels


def lay_bar(sheet: Worksheet, there: Sequence[Spot], parts: Collection[str]) -> int:
    """Put the buttons of these parts into a sheet's first row; returns how many pixels all take, those that may come too."""
    for spot in there:
        if spot.button.part in parts:
            place_shape(sheet, spot)
    return max(spot.x + spot.width + _GAP for spot in there)


def name_command(book: Workbook, sheet: Worksheet) -> int:
    """Say in the first row of a sheet without buttons what to run for it instead; returns how many pixels that takes."""
    command = COMMAND_OF_SHEET.get(sheet.get_name())
    if not command:
        return 0
    text = f"Run: salesbook {command}"
    shape = {
        "bold": True,
        "font_size": 10,
        "font_color": theme.PEOPLE_HEAD,
        "bg_color": theme.PAPER,
        "valign": "vcenter",
    }
    sheet.write_string(0, 0, text, book.add_format(shape))
    return len(text) * _LETTER
