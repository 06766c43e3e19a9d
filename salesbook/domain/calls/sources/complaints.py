"""Something is wrong: they complained, and nobody has settled it; or a colleague of theirs did."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesbook.domain.calls.duties import OLD_COMPLAINT
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import CARE, WHOLE_DAY, Wanted
from salesbook.domain.calls.sources.due import agreed_on, due_now, wanted
from salesbook.domain.facts.complaints import complaints_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import COMPLAINT
from salesbook.tables.arrays import Bools, Ints, take

_MANAGER_AFTER = 14  # days for which their own complaint is open, after which it is the manager's
_HEAR_BY = 14  # days after a complaint until which a Next date agreed on with them is waited for


class Complaints:
    """Whoever complained, each day until it is solved, or from the day on that they were promised; and whoever is due at their firm.

    Of one firm whoever complained is called first: to them we say sorry. A complaint that is open for long is the manager's
    to call; where Settings names none, it stays with whoever calls anyway.
    """

    block = CARE
    promised = True
    share = WHOLE_DAY

    def whom(self, world: World) -> Wanted:
        found = world.get(complaints_of)
        which = ((found.own >= 0) & ~_waits(world)) | (world.get(due_now) & (found.of_firm >= 0))
        wants = wanted(world, which, world.get(_complained_on))
        old = _long_open(world)[wants.contact].tolist()
        return replace(
            wants,
            task=[
                OLD_COMPLAINT if late else task
                for late, task in zip(old, wants.task or [""] * len(old), strict=True)
            ],
            due=np.minimum(wants.due, world.get(_complained_on)[wants.contact]),
            after=found.own[wants.contact] < 0,
        )

    def said(self, line: PlannedCall) -> LineWords:
        return words_of_situation(line)


def _complained_on(world: World) -> Ints:
    """Day of the open complaint at each contact's firm; 0 without one."""
    found = world.get(complaints_of)
    day: Ints = np.append(found.day, 0)[found.of_firm]
    return day


def _long_open(world: World) -> Bools:
    """Contacts whose own complaint is open for so long that it is the manager's."""
    found = world.get(complaints_of)
    day = np.append(found.day, 0)[found.own]
    late: Bools = (found.own >= 0) & (world.day - day > _MANAGER_AFTER)
    return late


def _waits(world: World) -> Bools:
    """Contacts with whom a day still to come was agreed on in a talk since: until then they know when they hear more."""
    touches, found = world.get(touch_table), world.get(complaints_of)
    noted = np.append(found.note, -1)[found.own] >= 0
    own = np.where(noted, -1, found.own)
    by_outcome = noted | (take(touches["outcome"].to_numpy(dtype=object), own) == COMPLAINT)
    agreed = world.get(agreed_on)
    soon = (agreed > world.day) & (agreed <= world.get(_complained_on) + _HEAR_BY)
    waits: Bools = by_outcome & soon
    return waits
