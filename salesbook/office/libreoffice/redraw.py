"""Buttons drawn anew where a workbook has lost them.

LibreOffice 7.4 saves push buttons in a form that it does not read itself: a workbook that it saved
has none when it is opened again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from salesbook.office.libreoffice.bridge import struct

_FACE = 0xECE9D8  # as LibreOffice paints those that come from a file
_PIXEL = 2540 / 96  # hundredths of a millimetre

Button = tuple[str, str, int, int, int, int, int, int]  # label, tip, row, column, x, y, width, height


def redraw(document: Any, wanted: Mapping[str, Sequence[Button]]) -> bool:
    """Draw the `wanted` buttons of each sheet that are not there; whether any was missing.

    Rows and columns count from 0, places and sizes are pixels from the corner of the cell.
    """
    was_modified, drawn = document.isModified(), False
    for name, buttons in wanted.items():
        if document.Sheets.hasByName(name):
            sheet = document.Sheets.getByName(name)
            there = _labels(sheet.DrawPage)
            for button in buttons:
                if button[0] not in there:
                    _draw(document, sheet, button)
                    drawn = True
    if drawn:
        document.setModified(was_modified)  # nothing of it is the person's work
    return drawn


def _labels(page: Any) -> set[str]:
    forms = [page.Forms.getByIndex(i) for i in range(page.Forms.getCount())]
    return {str(getattr(form.getByIndex(k), "Label", "")) for form in forms for k in range(form.getCount())}


def _draw(document: Any, sheet: Any, button: Button) -> None:
    label, tip, row, column, x, y, width, height = button
    model = document.createInstance("com.sun.star.form.component.CommandButton")
    model.Label, model.Name, model.HelpText, model.Printable = label, label, tip, False
    model.BackgroundColor, model.FontHeight = _FACE, 11
    form = _form(document, sheet.DrawPage)
    form.insertByIndex(form.getCount(), model)
    shape = document.createInstance("com.sun.star.drawing.ControlShape")
    cell = sheet.getCellByPosition(column, row)
    shape.Position = struct(
        "awt.Point", X=round(cell.Position.X + x * _PIXEL), Y=round(cell.Position.Y + y * _PIXEL)
    )
    shape.Size = struct("awt.Size", Width=round(width * _PIXEL), Height=round(height * _PIXEL))
    shape.setControl(model)
    sheet.DrawPage.add(shape)
    shape.Anchor = cell


def _form(document: Any, page: Any) -> Any:
    if not page.Forms.getCount():
        page.Forms.insertByName("Salesbook", document.createInstance("com.sun.star.form.component.Form"))
    return page.Forms.getByIndex(0)
