"""Days and times as numbers, from the day on that a document counts from."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any

_DAY = 86_400_000  # milliseconds; what is finer than that is the noise of fractions


class Days:
    """The days of one document; most count from 1899-12-30, some of the Mac's from 1904-01-01."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._seen: dict[float, dt.datetime | float] = {}

    @cached_property
    def _start(self) -> dt.datetime:
        null = self._document.NullDate
        return dt.datetime(null.Year, null.Month, null.Day)  # noqa: DTZ001  # cells have no zone

    def moment(self, number: float) -> dt.datetime | float:
        """The moment that a number in a date cell is; numbers out of the calendar, and times of day, stay numbers."""
        if 0 <= number < 1:
            return number
        found = self._seen.get(number)
        if found is None:
            try:
                found = self._start + dt.timedelta(milliseconds=round(number * _DAY))
            except (OverflowError, ValueError):
                found = number
            if len(self._seen) > 100_000:
                self._seen.clear()
            self._seen[number] = found
        return found

    def number(self, day: dt.date) -> float:
        """The number of a date, or of a datetime; raises ValueError for one before the calendar's first."""
        if not isinstance(day, dt.datetime):
            day = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001
        since = day.replace(tzinfo=None) - self._start
        if since.days < 0:
            raise ValueError(f"{day:%Y-%m-%d} is before the first day that a workbook knows.")
        return since.days + (since.seconds + since.microseconds / 1e6) / 86400
