"""Who left their firm: the duty Data check finds who follows them, and where they went."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from salesbook.domain.aftersale.part import has_after_sale
from salesbook.domain.aftersale.since import events_since
from salesbook.domain.calls.day import CallDay
from salesbook.domain.calls.gather import gather_wanted
from salesbook.domain.calls.handout import hand_out
from salesbook.domain.calls.lines import CallLine
from salesbook.domain.calls.pitches import Queued
from salesbook.domain.calls.said.words import LineWords
from salesbook.domain.calls.sources.base import CARE
from salesbook.domain.facts.leavers import Leavers, leavers_of
from salesbook.domain.facts.subjects import ASK_AT_THE_FIRM
from salesbook.domain.guards.contact import may_not_be_called
from salesbook.domain.pitching.cohorts import DATA_CHECK
from salesbook.tables.arrays import Bools, day_of_number
from salesbook.util.day_words import past

WHO_LEFT = "Left the firm "
_WITHIN = 365  # days in which it is asked
_PAUSE = 2  # days after it was tried


def lines_about_leavers(day: CallDay, called: Collection[int], room: Mapping[str, int]) -> list[CallLine]:
    """One line for each person who left since events count and of whom something is not known yet; none without the part aftersale.

    `called`: the contacts of today's other lines, at whose customers nobody asks today.
    """
    if not has_after_sale(day.world) or not any(room.values()):
        return []
    found = day.world.get(leavers_of)
    which = np.flatnonzero(_to_look_for(day, found))
    which = which[
        day.at_peace(found.contact[which], called) & ~day.world.get(may_not_be_called)[found.contact[which]]
    ]
    at, pool = found.contact[which], day.team.for_duty(DATA_CHECK)
    wanted = gather_wanted(day.world, ((Queued(at),),))
    candidates = day.candidates(np.arange(len(at)), day.doer(at, pool), [pool] * len(at), wanted=wanted)
    lists = hand_out(candidates, room, day.standing.by_rep())
    return [
        CallLine(
            int(at[i]), rep, "Call", CARE, _said(day, found, int(which[i])), float(candidates.priority[i]), ""
        )
        for rep, places in lists.by_rep.items()
        for i in places
    ]


def _to_look_for(day: CallDay, found: Leavers) -> Bools:
    today = day.world.day
    fresh = (found.day >= day.world.get(events_since)) & (today - found.day < _WITHIN)
    rests = found.answered | (today - found.asked_on <= _PAUSE)
    open_still: Bools = fresh & ~rests & (found.without_heir | found.lost)
    return open_still


def _said(day: CallDay, found: Leavers, i: int) -> LineWords:
    when = past(day_of_number(int(found.day[i])), day.world.today)
    nobody = "; nobody follows them yet" if found.without_heir[i] else ""
    asks = ["who follows them"] if found.without_heir[i] else []
    asks += ["where they went"] if found.lost[i] else []
    add = "both" if len(asks) > 1 else "that person" if found.without_heir[i] else "them there"
    about = f"{ASK_AT_THE_FIRM}{', and '.join(asks)}. Add {add} to Contacts."
    return LineWords(f"{WHO_LEFT}{when}{nobody}.", about, "Data")
