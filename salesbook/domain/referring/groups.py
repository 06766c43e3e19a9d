"""Why somebody may know whom we should meet: for each contact the first group that fits."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.may_ask import complaint_first_closed_at_firm
from salesbook.domain.facts.occasions import buying_of, lost_between
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.talks import last_talk_day, spoken_ever
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.referring.claims import referral_rows
from salesbook.domain.referring.links import referral_links
from salesbook.domain.world import World
from salesbook.schema.closed_lists import ASK_GROUPS, REFERRAL_VOID
from salesbook.tables.arrays import Bools, Ints, dates, days_of, texts

LOST_FROM, LOST_UNTIL = 7, 365  # days after a deal was lost
_ALIVE = 0.5  # Still buying
_OWN_GAPS = 2
_FRIEND_DAYS, _PROSPECT_DAYS = 180, 30
_NEW_FROM, _NEW_UNTIL = 14, 120  # days after the first order
_GOOD_TALK = ("Spoke", "Meeting booked")
_FRIENDS = ("Centre of influence", "Partner")


def ask_groups(world: World) -> Ints:
    """By contact the place in ASK_GROUPS of the first that fits; -1 for none. Order days are those of the customer."""
    fit = np.array([world.get(_FITS[group]) for group in ASK_GROUPS])
    found: Ints = np.where(fit.any(axis=0), fit.argmax(axis=0), -1)
    return found


def lost_deal(world: World) -> Ints:
    """Position of each contact's deal that was lost 7 to 365 days ago, the latest; -1 without one."""
    return lost_between(world, LOST_FROM, LOST_UNTIL)


def met_on(world: World) -> Ints:
    """By contact the first day on which whoever was introduced was met, by Met on; -1 for nobody who was."""
    found = np.full(len(world.frames["Contacts"]), -1)
    rows = world.get(referral_rows)
    if len(rows.introduced):
        table = world.frames["Referrals"]
        met = dates(table, "Met on")
        counts = (rows.introduced >= 0) & ~np.isnat(met) & (texts(table, "Status") != REFERRAL_VOID)
        counts &= days_of(met) <= world.day
        by_day = np.flatnonzero(counts)[np.argsort(-days_of(met)[counts], kind="stable")]
        found[rows.introduced[by_day]] = days_of(met)[by_day]  # the first day stays
    return found


def came_by_referral(world: World) -> Bools:
    """Contacts whom somebody introduced, be it somebody who is not in the book."""
    links = world.get(referral_links)
    typed = texts(world.frames["Contacts"], "Referred by") != ""
    came: Bools = (links.through >= 0) | (links.cut >= 0) | typed
    return came


def first_order_day(world: World) -> Ints:
    """By contact the first order day of the customer; of who never ordered some other day."""
    return world.get(buying_of).first[world.get(order_days).of_contact]


def last_order_day(world: World) -> Ints:
    """By contact the last order day of the customer; of who never ordered some other day."""
    return world.get(buying_of).last[world.get(order_days).of_contact]


def order_day_count(world: World) -> Ints:
    """By contact how many order days the customer has."""
    return world.get(buying_of).days[world.get(order_days).of_contact]


def _stood_by_us(world: World) -> Bools:
    after = world.get(last_order_day) > world.get(complaint_first_closed_at_firm)
    return stands_as_reference(world) | ((world.get(order_day_count) > 0) & after)


def stands_as_reference(world: World) -> Bools:
    """Contacts who stand by us, and may be asked about us by others."""
    return world.frames["Contacts"]["Reference"].to_numpy(dtype=bool)


def _loyal(world: World) -> Bools:
    gap = world.get(buying_of).gap[world.get(order_days).of_contact]
    usual = world.day - world.get(last_order_day) <= _OWN_GAPS * gap
    alive = world.get(score_table)["still_buying"].to_numpy() >= _ALIVE
    loyal: Bools = (world.get(order_day_count) > 1) & (usual | alive)
    return loyal


def _referred(world: World) -> Bools:
    return world.get(came_by_referral) & ((world.get(met_on) >= 0) | world.get(spoken_ever))


def _friend(world: World) -> Bools:
    last = world.get(rhythm_table)["last_touch"].to_numpy()
    lately = ~np.isnat(last) & (world.day - days_of(last) <= _FRIEND_DAYS)
    friend: Bools = np.isin(texts(world.frames["Contacts"], "Kind"), _FRIENDS) & lately
    return friend


def _new(world: World) -> Bools:
    first = world.get(first_order_day)
    age = world.day - first
    fresh: Bools = (world.get(order_day_count) > 0) & (age >= _NEW_FROM) & (age <= _NEW_UNTIL)
    return fresh & (world.get(last_talk_day) >= first)


def _prospect(world: World) -> Bools:
    touches = world.get(touch_table)
    good = touches["outcome"].isin(_GOOD_TALK).to_numpy() & (touches["age"].to_numpy() <= _PROSPECT_DAYS)
    talked = np.zeros(len(world.frames["Contacts"]), dtype=bool)
    talked[touches["contact"].to_numpy()[good]] = True
    prospect: Bools = (texts(world.frames["Contacts"], "Kind") == "Prospect") & talked
    return prospect


def _lost(world: World) -> Bools:
    lost: Bools = world.get(lost_deal) >= 0
    return lost


_FITS: dict[str, Callable[[World], Bools]] = dict(
    zip(ASK_GROUPS, (_stood_by_us, _loyal, _referred, _friend, _new, _prospect, _lost), strict=True)
)
