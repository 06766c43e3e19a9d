"""What `calls` says when it is done: how many are due, and where each of them is, in all and by rep."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from salesbook.domain.calls.data_checks import NOBODY_DECIDES
from salesbook.domain.calls.day import CallDay
from salesbook.domain.calls.duties import Team
from salesbook.domain.calls.held import NOT_HELD_BACK, Guard
from salesbook.domain.calls.leavers import WHO_LEFT
from salesbook.domain.calls.lines import CallLine
from salesbook.domain.calls.said.pitch import PITCH_TOPIC
from salesbook.domain.facts.call_days import calls_made_today
from salesbook.domain.facts.due import rhythm_table
from salesbook.schema import WEEKDAYS
from salesbook.tables.last_result import ROOM
from salesbook.tables.plan import Message, Plan
from salesbook.util.wording import count, joined, on, sum_of

_WAITING = (Guard.FULL, Guard.COLLEAGUE)
_HOLDS = tuple(guard for guard in Guard if guard not in {*NOT_HELD_BACK, Guard.NOT_ACTIVE})
_NOBODY = ""
_ROOM = ROOM - len(" 12 problems: see the sheet Problems.")  # letters


@dataclass(frozen=True)
class _Due:
    """Whoever is due, counted once: `lines` of this run, and the rest by what holds them.

    Whoever is not active is not due, as in Next due and on Home.
    """

    lines: int
    by_guard: Mapping[str, int]

    @property
    def begun(self) -> int:
        """Those whose line stands on Calls already."""
        return self.by_guard.get(Guard.OPEN_LINE, 0)

    @property
    def all(self) -> int:
        return self.lines + sum(self.by_guard.values()) - self.not_active

    @property
    def not_active(self) -> int:
        return self.by_guard.get(Guard.NOT_ACTIVE, 0)

    @property
    def held_back(self) -> dict[str, int]:
        """By guard, in the order in which guards are looked for."""
        return {g.value: n for g in _HOLDS if (n := self.by_guard.get(g, 0))}

    @property
    def waiting(self) -> int:
        """For a free place, or for a colleague's call."""
        return sum(self.by_guard.get(guard, 0) for guard in _WAITING)

    def told(self) -> str:
        """Such as "21 due = 9 listed + 8 held back (6 quiet period, 2 do not call) + 4 waiting"."""
        if not self.all:
            return "nobody is due"
        return self._sum(f"{self.begun:,} begun" if self.begun else "", self.why_held)

    @property
    def why_held(self) -> str:
        """Such as "6 quiet period, 2 do not call"."""
        return ", ".join(f"{n:,} {guard}" for guard, n in self.held_back.items())

    def in_all(self, listed: Mapping[str, int]) -> str:
        """Such as "84 due = 30 listed (Ana 9, Jonas 21) + 25 held back + 29 waiting"."""
        return self._sum(", ".join(f"{rep} {n:,}" for rep, n in listed.items() if n))

    def _sum(self, listed: str, held_back: str = "") -> str:
        return sum_of(
            (self.all, "due"),
            (self.lines + self.begun, f"listed ({listed})" if listed else "listed"),
            (sum(self.held_back.values()), f"held back ({held_back})" if held_back else "held back"),
            (self.waiting, "waiting"),
            (self.by_guard.get(Guard.NO_CALLS, 0), "without calls"),
        )


def report(day: CallDay, lines: Sequence[CallLine]) -> Plan:
    """Messages, and the same as figures: due, calls and waiting by rep, held by guard and by rep."""
    team, asked = day.team, day.asked
    due = set(day.wanted.contact.tolist())
    found = _by_rep(day, [line for line in lines if line.contact in due])
    nobodys = found.get(_NOBODY, _Due(0, {}))
    reps = [rep for rep in team.reps if asked in {None, rep}]
    total = _Due(
        sum(one.lines for one in found.values()),
        sum((Counter(one.by_guard) for one in found.values()), Counter()),
    )
    messages = [f"{rep}: {found[rep].told()}." for rep in reps if found[rep].all or _has_a_list(team, rep)]
    messages += [f"With nobody to call them: {nobodys.told()}."] if nobodys.all else []
    if messages and not total.all:
        messages = ["Nobody is due."]
    elif len(messages) > 1:
        messages.insert(0, f"{total.in_all({rep: found[rep].lines + found[rep].begun for rep in reps})}.")
    told = messages[:1] if len(messages) == 1 else _on_the_sheet(found, total, reps)
    messages += (
        more := [
            *_pitches(lines, due),
            *_research(lines),
            *_open(day, len(lines), total),
            *_beyond_a_day(day, found),
        ]
    )
    next_steps = _next_step(nobodys, team)
    in_a_sentence = " ".join([*told, *more]) if total.all and messages else ""
    if in_a_sentence and not lines:
        in_a_sentence = " ".join([in_a_sentence, *next_steps])
    messages += _beside_next_due(day, found, total.not_active)
    if team.works_next and lines:
        messages.insert(0, _day_off(team.works_next))
    messages += next_steps
    summary = {
        "due by rep": {rep: found[rep].all for rep in reps},
        "calls": {rep: found[rep].lines for rep in reps},
        "held": {g.value: n for g in Guard if (n := total.by_guard.get(g, 0)) and g not in _WAITING},
        "held by rep": {rep: held for rep in reps if (held := found[rep].held_back)},
        "waiting": {rep: waits for rep in reps if (waits := found[rep].waiting)},
        "sum": in_a_sentence,
    }
    return Plan(messages=tuple(map(Message, messages)), summary=summary)


