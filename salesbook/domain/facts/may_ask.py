"""What must not be asked of whom: of nobody with a complaint for an order, of nobody never spoken to for a referral."""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.complaints import complaints_of
from salesbook.domain.facts.occasions import asked_lately
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.talks import neglected, spoken_ever, unanswered
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints

SETTLED_DAYS = 30  # after an installation or a complaint, until somebody is asked for a referral
_NEVER = np.iinfo(np.int64).min // 2


def may_ask_a_favour(world: World) -> Bools:
    """Contacts who may be asked for something: no complaint at their firm, not neglected, and nothing of theirs waits."""
    may: Bools = (world.get(complaints_of).of_firm < 0) & ~world.get(neglected) & (world.get(unanswered) < 0)
    return may


def may_ask_for_names(world: World) -> Bools:
    """Contacts who may be asked for a referral: spoken to, not asked lately, and glad as far as we know."""
    settled = np.maximum(world.get(complaint_closed_at_firm), world.get(installed_at_firm))
    may: Bools = (
        world.get(may_ask_a_favour)
        & world.get(spoken_ever)
        & ~world.get(asked_lately)
        & (world.day - settled >= SETTLED_DAYS)
    )
    return may


def complaint_closed_at_firm(world: World) -> Ints:
    """Day on which a complaint at each contact's firm was closed last; far in the past without one."""
    closed_by = world.get(complaints_of).closed_by
    return _of_firm(world, closed_by[closed_by >= 0])


def installed_at_firm(world: World) -> Ints:
    """Day of the last installation at each contact's firm; far in the past without one."""
    return _visited(world, "Install")


def serviced_at_firm(world: World) -> Ints:
    """Day of the last service visit at each contact's firm; far in the past without one."""
    return _visited(world, "Service")


def _visited(world: World, channel: str) -> Ints:
    touches = world.get(touch_table)
    return _of_firm(
        world, np.flatnonzero((touches["channel"] == channel).to_numpy() & (touches["points"] > 0).to_numpy())
    )


def _of_firm(world: World, places: Ints) -> Ints:
    """For each contact the latest day of these rows of `touch_table` at the firm."""
    touches, customer = world.get(touch_table), world.get(order_days).of_contact
    latest = np.full(int(customer.max(initial=-1)) + 1, _NEVER)
    np.maximum.at(latest, customer[touches["contact"].to_numpy()[places]], touches["day"].to_numpy()[places])
    return latest[customer]
