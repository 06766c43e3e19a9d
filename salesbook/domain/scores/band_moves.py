"""Who comes into another band than the workbook shows: what a change of weights would do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.world import World
from salesbook.tables.arrays import numbers, texts


@dataclass(frozen=True)
class Move:
    """A contact's band and score as they stand in the workbook and as they come out; None without a score."""

    contact: str
    name: str
    band_before: str
    band: str
    score_before: float | None
    score: float | None


def moves(world: World) -> list[Move]:
    """Those whose band differs from the one in the workbook, the largest change first. A blank one is no band yet."""
    contacts, scores = world.frames["Contacts"], world.get(score_table)
    old, new = texts(contacts, "Band"), texts(scores, "band")
    was, now = numbers(contacts, "Score"), scores["score"].to_numpy()
    moved = np.flatnonzero((old != "") & (old != new))
    change = np.nan_to_num(np.abs(now - was)[moved], nan=np.inf)
    names = world.get(names_of_contacts)
    return [
        Move(
            contacts.index[at], names[at] or contacts.index[at], old[at], new[at],
            None if np.isnan(was[at]) else float(was[at]), None if np.isnan(now[at]) else float(now[at]),
        )
        for at in moved[np.argsort(-change, kind="stable")].tolist()
    ]  # fmt: skip
