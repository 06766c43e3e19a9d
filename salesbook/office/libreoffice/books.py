"""Open workbooks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice import activation, saving
from salesbook.office.libreoffice.bridge import failure, properties, uno
from salesbook.office.libreoffice.days import Days
from salesbook.office.libreoffice.errors import CannotOpen
from salesbook.office.libreoffice.formats import NumberFormats
from salesbook.office.libreoffice.held import KnownSheets
from salesbook.office.libreoffice.known_tables import KnownTables
from salesbook.office.libreoffice.sentences import in_sentences
from salesbook.office.libreoffice.sheets import Sheets

if TYPE_CHECKING:
    from salesbook.office.libreoffice.app import App
    from salesbook.office.libreoffice.names import Names

_WHY = "it is damaged, has a password, or is something else than a workbook"
_NO_MACROS = 0  # and no question about them either
_UPDATE_NO_LINKS = 0
_SOME_SECONDS = 3.0


@in_sentences
class Books(base_classes.Books):
    """The spreadsheets that one LibreOffice has open."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> Any:
        """LibreOffice's desktop."""
        return self.app.office.desktop

    @property
    def active(self) -> Book:
        """The one that was activated, made or opened last, unless the user has gone to another one since."""
        books = list(self)
        if not books:
            raise KeyError("No book is open.")
        return activation.active(self.app, books)

    def __iter__(self) -> Iterator[Book]:
        """In the order in which they were opened."""
        return iter(sorted(self._open(), key=lambda book: book.number))

    def _open(self) -> Iterator[Book]:
        parts = self.api.getComponents().createEnumeration()
        while parts.hasMoreElements():
            part = parts.nextElement()
            if (
                activation.is_workbook(part) and part.getControllers().hasMoreElements()
            ):  # else it is still being loaded
                yield self.app.book_of(part)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, key: int | str) -> Book:
        for number, book in enumerate(self, 1):
            if key in {number, book.name}:
                return book
        raise KeyError(key)

    def __contains__(self, key: int | str) -> bool:
        return any(key in {number, book.name} for number, book in enumerate(self, 1))

    def add(self) -> Book:
        """A new, empty one."""
        return self._load("private:factory/scalc", "a new book")

    def open(
        self,
        fullname: str,
        update_links: bool | None = None,
        read_only: bool | None = None,
        format: Any = None,  # noqa: A002  # xlwings' name
        password: str | None = None,
        *more: Any,
    ) -> Book:
        """Open a file without any question; raises OpenElsewhere or CannotOpen.

        In a file of comma-separated values what looks like a number or a date becomes one, as in Excel.
        """
        from salesbook.office.libreoffice import locks

        if update_links or format is not None or any(each is not None for each in more):
            raise NotImplementedError(
                "Of what books.open can be told, only read_only and password are covered in LibreOffice."
            )
        path = Path(fullname).resolve()
        if not read_only:
            locks.clear_way(path)
            self.app.opened.append(path)
        options: dict[str, Any] = {"ReadOnly": bool(read_only)}
        if path.suffix.lower() == ".csv":
            options |= saving.comma_separated(path)
        if password is not None:
            options["Password"] = password
        book = self._load(path.as_uri(), str(path), **options)
        book.has_password = password is not None
        return book

    def _load(self, url: str, path: str, **more: Any) -> Book:
        from salesbook.office.libreoffice.listening import NoQuestions

        options = properties(
            Hidden=not (self.app.office.visible and self.app.screen_updating),
            MacroExecutionMode=_NO_MACROS,
            UpdateDocMode=_UPDATE_NO_LINKS,
            InteractionHandler=NoQuestions(),
            **more,
        )
        try:
            document = self.api.loadComponentFromURL(url, "_blank", 0, options)
        except uno().getClass("com.sun.star.uno.Exception") as error:
            raise CannotOpen(path, _WHY) from error
        if document is None:
            raise CannotOpen(path, _WHY)
        if not activation.is_workbook(document):
            document.close(True)
            raise CannotOpen(path, "it is not a workbook")
        book = self.app.book_of(document)
        if self.app.calculation_wanted:
            document.enableAutomaticCalculation(self.app.calculation_wanted == "automatic")
        book.activate()
        return book


@in_sentences
class Book(base_classes.Book):
    """One open workbook."""

    app: App = None  # type: ignore[assignment]  # else it is a property of the base

    def __init__(self, app: App, xl: Any) -> None:
        self.app = app
        self.xl = xl
        self.formats = NumberFormats(xl)
        self.days = Days(xl)
        self.known_sheets = KnownSheets(xl)
        self.known_tables = KnownTables(xl)
        self.number = int(xl.RuntimeUID)  # LibreOffice counts them up as they are opened
        self.has_password = False
        self.label = ""  # what it is called, for when it cannot be asked any more
        self.totals: dict[str, list[Any]] = {}  # of tables that hide them for a while
        self._found: dict[str, tuple[float, Sequence[Any]]] = {}

    @property
    def api(self) -> Any:
        """LibreOffice's document."""
        return self.xl

    @property
    def controller(self) -> Any:
        """LibreOffice's controller of the document's window."""
        return self.xl.getCurrentController()

    @property
    def fullname(self) -> str:
        """The file; its title for a book that was never saved."""
        url = self.xl.getURL()
        return str(uno().fileUrlToSystemPath(url)) if url.startswith("file:") else self.name

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        url = self.xl.getURL()
        is_file = url.startswith("file:")
        self.label = Path(uno().fileUrlToSystemPath(url)).name if is_file else str(self.xl.getTitle())
        return self.label

    @property
    def is_closed(self) -> bool:
        """Whether it is not open any more."""
        try:
            self.xl.getURL()
        except failure("uno.Exception"):
            return True
        return False

    def settle(self) -> None:
        """Work new formulas out where that is left to the user: LibreOffice gives 0 for them until then."""
        if not self.xl.isAutomaticCalculationEnabled():
            self.xl.calculate()

    @property
    def sheets(self) -> Sheets:
        """Its sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """Its defined names."""
        from salesbook.office.libreoffice.names import Names

        return Names(self)

    def remembered(self, what: str, look: Callable[[], Sequence[Any]]) -> Sequence[Any]:
        """What `look` found some seconds ago, or finds now: several tables grow one after the other."""
        now = time.monotonic()
        if what not in self._found or now - self._found[what][0] > _SOME_SECONDS:
            self._found[what] = now, look()
        return self._found[what][1]

    def activate(self) -> None:
        """Make it the active one."""
        self.label = self.name
        activation.activate(self.app, self)

    def close(self) -> None:
        """Close it without saving."""
        self.xl.close(True)
        self.app.forget(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save it where it was, in its own format, or as `path`, in the format that the ending says.

        Raises CannotSave where LibreOffice cannot write that format, or somebody has the file open.
        """
        if password is not None:
            raise NotImplementedError("Saving with a password is not covered.")
        if path is None and self.xl.hasLocation():
            saving.save_book(self)
        else:
            saving.save_as(self, Path(path or self.fullname).resolve())

    def to_pdf(self, path: str, quality: Any = None) -> None:
        """Print it into a file."""
        self.xl.storeToURL(Path(path).resolve().as_uri(), properties(FilterName="calc_pdf_Export"))
