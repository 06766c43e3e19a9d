"""Somebody takes over a customer who bought, and talks to them for the first time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesbook.domain.calls.duties import Team, taking_over
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import CARE, WHOLE_DAY, Wanted
from salesbook.domain.facts.handoffs import Taking, taken_today
from salesbook.domain.world import World


class HandoffCalls:
    """Customers to take over, for To whatever their Calls per day; those that nobody accepted in time are the manager's."""

    block = CARE
    promised = True
    share = WHOLE_DAY

    def whom(self, world: World) -> Wanted:
        at_work = world.get(Team).at_work if world.get(taken_today) else set()
        takings = sorted(
            (one for one in world.get(taken_today) if one.rep in at_work), key=lambda one: one.contact
        )
        by = [world.day if one.handoff.by is None else min(one.handoff.by, world.day) for one in takings]
        return Wanted(
            contact=np.array([one.contact for one in takings], dtype=np.int64),
            due=np.array(by, dtype=np.int64),
            task=[taking_over(one.rep) for one in takings],
        )

    def said(self, line: PlannedCall) -> LineWords:
        words = words_of_situation(line)
        taking = next(one for one in line.world.get(taken_today) if one.contact == line.contact)
        if taking.is_settling and words.topic == "Handoff":
            return replace(words, why=_why(line, taking), about=_about(taking), letter=None)
        return words


def _why(line: PlannedCall, taking: Taking) -> str:
    taker = taking.handoff.taker
    if not taker:
        told = "nobody takes over yet"
    else:
        told = f"{taker} sent it back" if taking.handoff.sent_back else f"{taker} has not accepted it"
    return f"Won {line.past(taking.handoff.won)}; {told}."


def _about(taking: Taking) -> str:
    between = " and ".join(filter(None, (taking.handoff.seller, taking.handoff.taker)))
    return f"Settle{' with ' if between else ''}{between} who takes over. Then tell them whom they can ring."
