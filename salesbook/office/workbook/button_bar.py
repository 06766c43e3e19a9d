"""The large buttons on the sheets, or the place that a workbook without macros keeps free for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesbook.office.spots import Spot
from salesbook.office.workbook import theme
from salesbook.office.workbook.button_shapes import place_shape
from salesbook.schema.buttons import Button, words_without_buttons

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

BAR_POINTS = 27  # the row above a table's headers, which stays in view with them
_GAP = 6
_LETTER = 7  # pixels


@dataclass(frozen=True)
class Buttons:
    """The buttons of a workbook, of which it gets those of its parts, and the settings of xlwings.

    Without settings it has no macros, and so no buttons: it keeps their place free, as they may come.
    """

    shown: Sequence[Button] = ()
    settings: Mapping[str, str | bool] | None = None

    @property
    def laid(self) -> Sequence[Button]:
        """Those that come at once."""
        return () if self.settings is None else self.shown


def bar_width(spots: Sequence[Spot]) -> int:
    """How many pixels buttons of a first row take, those that may come too."""
    return max((spot.x + spot.width + _GAP for spot in spots), default=0)


def lay_bar(sheet: Worksheet, spots: Sequence[Spot], parts: Collection[str]) -> None:
    """Put the buttons of these parts into a sheet's first row."""
    for spot in spots:
        if spot.button.part in parts:
            place_shape(sheet, spot)


def name_command(book: Workbook, sheet: Worksheet) -> int:
    """Say in the first row of a sheet without buttons what to run for it instead; returns how many pixels that takes."""
    text = words_without_buttons(sheet.get_name())
    if not text:
        return 0
    shape = {
        "bold": True,
        "font_size": 10,
        "font_color": theme.PEOPLE_HEAD,
        "bg_color": theme.PAPER,
        "valign": "vcenter",
    }
    sheet.write_string(0, 0, text, book.add_format(shape))
    return len(text) * _LETTER
