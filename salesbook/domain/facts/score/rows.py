"""Rows of ScoreHistory: who had which score on a day."""

from __future__ import annotations

from datetime import date

from salesbook.domain.facts.people import full_names
from salesbook.domain.world import World
from salesbook.schema.beside_ids import NAME
from salesbook.tables.arrays import Floats, Ints, Objects, number_cells
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Value


def score_rows(world: World, people: Ints, day: date, score: Floats) -> dict[str, list[Value]]:
    """New rows for the contacts at these positions, by column. Of several who bear one name the ID stands with it."""
    contacts = world.frames["Contacts"]
    rows: dict[str, list[Value]] = {
        "Date": [day] * len(people),
        "Contact ID": contacts.index[people].tolist(),
        "Score": number_cells(score[people]),
    }
    if NAME in origin_of(world.frames["ScoreHistory"]).grid.columns:
        rows[NAME] = world.get(names_told_apart)[people].tolist()
    return rows


def names_told_apart(world: World) -> Objects:
    """The name of each contact, with the ID behind it where others bear it too."""
    names = full_names(world.frames["Contacts"])
    shared = names.duplicated(keep=False) & (names != "")
    apart: Objects = names.where(~shared, names + " (" + names.index + ")").to_numpy(dtype=object)
    return apart
