"""The care block: contacts who are due, through the guards and onto the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.calls.desk import Desk
from salesbook.domain.calls.guards import Guards
from salesbook.domain.calls.handout import NEVER_TOUCHED_SHARE, Candidates, Lists, hand_out
from salesbook.domain.calls.held import Guard
from salesbook.domain.calls.lines import Line
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.situations import FIND_NUMBER, situations_of
from salesbook.domain.facts.talk_about import TalkAbout
from salesbook.tables.arrays import Bools, Ints, Objects, days_of, texts
from salesbook.util.wording import count

_PROSPECTING, _STATUS_CALL = "Prospecting", "Status call"  # where the situation has no duty of its own
_DATA_CHECK = "Data check"


@dataclass(frozen=True)
class _Cleared:
    """Contacts whom no guard holds: who they are, who calls or could, how, and about what."""

    contact: Ints
    rep: Objects
    pools: list[list[str]]
    channel: Objects


def care_block(desk: Desk) -> list[Line]:
    """The lines of all reps, each rep's best first, and after them the numbers to find.

    Whoever is due and not on a list stands in `desk.held` afterwards.
    """
    cleared = _cleared(desk)
    situations = desk.world.get(situations_of)[cleared.contact].tolist()
    reason = np.array([one.is_reason for one in situations], dtype=bool)
    candidates = desk.candidates(cleared.contact, cleared.rep, reason, cleared.pools)
    lines = _lines(desk, cleared, candidates, hand_out(candidates, desk.room, desk.standing.by_rep()))
    return lines + _numbers_to_find(desk, lines)


def _cleared(desk: Desk) -> _Cleared:
    guards = Guards(desk.world, desk.held, desk.due, desk.attempts)
    channel = guards.reachable()
    guards.rested()
    tasks = _tasks(desk)
    pools = {task: desk.team.for_duty(task) for task in set(tasks)}
    guards.has_caller(desk.callers, np.array([bool(pools[task]) for task in tasks], dtype=bool))
    rep = _reps(desk, tasks, pools)
    guards.at_their_hours(rep, desk.hours)
    guards.once_a_day(desk.standing)
    free = desk.held.guard[desk.due] == ""
    able = [pools[tasks[i]] for i in np.flatnonzero(free).tolist()]
    return _Cleared(desk.due[free], rep[free], able, channel[free])


def _tasks(desk: Desk) -> list[str]:
    """The task of Duties that the call of each due contact is."""
    kinds = texts(desk.world.frames["Contacts"], "Kind")[desk.due].tolist()
    situations = desk.world.get(situations_of)[desk.due].tolist()
    usual = (_PROSPECTING if kind == "Prospect" else _STATUS_CALL for kind in kinds)
    return [situation.duty or task for situation, task in zip(situations, usual, strict=True)]


def _reps(desk: Desk, tasks: Sequence[str], pools: Mapping[str, list[str]]) -> Objects:
    """Who calls each due contact; "" where any of the pool of its task can."""
    rep, of_contact = desk.caller[desk.due], np.array(tasks, dtype=object)
    for task, pool in pools.items():
        mine = np.flatnonzero((of_contact == task) & bool(pool))
        rep[mine] = desk.doer(desk.due[mine], pool) if pool else ""
    return rep


def _lines(desk: Desk, cleared: _Cleared, candidates: Candidates, lists: Lists) -> list[Line]:
    """The lines, with the colleagues who are due as well; these, and the rest, are held for today."""
    placed = {i: rep for rep, places in lists.by_rep.items() for i in places}
    on_list = np.isin(np.arange(len(cleared.contact)), list(placed))
    also_due = _colleagues(desk, candidates, placed, on_list)
    _wait(desk, candidates, on_list)
    lines, situations = [], desk.world.get(situations_of)
    for i, rep in placed.items():
        contact = int(cleared.contact[i])
        lines.append(
            Line(
                contact, rep, cleared.channel[i], situations[contact], float(candidates.priority[i]),
                desk.overlap(contact, rep), also_due.get(i, ()),
            )
        )  # fmt: skip
    return lines


def _colleagues(
    desk: Desk, candidates: Candidates, placed: dict[int, str], on_list: Bools
) -> dict[int, list[int]]:
    """Contacts who are due too, by the candidate who is called instead of them."""
    called = {int(candidates.customer[i]): i for i in placed}
    also_due: dict[int, list[int]] = {}
    others = np.flatnonzero(np.isin(candidates.customer, list(called)) & ~on_list).tolist()
    for i in sorted(others, key=candidates.ids.__getitem__):
        also_due.setdefault(called[int(candidates.customer[i])], []).append(int(candidates.contact[i]))
    for i, colleagues in also_due.items():
        at = np.array(colleagues)
        desk.held.hold(
            at, at >= 0, Guard.COLLEAGUE, desk.world.get(TalkAbout).name(int(candidates.contact[i]))
        )
    return also_due


def _wait(desk: Desk, candidates: Candidates, on_list: Bools) -> None:
    """Those for whom no place is left, and those whom nobody of the role can reach in time."""
    rest = np.flatnonzero(~on_list & (desk.held.guard[candidates.contact] == ""))
    at = candidates.contact[rest]
    nobody = np.array([not candidates.rep[i] and not candidates.able(i) for i in rest.tolist()], dtype=bool)
    desk.held.hold(at, nobody, Guard.HOURS)
    waiting = (desk.world.day - days_of(desk.world.get(rhythm_table)["next_due"].to_numpy()[at])).tolist()
    told = {days: f"waiting {count(days, 'day')}" if days else "" for days in set(waiting)}
    desk.held.hold(at, ~nobody, Guard.FULL, np.array([told[days] for days in waiting], dtype=object))


def _numbers_to_find(desk: Desk, lines: Sequence[Line]) -> list[Line]:
    """Where Duties names a role for it: numbers to find, in places left over, on a fifth of a day at most."""
    pool = desk.team.for_duty(_DATA_CHECK)
    if not desk.team.has_duty(_DATA_CHECK) or not pool:
        return []
    customer = desk.world.get(order_days).of_contact
    busy = [*desk.standing.contacts(desk.world).tolist(), *(line.contact for line in lines)]
    wanted = desk.held.guard[desk.due] == Guard.NO_NUMBER
    at = desk.due[wanted & ~np.isin(customer[desk.due], customer[np.array(busy, dtype=np.int64)])]
    candidates = desk.candidates(at, desk.doer(at, pool), at >= 0, [pool] * len(at))
    room = {
        rep: min(
            places - sum(line.rep == rep for line in lines),
            max(1, int(NEVER_TOUCHED_SHARE * desk.team.calls_a_day[rep])),
        )
        for rep, places in desk.room.items()
    }
    lists = hand_out(candidates, room, desk.standing.by_rep())
    return [
        Line(int(at[i]), rep, "Call", FIND_NUMBER, float(candidates.priority[i]), "")
        for rep, places in lists.by_rep.items()
        for i in places
    ]
