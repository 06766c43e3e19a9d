"""`cycle --since DATE`: what happened before the part came counts from that day on, by the note in Settings."""

from __future__ import annotations

from datetime import date

from salesbook.domain.aftersale.since import part_since
from salesbook.domain.world import World
from salesbook.errors import WrongUsage
from salesbook.schema.shapes import SINCE, counting_from
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Append, Change, Message, Plan, Set
from salesbook.util.folding import caseless
from salesbook.util.wording import on

_PART = "aftersale"


def plan_catch_up(world: World, since: date) -> Plan:
    """Keep the day in Settings, so that Today counts from it too. Raises WrongUsage for a day that is still to come."""
    if since > world.today:
        raise WrongUsage(f"--since {since} is still to come.", "Name a day from which on events shall count.")
    before = part_since(world, _PART)
    if before == since:
        return Plan()
    told = f"What happened from {on(since)} on counts; before, it was {on(before)}. Undo takes that back."
    return Plan((_note(world, since),), messages=(Message(told),))


def _note(world: World, since: date) -> Change:
    text = counting_from(str(world.settings[SINCE]), _PART, since, world.today)
    settings = world.frames["Settings"]
    rows = {caseless(str(handle)): handle for handle in reversed(settings.index.tolist())}
    if handle := rows.get(caseless(SINCE)):
        stood = origin_of(settings).value(handle, "Value")
        return Set("Settings", [handle], {"Value": [text]}, {"Value": [stood]})
    return Append("Settings", [{"Setting": SINCE, "Value": text}])
