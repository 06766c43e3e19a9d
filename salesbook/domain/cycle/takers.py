"""Who takes over what was won: whom Duties names for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from salesbook.domain.facts.active_reps import active_reps
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.duties import duties_of, people_of_role, roles_of
from salesbook.domain.facts.handoffs import handoffs_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import HANDOFF
from salesbook.tables.arrays import texts

_SERVES = (HANDOFF, "Service follow-up")  # tasks of Duties; the first that has a role says who takes over


class Takers:
    """Who serves, by Duties; `task` and `role` are blank where it names nobody for it."""

    def __init__(self, world: World) -> None:
        self._world = world
        duties = world.get(duties_of)
        self.task = next((task for task in _SERVES if task in duties), "")
        self.role, stand_in = duties.get(self.task, ("", ""))
        self._people = people_of_role(world, self.role)
        self._stand_in = stand_in if stand_in in active_reps(world) else ""
        self._keeps = Counter(one.taker for one in world.get(handoffs_of) if one.done is None)
        self._of_account: dict[int, str] = {
            one.account: one.taker for one in world.get(handoffs_of) if one.account >= 0
        }

    @property
    def somebody_serves(self) -> bool:
        """Whether anybody who is active has the role, or stands in."""
        return bool(self._people or self._stand_in)

    def serves(self, seller: str) -> bool:
        """Whether whoever sold serves, too."""
        known = self._world.get(roles_of).get(seller, "")
        return bool(seller) and (known == self.role or self._pool() == [seller])

    def taker(self, account: int, seller: str) -> str:
        """Who takes over from the seller: whoever took over or keeps that account already, else of those who are there the one with the fewest.

        "" where nobody serves.
        """
        pool = [rep for rep in self._pool() if rep != seller]
        for known in (self._of_account.get(account, ""), self._owner(account)):
            if known in pool:
                return self._taken(account, known)
        return self._taken(account, min(pool, key=self._keeps.__getitem__, default=""))

    def _pool(self) -> Sequence[str]:
        """Those of the role who are there today; else the stand-in; else those of the role who are away."""
        calendar, today = self._world.get(work_calendar), self._world.today
        present = [rep for rep in self._people if calendar.present(rep, today)]
        instead = [rep for rep in [self._stand_in] if rep and calendar.present(rep, today)]
        return present or instead or self._people or [rep for rep in [self._stand_in] if rep]

    def _owner(self, account: int) -> str:
        return str(texts(self._world.frames["Accounts"], "Owner")[account]) if account >= 0 else ""

    def _taken(self, account: int, rep: str) -> str:
        if rep:
            self._keeps[rep] += 1
            self._of_account[account] = rep
        return rep
