"""What planners plan on: the tables, the settings and today, and a memory of what was worked out from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from salesbook.tables.arrays import day_number

if TYPE_CHECKING:
    import pandas as pd

Fact = TypeVar("Fact")


@dataclass(frozen=True)
class World:
    """Frames by table (see `tables`), typed settings, and today. `absent`: tables that were looked for and are not there.

    All else follows from these: facts are functions of a world, in `domain/facts` and beside whoever needs them,
    and `get` works each out once. Which frames a fact needs, it says.
    """

    frames: Mapping[str, pd.DataFrame]
    settings: Mapping[str, str | float]
    today: date
    absent: Sequence[str] = ()
    _known: dict[Callable[[World], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def day(self) -> int:
        """Today in days since 1970-01-01."""
        return day_number(self.today)

    def get(self, fact: Callable[[World], Fact]) -> Fact:
        """What a pure function of the world gives; it is asked once.

        `fact`: a function or class of a module, known again by itself: one made on the spot would be asked anew
        each time, and be kept. What it gives is shared by all who ask, so nobody changes it.
        """
        if fact not in self._known:
            self._known[fact] = fact(self)
        found: Fact = self._known[fact]
        return found
