"""From talks to Front line: what was typed into Heard becomes a note, and a complaint that was solved is closed there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from salesbook.domain.call_log.talk import LoggedTalk
from salesbook.domain.facts.notes import front_line_notes, has_notes, noted_complaints
from salesbook.domain.facts.orders import order_days
from salesbook.domain.world import World
from salesbook.schema import COMPLAINT_SOLVED
from salesbook.tables.arrays import day_number, positions, texts
from salesbook.tables.plan import Append, Change, Set, Value
from salesbook.tables.rows import row_of
from salesbook.util.wording import count


def note_changes(world: World, talks: Mapping[str, LoggedTalk]) -> Iterator[Change]:
    """`talks`: by the Activity ID that each gets; the note has an ID made from it, so each is made once. Nothing without a front line."""
    if not has_notes(world):
        return
    notes = [_note(world, activity, talk) for activity, talk in talks.items() if talk.heard]
    new = [note for note in notes if note["Note ID"] not in world.frames["FrontLine"].index]
    if new:
        yield Append("FrontLine", new)
    yield from _closed(world, talks)


def notes_told(world: World, talks: Mapping[str, LoggedTalk]) -> Iterator[str]:
    """What became of Heard, and of complaints."""
    changes = list(note_changes(world, talks))
    if made := sum(len(one.rows) for one in changes if isinstance(one, Append)):
        yield f"{count(made, 'line')} of Heard became {count(made, 'note')} on Front line: type what {'it is' if made == 1 else 'each is'} into Type there."
    if closed := sum(len(one.handles) for one in changes if isinstance(one, Set)):
        yield f"{count(closed, 'complaint')} on Front line closed."


def _note(world: World, activity: str, talk: LoggedTalk) -> dict[str, Value]:
    account = row_of(world.frames["Contacts"], talk.contact, ("Account ID",))["Account ID"]
    cells: dict[str, Value] = {
        "Note ID": f"N-{activity}",
        "When": talk.day,
        "By": talk.by,
        "Account ID": account,
        "Contact ID": talk.contact,
        "Heard": talk.heard,
    }
    return {name: value for name, value in cells.items() if value != ""}


def _closed(world: World, talks: Mapping[str, LoggedTalk]) -> Iterator[Change]:
    """Closed on of complaints at the customer of whoever says that it is solved, heard up to that day."""
    solved = sorted(
        (talk for talk in talks.values() if talk.outcome == COMPLAINT_SOLVED), key=lambda talk: talk.day
    )
    table, notes = world.frames["FrontLine"], world.get(front_line_notes)
    customer = np.append(world.get(order_days).of_contact, -1)
    days: dict[str, date] = {}
    for talk in solved:
        at = positions(world.frames["Contacts"], np.array([talk.contact], dtype=object))
        theirs = (notes.contact >= 0) & (customer[notes.contact] == customer[at][0])
        theirs &= (
            noted_complaints(world)
            & (texts(table, "Note ID") != "")
            & np.isnat(table["Closed on"].to_numpy())
        )
        for handle in table.index[theirs & (notes.day <= day_number(talk.day))].tolist():
            days.setdefault(handle, talk.day)
    if days:
        yield Set(
            "FrontLine", list(days), {"Closed on": list(days.values())}, {"Closed on": [None] * len(days)}
        )
