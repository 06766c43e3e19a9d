"""What happens next at each account: the earliest of its lines on Calls, handoffs, follow-ups and due dates, else that a person is to be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.aftersale.accounts import counted_account
from salesbook.domain.aftersale.follow_ups import FollowUp, follow_up_rules, pending_follow_ups
from salesbook.domain.facts.active_people import is_active
from salesbook.domain.facts.active_reps import active_reps
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.handoffs import handoffs_of, settled_by
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
    day_of_number,
    days_of,
    positions,
    take,
    texts,
)
from salesbook.util.day_words import since, to_come

_DOES = {"Call": "calls", "Visit": "visits", "Meeting": "meets"}
_LINE, _HANDOFF, _FOLLOW_UP, _DUE = range(4)  # of equal days the first counts


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
    steps = [*_of_lines(world, lines), *_of_handoffs(world), *_of_follow_ups(world), *_of_due_dates(world)]
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
    """Those that are not done: they are completed, accepted, and then somebody talks for the first time; the manager settles what is late."""
    active = set(active_reps(world))
    for one in world.get(handoffs_of):
        if one.account < 0 or not (one.is_open or one.is_accepted) or one.done is not None:
            continue
        day = world.day if one.by is None else one.by
        manager = settled_by(world, one)
        if manager and manager != one.taker:
            text = f"{manager} settles who takes over"
        elif one.taker not in active:
            text = "name who takes over"
        elif one.is_accepted:
            text = f"{one.taker} talks to them"
        elif one.sent_back:
            text = f"{one.seller} completes the handoff"
        else:
            text = f"{one.taker} takes over"
        yield _Step(one.account, day, _HANDOFF, f"{_when(world, day)}: {text}")


def _of_follow_ups(world: World) -> list[_Step]:
    """Of each account the follow-up that comes first."""
    found, account, names = (
        world.get(pending_follow_ups),
        world.get(counted_account),
        world.get(names_of_contacts),
    )
    firm, rules = account[found.contact], world.get(follow_up_rules)
    at = np.flatnonzero(firm >= 0)
    at = at[np.lexsort((found.due[at], firm[at]))]
    first = at[np.append(True, np.diff(firm[at]) != 0)] if len(at) else at
    return [
        _Step(
            int(firm[one]), int(found.due[one]), _FOLLOW_UP,
            f"{_when(world, int(found.due[one]))}: {_way(rules[int(found.rule[one])])} {names[found.contact[one]] or 'somebody there'}",
        )
        for one in first.tolist()
    ]  # fmt: skip


def _way(rule: FollowUp) -> str:
    if rule.is_letter:
        return "write to"
    return {"Visit": "visit", "Meeting": "meet"}.get(rule.channel, "call")


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
    no_mail = world.frames["Contacts"]["Do not email"].to_numpy(dtype=bool)
    reached: Bools = world.get(is_active) & ~(world.get(may_not_be_called) & no_mail)
    return reached


def _is_written_to(world: World) -> Bools:
    """Whose cadence names channels, and none of them is a call, a visit or a meeting."""
    named = world.get(cadence_used).names_channel
    personal: Ints = np.array([CHANNELS.index(one) for one in PERSONAL_CHANNELS])
    any_at_all, any_personal = named.sum(axis=1), named[:, personal].sum(axis=1)
    only: Bools = (any_at_all > 0) & (any_personal == 0)
    return only
