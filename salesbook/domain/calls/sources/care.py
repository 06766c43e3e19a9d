"""Their cadence has come round: everybody who is due, whatever it is about."""

from __future__ import annotations

from salesbook.domain.calls.sources.base import CARE, TalkPoint, Wanted
from salesbook.domain.calls.sources.due import due_now, talk_of_situation, wanted
from salesbook.domain.calls.why import CallWhy
from salesbook.domain.world import World


class Care:
    """People who are due; those whom a call saves most come first."""

    block = CARE
    promised = False

    def whom(self, world: World) -> Wanted:
        return wanted(world, world.get(due_now))

    def why(self, world: World, contact: int) -> str:
        return world.get(CallWhy).due(contact)

    def talk(self, world: World, contact: int) -> TalkPoint:
        return talk_of_situation(world, contact)
