"""Workbooks as they were before buttons were shapes: with form buttons, in the same places."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from salesbook.cli.main import main
from salesbook.office.workbook import button_bar, home


def new_with_form_buttons(path: Path, *options: str) -> Path:
    """A new workbook of that kind."""
    with patch.object(button_bar, "place_shape", _place), patch.object(home, "place_shape", _place):
        assert main(["new", str(path), *options]) == 0
    return path


def _place(sheet, spot) -> None:
    button = spot.button
    sheet.insert_button(spot.row, spot.column, {
        "macro": button.macro, "caption": button.label, "description": button.tip,
        "x_offset": spot.x, "y_offset": spot.y, "width": spot.width, "height": spot.height,
    })  # fmt: skip
