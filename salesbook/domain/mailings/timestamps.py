"""Moments as programs write them into their exports."""

from __future__ import annotations

import re
from datetime import datetime

_GO = re.compile(
    r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(\.\d+)? ([+-]\d{4})( \w+)?"
)  # Go's Time.String, which listmonk writes


def moment(text: str) -> datetime | None:
    """The moment, with its zone where the text names one; None for what is none.

    Known are ISO 8601 (2026-06-15, 2026-06-15T09:30:00Z), Go's way, and seconds since 1970.
    """
    text = text.strip()
    if found := _GO.fullmatch(text):
        text = f"{found[1]}{found[3]}"
    try:
        if re.fullmatch(r"\d{10}(\.\d+)?", text):
            return datetime.fromtimestamp(float(text)).astimezone()
        return datetime.fromisoformat(text)
    except ValueError:
        return None
