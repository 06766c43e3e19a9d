"""What is to be found out, where Duties names a role for Data check: numbers of who is due, then who follows whoever left, and who decides at organisations of a cohort.

In places left over, on a fifth of a day at most, so that nothing is pressed out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from salesbook.domain.calls.day import CallDay
from salesbook.domain.calls.gather import gather_wanted
from salesbook.domain.calls.guards import Guards
from salesbook.domain.calls.handout import NEVER_TOUCHED_SHARE, hand_out
from salesbook.domain.calls.held import Guard
from salesbook.domain.calls.leavers import lines_about_leavers
from salesbook.domain.calls.lines import CallLine
from salesbook.domain.calls.pitches import Queued
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords, number_to_find
from salesbook.domain.calls.sources.base import CARE
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.subjects import ASK_WHO_DECIDES
from salesbook.domain.guards.held import HeldContacts
from salesbook.domain.guards.reach import barrier
from salesbook.domain.pitching.cohorts import DATA_CHECK, accounts_to_research
from salesbook.domain.pitching.problems import has_campaigns
from salesbook.schema import USUAL_CALLS_A_DAY
from salesbook.util.wording import shortened

NOBODY_DECIDES = "We know nobody there who decides."
_TITLE = 60  # letters


def data_checks(day: CallDay, lines: Sequence[CallLine]) -> list[CallLine]:
    """The lines of the duty, behind these of today; none where Duties names nobody for it."""
    if not day.team.has_duty(DATA_CHECK) or not day.team.for_duty(DATA_CHECK):
        return []
    found = _numbers_to_find(day, lines)
    found += lines_about_leavers(day, _called(lines, found), _room_left(day, lines, found))
    return [*found, *_deciders_to_find(day, lines, found)]


def _numbers_to_find(day: CallDay, lines: Sequence[CallLine]) -> list[CallLine]:
    pool, contact = day.team.for_duty(DATA_CHECK), day.wanted.contact
    free = np.flatnonzero(
        (day.held.guard[contact] == Guard.NO_NUMBER) & day.at_peace(contact, _called(lines))
    )
    at = contact[free]
    candidates = day.candidates(free, day.doer(at, pool), [pool] * len(at), reason=at >= 0)
    lists = hand_out(candidates, _room(day, lines), day.standing.by_rep())
    return [
        _number_line(day, int(at[i]), rep, float(candidates.priority[i]))
        for rep, places in lists.by_rep.items()
        for i in places
    ]


def _number_line(day: CallDay, contact: int, rep: str, priority: float) -> CallLine:
    said = number_to_find(PlannedCall(day.world, contact, rep))
    return CallLine(contact, rep, "Call", CARE, said, priority, "")


def _deciders_to_find(day: CallDay, lines: Sequence[CallLine], checks: Sequence[CallLine]) -> list[CallLine]:
    """One call at most to an organisation of a cohort where nobody is known to decide: to whom a call saves most, and who is not due anyway."""
    research = day.world.get(accounts_to_research) if has_campaigns(day.world) else {}
    room = _room_left(day, lines, checks)
    if not research or not any(room.values()):
        return []
    account, pool = day.world.get(accounts_of), day.team.for_duty(DATA_CHECK)
    at = np.flatnonzero(np.isin(account, list(research)) & (barrier(day.world, "Call") == ""))
    at = at[day.at_peace(at, _called(lines, checks)) & ~np.isin(at, day.wanted.contact)]
    wanted = gather_wanted(day.world, ((Queued(at),),))
    held = HeldContacts(len(account))
    guards = Guards(day.world, held, wanted, day.attempts)
    guards.allowed()
    guards.rested()
    guards.once_a_day(day.standing)
    free = np.flatnonzero(held.guard[at] == "")
    candidates = day.candidates(free, day.doer(at[free], pool), [pool] * len(free), wanted=wanted)
    lists = hand_out(candidates, room, day.standing.by_rep())
    return [
        _decider_line(
            day, int(candidates.contact[i]), rep, float(candidates.priority[i]), research[int(account[candidates.contact[i]])]
        )
        for rep, places in lists.by_rep.items()
        for i in places
    ]  # fmt: skip


def _decider_line(day: CallDay, contact: int, rep: str, priority: float, title: str) -> CallLine:
    about = (
        f"{ASK_WHO_DECIDES}{shortened(title, _TITLE)}; on Contacts, set Decision maker of that person to Yes."
    )
    said = LineWords(NOBODY_DECIDES, about, "Data")
    return CallLine(contact, rep, "Call", CARE, said, priority, day.overlap(contact, rep))


def _called(*lines: Sequence[CallLine]) -> list[int]:
    return [line.contact for some in lines for line in some]


def _room(day: CallDay, lines: Sequence[CallLine]) -> dict[str, int]:
    """What each rep has left of the day, and of its fifth; who has no list of their own finds as many numbers as there are."""
    return {
        rep: min(
            places - sum(line.rep == rep for line in lines),
            places if day.team.only_for_duties(rep) else _fifth(day, rep),
        )
        for rep, places in day.room.items()
    }


def _room_left(day: CallDay, lines: Sequence[CallLine], checks: Sequence[CallLine]) -> dict[str, int]:
    """The same, less what goes for the checks that stand before; who has no list of their own asks as often as a usual day holds calls."""
    there = Counter(line.rep for line in (*lines, *checks))
    found, stay = Counter(line.rep for line in checks), day.standing.by_rep()
    return {
        rep: max(
            USUAL_CALLS_A_DAY - stay.get(rep, 0) - there[rep]
            if day.team.only_for_duties(rep)
            else min(places - there[rep], _fifth(day, rep) - found[rep]),
            0,
        )
        for rep, places in day.room.items()
    }


def _fifth(day: CallDay, rep: str) -> int:
    return max(1, int(NEVER_TOUCHED_SHARE * day.team.calls_a_day[rep]))
