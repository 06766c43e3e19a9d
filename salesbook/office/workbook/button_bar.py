"""The large buttons on the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesbook.schema.buttons import Spot, spots

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

BAR_POINTS = 27  # the row above a table's headers, which stays in view with them
_GAP = 6


def lay_bar(sheet: Worksheet, name: str) -> int:
    """Put a sheet's buttons into its first row; returns how many pixels they take."""
    there = spots(name)
    for spot in there:
        place(sheet, spot)
    return max(spot.x + spot.width + _GAP for spot in there)


def place(sheet: Worksheet, spot: Spot) -> None:
    """One button."""
    control = spot.control
    sheet.insert_button(spot.row, spot.column, {
        "macro": control.macro, "caption": control.label, "description": control.tip,
        "x_offset": spot.x, "y_offset": spot.y, "width": spot.width, "height": spot.height,
    })  # fmt: skip
