"""They wrote, a day to ring back was set, and nobody has answered yet."""

from __future__ import annotations

from salesbook.domain.calls.sources.base import CARE, TalkPoint, Wanted
from salesbook.domain.calls.sources.due import due_now, talk_of_situation, wanted
from salesbook.domain.calls.why import CallWhy
from salesbook.domain.facts.unanswered import open_letters
from salesbook.domain.world import World


class Replies:
    """Letters of theirs that wait for an answer."""

    block = CARE
    promised = True

    def whom(self, world: World) -> Wanted:
        return wanted(world, world.get(due_now) & (world.get(open_letters)[0] >= 0), agreed=True)

    def why(self, world: World, contact: int) -> str:
        return world.get(CallWhy).replied(contact)

    def talk(self, world: World, contact: int) -> TalkPoint:
        return talk_of_situation(world, contact)
