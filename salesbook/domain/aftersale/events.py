"""What happened that something follows: who came to us, first talks, orders, installations, settled complaints, lapses, and deals won or lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from salesbook.domain.aftersale.since import events_since
from salesbook.domain.facts.occasions import buying_of
from salesbook.domain.facts.orders import customers_of_orders, is_order, order_days
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.person_at import person_at
from salesbook.domain.facts.talks import talk_rows
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import COMPLAINT_SOLVED
from salesbook.schema.closed_lists import FOLLOW_UP_EVENTS, NOTED_COMPLAINT
from salesbook.tables.arrays import Bools, Ints, dates, days_of, positions, texts

_SPAN = 10**6  # more than there are days
_LAPSED_GAPS, _LAPSED_FROM, _LAPSED_FIRST = 3, 90, 365  # own gaps, but so many days at least; after one order


@dataclass(frozen=True)
class Happened:
    """Events, arrays of one length: `kind` as a place in FOLLOW_UP_EVENTS, `customer` as `order_days` numbers them, `contact` (position), `day` (since 1970-01-01).

    `contact` is whom to talk to: whom the event names, else who decides at the account, else the first there.
    """

    kind: Ints
    customer: Ints
    contact: Ints
    day: Ints


def happened(world: World) -> Happened:
    """All that happened from the day on from which events count, up to today; of one kind and day each customer once, but for people who came or were first talked to."""
    found = [_counted(world, number, *_FINDERS[kind](world)) for number, kind in enumerate(FOLLOW_UP_EVENTS)]
    columns = ([getattr(one, name) for one in found] for name in ("kind", "customer", "contact", "day"))
    return Happened(*(np.concatenate(column) for column in columns))


_Found = tuple[Ints, Ints, Ints]  # account and contact (positions, -1: not named), and day
_OF_PEOPLE = ("Acquired", "First talk")


def _counted(world: World, kind: int, account: Ints, contact: Ints, day: Ints) -> Happened:
    counts = (day >= world.get(events_since)) & (day <= world.day)
    account, contact, day = account[counts], contact[counts], day[counts]
    whom = person_at(world, account, contact)
    customer, whom, day = world.get(order_days).of_contact[whom[whom >= 0]], whom[whom >= 0], day[whom >= 0]
    who = whom if FOLLOW_UP_EVENTS[kind] in _OF_PEOPLE else customer
    first = np.unique(who * _SPAN + day, return_index=True)[1]
    customer, whom, day = customer[first], whom[first], day[first]
    return Happened(np.full(len(day), kind), customer, whom, day)


def _acquired(world: World) -> _Found:
    """People who came through a promotion."""
    contacts = world.frames["Contacts"]
    came = (texts(contacts, "Promotion ID") != "") | (texts(contacts, "Source") == "Promotion")
    at = np.flatnonzero(came)
    return _nowhere(at), at, days_of(dates(contacts, "Created"))[at]


def _first_talk(world: World) -> _Found:
    touches = world.get(touch_table)
    rows = np.flatnonzero(world.get(talk_rows))
    contact, first = np.unique(touches["contact"].to_numpy()[rows], return_index=True)  # sorted by moment
    return _nowhere(contact), contact, touches["day"].to_numpy()[rows[first]]


def _deals(world: World, result: str) -> _Found:
    table = world.frames["Opportunities"]
    rows = np.flatnonzero(texts(table, "Result") == result)
    return (*_named(world, "Opportunities", rows), days_of(dates(table, "Closed"))[rows])


def _won(world: World) -> _Found:
    return _deals(world, "Won")


def _lost(world: World) -> _Found:
    return _deals(world, "Lost")


def _orders(world: World) -> _Found:
    """Each day on which a customer ordered."""
    orders = world.frames["Orders"]
    rows = np.flatnonzero(is_order(orders, world.day))
    return (*_named(world, "Orders", rows), days_of(dates(orders, "Date"))[rows])


def _first_orders(world: World) -> _Found:
    orders = world.frames["Orders"]
    rows = np.flatnonzero(is_order(orders, world.day) & (customers_of_orders(world)[1] >= 0))
    customer, day = customers_of_orders(world)[1][rows], days_of(dates(orders, "Date"))[rows]
    order = np.lexsort((day, customer))
    first = order[np.append(True, np.diff(customer[order]) != 0)] if len(order) else order
    rows = rows[first]
    return (*_named(world, "Orders", rows), day[first])


def _touched(world: World, which: Bools) -> _Found:
    touches = world.get(touch_table)
    rows = np.flatnonzero(which)
    contact = touches["contact"].to_numpy()[rows]
    return _nowhere(contact), contact, touches["day"].to_numpy()[rows]


def _installed(world: World) -> _Found:
    touches = world.get(touch_table)
    return _touched(world, ((touches["channel"] == "Install") & (touches["points"] > 0)).to_numpy())


def _serviced(world: World) -> _Found:
    touches = world.get(touch_table)
    return _touched(world, ((touches["channel"] == "Service") & (touches["points"] > 0)).to_numpy())


def _complaint_closed(world: World) -> _Found:
    """By the outcome Complaint solved, and by Closed on of a note."""
    logged = _touched(world, (world.get(touch_table)["outcome"] == COMPLAINT_SOLVED).to_numpy())
    notes = world.frames["FrontLine"]
    rows = np.flatnonzero(texts(notes, "Type") == NOTED_COMPLAINT)
    noted = (*_named(world, "FrontLine", rows), days_of(dates(notes, "Closed on"))[rows])
    account, contact, day = (np.concatenate(pair) for pair in zip(logged, noted, strict=True))
    return account, contact, day


def _lapsed(world: World) -> _Found:
    """The day on which a customer had not ordered for three of their own gaps, at least 90 days; after one order a year."""
    buying, of_contact = world.get(buying_of), world.get(order_days).of_contact
    customer, contact = np.unique(of_contact, return_index=True)
    wait = np.maximum(np.ceil(_LAPSED_GAPS * np.nan_to_num(buying.gap[customer])), _LAPSED_FROM)
    wait = np.where(buying.days[customer] == 1, _LAPSED_FIRST, wait).astype(np.int64)
    day = np.where(buying.days[customer] > 0, buying.last[customer] + wait, -(10**6)).astype(np.int64)
    account = world.get(accounts_of)[contact]
    return account, np.where(account >= 0, -1, contact), day


def _named(world: World, table: str, rows: Ints) -> tuple[Ints, Ints]:
    """Account and contact that rows of a table name."""
    frame = world.frames[table]
    account = positions(world.frames["Accounts"], texts(frame, "Account ID")[rows])
    return account, positions(world.frames["Contacts"], texts(frame, "Contact ID")[rows])


def _nowhere(contact: Ints) -> Ints:
    return np.full(len(contact), -1)


_FINDERS: dict[str, Callable[[World], _Found]] = {
    "Acquired": _acquired, "First talk": _first_talk, "Won": _won, "First order": _first_orders, "Order": _orders,
    "Installed": _installed, "Serviced": _serviced, "Complaint closed": _complaint_closed, "Lapsed": _lapsed, "Lost": _lost,
}  # fmt: skip
