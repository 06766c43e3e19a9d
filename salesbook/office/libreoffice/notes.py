"""Notes on cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

if TYPE_CHECKING:
    from salesbook.office.libreoffice.ranges import Range
    from salesbook.office.libreoffice.sheets import Sheet


class Note(base_classes.Note):
    """The note on one cell. `xl` is LibreOffice's annotation."""

    def __init__(self, sheet: Sheet, xl: Any) -> None:
        self._sheet = sheet
        self.xl = xl

    @property
    def api(self) -> Any:
        """LibreOffice's annotation."""
        return self.xl

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.xl.getString())

    @text.setter
    def text(self, value: str) -> None:
        self.xl.setString(value)

    @property
    def author(self) -> str:
        """Who wrote it."""
        return str(self.xl.getAuthor())

    @property
    def location(self) -> Range:
        """The cell."""
        place = self.xl.getPosition()
        return self._sheet.range((place.Row + 1, place.Column + 1))

    def delete(self) -> None:
        """Take it off."""
        place = self.xl.getPosition()
        notes = self._sheet.xl.getAnnotations()
        for i in range(notes.getCount()):
            if notes.getByIndex(i).getPosition() == place:
                notes.removeByIndex(i)
                return


def notes_of(sheet: Sheet) -> list[Note]:
    """All notes of a sheet."""
    notes = sheet.xl.getAnnotations()
    return [Note(sheet, notes.getByIndex(i)) for i in range(notes.getCount())]
