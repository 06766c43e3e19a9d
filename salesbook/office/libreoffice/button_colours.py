"""Colours for the push buttons of books from before buttons were shapes, for as long as their window is open.

Excel paints such buttons grey whatever the file says, so nothing of it is saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from salesbook.office.libreoffice.bridge import failure
from salesbook.office.libreoffice.drawn import action_of
from salesbook.office.libreoffice.shapes import colour_number
from salesbook.office.libreoffice.steps import unnoticed
from salesbook.office.spots import DARK, LIGHT
from salesbook.schema.buttons import Button

_PUSH_BUTTON = "com.sun.star.form.component.CommandButton"
_PRIMARY = {"BackgroundColor": colour_number(DARK), "TextColor": colour_number(LIGHT), "FontWeight": 150.0}
_OTHER = {"BackgroundColor": colour_number(LIGHT), "TextColor": colour_number(DARK)}


class ButtonColours:
    """The push buttons of a document; the primary one of each sheet is filled."""

    def __init__(self, document: Any, buttons: Sequence[Button]) -> None:
        self._document = document
        self._buttons = buttons
        self._names = {each.macro: each.name for each in buttons} | {
            each.label: each.name for each in buttons
        }
        self._before: dict[str, list[tuple[Any, dict[str, Any]]]] = {}

    def lay(self, sheet: Any) -> None:
        """Colour the buttons of a sheet, once. Nothing of it is the person's work."""
        name = sheet.getName()
        if name in self._before:
            return
        primary = {each.name for each in self._buttons if name in each.primary}
        before = self._before[name] = []
        with unnoticed(self._document):
            for model, action in self._on_page(sheet.DrawPage):
                look = _PRIMARY if action in primary else _OTHER
                before.append((model, {what: getattr(model, what) for what in look}))
                _paint(model, look)

    def _on_page(self, page: Any) -> Iterator[tuple[Any, str]]:
        """Each push button of ours, and its action."""
        for form in [page.Forms.getByIndex(i) for i in range(page.Forms.getCount())]:
            for k in range(form.getCount()):
                model = form.getByIndex(k)
                action = action_of(form.getScriptEvents(k), model, self._names)
                if action and model.supportsService(_PUSH_BUTTON):
                    yield model, action

    def save_begins(self) -> None:
        """Give all their own colours back. A thread of the bridge may call it."""
        for model, look in [each for sheet in self._before.values() for each in sheet]:
            with suppress(failure("uno.Exception")):  # the sheet is gone
                _paint(model, look)
        self._before.clear()


def _paint(model: Any, look: dict[str, Any]) -> None:
    for what, value in look.items():
        setattr(model, what, value)
