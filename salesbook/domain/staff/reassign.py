"""`reassign`: what a colleague keeps goes to another one, or each row to whom its New owner names.

What was done stays theirs: activities, letters, deals that are won or lost. What is still to be done goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from salesbook.domain.facts.active_reps import active_rep, active_reps
from salesbook.domain.facts.call_rows import as_written
from salesbook.domain.facts.closing_up import closed_up
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.arrays import Bools, dates, take, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Change, Handle, Message, Plan, Problem, Set, Value
from salesbook.tables.rep_names import Reps
from salesbook.util.wording import cited, count, joined, sum_of

_KEPT = {"Accounts": ("account", "accounts"), "Contacts": ("person", "people")}
NEW_OWNER = "New owner"


@dataclass
class _Handed:
    """What goes to others: changes, how many of what, and what could not be read."""

    changes: list[Change] = field(default_factory=list)
    number: Counter[str] = field(default_factory=Counter)
    takers: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def count(self, number: int, one: str, many: str) -> None:
        """So many of these went to others."""
        if number:
            self.number[one if number == 1 else many] = number

    def put(self, world: World, table: str, rows: Bools, column: str, new: Iterable[Value]) -> int:
        """Write new values into a column of people's; a cell that was changed meanwhile stays. Returns how many."""
        frame = world.frames[table]
        handles: list[Handle] = frame.index[np.flatnonzero(rows)].tolist()
        if handles:
            source = origin_of(frame)
            found = [source.value(handle, column) for handle in handles]
            self.changes.append(Set(table, handles, {column: list(new)}, {column: found}))
        return len(handles)


def plan_reassign(world: World, leaver: str, taker: str) -> Plan:
    """All that `leaver` keeps goes to `taker`, but for rows whose New owner names somebody else; then `leaver` rests.

    Raises BadInput where nobody is called `leaver`, or `taker` is no other active rep.
    """
    leaver, taker = _known(world, leaver), active_rep(world, taker)
    if leaver == taker:
        raise BadInput(f"{taker} keeps that already.", "Name two different people.")
    handed = _Handed()
    for table in _KEPT:
        owner = texts(world.frames[table], "Owner")
        _give(world, handed, table, owner == leaver, taker)
    _deals(world, handed, leaver, taker)
    _stand_ins(world, handed, leaver, taker)
    _settings(world, handed, leaver, taker)
    _rests(world, handed, leaver)
    parts = [(number, what) for what, number in handed.number.items()]
    to = joined(sorted(handed.takers | {taker}))
    told = sum_of((handed.number.total(), f"of {leaver} handed to {to}"), *parts)
    said = [f"{told}." if parts else f"{leaver} keeps nothing that could be handed over."]
    said += [*_with_accounts(world, leaver), *_calls(world, handed, leaver), *_letters(world, leaver)]
    said.append(f"{leaver} is not active on Team any more; past activities and closed deals stay theirs.")
    return Plan(
        tuple(handed.changes), tuple(handed.problems), tuple(map(Message, said)),
        {"from": leaver, "to": taker, "handed": dict(handed.number)},
    )  # fmt: skip


def plan_new_owners(world: World) -> Plan:
    """Each contact and account goes to whom its New owner names, and that cell is emptied."""
    handed = _Handed()
    for table in _KEPT:
        _give(world, handed, table, texts(world.frames[table], NEW_OWNER) != "", "")
    parts = [(number, what) for what, number in handed.number.items()]
    if parts:
        said = f"{sum_of((handed.number.total(), 'handed over'), *parts)}."
    else:
        said = (
            "Nobody has a New owner: fill it in on Contacts or Accounts, or name two people: --from and --to."
        )
    return Plan(
        tuple(handed.changes), tuple(handed.problems), (Message(said),), {"handed": dict(handed.number)}
    )


def _known(world: World, text: str) -> str:
    """Who is meant: a rep of Team, active or not, or somebody whom only Owner columns name. Raises BadInput."""
    found = Reps.of_team(world.frames["Team"]).meant(text.strip())
    named = {owner for table in _KEPT for owner in texts(world.frames[table], "Owner").tolist()}
    if not found or (found not in world.frames["Team"].index and found not in named):
        reps = joined([str(rep) for rep in world.frames["Team"].index])
        raise BadInput(
            f"Nobody on Team is called {cited(text)}, and nothing is theirs.", f"Team has {reps or 'nobody'}."
        )
    return found


