"""What the sources share that call people because they are due: who that is, and what their situation says."""

from __future__ import annotations

import numpy as np

from salesbook.domain.calls.sources.base import TalkPoint, Wanted
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.situations import situations_of
from salesbook.domain.facts.talk_about import TalkAbout
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, dates, days_of, texts

_PROSPECTING, _STATUS_CALL = "Prospecting", "Status call"  # where the situation has no duty of its own


def due_now(world: World) -> Bools:
    """Contacts whom somebody should call today, by their cadence or their Next date."""
    due: Bools = _due(world) <= world.day
    return due


def wanted(world: World, which: Bools, *, agreed: bool = False) -> Wanted:
    """Those contacts, due as `rhythm_table` has it; `agreed`: by their Next date."""
    at = np.flatnonzero(which)
    since = days_of(dates(world.frames["Contacts"], "Next date"))[at] if agreed else None
    situations = world.get(situations_of)[at].tolist()
    kinds = texts(world.frames["Contacts"], "Kind")[at].tolist()
    usual = (_PROSPECTING if kind == "Prospect" else _STATUS_CALL for kind in kinds)
    return Wanted(
        contact=at,
        due=_due(world)[at],
        since=since,
        reason=np.array([one.is_reason for one in situations], dtype=bool),
        task=[one.duty or task for one, task in zip(situations, usual, strict=True)],
    )


def talk_of_situation(world: World, contact: int) -> TalkPoint:
    """What the first situation says that fits."""
    situation = world.get(situations_of)[contact]
    return TalkPoint(situation.sentence(world.get(TalkAbout), contact), situation.topic, situation.letter)


def _due(world: World) -> Ints:
    return days_of(world.get(rhythm_table)["next_due"].to_numpy())
