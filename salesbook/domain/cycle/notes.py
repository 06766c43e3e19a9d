"""What comes of the notes on Front line: numbers for those without one, where each went, and the opportunities that leads became."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import numpy as np

from salesbook.domain.aftersale.notes import FROM_FRONT_LINE, note_progress
from salesbook.domain.cycle.note_states import NEEDED_OF_NOTES, NoteState, NoteStates
from salesbook.domain.facts.notes import front_line_notes
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema.closed_lists import (
    NOTE_DONE,
    NOTE_NEW,
    NOTE_ROUTED,
)
from salesbook.tables.arrays import day_of_number, take, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Append, Change, Message, Plan, Problem, Set, Value
from salesbook.util.wording import count, shortened

NOTE_IDS = "N-"
_NUMBERED = re.compile(rf"{NOTE_IDS}(\d+)")
_TITLE = 60  # characters


def plan_notes(world: World) -> Plan:
    """Note ID and When of notes that have none; State, Became and Reference of all; and an opportunity for each lead that somebody qualified.

    What is written into Note ID and When is people's: only blank cells are filled in. A note that lacks what is needed stays New.
    """
    table = world.frames["FrontLine"]
    if not len(table):
        return Plan()
    new = _new_opportunities(world)
    rows = NoteStates(world, new).all()
    changes = (*_states(world, rows), *_numbers(world), *_moments(world))
    opened = (Append("Opportunities", list(new.values())),) if new else ()
    return Plan(
        (*opened, *changes),
        tuple(_problems(world)),
        tuple(_told(rows, len(new))),
        {"front line opportunities": len(new)},
    )


def _new_opportunities(world: World) -> dict[int, dict[str, Value]]:
    """By row of FrontLine what to append to Opportunities."""
    progress, table, notes = world.get(note_progress), world.frames["FrontLine"], world.get(front_line_notes)
    contacts, accounts, ids = world.frames["Contacts"], world.frames["Accounts"], texts(table, "Note ID")
    known, touches = (
        set(texts(world.frames["Opportunities"], "Opportunity ID").tolist()),
        world.get(touch_table),
    )
    made: dict[int, dict[str, Value]] = {}
    for row in np.flatnonzero(
        (progress.met >= 0) & (ids != "")
    ).tolist():  # the others have one by the next click
        key = f"O-{ids[row]}"
        if key in known or texts(table, "Reference")[row] == key:  # somebody deleted it
            continue
        place = int(progress.met[row])
        who = int(touches["contact"].to_numpy()[place])
        cells: dict[str, Value] = {
            "Opportunity ID": key,
            "Account ID": texts(accounts, "Account ID")[notes.account[row]]
            if notes.account[row] >= 0
            else "",
            "Contact ID": texts(contacts, "Contact ID")[who],
            "Owner": touches["by"].to_numpy(dtype=object)[place] or world.get(owners_of)[who],
            "Title": shortened(" ".join(texts(table, "Heard")[row].split()), _TITLE),
            "Created": _day(world, place),
            "Result": "Open",
            "Source": FROM_FRONT_LINE,
            "Source ID": ids[row],
        }
        made[row] = {name: value for name, value in cells.items() if value != ""}
    return made


def _day(world: World, place: int) -> date:
    return day_of_number(int(world.get(touch_table)["day"].to_numpy()[place]))


def _states(world: World, rows: list[NoteState]) -> Iterator[Change]:
    """Where something else stands."""
    table = world.frames["FrontLine"]
    for at, name in enumerate(("State", "Became", "Reference")):
        cells = np.array([row[at] for row in rows], dtype=object)
        changed = np.flatnonzero(texts(table, name) != cells)
        if len(changed):
            yield Set(
                "FrontLine",
                table.index[changed].tolist(),
                {name: [cell or None for cell in take(cells, changed).tolist()]},
            )


def _numbers(world: World) -> Iterator[Change]:
    """N-0001 and so on, behind the highest there is."""
    table = world.frames["FrontLine"]
    ids = texts(table, "Note ID")
    blank = table.index[(ids == "") & _written(world)].tolist()
    if blank:
        last = max((int(found[1]) for one in ids.tolist() if (found := _NUMBERED.fullmatch(one))), default=0)
        new: list[Value] = [f"{NOTE_IDS}{last + n:04}" for n in range(1, len(blank) + 1)]
        yield Set("FrontLine", blank, {"Note ID": new}, {"Note ID": [None] * len(blank)})


def _moments(world: World) -> Iterator[Change]:
    table = world.frames["FrontLine"]
    blank = table.index[table["When"].isna().to_numpy() & _written(world)].tolist()
    blank = [handle for handle in blank if origin_of(table).value(handle, "When") is None]
    if blank:
        yield Set("FrontLine", blank, {"When": [world.today] * len(blank)}, {"When": [None] * len(blank)})


def _written(world: World) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Rows in which somebody typed."""
    table = world.frames["FrontLine"]
    named = (
        texts(table, name) != ""
        for name in ("By", "Account ID", "Contact ID", "Heard", "Type", "Account", "Name")
    )
    written: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.logical_or.reduce(list(named))
    return written


def _problems(world: World) -> Iterator[Problem]:
    """What a note lacks. Names and IDs that the book does not know are told where those are looked up."""
    table = world.frames["FrontLine"]
    source, written = origin_of(table), _written(world)
    team = set(texts(world.frames["Team"], "Rep").tolist())
    for name, what in NEEDED_OF_NOTES.items():
        for row in np.flatnonzero(written & (texts(table, name) == "")).tolist():
            yield source.problem(
                table.index[row], name, f"A note without {name} goes nowhere", f"Fill in {what}."
            )
    by = texts(table, "By")
    for row in np.flatnonzero(written & (by != "") & ~np.isin(by, list(team))).tolist():
        yield source.problem(
            table.index[row],
            "By",
            f"Nobody on Team is called {by[row]}, so the note goes nowhere",
            "Choose who heard it, or add them to Team.",
        )
    nobody = (texts(table, "Account ID") == "") & (texts(table, "Contact ID") == "")
    nobody &= (texts(table, "Account") == "") & (texts(table, "Name") == "")
    for row in np.flatnonzero(written & nobody).tolist():
        yield source.problem(
            table.index[row],
            "Account",
            "The note names no account and no person",
            "Type the organisation into Account, or the person into Name.",
        )


def _told(rows: list[NoteState], opened: int) -> Iterator[Message]:
    parts = [
        (sum(row[0] == state for row in rows), state.lower()) for state in (NOTE_NEW, NOTE_ROUTED, NOTE_DONE)
    ]
    made = f" {count(opened, 'opportunity', 'opportunities')} opened." if opened else ""
    sums = " + ".join(f"{number:,} {state}" for number, state in parts if number)
    yield Message(f"{count(len(rows), 'note')} on Front line = {sums}.{made}")
