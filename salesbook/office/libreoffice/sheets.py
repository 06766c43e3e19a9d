"""The sheets of a book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice import places
from salesbook.office.libreoffice.errors import NotDone
from salesbook.office.libreoffice.held import check_name, marks
from salesbook.office.libreoffice.notes import Note, notes_of
from salesbook.office.libreoffice.ranges import Range
from salesbook.office.libreoffice.sentences import in_sentences
from salesbook.office.libreoffice.tables import Tables

if TYPE_CHECKING:
    from salesbook.office.libreoffice.books import Book
    from salesbook.office.libreoffice.names import Names
    from salesbook.office.libreoffice.shifts import Shift


@in_sentences
class Sheets(base_classes.Sheets):
    """All sheets, in order."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._xl = book.xl.getSheets()

    @property
    def api(self) -> Any:
        """LibreOffice's sheets."""
        return self._xl

    @property
    def active(self) -> Sheet:
        """The one that is shown."""
        return Sheet(self._book, self._book.controller.getActiveSheet())

    def __call__(self, key: int | str) -> Sheet:
        if isinstance(key, int):
            if not 1 <= key <= len(self):
                raise KeyError(key)
            return Sheet(self._book, self._xl.getByIndex(key - 1))
        for name in (key, *(name for name in self._xl.getElementNames() if name.lower() == key.lower())):
            if self._xl.hasByName(name):
                return Sheet(self._book, self._xl.getByName(name))
        raise KeyError(key)

    def __len__(self) -> int:
        return int(self._xl.getCount())

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self._book, self._xl.getByIndex(i)) for i in range(len(self)))

    def __contains__(self, key: int | str) -> bool:
        try:
            self(key)
        except KeyError:
            return False
        return True

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """A new sheet before or after another one, else before the active one; it becomes the active one."""
        names = {each.lower() for each in self._xl.getElementNames()}
        if name is None:
            name = next(f"Sheet{i}" for i in range(1, len(names) + 2) if f"sheet{i}" not in names)
        place = after.index if after else (before or self.active).index - 1
        check_name(name)
        self._xl.insertNewByName(name, place)
        self._book.known_tables.forget()
        made = self(name)
        made.activate()
        return made


