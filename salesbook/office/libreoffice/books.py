"""Open workbooks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice.bridge import properties, uno
from salesbook.office.libreoffice.days import Days
from salesbook.office.libreoffice.errors import CannotOpen
from salesbook.office.libreoffice.formats import Formats
from salesbook.office.libreoffice.sheets import Sheets

if TYPE_CHECKING:
    from salesbook.office.libreoffice.app import App
    from salesbook.office.libreoffice.names import Names

_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".xls": "MS Excel 97",
    ".ods": "calc8", ".csv": "Text - txt - csv (StarCalc)",
}  # fmt: skip
_NO_MACROS = 0  # and no question about them either
_UPDATE_NO_LINKS = 0
_UNNAMED = "__Anonymous_Sheet_DB__"  # a filter without a table
_A_MOMENT, _SOME_SECONDS = 0.3, 3.0


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
        """The one that the user looks at, else the one activated or opened last."""
        books = list(self)
        current = self.api.getCurrentComponent()
        for book in books:
            if current is not None and book.xl == current:
                return book
        last = [book for book in books if book is self.app.activated]
        if not books:
            raise KeyError("No book is open.")
        return (last or books)[-1]

    def __iter__(self) -> Iterator[Book]:
        parts = self.api.getComponents().createEnumeration()
        while parts.hasMoreElements():
            part = parts.nextElement()
            if (
                _is_workbook(part) and part.getControllers().hasMoreElements()
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
        self, fullname: str, update_links: bool | None = None, read_only: bool | None = None, *_: Any
    ) -> Book:
        """Open a file without any question; raises OpenElsewhere or CannotOpen."""
        from salesbook.office.libreoffice import locks

        path = Path(fullname).resolve()
        if not read_only:
            locks.clear_way(path)
            self.app.opened.append(path)
        return self._load(path.as_uri(), str(path), ReadOnly=bool(read_only))

    def _load(self, url: str, path: str, **more: Any) -> Book:
        from salesbook.office.libreoffice.listening import NoQuestions

        options = properties(
            Hidden=not self.app.office.visible,
            MacroExecutionMode=_NO_MACROS,
            UpdateDocMode=_UPDATE_NO_LINKS,
            InteractionHandler=NoQuestions(),
            **more,
        )
        try:
            document = self.api.loadComponentFromURL(url, "_blank", 0, options)
        except uno().getClass("com.sun.star.uno.Exception") as error:
            raise CannotOpen(
                path, "it is damaged, has a password, or is something else than a workbook"
            ) from error
        if document is None:
            raise CannotOpen(path, "it is damaged, has a password, or is something else than a workbook")
        if not _is_workbook(document):
            document.close(True)
            raise CannotOpen(path, "it is not a workbook")
        self.app.activated = self.app.book_of(document)
        return self.app.activated


class Book(base_classes.Book):
    """One open workbook."""

    app: App = None  # type: ignore[assignment]  # else it is a property of the base

    def __init__(self, app: App, xl: Any) -> None:
        self.app = app
        self.xl = xl
        self.formats = Formats(xl)
        self.days = Days(xl)
        self.totals: dict[str, list[Any]] = {}  # of tables that hide them for a while
        self._found: dict[str, tuple[float, Sequence[Any]]] = {}
        self._tables: tuple[float, Sequence[tuple[Any, int]]] | None = None

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
        return (
            Path(uno().fileUrlToSystemPath(url)).name if url.startswith("file:") else str(self.xl.getTitle())
        )

    @property
    def sheets(self) -> Sheets:
        """Its sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """Its defined names."""
        from salesbook.office.libreoffice.names import Names

        return Names(self)

    def all_tables(self) -> Sequence[tuple[Any, int]]:
        """Every table, as LibreOffice's database range, and its sheet (from 0).

        Who goes through all sheets asks for each of them at once: one look answers that.
        """
        now = time.monotonic()
        if self._tables is None or now - self._tables[0] > _A_MOMENT:
            ranges = self.xl.DatabaseRanges
            named = [name for name in ranges.getElementNames() if not name.startswith(_UNNAMED)]
            found = [ranges.getByName(name) for name in named]
            self._tables = now, [(each, each.getDataArea().Sheet) for each in found]
        return self._tables[1]

    def remembered(self, what: str, look: Callable[[], Sequence[Any]]) -> Sequence[Any]:
        """What `look` found some seconds ago, or finds now: several tables grow one after the other."""
        now = time.monotonic()
        if what not in self._found or now - self._found[what][0] > _SOME_SECONDS:
            self._found[what] = now, look()
        return self._found[what][1]

    def forget_tables(self) -> None:
        """Look again the next time."""
        self._tables = None

    def table_names(self) -> set[str]:
        """The names of all its tables in lower case."""
        return {name.lower() for name in self.xl.DatabaseRanges.getElementNames()}

    def activate(self) -> None:
        """Make it the active one."""
        self.app.activated = self
        self.controller.getFrame().activate()

    def close(self) -> None:
        """Close it without saving."""
        self.xl.close(True)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save it where it was, or as `path`, in the format that the ending says."""
        if password is not None:
            raise NotImplementedError("Saving with a password is not covered.")
        if path is None and self.xl.hasLocation():
            self.xl.store()
            return
        to = Path(path or self.fullname).resolve()
        if not to.suffix:
            to = to.with_suffix(".xlsx")
        if to.suffix.lower() not in _FILTERS:
            raise ValueError(f"{to.suffix} is no format that a book can be saved in here.")
        self.app.opened.append(to)
        self.xl.storeAsURL(to.as_uri(), properties(FilterName=_FILTERS[to.suffix.lower()], Overwrite=True))

    def to_pdf(self, path: str, quality: Any = None) -> None:
        """Print it into a file."""
        self.xl.storeToURL(Path(path).resolve().as_uri(), properties(FilterName="calc_pdf_Export"))


def _is_workbook(part: Any) -> bool:
    return hasattr(part, "supportsService") and bool(
        part.supportsService("com.sun.star.sheet.SpreadsheetDocument")
    )
