"""What came from customers in a period: their calls, and their orders with what they are worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from salesbook.domain.report.period import ReportPeriod, earliest_day
from salesbook.domain.world import World
from salesbook.schema import PERSONAL_CHANNELS
from salesbook.tables.arrays import Bools, dates, numbers, positions, take, texts


@dataclass(frozen=True)
class IncomingFigures:
    """`calls`: theirs; `orders`: rows of Orders, `without_amount` of them without one, `amount` that of the others.

    `customers`: how many ordered, accounts or people without one. `undated`: orders without a day, which stand nowhere.
    `since`: the day of the first order.
    """

    calls: int
    orders: int
    amount: float
    without_amount: int
    customers: int
    undated: int
    since: date | None


def incoming_of(world: World, period: ReportPeriod) -> IncomingFigures:
    """Rows of Activities with Direction In and Channel Call, Visit or Meeting; rows of Orders by Date."""
    log, orders = world.frames["Activities"], world.frames["Orders"]
    day = dates(orders, "Date")
    here = period.holds(day)
    amounts = numbers(orders, "Amount")[here]
    account, contact = (texts(orders, column)[here] for column in ("Account ID", "Contact ID"))
    contacts = world.frames["Contacts"]
    theirs = take(texts(contacts, "Account ID"), positions(contacts, contact))
    firms = np.where(account == "", theirs, account).tolist()
    return IncomingFigures(
        int((_theirs(world) & period.holds(dates(log, "When"))).sum()),
        int(here.sum()),
        float(np.nansum(amounts)),
        int(np.isnan(amounts).sum()),
        len({(firm, "" if firm else person) for firm, person in zip(firms, contact.tolist(), strict=True)}),
        int(np.isnat(day).sum()),
        earliest_day(day),
    )


def _theirs(world: World) -> Bools:
    log = world.frames["Activities"]
    theirs: Bools = np.isin(texts(log, "Channel"), PERSONAL_CHANNELS) & (texts(log, "Direction") == "In")
    return theirs
