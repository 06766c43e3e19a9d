"""How to reach a contact: the channel of a call-list line, and the number to dial."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.phones import has_number
from salesbook.domain.world import World
from salesbook.schema import PERSONAL_CHANNELS
from salesbook.tables.arrays import Ints, Objects, texts

NO_NUMBER, NO_CALLS = "?", ""  # in place of a channel


def choose_channels(world: World, at: Ints, tried: Objects) -> Objects:
    """The channel for each of the contacts at these positions; NO_CALLS, or NO_NUMBER.

    The preferred channel if it is personal and usable, else the first usable personal one of the
    cadence, else NO_NUMBER. A call needs a number; visits and meetings do not. `tried` names the
    channel to change from, after attempts in vain; it stays if there is no other. A cadence
    without any personal channel gives NO_CALLS, whatever is preferred; contacts without a
    cadence, and cadences that name no channel at all, are called.
    """
    contacts = world.frames["Contacts"]
    reachable = has_number(texts(contacts, "Phone")[at])
    listed = [_personal(text) for text in texts(world.frames["Cadences"], "Channels")]
    keys = zip(world.get(cadence_used).row[at].tolist(), texts(contacts, "Preferred channel")[at].tolist(),
               reachable.tolist(), tried.tolist(), strict=True)  # fmt: skip
    known: dict[tuple[int, str, bool, str], str] = {}
    chosen = np.empty(len(at), dtype=object)
    for i, key in enumerate(keys):
        if key not in known:
            row, preferred, number, before = key
            known[key] = _choice(listed[row] if row >= 0 else ["Call"], preferred, before, number=number)
        chosen[i] = known[key]
    return chosen


def _personal(channels: str) -> list[str]:
    return (
        [channel for channel in channels.split(", ") if channel in PERSONAL_CHANNELS]
        if channels
        else ["Call"]
    )


def _choice(listed: Sequence[str], preferred: str, tried: str, *, number: bool) -> str:
    if not listed:
        return NO_CALLS
    wanted = [preferred] if preferred in PERSONAL_CHANNELS else []
    usable = [channel for channel in [*wanted, *listed] if channel != "Call" or number]
    if not usable:
        return NO_NUMBER
    return next((channel for channel in usable if channel != tried), usable[0])
