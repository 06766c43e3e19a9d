"""Every due date that the rhythm of the contacts has made so far, and whether a touch kept it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.cadence_changes import intervals_in_force
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.due import add_interval
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import PERSONAL_CHANNELS
from salesbook.tables.arrays import Bools, Dates, Ints, Objects, texts


class DueState(StrEnum):
    """What became of a due date."""

    ON_TIME = "On time"
    LATE = "Late"
    MISSED = "Missed"
    OPEN = "Open"


@dataclass(frozen=True)
class DueDates:
    """Due dates that count, with their state as of today, and touches that kept none.

    `contact` (position in Contacts), `due`, `state`, whether the interval of then is `known`, and whether a call, visit or
    meeting of ours was the touch that came next (`by_call`), by due date, each in the order of contacts; `extra_contact` and `extra_day` by touch. `resting`: contact and `resting_due` of due dates that nobody
    is to keep any more, since the contact's Status is not Active; they have no state.
    """

    contact: Ints
    due: Dates
    state: Objects
    known: Bools
    by_call: Bools
    extra_contact: Ints
    extra_day: Dates
    resting: Ints
    resting_due: Dates


def due_dates(world: World) -> DueDates:
    """Each rhythm touch makes one due date, by today's cadence as it was on that day, moved to a working day of today's owner.

    The next rhythm touch closes it. Before it by more than Grace days that touch is an extra one, and the due date does
    not count; up to Grace days after it is on time, up to an interval after it late. Without one by then it is missed,
    and the touch that comes after is an extra one. Not yet due, or within grace: it does not count yet. Contacts whom no
    cadence covers have no due dates.
    """
    contact, day, our_call = _rhythm_touches(world)
    following, followed = _next_touch(contact, day)
    then = intervals_in_force(world, contact, day)
    due = add_interval(day, then.months, then.days)
    due = world.get(work_calendar).next_working_days(world.get(owners_of)[contact], due)
    grace = then.grace
    last = np.maximum(due + grace, add_interval(due, then.months, then.days))
    today = np.datetime64(world.today, "D")
    early = followed & (following < due - grace)
    kept = followed & ~early & (following <= due + grace)
    late = followed & ~early & ~kept & (following <= last)
    waits = ~followed & (today <= last)
    missed = ~(early | kept | late | waits)
    still_open = waits & (today > due + grace)
    state = np.select([kept, late, missed, still_open], list(DueState), "").astype(object)
    rests = ~followed & ~np.isin(texts(world.frames["Contacts"], "Status"), ["Active", ""])[contact]
    counts = (state != "") & ~rests
    extra = early | (missed & followed)
    rests &= state != ""
    return DueDates(
        contact[counts],
        due[counts],
        state[counts],
        then.known[counts],
        (followed & np.append(our_call[1:], False)[: len(contact)])[counts],
        contact[extra],
        following[extra],
        contact[rests],
        due[rests],
    )


def _rhythm_touches(world: World) -> tuple[Ints, Dates, Bools]:
    """Contact and day of the rhythm touches of contacts with a cadence, and which are calls of ours, by contact and day."""
    touches = world.get(touch_table)
    contact = touches["contact"].to_numpy()
    counts = touches["rhythm"].to_numpy() & (world.get(cadence_used).row[contact] >= 0)
    day = touches["day"].to_numpy()[counts].astype("datetime64[D]")
    called = np.isin(touches["channel"].to_numpy()[counts], PERSONAL_CHANNELS)
    return contact[counts], day, called & ~touches["inbound"].to_numpy()[counts]


def _next_touch(contact: Ints, day: Dates) -> tuple[Dates, Bools]:
    """The day of the same contact's next touch, and whether there is one."""
    followed = np.append(contact[1:] == contact[:-1], False)[: len(contact)]
    return np.append(day[1:], np.datetime64("NaT"))[: len(day)], followed
