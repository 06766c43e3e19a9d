"""A deal was lost, and who said no may know whom it would suit: of all asks for an introduction the one with a line of its own."""

from __future__ import annotations

import numpy as np

from salesbook.domain.aftersale.since import part_since
from salesbook.domain.calls.sources.base import Wanted
from salesbook.domain.calls.sources.care import Care
from salesbook.domain.facts.asked import has_referrals
from salesbook.domain.facts.situations.table import situations_of
from salesbook.domain.referring.asks import ask_list
from salesbook.domain.referring.groups import LOST_FROM, lost_deal
from salesbook.domain.world import World
from salesbook.schema.closed_lists import ASK_GROUPS
from salesbook.tables.arrays import Ints, dates, day_number, days_of, texts

_LOST = ASK_GROUPS.index("Lost deal")
_TOPIC = "Referral ask"


class AsksAfterLostDeals(Care):
    """Whoever stands on Who to ask for a deal that was lost since the part came, where a call has nothing else to begin with."""

    def whom(self, world: World) -> Wanted:
        at = _to_ask(world)
        closed = days_of(dates(world.frames["Opportunities"], "Closed"))[world.get(lost_deal)[at]]
        return Wanted(contact=at, due=closed + LOST_FROM, task=[_TOPIC] * len(at))


def _to_ask(world: World) -> Ints:
    if not has_referrals(world) or not (texts(world.frames["Opportunities"], "Result") == "Lost").any():
        return np.empty(0, dtype=np.int64)
    asks = world.get(ask_list)
    at = np.sort(asks.contact[asks.group == _LOST])
    closed = days_of(dates(world.frames["Opportunities"], "Closed"))[world.get(lost_deal)[at]]
    topics = [one.topic == _TOPIC for one in world.get(situations_of)[at].tolist()]
    found: Ints = at[(closed >= day_number(part_since(world, "referrals"))) & np.array(topics, dtype=bool)]
    return found
