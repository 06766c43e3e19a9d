"""LibreOffice as xlwings' App."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice import places
from salesbook.office.libreoffice.books import Book, Books
from salesbook.office.libreoffice.bridge import enum, properties, uno
from salesbook.office.libreoffice.ranges import Range
from salesbook.office.libreoffice.sentences import in_sentences
from salesbook.office.libreoffice.sheets import Sheet

if TYPE_CHECKING:
    from salesbook.office.libreoffice.engine import Engine
    from salesbook.office.libreoffice.process import Office

_BUTTONS = {None: 1, "ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
_OPEN_ONE = 0  # TemplateDescription.FILEOPEN_SIMPLE
_ANSWERS = ("cancel", "ok", "yes", "no", "retry", "ignore")
_KINDS = {None: "INFOBOX", "info": "INFOBOX", "critical": "ERRORBOX"}
_ASKS = {"INFOBOX": "QUERYBOX"}  # a box of the first kind has no button but OK, whatever is asked for


class Apps(base_classes.Apps):
    """The LibreOffices that this Python started."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._running: list[App] = []

    def _alive(self) -> list[App]:
        self._running = [app for app in self._running if app.office.alive]
        return self._running

    def keys(self) -> list[int]:
        """Their processes."""
        return [app.pid for app in self._alive()]

    def add(
        self, spec: Any = None, add_book: bool | None = None, xl: Any = None, visible: bool | None = None
    ) -> App:
        """Start another one; with windows unless `visible` is False or there is no screen."""
        from salesbook.office.libreoffice.process import Office

        app = App(self._engine, Office(visible=visible is not False and _has_screen()))
        self._running.insert(0, app)
        if add_book:
            app.books.add()
        return app

    def adopt(self, office: Office) -> App:
        """The app for an office that was started already."""
        self._running.insert(0, App(self._engine, office))
        return self._running[0]

    def prefer(self, app: App) -> None:
        """Put one first; xlwings takes the first for the active one."""
        self._running.sort(key=lambda each: each is not app)

    @staticmethod
    def cleanup() -> None:
        """Nothing is left over."""

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._alive()))

    def __len__(self) -> int:
        return len(self._alive())

    def __getitem__(self, pid: int) -> App:
        for app in self:
            if app.pid == pid:
                return app
        raise KeyError(pid)


