"""The action `calls`: who should call whom today, why, and about what.

Contacts who are due come through the guards, the others are named in Held because. What saves most
comes first. No campaign can be live yet, so the campaign block is empty and Campaign share keeps no
places free: the whole day is for the care block.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesbook.domain.arrays import Bools, Ints, Objects, dates, days_of, text_cells, texts
from salesbook.domain.attempts import Attempts, attempts
from salesbook.domain.calllines import Line, Writer
from salesbook.domain.callreport import report
from salesbook.domain.callwhy import CallWhy
from salesbook.domain.duties import Team
from salesbook.domain.guards import Guards
from salesbook.domain.handout import NEVER_TOUCHED_SHARE, Candidates, Lists, hand_out
from salesbook.domain.held import Guard, Held
from salesbook.domain.hours import Hours
from salesbook.domain.openlines import OpenLines, open_lines
from salesbook.domain.rank import priority
from salesbook.domain.talkabout import TalkAbout
from salesbook.domain.topics import Topic, Topics
from salesbook.domain.words import count
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.plan import Change, Plan, Replace, Set

__all__ = ["plan_calls"]

_DATA_CHECK = "Data check"


def plan_calls(world: World, rep: str | None = None) -> Plan:
    """Replace the lines of Calls in which nobody typed, and say in Contacts who is held and why.

    With a `rep` only that rep's lines, and Held because of the contacts that rep calls. Raises
    BadInput if there is no such active rep.
    """
    if rep is not None:
        rep = _known(world, rep)
    return _CallList(world, rep).plan()


def _known(world: World, rep: str) -> str:
    reps = Team(world).reps
    found = next((one for one in reps if one.casefold() == rep.strip().casefold()), None)
    if found is None:
        raise BadInput(f"There is no active rep {rep!r} on the Team sheet.",
                       f"Take one of these: {', '.join(reps)}." if reps else "Add one there first.")  # fmt: skip
    return found


@dataclass(frozen=True)
class _CallList:
    world: World
    asked: str | None

    def plan(self) -> Plan:
        found = self._lines()
        lines = [line for line in found if self.asked in {None, line.rep}]
        writer = Writer(self.world, self.talk, CallWhy(self.world, self.attempts))
        changes: list[Change] = [
            Replace("Calls", leave=self.standing.leave, rows=writer.rows(lines, self.standing))
        ]
        changes += self._held_change()
        told = report(self.team, self.due, self.caller, self.held, lines, self.asked)
        return Plan(tuple(changes)) + told

    @cached_property
    def due(self) -> Ints:
        """Positions of the contacts who are due, in rising order."""
        return np.flatnonzero(days_of(self.world.rhythm["next_due"].to_numpy()) <= self.world.day)

    @cached_property
    def held(self) -> Held:
        return Held(len(self.world.rhythm))

    @cached_property
    def team(self) -> Team:
        return Team(self.world, self.asked)

    @cached_property
    def standing(self) -> OpenLines:
        return open_lines(self.world, self.asked)

    @cached_property
    def attempts(self) -> Attempts:
        return attempts(self.world)

    @cached_property
    def hours(self) -> Hours:
        return Hours(self.world)

    @cached_property
    def topics(self) -> Topics:
        return Topics(self.world)

    @cached_property
    def talk(self) -> TalkAbout:
        return TalkAbout(self.world, self.topics)

    @cached_property
    def caller(self) -> Objects:
        """For each contact who makes its calls today, unless Duties knows better; "" for nobody."""
        callers = self.team.callers(self.world.owner)
        return np.array([callers[owner].rep for owner in self.world.owner.tolist()], dtype=object)

    def _lines(self) -> list[Line]:
        guards = Guards(self.world, self.held, self.due, self.attempts)
        channel = guards.reachable()
        guards.rested()
        topic = self._topics()
        pools = [self.team.for_duty(task) for task in _TASKS]
        task = self._tasks(topic)
        by_duty = np.array([bool(pool) for pool in pools])[task]
        guards.has_caller(self.team.callers(self.world.owner), by_duty)
        rep = self._reps(task, pools)
        guards.at_their_hours(rep, self.hours)
        guards.once_a_day(self.standing)
        free = self.held.guard[self.due] == ""
        able = [pools[one] for one in task[free].tolist()]
        candidates = self._candidates(self.due[free], rep[free], topic[free], able)
        lists = hand_out(candidates, self._room(), self.standing.by_rep())
        lines = self._told(candidates, lists, channel[free], topic[free])
        return self._in_order(lines + self._numbers_to_find(lines))

    def _topics(self) -> Ints:
        """The topic of each due contact whom no guard holds so far."""
        topic = np.full(len(self.due), int(Topic.NONE))
        free = self.held.guard[self.due] == ""
        topic[free] = self.topics.of(self.due[free])
        return topic

    def _tasks(self, topic: Ints) -> Ints:
        """Place in _TASKS of what each call is for."""
        prospect = texts(self.world.frames["Contacts"], "Kind")[self.due] == "Prospect"
        return np.where(topic == Topic.REFERRAL, 0, np.where(prospect, 1, 2))

    def _reps(self, task: Ints, pools: Sequence[list[str]]) -> Objects:
        """Who calls each due contact; "" where several of a role can, and the contact's owner is none of them."""
        rep = self.caller[self.due].copy()
        for number, pool in enumerate(pools):
            if pool:
                mine = np.flatnonzero(task == number)
                owner = self.world.owner[self.due[mine]]
                rep[mine] = np.where(np.isin(owner, pool), owner, pool[0] if len(pool) == 1 else "")
        return rep

    def _candidates(self, contact: Ints, rep: Objects, topic: Ints, pools: Sequence[list[str]]) -> Candidates:
        agreed = self.world.rhythm["promised"].to_numpy()[contact]
        next_date = days_of(dates(self.world.frames["Contacts"], "Next date"))[contact]

        def able(i: int) -> list[str]:
            at = int(contact[i])
            return [rep for rep in pools[i] if self.hours.overlap(at, rep, int(self.attempts.half[at]))]

        return Candidates(
            contact=contact,
            ids=texts(self.world.frames["Contacts"], "Contact ID")[contact],
            customer=self.world.orders.of_contact[contact],
            rep=rep,
            agreed_on=np.where(agreed, next_date, 0),
            reason=topic != Topic.NONE,
            priority=priority(self.world, contact),
            never_touched=~self.topics.touched[contact],
            able=able,
        )

    def _room(self) -> dict[str, int]:
        """Places on each rep's list: Calls per day less the lines that stay."""
        stay = self.standing.by_rep()
        return {
            rep: max(self.team.calls_a_day[rep] - stay.get(rep, 0), 0)
            for rep in self.team.reps
            if rep in self.team.at_work
        }

    def _told(self, candidates: Candidates, lists: Lists, channel: Objects, topic: Ints) -> list[Line]:
        """Lines, with the colleagues who are due too; those and the rest are held until another day."""
        placed = {i: rep for rep, places in lists.by_rep.items() for i in places}
        called = {int(candidates.customer[i]): i for i in placed}
        on_list = np.isin(np.arange(len(candidates.contact)), list(placed))
        colleagues: dict[int, list[int]] = {}
        for i in np.flatnonzero(np.isin(candidates.customer, list(called)) & ~on_list).tolist():
            colleagues.setdefault(int(candidates.customer[i]), []).append(i)
        for customer, others in colleagues.items():
            at = candidates.contact[others]
            self.held.hold(
                at,
                np.ones(len(at), dtype=bool),
                Guard.COLLEAGUE,
                self.talk.name(int(candidates.contact[called[customer]])),
            )
        self._wait(candidates, on_list)
        return [
            self._line(
                candidates, i, rep, channel[i], int(topic[i]), colleagues.get(int(candidates.customer[i]), [])
            )
            for i, rep in placed.items()
        ]

    def _line(
        self, candidates: Candidates, i: int, rep: str, channel: str, topic: int, others: list[int]
    ) -> Line:
        contact = int(candidates.contact[i])
        local = self.hours.overlap(contact, rep, int(self.attempts.half[contact]))
        also = sorted(
            candidates.contact[others].tolist(), key=lambda one: str(self.talk.of(one, "Contact ID"))
        )
        return Line(contact, rep, channel, topic, float(candidates.priority[i]), local, also)

    def _wait(self, candidates: Candidates, on_list: Bools) -> None:
        """Those for whom no place is left, or whom nobody of the role can reach in time."""
        rest = np.flatnonzero(~on_list & (self.held.guard[candidates.contact] == ""))
        nobody = np.array(
            [not candidates.rep[i] and not candidates.able(i) for i in rest.tolist()], dtype=bool
        )
        at = candidates.contact[rest]
        self.held.hold(at, nobody, Guard.HOURS)
        waiting = self.world.day - days_of(self.world.rhythm["next_due"].to_numpy()[at])
        known = {days: f"waiting {count(days, 'day')}" if days else "" for days in set(waiting.tolist())}
        self.held.hold(
            at, ~nobody, Guard.FULL, np.array([known[days] for days in waiting.tolist()], dtype=object)
        )

    def _numbers_to_find(self, lines: Sequence[Line]) -> list[Line]:
        """Where Duties names a role for it: in places left over, and at most a fifth of a day, numbers to find."""
        pool = self.team.for_duty(_DATA_CHECK)
        if not self.team.has_duty(_DATA_CHECK) or not pool:
            return []
        customer = self.world.orders.of_contact
        busy = [customer[line.contact] for line in lines] + customer[
            self.standing.contacts(self.world)
        ].tolist()
        at = self.due[(self.held.guard[self.due] == Guard.NO_NUMBER) & ~np.isin(customer[self.due], busy)]
        owner = self.world.owner[at]
        rep = np.where(np.isin(owner, pool), owner, pool[0] if len(pool) == 1 else "")
        candidates = self._candidates(at, rep, np.full(len(at), int(Topic.GAPS)), [pool] * len(at))
        room = {rep: min(places - sum(line.rep == rep for line in lines), int(NEVER_TOUCHED_SHARE * self.team.calls_a_day[rep]))
                for rep, places in self._room().items()}  # fmt: skip
        lists = hand_out(candidates, room, self.standing.by_rep())
        return [Line(int(candidates.contact[i]), rep, "Call", None, float(candidates.priority[i]), "")
                for rep, places in lists.by_rep.items() for i in places]  # fmt: skip

    def _in_order(self, lines: Sequence[Line]) -> list[Line]:
        """By rep as Team has them; within a rep as they are, best first."""
        return sorted(lines, key=lambda line: self.team.reps.index(line.rep))

    def _held_change(self) -> list[Change]:
        """Held because of every contact; with a rep, of those whom the rep calls."""
        table = self.world.frames["Contacts"]
        told, before = self.held.texts(), texts(table, "Held because")
        rows = np.flatnonzero(
            ((told != "") | (before != "")) & ((self.caller == self.asked) if self.asked else True)
        )
        if not len(rows):
            return []
        return [Set("Contacts", table.index[rows].tolist(), {"Held because": text_cells(told[rows])})]


_TASKS = ("Referral ask", "Prospecting", "Status call")
