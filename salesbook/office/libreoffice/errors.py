"""What can go wrong with LibreOffice, each as facts; str() of it is a sentence and the next step."""

from __future__ import annotations

from dataclasses import dataclass

_GET_IT = "Install it from https://www.libreoffice.org/download (on Debian and Ubuntu: apt install libreoffice-calc)"


class OfficeError(Exception):
    """Something about LibreOffice, said in a sentence."""


@dataclass(eq=False)
class OfficeMissing(OfficeError):
    """There is no LibreOffice on this computer, or not where it was looked for."""

    looked: tuple[str, ...]

    def __str__(self) -> str:
        return f"LibreOffice was not found. {_GET_IT}, or put its soffice on the PATH."


@dataclass(eq=False)
class UnoMissing(OfficeError):
    """LibreOffice may be there, but not its bridge for this Python. `why` is what importing it said."""

    python: str
    why: str

    def __str__(self) -> str:
        return (
            f"LibreOffice's bridge to Python (the module uno) cannot be used by Python {self.python}: {self.why}. "
            "On Debian and Ubuntu: apt install python3-uno, and use the system's Python; "
            "on Windows and macOS use the Python that comes in LibreOffice's program folder."
        )


@dataclass(eq=False)
class CannotStart(OfficeError):
    """LibreOffice did not come up. `why` is a clause."""

    why: str

    def __str__(self) -> str:
        return f"LibreOffice could not be started: {self.why}. Start it by hand once, to see what it says."


@dataclass(eq=False)
class OfficeDied(OfficeError):
    """LibreOffice ended in the middle; `kept` is the folder with what it saved for recovery, or ""."""

    kept: str = ""

    def __str__(self) -> str:
        saved = f" What it had saved of unsaved work lies in {self.kept}." if self.kept else ""
        return f"LibreOffice ended unexpectedly. The file is as it was saved last; open it again to go on.{saved}"


class OfficeEnded(OfficeError):
    """LibreOffice was ended, by a script or by the person at it."""

    def __str__(self) -> str:
        return "LibreOffice was closed. Start it again (libreoffice.start()), and open the workbook again."


@dataclass(eq=False)
class BookClosed(OfficeError):
    """A workbook that is not open any more."""

    name: str

    def __str__(self) -> str:
        return f"{self.name} is not open any more. Open it again to go on."


@dataclass(eq=False)
class SheetGone(OfficeError):
    """A sheet that somebody holds was deleted, or cannot be told from others any more."""

    name: str

    def __str__(self) -> str:
        return f"The sheet {self.name} is not there any more. Look for it among book.sheets again."


@dataclass(eq=False)
class CellsGone(OfficeError):
    """Cells that somebody holds were deleted, or moved apart. `what` is a clause."""

    what: str

    def __str__(self) -> str:
        return f"{self.what}. Ask the sheet for the range again."


@dataclass(eq=False)
class NotDone(OfficeError):
    """LibreOffice refused. `why` is a clause."""

    why: str

    def __str__(self) -> str:
        return f"LibreOffice did not do this: {self.why}."


@dataclass(eq=False)
class CannotSave(OfficeError):
    """A workbook that cannot be saved so. `why` is a clause, `then` the next step."""

    name: str
    why: str
    then: str

    def __str__(self) -> str:
        return f"{self.name} was not saved: {self.why}. {self.then}"


@dataclass(eq=False)
class CannotOpen(OfficeError):
    """A file that LibreOffice does not open. `why` is a clause."""

    path: str
    why: str

    def __str__(self) -> str:
        return f"{self.path} could not be opened: {self.why}."


@dataclass(eq=False)
class OpenElsewhere(OfficeError):
    """Somebody has the file open; `mark` is the file that says so."""

    path: str
    who: str
    mark: str

    def __str__(self) -> str:
        return (
            f"{self.path} is open{f' by {self.who}' if self.who else ' elsewhere'}. Close it there first. "
            f"If nobody has it open, delete the file {self.mark} that a program left behind."
        )


@dataclass(eq=False)
class AlreadyOpen(OfficeError):
    """The file is open in a window of ours already."""

    path: str

    def __str__(self) -> str:
        return (
            f"{self.path} is open already; its window is on the screen. "
            "If its buttons do not answer, save and close it, and open it again."
        )


@dataclass(eq=False)
class SheetProtected(OfficeError):
    """Cells that are locked on a protected sheet."""

    sheet: str

    def __str__(self) -> str:
        return f"The sheet {self.sheet} is protected. Take the protection off (Tools, Protect Sheet), then try again."


@dataclass(eq=False)
class CellsInTheWay(OfficeError):
    """A table must grow, and something stands below it."""

    table: str
    cell: str

    def __str__(self) -> str:
        return f"Table {self.table} must grow, but something stands below it in {self.cell}. Move that away, then try again."
