"""A file that somebody chooses in the box of the program in which a workbook is open: the program in, a path out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

_TITLE = "Import into Salesbook"
_PATTERNS = ("*.csv", "*.tsv", "*.txt", "*.xlsx", "*.vcf")
_TABLES = f"Tables and cards ({', '.join(_PATTERNS)})"


def picked_file(app: Any, folder: Path | None) -> Path | None:
    """The path of a file to import; None where the box was cancelled. `app` is an `xlwings.App`; the box begins in `folder`, if there is one.

    Excel for Windows begins where it opened or saved a file last: its box takes no folder.
    """
    if app.engine.name == "libreoffice":
        found = app.impl.picked_file(_TITLE, _TABLES, _PATTERNS, folder)
    elif sys.platform == "darwin":
        found = _on_macos(folder)
    else:
        found = app.api.GetOpenFilename(f"{_TABLES},{';'.join(_PATTERNS)}", 1, _TITLE)  # False: cancelled
    return Path(found) if isinstance(found, str) and found else None


def _on_macos(folder: Path | None) -> str:
    """Excel's own box gives paths in a form of old there; AppleScript's gives them as Python wants them."""
    quoted = str(folder).replace("\\", "\\\\").replace('"', '\\"')
    first = f' default location POSIX file "{quoted}"' if folder else ""
    script = f'POSIX path of (choose file with prompt "{_TITLE}"{first})'
    asked = subprocess.run(["osascript", "-e", script], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return asked.stdout.strip()
