"""Where LibreOffice is."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from salesbook.office.libreoffice.errors import OfficeMissing


def program() -> Path:
    """LibreOffice's program itself, not the script or starter in front of it.

    The starter would leave us with a process that is not the one to watch and to end. Raises
    OfficeMissing.
    """
    looked = []
    for place in _places():
        looked.append(str(place))
        if place.is_file():
            own = place.resolve().with_name("soffice.bin")
            return own if own.is_file() else place
    raise OfficeMissing(tuple(looked))


def settings_folder() -> Path:
    """Where the user's own LibreOffice keeps its settings; it need not exist."""
    home = Path.home()
    if sys.platform == "win32":
        return home / "AppData" / "Roaming" / "LibreOffice" / "4" / "user"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "LibreOffice" / "4" / "user"
    return home / ".config" / "libreoffice" / "4" / "user"


def _places() -> Iterator[Path]:
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    if on_path:
        yield Path(on_path)
    if sys.platform == "win32":
        for folder in (r"C:\Program Files", r"C:\Program Files (x86)"):
            yield Path(folder) / "LibreOffice" / "program" / "soffice.exe"
    elif sys.platform == "darwin":
        for root in (Path("/Applications"), Path.home() / "Applications"):
            yield root / "LibreOffice.app" / "Contents" / "MacOS" / "soffice"
    else:
        yield from map(
            Path, ("/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice")
        )
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
