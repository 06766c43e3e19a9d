"""Listeners that LibreOffice calls, from a thread of the bridge; each passes on what happened and returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from salesbook.office.libreoffice.bridge import failure, uno


class _Listener:
    interface = ""

    def getTypes(self) -> tuple[Any, ...]:
        return (uno().getTypeByName(f"com.sun.star.{self.interface}"),)

    def getImplementationId(self) -> Any:
        return uno().ByteSequence(b"")

    def disposing(self, event: Any) -> None:
        """What was listened to is gone."""


class _OfControl(_Listener):
    """A control's listener; it knows when the control is gone: switching sheets makes new ones."""

    def __init__(self, pressed: Callable[[], None], lost: Callable[[], None]) -> None:
        self.is_gone = False
        self._pressed = pressed
        self._lost = lost

    def disposing(self, event: Any) -> None:
        """The control is gone."""
        self.is_gone = True
        self._lost()


class Clicks(_OfControl):
    """A push button's clicks."""

    interface = "awt.XActionListener"

    def actionPerformed(self, event: Any) -> None:
        """The button was pressed."""
        self._pressed()


class Presses(_OfControl):
    """Presses with the mouse on what is no button."""

    interface = "awt.XMouseListener"
    _MAIN = 1  # the button of a mouse that people press things with

    def __init__(self, pressed: Callable[[], None], lost: Callable[[], None]) -> None:
        super().__init__(pressed, lost)
        self._is_down = False

    def mousePressed(self, event: Any) -> None:
        """It may become a press."""
        self._is_down = event.Buttons == self._MAIN

    def mouseReleased(self, event: Any) -> None:
        """It became one, unless the mouse was taken elsewhere in between."""
        if self._is_down:
            self._pressed()
        self._is_down = False

    def mouseEntered(self, event: Any) -> None:
        """The mouse is over it."""

    def mouseExited(self, event: Any) -> None:
        """The mouse went elsewhere: whoever holds it down changed their mind."""
        self._is_down = False


class Saving(_Listener):
    """That a document is about to be saved, under whatever name, and that this is over, whether it went well or not."""

    interface = "document.XDocumentEventListener"
    _BEGINS = frozenset({"OnSave", "OnSaveAs", "OnCopyTo"})
    _ENDS = frozenset(name + how for name in _BEGINS for how in ("Done", "Failed"))

    def __init__(self, begins: Callable[[], None], ended: Callable[[], None]) -> None:
        self._begins = begins
        self._ended = ended

    def documentEventOccured(self, event: Any) -> None:
        """Something happened to the document; LibreOffice waits for the answer."""
        if event.EventName in self._BEGINS:
            self._begins()
        elif event.EventName in self._ENDS:
            self._ended()


class Closing(_Listener):
    """A document's closing; `may` is asked before, `closed` told afterwards."""

    interface = "util.XCloseListener"

    def __init__(self, may: Callable[[], bool], closed: Callable[[], None]) -> None:
        self._may = may
        self._closed = closed

    def queryClosing(self, source: Any, gets_ownership: bool) -> None:
        """It is about to close; raise to keep it open."""
        if not self._may():
            veto: Any = failure("util.CloseVetoException")()
            veto.Message = "An action is at work."
            raise veto  # with the source in it, the bridge breaks

    def notifyClosing(self, source: Any) -> None:
        """It closes."""
        self._closed()


class SheetChanges(_Listener):
    """That another sheet is shown."""

    interface = "sheet.XActivationEventListener"

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def activeSpreadsheetChanged(self, event: Any) -> None:
        """Another sheet is shown."""
        self._changed()


class CellChanges(_Listener):
    """That what stands in a cell is another thing now."""

    interface = "util.XModifyListener"

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def modified(self, event: Any) -> None:
        """Something else was typed there."""
        self._changed()


class Choices(_Listener):
    """What is chosen in a menu whose entries count from 1."""

    interface = "awt.XMenuListener"

    def __init__(self, chosen: Callable[[int], None]) -> None:
        self._chosen = chosen

    def itemSelected(self, event: Any) -> None:
        """An entry was chosen."""
        self._chosen(event.MenuId - 1)

    def itemHighlighted(self, event: Any) -> None:
        """The mouse is over an entry."""

    def itemActivated(self, event: Any) -> None:
        """The menu opens."""

    def itemDeactivated(self, event: Any) -> None:
        """The menu closes."""


class NoQuestions(_Listener):
    """Says no where LibreOffice would ask while it loads: a damaged file is not repaired, no password given."""

    interface = "task.XInteractionHandler"

    def handle(self, request: Any) -> None:
        """Choose the answer that leaves everything alone."""
        for wanted in ("XInteractionDisapprove", "XInteractionAbort"):
            for answer in request.getContinuations():
                if any(kind.typeName.endswith(wanted) for kind in answer.getTypes()):
                    answer.select()
                    return
