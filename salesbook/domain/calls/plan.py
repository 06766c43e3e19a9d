"""The action `calls`: who should call whom today, why, and about what.

Whom the sources want comes through the guards, the others are named in Held because. Live campaigns have places of
their own, of which Care share leaves enough to the others; see `pitches`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from salesbook.domain.calls.day import CallDay
from salesbook.domain.calls.duties import reps_with_lines
from salesbook.domain.calls.held import Guard
from salesbook.domain.calls.lines import CallLine, Writer
from salesbook.domain.calls.listed import listed_today
from salesbook.domain.calls.lists import call_lines
from salesbook.domain.calls.report import report
from salesbook.domain.calls.sources import CALL_SOURCES
from salesbook.domain.calls.sources.base import CAMPAIGN_BLOCK, SourceTurns
from salesbook.domain.facts.active_reps import active_rep
from salesbook.domain.facts.call_days import kept_call_days
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.arrays import text_cells, texts
from salesbook.tables.plan import Change, Plan, Replace, Set

__all__ = ["plan_calls"]

_OF_LINES = ("Contact ID", "Rep", "Channel", "Campaign ID")


def plan_calls(world: World, rep: str | None = None, sources: SourceTurns = CALL_SOURCES) -> Plan:
    """Replace the lines of Calls in which nobody typed, say in Contacts who is held and why, and keep count in CallDays.

    With a `rep` only that rep's lines, and Held because of the contacts that rep calls. Lines stand
    by rep, in the order of Team, and by rank. Raises BadInput if there is no such active rep.
    """
    day = CallDay(world, None if rep is None else _rep_with_list(world, rep), sources)
    reps = day.team.reps
    lines = sorted(call_lines(day), key=lambda line: reps.index(line.rep))
    lines = [line for line in lines if day.asked in {None, line.rep}]
    new_list = Replace("Calls", leave=day.standing.leave, rows=Writer(world).rows(lines, day.standing))
    return Plan(
        (new_list, *_held_because(day, lines), *kept_call_days(world, listed_today(day, lines)))
    ) + report(day, lines)


def campaign_lines(world: World) -> set[tuple[str, str]]:
    """The lines of campaigns that stand on Calls after `plan_calls`: Campaign ID and Contact ID."""
    rows = world.get(lines_to_do)
    return {(row["Campaign ID"], row["Contact ID"]) for row in rows if row["Campaign ID"]}


def lines_to_do(world: World) -> list[dict[str, str]]:
    """Contact ID, Rep, Channel and Campaign ID of the lines without an outcome that stand on Calls after `plan_calls`."""
    (new,) = (
        one for one in world.get(plan_calls).changes if isinstance(one, Replace) and one.table == "Calls"
    )
    before, leave = world.frames["Calls"], set(new.leave)
    stay = before[~before.index.isin(leave) & (texts(before, "Outcome") == "")]
    there = zip(*(texts(stay, name).tolist() for name in _OF_LINES), strict=True)
    come = (tuple(str(row[name] or "") for name in _OF_LINES) for row in new.rows)
    return [dict(zip(_OF_LINES, cells, strict=True)) for cells in (*there, *come)]


def _rep_with_list(world: World, text: str) -> str:
    rep = active_rep(world, text)
    if rep not in world.get(reps_with_lines):
        raise BadInput(
            f"{rep} gets no list: Calls per day on the Team sheet holds none.",
            "Type there how many calls a good day of theirs holds.",
        )
    return rep


def _held_because(day: CallDay, lines: Sequence[CallLine]) -> list[Change]:
    """Held because of every contact; with a rep, of those whom the rep calls. Blank for who is on a list."""
    table = day.world.frames["Contacts"]
    told, before = day.held.texts(), texts(table, "Held because")
    pitched = [line.contact for line in lines if line.block == CAMPAIGN_BLOCK]
    told[pitched] = ""  # though their cadence would hold them
    here = day.standing.contacts(day.world)
    told[here[day.held.guard[here] == Guard.OPEN_LINE]] = ""
    mine = day.caller == day.asked if day.asked else np.full(len(told), True)
    rows = np.flatnonzero(mine & ((told != "") | (before != "")))
    if not len(rows):
        return []
    return [Set("Contacts", table.index[rows].tolist(), {"Held because": text_cells(told[rows])})]
