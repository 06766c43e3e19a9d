"""Merged contacts: each stands for whom it became."""

from __future__ import annotations

import numpy as np

from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, positions, texts


def became(world: World) -> Ints:
    """For each contact whom it stands for: itself or, of a merged one, the contact that it was merged into in the end.

    Where that leads nowhere, or round in a circle, it stands for itself.
    """
    contacts = world.frames["Contacts"]
    own, into = np.arange(len(contacts)), positions(contacts, texts(contacts, "Merged into"))
    merged = (texts(contacts, "Status") == "Merged") & (into >= 0)
    in_itself = merged & (into == own)  # the smallest circle
    into = np.where(merged, into, own)
    end = into.copy()
    for _ in range(len(into).bit_length()):  # each turn goes twice as far
        end = end[end]
    settled = (into[end] == end) & ~in_itself[end]
    return np.where(settled, end, own)
