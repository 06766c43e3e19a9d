"""All that a day's call lists are made from, each part worked out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesbook.domain.calls.attempts import Attempts, attempts
from salesbook.domain.calls.duties import Caller, Team, reaches_them_anyway
from salesbook.domain.calls.gather import AllWanted, Wishes, wishes_of
from salesbook.domain.calls.handout import Candidates
from salesbook.domain.calls.hours import Hours
from salesbook.domain.calls.openlines import OpenLines, open_lines
from salesbook.domain.calls.rank import priority
from salesbook.domain.calls.sources.base import AFTER_SALE_SHARE, SourceTurns
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.occasions import touched_ever
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.guards.held import HeldContacts
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, Objects, among, texts


@dataclass(frozen=True)
class CallDay:
    """The world as it looks for call lists.

    `asked`: the one rep who wants a list, None for all. `turns`: the sources, in the order of their lines. `held` is filled in as the lists are made.
    """

    world: World
    asked: str | None
    turns: SourceTurns

    @cached_property
    def wanted(self) -> AllWanted:
        """Whom the sources want called."""
        return self._wishes.first_of_each()

    @cached_property
    def wanted_besides(self) -> AllWanted:
        """Of those whose source has only a share of a day, whom another one wants too."""
        return self._wishes.besides()

    @cached_property
    def _wishes(self) -> Wishes:
        return wishes_of(self.world, self.turns)

    @cached_property
    def held(self) -> HeldContacts:
        return HeldContacts(len(self.world.get(rhythm_table)))

    @cached_property
    def team(self) -> Team:
        return Team(self.world, self.asked)

    @cached_property
    def standing(self) -> OpenLines:
        return open_lines(self.world, self.asked)

    @cached_property
    def hours(self) -> Hours:
        return self.world.get(Hours)

    @cached_property
    def attempts(self) -> Attempts:
        return self.world.get(attempts)

    @cached_property
    def callers(self) -> dict[str, Caller]:
        """Who makes the calls of each owner today."""
        return self.team.callers(self.world.get(owners_of))

    @cached_property
    def caller(self) -> Objects:
        """For each contact who calls today, unless Duties knows better; "" for nobody."""
        return np.array(
            [self.callers[owner].rep for owner in self.world.get(owners_of).tolist()], dtype=object
        )

    @cached_property
    def room(self) -> dict[str, int]:
        """Places on the list of each rep who works today: Calls per day less the lines that stay; for a duty alone as many as there are."""
        stay, everybody = self.standing.by_rep(), len(self.wanted.contact)
        working = [rep for rep in self.team.reps if rep in self.team.at_work]
        return {
            rep: everybody
            if self.team.only_for_duties(rep)
            else max(self.team.calls_a_day[rep] - stay.get(rep, 0), 0)
            for rep in working
        }

    @cached_property
    def room_of_share(self) -> dict[str, int]:
        """Of these places those for sources that have only a share of a day, less such lines that stay; whoever has a duty alone has all."""
        stay = self.standing.stay
        theirs = texts(self.world.frames["Contacts"], "Contact ID")[self.wanted.contact[self.wanted.limited]]
        standing = Counter(
            texts(stay, "Rep")[among(texts(stay, "Contact ID"), set(theirs.tolist()))].tolist()
        )
        return {
            rep: places
            if self.team.only_for_duties(rep)
            else max(int(AFTER_SALE_SHARE * self.team.calls_a_day[rep]) - standing[rep], 0)
            for rep, places in self.room.items()
        }

    def doer(self, at: Ints, pool: Sequence[str]) -> Objects:
        """For contacts with a duty: the owner if able, or the only one who is; "" where several are."""
        owner = self.world.get(owners_of)[at]
        return np.where(np.isin(owner, pool), owner, pool[0] if len(pool) == 1 else "").astype(object)

    def at_peace(self, at: Ints, called: Iterable[int]) -> Bools:
        """Those of the contacts at whose customer no line stands on Calls, and none of these contacts is `called` today."""
        customer = self.world.get(order_days).of_contact
        busy = np.array([*self.standing.contacts(self.world).tolist(), *called], dtype=np.int64)
        free: Bools = ~np.isin(customer[at], customer[busy])
        return free

    def overlap(self, contact: int, rep: str) -> str:
        """When both are there, and in the half of the day that is to be tried."""
        return self.hours.overlap(contact, rep, int(self.world.get(attempts).half[contact]))

    def candidates(
        self, places: Ints, rep: Objects, pools: Sequence[Sequence[str]], reason: Bools | None = None, wanted: AllWanted | None = None,
    ) -> Candidates:  # fmt: skip
        """Contacts to hand out, by their places in `wanted`, each with who calls, or "" and the pool of those who can.

        `reason`: instead of what the sources say. `wanted`: others than those whom the sources want.
        """
        wanted = wanted or self.wanted
        contact = wanted.contact[places]

        def able(i: int) -> list[str]:
            return [one for one in pools[i] if self.overlap(int(contact[i]), one)]

        return Candidates(
            contact=contact,
            ids=texts(self.world.frames["Contacts"], "Contact ID")[contact],
            customer=self.world.get(order_days).of_contact[contact],
            rep=rep,
            turn=wanted.turn[places],
            promised=wanted.promised[places],
            limited=wanted.limited[places],
            beyond=np.array([reaches_them_anyway(task) for task in wanted.task[places].tolist()], dtype=bool),
            since=wanted.since[places],
            reason=wanted.reason[places] if reason is None else reason,
            after=wanted.after[places],
            priority=priority(self.world, contact),
            never_touched=~self.world.get(touched_ever)[contact],
            able=able,
        )
