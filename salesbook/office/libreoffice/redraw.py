"""Buttons drawn anew where a workbook has lost them.

LibreOffice 7.4 saves push buttons in a form that it does not read itself: a workbook that it saved
has none when it is opened again. They are drawn on the page, not in a cell: LibreOffice brings what is
drawn in a cell back into that cell's width. `Upkeep` moves them with their rows and columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from salesbook.office.libreoffice.bridge import struct

_FACE = 0xECE9D8  # as LibreOffice paints those that come from a file
_PIXEL = 2540 / 96  # hundredths of a millimetre


class DrawnButton(NamedTuple):
    """A button as it should be: rows and columns count from 0, the rest are pixels from the cell's corner.

    `script` is the macro that Excel runs at a click, as LibreOffice names it ("Project.Module.Macro").
    """

    label: str
    tip: str
    script: str
    row: int
    column: int
    x: int
    y: int
    width: int
    height: int

    @property
    def macro(self) -> str:
        """The macro's own name."""
        return self.script.rpartition(".")[2]


def redraw(document: Any, wanted: Mapping[str, Sequence[DrawnButton]]) -> bool:
    """Draw the `wanted` buttons of each sheet that are not there and have room; whether any was drawn."""
    was_modified, drawn = document.isModified(), False
    for name, buttons in wanted.items():
        if document.Sheets.hasByName(name):
            sheet = document.Sheets.getByName(name)
            there = _labels(sheet.DrawPage)
            for button in buttons:
                if button.label not in there and not _on_a_table(document, sheet, button):
                    _draw(document, sheet, button)
                    drawn = True
    if drawn:
        document.setModified(was_modified)  # nothing of it is the person's work
    return drawn


def _on_a_table(document: Any, sheet: Any, button: DrawnButton) -> bool:
    """Whether a table begins where the button would stand, as on sheets from before the workbook had buttons."""
    number = sheet.RangeAddress.Sheet
    areas = [
        document.DatabaseRanges.getByName(name).DataArea for name in document.DatabaseRanges.ElementNames
    ]
    return any(
        area.Sheet == number
        and area.StartRow <= button.row <= area.EndRow
        and area.StartColumn <= button.column <= area.EndColumn
        for area in areas
    )


def _labels(page: Any) -> set[str]:
    forms = [page.Forms.getByIndex(i) for i in range(page.Forms.getCount())]
    return {str(getattr(form.getByIndex(k), "Label", "")) for form in forms for k in range(form.getCount())}


def _draw(document: Any, sheet: Any, button: DrawnButton) -> None:
    model = document.createInstance("com.sun.star.form.component.CommandButton")
    model.Label, model.Name, model.HelpText, model.Printable = button.label, button.label, button.tip, False
    model.BackgroundColor, model.FontName, model.FontHeight = _FACE, "Calibri", 11
    form = _form(document, sheet.DrawPage)
    place = form.getCount()
    form.insertByIndex(place, model)
    form.registerScriptEvent(place, _click(button.script))  # saved along: else Excel's buttons do nothing
    shape = document.createInstance("com.sun.star.drawing.ControlShape")
    shape.setControl(model)
    sheet.DrawPage.add(shape)
    shape.Anchor = sheet
    corner = sheet.getCellByPosition(button.column, button.row).Position
    shape.Size = struct("awt.Size", Width=round(button.width * _PIXEL), Height=round(button.height * _PIXEL))
    shape.Position = struct(
        "awt.Point", X=round(corner.X + button.x * _PIXEL), Y=round(corner.Y + button.y * _PIXEL)
    )


def _click(script: str) -> Any:
    return struct(
        "script.ScriptEventDescriptor", ListenerType="XActionListener", EventMethod="actionPerformed",
        ScriptType="Script", ScriptCode=f"vnd.sun.star.script:{script}?language=Basic&location=document",
    )  # fmt: skip


def _form(document: Any, page: Any) -> Any:
    if not page.Forms.getCount():
        page.Forms.insertByName("Salesbook", document.createInstance("com.sun.star.form.component.Form"))
    return page.Forms.getByIndex(0)
