"""Calls of a period: made against planned by rep, how they ended, and on which days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from salesbook.domain.facts.call_days import day_of_line, own_calls
from salesbook.domain.report.period import ReportPeriod, earliest_day
from salesbook.domain.world import World
from salesbook.schema import COMPLAINT, COMPLAINT_SOLVED, IMPORTED, OUTCOME_GROUPS, OUTCOMES
from salesbook.tables.arrays import Bools, Dates, Ints, dates, numbers, texts

NOBODY = "(nobody)"
NO_OUTCOME = "Reached"  # a blank outcome: the person was reached
_REACHED = frozenset(
    {"", "Spoke", "Meeting booked", "Call back later", "Not interested", COMPLAINT, COMPLAINT_SOLVED}
)


@dataclass(frozen=True)
class RepCalls:
    """A rep's calls, visits and meetings: `made` from the list, `extra` besides; `planned` None where nobody kept it."""

    rep: str
    on_team: bool
    planned: int | None
    made: int
    extra: int
    reached: int
    meetings: int

    @property
    def calls(self) -> int:
        """All of them."""
        return self.made + self.extra


@dataclass(frozen=True)
class OutcomeCalls:
    """How many calls ended so."""

    outcome: str
    calls: int


@dataclass(frozen=True)
class DayCalls:
    """The calls of a day, and in how many of them somebody was reached."""

    day: date
    calls: int
    reached: int


@dataclass(frozen=True)
class WeekCalls:
    """The calls of a week, and how many were planned; None where nobody kept it."""

    monday: date
    planned: int | None
    calls: int


@dataclass(frozen=True)
class CallFigures:
    """Calls by rep, by outcome and by day; `undated`: calls without a day, which stand in none of them.

    `planned_since`: the first day of which it is known how many calls were planned, None without any; `since`: the day of
    the first call on record, last contacts of an import left out.
    """

    reps: tuple[RepCalls, ...]
    outcomes: tuple[OutcomeCalls, ...]
    days: tuple[DayCalls, ...]
    undated: int
    planned_since: date | None
    since: date | None

    @property
    def calls(self) -> int:
        """All of the period."""
        return sum(one.calls for one in self.reps)

    @property
    def reached(self) -> int:
        """In how many somebody was reached."""
        return sum(one.reached for one in self.reps)

    @property
    def planned(self) -> int | None:
        """How many were planned; None where nobody kept it."""
        known = [one.planned for one in self.reps if one.planned is not None]
        return sum(known) if known else None


def calls_of(world: World, period: ReportPeriod) -> CallFigures:
    """What we did ourselves: rows of Activities with Direction Out (or blank) and Channel Call, Visit or Meeting."""
    log = world.frames["Activities"]
    ours, day = own_calls(log), dates(log, "When")
    rows = np.flatnonzero(ours & period.holds(day))
    outcome = texts(log, "Outcome")[rows]
    reached = np.isin(outcome, list(_REACHED))
    return CallFigures(
        _by_rep(world, period, log.iloc[rows], reached),
        _outcomes(Counter(outcome.tolist())),
        _days(period, Counter(day[rows].tolist()), Counter(day[rows][reached].tolist())),
        int((ours & np.isnat(day)).sum()),
        _planned_since(world),
        earliest_day(day[ours & (texts(log, "Outcome") != IMPORTED)]),
    )


def _by_rep(world: World, period: ReportPeriod, calls: pd.DataFrame, reached: Bools) -> tuple[RepCalls, ...]:
    """Active reps in the order of Team, then whoever else called, or had calls planned."""
    team = world.frames["Team"]
    known = set(texts(team, "Rep").tolist())
    by = texts(calls, "By")
    from_line = np.array([bool(day_of_line(one)) for one in texts(calls, "Activity ID")], dtype=bool)
    made, extra = Counter(by[from_line].tolist()), Counter(by[~from_line].tolist())
    got, booked = (
        Counter(by[reached].tolist()),
        Counter(by[texts(calls, "Outcome") == "Meeting booked"].tolist()),
    )
    planned = planned_calls(world, period)
    active = texts(team, "Rep")[team["Active"].to_numpy(dtype=bool)].tolist()
    others = sorted({*made, *extra, *(planned or ())} - set(active), key=lambda rep: (rep == "", rep))
    return tuple(
        RepCalls(
            rep,
            rep in known,
            None if planned is None else planned[rep],
            made[rep],
            extra[rep],
            got[rep],
            booked[rep],
        )
        for rep in [*active, *others]
    )


