"""The host: opens a workbook in a LibreOffice window and answers the buttons on its sheets and a menu.

No macro runs and nothing is asked: the workbook's own macros are off for this window, and a button's
click comes here instead. The macros stay in the file, for Excel.
"""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from salesbook.office.libreoffice import profiles, start_libreoffice
from salesbook.office.libreoffice.anchors import in_saved_cells
from salesbook.office.libreoffice.bridge import gone
from salesbook.office.libreoffice.button_colours import ButtonColours
from salesbook.office.libreoffice.button_listeners import ButtonListeners
from salesbook.office.libreoffice.drawn import drawn, windows
from salesbook.office.libreoffice.errors import OfficeError
from salesbook.office.libreoffice.listening import Closing, Saving, SheetChanges
from salesbook.office.libreoffice.menu import Entry, add_menu, has_menu, remove_menu
from salesbook.office.libreoffice.overlays import Overlays
from salesbook.office.libreoffice.redraw import DrawnButton, redraw
from salesbook.office.libreoffice.rep_view import RepView
from salesbook.office.libreoffice.steps import finish_typing, is_closed, one_step, say, wait_for_documents
from salesbook.office.libreoffice.upkeep import Upkeep
from salesbook.office.spots import button_spots
from salesbook.schema import TABLES
from salesbook.schema.buttons import GROUPS
from salesbook.schema.buttons import Button as Shown

_SOON, _PATIENCE = 0.1, 30  # a sheet's buttons are drawn a moment after it is shown
_TICK = 1.0  # seconds between looks at whether LibreOffice still runs and has new windows
_ATTACH, _CLOSED, _VIEW = "attach", "closed", "view"  # what the queue brings besides names of buttons
_WITH_CHILDREN = 1  # of what is painted anew
_HAND = 27  # the mouse pointer over what can be pressed
_MODULE = "Salesbook.SalesbookButtons"  # where the workbook's own macros are
Press = Callable[[str, Any], object]


class _Shown:
    """The buttons of workbooks, their names by macro and by label, and the menu with those of the parts that a document has."""

    def __init__(self, buttons: Sequence[Shown], document: Any) -> None:
        self.buttons = buttons
        self.labels = {each.name: each.label for each in buttons}
        self.names = {each.macro: each.name for each in buttons} | {each.label: each.name for each in buttons}
        ordered = sorted(buttons_of_its_parts(buttons, document), key=lambda each: GROUPS.index(each.group))
        self.menu = [each.name for each in ordered]
        self.entries = [Entry(each.label, each.tip, each.group) for each in ordered]


def buttons_of_its_parts(buttons: Sequence[Shown], document: Any) -> list[Shown]:
    """The buttons of the parts of which a document has a table."""
    there = {name.casefold() for name in document.DatabaseRanges.ElementNames}
    parts = {"core"} | {table.part for name, table in TABLES.items() if name.casefold() in there}
    return [each for each in buttons if each.part in parts]


def _drawn_on(buttons: Sequence[Shown], there: Collection[Shown]) -> dict[str, list[DrawnButton]]:
    """By sheet the large buttons that stand there, of those that the document has."""
    return {
        sheet: [
            DrawnButton(
                s.button.label, s.button.tip, f"{_MODULE}.{s.button.macro}", s.row, s.column, s.x, s.y, s.width, s.height, s.is_primary
            )
            for s in button_spots(sheet, buttons) if s.button in there
        ]
        for sheet in dict.fromkeys(name for each in there for name in each.sheets)
    }  # fmt: skip


def host(path: Path, press: Press, buttons: Sequence[Shown]) -> int:
    """Open `path` in a window and call `press(name of the button, xlwings.Book)` for each click on one of `buttons`.

    Returns 0 when the user has closed the document (and any other that was opened beside it). Raises
    an OfficeError where LibreOffice is missing, cannot open the file, or ends unexpectedly.
    """
    profiles.sweep_profiles()
    app = start_libreoffice(visible=True, own_settings=True)
    try:
        book = app.books.open(path)
        status = _Host(app, book, press, path, buttons).run()
    except (OfficeError, KeyboardInterrupt):
        app.quit()
        raise
    except Exception:  # a fault of ours must not take a document with it that nobody has saved
        app.impl.office.leave()
        say("LibreOffice stays open, but its buttons do not answer any more: save your work, and close it.")
        raise
    app.quit()
    return status


