"""The large buttons on the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesbook.controls import CONTROLS, Control

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# In pixels. A bar is a row of its own above a table's headers, and stays in view with them.
BAR_POINTS = 27
_LEFT, _TOP, _WIDTH, _HEIGHT, _GAP = 6, 5, 96, 26, 6


def on_sheet(name: str) -> list[Control]:
    """The buttons that stand on a sheet."""
    return [control for control in CONTROLS if name in control.sheets]


def lay_bar(sheet: Worksheet, name: str) -> int:
    """Put a sheet's buttons into its first row; returns how many pixels they take."""
    controls = on_sheet(name)
    for i, control in enumerate(controls):
        place(sheet, control, 0, 0, x=_LEFT + i * (_WIDTH + _GAP), y=_TOP, width=_WIDTH, height=_HEIGHT)
    return _LEFT + len(controls) * (_WIDTH + _GAP)


def place(
    sheet: Worksheet, control: Control, row: int, column: int, *, x: int, y: int, width: int, height: int
) -> None:
    """One button, so many pixels from the corner of a cell."""
    sheet.insert_button(row, column, {
        "macro": control.macro, "caption": control.label, "description": control.tip,
        "x_offset": x, "y_offset": y, "width": width, "height": height,
    })  # fmt: skip
