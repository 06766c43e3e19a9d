"""`rang`: somebody rings, and a line of Calls is for them: the one that they have on today's list, or a new last one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from salesbook.domain.facts.active_reps import active_reps
from salesbook.domain.facts.call_rows import unnamed
from salesbook.domain.facts.finding import one_meant
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.people import People
from salesbook.domain.world import World
from salesbook.schema import OUTCOME
from salesbook.tables.arrays import dates, texts
from salesbook.tables.grid import Grid, key_text
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Append, Handle, Message, Plan, Set, Value
from salesbook.tables.rows import cell, place_of_handle

_WORDS = "Their words"
_READY = "A line stands ready on Calls"
_THEN = "Type who rang, choose an Outcome, and click Log calls."


@dataclass(frozen=True)
class TheirCall:
    """What is known of a call: the caller's `contact` and `account` (IDs, "" where unknown), the `rep` who took it, and typed cells."""

    contact: str = ""
    account: str = ""
    rep: str = ""
    typed: Mapping[str, Value] = field(default_factory=dict)


def caller_meant(world: World, text: str) -> str:
    """The Contact ID of whom the text means. Raises WrongUsage where several fit, or nobody: nobody is guessed."""
    people = People(world.frames["Contacts"], world.frames["Accounts"])
    new = "Add this person to Contacts first, if it is somebody new."
    return one_meant(people, text, "Nothing was written.", new)


def plan_rang(world: World, call: TheirCall) -> Plan:
    """Set Direction where the caller has a line today, else append one; a blank one that stands ready is used.

    With an Outcome there is always a new line: `log` puts it together with theirs.
    """
    plan = _planned_line(world, call)
    return replace(plan, summary={"contact": call.contact})


def _planned_line(world: World, call: TheirCall) -> Plan:
    line = _line_today(world, call) if OUTCOME not in call.typed else None
    if line is not None:
        return _on_the_list(world, call, line)
    if not (call.contact or call.account or call.typed) and _is_ready(world, call.rep):
        return Plan(messages=(Message(f"{_READY}. {_THEN}"),))
    logs = OUTCOME in call.typed  # then `log` says who rang, and whose call it was where that is not known
    row: dict[str, Value] = {
        **_who(world, call),
        "Date": world.today,
        "Rep": call.rep or ("" if logs else _rep(world, call.contact)),
        "Channel": "Call",
        "Direction": "In",
        **call.typed,
    }
    told = () if logs else (Message(_told_of_new(world, call, str(row["Rep"]))),)
    cells = {name: value for name, value in row.items() if value != ""}
    return Plan((Append("Calls", [cells]),), messages=told)


def row_of_caller(calls: Grid, contact: str) -> int | None:
    """The body row of Calls that is for the caller, the last of several; for an unknown one that without a name."""
    nothing = [None] * calls.height
    columns = [calls.columns.get(name, nothing) for name in ("Direction", OUTCOME, "Contact ID", "Name")]
    for row in reversed(range(calls.height)):
        direction, outcome, found, name = (key_text(column[row]) for column in columns)
        if direction == "In" and not outcome and found == contact and (contact or not name):
            return row
    return None


def _line_today(world: World, call: TheirCall) -> Handle | None:
    """The caller's line of today without an outcome; first one of the list, then one that somebody added."""
    if not call.contact:
        return None
    calls = world.frames["Calls"]
    day = dates(calls, "Date")
    rows = (texts(calls, "Contact ID") == call.contact) & (texts(calls, OUTCOME) == "")
    rows &= (day == np.datetime64(world.today)) | np.isnat(day)
    rows &= ~calls.index.isin(list(origin_of(calls).unread))
    found = sorted(np.flatnonzero(rows).tolist(), key=lambda row: (not texts(calls, "Call ID")[row], row))
    return str(calls.index[found[0]]) if found else None


def _on_the_list(world: World, call: TheirCall, line: Handle) -> Plan:
    """Direction, and what was typed, go to the line; where somebody typed something else there, that stays and is told."""
    calls = world.frames["Calls"]
    origin = origin_of(calls)
    cells: dict[str, Value] = {"Direction": "In", "Channel": "Call", **call.typed}
    expected = {name: [None if name in call.typed else origin.value(line, name)] for name in cells}
    if words := cell(calls, line, _WORDS) if _WORDS in cells else "":
        cells[_WORDS], expected[_WORDS] = f"{words}\n{cells[_WORDS]}", [origin.value(line, _WORDS)]
    people = People(world.frames["Contacts"], world.frames["Accounts"])
    told = f"{people.described(call.contact)} is {place_on_list(calls, line)}: Direction In is set there. Choose an Outcome, and click Log calls."
    change = Set("Calls", [line], {name: [value] for name, value in cells.items()}, expected)
    return Plan((change,), messages=(Message(told),))


def place_on_list(calls: pd.DataFrame, line: Handle) -> str:
    """Such as: number 7 on Ana's list."""
    rank, rep = cell(calls, line, "Rank"), cell(calls, line, "Rep")
    if rank != rank or not rep:  # noqa: PLR0124  (NaN)
        return "on Calls already"
    return f"number {int(rank)} on {rep}'s list"


def _is_ready(world: World, rep: str) -> bool:
    """Whether the last line of today for somebody who rings, in which nobody has typed yet, is the rep's."""
    calls = world.frames["Calls"]
    rows = unnamed(calls).to_numpy(dtype=bool) & (dates(calls, "Date") == np.datetime64(world.today))
    return bool(rows.any()) and rep in {"", texts(calls, "Rep")[rows][-1]}


def _who(world: World, call: TheirCall) -> dict[str, Value]:
    if not (call.contact or call.account):
        return {}
    people = People(world.frames["Contacts"], world.frames["Accounts"])
    if not call.contact:
        return {"Account": people.account_name(call.account)}
    account = str(cell(people.contacts, call.contact, "Account ID"))
    return {
        "Contact ID": call.contact,
        "Name": people.name(call.contact),
        "Account": people.account_name(account),
    }


def _rep(world: World, contact: str) -> str:
    """The only active rep, else who keeps the contact; "" where nobody is known."""
    reps = active_reps(world)
    if len(reps) == 1 or not contact:
        return reps[0] if len(reps) == 1 else ""
    return str(world.get(owners_of)[place_of_handle(world.frames["Contacts"], contact)])


def _told_of_new(world: World, call: TheirCall, rep: str) -> str:
    whose = f", for {rep}" if rep else ""
    if not call.contact:
        return f"A line stands last on Calls{whose}. {_THEN}"
    people = People(world.frames["Contacts"], world.frames["Accounts"])
    who = people.described(call.contact)
    return f"{who} rang: their line is the last on Calls{whose}. Choose an Outcome, and click Log calls."