def drawn_buttons(document: Any, path: Path, buttons: Sequence[Shown]) -> Upkeep:
    """The large buttons of a document; those that it lacks are drawn where the file has macros."""
    wanted = in_saved_cells(_drawn_on(buttons, buttons_of_its_parts(buttons, document)), path)
    if path.suffix.lower() == ".xlsm":
        redraw(document, wanted)
    return Upkeep(document, wanted)


class _Host:
    def __init__(self, app: Any, book: Any, press: Press, path: Path, buttons: Sequence[Shown]) -> None:
        self._app = app
        self._office = app.impl.office
        self._book = book
        self._document = book.impl.xl
        self._press = press
        self._path = path
        # Made beforehand: a thread of the bridge may speak, but not make new objects while the main one does.
        self._status = self._document.getCurrentController().getFrame().createStatusIndicator()
        self._status.start("Salesbook: the buttons work in a moment.", 0)
        self._waits = True
        self._shown = _Shown(buttons, self._document)
        self._upkeep = drawn_buttons(self._document, path, buttons)
        self._overlays = Overlays(self._document, {each.macro: each.tip for each in buttons})
        self._colours = ButtonColours(self._document, buttons)
        self._events: queue.Queue[str] = queue.Queue()
        self._busy = ""
        self._warned = False
        pointer = self._office.create("awt.Pointer")
        pointer.setType(_HAND)
        self._listeners = ButtonListeners(self._clicked, self._attach_soon, pointer)
        self._view = RepView(self._document, lambda: self._events.put(_VIEW))
        self._watched: list[Any] = []
        self._attaching = False
        self._patience = 0
        self._closed = False

    def run(self) -> int:
        self._document.addCloseListener(Closing(self._may_close, lambda: self._events.put(_CLOSED)))
        self._document.addDocumentEventListener(Saving(self._undress, self._dress_again))
        self._attach_soon()
        interrupted = False
        while not self._closed:
            try:
                self._next()
            except OfficeError:
                raise
            except Exception:
                if not is_closed(self._document):  # a window that closes breaks calls in many ways
                    self._undress()
                    raise
                self._closed = True
            except KeyboardInterrupt:
                if interrupted:
                    raise
                interrupted = True
                say(
                    "Save and close the window to end. Ctrl+C once more ends at once and drops what is not saved."
                )
        wait_for_documents(self._office)
        if self._office.crashed:
            raise self._office.died()
        return 0

    def _next(self) -> None:
        """Wait for one thing to happen, and answer it."""
        try:
            event = self._events.get(timeout=_SOON if self._patience else _TICK)
        except queue.Empty:
            event = _ATTACH if self._patience or self._has_news() else ""
        if not self._office.alive:
            self._ended()
        elif event == _CLOSED:
            self._closed = True
        elif event == _ATTACH:
            self._attach()
        elif event == _VIEW:
            self._view.show()
        elif event:
            self._answer(event)
        if not self._closed and event != _ATTACH:
            self._keep_up()
            if event:
                self._paint()

    def _keep_up(self) -> None:
        """Buttons follow their rows and columns, and labels their buttons."""
        with suppress(gone(), AttributeError):  # a window that closes, and the print preview, show no sheet
            sheet = self._document.getCurrentController().getActiveSheet().getName()
            self._upkeep.look(sheet)
            self._overlays.follow(sheet)

    def _paint(self) -> None:
        """The arrows of headers too: LibreOffice leaves them as they were where rows came, went or were filtered by others."""
        with suppress(gone(), AttributeError):
            for controller in windows(self._document):
                controller.getFrame().getComponentWindow().invalidate(_WITH_CHILDREN)

    def _undress(self) -> None:
        """Take out of the document what is there for its window alone. A thread of the bridge may call it."""
        self._overlays.save_begins()
        self._colours.save_begins()

    def _dress_again(self) -> None:
        """It was saved; a thread of the bridge says so."""
        self._overlays.save_ended()
        self._attach_soon()

    def _answer(self, name: str) -> None:
        label = self._shown.labels[name]
        try:
            finish_typing(self._office, self._document)
            with one_step(self._document, f"Salesbook: {label}"):
                self._press(name, self._book)
        except Exception as error:  # one failed click must not end the others
            if not self._office.alive:
                raise self._office.died() from error
            if is_closed(self._document):
                say(f"The window was closed before {label} was done.")
            else:
                logging.getLogger(__name__).exception("%s failed", label)
                say(f"{label} did not work: {error}")
                try:
                    self._app.status_bar = f"{label} did not work: {error}"
                except Exception:  # it was said already
                    logging.getLogger(__name__).exception("The status bar does not show it")
        finally:
            self._busy = ""
            self._warned = False
            with suppress(gone()):
                self._status.end()
                self._show_new_parts()

    def _show_new_parts(self) -> None:
        """After an action that gave the document parts, or took them back: its buttons and the menu show them."""
        now = _Shown(self._shown.buttons, self._document)
        if now.menu != self._shown.menu:
            self._shown = now
            self._upkeep = drawn_buttons(self._document, self._path, now.buttons)
            for controller in windows(self._document):
                remove_menu(controller.getFrame())
            self._attach_soon()

    def _clicked(self, name: str) -> None:
        """A click, in a thread of the bridge: one at a time, and none is kept for later."""
        if self._busy:
            self._tell(f"{self._shown.labels[self._busy]} is still at work; this click was not taken.")
        else:
            self._busy = name
            self._events.put(name)

    def _chosen(self, place: int) -> None:
        self._clicked(self._shown.menu[place])

    def _may_close(self) -> bool:
        """Whether the document may close now: while an action is at work only at the second try."""
        if not self._busy or self._warned:
            return True
        self._warned = True
        self._tell(f"{self._shown.labels[self._busy]} is still at work. Close the window again to stop it.")
        return False

    def _tell(self, sentence: str) -> None:
        """Say something above what the action itself says, until it is done."""
        say(sentence)
        self._status.start(sentence, 0)

    def _ended(self) -> None:
        """LibreOffice has ended: by the user's leave, or not."""
        self._closed = True
        if self._office.crashed:
            raise self._office.died()

    def _attach_soon(self) -> None:
        """Buttons came or went; once for all that did."""
        if not self._attaching:
            self._attaching = True
            self._patience = _PATIENCE
            self._events.put(_ATTACH)

    def _attach(self) -> None:
        """Listen to the buttons that are there now; again a little later while some are not drawn yet."""
        self._attaching = False
        try:
            self._keep_up()
            whole = self._listen()
        except Exception:  # a window that opens or closes answers with errors of many kinds
            whole = False
            if not self._patience and not is_closed(self._document):
                logging.getLogger(__name__).exception("The buttons cannot be listened to")
        self._patience = 0 if whole else max(self._patience - 1, 0)
        if self._waits and not self._patience:
            self._waits = False
            self._status.end()

    def _listen(self) -> bool:
        """Whether all buttons of every window of the document are listened to."""
        found: list[tuple[str, Any]] = []
        whole = True
        for controller in windows(self._document):
            controller.setFormDesignMode(False)
            if self._overlays.lay(controller.getActiveSheet()):
                self._colours.lay(controller.getActiveSheet())
            else:
                whole = False
            if controller not in self._watched:
                self._watched.append(controller)
                controller.addActivationEventListener(SheetChanges(self._attach_soon))
            if not has_menu(controller.getFrame()):
                popup = self._office.create("awt.PopupMenu")
                add_menu(popup, controller.getFrame(), "~Salesbook", self._shown.entries, self._chosen)
            for name, control in drawn(controller, self._shown.names):
                if control is None:
                    whole = False
                else:
                    found.append((name, control))
        self._listeners.listen_to(found)
        return whole

    def _has_news(self) -> bool:
        with suppress(gone()):
            return any(
                controller not in self._watched or not has_menu(controller.getFrame())
                for controller in windows(self._document)
            )
        return False
