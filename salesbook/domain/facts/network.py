"""How the relationships with people stand: in rhythm, overdue, never touched; who is new, and who is lost."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Dates, Objects, dates, numbers, positions, texts

_LOST_BY = ("Left the company", "Wrong number", "Do not call again")


class Standing(StrEnum):
    """How the relationship with an active person stands; OVERDUE: touched once, and past the grace days."""

    IN_RHYTHM = "In rhythm"
    OVERDUE = "Overdue"
    NEVER_TOUCHED = "Never touched"
    NO_CADENCE = "No cadence"


def standing_of(world: World) -> Objects:
    """By contact the Standing; "" for who is not active."""
    row = world.get(cadence_used).row
    never = np.isnat(world.get(rhythm_table)["last_touch"].to_numpy())
    cases: list[Bools] = [~active_contacts(world), row < 0, never, past_grace(world)]
    return np.select(
        cases, ["", Standing.NO_CADENCE, Standing.NEVER_TOUCHED, Standing.OVERDUE], Standing.IN_RHYTHM
    ).astype(object)


def past_grace(world: World) -> Bools:
    """Contacts whose next due date and the grace days after it are over."""
    row = world.get(cadence_used).row
    grace = np.append(np.nan_to_num(numbers(world.frames["Cadences"], "Grace days")), 0)[row].astype(np.int64)
    due: Dates = dates(world.get(rhythm_table), "next_due")
    late: Bools = due + grace < np.datetime64(world.today)
    return late


def active_contacts(world: World) -> Bools:
    """Contacts whose Status is Active, or blank."""
    return np.isin(texts(world.frames["Contacts"], "Status"), ["Active", ""])


def lost_on(world: World) -> Dates:
    """By contact the last day up to today on which an outcome said that the relationship is over; NaT without one."""
    log = world.frames["Activities"]
    day = dates(log, "When")
    contact = positions(world.frames["Contacts"], texts(log, "Contact ID"))
    rows = np.flatnonzero(
        np.isin(texts(log, "Outcome"), _LOST_BY) & (contact >= 0) & (day <= np.datetime64(world.today))
    )
    rows = rows[np.argsort(day[rows], kind="stable")]
    lost = np.full(len(world.frames["Contacts"]), np.datetime64("NaT"), dtype="datetime64[D]")
    lost[contact[rows]] = day[rows]  # rising, so that the latest stays
    return lost
