"""Whom the sources want, through the guards and onto the lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.calls.attempts import attempts
from salesbook.domain.calls.contact_cells import ContactCells
from salesbook.domain.calls.data_checks import data_checks
from salesbook.domain.calls.day import CallDay
from salesbook.domain.calls.gather import AllWanted
from salesbook.domain.calls.guards import Guards
from salesbook.domain.calls.handout import Candidates, Lists, hand_out
from salesbook.domain.calls.held import Guard
from salesbook.domain.calls.lines import CallLine
from salesbook.domain.calls.pitches import pitch_lines
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.sources.base import CallSource
from salesbook.domain.facts.orders import order_days
from salesbook.domain.guards.held import HeldContacts
from salesbook.tables.arrays import Bools, Ints, Objects
from salesbook.util.wording import count


@dataclass(frozen=True)
class _Cleared:
    """Whom no guard holds: their places among the `wanted`, who calls or could, and how."""

    wanted: AllWanted
    place: Ints
    rep: Objects
    pools: list[list[str]]
    channel: Objects

    def where(self, which: Bools) -> _Cleared:
        """Those of them."""
        pools = [pool for pool, one in zip(self.pools, which.tolist(), strict=True) if one]
        return _Cleared(self.wanted, self.place[which], self.rep[which], pools, self.channel[which])


@dataclass(frozen=True)
class _Runners:
    """All candidates for the lists, and of each by its place among them what its line is made of."""

    candidates: Candidates
    source: Sequence[CallSource]
    due: Ints
    channel: Objects


def call_lines(day: CallDay) -> list[CallLine]:
    """The lines of all reps, each rep's in their order, and after them what is to be found out.

    Whoever is wanted and not on a list stands in `day.held` afterwards. Campaigns take their places first, behind what
    happened; the others have what is left of each rep's day.
    """
    pitches = pitch_lines(day)
    runners = _runners(day, pitches)
    pitched = Counter(line.rep for line in pitches)
    room = {rep: places - pitched[rep] for rep, places in day.room.items()}
    lists = hand_out(runners.candidates, room, day.standing.by_rep(), day.room_of_share)
    lines = _lines(day, runners, lists)
    turns = [int(runners.candidates.turn[i]) for places in lists.by_rep.values() for i in places]
    found = _in_order(day, lines, turns, pitches)
    return found + data_checks(day, found)


def _in_order(
    day: CallDay, lines: Sequence[CallLine], turns: Sequence[int], pitches: Sequence[CallLine]
) -> list[CallLine]:
    """Lines by what happened, then pitches, then the rest."""
    last = len(day.turns) - 1
    events = [line for line, turn in zip(lines, turns, strict=True) if turn < last]
    return [*events, *pitches, *(line for line, turn in zip(lines, turns, strict=True) if turn == last)]


def _runners(day: CallDay, pitches: Sequence[CallLine]) -> _Runners:
    """Whoever may be called; those whose source has only a share of a day also for what else they are wanted for."""
    first = _cleared(day, day.wanted, day.held, pitches)
    more = _cleared(day, day.wanted_besides, HeldContacts(len(day.held.guard)), pitches)
    more = more.where(day.held.guard[more.wanted.contact[more.place]] == "")
    both = (first, more)
    one, other = (day.candidates(c.place, c.rep, c.pools, wanted=c.wanted) for c in both)
    return _Runners(
        candidates=one.with_those(other),
        source=[c.wanted.source[place] for c in both for place in c.place.tolist()],
        due=np.concatenate([c.wanted.due[c.place] for c in both]),
        channel=np.concatenate([c.channel for c in both]),
    )


def _cleared(day: CallDay, wanted: AllWanted, held: HeldContacts, pitches: Sequence[CallLine]) -> _Cleared:
    """Those of the wanted whom no guard holds; whom one does stands in `held`."""
    guards = Guards(day.world, held, wanted, day.world.get(attempts))
    channel = guards.reachable()
    guards.rested()
    tasks = wanted.task
    pools = {task: day.team.for_duty(task) for task in set(tasks.tolist())}
    guards.has_caller(day.callers, np.array([bool(pools[task]) for task in tasks.tolist()], dtype=bool))
    rep = _reps(day, wanted, pools)
    guards.at_their_hours(rep, day.hours)
    guards.once_a_day(day.standing)
    _behind_a_pitch(day, wanted, held, pitches)
    pitched = np.isin(wanted.contact, [line.contact for line in pitches])
    free = np.flatnonzero((held.guard[wanted.contact] == "") & ~pitched)
    return _Cleared(wanted, free, rep[free], [pools[task] for task in tasks[free].tolist()], channel[free])


def _behind_a_pitch(day: CallDay, wanted: AllWanted, held: HeldContacts, pitches: Sequence[CallLine]) -> None:
    """Colleagues of whoever is pitched today wait for that call."""
    customer, name = day.world.get(order_days).of_contact, day.world.get(ContactCells).name
    at = wanted.contact
    for line in pitches:
        others = (customer[at] == customer[line.contact]) & (at != line.contact)
        held.hold(at, others, Guard.COLLEAGUE, name(line.contact))


def _reps(day: CallDay, wanted: AllWanted, pools: Mapping[str, list[str]]) -> Objects:
    """Who calls each wanted contact; "" where any of the pool of its task can."""
    rep = day.caller[wanted.contact]
    for task, pool in pools.items():
        mine = np.flatnonzero((wanted.task == task) & bool(pool))
        rep[mine] = day.doer(wanted.contact[mine], pool) if pool else ""
    return rep


def _lines(day: CallDay, runners: _Runners, lists: Lists) -> list[CallLine]:
    """The lines, with the colleagues who are wanted as well; these, and the rest, are held for today."""
    candidates = runners.candidates
    placed = {i: rep for rep, places in lists.by_rep.items() for i in places}
    on_list = np.isin(candidates.contact, candidates.contact[list(placed)])
    also_due = _colleagues(day, candidates, placed, on_list)
    _wait(day, candidates, runners.due, on_list)
    lines = []
    for i, rep in placed.items():
        contact, source, channel = int(candidates.contact[i]), runners.source[i], runners.channel[i]
        lines.append(
            CallLine(
                contact=contact, rep=rep, channel=channel, block=source.block,
                said=source.said(PlannedCall(day.world, contact, rep, channel, day.hours.few(contact, rep))), priority=float(candidates.priority[i]),
                local_time=day.overlap(contact, rep), also_due=also_due.get(i, ()),
            )
        )  # fmt: skip
    return lines


def _colleagues(
    day: CallDay, candidates: Candidates, placed: dict[int, str], on_list: Bools
) -> dict[int, list[int]]:
    """Contacts who are wanted too, by the candidate who is called instead of them."""
    called = {int(candidates.customer[i]): i for i in placed}
    also_due: dict[int, list[int]] = {}
    others = np.flatnonzero(np.isin(candidates.customer, list(called)) & ~on_list).tolist()
    for i in sorted(others, key=candidates.ids.__getitem__):
        mine = also_due.setdefault(called[int(candidates.customer[i])], [])
        if (contact := int(candidates.contact[i])) not in mine:  # for several reasons
            mine.append(contact)
    for i, colleagues in also_due.items():
        at = np.array(colleagues)
        name = day.world.get(ContactCells).name(int(candidates.contact[i]))
        day.held.hold(at, at >= 0, Guard.COLLEAGUE, name)
    return also_due


def _wait(day: CallDay, candidates: Candidates, due: Ints, on_list: Bools) -> None:
    """Those for whom no place is left, and those whom nobody of the role can reach in time."""
    rest = np.flatnonzero(~on_list & (day.held.guard[candidates.contact] == ""))
    at = candidates.contact[rest]
    nobody = np.array([not candidates.rep[i] and not candidates.able(i) for i in rest.tolist()], dtype=bool)
    day.held.hold(at, nobody, Guard.HOURS)
    waiting = (day.world.day - due[rest]).tolist()
    told = {days: f"waiting {count(days, 'day')}" if days > 0 else "" for days in set(waiting)}
    day.held.hold(at, ~nobody, Guard.FULL, np.array([told[days] for days in waiting], dtype=object))
