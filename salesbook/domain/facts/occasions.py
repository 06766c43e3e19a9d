"""What may be an occasion to call somebody: of each contact what was ordered, asked, agreed, and what is not known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.buying import OrderRhythms, order_rhythms
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, Objects, dates, last_of_each, positions, texts

_QUOTE = re.compile("“[^”]*”")
ASK_AGAIN = 180  # days until the same person is asked for a referral again
_LOST_LATELY = 365  # days after a lost deal


def buying_of(world: World) -> OrderRhythms:
    """How each customer buys, by the customer numbers of `order_days`."""
    return order_rhythms(world.get(order_days))


def touched_ever(world: World) -> Bools:
    """Contacts who were ever reached."""
    touched: Bools = ~np.isnat(world.get(rhythm_table)["last_touch"].to_numpy())
    return touched


def open_deals(world: World) -> Bools:
    """Opportunities whose Result is Open, or blank without a day in Closed."""
    table = world.frames["Opportunities"]
    result = texts(table, "Result")
    is_open: Bools = (result == "Open") | ((result == "") & np.isnat(dates(table, "Closed")))
    return is_open


def open_opportunity(world: World) -> Ints:
    """Position of each contact's open opportunity, the newest; -1 without one.

    One that names nobody is everybody's at the account.
    """
    return _opportunity(world, world.get(open_deals), "Created")


def lost_opportunity(world: World) -> Ints:
    """Position of each contact's deal lost within a year, the latest; -1 without one."""
    table = world.frames["Opportunities"]
    closed = dates(table, "Closed").astype(np.int64)
    lately = (closed <= world.day) & (closed > world.day - _LOST_LATELY)
    return _opportunity(world, (texts(table, "Result") == "Lost") & lately, "Closed")


def last_asked(world: World) -> Ints:
    """Day (since 1970-01-01) on which each contact was last asked for a referral; 0: never.

    Told by the word "referral" in Subject or Notes of a talk: the topic "Referral ask" has it, so have the
    prompts that earlier versions logged, and a logged "Referral given". Contacts who referred somebody count as asked then.
    """
    contacts, log, touches = world.frames["Contacts"], world.frames["Activities"], world.get(touch_table)
    asked = np.zeros(len(contacts), dtype=np.int64)
    recent = touches[
        (touches["age"] <= ASK_AGAIN).to_numpy()
        & touches["rhythm"].to_numpy()
        & (touches["activity"] >= 0).to_numpy()
    ]
    rows = recent["activity"].to_numpy()
    pairs = zip(texts(log, "Subject")[rows].tolist(), texts(log, "Notes")[rows].tolist(), strict=True)
    named = np.array(
        [_names_a_referral(subject) or _names_a_referral(notes) for subject, notes in pairs], dtype=bool
    )
    np.maximum.at(asked, recent["contact"].to_numpy()[named], recent["day"].to_numpy()[named])
    by = positions(contacts, texts(contacts, "Referred by"))
    created = dates(contacts, "Created")
    given = (by >= 0) & ~np.isnat(created) & (created.astype(np.int64) <= world.day)
    np.maximum.at(asked, by[given], created[given].astype(np.int64))
    return asked


def may_be_asked(world: World) -> Bools:
    """Contacts who may be asked for a referral: reached before, not asked lately, and with a reason to speak well of us."""
    contacts, asked = world.frames["Contacts"], world.get(last_asked)
    well = np.isin(world.get(score_table)["band"].to_numpy(dtype=object), ["Strong", "Fair"])
    customer = world.get(buying_of).days[world.get(order_days).of_contact] > 0
    came_by_referral = texts(contacts, "Referred by") != ""
    lost = world.get(lost_opportunity) >= 0
    friend = np.isin(texts(contacts, "Kind"), ["Centre of influence", "Partner"])
    lately = (asked > 0) & (world.day - asked <= ASK_AGAIN)
    may: Bools = world.get(touched_ever) & ~lately & (customer | well | came_by_referral | lost | friend)
    return may


def last_outcome(world: World) -> Objects:
    """Outcome of each contact's last touch."""
    touches = world.get(touch_table)
    reached = np.flatnonzero(touches["points"].to_numpy() > 0)
    last = last_of_each(touches["contact"].to_numpy()[reached], len(world.frames["Contacts"]))
    return np.append(touches["outcome"].to_numpy(dtype=object)[reached], "")[last]


def last_talk(world: World) -> Ints:
    """Day of each contact's last touch that was not an order; far in the past without one."""
    touches = world.get(touch_table)
    talks = np.flatnonzero((touches["points"].to_numpy() > 0) & (touches["channel"] != "Order").to_numpy())
    last = last_of_each(touches["contact"].to_numpy()[talks], len(world.frames["Contacts"]))
    return np.append(touches["day"].to_numpy()[talks], np.iinfo(np.int64).min)[last]


@dataclass(frozen=True)
class Gap:
    """Something that we do not know of some contacts; `ask` may name their `{account}`."""

    ask: str
    open: Callable[[World], Bools]


def _no_decider(world: World) -> Bools:
    contacts, account = world.frames["Contacts"], world.get(accounts_of)
    decides = contacts["Decision maker"].to_numpy(dtype=bool) & _active(world) & (account >= 0)
    deciders = np.bincount(account[decides], minlength=len(world.frames["Accounts"]) + 1)
    unknown: Bools = (account >= 0) & (deciders[account] == 0)
    return unknown


def _alone_there(world: World) -> Bools:
    account = world.get(accounts_of)
    here = account[_active(world)]
    people = np.bincount(here[here >= 0], minlength=len(world.frames["Accounts"]) + 1)
    alone: Bools = (account >= 0) & (people[account] == 1)
    return alone


def _no_firm(world: World) -> Bools:
    none: Bools = (texts(world.frames["Contacts"], "Account ID") == "") & (len(world.frames["Accounts"]) > 0)
    return none


def _active(world: World) -> Bools:
    return np.isin(texts(world.frames["Contacts"], "Status"), ["", "Active"])


# In the order in which they are asked for.
GAPS = (
    Gap("an email address", lambda world: texts(world.frames["Contacts"], "Email") == ""),
    Gap("who decides at {account}", _no_decider),
    Gap("a second person at {account}", _alone_there),
    Gap("their language", lambda world: texts(world.frames["Contacts"], "Language") == ""),
    Gap("the firm they are with", _no_firm),
)


def gaps(world: World) -> Bools:
    """By contact and by place in GAPS: what we do not know."""
    return np.column_stack([gap.open(world) for gap in GAPS])


def _opportunity(world: World, which: Bools, newest_by: str) -> Ints:
    table, contacts = world.frames["Opportunities"], world.frames["Contacts"]
    rows = np.flatnonzero(which)
    rows = rows[np.argsort(dates(table, newest_by)[rows], kind="stable")]
    person, account = texts(table, "Contact ID")[rows], texts(table, "Account ID")[rows]
    ours = np.full(len(world.frames["Accounts"]) + 1, -1)
    nobody = person == ""
    at = positions(world.frames["Accounts"], account)
    ours[at[nobody & (at >= 0)]] = rows[nobody & (at >= 0)]
    of_contact = world.get(accounts_of)
    found = np.where(of_contact >= 0, ours[of_contact], -1)
    at = positions(contacts, person)
    found[at[at >= 0]] = rows[at >= 0]
    return found


def _names_a_referral(text: str) -> bool:
    """Not in what is quoted: a topic may quote the notes of a talk before."""
    lower = text.casefold()
    return "referral" in lower and "referral" in _QUOTE.sub("", lower)
