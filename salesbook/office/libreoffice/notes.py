"""Notes on cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice import places
from salesbook.office.libreoffice.ranges import Range
from salesbook.office.libreoffice.sentences import in_sentences

if TYPE_CHECKING:
    from salesbook.office.libreoffice.sheets import Sheet

_NOTE = 8


@in_sentences
class Note(base_classes.Note):
    """The note on the cell in a row and a column, from 1; what it says is asked for when it is wanted.

    The sheet must have been looked at just now.
    """

    def __init__(self, sheet: Sheet, row: int, column: int) -> None:
        self._sheet = sheet
        self._cell = Range(sheet, (row, column, 1, 1))

    @property
    def api(self) -> Any:
        """LibreOffice's annotation."""
        return self._cell.xl.getCellByPosition(0, 0).getAnnotation()

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.api.getString())

    @text.setter
    def text(self, value: str) -> None:
        self.api.setString(value)

    @property
    def author(self) -> str:
        """Who wrote it."""
        return str(self.api.getAuthor())

    @property
    def location(self) -> Range:
        """The cell."""
        return self._cell

    def delete(self) -> None:
        """Take it off."""
        row, column = self._cell.coords[:2]
        notes = self._sheet.xl.getAnnotations()
        for i in range(notes.getCount()):
            place = notes.getByIndex(i).getPosition()
            if (place.Row + 1, place.Column + 1) == (row, column):
                notes.removeByIndex(i)
                return


def notes_of(sheet: Sheet) -> list[Note]:
    """All notes of a sheet: where they are is one question, however many there are."""
    found = map(places.from_uno, sheet.xl.queryContentCells(_NOTE).RangeAddresses)
    return [
        Note(sheet, row + i, column + j)
        for row, column, rows, columns in found
        for i in range(rows)
        for j in range(columns)
    ]
