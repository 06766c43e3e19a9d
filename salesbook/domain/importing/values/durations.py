"""Durations as people and programs write them, in minutes: 12, 0:12:30, 5 min 12 s, 312 sec, PT5M12S, 1.5 h."""

from __future__ import annotations

import re
from datetime import time, timedelta

from salesbook.domain.importing.values.multipliers import MINUTES
from salesbook.domain.importing.values.numbers import number_reader
from salesbook.domain.importing.values.readers import Read, Reader, Unread, is_nothing, text
from salesbook.tables.choices import shown_cell
from salesbook.util.folding import letters_and_digits

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?")
_ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.IGNORECASE)
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+|['′\"″])\.?[\s,]*(?:(?:and|und|y|et|en|e|og|och)\s+)?", re.IGNORECASE)  # fmt: skip


def minutes_reader(decimal: str, *, unit: str = "", hours_first: bool = False) -> Reader:
    """Reads durations to minutes. A number alone is in `unit` (a folded word of MINUTES; "" for minutes).

    A clock of three parts has hours, minutes and seconds; of two parts minutes and seconds, or with
    `hours_first` hours and minutes. A word that is no unit of time is refused.
    """
    plain = number_reader(decimal)
    factor = MINUTES[unit] if unit else 1.0

    def read(cell: object) -> Read:
        if isinstance(cell, timedelta):
            return cell.total_seconds() / 60
        if isinstance(cell, time):
            return cell.hour * 60 + cell.minute + cell.second / 60
        words = text(cell)
        if (minutes := _minutes(words, hours_first=hours_first)) is not None:
            return minutes
        number = plain(cell)
        if isinstance(number, float):
            return round(number * factor, 9)
        return Unread(f"is not a duration: {shown_cell(cell)}") if isinstance(number, Unread) and not is_nothing(cell) else number  # fmt: skip

    return read


def _minutes(words: str, *, hours_first: bool) -> float | None:
    """Minutes of a clock or of numbers with their units; None for anything else."""
    if found := _CLOCK.fullmatch(words):
        first, second, third = int(found[1] or 0), int(found[2]), int(found[3])
        if not found[1] and hours_first:
            return float(second * 60 + third)
        return first * 60 + second + third / 60
    iso = _ISO.fullmatch(words)
    if iso and any(iso.groups()):
        days, hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return days * 1440 + hours * 60 + minutes + seconds / 60
    total, end = 0.0, 0
    for part in _PART.finditer(words):
        unit = MINUTES.get(letters_and_digits(part[2]) or part[2])
        if part.start() != end or unit is None:
            return None
        total, end = total + float(part[1].replace(",", ".")) * unit, part.end()
    return round(total, 9) if end and end == len(words) else None
