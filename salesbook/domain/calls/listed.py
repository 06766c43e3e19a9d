"""What CallDays keeps of a run of call lists: by rep and cadence the lines, who waits, and who is held back and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from salesbook.domain.calls.day import CallDay
from salesbook.domain.calls.held import NOT_HELD_BACK, Guard
from salesbook.domain.calls.lines import CallLine
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.call_days import Key, ListedToday, cadence_counts, lines_of_today

_WAITING = (Guard.FULL, Guard.COLLEAGUE)


def listed_today(day: CallDay, lines: Sequence[CallLine]) -> ListedToday:
    """The lines that stay on Calls with these new ones, and whom the sources wanted besides, under who would call them."""
    due = day.wanted.contact
    reps, cadence = day.caller[due].tolist(), day.world.get(cadence_used).name[due].tolist()
    waiting: Counter[Key] = Counter()
    held: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for rep, name, guard in zip(reps, cadence, day.held.guard[due].tolist(), strict=True):
        if guard in _WAITING:
            waiting[rep, name] += 1
        elif guard and guard not in NOT_HELD_BACK:
            held[rep, name][guard] += 1
    new = cadence_counts(
        day.world,
        np.array([line.rep for line in lines], dtype=object),
        np.array([line.contact for line in lines], dtype=np.int64),
    )
    stay = lines_of_today(day.world, without=day.standing.leave)
    return ListedToday(stay + new, waiting, held, day.asked or "")
