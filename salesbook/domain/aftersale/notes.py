"""How far each note of the front line is: what it asks for, who talked about it since, and the opportunity that it became."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.aftersale.since import events_since
from salesbook.domain.facts.notes import first_at_firm, front_line_notes, talked_after, with_subject
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema.closed_lists import CHANGE_OF_PEOPLE, COMPETITOR_SEEN, COMPLIMENT, LEAD, NEED
from salesbook.tables.arrays import Bools, Ints, Objects, texts

FROM_FRONT_LINE = "Front line"  # Source of an opportunity
LEAD_TOPIC, DATA_TOPIC, ASK_TOPIC = (
    "Open opportunity",
    "Data",
    "Referral ask",
)  # of the calls that notes ask for
_BOOKED = "Meeting booked"
_QUALIFIES_FOR = 180  # days: a meeting booked later has another occasion


@dataclass(frozen=True)
class NoteProgress:
    """By row of FrontLine, with -1 for none.

    `counts`: it is complete, and heard since the part counts, so something is made of it. `talked`: place in `touch_table` of the talk that
    dealt with it; `met`: that of the meeting booked after a lead. `opportunity`: row of Opportunities.
    """

    counts: Bools
    talked: Ints
    met: Ints
    opportunity: Ints


def note_progress(world: World) -> NoteProgress:
    """Everything but the columns that salesbook writes decides it."""
    notes = world.get(front_line_notes)
    counts = world.get(complete_notes) & (notes.day >= world.get(events_since))
    leads = np.isin(notes.type, [LEAD, NEED])
    opportunity = _opportunities(world)
    met = np.where(leads & (opportunity < 0), _met(world, leads & counts & (opportunity < 0)), -1)
    return NoteProgress(counts, _dealt_with(world), met, opportunity)


def complete_notes(world: World) -> Bools:
    """Rows that say who heard what, and at an account or of a person that the book knows."""
    table, notes = world.frames["FrontLine"], world.get(front_line_notes)
    known = np.isin(texts(table, "By"), texts(world.frames["Team"], "Rep")) & (texts(table, "Heard") != "")
    complete: Bools = known & ((notes.account >= 0) | (notes.contact >= 0))
    return complete


def leads_to_call(world: World) -> Bools:
    """Leads and needs about which nobody has talked with them yet, and that are no opportunity."""
    return _waiting(world, (LEAD, NEED)) & (world.get(note_progress).opportunity < 0)


def changes_to_check(world: World) -> Bools:
    """Changes of people after which nobody has asked."""
    return _waiting(world, (CHANGE_OF_PEOPLE,))


def compliments(world: World) -> Bools:
    """Rows of people who were glad, and were not asked since whom they know."""
    return _waiting(world, (COMPLIMENT,))


def competitors_seen(world: World) -> Bools:
    """Rows of FrontLine that tell of a competitor: something to talk about."""
    seen: Bools = world.get(front_line_notes).type == COMPETITOR_SEEN
    return seen


def _waiting(world: World, types: tuple[str, ...]) -> Bools:
    progress, notes = world.get(note_progress), world.get(front_line_notes)
    waits: Bools = (
        np.isin(notes.type, types) & progress.counts & (progress.talked < 0) & (notes.closed > world.day)
    )
    return waits


def _dealt_with(world: World) -> Ints:
    """The next talk at the customer on a later day, or on that day with the topic of the note; of a compliment the next time they were asked."""
    notes, touches = world.get(front_line_notes), world.get(touch_table)
    found = world.get(talked_after)
    day = np.append(touches["day"].to_numpy(), np.iinfo(np.int64).max)
    reached = (touches["points"].to_numpy() > 0) & ~touches["inbound"].to_numpy()
    for topic, types in (
        (LEAD_TOPIC, (LEAD, NEED)),
        (DATA_TOPIC, (CHANGE_OF_PEOPLE,)),
        (ASK_TOPIC, (COMPLIMENT,)),
    ):
        mine = np.isin(notes.type, types)
        if mine.any():
            about = first_at_firm(world, reached & with_subject(world, reached, topic), notes.day)
            found = np.where(mine & ((day[about] < day[found]) | (topic == ASK_TOPIC)), about, found)
    return found


def _opportunities(world: World) -> Ints:
    """Row of Opportunities whose Source ID is the note; -1 without one."""
    deals = world.frames["Opportunities"]
    rows = np.flatnonzero((texts(deals, "Source") == FROM_FRONT_LINE) & (texts(deals, "Source ID") != ""))[
        ::-1
    ]
    of_note = dict(zip(texts(deals, "Source ID")[rows].tolist(), rows.tolist(), strict=True))
    ids: Objects = texts(world.frames["FrontLine"], "Note ID")
    return np.array([of_note.get(key, -1) for key in ids.tolist()], dtype=np.int64)


def _met(world: World, which: Bools) -> Ints:
    """For each of these notes the first meeting booked at the customer later, or that day about it. A meeting makes one opportunity: of the oldest note."""
    notes, touches = world.get(front_line_notes), world.get(touch_table)
    met = np.full(len(which), -1)
    booked = (touches["outcome"] == _BOOKED).to_numpy() & ~touches["inbound"].to_numpy()
    if not which.any() or not booked.any():
        return met
    later = first_at_firm(world, booked, notes.day + 1)
    about = first_at_firm(world, booked & with_subject(world, booked, LEAD_TOPIC), notes.day)
    day = np.append(touches["day"].to_numpy(), np.iinfo(np.int64).max)
    first = np.where(day[about] <= day[later], about, later)
    rows = np.flatnonzero(which & (first >= 0))
    taken: set[int] = set()
    for row in rows[np.argsort(notes.day[rows], kind="stable")].tolist():
        place = int(first[row])
        if place not in taken and day[place] - notes.day[row] <= _QUALIFIES_FOR:
            taken.add(place)
            met[row] = place
    return met
