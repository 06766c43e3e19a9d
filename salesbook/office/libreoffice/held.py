"""What is held on to while a workbook changes: a sheet's identity, and the shifts that its ranges must follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from salesbook.office.libreoffice.errors import CellsGone, SheetGone
from salesbook.office.libreoffice.places import Coords, from_uno, to_address
from salesbook.office.libreoffice.shifts import Shift, Torn, follow


class HeldRange:
    """Where a range is that somebody holds; it follows a sheet's shifts when it is asked."""

    def __init__(self, coords: Coords, shifts: Sequence[Shift]) -> None:
        self._coords: Coords | None = coords
        self._shifts = shifts
        self._why = ""
        self.followed = len(shifts)

    @property
    def coords(self) -> Coords:
        """Row, column, rows, columns; raises CellsGone."""
        while self.followed < len(self._shifts):
            self._follow(self._shifts[self.followed])
            self.followed += 1
        if self._coords is None:
            raise CellsGone(self._why)
        return self._coords

    def _follow(self, shift: Shift) -> None:
        if self._coords is not None:
            address = to_address(self._coords)
            try:
                self._coords = follow(self._coords, shift)
                self._why = f"{address} was deleted"
            except Torn:
                self._coords = None
                self._why = f"Cells of {address} were deleted, and others beside them not"


_LONGEST, _NOT_IN_NAMES = 31, set(":\\/?*[]")
_NEAR_THE_END = 1_000, 1_048_000  # column and row
_MARKS = ("AbsoluteName", "CodeName")


@dataclass(eq=False)
class KnownSheet:
    """A sheet as the engine knows it; all its objects share one.

    LibreOffice's own object of a sheet that was deleted is another sheet, without a word, and after
    an insert it begins a row too low.
    """

    name: str
    code: str
    gone: bool = False
    shifts: list[Shift] = field(default_factory=list)
    moved: int = (
        0  # how often rows or columns came or went otherwise: by a person, or by LibreOffice's own objects
    )
    _witness: Any = None
    _stands: Coords | None = None

    def look(self, xl: Any) -> None:
        """See whether rows or columns came or went since the last look: a cell near the end moves with them."""
        self.recheck()
        if self._witness is None:
            self._witness = xl.getCellRangeByPosition(*_NEAR_THE_END, *_NEAR_THE_END)
            self._stands = from_uno(self._witness.getRangeAddress())

    def recheck(self) -> None:
        """The same where there was a look before."""
        if self._witness is not None and from_uno(self._witness.getRangeAddress()) != self._stands:
            self.moved += 1
            self._witness = None

    def shifted(self, shift: Shift) -> None:
        """Cells came or went by the engine itself."""
        self.shifts.append(shift)
        self._witness = None


class KnownSheets:
    """The sheets of one book, by what their tabs say."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._known: dict[str, KnownSheet] = {}

    def of(self, xl: Any) -> KnownSheet:
        """What is known of a sheet that LibreOffice has given just now."""
        name, code = str(xl.getName()), str(xl.CodeName)
        if name not in self._known or self._known[name].code != code:
            self._known[name] = KnownSheet(name, code)
        self._known[name].recheck()
        return self._known[name]

    def renamed(self, known: KnownSheet, name: str) -> None:
        """Its tab says something else now."""
        self._known.pop(known.name, None)
        known.name = name
        self._known[name] = known

    def deleted(self, known: KnownSheet) -> None:
        """It is not there any more; another one of that name is another one."""
        known.gone = True
        self._known.pop(known.name, None)

    def again(self, known: KnownSheet) -> Any:
        """LibreOffice's object of a sheet, found anew; raises SheetGone."""
        if not known.gone:
            sheets = self._document.getSheets()
            if sheets.hasByName(known.name):
                found = sheets.getByName(known.name)
                if str(found.CodeName) == known.code:
                    return found
            for i in range(sheets.getCount() if known.code else 0):
                found = sheets.getByIndex(i)
                if str(found.CodeName) == known.code:
                    self.renamed(known, str(found.getName()))
                    return found
        raise SheetGone(known.name)


def marks(xl: Any) -> Any:
    """What changes about LibreOffice's object of a sheet when it is not that sheet, or not all of it, any more."""
    return xl.getPropertyValues(_MARKS)


def check_name(name: str) -> None:
    """Raise ValueError for what no sheet can be called."""
    if not 0 < len(name) <= _LONGEST or set(name) & _NOT_IN_NAMES or name[0] == "'" or name[-1] == "'":
        raise ValueError(
            f"{name!r} is no name for a sheet: it takes 1 to {_LONGEST} characters, none of : \\ / ? * [ ], "
            "and no apostrophe at its ends."
        )
