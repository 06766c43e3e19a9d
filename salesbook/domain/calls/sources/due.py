"""What the sources share that call people because they are due: who that is."""

from __future__ import annotations

import numpy as np

from salesbook.domain.calls.sources.base import Wanted
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.situations.table import situations_of
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, dates, days_of, texts

_PROSPECTING, _STATUS_CALL = "Prospecting", "Status call"  # where the situation has no duty of its own


def due_now(world: World) -> Bools:
    """Contacts whom somebody should call today, by their cadence or their Next date."""
    due: Bools = _due(world) <= world.day
    return due


def agreed_on(world: World) -> Ints:
    """Next date of each contact, in days since 1970-01-01."""
    return days_of(dates(world.frames["Contacts"], "Next date"))


def wanted(world: World, which: Bools, since: Ints | None = None) -> Wanted:
    """Those contacts, due as `rhythm_table` has it; `since`, by contact: the day by which they stand."""
    at = np.flatnonzero(which)
    situations = world.get(situations_of)[at].tolist()
    kinds = texts(world.frames["Contacts"], "Kind")[at].tolist()
    usual = (_PROSPECTING if kind == "Prospect" else _STATUS_CALL for kind in kinds)
    return Wanted(
        contact=at,
        due=_due(world)[at],
        since=None if since is None else since[at],
        reason=np.array([one.is_reason for one in situations], dtype=bool),
        task=[one.duty or task for one, task in zip(situations, usual, strict=True)],
    )


def _due(world: World) -> Ints:
    return days_of(world.get(rhythm_table)["next_due"].to_numpy())
