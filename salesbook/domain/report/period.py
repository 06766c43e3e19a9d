"""The days that a report is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from salesbook.tables.arrays import Bools, Dates
from salesbook.util.weeks import monday_of
from salesbook.util.wording import MONTHS, on, without_year


class PeriodKind(StrEnum):
    """Whether it is a week, a month, or just some days."""

    WEEK = "week"
    MONTH = "month"
    DAYS = "days"


@dataclass(frozen=True)
class ReportPeriod:
    """Days from `first` to `last`, both counted."""

    first: date
    last: date
    kind: PeriodKind = PeriodKind.DAYS

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def title(self) -> str:
        """Such as "23 to 29 Nov 2026", or "October 2026"."""
        if self.kind == PeriodKind.MONTH:
            return f"{MONTHS[self.first.month - 1]} {self.first.year}"
        if self.first == self.last:
            return on(self.first)
        if self.first.year != self.last.year:
            return f"{on(self.first)} to {on(self.last)}"
        return f"{self.first.day if self.first.month == self.last.month else without_year(self.first)} to {on(self.last)}"

    @property
    def before(self) -> ReportPeriod:
        """The one before it, of the same kind."""
        last = self.first - timedelta(days=1)
        first = last.replace(day=1) if self.kind == PeriodKind.MONTH else last - timedelta(days=self.days - 1)
        return ReportPeriod(first, last, self.kind)

    def holds(self, days: Dates) -> Bools:
        """Which of the days belong to it."""
        whole = days.astype("datetime64[D]")
        held: Bools = (whole >= np.datetime64(self.first)) & (whole <= np.datetime64(self.last))
        return held


def earliest_day(days: Dates) -> date | None:
    """The earliest of some days; None without one."""
    known = days[~np.isnat(days)].astype("datetime64[D]")
    found: date | None = known.min().item() if len(known) else None
    return found


def last_week(today: date) -> ReportPeriod:
    """The last week, from Monday to Sunday, that is over."""
    monday = monday_of(today) - timedelta(days=7)
    return ReportPeriod(monday, monday + timedelta(days=6), PeriodKind.WEEK)


def week_of(day: date, today: date) -> ReportPeriod:
    """The week in which a day lies, up to today: one that runs is its days so far. It must have begun."""
    monday = monday_of(day)
    sunday = monday + timedelta(days=6)
    return ReportPeriod(monday, min(sunday, today), PeriodKind.WEEK if sunday <= today else PeriodKind.DAYS)


def last_month(today: date) -> ReportPeriod:
    """The last month that is over."""
    last = today.replace(day=1) - timedelta(days=1)
    return ReportPeriod(last.replace(day=1), last, PeriodKind.MONTH)
