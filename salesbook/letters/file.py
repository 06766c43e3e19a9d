"""One file with a template: what it is called, in which language it is, and where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class File(NamedTuple):
    """A template file: its name without language, such as newsletters/spring."""

    name: str
    language: str
    path: Path
    root: Path
