"""Buttons drawn anew where a workbook has lost them, or got their sheet in the window.

Those of books from before buttons were shapes are push buttons, which LibreOffice 7.4 saves in a form that it does not
read itself: a workbook that it saved has none when it is opened again. They are drawn on the page, not in a cell:
LibreOffice brings what is drawn in a cell back into that cell's width. `Upkeep` moves them with their rows and columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from salesbook.office.libreoffice.bridge import struct
from salesbook.office.libreoffice.shapes import has_button_shapes, make_button
from salesbook.office.libreoffice.steps import unnoticed

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
    is_primary: bool = False

    @property
    def macro(self) -> str:
        """The macro's own name."""
        return self.script.rpartition(".")[2]


def redraw(document: Any, wanted: Mapping[str, Sequence[DrawnButton]]) -> bool:
    """Draw the `wanted` buttons of each sheet that are not there and have room; whether any was drawn.

    A book with shapes for buttons gets more of them, on sheets that have none: a single one was deleted on purpose.
    """
    sheets = {name: document.Sheets.getByName(name) for name in wanted if document.Sheets.hasByName(name)}
    macros = {button.macro for buttons in wanted.values() for button in buttons}
    shaped = {name for name, sheet in sheets.items() if has_button_shapes(sheet.DrawPage, macros)}
    draw = _draw_shape if shaped else _draw
    lacking = [
        (sheet, button)
        for name, sheet in sheets.items()
        if name not in shaped
        for button in _lacking(sheet.DrawPage, wanted[name])
        if not (_on_a_table(document, sheet, button) or _on_words(sheet, button))
    ]
    if lacking:
        with unnoticed(document):
            for sheet, button in lacking:
                draw(document, sheet, button)
    return bool(lacking)


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


def _on_words(sheet: Any, button: DrawnButton) -> bool:
    """Whether its cell holds something, as the last result where a sheet was made without buttons."""
    return bool(sheet.getCellByPosition(button.column, button.row).getFormula())


def _lacking(page: Any, buttons: Sequence[DrawnButton]) -> list[DrawnButton]:
    """Those of the buttons that are not on a page as push buttons."""
    forms = [page.Forms.getByIndex(i) for i in range(page.Forms.getCount())]
    there = {getattr(form.getByIndex(k), "Label", "") for form in forms for k in range(form.getCount())}
    return [button for button in buttons if button.label not in there]


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
    _put_on(sheet, shape, button)


def _draw_shape(document: Any, sheet: Any, button: DrawnButton) -> None:
    shape = document.createInstance("com.sun.star.drawing.CustomShape")
    _put_on(sheet, shape, button)
    make_button(shape, button.macro, button.label, is_primary=button.is_primary)


def _put_on(sheet: Any, shape: Any, button: DrawnButton) -> None:
    """Put a new shape where a button stands."""
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
