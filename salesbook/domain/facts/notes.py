"""What the front line heard, by row of FrontLine: at whom, when, and what came after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.merged import became
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.person_at import first_people
from salesbook.domain.facts.talks import talk_rows
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema.closed_lists import NOTED_COMPLAINT, RISK
from salesbook.tables.arrays import Bools, Ints, Objects, dates, days_of, positions, take, texts

_NOT_YET = 73_050  # a day two centuries after 1970


@dataclass(frozen=True)
class FrontLineNotes:
    """By row of FrontLine. `contact`: of whom it was heard; where it names an account alone who decides there, else the first by ID; -1 without one.

    `account`: position in Accounts, -1 without one. `day`: when it was heard, today where that is blank. `closed`: when it was
    settled, long after today where it is not.
    """

    contact: Ints
    account: Ints
    day: Ints
    closed: Ints
    type: Objects


def has_notes(world: World) -> bool:
    """Whether the book has a front line."""
    return "FrontLine" in world.frames and "FrontLine" not in world.absent


def front_line_notes(world: World) -> FrontLineNotes:
    """Nothing where the book has no front line."""
    if not has_notes(world):
        none = np.zeros(0, dtype=np.int64)
        return FrontLineNotes(none, none, none, none, np.zeros(0, dtype=object))
    table = world.frames["FrontLine"]
    named = positions(world.frames["Contacts"], texts(table, "Contact ID"))
    named = np.append(world.get(became), -1)[named]
    at = positions(world.frames["Accounts"], texts(table, "Account ID"))
    account = np.where(at >= 0, at, np.append(world.get(accounts_of), -1)[named])
    contact = np.where(named >= 0, named, np.append(world.get(first_people), -1)[account])
    when, closed = dates(table, "When"), dates(table, "Closed on")
    day = np.where(np.isnat(when), world.day, np.minimum(days_of(when), world.day))
    settled = np.where(np.isnat(closed), _NOT_YET, days_of(closed))
    return FrontLineNotes(contact, account, day, settled, texts(table, "Type"))


def noted_complaints(world: World) -> Bools:
    """Rows of FrontLine that are complaints."""
    complaints: Bools = world.get(front_line_notes).type == NOTED_COMPLAINT
    return complaints


def talked_after(world: World) -> Ints:
    """For each note the place in `touch_table` of the next talk with anybody at the customer; -1 without one.

    Days alone are compared, for most calls are logged without a time: of the day of the note itself only a talk with the topic Risk counts.
    """
    talks = world.get(talk_rows)
    later = first_at_firm(world, talks, world.get(front_line_notes).day + 1)
    about = first_at_firm(world, talks & with_subject(world, talks, RISK), world.get(front_line_notes).day)
    return _earlier(world, about, later)


def open_risks(world: World) -> Ints:
    """By contact the row of FrontLine of the risk that is open and was heard of them, the oldest; -1 without one."""
    notes = world.get(front_line_notes)
    is_open = (notes.type == RISK) & (notes.closed > world.day)
    if not is_open.any():
        return np.full(len(world.frames["Contacts"]), -1)
    return oldest_by_contact(world, is_open & (world.get(talked_after) < 0))


def oldest_by_contact(world: World, which: Bools) -> Ints:
    """By contact the oldest of these rows of FrontLine; -1 without one."""
    notes = world.get(front_line_notes)
    rows = np.flatnonzero(which & (notes.contact >= 0))
    rows = rows[np.argsort(notes.day[rows], kind="stable")][::-1]
    found = np.full(len(world.frames["Contacts"]), -1)
    found[notes.contact[rows]] = rows
    return found


def first_at_firm(world: World, which: Bools, since: Ints) -> Ints:
    """For each note the first of these rows of `touch_table` at its customer from its day in `since` on; -1 without one."""
    notes, touches = world.get(front_line_notes), world.get(touch_table)
    customer = world.get(order_days).of_contact
    place = np.flatnonzero(which)
    firm, day = customer[touches["contact"].to_numpy()[place]], touches["day"].to_numpy()[place]
    order = np.lexsort((day, firm))
    place, key = place[order], _key(firm[order], day[order])
    theirs = np.append(customer, -1)[notes.contact]
    at = np.searchsorted(key, _key(theirs, since), side="left")
    inside = (at < len(key)) & (theirs >= 0)
    there = np.append(key, -1)[np.where(inside, at, len(key))] < _key(
        theirs + 1, np.zeros_like(theirs) - _NOT_YET
    )
    return np.where(inside & there, np.append(place, -1)[np.where(inside, at, len(key))], -1)


def with_subject(world: World, which: Bools, topic: str) -> Bools:
    """Those of these rows of `touch_table` that are about a topic."""
    touches, rows = world.get(touch_table), np.flatnonzero(which)
    subjects = take(texts(world.frames["Activities"], "Subject"), touches["activity"].to_numpy()[rows])
    found = np.zeros(len(which), dtype=bool)
    found[rows] = subjects == topic
    return found


def _key(customer: Ints, day: Ints) -> Ints:
    key: Ints = customer * 400_000 + day + 150_000  # days of a millennium
    return key


def _earlier(world: World, one: Ints, other: Ints) -> Ints:
    day = np.append(world.get(touch_table)["day"].to_numpy(), _NOT_YET)
    return np.where(day[one] <= day[other], one, other)
