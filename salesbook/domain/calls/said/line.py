"""The line of which something is said: who is called by whom, and the cells about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from salesbook.domain.calls.contact_cells import ContactCells
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, day_of_number, positions
from salesbook.tables.cells import Cells
from salesbook.util import day_words


@dataclass(frozen=True)
class PlannedCall:
    """A line of `rep` about the contact at a position. `channel`: how they are to be reached; `hours`: when only, such as "14 to 16 h"."""

    world: World
    contact: int
    rep: str
    channel: str = "Call"
    hours: str = ""

    @property
    def people(self) -> ContactCells:
        return self.world.get(ContactCells)

    def of(self, column: str) -> Any:
        """A cell of the contact."""
        return self.people.of(self.contact, column)

    def past(self, day: date | int | None) -> str:
        """When something was, from a date or from days since 1970-01-01."""
        return "" if day is None else day_words.past(as_date(day), self.world.today)

    def since(self, day: date | int | None) -> str:
        return "" if day is None else day_words.since(as_date(day), self.world.today)

    def touch(self, place: int, column: str) -> Any:
        """A cell of `touch_table`."""
        return self.world.get(_touches).at(place, column)

    def activity(self, row: int, column: str) -> str:
        """A text of Activities; "" where there is no such row."""
        return str(self.world.get(_log).at(row, column)) if row >= 0 else ""

    def mine(self) -> range:
        """Places of the contact in `touch_table`."""
        first, end = np.searchsorted(self.world.get(_who), [self.contact, self.contact + 1]).tolist()
        return range(first, end)

    def who(self, by: str) -> str:
        """The colleague who did something, to the rep of the line. A log without names is the rep's own."""
        return "You" if by in {"", self.rep} else by

    def place_of(self, contact_id: str) -> int:
        """Position of another contact; -1 where there is none."""
        return int(positions(self.world.frames["Contacts"], np.array([contact_id], dtype=object))[0])


def as_date(day: date | int) -> date:
    """A day from days since 1970-01-01, a moment, or as it is."""
    if isinstance(day, int):
        return day_of_number(day)
    return day.date() if isinstance(day, datetime) else day


def _touches(world: World) -> Cells:
    return Cells(world.get(touch_table))


def _log(world: World) -> Cells:
    return Cells(world.frames["Activities"])


def _who(world: World) -> Ints:
    contact: Ints = world.get(touch_table)["contact"].to_numpy()
    return contact
