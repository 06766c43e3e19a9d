"""Whether the book is of an earlier version: columns that tables of the present one have, and these have not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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
