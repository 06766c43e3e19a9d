"""Files that come with salesbook."""

from __future__ import annotations

from pathlib import Path


def templates_dir() -> Path:
    """The folder of templates."""
    return _folder("templates")


def workbook_dir() -> Path:
    """The folder with the sources of the workbook's buttons."""
    return _folder("workbook")


def _folder(name: str) -> Path:
    """Inside the installed package, or beside it in a source checkout."""
    package = Path(__file__).parents[1]
    installed = package / name
    return installed if installed.is_dir() else package.parent / name
