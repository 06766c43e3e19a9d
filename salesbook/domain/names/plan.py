"""From the IDs of a table to the names that stand beside them, and from a name that somebody typed to its ID."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from salesbook.domain.facts.people import People, full_names
from salesbook.domain.world import World
from salesbook.schema import TABLES, Table
from salesbook.tables.arrays import Objects, positions, take, text_cells, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Plan, Problem, Set
from salesbook.util.wiping import FORGOTTEN

NAME, ACCOUNT = "Name", "Account"
# Tables in whose rows salesbook writes the names of the person and of the organisation.
NAMED_TABLES = tuple(
    table for table in TABLES.values() if table.is_record and {NAME, ACCOUNT} <= table.by_name.keys()
)
_MOST_NAMED = 5


def plan_names(world: World) -> Plan:
    """Write Name and Account beside the IDs; and into rows without an ID the one of whom somebody named there.

    A name that nobody bears, or several do, is a problem, and stays. A row without an Account ID has the person's account.
    """
    plan = Plan()
    for table in NAMED_TABLES:
        if table.name in world.frames and len(world.frames[table.name]):
            plan += _of_table(world, table, world.frames[table.name])
    return plan


def _of_table(world: World, table: Table, frame: pd.DataFrame) -> Plan:
    contacts, accounts = world.frames["Contacts"], world.frames["Accounts"]
    people = People(contacts, accounts)
    at_firm = _first(texts(frame, table.of_account), texts(frame, ACCOUNT))

    def meant(row: int, name: str) -> Sequence[str]:
        return people.meant(name, at_firm[row]) or people.meant(name)

    def firms(_: int, name: str) -> Sequence[str]:
        return people.accounts_named(name)

    person, doubts = _ids(frame, table.of_person, NAME, meant, people.described)
    at = positions(contacts, person)
    of_person = take(texts(contacts, "Account ID"), at)
    account, more = _ids(frame, table.of_account, ACCOUNT, firms, str, unless=of_person)
    at_account = positions(accounts, _first(account, of_person))
    shown = {
        NAME: _shown(frame, NAME, person, take(full_names(contacts).to_numpy(dtype=object), at)),
        ACCOUNT: _shown(frame, ACCOUNT, _first(account, of_person), take(texts(accounts, "Account"), at_account)),
    }  # fmt: skip
    ids = {table.of_person: person, table.of_account: account}
    changes = [_changed(frame, name, cells) for name, cells in (ids | shown).items()]
    return Plan(tuple(change for change in changes if change), (*doubts, *more))


def _ids(
    frame: pd.DataFrame, key: str, column: str, find: Callable[[int, str], Sequence[str]],
    described: Callable[[str], str], unless: Iterable[str] = (),
) -> tuple[Objects, list[Problem]]:  # fmt: skip
    """The IDs of a column, with those of the names that were typed where there are none, and what was in doubt.

    `find`: whom a name means in a row. `unless`: by row, another ID that makes the name no typed one.
    """
    ids, names = texts(frame, key).copy(), texts(frame, column)
    other = list(unless) or [""] * len(frame)
    problems = []
    for row, name in enumerate(names):
        if ids[row] or other[row] or name in {"", FORGOTTEN}:
            continue
        found = find(row, name)
        if len(found) == 1:
            ids[row] = found[0]
            continue
        which = "; ".join(map(described, found[:_MOST_NAMED]))
        why, todo = _doubt(name, column, key, len(found), which)
        problems.append(origin_of(frame).problem(frame.index[row], column, why, todo))
    return ids, problems


def _doubt(name: str, column: str, key: str, number: int, which: str) -> tuple[str, str]:
    """Why a name tells no ID, and what to do."""
    one, several = ("person", "people") if column == NAME else ("organisation", "organisations")
    if number:
        return f"{number} {several} are called {name}", f"Type the {key} of the one you mean: {which}."
    return f"The workbook has no {one} called {name}", f"Correct the name, or type the {key}."


def _first(ids: Objects, others: Objects) -> Objects:
    both: Objects = ids.copy()
    both[ids == ""] = others[ids == ""]
    return both


def _shown(frame: pd.DataFrame, column: str, ids: Objects, names: Objects) -> Objects:
    """The names of the IDs; where there is none, what stands there."""
    cells: Objects = names.copy()
    cells[ids == ""] = texts(frame, column)[ids == ""]
    return cells


def _changed(frame: pd.DataFrame, column: str, cells: Objects) -> Set | None:
    """A change of the cells that are to be others; None without such."""
    known = column in origin_of(frame).grid.columns
    pairs = zip(texts(frame, column), cells, strict=True)
    rows = [row for row, (old, new) in enumerate(pairs) if known and old != new]
    if not rows:
        return None
    table, handles = origin_of(frame).grid.name, [frame.index[row] for row in rows]
    values, before = text_cells(cells[rows]), [origin_of(frame).value(one, column) for one in handles]
    expected = {} if TABLES[table].by_name[column].ours else {column: before}
    return Set(table, handles, {column: values}, expected)
