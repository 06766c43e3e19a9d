"""Files that come with salesbook."""

from __future__ import annotations

from pathlib import Path


def templates_dir() -> Path:
    """The folder of templates: inside the installed package, or beside it in a source checkout."""
    package = Path(__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"
