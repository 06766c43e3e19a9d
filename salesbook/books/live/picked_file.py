"""A file that somebody chooses in the box of the program in which a workbook is open: the program in, a path out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

_TITLE = "Import into Salesbook"
_PATTERNS = ("*.csv", "*.tsv", "*.txt", "*.xlsx", "*.vcf")
_TABLES = f"Tables and cards ({', '.join(_PATTERNS)})"


def picked_file(app: Any) -> Path | None:
    """The path of a file to import; None where the box was cancelled. `app` is an `xlwings.App`."""
    if app.engine.name == "libreoffice":
        found = app.impl.picked_file(_TITLE, _TABLES, _PATTERNS)
    elif sys.platform == "darwin":
        found = _on_macos()
    else:
        found = app.api.GetOpenFilename(f"{_TABLES},{';'.join(_PATTERNS)}", 1, _TITLE)  # False: cancelled
    return Path(found) if isinstance(found, str) and found else None


def _on_macos() -> str:
    """Excel's own box gives paths in a form of old there; AppleScript's gives them as Python wants them."""
    script = f'POSIX path of (choose file with prompt "{_TITLE}")'
    asked = subprocess.run(["osascript", "-e", script], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return asked.stdout.strip()