@in_sentences
class Sheet(base_classes.Sheet):
    """One sheet."""

    book: Book = None  # type: ignore[assignment]  # else it is a property of the base

    def __init__(self, book: Book, xl: Any) -> None:
        self.book = book
        self._take(xl)
        self.known = book.known_sheets.of(xl)

    def _take(self, xl: Any) -> None:
        self._xl, self._marks = xl, marks(xl)

    @property
    def xl(self) -> Any:
        """LibreOffice's sheet, looked at each time whether it still is the one it was; raises SheetGone."""
        if self.known.gone or marks(self._xl) != self._marks:
            self._take(self.book.known_sheets.again(self.known))
        self.known.look(self._xl)
        return self._xl

    @property
    def as_seen(self) -> Any:
        """The same as it was at the last look."""
        return self._xl

    @property
    def shifts(self) -> list[Shift]:
        """What was inserted and deleted on it."""
        return self.known.shifts

    @property
    def api(self) -> Any:
        """LibreOffice's sheet."""
        return self.xl

    @property
    def name(self) -> str:
        """What its tab says."""
        _ = self.xl  # its marks have the name in them: after a look what is known is right
        return self.known.name

    @name.setter
    def name(self, value: str) -> None:
        sheet = self.xl
        others = {each.lower() for each in self.book.xl.getSheets().getElementNames()} - {self.name.lower()}
        if value.lower() in others:
            raise ValueError(f"There is a sheet {value} already.")
        check_name(value)
        sheet.setName(value)
        if str(sheet.getName()) != value:
            raise NotDone(f"the sheet is still called {self.name}")
        self.book.known_sheets.renamed(self.known, value)

    @property
    def index(self) -> int:
        """Its place, from 1."""
        return int(self.xl.getRangeAddress().Sheet) + 1

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """A range by address or name, by (row, column), by rows and columns, or from one to another."""
        _ = self.xl  # what is known of the sheet is known anew
        first = self._coords(arg1)
        return Range(self, first if arg2 is None else places.spanning(first, self._coords(arg2)))

    @property
    def cells(self) -> Range:
        """All cells."""
        return Range(self, places.from_uno(self.xl.getRangeAddress()))

    @property
    def used_range(self) -> Range:
        """The smallest range with all that is filled in."""
        cursor = self.xl.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Range(self, places.from_uno(cursor.getRangeAddress()))

    @property
    def names(self) -> Names:
        """The names that are its own; those of the book are not among them."""
        from salesbook.office.libreoffice.names import Names

        return Names(self.book, self)

    @property
    def tables(self) -> Tables:
        """The tables on it."""
        return Tables(self)

    @property
    def notes(self) -> list[Note]:
        """The notes on its cells."""
        return notes_of(self)

    @property
    def visible(self) -> bool:
        """Whether it is shown among the tabs."""
        return bool(self.xl.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        if not value:
            self._must_not_be_the_last()
        self.xl.IsVisible = value

    def activate(self) -> None:
        """Show it."""
        self.book.controller.setActiveSheet(self.xl)

    def select(self) -> None:
        """Show it; one sheet is selected at a time."""
        self.activate()

    def delete(self) -> None:
        """Remove it from the book."""
        from salesbook.office.libreoffice.transfer import drop_sheet

        self._must_not_be_the_last()
        drop_sheet(self.book, self.name)
        self.book.known_sheets.deleted(self.known)

    def _must_not_be_the_last(self) -> None:
        if self.visible and sum(each.visible for each in self.book.sheets) < 2:
            raise ValueError(f"{self.name} is the only sheet to be seen: a workbook must show one.")

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        """Put it before or after another sheet of the book."""
        place = after.index if after else (before or self).index - 1
        self.book.xl.getSheets().moveByName(self.name, place)
        self.book.known_tables.forget()

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """Copy it before or after another sheet of another workbook, see `transfer`."""
        from salesbook.office.libreoffice.transfer import bring_sheet

        beside = before or after
        if beside is None or beside.book is self.book:
            raise NotImplementedError(
                "Sheet.copy is not covered in LibreOffice: use Excel, or copy it into another workbook."
            )
        bring_sheet(self, beside.book, beside.index - (1 if before else 0))

    def clear_contents(self) -> None:
        """Empty all cells."""
        self.used_range.clear_contents()

    def clear_formats(self) -> None:
        """Take all formats off."""
        self.cells.clear_formats()

    def clear(self) -> None:
        """Empty all cells and take their formats off."""
        self.cells.clear()

    def autofit(self, axis: str | None = None) -> None:
        """Make columns as wide and rows as high as what they hold."""
        self.used_range.autofit(axis)

    def _coords(self, arg: Any) -> places.Coords:
        if isinstance(arg, Range):
            if arg.sheet.known is not self.known:
                raise ValueError(f"{arg.address} of {arg.sheet.name} is not on the sheet {self.name}.")
            return arg.coords
        if isinstance(arg, str):
            return self._address(arg)
        if 0 in arg[:2]:
            raise IndexError("Rows and columns count from 1.")
        return tuple(arg) if len(arg) == 4 else (*arg, 1, 1)

    def _address(self, text: str) -> places.Coords:
        """Where an address, a table or a name is; with a sheet in front of it, only on this one."""
        sheet, mark, rest = text.rpartition("!")
        if mark:
            name = self.name
            if sheet.strip("'").replace("''", "'").lower() != name.lower():
                raise ValueError(f"{text} is not on the sheet {name}.")
        return places.from_address(rest) or self._named(rest)

    def _named(self, name: str) -> places.Coords:
        table = name.removesuffix("[#All]").removesuffix("[]")
        for found in self.tables:
            if found.name.lower() == table.lower():
                return (
                    found.range.coords
                    if name.endswith("[#All]")
                    else (found.data_body_range or found.range).coords
                )
        for names in (self.xl.NamedRanges, self.book.xl.NamedRanges):
            if names.hasByName(name):  # the sheet's own name decides, wherever it leads
                cells = names.getByName(name).getReferredCells()
                if cells is None or cells.getRangeAddress().Sheet != self.index - 1:
                    raise ValueError(f"The name {name} does not stand for cells of the sheet {self.name}.")
                return places.from_uno(cells.getRangeAddress())
        raise ValueError(f"{name} is no address, table or name on the sheet {self.name}.")
