"""Which days a rep works: working days of Team, Absences, and Holidays of the rep's country."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd

from salesbook.domain.arrays import Dates, Objects, dates, texts
from salesbook.schema import WEEKDAYS

OFFICE_DAYS = "Mon, Tue, Wed, Thu, Fri"
LAST_DAY = date(9999, 12, 31)
_LONG = timedelta(days=1100)  # an absence of years has no working day after it worth waiting for


class WorkCalendar:
    """Working days by rep. A rep whom Team does not know works Monday to Friday, holidays too.

    An absence without a last day goes on until further notice. Such absences, and those of
    several years, do not move dates: the stand-in takes over at once. Holidays without a country
    count for everybody.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        team, holidays = frames["Team"], frames["Holidays"]
        self._working = dict(zip(texts(team, "Rep"), texts(team, "Working days"), strict=True))
        self._country = dict(zip(texts(team, "Rep"), texts(team, "Country"), strict=True))
        self._holidays: dict[str, list[date]] = {}
        for country, day in zip(texts(holidays, "Country"), dates(holidays, "Date").tolist(), strict=True):
            if day is not None:
                self._holidays.setdefault(country.casefold(), []).append(day)
        self._absences = _absences(frames["Absences"])
        self._made: dict[str, np.busdaycalendar] = {}

    def present(self, rep: str, day: date) -> bool:
        """Whether the rep is not away that day, be it a working day or not."""
        return not any(first <= day <= last for first, last, _ in self._absences.get(rep, ()))

    def stand_in(self, rep: str, day: date) -> str:
        """The rep if present, else the stand-in, else the stand-in's stand-in; "" if none is there."""
        tried = set()
        while rep and not self.present(rep, day):
            if rep in tried:
                return ""
            tried.add(rep)
            away = self._absences[rep]
            rep = next((who for first, last, who in away if who and first <= day <= last), "")
        return rep

    def works(self, rep: str, day: date) -> bool:
        """Whether the rep works that day."""
        return bool(np.is_busday(day, busdaycal=self._calendar(rep))) and self.present(rep, day)

    def next_working_day(self, rep: str, day: date) -> date:
        """The day itself if the rep works then, else the next one that the rep does."""
        return self.add_working_days(rep, day, 0)

    def add_working_days(self, rep: str, day: date, count: int) -> date:
        """The `count`-th working day after `day`; for 0 the day itself or the next working day."""
        roll: Literal["forward", "backward"] = "forward" if count <= 0 else "backward"
        moved = np.busday_offset(np.datetime64(day), count, roll, busdaycal=self._calendar(rep))
        return date.fromisoformat(str(min(moved, np.datetime64(LAST_DAY))))

    def working_days_between(self, rep: str, start: date, end: date) -> int:
        """Working days after `start`, up to and with `end`; 0 when `end` is not later."""
        if end <= start:
            return 0
        after = np.array([start, end], dtype="datetime64[D]") + 1
        return int(np.busday_count(after[0], after[1], busdaycal=self._calendar(rep)))

    def next_working_days(self, reps: Objects, days: Dates) -> Dates:
        """`next_working_day` for many contacts at once."""
        result = days.astype("datetime64[D]")
        groups, names = pd.factorize(reps)
        for number, rep in enumerate(names):
            mine = groups == number
            result[mine] = np.busday_offset(result[mine], 0, "forward", busdaycal=self._calendar(rep))
        result[result > np.datetime64(LAST_DAY)] = np.datetime64(LAST_DAY)
        return result

    def _calendar(self, rep: str) -> np.busdaycalendar:
        if rep not in self._made:
            working = self._working.get(rep) or OFFICE_DAYS
            mask = [day in working for day in WEEKDAYS]
            off = [
                *self._holidays.get("", ()),
                *self._holidays.get(self._country.get(rep, "").casefold(), ()),
            ]
            for first, last, _ in self._absences.get(rep, ()):
                if last - first <= _LONG:
                    off += [first + timedelta(days=n) for n in range((last - first).days + 1)]
            self._made[rep] = np.busdaycalendar(mask, np.array(off, dtype="datetime64[D]"))
        return self._made[rep]


def _absences(table: pd.DataFrame) -> dict[str, list[tuple[date, date, str]]]:
    """First day, last day and stand-in of each absence, by rep. Without a first day it is none."""
    found: dict[str, list[tuple[date, date, str]]] = {}
    rows = zip(texts(table, "Rep"), dates(table, "From").tolist(), dates(table, "To").tolist(),
               texts(table, "Stand-in"), strict=True)  # fmt: skip
    for rep, first, last, stand_in in rows:
        if rep and first is not None:
            found.setdefault(rep, []).append((first, last or LAST_DAY, stand_in))
    return found
