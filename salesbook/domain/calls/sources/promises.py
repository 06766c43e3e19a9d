"""A day on which to talk was agreed with them: their Next date."""

from __future__ import annotations

from salesbook.domain.calls.sources.base import CARE, TalkPoint, Wanted
from salesbook.domain.calls.sources.due import due_now, talk_of_situation, wanted
from salesbook.domain.calls.why import CallWhy
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.world import World


class Promises:
    """Agreed days that have come."""

    block = CARE
    promised = True

    def whom(self, world: World) -> Wanted:
        promised = world.get(rhythm_table)["promised"].to_numpy()
        return wanted(world, world.get(due_now) & promised, agreed=True)

    def why(self, world: World, contact: int) -> str:
        return world.get(CallWhy).agreed(contact)

    def talk(self, world: World, contact: int) -> TalkPoint:
        return talk_of_situation(world, contact)
