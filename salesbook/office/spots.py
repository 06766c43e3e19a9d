"""Where the large buttons stand on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from salesbook.schema.buttons import Button

DARK, LIGHT = (
    "#2B5A6E",
    "#FFFFFF",
)  # the primary one is filled, the others only written and framed, in the dark one
# On Home below the six figures and nearly as wide; elsewhere in a row of its own above the table.
HOME_ROW, HOME_COLUMNS, HOME_HEIGHT = 5, (1, 3, 5, 8, 10, 12), 40
_LEFT, _TOP, _HEIGHT, _GAP = 6, 5, 27, 6
_AROUND = 30  # pixels of a button beside its words


@dataclass(frozen=True)
class Spot:
    """Where a large button stands: pixels from the corner of a cell; rows and columns count from 0."""

    button: Button
    sheet: str
    row: int
    column: int
    x: int
    y: int
    width: int
    height: int

    @property
    def is_primary(self) -> bool:
        """Whether it is the one that most people press on its sheet."""
        return self.sheet in self.button.primary


def button_spots(sheet: str, buttons: Sequence[Button]) -> list[Spot]:
    """Those of `buttons` that stand on a sheet, the primary one first: a book that lacks the part of one keeps its place free."""
    here = sorted(
        (button for button in buttons if sheet in button.sheets), key=lambda each: sheet not in each.primary
    )
    if sheet != "Home":
        widths = [_width(each.label) for each in here]
        ends = accumulate((width + _GAP for width in widths), initial=_LEFT)
        return [
            Spot(each, sheet, 0, 0, left, _TOP, width, _HEIGHT)
            for each, width, left in zip(here, widths, ends, strict=False)
        ]
    found = []
    for i, button in enumerate(here):
        line, place = divmod(i, len(HOME_COLUMNS))
        found.append(
            Spot(
                button, sheet, HOME_ROW, HOME_COLUMNS[place], 0, 6 + line * HOME_HEIGHT, 154, HOME_HEIGHT - 8
            )
        )
    return found


def _width(label: str) -> int:
    """As wide as its words in Calibri 11, as Excel measures them, and some room."""
    from xlsxwriter.utility import xl_pixel_width

    return int(xl_pixel_width(label)) + _AROUND
