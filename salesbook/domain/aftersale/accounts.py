"""What happened at each account: orders, touches, talks, and deals that were open. Doubles count as the contact that they became."""

from __future__ import annotations

import numpy as np

from salesbook.domain.aftersale.days import AccountDays, account_days
from salesbook.domain.facts.merged import became
from salesbook.domain.facts.occasions import open_deals
from salesbook.domain.facts.orders import is_order
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.talks import talk_rows
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, codes, dates, days_of, positions, texts

_NO_TOUCH = ("Order", "Newsletter")  # orders, and what a mailing sent
_ALWAYS, _NEVER = -36_525, 73_050  # days: a century before 1970, two after


def counted_account(world: World) -> Ints:
    """For each contact the position of its account, of a merged one that of the contact that it became; -1 without one."""
    own, into = world.get(accounts_of), world.get(became)
    return np.where(own[into] >= 0, own[into], own)


def account_named(world: World, table: str) -> Ints:
    """For each row of Orders or Opportunities the position of the account that it names, else that of the contact; -1 without one."""
    frame = world.frames[table]
    named = texts(frame, "Account ID")
    contact = positions(world.frames["Contacts"], texts(frame, "Contact ID"))
    through = np.append(world.get(counted_account), -1)[contact]
    return np.where(named == "", through, positions(world.frames["Accounts"], named))


def account_orders(world: World) -> AccountDays:
    """Order days of accounts up to today, each once; returns are none."""
    orders = world.frames["Orders"]
    counts = is_order(orders, world.day)
    account = np.where(counts, world.get(_of_orders), -1)
    return account_days(account, days_of(dates(orders, "Date")), distinct=True)


def account_touches(world: World) -> AccountDays:
    """Days of whatever reached somebody at an account, or came from there; orders and mailings are no touch here."""
    touches = world.get(touch_table)
    counts = (touches["points"].to_numpy() > 0) & ~touches["channel"].isin(_NO_TOUCH).to_numpy()
    return _of_touches(world, counts)


def account_talks(world: World) -> AccountDays:
    """Days of the talks with anybody at an account."""
    return _of_touches(world, world.get(talk_rows))


def deals_opened(world: World) -> AccountDays:
    """By account the days on which deals were opened that count as Win; a blank day is before all others."""
    return account_days(world.get(_of_deals), world.get(_opened))


def deals_closed(world: World) -> AccountDays:
    """By account the days on which those deals were closed: long after today for those that are open."""
    table = world.frames["Opportunities"]
    closed, opened = dates(table, "Closed"), world.get(_opened)
    day = np.where(np.isnat(closed), opened, np.minimum(days_of(closed), world.day))
    day = np.maximum(day, opened)  # closed before it was opened: never open
    return account_days(world.get(_of_deals), np.where(world.get(open_deals), _NEVER, day))


def _of_orders(world: World) -> Ints:
    return account_named(world, "Orders")


def _of_deals(world: World) -> Ints:
    """Position of the account of each deal that counts as Win; -1 of the others."""
    return np.where(_counts_as_win(world), account_named(world, "Opportunities"), -1)


def _opened(world: World) -> Ints:
    created = dates(world.frames["Opportunities"], "Created")
    return np.where(np.isnat(created), _ALWAYS, days_of(created))


def _counts_as_win(world: World) -> Bools:
    """Deals at a stage that Settings names in Win from; all where it names none. What was won went through them."""
    table = world.frames["Opportunities"]
    named = [name.strip().casefold() for name in str(world.settings["Win from"]).split(",") if name.strip()]
    if not named:
        return np.ones(len(table), dtype=bool)
    stage = np.array([one.strip().casefold() for one in texts(table, "Stage").tolist()], dtype=object)
    counts: Bools = (codes(stage, named) < len(named)) | (texts(table, "Result") == "Won")
    return counts


def _of_touches(world: World, which: Bools) -> AccountDays:
    touches = world.get(touch_table)[["contact", "day"]]
    rows = np.flatnonzero(which)
    account = world.get(counted_account)[touches["contact"].to_numpy()[rows]]
    return account_days(account, touches["day"].to_numpy()[rows])
