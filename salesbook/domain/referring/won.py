"""When whoever was introduced ordered first."""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.occasions import buying_of
from salesbook.domain.facts.orders import order_days
from salesbook.domain.referring.claims import DAY_UNKNOWN, referral_rows
from salesbook.domain.world import World
from salesbook.tables.arrays import Dates


def won_on(world: World) -> Dates:
    """By row of Referrals the first order day of the customer (account, else contact) who was introduced; NaT without one.

    Whoever ordered before the introduction was not won by it.
    """
    rows, rhythms = world.get(referral_rows), world.get(buying_of)
    introduced = rows.introduced
    customer = world.get(order_days).of_contact[introduced]
    day = rhythms.first[customer].astype("datetime64[D]")
    before = (rows.introduced_on != DAY_UNKNOWN) & (rhythms.first[customer] < rows.introduced_on)
    day[(introduced < 0) | (rhythms.days[customer] == 0) | before] = np.datetime64("NaT")
    return day
