"""The large buttons on the sheets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from salesbook.office.spots import Spot
from salesbook.office.workbook.button_shapes import place_shape

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

BAR_POINTS = 27  # the row above a table's headers, which stays in view with them
_GAP = 6


def lay_bar(sheet: Worksheet, there: Sequence[Spot], parts: Collection[str]) -> int:
    """Put the buttons of these parts into a sheet's first row; returns how many pixels all take, those that may come too."""
    for spot in there:
        if spot.button.part in parts:
            place_shape(sheet, spot)
    return max(spot.x + spot.width + _GAP for spot in there)
