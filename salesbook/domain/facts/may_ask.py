"""What must not be asked of whom: of nobody with a complaint for an order, of nobody never spoken to for a referral."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.asked import asked_lately, asked_often, declined_lately
from salesbook.domain.facts.complaints import COMPLAINT_OPEN, complaints_of
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.talks import neglected, spoken_ever, unanswered
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import COMPLAINT, COMPLAINT_SOLVED
from salesbook.tables.arrays import Bools, Ints

SETTLED_DAYS = 30  # after an installation or a complaint, until somebody is asked for a referral
_NEVER, _ALWAYS = np.iinfo(np.int64).min // 2, np.iinfo(np.int64).max // 2


def may_ask_a_favour(world: World) -> Bools:
    """Contacts who may be asked for something: no complaint at their firm, not neglected, and nothing of theirs waits."""
    may: Bools = (world.get(complaints_of).of_firm < 0) & ~world.get(neglected) & (world.get(unanswered) < 0)
    return may


def may_ask_for_names(world: World) -> Bools:
    """Contacts who may be asked for a referral: nothing of ASK_BARRIERS stands between."""
    may: Bools = ~np.logical_or.reduce([world.get(holds) for _, holds in ASK_BARRIERS])
    return may


def complained_at_firm(world: World) -> Bools:
    """Contacts of a firm where somebody's complaint is open."""
    return world.get(complaints_of).of_firm >= 0


def complaint_settling(world: World) -> Bools:
    """Contacts at whose firm a complaint was closed under 30 days ago."""
    return world.day - world.get(complaint_closed_at_firm) < SETTLED_DAYS


def installation_settling(world: World) -> Bools:
    """Contacts at whose firm something was installed under 30 days ago."""
    return world.day - world.get(installed_at_firm) < SETTLED_DAYS


def never_spoken_to(world: World) -> Bools:
    """Contacts with whom nobody of us ever talked."""
    return ~world.get(spoken_ever)


def letter_waits(world: World) -> Bools:
    """Contacts whose letter nobody has answered."""
    return world.get(unanswered) >= 0


# What stands between somebody and being asked for a referral, in the order in which it is named: on Calls, on Who to ask, in letters.
ASK_BARRIERS: Sequence[tuple[str, Callable[[World], Bools]]] = (
    (COMPLAINT_OPEN, complained_at_firm),
    ("complaint closed under 30 days ago", complaint_settling),
    ("installed under 30 days ago", installation_settling),
    ("asked within 180 days", asked_lately),
    ("asked often enough this year", asked_often),
    ("declined within a year", declined_lately),
    ("never spoken to", never_spoken_to),
    ("no talk for long", neglected),
    ("their letter waits", letter_waits),
)


def complaint_closed_at_firm(world: World) -> Ints:
    """Day on which a complaint at each contact's firm was closed last; far in the past without one."""
    found = world.get(complaints_of)
    closed_by = found.closed_by[found.closed_by >= 0]
    whose = np.flatnonzero(found.closed_by >= 0)
    return _of_firm(world, whose, found.day[closed_by])


def complaint_first_closed_at_firm(world: World) -> Ints:
    """Day on which a complaint at each contact's firm was closed first; far in the future without one."""
    customer = world.get(order_days).of_contact
    begun, solved = _with_outcome(world, COMPLAINT), _with_outcome(world, COMPLAINT_SOLVED)
    first = np.full(int(customer.max(initial=-1)) + 1, _ALWAYS)
    np.minimum.at(first, begun.firm, begun.day)
    counts = solved.day >= first[solved.firm]
    closed = np.full(len(first), _ALWAYS)
    np.minimum.at(closed, solved.firm[counts], solved.day[counts])
    last = world.get(complaint_closed_at_firm)
    earliest: Ints = np.minimum(closed[customer], np.where(last == _NEVER, _ALWAYS, last))
    return earliest


@dataclass(frozen=True)
class _Told:
    """Customer number and day of activities."""

    firm: Ints
    day: Ints


def _with_outcome(world: World, outcome: str) -> _Told:
    touches, customer = world.get(touch_table), world.get(order_days).of_contact
    rows = np.flatnonzero((touches["outcome"] == outcome).to_numpy())
    return _Told(customer[touches["contact"].to_numpy()[rows]], touches["day"].to_numpy()[rows])


def installed_at_firm(world: World) -> Ints:
    """Day of the last installation at each contact's firm; far in the past without one."""
    return _visited(world, "Install")


def serviced_at_firm(world: World) -> Ints:
    """Day of the last service visit at each contact's firm; far in the past without one."""
    return _visited(world, "Service")


def _visited(world: World, channel: str) -> Ints:
    touches = world.get(touch_table)
    there = (touches["channel"] == channel).to_numpy() & (touches["points"] > 0).to_numpy()
    return _of_firm(world, touches["contact"].to_numpy()[there], touches["day"].to_numpy()[there])


def _of_firm(world: World, contact: Ints, day: Ints) -> Ints:
    """For each contact the latest of these days, each of a contact, at the firm."""
    customer = world.get(order_days).of_contact
    latest = np.full(int(customer.max(initial=-1)) + 1, _NEVER)
    np.maximum.at(latest, customer[contact], day)
    return latest[customer]
