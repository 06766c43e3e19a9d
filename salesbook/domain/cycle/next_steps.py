"""What happens next at each account: the earliest of its lines on Calls, handoffs and due dates, else that a person is to be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.aftersale.accounts import counted_account
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.guards.contact import may_not_be_called
from salesbook.domain.world import World
from salesbook.schema import CHANNELS, PERSONAL_CHANNELS
from salesbook.schema.closed_lists import FIND_A_PERSON
from salesbook.tables.arrays import (
    Bools,
    Ints,
    Objects,
    dates,
    day_of_number,
    days_of,
    positions,
    take,
    texts,
)
from salesbook.util.day_words import since, to_come

_DOES = {"Call": "calls", "Visit": "visits", "Meeting": "meets"}
_LINE, _HANDOFF, _DUE = range(3)  # of equal days the first counts


LineToDo = Mapping[str, str]  # a line of Calls without an outcome: its Contact ID, Rep and Channel


@dataclass(frozen=True, slots=True)
class _Step:
    account: int
    day: int
    kind: int
    text: str


def lines_on_calls(world: World) -> list[LineToDo]:
    """Those that stand on Calls."""
    calls = world.frames["Calls"]
    names = ("Contact ID", "Rep", "Channel")
    rows = zip(*(texts(calls, name)[texts(calls, "Outcome") == ""].tolist() for name in names), strict=True)
    return [dict(zip(names, cells, strict=True)) for cells in rows]


def account_steps(world: World, lines: Sequence[LineToDo]) -> Objects:
    """By account what happens next there, and when. What is overdue counts as of today."""
    steps = [*_of_lines(world, lines), *_of_handoffs(world), *_of_due_dates(world)]
    steps.sort(key=lambda step: (max(step.day, world.day), step.kind), reverse=True)
    found = np.full(len(world.frames["Accounts"]), FIND_A_PERSON, dtype=object)
    for step in steps:  # the earliest is laid down last
        found[step.account] = step.text
    return found


def _of_lines(world: World, lines: Sequence[LineToDo]) -> Iterator[_Step]:
    ids = np.array([line["Contact ID"] for line in lines], dtype=object)
    at = positions(world.frames["Contacts"], ids)
    account = np.append(world.get(counted_account), -1)[at].tolist()
    names = take(world.get(names_of_contacts), at).tolist()
    for firm, name, line in zip(account, names, lines, strict=True):
        if firm >= 0:
            who = f"{line['Rep']} {_DOES.get(line['Channel'], 'calls')}" if line["Rep"] else "call"
            yield _Step(firm, world.day, _LINE, f"Today: {who} {name or 'somebody there'}")


def _of_handoffs(world: World) -> Iterator[_Step]:
    """Those that are not done: first they are to be accepted, then they talk for the first time."""
    table = world.frames["Handoffs"]
    account = positions(world.frames["Accounts"], texts(table, "Account ID"))
    by, accepted, done = (dates(table, name) for name in ("First contact by", "Accepted on", "Done on"))
    for row in np.flatnonzero((account >= 0) & np.isnat(done)).tolist():
        to = str(texts(table, "To")[row])
        day = world.day if np.isnat(by[row]) else int(days_of(by)[row])
        if not to:
            text = "name who takes over"
        else:
            text = f"{to} takes over" if np.isnat(accepted[row]) else f"{to} talks to them"
        yield _Step(int(account[row]), day, _HANDOFF, f"{_when(world, day)}: {text}")


def _when(world: World, day: int) -> str:
    """Such as: Today; Friday; 14 December; Since October."""
    named = day_of_number(day)
    if day < world.day:
        return f"Since {since(named, world.today)}"
    told = to_come(named, world.today).removeprefix("on ")
    return told[:1].upper() + told[1:]


def _of_due_dates(world: World) -> list[_Step]:
    """Of each account the person who is due first; of equals by their place in Contacts."""
    account, due = world.get(accounts_of), days_of(world.get(rhythm_table)["next_due"].to_numpy())
    here = np.flatnonzero((account >= 0) & _can_be_reached(world))
    here = here[np.lexsort((due[here], account[here]))]
    first = here[np.append(True, np.diff(account[here]) != 0)] if len(here) else here
    when = {day: _when(world, day) for day in np.unique(due[first]).tolist()}
    verbs = np.where(_is_written_to(world)[first], "write to", "call").tolist()
    names = world.get(names_of_contacts)[first].tolist()
    rows = zip(account[first].tolist(), due[first].tolist(), verbs, names, strict=True)
    return [
        _Step(at, day, _DUE, f"{when[day]}: {verb} {name or 'somebody there'}")
        for at, day, verb, name in rows
    ]


def _can_be_reached(world: World) -> Bools:
    """Active people, but for those who want neither calls nor mail."""
    contacts = world.frames["Contacts"]
    active = np.isin(texts(contacts, "Status"), ["", "Active"])
    nothing = world.get(may_not_be_called) & contacts["Do not email"].to_numpy(dtype=bool)
    reached: Bools = active & ~nothing
    return reached


def _is_written_to(world: World) -> Bools:
    """Whose cadence names channels, and none of them is a call, a visit or a meeting."""
    named = world.get(cadence_used).names_channel
    personal: Ints = np.array([CHANNELS.index(one) for one in PERSONAL_CHANNELS])
    any_at_all, any_personal = named.sum(axis=1), named[:, personal].sum(axis=1)
    only: Bools = (any_at_all > 0) & (any_personal == 0)
    return only
