"""Settings stand in groups: in a new book from the start, in an older one once the column has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.setting_groups import plan_groups
from salesbook.domain.world import World
from salesbook.schema import SETTING_GROUP, SETTING_ROWS, TABLES
from salesbook.tables.frames import frames, read_settings
from tests.helpers import snapshot

GROUPS = [
    "Firm",
    "Calls",
    "Score",
    "Mailings",
    "Sending",
    "Answers",
    "Campaigns",
    "After the sale",
    "Technical",
]


def world(group: str | None, *, column: bool = True) -> World:
    rows = [{"Setting": "Firm", "Value": "Acme", SETTING_GROUP: group}, {"Setting": "Mine", "Value": "x"}]
    grid = grid_of("Settings", rows)
    if not column:
        grid = replace(
            grid, columns={name: cells for name, cells in grid.columns.items() if name != SETTING_GROUP}
        )
    book = MemoryBook()
    book.grids["Settings"] = grid
    seen = snapshot(book)
    return World(frames(seen)[0], read_settings(seen)[0], date(2026, 3, 4))


def test_rows_of_a_group_stand_together_and_the_groups_in_their_order():
    assert [group for group, _ in groupby(SETTING_ROWS, key=lambda one: one.group)] == GROUPS
    headers = [column.name for column in TABLES["Settings"].columns]
    begins = [dict(zip(headers, row, strict=True)) for row in TABLES["Settings"].starts_with]
    assert [row[SETTING_GROUP] for row in begins] == [one.group for one in SETTING_ROWS]
    assert TABLES["Settings"].shown[0].name == SETTING_GROUP


def test_a_blank_column_is_filled_for_our_rows():
    (change,) = plan_groups(world(None)).changes
    assert (change.handles, change.columns) == (["Firm"], {SETTING_GROUP: ["Firm"]})


def test_what_stands_there_stays_and_a_book_without_the_column_goes_on():
    assert not plan_groups(world("Firm")).changes
    assert not plan_groups(world("Mine own")).changes
    assert not plan_groups(world(None, column=False)).changes
