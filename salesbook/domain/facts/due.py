"""When each contact should be touched next, by whom, and when they were last."""

from __future__ import annotations

import numpy as np
import pandas as pd

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Dates, Ints, dates, last_of_each, take


def rhythm_table(world: World) -> pd.DataFrame:
    """One row a contact; the index is that of Contacts.

    Columns: cadence, cadence_row, interval (days), last_touch, last_channel, last_by,
    last_rhythm, rhythm_channel, owner, next_due (a working day of the owner), promised (an
    agreed Next date decides). Contacts that are not Active have a next_due here too.
    """
    contacts, touches = world.frames["Contacts"], world.get(touch_table)
    used, owner = world.get(cadence_used), world.get(owners_of)
    last = _last(touches, len(contacts), touches["points"].to_numpy() > 0)
    rhythm = _last(touches, len(contacts), touches["rhythm"].to_numpy())
    channel = touches["channel"].to_numpy(dtype=object)
    day = touches["day"].to_numpy()
    last_rhythm = _day_at(day, rhythm)
    agreed = dates(contacts, "Next date")
    promised = ~np.isnat(agreed) & (np.isnat(last_rhythm) | (agreed > last_rhythm))
    created = dates(contacts, "Created")
    never = np.where(np.isnat(created), np.datetime64(world.today), created)
    due = np.where(np.isnat(last_rhythm), never, add_interval(last_rhythm, used.months, used.days))
    due = world.get(work_calendar).next_working_days(owner, np.where(promised, agreed, due))
    columns = {
        "cadence": used.name,
        "cadence_row": used.row,
        "interval": used.interval,
        "last_touch": _day_at(day, last).astype("datetime64[s]"),
        "last_channel": take(channel, last),
        "last_by": take(touches["by"].to_numpy(dtype=object), last),
        "last_rhythm": last_rhythm.astype("datetime64[s]"),
        "rhythm_channel": take(channel, rhythm),
        "owner": owner,
        "next_due": due.astype("datetime64[s]"),
        "promised": promised,
    }
    return pd.DataFrame(
        {
            name: pd.Series(values, contacts.index, values.dtype, copy=False)
            for name, values in columns.items()
        }
    )


def add_interval(start: Dates, months: Ints, days: Ints) -> Dates:
    """Calendar months where `months` is above 0 (31 January + 1: the last of February), else days."""
    month = start.astype("datetime64[M]")
    target = month + np.where(months > 0, months, 0)
    day_of_month = start - month.astype("datetime64[D]")
    last_of_month = (target + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    by_month = np.minimum(target.astype("datetime64[D]") + day_of_month, last_of_month)
    by_day: Dates = start + days.astype("timedelta64[D]")
    return np.where(months > 0, by_month, by_day)


def _last(touches: pd.DataFrame, contacts: int, which: Bools) -> Ints:
    """Place in `touches` of each contact's last row of those, -1 without one."""
    places = np.flatnonzero(which)
    found = last_of_each(touches["contact"].to_numpy()[places], contacts)
    return np.append(places, -1)[found]


def _day_at(day: Ints, at: Ints) -> Dates:
    days = np.append(day, 0)[at].astype("datetime64[D]")
    days[at < 0] = np.datetime64("NaT")
    return days
