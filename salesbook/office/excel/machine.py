"""What the computer has for the buttons: Excel, LibreOffice, and what xlwings put beside Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from salesbook.office.excel.sources import xlwings_version
from salesbook.util import computer

_PROGRAMS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
_EXCEL = ("Microsoft Office*/root/Office*/EXCEL.EXE", "Microsoft Office*/Office*/EXCEL.EXE")
_APPLICATIONS = Path("/Applications")
NO_SPACES = "Make the environment (.venv) in a folder whose path has no spaces, and install salesbook there."


def excel() -> Path | None:
    """Excel on this computer."""
    if computer.system() == "darwin":
        app = _APPLICATIONS / "Microsoft Excel.app"
        return app if app.exists() else None
    return _installed(*_EXCEL)


def open_in_excel(book: Path) -> None:
    """Open a workbook in Excel, as a double click would."""
    if computer.system() == "darwin":
        subprocess.run(["open", "-a", "Microsoft Excel", str(book.resolve())], check=True)  # noqa: S603, S607
    else:
        subprocess.Popen([str(excel()), str(book.resolve())])  # noqa: S603


def libreoffice() -> Path | None:
    """LibreOffice on this computer."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Path(found)
    if computer.system() == "darwin":
        app = _APPLICATIONS / "LibreOffice.app"
        return app if app.exists() else None
    return _installed("LibreOffice*/program/soffice.exe")


def xlwings_library() -> Path | None:
    """The library that keeps Python warm on Windows: where the workbook's module looks for it."""
    name = f"xlwings64-{xlwings_version()}.dll"
    folder = Path(sys.executable).parent
    return next((place / name for place in (folder, folder.parent) if (place / name).exists()), None)


def has_unusable_python() -> bool:
    """Whether xlwings' script for macOS would trip over this Python: it puts no quotes around it."""
    return computer.system() == "darwin" and " " in sys.executable


def apple_script() -> Path:
    """Where Excel for macOS looks for the script that starts Python."""
    folder = Path.home() / "Library/Application Scripts/com.microsoft.Excel"
    return folder / f"xlwings-{xlwings_version()}.applescript"


def is_downloaded(book: Path) -> bool:
    """Whether Windows marked the file as coming from another computer: then Excel blocks its macros."""
    try:
        with Path(f"{book}:Zone.Identifier").open(encoding="ascii", errors="replace") as mark:
            return any(line.strip() in {"ZoneId=3", "ZoneId=4"} for line in mark)
    except OSError:
        return False


def is_in_the_cloud(book: Path) -> bool:
    """Whether the file lies in a folder of OneDrive or SharePoint, which Excel names by its web address."""
    folders = {os.environ.get(name, "") for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")}
    place = book.resolve()
    return any(folder and place.is_relative_to(folder) for folder in folders) or any(
        part.startswith(("OneDrive", "SharePoint")) for part in place.parts
    )


def _installed(*patterns: str) -> Path | None:
    """The newest program in the folders of Windows that matches."""
    roots = [Path(os.environ[name]) for name in _PROGRAMS if os.environ.get(name)]
    found = [path for root in roots for pattern in patterns for path in root.glob(pattern)]
    return max(found, default=None)
