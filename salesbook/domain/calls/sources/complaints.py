"""Something is wrong: they complained, and nobody has settled it; or a colleague of theirs did."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import CARE, Wanted
from salesbook.domain.calls.sources.due import due_now, wanted
from salesbook.domain.facts.complaints import complaints_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints


class Complaints:
    """Whoever complained, from that day on; and whoever is due at their firm."""

    block = CARE
    promised = True

    def whom(self, world: World) -> Wanted:
        found = world.get(complaints_of)
        which = (found.own >= 0) | (world.get(due_now) & (found.of_firm >= 0))
        wants = wanted(world, which, world.get(_complained_on))
        return replace(wants, due=np.minimum(wants.due, world.get(_complained_on)[wants.contact]))

    def said(self, line: PlannedCall) -> LineWords:
        return words_of_situation(line)


def _complained_on(world: World) -> Ints:
    """Day of the open complaint at each contact's firm; 0 without one."""
    day = np.append(world.get(touch_table)["day"].to_numpy(), 0)
    found: Ints = day[world.get(complaints_of).of_firm]
    return found
