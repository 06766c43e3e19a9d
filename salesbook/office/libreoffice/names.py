"""Defined names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice import formulas, places
from salesbook.office.libreoffice.bridge import struct
from salesbook.office.libreoffice.ranges import Range
from salesbook.office.libreoffice.sheets import Sheet

if TYPE_CHECKING:
    from salesbook.office.libreoffice.books import Book


class Names(base_classes.Names):
    """The defined names of a book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.xl = book.xl.NamedRanges

    @property
    def api(self) -> Any:
        """LibreOffice's named ranges."""
        return self.xl

    def __call__(self, key: int | str) -> Name:
        name = self.xl.getElementNames()[key - 1] if isinstance(key, int) else key
        if not self.xl.hasByName(name):
            raise KeyError(key)
        return Name(self._book, name)

    def __len__(self) -> int:
        return len(self.xl.getElementNames())

    def contains(self, name_or_index: int | str) -> bool:
        """Whether there is one so called, or so many."""
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(self)
        return bool(self.xl.hasByName(name_or_index))

    def add(self, name: str, refers_to: str) -> Name:
        """A new name for what a formula such as "=Sheet1!$A$1:$B$2" says."""
        home = struct("table.CellAddress", Sheet=0, Column=0, Row=0)
        self.xl.addNewByName(name, formulas.to_calc(refers_to, self._book.table_names())[1:], home, 0)
        return Name(self._book, name)


class Name(base_classes.Name):
    """One defined name."""

    def __init__(self, book: Book, name: str) -> None:
        self._book = book
        self.xl = book.xl.NamedRanges.getByName(name)

    @property
    def api(self) -> Any:
        """LibreOffice's named range."""
        return self.xl

    @property  # type: ignore[misc]  # to give another name is not covered
    def name(self) -> str:
        """How it is called."""
        return str(self.xl.getName())

    @property
    def refers_to(self) -> str:
        """What it stands for, as a formula."""
        return formulas.to_excel(f"={self.xl.getContent()}")

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.xl.setContent(formulas.to_calc(value, self._book.table_names())[1:])

    @property
    def refers_to_range(self) -> Range:
        """The cells it stands for."""
        cells = self.xl.getReferredCells()
        if cells is None:
            raise ValueError(f"The name {self.name} does not stand for cells.")
        sheet = Sheet(self._book, cells.getSpreadsheet())
        return Range(sheet, places.from_uno(cells.getRangeAddress()))

    def delete(self) -> None:
        """Remove it."""
        self._book.xl.NamedRanges.removeByName(self.name)
