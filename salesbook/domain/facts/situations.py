"""What a call can be about: for each contact the first situation that fits, and what is said in it.

A situation is one row of SITUATIONS, and stands nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.occasions import (
    buying_of,
    gaps,
    last_outcome,
    last_talk,
    may_be_asked,
    open_opportunity,
    touched_ever,
)
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.talk_about import TalkAbout
from salesbook.domain.facts.unanswered import open_letters
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, Objects, take, texts

_NO_TOPIC = "None"


@dataclass(frozen=True)
class Situation:
    """One row: which contacts are in it, and what is said to them.

    `topic`: its name in the closed list of Topic. `fits`: by contact. `sentence`: Talk about, of the contact at a
    position. `prompt`: a pattern that knows that sentence again; see `subjects`. `letter`: the one of
    templates/letters that says it in writing. `duty`: the task of Duties of whoever does it, where it has one.
    """

    topic: str
    fits: Callable[[World], Bools]
    sentence: Callable[[TalkAbout, int], str]
    prompt: str
    letter: str | None = None
    duty: str | None = None

    @property
    def is_reason(self) -> bool:
        """Whether there is a reason to call."""
        return self.topic != _NO_TOPIC


def _reorder_late(world: World) -> Bools:
    known, customer = world.get(buying_of), world.get(order_days).of_contact
    late: Bools = (known.days[customer] > 1) & (_quiet_for(world) > known.gap[customer])
    return late


def _first_order_lapsed(world: World) -> Bools:
    once = world.get(buying_of).days[world.get(order_days).of_contact] == 1
    lapsed: Bools = once & (_quiet_for(world) > world.get(order_days).gap)
    return lapsed


def _ordered_since(world: World) -> Bools:
    known, customer = world.get(buying_of), world.get(order_days).of_contact
    since: Bools = (known.days[customer] > 0) & (known.last[customer] > world.get(last_talk))
    return since


def _quiet_for(world: World) -> Ints:
    days: Ints = world.day - world.get(buying_of).last[world.get(order_days).of_contact]
    return days


def _high_ticket(world: World) -> Bools:
    ticket = take(texts(world.frames["Accounts"], "Ticket"), world.get(accounts_of))
    high: Bools = (ticket == "High") & world.get(touched_ever)
    return high


def _ended(outcome: str) -> Callable[[World], Bools]:
    """Contacts whose last touch ended so."""
    return lambda world: world.get(last_outcome) == outcome


def _unknown(world: World) -> Bools:
    unknown: Bools = np.logical_or.reduce(world.get(gaps), axis=1)
    return unknown


def _anybody(world: World) -> Bools:
    return np.ones(len(world.frames["Contacts"]), dtype=bool)


# In the order in which they are tried: they wrote and nobody has answered; a Next date; and so on.
SITUATIONS = (
    Situation("Reply", lambda world: world.get(open_letters)[0] >= 0, TalkAbout.replied,
              "^They wrote on .+ Answer them, and agree the next step", "after-call"),
    Situation("Promise", lambda world: world.get(rhythm_table)["promised"].to_numpy(), TalkAbout.agreed,
              r"^You agreed to talk on \d", "after-call"),
    Situation("Call back", _ended("Call back later"), TalkAbout.call_back,
              r"^On \d.+ they asked to be called later: call back", "after-call"),
    Situation("Meeting", _ended("Meeting booked"), TalkAbout.meeting,
              "^A meeting was booked on .+: confirm it, or ask what came of it", "after-call"),
    Situation("Open opportunity", lambda world: world.get(open_opportunity) >= 0, TalkAbout.opportunity,
              "^Open opportunity “.+: agree the next step", "after-call"),
    Situation("Reorder", _reorder_late, TalkAbout.reorder,
              "^No order for .+, usually every .+; the last was on ", "status-meeting"),
    Situation("Reorder", _first_order_lapsed, TalkAbout.first_order,
              "^One order so far, on .+ and none for ", "thank-you"),
    Situation("Referral ask", lambda world: world.get(may_be_asked), TalkAbout.referral,
              r"[:,] (?:thank them, and |ask how it went, and |tell how that went, and )?ask for a referral\b", "referral-ask",
              duty="Referral ask"),
    Situation("Status", _high_ticket, TalkAbout.status, "^Status update: what is new at .+ since ", "status-meeting"),
    Situation("Introduction", lambda world: ~world.get(touched_ever), TalkAbout.introduction,
              "^Never spoken to.*: introduce yourself and "),
    Situation("Status", _ordered_since, TalkAbout.last_order, r"^Thank them for the order of \d", "thank-you"),
    Situation("Data", _unknown, TalkAbout.missing, "^Complete what we know: ask for "),
    Situation(_NO_TOPIC, _anybody, TalkAbout.nothing, "^No business reason yet: "),
)  # fmt: skip
# Of those who are due and cannot be called: it is tried for nobody else.
FIND_NUMBER = Situation("Data", lambda world: ~_anybody(world), TalkAbout.find_number, "^Find number: ")


def situations_of(world: World) -> Objects:
    """For each contact the first row of SITUATIONS that fits."""
    rows = np.empty(len(SITUATIONS), dtype=object)
    rows[:] = SITUATIONS
    first: Objects = rows[np.argmax([row.fits(world) for row in SITUATIONS], axis=0)]
    return first
