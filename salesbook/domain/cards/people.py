"""The people of a card: who they are, how alive each relationship is, and when to talk next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from salesbook.domain.cards.find import Subject
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.people import full_names
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, texts
from salesbook.tables.rows import day_of_cell, place_of_handle

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class CardPerson:
    """One person. `marks` say why not to call or write; `asked`: the card was asked for by this person's name.

    `due` is None for people whom nobody is to call; `late` counts days since then, 0 when not due.
    """

    contact: str
    name: str
    title: str
    decides: bool
    phone: str
    email: str
    marks: tuple[str, ...]
    asked: bool
    owner: str
    cadence: str
    score: float | None
    band: str
    trend: str
    last: date | None
    last_channel: str
    last_by: str
    due: date | None
    promised: bool
    late: int


def places_of(world: World, subject: Subject) -> Ints:
    """Positions in Contacts of the people of the card: those of the account, or the one person."""
    contacts = world.frames["Contacts"]
    if not subject.account:
        return np.array([place_of_handle(contacts, subject.contact)])
    here = (texts(contacts, "Account ID") == subject.account) & (texts(contacts, "Status") != "Merged")
    return np.flatnonzero(here)


def people_of(world: World, places: Ints, asked: str) -> list[CardPerson]:
    """The one asked for first, then those who can be called, who decide, and with the best scores."""
    contacts = world.frames["Contacts"].iloc[places]
    rhythm, scores = world.get(rhythm_table).iloc[places], world.get(score_table).iloc[places]
    names = full_names(contacts)
    found = [
        _person(world, row, names[row["Contact ID"]] or row["Contact ID"], beat, score, asked)
        for row, beat, score in zip(_rows(contacts), _rows(rhythm), _rows(scores), strict=True)
    ]
    return sorted(
        found, key=lambda one: (not one.asked, one.due is None, not one.decides, -(one.score or -1), one.name)
    )


def _person(
    world: World, row: dict[str, Any], name: str, beat: dict[str, Any], score: dict[str, Any], asked: str
) -> CardPerson:
    due = beat["next_due"].date() if not _not_to_call(row) else None
    return CardPerson(
        contact=row["Contact ID"],
        name=name,
        title=row["Job title"],
        decides=bool(row["Decision maker"]),
        phone=row["Phone"],
        email=row["Email"],
        marks=(*_not_to_call(row), *_not_to_write(row)),
        asked=row["Contact ID"] == asked,
        owner=beat["owner"],
        cadence=beat["cadence"],
        score=None if np.isnan(score["score"]) else float(score["score"]),
        band=score["band"],
        trend=score["trend"],
        last=day_of_cell(beat["last_touch"]),
        last_channel=beat["last_channel"],
        last_by=beat["last_by"],
        due=due,
        promised=bool(beat["promised"]),
        late=max(0, (world.today - due).days) if due else 0,
    )


def _not_to_call(row: dict[str, Any]) -> tuple[str, ...]:
    status = (row["Status"],) if row["Status"] not in {"", "Active"} else ()
    return (*status, "Do not call") if row["Do not call"] else status


def _not_to_write(row: dict[str, Any]) -> tuple[str, ...]:
    return ("Do not email",) if row["Do not email"] or row["Consent"] == "Opted out" else ()


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.to_dict("records")  # type: ignore[return-value]
