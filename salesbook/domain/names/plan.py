"""From the IDs of a table to the names that stand beside them, and from a name that somebody typed to its ID."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import pandas as pd

from salesbook.domain.facts.people import People, names_of_contacts
from salesbook.domain.world import World
from salesbook.schema import TABLES, Table
from salesbook.schema.beside_ids import ACCOUNT, NAME, has_names
from salesbook.tables.arrays import Bools, Objects, positions, take, text_cells, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Plan, Problem, Set
from salesbook.util.wiping import FORGOTTEN

_MOST_NAMED = 5


def plan_names(world: World) -> Plan:
    """Write Name and Account beside the IDs; and into rows without an ID the one of whom somebody named there.

    A name that nobody bears, or several do, is a problem, and stays. A row without an Account ID has the person's account.
    """
    plan = Plan()
    for table in TABLES.values():
        if has_names(table) and table.name in world.frames and len(world.frames[table.name]):
            plan += _of_table(world, table, world.frames[table.name])
    return plan


def _of_table(world: World, table: Table, frame: pd.DataFrame) -> Plan:
    contacts, accounts = world.frames["Contacts"], world.frames["Accounts"]
    person, firm, problems = _with_those_typed(world, table, frame)
    at = positions(contacts, person)
    of_person = take(texts(contacts, "Account ID"), at)
    shown_firm = of_person if firm is None else np.where(firm != "", firm, of_person)
    at_account = positions(accounts, shown_firm)
    shown = {
        ACCOUNT: _shown(table, frame, ACCOUNT, shown_firm, take(texts(accounts, "Account"), at_account), at_account)
    }  # fmt: skip
    if NAME in table.by_name:
        shown[NAME] = _shown(table, frame, NAME, person, take(world.get(names_of_contacts), at), at)
    ids = {table.of_person: person} | ({} if firm is None else {table.of_account: firm})
    changes = [_changed(frame, name, cells) for name, cells in (ids | shown).items()]
    return Plan(tuple(change for change in changes if change), tuple(problems))


def _takes_names(table: Table) -> bool:
    """Whether people write its rows, and may know a name and no ID."""
    return not table.by_name[table.of_person].ours


def _people(world: World) -> People:
    return People(world.frames["Contacts"], world.frames["Accounts"])


def _with_those_typed(
    world: World, table: Table, frame: pd.DataFrame
) -> tuple[Objects, Objects | None, list[Problem]]:
    """Contact IDs and Account IDs (None: it has none) with those of the names that were typed, and what was in doubt."""
    person = texts(frame, table.of_person)
    firm = texts(frame, table.of_account) if table.of_account else None
    if not _takes_names(table):
        return person, firm, []
    people, typed_firm = world.get(_people), texts(frame, ACCOUNT)

    @cache
    def meant(name: str, at_firm: str) -> Sequence[str]:
        return people.meant(name, at_firm) or people.meant(name)

    def whom(row: int, name: str) -> Sequence[str]:
        return meant(name, (firm[row] if firm is not None else "") or typed_firm[row])

    def which(_: int, name: str) -> Sequence[str]:
        return people.accounts_named(name)

    problems: list[Problem] = []
    if NAME in table.by_name:
        person, problems = _ids(frame, table.of_person, NAME, whom, people.described)
    if firm is not None:
        contacts = world.frames["Contacts"]
        known = take(texts(contacts, "Account ID"), positions(contacts, person)) != ""
        firm, more = _ids(frame, table.of_account, ACCOUNT, which, str, unless=known)
        problems += more
    return person, firm, problems


def _ids(
    frame: pd.DataFrame, key: str, column: str, find: Callable[[int, str], Sequence[str]],
    described: Callable[[str], str], unless: Bools | None = None,
) -> tuple[Objects, list[Problem]]:  # fmt: skip
    """The IDs of a column, with those of the names that were typed where there are none, and what was in doubt.

    `find`: whom a name means in a row. `unless`: rows where the name is no typed one.
    """
    ids, names = texts(frame, key), texts(frame, column)
    typed = (ids == "") & (names != "") & (names != FORGOTTEN)
    rows = np.flatnonzero(typed if unless is None else typed & ~unless).tolist()
    if not rows:
        return ids, []
    ids, problems = ids.copy(), []
    for row in rows:
        found = find(row, names[row])
        if len(found) == 1:
            ids[row] = found[0]
            continue
        which = "; ".join(map(described, found[:_MOST_NAMED]))
        why, todo = _doubt(names[row], column, key, len(found), which)
        problems.append(origin_of(frame).problem(frame.index[row], column, why, todo))
    return ids, problems


def _doubt(name: str, column: str, key: str, number: int, which: str) -> tuple[str, str]:
    """Why a name tells no ID, and what to do."""
    one, several = ("person", "people") if column == NAME else ("organisation", "organisations")
    if number:
        return f"{number} {several} are called {name}", f"Type the {key} of the one you mean: {which}."
    return f"The workbook has no {one} called {name}", f"Correct the name, or type the {key}."


def _shown(
    table: Table, frame: pd.DataFrame, column: str, ids: Objects, names: Objects, at: np.ndarray
) -> Objects:
    """The names of the IDs; where there is none, what stands there.

    Beside an ID that leads nowhere a row of people's has no name; in rows that salesbook makes the name of then stays.
    """
    stays = ids == "" if _takes_names(table) else at < 0
    shown: Objects = np.where(stays, texts(frame, column), names)
    return shown


def _changed(frame: pd.DataFrame, column: str, cells: Objects) -> Set | None:
    """A change of the cells that are to be others; None without such."""
    grid = origin_of(frame).grid
    rows = np.flatnonzero(texts(frame, column) != cells) if column in grid.columns else ()
    if not len(rows):
        return None
    handles, values = frame.index[rows].tolist(), text_cells(cells[rows])
    expected = {} if TABLES[grid.name].by_name[column].ours else {
        column: [origin_of(frame).value(one, column) for one in handles]
    }  # fmt: skip
    return Set(grid.name, handles, {column: values}, expected)
