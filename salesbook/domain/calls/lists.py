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
from salesbook.domain.calls.guards import Guards
from salesbook.domain.calls.handout import Candidates, Lists, hand_out
from salesbook.domain.calls.held import Guard
from salesbook.domain.calls.lines import CallLine
from salesbook.domain.calls.pitches import pitch_lines
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.facts.orders import order_days
from salesbook.tables.arrays import Bools, Ints, Objects
from salesbook.util.wording import count


@dataclass(frozen=True)
class _Cleared:
    """Whom no guard holds: their places among the wanted, who calls or could, and how."""

    place: Ints
    rep: Objects
    pools: list[list[str]]
    channel: Objects


def call_lines(day: CallDay) -> list[CallLine]:
    """The lines of all reps, each rep's in their order, and after them what is to be found out.

    Whoever is wanted and not on a list stands in `day.held` afterwards. Campaigns take their places first, behind what
    happened; the others have what is left of each rep's day.
    """
    pitches = pitch_lines(day)
    cleared = _cleared(day, pitches)
    candidates = day.candidates(cleared.place, cleared.rep, cleared.pools)
    pitched = Counter(line.rep for line in pitches)
    room = {rep: places - pitched[rep] for rep, places in day.room.items()}
    lines = _lines(day, cleared, candidates, hand_out(candidates, room, day.standing.by_rep()))
    found = _in_order(day, lines, pitches)
    return found + data_checks(day, found)


def _in_order(day: CallDay, lines: Sequence[CallLine], pitches: Sequence[CallLine]) -> list[CallLine]:
    """Lines by what happened, then pitches, then the rest."""
    last = len(day.turns) - 1
    turn = dict(zip(day.wanted.contact.tolist(), day.wanted.turn.tolist(), strict=True))
    events = [line for line in lines if turn[line.contact] < last]
    return [*events, *pitches, *(line for line in lines if turn[line.contact] == last)]


def _behind_a_pitch(day: CallDay, pitches: Sequence[CallLine]) -> None:
    """Colleagues of whoever is pitched today wait for that call."""
    customer, name = day.world.get(order_days).of_contact, day.world.get(ContactCells).name
    at = day.wanted.contact
    for line in pitches:
        others = (customer[at] == customer[line.contact]) & (at != line.contact)
        day.held.hold(at, others, Guard.COLLEAGUE, name(line.contact))


def _cleared(day: CallDay, pitches: Sequence[CallLine]) -> _Cleared:
    guards = Guards(day.world, day.held, day.wanted, day.world.get(attempts))
    channel = guards.reachable()
    guards.rested()
    tasks = day.wanted.task
    pools = {task: day.team.for_duty(task) for task in set(tasks.tolist())}
    guards.has_caller(day.callers, np.array([bool(pools[task]) for task in tasks.tolist()], dtype=bool))
    rep = _reps(day, pools)
    guards.at_their_hours(rep, day.hours)
    guards.once_a_day(day.standing)
    _behind_a_pitch(day, pitches)
    pitched = np.isin(day.wanted.contact, [line.contact for line in pitches])
    free = np.flatnonzero((day.held.guard[day.wanted.contact] == "") & ~pitched)
    return _Cleared(free, rep[free], [pools[task] for task in tasks[free].tolist()], channel[free])


def _reps(day: CallDay, pools: Mapping[str, list[str]]) -> Objects:
    """Who calls each wanted contact; "" where any of the pool of its task can."""
    wanted = day.wanted
    rep = day.caller[wanted.contact]
    for task, pool in pools.items():
        mine = np.flatnonzero((wanted.task == task) & bool(pool))
        rep[mine] = day.doer(wanted.contact[mine], pool) if pool else ""
    return rep


def _lines(day: CallDay, cleared: _Cleared, candidates: Candidates, lists: Lists) -> list[CallLine]:
    """The lines, with the colleagues who are wanted as well; these, and the rest, are held for today."""
    placed = {i: rep for rep, places in lists.by_rep.items() for i in places}
    on_list = np.isin(np.arange(len(cleared.place)), list(placed))
    also_due = _colleagues(day, candidates, placed, on_list)
    _wait(day, candidates, day.wanted.due[cleared.place], on_list)
    lines = []
    for i, rep in placed.items():
        contact, source = int(candidates.contact[i]), day.wanted.source[cleared.place[i]]
        channel = cleared.channel[i]
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
        also_due.setdefault(called[int(candidates.customer[i])], []).append(int(candidates.contact[i]))
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
