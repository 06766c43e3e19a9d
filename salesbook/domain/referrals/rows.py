"""Rows of Referrals as the next planners need them: their IDs, whom the names mean, and Referred by of Contacts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.asked import has_referrals
from salesbook.domain.facts.people import People, names_of_contacts
from salesbook.domain.referring.links import referral_links
from salesbook.domain.referring.thanks import THANKS_KEY
from salesbook.domain.world import World
from salesbook.tables.arrays import Objects, positions, take, text_cells, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Change, Message, Plan, Problem, Set, Value
from salesbook.util.wiping import FORGOTTEN
from salesbook.util.wording import count, joined

REFERRAL_IDS = "REF-"
_NUMBERED = re.compile(rf"{REFERRAL_IDS}(\d+)")
_MOST_NAMED = 5


def plan_referral_rows(world: World) -> Plan:
    """Number the rows that have no ID, find the people whom somebody named there, and write their names beside their IDs.

    A From name that nobody bears, or several do, is a problem. An Introduced name that nobody bears is of somebody who is
    not in Contacts yet; that is told where they count already (see `referring.problems`).
    """
    if not has_referrals(world):
        return Plan()
    found = [_found(world, "From", "From name"), _found(world, "Introduced", "Introduced name")]
    changes = (*_numbers(world), *(change for one in found for change in one.changes))
    return Plan(changes, tuple(problem for one in found for problem in one.problems))


def plan_referred_by(world: World) -> Plan:
    """Fill blank Referred by of Contacts with whoever introduced them first; what somebody typed there stays."""
    links = world.get(referral_links)
    contacts = world.frames["Contacts"]
    at = np.flatnonzero(links.by_claim & (texts(contacts, "Referred by") == ""))
    if not len(at):
        return Plan()
    by, handles = texts(contacts, "Contact ID")[links.through[at]], contacts.index[at].tolist()
    before = [origin_of(contacts).value(one, "Referred by") for one in handles]
    names = world.get(names_of_contacts)
    pairs = [
        f"{names[one]} by {names[other]}"
        for one, other in zip(at.tolist(), links.through[at].tolist(), strict=True)
    ]
    said = f"Referred by of Contacts filled for {count(len(at), 'person', 'people')}: {joined(pairs, 3)}."
    change = Set("Contacts", handles, {"Referred by": by.tolist()}, {"Referred by": before})
    return Plan((change,), messages=(Message(said),), summary={"referred by": len(at)})


def _numbers(world: World) -> Iterator[Change]:
    """REF-1, REF-2 and so on for rows without an ID, behind the highest there ever was: of a row that was deleted, what is owed and was written stays."""
    table = world.frames["Referrals"]
    ids = texts(table, "Referral ID")
    blank = table.index[ids == ""].tolist()
    if blank:
        known = (
            found for text in (*ids.tolist(), *_ids_elsewhere(world)) if (found := _NUMBERED.fullmatch(text))
        )
        last = max((int(found[1]) for found in known), default=0)
        new: list[Value] = [f"{REFERRAL_IDS}{last + n}" for n in range(1, len(blank) + 1)]
        yield Set("Referrals", blank, {"Referral ID": new}, {"Referral ID": [None] * len(blank)})


def _ids_elsewhere(world: World) -> Iterator[str]:
    """Referral IDs of what is owed, and of letters of thanks."""
    if (owed := world.frames.get("Incentives")) is not None:
        yield from texts(owed, "Referral ID").tolist()
    if (outbox := world.frames.get("Outbox")) is not None:
        yield from (str(key).removeprefix(THANKS_KEY) for key in outbox.index)


@dataclass(frozen=True)
class _Found:
    changes: Sequence[Change]
    problems: Sequence[Problem]


def _found(world: World, key: str, beside: str) -> _Found:
    """The IDs of the names that stand in rows without one, and the names of the IDs in rows without such.

    From name is salesbook's, and follows From; an Introduced name that somebody typed stays as it is.
    """
    table, contacts = world.frames["Referrals"], world.frames["Contacts"]
    ids, names = texts(table, key), texts(table, beside)
    people = People(contacts, world.frames["Accounts"])
    found, problems = ids.copy(), []
    for row in np.flatnonzero((ids == "") & (names != "") & (names != FORGOTTEN)).tolist():
        meant = _meant(people, names[row])
        if len(meant) == 1:
            found[row] = meant[0]
        elif meant or key == "From":
            problems.append(_doubt(world, row, key, beside, meant, people.described))
    at = positions(contacts, found)
    shown = take(world.get(names_of_contacts), at)
    if key == "From":
        written = np.where(at >= 0, shown, np.where(found == "", names, ""))
    else:
        written = np.where(names == "", shown, names)
    changes = [_changed(world, key, ids, found), _changed(world, beside, names, written)]
    return _Found([change for change in changes if change], problems)


def _meant(people: People, text: str) -> list[str]:
    """Whom a name means; a firm may stand behind a comma, as in "Luis Pérez, Beta Labs"."""
    name, _, firm = text.partition(",")
    return people.meant(text) or (people.meant(name.strip(), firm.strip()) if firm.strip() else [])


def _doubt(
    world: World, row: int, key: str, beside: str, meant: Sequence[str], described: Callable[[str], str]
) -> Problem:
    table = world.frames["Referrals"]
    name = texts(table, beside)[row]
    if meant:
        which = "; ".join(map(described, meant[:_MOST_NAMED]))
        why, todo = (
            f"{len(meant)} people are called {name}",
            f"Type the Contact ID of the one you mean into {key}: {which}.",
        )
    else:
        why, todo = (
            f"The workbook has nobody called {name}",
            f"Correct the name, or type the Contact ID into {key}.",
        )
    return origin_of(table).problem(table.index[row], beside, why, todo)


def _changed(world: World, column: str, before: Objects, after: Objects) -> Set | None:
    """A change of the cells that are to be others; None without such."""
    table = world.frames["Referrals"]
    rows = (
        np.flatnonzero(before != after) if column in origin_of(table).grid.columns else np.empty(0, np.int64)
    )
    if not len(rows):
        return None
    handles = table.index[rows].tolist()
    expected = (
        {} if column == "From name" else {column: [origin_of(table).value(one, column) for one in handles]}
    )
    return Set("Referrals", handles, {column: text_cells(after[rows])}, expected)
