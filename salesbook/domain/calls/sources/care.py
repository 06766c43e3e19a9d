"""Their cadence has come round: everybody who is due, whatever it is about."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import CARE, WHOLE_DAY, Wanted
from salesbook.domain.calls.sources.due import due_now, wanted
from salesbook.domain.world import World


class Care:
    """People who are due, behind the others of their turn; those whom a call saves most come first."""

    block = CARE
    promised = False
    share = WHOLE_DAY

    def whom(self, world: World) -> Wanted:
        found = wanted(world, world.get(due_now))
        return replace(found, after=np.ones(len(found.contact), dtype=bool))

    def said(self, line: PlannedCall) -> LineWords:
        return words_of_situation(line)
