"""When a rep and a contact are both there, across time zones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import numpy as np
import pandas as pd

from salesbook.domain.calls.attempts import ANY_TIME, MORNING
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.number_zones import zone_meant, zones_by_number
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.time_zones import zone_of
from salesbook.domain.world import World
from salesbook.schema import WEEKDAYS
from salesbook.schema.unreadable import DAYS_UNREADABLE
from salesbook.tables.arrays import Bools, Floats, Ints, Objects, numbers, take, texts
from salesbook.util.wording import on

_Span = tuple[datetime, datetime]

_REP_DAY = (9 * 60.0, 18 * 60.0)  # a rep whose hours Team does not say
_DECENT = (8 * 60.0, 20 * 60.0)  # in another time zone, a contact who has not said when
_WHOLE_DAY = (0.0, 24 * 60.0)
_NOON = 12 * 60.0
REACHABLE = ("Reachable from", "Reachable until")


@dataclass(frozen=True)
class _RepDay:
    """Minutes after midnight, -1 where blank."""

    first: float = -1
    last: float = -1
    zone: str = ""


@dataclass
class Hours:
    """The overlap of the contact's hours with the rep's day, on the world's today.

    A contact's zone is its own, else the account's, else that of its phone number, else the rep's; a name that is no time zone
    counts as none. Of a number that may be in several zones the rep's counts where it is among them. Blank hours mean the rep's whole day in the same zone, and 08:00 to 20:00 in
    another one. A rep without hours works from 09:00 to 18:00. Hours such as 22:00 to 06:00 go
    over midnight.
    """

    world: World
    _known: dict[tuple[int, _RepDay, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        contacts, team = self.world.frames["Contacts"], self.world.frames["Team"]
        account_zone = take(texts(self.world.frames["Accounts"], "Time zone"), self.world.get(accounts_of))
        own = texts(contacts, "Time zone")
        zone = np.where(_known_zones(own), own, np.where(_known_zones(account_zone), account_zone, ""))
        zone = np.where(zone == "", zones_by_number(texts(contacts, "Phone"), zone == ""), zone)
        given = (numbers(contacts, column) for column in REACHABLE)
        start, end = (np.where(np.isfinite(minutes), minutes, -1) for minutes in given)
        columns: tuple[Floats | Objects, ...] = (start, end, zone)
        # Contacts with the same hours and zones share a number, so that each kind is worked out once.
        self._kind = np.zeros(len(contacts), dtype=np.int64)
        for column in columns:
            codes, values = pd.factorize(column)
            self._kind = pd.factorize(self._kind * (len(values) + 1) + codes)[0]
        _, example = np.unique(self._kind, return_index=True)
        self._kinds: list[tuple[float, float, str]] = [(start[i], end[i], zone[i]) for i in example.tolist()]
        ends = (np.nan_to_num(numbers(team, side), nan=-1).tolist() for side in ("From", "To"))
        days = zip(*ends, texts(team, "Time zone"), strict=True)
        self._reps = {rep: _RepDay(*day) for rep, day in zip(texts(team, "Rep"), days, strict=True)}

    def overlaps(self, at: Ints, reps: Objects, half: Ints) -> Objects:
        """`overlap` of many contacts, each with their rep."""
        codes, names = pd.factorize(reps)
        cases = (self._kind[at] * (len(names) + 1) + codes) * 3 + half
        _, example, case = np.unique(cases, return_index=True, return_inverse=True)
        found = np.empty(len(example), dtype=object)
        found[:] = [self.overlap(int(at[i]), reps[i], int(half[i])) for i in example.tolist()]
        return found[case]

    def overlap(self, contact: int, rep: str, half: int = ANY_TIME) -> str:
        """Such as "09:00-12:30", in the rep's time; "" when there is none.

        `half` narrows it to the rep's morning or afternoon, where the contact can be reached then.
        """
        key = int(self._kind[contact]), self._reps.get(rep, _RepDay()), half
        if key not in self._known:
            self._known[key] = self._overlap(*self._kinds[key[0]], *key[1:])
        return self._known[key]

    def few(self, contact: int, rep: str) -> str:
        """Such as "14 to 16 h", in the rep's time, where that is under half of the rep's day; else ""."""
        first, last = _rep_hours(self._reps.get(rep, _RepDay()))
        spans = [span.split("-") for span in self.overlap(contact, rep).split(", ") if span]
        together = sum((_minutes(end) - _minutes(start)) % _WHOLE_DAY[1] for start, end in spans)
        return _said(spans) if 0 < together < (last - first) / 2 else ""

    def in_half(self, contact: int, rep: str, half: int) -> str:
        """Such as "14 to 16 h": when both are there in that half of the rep's day; "" where they are not."""
        found = []
        for start, end in (span.split("-") for span in self.overlap(contact, rep, half).split(", ") if span):
            noon = int(_NOON)
            if (_minutes(end) or noon * 2) <= noon if half == MORNING else _minutes(start) >= noon:
                found.append([start, end])
        return _said(found) if found else ""

    def _overlap(self, start: float, end: float, zone: str, day: _RepDay, half: int) -> str:
        home = zone_of(day.zone)
        there = zone_meant(zone, home, self.world.today) or home
        elsewhere = home is not None and str(there) != str(home)
        working = _spans([self.world.today], *_rep_hours(day), home)
        theirs = _spans(
            self._days_around(), *_contact_hours(start, end, elsewhere=elsewhere), there if home else None
        )
        shared = list(_shared(working, theirs))
        if half != ANY_TIME:
            part = (0.0, _NOON) if half == MORNING else (_NOON, _WHOLE_DAY[1])
            shared = list(_shared(shared, _spans(self._days_around(), *part, home))) or shared
        return ", ".join(f"{_clock(first, home)}-{_clock(last, home)}" for first, last in shared)

    def _days_around(self) -> list[date]:
        """Elsewhere it may be yesterday or tomorrow."""
        return [self.world.today + timedelta(days=n) for n in (-1, 0, 1)]


