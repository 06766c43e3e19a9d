"""The action `calls`: who should call whom today, why, and about what.

Contacts who are due come through the guards, the others are named in Held because. What saves most
comes first. No campaign can be live yet, so the campaign block is empty and Campaign share keeps no
places free: the whole day is for the care block.
"""

from __future__ import annotations

import numpy as np

from salesbook.domain.calls.careblock import care_block
from salesbook.domain.calls.desk import Desk
from salesbook.domain.calls.duties import Team
from salesbook.domain.calls.held import Guard
from salesbook.domain.calls.lines import Writer
from salesbook.domain.calls.report import report
from salesbook.domain.calls.why import CallWhy
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.arrays import text_cells, texts
from salesbook.tables.plan import Change, Plan, Replace, Set

__all__ = ["plan_calls"]


def plan_calls(world: World, rep: str | None = None) -> Plan:
    """Replace the lines of Calls in which nobody typed, and say in Contacts who is held and why.

    With a `rep` only that rep's lines, and Held because of the contacts that rep calls. Lines stand
    by rep, in the order of Team, and by rank. Raises BadInput if there is no such active rep.
    """
    desk = Desk(world, None if rep is None else _known(world, rep))
    reps = desk.team.reps
    lines = sorted(care_block(desk), key=lambda line: reps.index(line.rep))
    lines = [line for line in lines if desk.asked in {None, line.rep}]
    writer = Writer(world, CallWhy(world, desk.attempts))
    new_list = Replace("Calls", leave=desk.standing.leave, rows=writer.rows(lines, desk.standing))
    told = report(desk.team, desk.due, desk.caller, desk.held, lines, desk.asked)
    return Plan((new_list, *_held_because(desk))) + told


def _known(world: World, rep: str) -> str:
    reps = Team(world).reps
    found = next((one for one in reps if one.casefold() == rep.strip().casefold()), None)
    if found is None:
        todo = f"Take one of these: {', '.join(reps)}." if reps else "Add one there first."
        raise BadInput(f"There is no active rep {rep!r} on the Team sheet.", todo)
    return found


def _held_because(desk: Desk) -> list[Change]:
    """Held because of every contact; with a rep, of those whom the rep calls. Blank for who is on a list."""
    table = desk.world.frames["Contacts"]
    told, before = desk.held.texts(), texts(table, "Held because")
    here = desk.standing.contacts(desk.world)
    told[here[desk.held.guard[here] == Guard.OPEN_LINE]] = ""
    mine = desk.caller == desk.asked if desk.asked else np.full(len(told), True)
    rows = np.flatnonzero(mine & ((told != "") | (before != "")))
    if not len(rows):
        return []
    return [Set("Contacts", table.index[rows].tolist(), {"Held because": text_cells(told[rows])})]
