"""Calls possible a week: one number on Home, on Cadences, and in the report, whoever is asked."""

from __future__ import annotations

import random
from datetime import date

import pytest

from salesbook.actions.session import world_of
from salesbook.books.file import FileBook
from salesbook.books.live import LiveBook
from salesbook.domain.report.rhythm import load_ahead
from salesbook.office.workbook import build
from salesbook.schema.home import HOME
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve

MONDAY = date(2026, 11, 30)
REPS = ["ana", "bo", "cy", "di", "ed"]
READ = ["Team", "Contacts", "Accounts", "Activities", "Cadences", "Absences", "Holidays", "Settings", "TouchPoints", "Scoring", "Orders"]  # fmt: skip
KEYS = {
    "Team": ("Rep", REPS),
    "Contacts": ("Contact ID", [f"C{n}" for n in range(4)]),
    "Accounts": ("Account ID", ["A0", "A1"]),
    "Activities": ("Activity ID", [f"X{n}" for n in range(4)]),
}


def columns(dice):
    """What may decide how many calls a team can make, anew for each table."""
    some = {
        "Team": {
            "Calls per day": lambda: dice.choice([None, None, 0, 7, 12.5, -3, "many"]),
            "Working days": lambda: dice.choice(
                [None, "Mon, Wed", "Mon-Thu", "Tue – Fri, Sun", "Fri to Mon"]
            ),
            "Active": lambda: dice.choice([None, None, "Yes", "No"]),
        },
        "Contacts": {"Owner": lambda: dice.choice([None, None, None, "ana", "BO", "Cy Full"])},
        "Accounts": {"Owner": lambda: dice.choice([None, None, "di", "di@nordwind.example"])},
        "Activities": {
            "By": lambda: dice.choice([None, *REPS]),
            "Channel": lambda: dice.choice(["Call", "Email"]),
            "Direction": lambda: dice.choice([None, "Out", "In"]),
        },
    }
    return {
        table: {name: [cell() for _ in KEYS[table][1]] for name, cell in of.items()}
        for table, of in some.items()
    } | {"Settings": {"Value": [dice.choice([None, None, "ed"])]}}


def changed(book, changes):
    seen = book.read(READ)
    book.write(resolve(changes, seen).edits, seen.seen)


@pytest.fixture
def team(office, tmp_path):
    """An open workbook with five people on its team."""
    path = tmp_path / "team.xlsx"
    with path.open("wb") as target:
        build(target, book_id="BOOK-1", firm="Nordwind", today=MONDAY)
    rows = {table: [{key: one} for one in keys] for table, (key, keys) in KEYS.items()}
    for row in rows["Team"]:
        row |= {"Name": f"{row['Rep']} full", "Email": f"{row['Rep']}@nordwind.example"}
    for row in rows["Contacts"]:
        row["Cadence used"] = "Key account"
    changed(FileBook(path), [Append(table, given) for table, given in rows.items()])
    opened = office.books.open(path)
    yield opened
    opened.close()


def above(sheet, label):
    """The figure above a label."""
    shown = sheet.used_range.value
    row = next(n for n, cells in enumerate(shown) if label in cells)
    return shown[row - 1][shown[row].index(label)]


def test_home_cadences_and_the_report_agree_on_random_teams(team):
    book, seen = LiveBook(team), set()
    for seed in range(10):
        given = columns(random.Random(seed))
        changed(book, [Set(table, KEYS.get(table, ("", ["Default owner"]))[1], cells) for table, cells in given.items()])  # fmt: skip
        snapshot = book.read(READ)
        world, _ = world_of(snapshot, MONDAY)
        shown = above(team.sheets[HOME], "calls possible a week")
        assert [one.possible for one in load_ahead(world).weeks] == [shown] * 4, (seed, given)
        costs = snapshot.grids["Cadences"].columns
        needed, share = costs["Calls a week"], costs["Share of capacity"]
        assert sum(needed) > 0.5
        assert team.names["calls_a_week"].refers_to_range.value == pytest.approx(sum(needed))
        assert [one * shown for one in share] == pytest.approx(needed if shown else [0] * len(needed))
        seen.add(shown)
    assert len(seen) > 5
