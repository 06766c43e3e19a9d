"""Where the large buttons stand on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from salesbook.schema.buttons import Button

# On Home below the six figures and nearly as wide; elsewhere in a row of its own above the table.
HOME_ROW, HOME_COLUMNS, HOME_HEIGHT = 5, (1, 3, 5, 8, 10, 12), 40
# All of a sheet fit beside one another into its columns that stay in view.
_LEFT, _TOP, _HEIGHT, _GAP = 6, 5, 26, 5


@dataclass(frozen=True)
class Spot:
    """Where a large button stands: pixels from the corner of a cell; rows and columns count from 0."""

    button: Button
    row: int
    column: int
    x: int
    y: int
    width: int
    height: int


def button_spots(sheet: str, buttons: Sequence[Button]) -> list[Spot]:
    """Those of `buttons` that stand on a sheet, in their order: a book that lacks the part of one keeps its place free."""
    here = [button for button in buttons if sheet in button.sheets]
    if sheet != "Home":
        ends = accumulate((each.width + _GAP for each in here), initial=_LEFT)
        return [
            Spot(each, 0, 0, left, _TOP, each.width, _HEIGHT) for each, left in zip(here, ends, strict=False)
        ]
    found = []
    for i, button in enumerate(here):
        line, place = divmod(i, len(HOME_COLUMNS))
        found.append(
            Spot(button, HOME_ROW, HOME_COLUMNS[place], 0, 6 + line * HOME_HEIGHT, 154, HOME_HEIGHT - 8)
        )
    return found
