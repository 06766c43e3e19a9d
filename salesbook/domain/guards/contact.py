"""Why people are left alone, for whatever purpose: one ordered list of guards, of which each purpose asks its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, Flag, auto

import numpy as np

from salesbook.domain.facts.active_people import is_active
from salesbook.domain.facts.complaints import COMPLAINT_OPEN, complaints_of
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.may_ask import ASK_BARRIERS, complained_at_firm
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.guards.held import HeldContacts, told_counts, told_days
from salesbook.domain.guards.quiet import (
    CAP_DAYS,
    most_touches,
    quiet_until,
    recent_touches,
)
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, Objects, days_of, last_of_each, texts
from salesbook.util.wording import count

NOT_ACTIVE, DO_NOT_CALL, TOUCH_CAP = "not active", "do not call", "touch cap"
QUIET_PERIOD, TOUCHED_LATELY = "quiet period", "touched lately"


class Purpose(Flag):
    """What somebody is wanted for: a call, a mailing, the pitch of a campaign, to be asked for a referral."""

    CALL = auto()
    MAILING = auto()
    PITCH = auto()
    ASK = auto()


class Stage(Enum):
    """Which guards are asked together: purposes have guards of their own before, between and after."""

    ALLOWED = auto()  # whether they may be spoken to at all
    PEACE = auto()  # whether they have peace for now
    TROUBLE = auto()  # whether something else must be settled first


@dataclass(frozen=True)
class ContactGuard:
    """One reason to leave people alone: by contact whom it `holds`, and a `detail`.

    `passed_by_promise`: what was promised to somebody comes through.
    """

    name: str
    stage: Stage
    purposes: Purpose
    holds: Callable[[World], Bools]
    detail: Callable[[World], Objects] | None = None
    passed_by_promise: bool = False


def hold_contacts(
    held: HeldContacts, world: World, at: Ints, purpose: Purpose, stage: Stage, promised: Bools | None = None
) -> None:
    """Hold those of the contacts at these positions whom a guard of this purpose and stage holds, in their order.

    `promised`: whether each of them was promised what they are wanted for.
    """
    for guard in GUARDS:
        if guard.stage is stage and purpose in guard.purposes:
            which = world.get(guard.holds)[at]
            if guard.passed_by_promise and promised is not None:
                which &= ~promised
            held.hold(at, which, guard.name, world.get(guard.detail)[at] if guard.detail else "")


def said_on(world: World, outcome: str) -> Ints:
    """Day (since 1970-01-01) of each contact's last activity with this outcome, 0 without one."""
    touches = world.get(touch_table)
    rows = np.flatnonzero((touches["outcome"] == outcome).to_numpy())
    last = last_of_each(touches["contact"].to_numpy()[rows], len(world.frames["Contacts"]))
    return np.append(touches["day"].to_numpy()[rows], 0)[last]


def _status(world: World) -> Objects:
    return texts(world.frames["Contacts"], "Status")


def _not_active(world: World) -> Bools:
    return ~world.get(is_active)


def _do_not_call(world: World) -> Bools:
    return world.frames["Contacts"]["Do not call"].to_numpy(dtype=bool)


def _said_not_again(world: World) -> Ints:
    return said_on(world, "Do not call again")


def _forbade_calls(world: World) -> Bools:
    """Said in an activity that somebody typed or imported: it binds until a real talk comes after it."""
    said = world.get(_said_not_again)
    spoken = days_of(world.get(rhythm_table)["last_rhythm"].to_numpy())
    forbade: Bools = (said > 0) & ~(spoken > said)
    return forbade


def may_not_be_called(world: World) -> Bools:
    """Contacts who are not to be called, by their row or by what they said last."""
    return world.get(_do_not_call) | world.get(_forbade_calls)


def _peace_after_all(world: World) -> Ints:
    return quiet_until(world, ["All"])


def _peace_from_mailings(world: World) -> Ints:
    return quiet_until(world, ["All", "Mailings"])


def _at_the_cap(world: World) -> Bools:
    had, most = world.get(recent_touches), world.get(most_touches)
    full: Bools = (most > 0) & (had >= most)
    return full


def _touches_told(world: World) -> Objects:
    return told_counts(
        world.get(recent_touches), lambda n: f"{count(n, 'touch', 'touches')} in {CAP_DAYS} days"
    )


def _hears_of_a_complaint(world: World) -> Bools:
    """Contacts whose complaint is open, and who decides at their firm."""
    found = world.get(complaints_of)
    decides = world.frames["Contacts"]["Decision maker"].to_numpy(dtype=bool)
    hears: Bools = (found.own >= 0) | (decides & (found.of_firm >= 0))
    return hears


_ANY = Purpose.CALL | Purpose.MAILING | Purpose.PITCH | Purpose.ASK
# In the order in which they are asked; the first that holds is named.
GUARDS = (
    ContactGuard(NOT_ACTIVE, Stage.ALLOWED, _ANY, _not_active, _status),
    ContactGuard(DO_NOT_CALL, Stage.ALLOWED, Purpose.CALL, _do_not_call),
    ContactGuard(DO_NOT_CALL, Stage.ALLOWED, Purpose.CALL, _forbade_calls,
                 lambda world: told_days("said on", world.get(_said_not_again))),
    ContactGuard(QUIET_PERIOD, Stage.PEACE, _ANY & ~Purpose.MAILING,
                 lambda world: world.get(_peace_after_all) >= world.day,
                 lambda world: told_days("until", world.get(_peace_after_all)), passed_by_promise=True),
    ContactGuard(TOUCHED_LATELY, Stage.PEACE, Purpose.MAILING,
                 lambda world: world.get(_peace_from_mailings) >= world.day,
                 lambda world: told_days("until", world.get(_peace_from_mailings))),
    ContactGuard(TOUCH_CAP, Stage.PEACE, _ANY, _at_the_cap, _touches_told, passed_by_promise=True),
    ContactGuard(COMPLAINT_OPEN, Stage.TROUBLE, Purpose.MAILING, _hears_of_a_complaint),
    ContactGuard(COMPLAINT_OPEN, Stage.TROUBLE, Purpose.PITCH, complained_at_firm),
    *(ContactGuard(name, Stage.TROUBLE, Purpose.ASK, holds) for name, holds in ASK_BARRIERS),
)  # fmt: skip
