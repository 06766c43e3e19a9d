"""A day on which to talk was agreed with them: their Next date."""

from __future__ import annotations

from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import CARE, WHOLE_DAY, Wanted
from salesbook.domain.calls.sources.due import agreed_on, due_now, wanted
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.world import World


class Promises:
    """Agreed days that have come."""

    block = CARE
    promised = True
    share = WHOLE_DAY

    def whom(self, world: World) -> Wanted:
        promised = world.get(rhythm_table)["promised"].to_numpy()
        return wanted(world, world.get(due_now) & promised, world.get(agreed_on))

    def said(self, line: PlannedCall) -> LineWords:
        return words_of_situation(line)
