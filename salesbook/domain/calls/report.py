"""What `calls` says when it is done: for each rep how many calls, who is held back, who waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from salesbook.domain.calls.duties import Team
from salesbook.domain.calls.held import NOT_HELD_BACK, Guard
from salesbook.domain.calls.lines import CallLine
from salesbook.domain.guards.held import HeldContacts
from salesbook.schema import WEEKDAYS
from salesbook.tables.arrays import Ints, Objects
from salesbook.tables.plan import Message, Plan
from salesbook.util.wording import count, on

_WAITING = (Guard.FULL, Guard.COLLEAGUE)


def report(
    team: Team, due: Ints, caller: Objects, held: HeldContacts, lines: Sequence[CallLine], asked: str | None
) -> Plan:
    """Messages, and the same as figures: calls and waiting by rep, held by guard and by rep."""
    calls = Counter(line.rep for line in lines)
    reps = [rep for rep in team.reps if asked in {None, rep}]
    counts = held.counts(due, caller[due])
    by_rep = {rep: counts.get(rep, Counter()) for rep in (reps if asked else [*reps, ""])}
    messages = [
        _about(rep, calls[rep], by_rep[rep])
        for rep in reps
        if rep in team.at_work or calls[rep] or by_rep[rep]
    ]
    if team.works_next and lines:
        messages.insert(0, _day_off(team.works_next))
    messages += _nobodys(by_rep.get("", Counter()), team)
    total = sum(by_rep.values(), Counter())
    summary = {
        "calls": {rep: calls[rep] for rep in reps},
        "held": {guard.value: total[guard] for guard in Guard if total[guard] and guard not in _WAITING},
        "held by rep": {rep: _back(found) for rep, found in by_rep.items() if rep and _back(found)},
        "waiting": {rep: _waits(found) for rep, found in by_rep.items() if rep and _waits(found)},
    }
    return Plan(messages=tuple(map(Message, messages)), summary=summary)


def _about(rep: str, calls: int, held: Mapping[str, int]) -> str:
    parts = [f"{count(calls, 'call')} for {rep}" if calls else f"No calls for {rep}"]
    parts += [text] if (text := _held_back(held)) else []
    parts += [f"{_waits(held):,} waiting for another day"] if _waits(held) else []
    return ", ".join(parts) + "."


def _nobodys(held: Mapping[str, int], team: Team) -> list[str]:
    told = [f"With nobody to call them today: {text}."] if (text := _held_back(held)) else []
    if not team.reps:
        told.append(
            "Nobody on Team makes calls yet: add a rep on the Team sheet, or fill in Calls per day there."
        )
    elif held.get(Guard.NO_OWNER):
        told.append("For contacts without an owner, fill Owner on Contacts, or Default owner on Settings.")
    if held.get(Guard.IDLE):
        told.append(
            "For people of somebody who makes no calls, name another Owner, or fill in Calls per day on Team."
        )
    return told


def _day_off(next_day: date) -> str:
    return (
        "Nobody works today, so these lists are for whoever calls all the same. "
        f"The next working day is {WEEKDAYS[next_day.weekday()]} {on(next_day)}."
    )


def _held_back(held: Mapping[str, int]) -> str:
    """Such as "4 held back (2 quiet period, 2 do not call)"."""
    found = _back(held)
    if not found:
        return ""
    reasons = ", ".join(f"{n:,} {guard}" for guard, n in found.items())
    return f"{sum(found.values()):,} held back ({reasons})"


def _back(held: Mapping[str, int]) -> dict[str, int]:
    return {guard.value: held[guard] for guard in Guard if guard not in NOT_HELD_BACK and held.get(guard)}


def _waits(held: Mapping[str, int]) -> int:
    return sum(held.get(guard, 0) for guard in _WAITING)
