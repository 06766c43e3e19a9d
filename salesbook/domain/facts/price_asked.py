"""Who asked what something costs, and has not heard from us since."""

from __future__ import annotations

import re

import numpy as np

from salesbook.domain.facts.talks import LATELY, last_said
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, take, texts

_QUOTE = "quote|quotation|angebot|presupuesto|cotización|devis|preventivo|orçamento"
_PRICE = rf"{_QUOTE}|prices?|preise?|precios?|prix|prezz[oi]|preços?|cen[aęy]|priser?"
_TO_SEND = (
    r"send|need|want|would like|schick\w*|brauche\w*|mánd\w+|mand\w+|env[ií]\w+|necesit\w+|envoy\w+|besoin|il (?:me|nous) faut|serve|precis\w+"
    r"|przesła\w*|prześl\w*|potrzebuj\w+|skicka"
)
_A_QUOTE = re.compile(rf"\b({_QUOTE})\b", re.IGNORECASE)
_A_PRICE = re.compile(rf"\b({_PRICE})\b", re.IGNORECASE)
_WANTED = re.compile(rf"\b({_TO_SEND})\b[^.,;:!?]{{0,40}}\b({_PRICE})\b", re.IGNORECASE)  # send me a price
_WHAT_IT_COSTS = re.compile(
    r"\b(costs?|kosten|kostet|cuestan?|costaría|coûtent?|coûter\w*|costano?|costerebbe|custam?|custaria|kosztuj\w+|kosztował\w*|kosta)\b",
    re.IGNORECASE,
)


def price_asked(world: World) -> Ints:
    """Place in Activities of each contact's wish for a price, after which nothing came from us; -1 without one.

    Told by Answer, by the topic Quote of what came from them, or by their own words: that a price be sent, which no talk
    can do, and what they asked where they began. What they asked in a talk of ours was answered there.
    """
    log, last = world.frames["Activities"], world.get(last_said)
    touches = world.get(touch_table)
    place = np.append(touches["activity"].to_numpy(), -1)[last]
    inbound = np.append(touches["inbound"].to_numpy(), False)[last]
    lately = (last >= 0) & (np.append(touches["age"].to_numpy(), 0)[last] <= LATELY)
    at = np.flatnonzero(lately & (place >= 0))
    columns = (take(texts(log, name), place[at]).tolist() for name in ("Answer", "Subject", "Their words"))
    asked = [
        bool(_A_QUOTE.search(answer)) or _wants_it_sent(words) or (theirs and (subject == "Quote" or _asks_for_it(words)))
        for answer, subject, words, theirs in zip(*columns, inbound[at].tolist(), strict=True)
    ]  # fmt: skip
    found = np.full(len(place), -1, dtype=np.int64)
    wants = at[np.array(asked, dtype=bool)]
    found[wants] = place[wants]
    return found


def _wants_it_sent(words: str) -> bool:
    return bool(_WANTED.search(words))


def _asks_for_it(words: str) -> bool:
    return "?" in words and bool(_A_PRICE.search(words) or _WHAT_IT_COSTS.search(words))
