"""Customers whom nobody has touched since they ordered: since which day, and for how long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.aftersale.accounts import account_orders, account_touches, counted_account
from salesbook.domain.aftersale.since import events_since
from salesbook.domain.aftersale.stages import stages_seen
from salesbook.domain.facts.active_people import is_active
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.world import World
from salesbook.schema.closed_lists import SERVE, STAGES_SEEN
from salesbook.tables.arrays import Bools, Floats, Ints, numbers, texts

_FIRST_HIGH, _FIRST = 7, 14  # days after the first order; of an account with Ticket High, and of others


@dataclass(frozen=True)
class LeftAlone:
    """By account: whether it is left alone, and the day (since 1970-01-01) of the first order since which nobody was in touch."""

    left: Bools
    ordered: Ints


def left_alone(world: World) -> LeftAlone:
    """Accounts in Serve without a touch after an order: the first one for 7 or 14 days, a later one for their people's shortest interval and grace.

    A touch on the day of the order is none since then. Only orders of days from which events count (`events_since`) do.
    """
    orders, touches = world.get(account_orders), world.get(account_touches)
    accounts = np.arange(len(world.frames["Accounts"]))
    touched = touches.day_at(touches.up_to(accounts, np.full(len(accounts), world.day)), -(10**6))
    untouched = orders.since(accounts, np.maximum(touched, world.get(events_since)))
    ordered = orders.day_at(untouched, world.day + 1)
    first = (untouched >= 0) & (orders.up_to(accounts, ordered - 1) < 0)
    later = np.where(first, orders.since(accounts, ordered + 1), untouched)
    ago, ago_later = (world.day - day for day in (ordered, orders.day_at(later, world.day + 1)))
    patience = np.where(texts(world.frames["Accounts"], "Ticket") == "High", _FIRST_HIGH, _FIRST)
    left = (first & (ago >= patience)) | ((later >= 0) & (ago_later >= world.get(_shortest)))
    serve: Bools = world.get(stages_seen) == STAGES_SEEN.index(SERVE)
    return LeftAlone(left & serve, ordered)


def _shortest(world: World) -> Floats:
    """By account the shortest interval with its grace of those of its people who are active; without one the default interval."""
    used, account = world.get(cadence_used), world.get(counted_account)
    grace = np.append(np.nan_to_num(numbers(world.frames["Cadences"], "Grace days")), 0.0)[used.row]
    days = np.full(len(world.frames["Accounts"]), np.inf)
    here = world.get(is_active) & (account >= 0)
    np.minimum.at(days, account[here], used.interval[here] + np.maximum(grace, 0.0)[here])
    return np.where(np.isinf(days), float(world.settings["Default interval"]), days)