def waits_for_preferred_day(world: World, at: Ints, reps: Objects, due: Ints) -> Objects:
    """For contacts with preferred days, what to wait for, such as "Tue 3 Mar 2026"; "": call today. `due`: days since 1970-01-01.

    A preferred day is waited for if the rep works on it and it comes before the grace days after
    the due date have passed; else today is as good. Where nobody can read which days are preferred,
    those days pass first.
    """
    preferred = texts(world.frames["Contacts"], "Preferred days")[at]
    waits = np.full(len(at), "", dtype=object)
    grace = np.append(np.nan_to_num(numbers(world.frames["Cadences"], "Grace days")), 0)[
        world.get(cadence_used).row[at]
    ]
    slack = due + grace - world.day
    known: dict[tuple[str, str, int], str] = {}
    for i in np.flatnonzero((preferred != "") & (slack > 0) & ~_is_one_of_today(world, preferred)):
        case = preferred[i], reps[i], min(int(slack[i]), len(WEEKDAYS))
        if case not in known:
            known[case] = _next_preferred(world, *case)
        waits[i] = known[case]
    return waits


def _next_preferred(world: World, preferred: str, rep: str, days: int) -> str:
    if preferred == DAYS_UNREADABLE:
        return preferred
    for day in (world.today + timedelta(days=n) for n in range(1, days + 1)):
        weekday = WEEKDAYS[day.weekday()]
        if weekday in preferred and world.get(work_calendar).works(rep, day):
            return f"{weekday} {on(day)}"
    return ""


def _is_one_of_today(world: World, preferred: Objects) -> Bools:
    today = WEEKDAYS[world.today.weekday()]
    return np.array([today in days for days in preferred.tolist()], dtype=bool)


def _known_zones(zones: Objects) -> Bools:
    known = {zone: zone_of(zone) is not None for zone in set(zones.tolist())}
    return np.array([known[zone] for zone in zones.tolist()], dtype=bool)


def _rep_hours(day: _RepDay) -> tuple[float, float]:
    first = _REP_DAY[0] if day.first < 0 else day.first
    last = max(_REP_DAY[1], first + 60) if day.last < 0 else day.last
    return first, min(last, _WHOLE_DAY[1]) if last > first else last + _WHOLE_DAY[1]


def _contact_hours(start: float, end: float, *, elsewhere: bool) -> tuple[float, float]:
    """Minutes after midnight; -1 where blank. An end beyond 24 hours is on the next day."""
    first, last = _DECENT if elsewhere else _WHOLE_DAY
    if start == end:
        return first, last
    if start < 0:
        start = min(first, end - 60)
    elif end < 0:
        end = last if last > start else _WHOLE_DAY[1]
    return start, end if end > start else end + _WHOLE_DAY[1]


def _spans(days: Iterable[date], first: float, last: float, zone: tzinfo | None) -> list[_Span]:
    """From `first` to `last` (minutes on the clock of the zone) on each of the days."""
    found = []
    for day in days:
        midnight = datetime.combine(day, time())
        ends = [
            (midnight + timedelta(minutes=round(minute))).replace(tzinfo=zone or UTC)
            for minute in (first, last)
        ]
        found.append((ends[0].astimezone(UTC), ends[1].astimezone(UTC)))
    return found


def _shared(ones: Iterable[_Span], others: Iterable[_Span]) -> Iterable[_Span]:
    """The parts that both have, in order."""
    others = list(others)
    parts = sorted((max(one[0], other[0]), min(one[1], other[1])) for one in ones for other in others)
    merged: list[_Span] = []
    for start, end in parts:
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _said(spans: Iterable[Sequence[str]]) -> str:
    return " and ".join(f"{_short(start)} to {_short(end)}" for start, end in spans) + " h"


def _short(clock: str) -> str:
    """As people say it: 14 for 14:00, 9:30 for 09:30."""
    return clock.removesuffix(":00").removeprefix("0") or "0"


def _clock(moment: datetime, zone: tzinfo | None) -> str:
    return moment.astimezone(zone or UTC).strftime("%H:%M")
