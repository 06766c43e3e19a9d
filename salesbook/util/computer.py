"""Which kind of computer this is."""

from __future__ import annotations

import sys


def system() -> str:
    """The system, as Python calls it: win32, darwin, linux."""
    return sys.platform