@in_sentences
class App(base_classes.App):
    """One LibreOffice."""

    display_alerts = True  # nothing is asked either way
    enable_events = True  # kept, and without effect
    interactive = True

    def __init__(self, engine: Engine, office: Office) -> None:
        self.engine = engine
        self.office = office
        self.activated: Book | None = None
        self.shown_then: Book | None = None  # what the user looked at when that one was activated
        self.calculation_wanted = ""
        self.opened: list[Path] = []
        self._books: dict[str, Book] = {}
        self._status: tuple[Any, str] | None = None

    def book_of(self, document: Any) -> Book:
        """The book of a document; always the same, so that what is known of its formats is kept."""
        key = document.RuntimeUID
        if key not in self._books:
            self._books[key] = Book(self, document)
        return self._books[key]

    def forget(self, book: Book) -> None:
        """A book that was closed."""
        self._books = {key: each for key, each in self._books.items() if each is not book}

    @property
    def api(self) -> Any:
        """LibreOffice's component context."""
        return self.office.context

    @property
    def pid(self) -> int:
        """The process."""
        return self.office.pid

    @property
    def hwnd(self) -> None:
        """There is none."""

    @property
    def version(self) -> str:
        """Such as "7.4"."""
        provider = self.office.create("configuration.ConfigurationProvider")
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess",
            properties(nodepath="/org.openoffice.Setup/Product"),
        )
        return str(access.getByName("ooSetupVersion"))

    @property
    def books(self) -> Books:
        """Its workbooks."""
        return Books(self)

    @property
    def selection(self) -> Range | None:
        """The selected cells; the first area of several; None for a drawing."""
        book = self.books.active
        chosen = book.controller.getSelection()
        if chosen.supportsService("com.sun.star.sheet.SheetCellRanges"):
            chosen = chosen.getByIndex(0) if chosen.getCount() else None
        if chosen is None or not chosen.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        return Range(Sheet(book, chosen.getSpreadsheet()), places.from_uno(chosen.getRangeAddress()))

    def activate(self, steal_focus: bool = False) -> None:
        """Make it the one that xlwings means by the active app; in front of all windows where asked to."""
        self.engine.apps.prefer(self)
        if steal_focus and self.visible and len(self.books):
            self.books.active.controller.getFrame().getContainerWindow().toFront()

    @property
    def visible(self) -> bool:
        """Whether it has windows; that is settled when it starts."""
        return self.office.visible

    @visible.setter
    def visible(self, value: bool) -> None:
        """Kept out of the way: a LibreOffice without windows cannot get them."""

    def quit(self) -> None:
        """Close everything without saving, and end it."""
        with suppress(Exception):  # it may be gone already
            for book in list(self.books):
                book.close()
        self.office.end()
        self._clean_up()

    def kill(self) -> None:
        """End it at once."""
        self.office.kill()
        self._clean_up()

    @property
    def screen_updating(self) -> bool:
        """Whether windows show changes at once."""
        return not any(book.xl.hasControllersLocked() for book in self.books)

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        for book in self.books:
            while value and book.xl.hasControllersLocked():
                book.xl.unlockControllers()
            if not value and not book.xl.hasControllersLocked():
                book.xl.lockControllers()

    @property
    def calculation(self) -> str:
        """Whether formulas are worked out at once ("automatic") or when asked for ("manual")."""
        return "automatic" if self.books.active.xl.isAutomaticCalculationEnabled() else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in {"automatic", "manual"}:
            raise ValueError(f"calculation is 'automatic' or 'manual' here, not {value!r}.")
        self.calculation_wanted = value
        for book in self.books:
            book.xl.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        """Work out what has changed."""
        for book in self.books:
            book.xl.calculate()

    @property
    def status_bar(self) -> str | bool:
        """The text that was put there, or False."""
        return self._status[1] if self._status else False

    @status_bar.setter
    def status_bar(self, value: str | bool | None) -> None:
        # A new indicator each time: LibreOffice's own work ends one that is shown, without a word.
        if self._status:
            self._status[0].end()
            self._status = None
        if value:
            indicator = self.books.active.controller.getFrame().createStatusIndicator()
            indicator.start(str(value), 0)
            self._status = (indicator, str(value))

    def alert(
        self, prompt: str, title: str | None, buttons: str | None, mode: str | None, callback: Any
    ) -> str:
        """Ask the user; the button's name comes back."""
        if not self.visible:
            raise RuntimeError("There is no window to ask in.")
        window = self.books.active.controller.getFrame().getContainerWindow()
        kind = _KINDS[mode]
        if buttons not in {None, "ok"}:
            kind = _ASKS.get(kind, kind)
        box = window.getToolkit().createMessageBox(
            window, enum("awt.MessageBoxType", kind), _BUTTONS[buttons], title or "", prompt or ""
        )
        return _ANSWERS[box.execute()]

    def picked_file(self, title: str, kinds: str, patterns: Sequence[str], folder: Path | None) -> str:
        """Have the user choose a file, first in `folder`, if there is one; its path comes back, "" where they cancel. `patterns`: such as "*.csv"."""
        picker = self.office.create("ui.dialogs.FilePicker")
        picker.initialize((_OPEN_ONE,))
        picker.setTitle(title)
        if folder:
            picker.setDisplayDirectory(folder.as_uri())
        picker.appendFilter(kinds, ";".join(patterns))
        picker.setCurrentFilter(kinds)
        if not picker.execute():
            return ""
        return str(uno().fileUrlToSystemPath(picker.getSelectedFiles()[0]))

    def _clean_up(self) -> None:
        from salesbook.office.libreoffice import locks

        for path in self.opened:
            locks.clean_up(path, self.office.profile)


def _has_screen() -> bool:
    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
