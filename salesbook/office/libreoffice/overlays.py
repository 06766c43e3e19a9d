"""What makes a workbook's drawn buttons clickable: an invisible label over each of them, for as long as the window is open.

A shape has no listeners of its own, and its macro is off here. A label has them, in every pane, and lets the shape show
through. The labels are taken out before LibreOffice saves: what it wrote of them Excel would show.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple

from salesbook.office.libreoffice.bridge import failure, struct
from salesbook.office.libreoffice.shapes import CONTROL, button_shapes
from salesbook.office.libreoffice.steps import unnoticed

_MARK = "salesbook.overlay"
_MOMENT, _PATIENCE = 0.5, 3.0  # seconds


class _Laid(NamedTuple):
    """A label over a button's shape, and where that was then."""

    page: Any
    shape: Any
    label: Any
    place: tuple[int, int, int, int]


class Overlays:
    """The labels over the buttons of a document; `tips` has what each says, by the macro after which its shape is named."""

    def __init__(self, document: Any, tips: Mapping[str, str]) -> None:
        self._document = document
        self._undo = document.getUndoManager()
        self._tips = tips
        self._laid: dict[str, list[_Laid]] = {}
        self._is_saving = False
        self._earliest = self._latest = 0.0

    def lay(self, sheet: Any) -> bool:
        """Put a label over each button of a sheet that has none yet; whether they are there now: not while it is saved."""
        name = sheet.getName()
        if self._is_saving or monotonic() < self._earliest or self._is_still_noted():
            return False
        if name in self._laid:
            return True
        laid = self._laid[name] = []
        with unnoticed(self._document):
            for shape in button_shapes(sheet.DrawPage, self._tips):
                # LibreOffice reads neither from a file, or writes neither.
                shape.Printable, shape.Description = False, self._tips[shape.Name]
                self._lay_over(sheet, shape, laid)
        return True

    def _is_still_noted(self) -> bool:
        """Whether LibreOffice, just after a save, still takes the document for changed: what is laid then would leave it so."""
        return monotonic() < self._latest and bool(self._document.isModified())

    def _lay_over(self, sheet: Any, shape: Any, laid: list[_Laid]) -> None:
        model = self._document.createInstance("com.sun.star.form.component.FixedText")
        model.Name, model.Tag, model.Label = shape.Name, _MARK, ""
        model.HelpText, model.Printable = self._tips[shape.Name], False
        page, place = sheet.DrawPage, _place(shape)
        form = self._form(page)
        form.insertByIndex(form.getCount(), model)
        label = self._document.createInstance(CONTROL)
        label.setControl(model)
        # Known before it is there: a save that begins in between takes it out, from another thread.
        laid.append(_Laid(page, shape, label, place))
        if not self._is_saving:
            page.add(label)
            label.Anchor = sheet
            _put(label, place)

    def _form(self, page: Any) -> Any:
        if not page.Forms.getCount():
            form = self._document.createInstance("com.sun.star.form.component.Form")
            page.Forms.insertByName("Salesbook", form)
        return page.Forms.getByIndex(0)

    def follow(self, sheet: str) -> None:
        """Move the labels of a sheet whose buttons were moved."""
        for number, laid in enumerate(self._laid.get(sheet, [])):
            place = _place(laid.shape)
            if place != laid.place:
                with unnoticed(self._document):
                    _put(laid.label, place)
                self._laid[sheet][number] = laid._replace(place=place)

    def save_begins(self) -> None:
        """Take all labels out; none comes back before `save_ended`. A thread of the bridge may call it: it makes no objects."""
        self._is_saving = True
        was_modified = self._document.isModified()
        self._undo.lock()
        try:
            for laid in [each for sheet in self._laid.values() for each in sheet]:
                with suppress(failure("uno.Exception")):  # it is not there yet, or the sheet is gone
                    laid.page.remove(laid.label)
        finally:
            self._laid.clear()
            self._undo.unlock()
        self._document.setModified(was_modified)

    def save_ended(self) -> None:
        """Labels may come back, a moment later: LibreOffice has yet to note that nothing is left to save."""
        self._earliest = monotonic() + _MOMENT
        self._latest = monotonic() + _PATIENCE
        self._is_saving = False


def _place(shape: Any) -> tuple[int, int, int, int]:
    position, size = shape.Position, shape.Size
    return position.X, position.Y, size.Width, size.Height


def _put(label: Any, place: tuple[int, int, int, int]) -> None:
    x, y, width, height = place
    label.Size = struct("awt.Size", Width=width, Height=height)
    label.Position = struct("awt.Point", X=x, Y=y)
