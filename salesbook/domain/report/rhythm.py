"""Due dates of a period that were kept, late and missed, and what falls due in the weeks ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.capacity import calls_a_day, calls_possible
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.due_dates import DueState, due_dates
from salesbook.domain.facts.network import past_grace
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.report.period import ReportPeriod
from salesbook.domain.world import World
from salesbook.schema import CHANNELS, PERSONAL_CHANNELS
from salesbook.tables.arrays import Bools, texts

_EXTRA, _BY_CALL = "Extra", "On time by call"
_WEEKS_AHEAD = 4


@dataclass(frozen=True)
class DueDatesKept:
    """Due dates of a rep's contacts by cadence: `due` is the sum of the four states; `extra` touches kept none.

    Whatever touch keeps a due date, whoever of us made it: `on_time_by_call` are those on time by a call, visit or meeting of ours.
    """

    rep: str
    cadence: str
    on_time: int
    late: int
    missed: int
    open: int
    extra: int
    on_time_by_call: int

    @property
    def due(self) -> int:
        """How many fell due."""
        return self.on_time + self.late + self.missed + self.open


@dataclass(frozen=True)
class RhythmFigures:
    """By rep and cadence.

    `resting`: due dates of people who are not active any more, which do not count; `unknown`: due dates judged by a cadence
    of which nobody knows whether it was so then.
    """

    rows: tuple[DueDatesKept, ...]
    resting: int
    unknown: int = 0

    @property
    def total(self) -> DueDatesKept:
        """All together."""
        return added(self.rows)

    def by_rep(self) -> tuple[DueDatesKept, ...]:
        """All cadences of a rep together."""
        reps = dict.fromkeys(row.rep for row in self.rows)
        return tuple(added((row for row in self.rows if row.rep == rep), rep=rep) for rep in reps)

    def by_cadence(self) -> tuple[DueDatesKept, ...]:
        """All reps of a cadence together."""
        cadences = dict.fromkeys(row.cadence for row in self.rows)
        return tuple(
            added((row for row in self.rows if row.cadence == one), cadence=one) for one in sorted(cadences)
        )


def added(rows: Iterable[DueDatesKept], rep: str = "", cadence: str = "") -> DueDatesKept:
    """The sum of some rows, under a name."""
    found = list(rows)
    return DueDatesKept(
        rep, cadence, sum(one.on_time for one in found), sum(one.late for one in found),
        sum(one.missed for one in found), sum(one.open for one in found), sum(one.extra for one in found),
        sum(one.on_time_by_call for one in found),
    )  # fmt: skip


def rhythm_of(world: World, period: ReportPeriod) -> RhythmFigures:
    """The due dates that fall into the period, as they stand today, and the extra touches of its days."""
    known = world.get(due_dates)
    owner, cadence = world.get(owners_of), world.get(cadence_used).name
    held, extra = period.holds(known.due), period.holds(known.extra_day)
    contact, touched = known.contact[held], known.extra_contact[extra]
    counts = Counter(
        zip(owner[contact].tolist(), cadence[contact].tolist(), known.state[held].tolist(), strict=True)
    )
    counts.update(
        (rep, name, _EXTRA)
        for rep, name in zip(owner[touched].tolist(), cadence[touched].tolist(), strict=True)
    )
    called = held & known.by_call & (known.state == DueState.ON_TIME)
    counts.update(
        (rep, name, _BY_CALL)
        for rep, name in zip(
            owner[known.contact[called]].tolist(), cadence[known.contact[called]].tolist(), strict=True
        )
    )
    order = {rep: place for place, rep in enumerate(world.get(calls_a_day))}
    both = sorted(
        {(rep, name) for rep, name, _ in counts}, key=lambda one: (order.get(one[0], len(order)), *one)
    )
    rows = tuple(
        DueDatesKept(rep, name, *(counts[rep, name, state] for state in (*DueState, _EXTRA, _BY_CALL)))
        for rep, name in both
    )
    unknown = int((held & ~known.known).sum())
    return RhythmFigures(rows, int(period.holds(known.resting_due).sum()), unknown)


@dataclass(frozen=True)
class WeekAhead:
    """Seven days: whom they find due whom a rep can call, and how many calls the team can make."""

    first: date
    last: date
    due: int
    possible: int


@dataclass(frozen=True)
class LoadFigures:
    """`overdue`: due before today, `past_grace` of them beyond their grace days; `weeks`: from today on.

    `nobodys`: people due in these weeks, or overdue, whom nobody owns.
    """

    overdue: int
    past_grace: int
    weeks: tuple[WeekAhead, ...]
    nobodys: int


def load_ahead(world: World) -> LoadFigures:
    """Active people with a personal channel in their cadence, by the day of their next touch; who said no stays out."""
    due = world.get(rhythm_table)["next_due"].to_numpy().astype("datetime64[D]")
    due = np.where(_can_be_called(world), due, np.datetime64("NaT"))
    today = np.datetime64(world.today, "D")
    weeks = []
    for number in range(_WEEKS_AHEAD):
        days = [world.today + timedelta(days=7 * number + n) for n in range(7)]
        here = int(((due >= np.datetime64(days[0])) & (due <= np.datetime64(days[-1]))).sum())
        possible = sum(calls_possible(world, rep, days) for rep in world.get(calls_a_day))
        weeks.append(WeekAhead(days[0], days[-1], here, possible))
    nobodys = (due <= np.datetime64(weeks[-1].last)) & (world.get(owners_of) == "")
    overdue = due < today
    return LoadFigures(
        int(overdue.sum()), int((overdue & past_grace(world)).sum()), tuple(weeks), int(nobodys.sum())
    )


def _can_be_called(world: World) -> Bools:
    contacts, used = world.frames["Contacts"], world.get(cadence_used)
    personal = used.names_channel[:, [CHANNELS.index(channel) for channel in PERSONAL_CHANNELS]].any(axis=1)
    active = np.isin(texts(contacts, "Status"), ["Active", ""])
    can: Bools = active & (personal | (used.row < 0)) & ~contacts["Do not call"].to_numpy(dtype=bool)
    return can