def _on_the_sheet(found: Mapping[str, _Due], total: _Due, reps: Sequence[str]) -> list[str]:
    """What the row above Calls has room for: the sum, and which reps have no line because people are held back.

    Where nobody has one, the reasons are in the sum; else the numbers by rep give way to them: the lines say those themselves.
    """
    if not total.lines + total.begun:
        return [f"{total.told()}."]
    listed = {rep: found[rep].lines + found[rep].begun for rep in reps}
    without = {rep: found[rep] for rep in reps if found[rep].held_back and not listed[rep]}
    held = {
        rep: f"No line for {rep}: {sum(one.held_back.values()):,} held back" for rep, one in without.items()
    }
    with_reasons = [f"{told} ({without[rep].why_held})." for rep, told in held.items()]
    ways = [
        " ".join([f"{total.in_all(names)}.", *sentences])
        for sentences in (with_reasons, [f"{told}." for told in held.values()])
        for names in (listed, {})
    ]
    return [next((told for told in ways if len(told) <= _ROOM), ways[-1 if without else 0])]


def _beyond_a_day(day: CallDay, found: Mapping[str, _Due]) -> list[str]:
    """Who has made as many calls today as a day holds, and has lines all the same: what was logged does not shorten a list."""
    made, told = calls_made_today(day.world), []
    for rep, one in found.items():
        holds, lines = day.team.calls_a_day.get(rep, 0), one.lines + one.begun
        if lines and 0 < holds <= made[rep]:
            more = count(lines, "more is", "more are")
            told.append(
                f"{rep} has made {count(made[rep], 'call')} today, a day holds {holds:,}: {more} on the list."
            )
    return told


def _pitches(lines: Sequence[CallLine], due: Collection[int]) -> list[str]:
    """How many lines are for campaigns, and how many of them for people who are due and counted so."""
    campaigns = Counter(line.said.campaign for line in lines if line.said.topic == PITCH_TOPIC)
    if not campaigns:
        return []
    each = joined([f"{campaign} {number:,}" for campaign, number in campaigns.items()])
    both = sum(line.contact in due for line in lines if line.said.topic == PITCH_TOPIC)
    counted = f"; {both:,} of them are due as well" if both else ""
    return [f"{count(campaigns.total(), 'pitch', 'pitches')} ({each}){counted}."]


def _research(lines: Sequence[CallLine]) -> list[str]:
    """How many lines are there to find out who follows whoever left, and who decides; those people are not due."""
    asked = sum(line.said.why == NOBODY_DECIDES for line in lines)
    gone = sum(line.said.why.startswith(WHO_LEFT) for line in lines)
    told = [f"{count(gone, 'call asks', 'calls ask')} after whoever left."] if gone else []
    return told + ([f"{count(asked, 'call asks', 'calls ask')} who decides."] if asked else [])


def _open(day: CallDay, lines: int, total: _Due) -> list[str]:
    """How many lines wait on Calls for an outcome, as Home has it, where those are others than the listed."""
    there = day.standing.to_do + lines
    if day.asked or there == total.lines + total.begun:
        return []
    return [f"{count(there, 'line is', 'lines are')} open on Calls."]


def _by_rep(day: CallDay, lines: Sequence[CallLine]) -> dict[str, _Due]:
    """Everybody who is wanted, by who calls them; with `asked` only that rep's."""
    called = {line.contact: line.rep for line in lines}
    begun = set(day.standing.contacts(day.world).tolist())
    by_guard: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for contact in day.wanted.contact.tolist():
        if contact not in called:
            guard = day.held.guard[contact]
            # Colleagues of somebody whose line is begun wait for that call.
            held = Guard.COLLEAGUE if guard == Guard.OPEN_LINE and contact not in begun else guard
            by_guard[day.caller[contact]][held] += 1
    reps = (day.asked,) if day.asked else (*day.team.reps, _NOBODY)
    counts = Counter(called.values())
    return {rep: _Due(counts[rep], by_guard[rep]) for rep in reps}


def _beside_next_due(day: CallDay, found: Mapping[str, _Due], not_active: int) -> list[str]:
    """So that the sum can be held against Next due in Contacts."""
    ours = np.isin(day.caller[day.wanted.contact], list(found))
    next_due = day.world.get(rhythm_table)["next_due"].to_numpy()[day.wanted.contact]
    active = day.held.guard[day.wanted.contact] != Guard.NOT_ACTIVE
    early = int((ours & active & ~(next_due <= np.datetime64(day.world.today))).sum())
    told = [f"{early:,} of them by what happened, before their date in Next due."] if early else []
    return told + ([f"Not counted: {not_active:,} not active."] if not_active else [])


def _has_a_list(team: Team, rep: str) -> bool:
    """Whether it is news that nobody is due for them."""
    return rep in team.at_work and not team.only_for_duties(rep)


def _next_step(nobodys: _Due, team: Team) -> list[str]:
    if not team.reps:
        return [
            "Nobody on Team makes calls yet: add a rep on the Team sheet, or fill in Calls per day there."
        ]
    told = []
    if nobodys.by_guard.get(Guard.NO_OWNER):
        told.append("For contacts without an owner, fill Owner on Contacts, or Default owner on Settings.")
    if nobodys.by_guard.get(Guard.IDLE):
        told.append(
            "For people of somebody who makes no calls, name another Owner, or fill in Calls per day on Team."
        )
    return told


def _day_off(next_day: date) -> str:
    return (
        "Nobody works today, so these lists are for whoever calls all the same. "
        f"The next working day is {WEEKDAYS[next_day.weekday()]} {on(next_day)}."
    )
