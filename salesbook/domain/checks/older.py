"""Whether the book is of an earlier version: what it has not yet, and what of people's bears the name of something newer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from salesbook.domain.parts.theirs import namesakes
from salesbook.schema import TABLES
from salesbook.tables.frames import Frames, Settings
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.wording import count, joined


def made_by_an_older_version(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """One problem with all columns that came later: actions do without them, and say less."""
    lacks = [
        f"{count(len(new), 'column')} in {name} ({joined(new, 12)})"
        for name, frame in frames.items()
        if (
            new := [
                column.name
                for column in TABLES[name].columns
                if column.later and column.name not in origin_of(frame).grid.columns
            ]
        )
    ]
    if lacks:
        yield Problem("Settings", "", "", "", f"An older salesbook made this workbook: it lacks {', '.join(lacks)}",
                      "Close it, then run: salesbook upgrade and its name.")  # fmt: skip


def theirs_with_a_new_name(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Columns and rows of Settings of theirs that bear the name of something that the book has not yet."""
    for one in namesakes([origin_of(frame).grid for frame in frames.values()]):
        what = "row of Settings" if one.table == "Settings" else "column"
        why = f"The {what} {one.name} is yours: salesbook has one of that name by now, but takes nothing from yours and writes nothing there"
        todo = "Give yours another name; or, if the two are the same, close the workbook and run salesbook upgrade, which asks."
        yield Problem(one.table, "", one.name, "", why, todo, one.cell)
