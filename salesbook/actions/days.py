"""Days as they are typed at a terminal."""

from __future__ import annotations

import argparse
from datetime import date

_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2150, 12, 31)


def day(text: str) -> date:
    """A day as --today takes it. Raises ArgumentTypeError."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-03-31") from None
    if not _FIRST_DAY <= found <= _LAST_DAY:
        raise argparse.ArgumentTypeError(f"{text!r} is not between {_FIRST_DAY} and {_LAST_DAY}")
    return found