def planned_calls(world: World, period: ReportPeriod) -> Counter[str] | None:
    """Lines on the lists of the period by rep, as CallDays kept them; None where it kept none."""
    kept = world.frames.get("CallDays")
    if kept is None:
        return None
    rows = np.flatnonzero(period.holds(dates(kept, "Date")))
    if not len(rows):
        return None
    planned: Counter[str] = Counter()
    listed = np.nan_to_num(kept["Listed"].to_numpy(dtype=np.float64))
    for rep, lines in zip(texts(kept, "Rep")[rows].tolist(), listed[rows].tolist(), strict=True):
        planned[rep] += int(lines)
    return planned


def calls_by_week(world: World, last: date, weeks: int) -> list[WeekCalls]:
    """Weeks up to the one that begins on `last`, a Monday, the oldest first; of the last one what has come of it."""
    first = last - timedelta(weeks=weeks - 1)
    log = world.frames["Activities"]
    made = _by_week(dates(log, "When")[own_calls(log)], first)
    kept = world.frames.get("CallDays")
    planned: dict[int, float] = {}
    if kept is not None:
        listed = np.nan_to_num(numbers(kept, "Listed"))
        weeks_of = _by_week(dates(kept, "Date"), first)
        planned = {week: float(listed[weeks_of == week].sum()) for week in set(weeks_of.tolist())}
    return [
        WeekCalls(
            first + timedelta(weeks=week),
            int(planned[week]) if week in planned else None,
            int((made == week).sum()),
        )
        for week in range(weeks)
    ]


def _by_week(days: Dates, first: date) -> Ints:
    """By day the number of its week from `first` on; -1 for days before, and for no day."""
    since = (days.astype("datetime64[D]") - np.datetime64(first, "D")).astype(np.float64)
    since[np.isnat(days)] = -1
    return np.maximum(np.floor(since / 7), -1).astype(np.int64)


def outcomes_by_day(world: World, period: ReportPeriod) -> dict[date, Counter[str]]:
    """By day of the period how many calls ended in each of OUTCOME_GROUPS."""
    log = world.frames["Activities"]
    day = dates(log, "When")
    rows = np.flatnonzero(own_calls(log) & period.holds(day))
    found = {one.day: Counter[str]() for one in _days(period, Counter(), Counter())}
    for when, outcome in zip(day[rows].tolist(), texts(log, "Outcome")[rows].tolist(), strict=True):
        found[when][_group(outcome)] += 1
    return found


def _group(outcome: str) -> str:
    if outcome in OUTCOME_GROUPS:
        return outcome
    return OUTCOME_GROUPS[0] if outcome in _REACHED else OUTCOME_GROUPS[-1]


def _planned_since(world: World) -> date | None:
    kept = world.frames.get("CallDays")
    return None if kept is None else earliest_day(dates(kept, "Date"))


def _outcomes(counts: Counter[str]) -> tuple[OutcomeCalls, ...]:
    """In the order of the list; others, such as "Imported", behind."""
    order = ["", *OUTCOMES, *sorted(set(counts) - {"", *OUTCOMES})]
    return tuple(OutcomeCalls(outcome or NO_OUTCOME, counts[outcome]) for outcome in order if counts[outcome])


def _days(period: ReportPeriod, calls: Counter[date], reached: Counter[date]) -> tuple[DayCalls, ...]:
    every = (period.first + timedelta(days=n) for n in range(period.days))
    return tuple(DayCalls(day, calls[day], reached[day]) for day in every)
