"""Which days a rep works: working days of Team, Absences, and Holidays of the rep's country."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import pandas as pd

from salesbook.domain.world import World
from salesbook.schema import WEEKDAYS
from salesbook.tables.arrays import Dates, Objects, dates, texts

OFFICE_DAYS = "Mon, Tue, Wed, Thu, Fri"
LAST_DAY = date(9999, 12, 31)
_LONG = timedelta(days=1100)  # an absence of years has no working day after it worth waiting for


def work_calendar(world: World) -> WorkCalendar:
    """Working days of the reps."""
    return WorkCalendar(world.frames)


class WorkCalendar:
    """Working days by rep. A rep whom Team does not know works Monday to Friday, holidays too.

    An absence without a last day goes on until further notice. Where a stand-in works, absences
    move no dates: the stand-in calls on the day. Nor do absences without an end, or of several
    years. Holidays without a country count for everybody.
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
        self._active = set(texts(team, "Rep")[team["Active"].to_numpy(dtype=bool)])
        self._weeks: dict[str, np.busdaycalendar] = {}
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
        return self._in_week(rep, day) and self.present(rep, day)

    def covered(self, rep: str, day: date) -> bool:
        """Whether the rep works that day or, where the rep is away, the stand-in does."""
        if not self._in_week(rep, day):
            return False
        who = self.stand_in(rep, day)
        return who == rep or (who in self._active and self.works(who, day))

    def next_working_day(self, rep: str, day: date) -> date:
        """The day itself if the rep or the stand-in works then, else the next such day."""
        moved = np.busday_offset(np.datetime64(day), 0, "forward", busdaycal=self._calendar(rep))
        return date.fromisoformat(str(min(moved, np.datetime64(LAST_DAY))))

    def next_working_days(self, reps: Objects, days: Dates) -> Dates:
        """`next_working_day` for many contacts at once."""
        result = days.astype("datetime64[D]")
        groups, names = pd.factorize(reps)
        for number, rep in enumerate(names):
            mine = groups == number
            result[mine] = np.busday_offset(result[mine], 0, "forward", busdaycal=self._calendar(rep))
        result[result > np.datetime64(LAST_DAY)] = np.datetime64(LAST_DAY)
        return result

    def working_days_after(self, reps: Objects, days: Dates, number: int) -> Dates:
        """For many contacts at once the day that is so many working days after that one; 0 is the day itself, or the working day before it."""
        result = days.astype("datetime64[D]")
        groups, names = pd.factorize(reps)
        for place, rep in enumerate(names):
            mine = groups == place
            result[mine] = np.busday_offset(result[mine], number, "backward", busdaycal=self._calendar(rep))
        result[result > np.datetime64(LAST_DAY)] = np.datetime64(LAST_DAY)
        return result

    def _in_week(self, rep: str, day: date) -> bool:
        """Whether it is a working day of the rep's week, and no holiday."""
        return bool(np.is_busday(day, busdaycal=self._week(rep)))

    def _week(self, rep: str) -> np.busdaycalendar:
        """The rep's days as if there were no absences."""
        if rep not in self._weeks:
            working = self._working.get(rep) or OFFICE_DAYS
            country = self._country.get(rep, "").casefold()
            off = [*self._holidays.get("", ()), *self._holidays.get(country, ())]
            mask = [day in working for day in WEEKDAYS]
            self._weeks[rep] = np.busdaycalendar(mask, np.array(off, dtype="datetime64[D]"))
        return self._weeks[rep]

    def _calendar(self, rep: str) -> np.busdaycalendar:
        """The days on which the rep's contacts can be called."""
        if rep not in self._made:
            week = self._week(rep)
            away = [
                first + timedelta(days=n)
                for first, last, _ in self._absences.get(rep, ())
                if last - first <= _LONG
                for n in range((last - first).days + 1)
            ]
            off = [day for day in away if not self.covered(rep, day)]
            days = np.concatenate([week.holidays, np.array(off, dtype="datetime64[D]")])
            self._made[rep] = np.busdaycalendar(week.weekmask, days)
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
