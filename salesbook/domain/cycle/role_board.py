"""RoleBoard: what each role brings and costs, and where opportunities came from; both add up to all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from salesbook.domain.aftersale.costs import activity_costs
from salesbook.domain.aftersale.notes import FROM_FRONT_LINE
from salesbook.domain.aftersale.sources import traced_opportunities
from salesbook.domain.facts.notes import front_line_notes
from salesbook.domain.world import World
from salesbook.schema.closed_lists import LEAD, NEED, SOURCES
from salesbook.tables.arrays import Bools, Floats, Ints, Objects, numbers, positions, take, texts
from salesbook.tables.plan import Message, Plan, Replace, Value
from salesbook.util.wording import count, joined

NO_ROLE, NOT_ON_TEAM, NO_SOURCE = "No role", "Not on Team", "Not given"
_NAMED = 3


@dataclass(frozen=True)
class _Deals:
    """By row of Opportunities."""

    role: Objects
    source: Objects
    won: Bools
    value: Floats


def plan_role_board(world: World) -> Plan:
    """All first, then by role, then by source; and what cannot be traced to where it came from is named."""
    if "RoleBoard" not in world.frames:
        return Plan()
    table = world.frames["RoleBoard"]
    rows = [*_rows(world)]
    return Plan(
        (Replace("RoleBoard", table.index.tolist(), rows),), messages=tuple(map(Message, _told(world)))
    )


def _rows(world: World) -> Iterator[dict[str, Value]]:
    deals, spent = _deals(world), world.get(activity_costs)
    note_role, lead = _roles(world, texts(world.frames["FrontLine"], "By")), _leads(world)
    spent_role = take(_role_of(world), spent.by, NOT_ON_TEAM)
    every = np.ones(len(spent.by), dtype=bool)
    yield _row(
        "",
        "",
        _noted(lead, lead | True),
        _counted(deals, deals.won | True),
        _used(spent.minutes, spent.cost, every),
    )
    roles = dict.fromkeys(
        [*_role_of(world).tolist(), *note_role.tolist(), *deals.role.tolist(), *spent_role.tolist()]
    )
    for role in roles:
        mine = spent_role == role
        cells = _row(
            role,
            "",
            _noted(lead, note_role == role),
            _counted(deals, deals.role == role),
            _used(spent.minutes, spent.cost, mine),
        )
        if any(value for name, value in cells.items() if name != "Role"):
            yield cells
    for source in (*SOURCES, NO_SOURCE):
        here = deals.source == source
        noted = _noted(lead, lead | True) if source == FROM_FRONT_LINE else {}
        if here.any() or (noted and noted["Notes"]):
            yield _row("", source, noted, _counted(deals, here), {})


def _row(role: str, source: str, *parts: dict[str, Value]) -> dict[str, Value]:
    cells: dict[str, Value] = {"Role": role or None, "Source": source or None}
    for part in parts:
        cells |= part
    return cells


def _noted(lead: Bools, which: Bools) -> dict[str, Value]:
    return {"Notes": int(which.sum()), "Leads": int((which & lead).sum())}


def _counted(deals: _Deals, which: Bools) -> dict[str, Value]:
    won = which & deals.won
    return {
        "Opportunities": int(which.sum()),
        "Won": int(won.sum()),
        "Value": round(float(deals.value[won].sum()), 2),
    }


def _used(minutes: Floats, cost: Floats, which: Bools) -> dict[str, Value]:
    return {"Minutes": round(float(minutes[which].sum())), "Cost": round(float(cost[which].sum()), 2)}


def _deals(world: World) -> _Deals:
    """Those of Front line count for the role of whoever noted them, others for the owner's."""
    table = world.frames["Opportunities"]
    sources = texts(table, "Source")
    note = _notes_of(world)
    by = take(texts(world.frames["FrontLine"], "By"), note)
    who = np.where(by != "", by, texts(table, "Owner"))
    return _Deals(
        role=_roles(world, who),
        source=np.where(np.isin(sources, SOURCES), sources, NO_SOURCE).astype(object),
        won=texts(table, "Result") == "Won",
        value=np.nan_to_num(numbers(table, "Amount")),
    )


def _notes_of(world: World) -> Ints:
    """For each opportunity of Front line the row of its note; -1 for others."""
    table, notes = world.frames["Opportunities"], world.frames["FrontLine"]
    at = positions(notes, texts(table, "Source ID"))
    return np.where(texts(table, "Source") == FROM_FRONT_LINE, at, -1)


def _roles(world: World, who: Objects) -> Objects:
    """Role of each of these people of Team."""
    return take(_role_of(world), positions(world.frames["Team"], who), NOT_ON_TEAM)


def _role_of(world: World) -> Objects:
    role = texts(world.frames["Team"], "Role")
    return np.where(role == "", NO_ROLE, role).astype(object)


def _leads(world: World) -> Bools:
    leads: Bools = np.isin(world.get(front_line_notes).type, [LEAD, NEED])
    return leads


def _told(world: World) -> Iterator[str]:
    """Opportunities of which nothing shows where they came from, and all by source."""
    table, deals = world.frames["Opportunities"], _deals(world)
    if not len(table):
        return
    parts = [(int((deals.source == source).sum()), source) for source in (*SOURCES, NO_SOURCE)]
    sums = " + ".join(f"{number:,} {source}" for number, source in parts if number)
    lost = np.flatnonzero(~world.get(traced_opportunities)).tolist()
    if lost:
        ids = texts(table, "Opportunity ID")
        named = joined([str(ids[row]) or "one without an ID" for row in lost], _NAMED)
        yield f"{count(len(lost), 'opportunity', 'opportunities')} cannot be traced to a note, call, referral, campaign or promotion ({named}): fill in Source and Source ID."
    yield f"{count(len(table), 'opportunity', 'opportunities')} by source = {sums}."
