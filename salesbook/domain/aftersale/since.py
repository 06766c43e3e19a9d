"""From which day on what happened makes handoffs, follow-ups, questions and accounts left alone."""

from __future__ import annotations

from datetime import date

import numpy as np

from salesbook.domain.world import World
from salesbook.schema.shapes import SINCE, read_since
from salesbook.tables.arrays import dates, day_number


def events_since(world: World) -> int:
    """The first day (since 1970-01-01) of which events count for the part aftersale: that on which it came, or that of `cycle --since`."""
    return day_number(part_since(world, "aftersale"))


def part_since(world: World, part: str) -> date:
    """The first day of which events count for a part, by salesbook's note in Settings.

    A book whose note does not tell was made with the part: it counts from the day of its first run, else from today.
    """
    noted = read_since(str(world.settings[SINCE])).get(part)
    return noted or _first_run(world) or world.today


def _first_run(world: World) -> date | None:
    runs = world.frames.get("Runs")
    days = dates(runs, "When") if runs is not None else np.array([], dtype="datetime64[D]")
    days = days[~np.isnat(days)]
    first: date | None = days.min().item() if len(days) else None
    return first
