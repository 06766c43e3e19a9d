"""The factor Loyalty: whether the customer still buys, and sends us others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from salesbook.domain.facts.buying_model import Model, alive, buyers
from salesbook.domain.facts.orders import OrderDays
from salesbook.tables.arrays import Floats, dates, days_of, positions, texts

REFERRAL_DAYS = 365
REFERRALS_WANTED = 2


def still_buying(orders: OrderDays, model: Model | None, day: int) -> Floats:
    """P(alive) of each contact's customer as of `day`; NaN without a model or a second order day by then."""
    if model is None:
        return np.full(len(orders.of_contact), np.nan)
    return alive(model, buyers(orders, day))[orders.of_contact]


def loyal(orders: OrderDays, still_buying: Floats, day: int) -> Floats:
    """L of each contact's customer as of `day` (days since 1970-01-01): 0 to 1, NaN without an order by then.

    P(alive) where there is one, else 2^(-(days since the last order) / (2 * median gap)).
    """
    faded = np.exp2(-(day - orders.last_before(day)) / (2 * orders.gap))
    return np.where(np.isnan(still_buying), faded, still_buying)


def referral_counts(contacts: pd.DataFrame, day: int) -> Floats:
    """R of each contact as of `day`: contacts that name it in Referred by, created within 365 days, of 2."""
    created = dates(contacts, "Created")
    age = day - days_of(created)
    by = positions(contacts, texts(contacts, "Referred by"))
    counts = (by >= 0) & ~np.isnat(created) & (age >= 0) & (age <= REFERRAL_DAYS)
    return np.minimum(np.bincount(by[counts], minlength=len(contacts)) / REFERRALS_WANTED, 1)
