"""Time zones by the names that stand in the workbook."""

from __future__ import annotations

from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo


@cache
def zone_of(name: str) -> tzinfo | None:
    """The time zone of that name; None if there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):  # unknown; not a name at all; a folder of the zone files
        return None
