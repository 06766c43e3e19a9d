"""Defined names: those of a book, and those that one of its sheets has for itself ("Sheet1!rates")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice import formulas, places
from salesbook.office.libreoffice.bridge import failure, struct
from salesbook.office.libreoffice.ranges import Range
from salesbook.office.libreoffice.sentences import in_sentences

if TYPE_CHECKING:
    from salesbook.office.libreoffice.books import Book
    from salesbook.office.libreoffice.sheets import Sheet

_PLAIN = re.compile(r"[^\W\d]\w*")
_CELLS = re.compile(r"(?<![\w.!$:'])\$?[A-Z]{1,3}\$?\d+(?![\w(.!])", re.IGNORECASE)
_TEXT = re.compile(r'"(?:[^"]|"")*"')


@in_sentences
class Names(base_classes.Names):
    """The names of a book, its sheets' own among them; or those of one sheet."""

    def __init__(self, book: Book, sheet: Sheet | None = None) -> None:
        self._book = book
        self._sheet = sheet
        self.xl = (sheet or book).xl.NamedRanges

    @property
    def api(self) -> Any:
        """LibreOffice's named ranges."""
        return self.xl

    def __call__(self, key: int | str) -> Name:
        if isinstance(key, int):
            return self._all()[key - 1]
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        return found

    def __len__(self) -> int:
        return len(self._all())

    def contains(self, name_or_index: int | str) -> bool:
        """Whether there is one so called, or so many."""
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(self)
        return self._found(name_or_index) is not None

    def snapshot(self) -> list[tuple[str, Name]]:
        """All of them, with what they are called."""
        return [(each.name, each) for each in self._all()]

    def add(self, name: str, refers_to: str) -> Name:
        """A name for what a formula such as "=Sheet1!$A$1:$B$2" says, in place of one that is there.

        "Sheet1!rates" is a name of that sheet alone. An address without a sheet is one of the sheet
        that is shown. Raises ValueError for what cannot be a name, or says no sheet in a longer formula.
        """
        holder, bare = self._holder(name)
        content = self._content(refers_to, holder)
        names = (holder or self._book).xl.NamedRanges
        if names.hasByName(bare):
            names.getByName(bare).setContent(content)
        else:
            home = struct("table.CellAddress", Sheet=holder.index - 1 if holder else 0, Column=0, Row=0)
            try:
                names.addNewByName(bare, content, home, 0)
            except failure("uno.RuntimeException") as error:
                if self._book.is_closed or not self._book.app.office.alive:
                    raise
                raise ValueError(
                    f"{bare!r} cannot be a name: it takes letters, digits and _, and must not read like a cell."
                ) from error
        return Name(self._book, bare, holder)

    def _content(self, refers_to: str, holder: Sheet | None) -> str:
        text = refers_to if refers_to.startswith("=") else f"={refers_to}"
        if places.from_address(text[1:]):
            name = (holder or self._book.sheets.active).name
            quoted = name if _PLAIN.fullmatch(name) else "'" + name.replace("'", "''") + "'"
            text = f"={quoted}!{text[1:]}"
        elif _CELLS.search(_TEXT.sub("", text)):
            raise ValueError(f"Say in {refers_to} on which sheet the cells are, such as Sheet1!$A$1.")
        return formulas.to_calc(text, self._book.known_tables.names())[1:]

    def _holder(self, name: str) -> tuple[Sheet | None, str]:
        """The sheet whose own name it is, and the name without it."""
        sheet, mark, bare = name.rpartition("!")
        if not mark:
            return self._sheet, bare
        return self._book.sheets(sheet.strip("'").replace("''", "'")), bare

    def _found(self, key: str) -> Name | None:
        try:
            holder, bare = self._holder(key)
        except KeyError:
            return None
        return (
            Name(self._book, bare, holder) if (holder or self._book).xl.NamedRanges.hasByName(bare) else None
        )

    def _all(self) -> list[Name]:
        holders = [self._sheet] if self._sheet else [None, *self._book.sheets]
        return [
            Name(self._book, name, holder)
            for holder in holders
            for name in sorted((holder or self._book).xl.NamedRanges.getElementNames(), key=str.lower)
        ]


@in_sentences
class Name(base_classes.Name):
    """One defined name, of the book or of a sheet."""

    def __init__(self, book: Book, bare: str, sheet: Sheet | None = None) -> None:
        self._book = book
        self._sheet = sheet
        self.xl = (sheet or book).xl.NamedRanges.getByName(bare)

    @property
    def api(self) -> Any:
        """LibreOffice's named range."""
        return self.xl

    @property  # type: ignore[misc]  # to give another name is not covered
    def name(self) -> str:
        """How it is called, with its sheet where it is one's own."""
        bare = str(self.xl.getName())
        if self._sheet is None:
            return bare
        name = self._sheet.name
        return f"{name}!{bare}" if _PLAIN.fullmatch(name) else "'" + name.replace("'", "''") + f"'!{bare}"

    @property
    def refers_to(self) -> str:
        """What it stands for, as a formula."""
        return formulas.to_excel(f"={self.xl.getContent()}")

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        Names(self._book).add(self.name, value)

    @property
    def refers_to_range(self) -> Range:
        """The cells it stands for."""
        cells = self.xl.getReferredCells()
        if cells is None:
            raise ValueError(f"The name {self.name} does not stand for cells.")
        sheet = self._book.sheets(cells.getSpreadsheet().getName())
        return Range(sheet, places.from_uno(cells.getRangeAddress()))

    def delete(self) -> None:
        """Remove it."""
        (self._sheet or self._book).xl.NamedRanges.removeByName(str(self.xl.getName()))
