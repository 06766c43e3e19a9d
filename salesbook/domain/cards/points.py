"""Open points of a card: what is promised, late, under way, wrong or missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.facts.complaints import complaints_of
from salesbook.domain.world import World
from salesbook.tables.arrays import dates, numbers, texts
from salesbook.tables.rows import cell, place_of_handle
from salesbook.util.wording import amount, count, joined, on, quoted, shortened

if TYPE_CHECKING:
    from salesbook.domain.cards.find import Subject
    from salesbook.domain.cards.past import Buying
    from salesbook.domain.cards.people import CardPerson

_FEW = 2


@dataclass(frozen=True)
class Point:
    """One open point; `kind` in a word or two, such as Complaint, Agreed, Overdue, Reorder, Opportunity, Problem or Missing."""

    kind: str
    text: str


def open_points(world: World, subject: Subject, people: Sequence[CardPerson], bought: Buying) -> list[Point]:
    """All open points, the most pressing first."""
    return [
        *complaint_points(world, people), *agreed_points(world, people), *_overdue(people), *_reorder(bought), *_opportunities(world, subject, people),
        *_problems(world, subject, people), *_missing(subject, people),
    ]  # fmt: skip


def complaint_points(world: World, people: Sequence[CardPerson]) -> Iterator[Point]:
    """Those that are open, the oldest first: calls there begin with them, and nobody there is asked for anything."""
    all_ = world.get(complaints_of)
    found = [(one, int(all_.own[place_of_handle(world.frames["Contacts"], one.contact)])) for one in people]
    for one, place in sorted((pair for pair in found if pair[1] >= 0), key=lambda pair: pair[1]):
        row, day = int(all_.activity[place]), int(all_.day[place])
        if row >= 0:
            words, notes = (texts(world.frames["Activities"], name)[row] for name in ("Their words", "Notes"))
        else:
            words, notes = "", texts(world.frames["FrontLine"], "Heard")[int(all_.note[place])]
        more = quoted(words) if words else shortened(" ".join(notes.split()))
        since = np.datetime64(day, "D").item()
        yield Point("Complaint", f"{one.name}, open since {on(since)}{f': {more}' if more else ''}")


def agreed_points(world: World, people: Sequence[CardPerson]) -> Iterator[Point]:
    """The talks that were agreed on for a day."""
    for one in people:
        if one.promised and one.due:
            day = cell(world.frames["Contacts"], one.contact, "Next date").date()
            late = f", {count((world.today - day).days, 'day')} ago" if day < world.today else ""
            yield Point("Agreed", f"Talk with {one.name} on {on(day)}{late}")


def _overdue(people: Sequence[CardPerson]) -> Iterator[Point]:
    late = sorted((one for one in people if one.late and not one.promised), key=lambda one: -one.late)
    told = [f"{one.name} by {count(one.late, 'day')}" for one in late[:_FEW]]
    if len(late) > _FEW:
        told = [f"{len(late)} people, the longest {told[0]}"]
    if told:
        yield Point("Overdue", joined(told))


def _reorder(bought: Buying) -> Iterator[Point]:
    if bought.gap and bought.since and bought.since > bought.gap:
        yield Point("Reorder", f"No order for {count(bought.since, 'day')}, usually every {bought.gap:,}")


def deals_of_card(world: World, subject: Subject, people: Sequence[CardPerson]) -> list[int]:
    """Rows of Opportunities that are open at the account, or with the person."""
    table = world.frames["Opportunities"]
    result, who = texts(table, "Result"), texts(table, "Contact ID")
    theirs = np.isin(who, [one.contact for one in people])
    if subject.account:
        theirs = (texts(table, "Account ID") == subject.account) | (
            theirs & (texts(table, "Account ID") == "")
        )
    found: list[int] = np.flatnonzero(theirs & ((result == "Open") | (result == ""))).tolist()
    return found


def title_of_deal(world: World, row: int) -> str:
    """What a deal is called."""
    table = world.frames["Opportunities"]
    return texts(table, "Title")[row] or texts(table, "Opportunity ID")[row] or "Untitled"


def _opportunities(world: World, subject: Subject, people: Sequence[CardPerson]) -> Iterator[Point]:
    table = world.frames["Opportunities"]
    amounts, created = numbers(table, "Amount"), dates(table, "Created")
    for at in deals_of_card(world, subject, people):
        parts = [
            texts(table, "Stage")[at],
            "" if np.isnan(amounts[at]) else amount(amounts[at]),
            "" if np.isnat(created[at]) else f"since {on(created[at].item())}",
            texts(table, "Owner")[at],
        ]
        yield Point("Opportunity", ", ".join([title_of_deal(world, at), *filter(None, parts)]))


def _problems(world: World, subject: Subject, people: Sequence[CardPerson]) -> Iterator[Point]:
    table = world.frames["Problems"]
    here = {("Accounts", subject.account), *(("Contacts", one.contact) for one in people)}
    for name, key, where, why in zip(
        *(texts(table, header) for header in ("Table", "Key", "Cell", "Problem")), strict=True
    ):
        if key and (name, key) in here:
            yield Point("Problem", f"{why}{f' ({where})' if where else ''}")


def _missing(subject: Subject, people: Sequence[CardPerson]) -> Iterator[Point]:
    reachable = [one for one in people if one.due]
    if subject.account and not people:
        yield Point("Missing", "We know nobody there")
    elif subject.account and not any(one.decides for one in reachable):
        yield Point("Missing", "We know nobody there who decides")
    if reachable and not any(one.owner for one in reachable):
        yield Point("Missing", "An owner: nobody keeps this relationship")
    for what, lacking in (
        ("Phone number", [one.name for one in reachable if not one.phone]),
        ("Email address", [one.name for one in reachable if not one.email and not one.marks]),
        ("A first talk", [one.name for one in reachable if one.last is None]),
    ):
        if lacking:
            yield Point("Missing", f"{what}: {joined(lacking)}")
