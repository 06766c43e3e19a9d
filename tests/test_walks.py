"""Through how many rooms a click goes: the rooms are the entries at the top of the package."""

from __future__ import annotations

import sys
from pathlib import Path

import salesbook
from salesbook.actions.base import EVERYTHING
from salesbook.actions.session import Session
from salesbook.buttons import press
from tests.books.remote import Spreadsheet
from tests.helpers import rows_of

ROOT = Path(salesbook.__file__).parent
MOST_ROOMS = 8
TEAM = rows_of("Team", "Rep | Active\nana | Yes")
PEOPLE = rows_of(
    "Contacts",
    "Contact ID | First name | Owner | Cadence | Phone\nC1 | Ada | ana | Prospect | +34 600 000 001",
)
CADENCES = rows_of("Cadences", "Cadence | Every | Unit | Channels\nProspect | 30 | days | Call")


class Planned(Exception):
    """The plan is made; what comes after is another walk."""


def rooms_until_planned(book: object, monkeypatch) -> set[str]:
    """The rooms whose functions were called from the click to the plan."""
    rooms: set[str] = set()
    planned = []

    def entered(frame, event, _arg):
        file = Path(frame.f_code.co_filename)
        if event == "call" and file.is_relative_to(ROOT):
            rooms.add(file.relative_to(ROOT).parts[0].removesuffix(".py"))

    def finish(*_, **__):
        sys.setprofile(None)
        planned.append(True)
        raise Planned

    monkeypatch.setattr(Session, "finish", finish)
    sys.setprofile(entered)
    try:
        press("today", book)
    finally:
        sys.setprofile(None)
    assert planned
    return rooms


def test_from_a_click_on_today_to_the_plan_it_is_at_most_eight_rooms(monkeypatch, tmp_path):
    monkeypatch.setattr("salesbook.util.logfile.log_file", lambda: tmp_path / "salesbook.log")
    known = {"Team": TEAM, "Contacts": PEOPLE, "Cadences": CADENCES}
    tables = {name: known.get(name, []) for name in (*EVERYTHING, "ScoreHistory", "DoNotMail")}
    rooms = rooms_until_planned(Spreadsheet(tables).opened(), monkeypatch)
    assert {"buttons", "actions", "books", "tables", "domain"} <= rooms
    assert len(rooms) <= MOST_ROOMS, rooms
