"""All that the sources want, brought together: each contact once, for the first source that wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.calls.sources.base import CallSource, SourceTurns, Wanted
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, Objects


@dataclass(frozen=True)
class AllWanted:
    """Arrays of one length, by rising position in Contacts: `source`, its `turn`, and the rest as `Wanted` has it."""

    contact: Ints
    source: Sequence[CallSource]
    turn: Ints
    promised: Bools
    due: Ints
    since: Ints
    reason: Bools
    after: Bools
    task: Objects


def gather_wanted(world: World, turns: SourceTurns) -> AllWanted:
    """Ask the sources in their order."""
    known: list[tuple[CallSource, Wanted]] = []
    columns: list[tuple[Ints, Ints, Ints, Ints, Bools, Bools, Objects]] = []
    for turn, sources in enumerate(turns):
        for source in sources:
            wants = source.whom(world)
            count = len(wants.contact)
            columns.append((
                wants.contact, np.full(count, len(known)), np.full(count, turn),
                wants.due if wants.since is None else wants.since,
                np.ones(count, dtype=bool) if wants.reason is None else wants.reason,
                np.zeros(count, dtype=bool) if wants.after is None else wants.after,
                np.array([""] * count if wants.task is None else list(wants.task), dtype=object),
            ))  # fmt: skip
            known.append((source, wants))
    contact, of_source, turn_of, since, reason, after, task = (
        np.concatenate(one) for one in zip(*columns, strict=True)
    )
    due = np.concatenate([wants.due for _, wants in known])
    contact, first = np.unique(
        contact, return_index=True
    )  # the first of equals is that of the earliest source
    winners = [known[i][0] for i in of_source[first].tolist()]
    return AllWanted(
        contact=contact,
        source=winners,
        turn=turn_of[first],
        promised=np.array([one.promised for one in winners], dtype=bool),
        due=due[first],
        since=since[first],
        reason=reason[first],
        after=after[first],
        task=task[first],
    )