def _give(world: World, handed: _Handed, table: str, rows: Bools, taker: str) -> None:
    """Owner of these rows becomes whom New owner names, else `taker`; a New owner who makes no calls is a problem, and the row stays."""
    frame = world.frames[table]
    wished, active = texts(frame, NEW_OWNER), set(active_reps(world))
    good = np.array([name in active or not name for name in wished.tolist()], dtype=bool)
    for handle, name in zip(frame.index[rows & ~good], wished[rows & ~good], strict=True):
        why = f"{name} is no active rep of Team"
        handed.problems.append(
            origin_of(frame).problem(
                handle, NEW_OWNER, why, "Choose another one; the owner stays until then."
            )
        )
    rows = rows & good
    new = np.where(wished == "", taker, wished)[rows].tolist()
    handed.count(handed.put(world, table, rows, "Owner", new), *_KEPT[table])
    handed.takers |= set(new)
    rows &= wished != ""
    handed.put(world, table, rows, NEW_OWNER, [None] * int(rows.sum()))


def _deals(world: World, handed: _Handed, leaver: str, taker: str) -> None:
    deals = world.frames["Opportunities"]
    is_open = np.isin(texts(deals, "Result"), ["", "Open"])
    rows = (texts(deals, "Owner") == leaver) & is_open
    number = handed.put(world, "Opportunities", rows, "Owner", [taker] * int(rows.sum()))
    handed.count(number, "open deal", "open deals")


def _stand_ins(world: World, handed: _Handed, leaver: str, taker: str) -> None:
    """Absences that are not over, and duties; nobody stands in for themselves."""
    absences, duties = world.frames["Absences"], world.frames["Duties"]
    last, own = dates(absences, "To"), texts(absences, "Rep") == taker
    rows = texts(absences, "Stand-in") == leaver
    rows &= np.isnat(last) | (last >= np.datetime64(world.today))
    number = handed.put(world, "Absences", rows, "Stand-in", [None if mine else taker for mine in own[rows]])
    why = f"{taker} cannot stand in for themselves, and {leaver} left"
    todo = "Name somebody else; until then nobody makes these calls."
    handed.problems += [
        origin_of(absences).problem(handle, "Stand-in", why, todo) for handle in absences.index[rows & own]
    ]
    rows = texts(duties, "Stand-in") == leaver
    number += handed.put(world, "Duties", rows, "Stand-in", [taker] * int(rows.sum()))
    handed.count(number, "stand-in", "stand-ins")


def _settings(world: World, handed: _Handed, leaver: str, taker: str) -> None:
    """Who gets what nobody owns, and whose the old complaints are."""
    for name in ("Default owner", "Manager"):
        if str(world.settings[name]) == leaver:
            rows = world.frames["Settings"].index.to_numpy() == name
            handed.number[name.lower()] = handed.put(world, "Settings", rows, "Value", [taker])


def _rests(world: World, handed: _Handed, leaver: str) -> None:
    team = world.frames["Team"]
    handed.put(world, "Team", (team.index == leaver) & team["Active"].to_numpy(dtype=bool), "Active", ["No"])


def _with_accounts(world: World, leaver: str) -> Iterator[str]:
    """People without an owner of their own go with their account."""
    account_owner = take(texts(world.frames["Accounts"], "Owner"), world.get(accounts_of))
    number = int(((texts(world.frames["Contacts"], "Owner") == "") & (account_owner == leaver)).sum())
    if number:
        yield f"{count(number, 'person goes', 'people go')} with their accounts."


def _calls(world: World, handed: _Handed, leaver: str) -> Iterator[str]:
    """Lines that nobody touched leave; those with something in them are theirs to finish."""
    calls = world.frames["Calls"]
    mine, untouched = texts(calls, "Rep") == leaver, as_written(calls)
    gone = calls.index[mine & untouched].tolist()
    if gone:
        handed.changes.append(closed_up(calls, gone))
        yield f"{count(len(gone), 'untouched line leaves', 'untouched lines leave')} Calls: Today lists these people anew."
    if stay := int((mine & ~untouched).sum()):
        yield f"{count(stay, 'line that is begun stays', 'lines that are begun stay')} {leaver}'s on Calls: Log calls, or delete."


def _letters(world: World, leaver: str) -> Iterator[str]:
    mailings = world.frames["Mailings"]
    waiting = (texts(mailings, "Author") == leaver) & ~np.isin(texts(mailings, "Status"), ["Sent", "Done"])
    if number := int(waiting.sum()):
        names = joined([str(one) for one in mailings.index[waiting]])
        yield f"{count(number, 'mailing is', 'mailings are')} not sent yet and {leaver}'s: change Author of {names}."
