"""The lines that stand on Calls: those that may leave, and those in which somebody typed.

A line may leave only as salesbook wrote it; others stay where they are, whatever their day. A line for somebody who
rang leaves after its day, if nobody has typed into it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from salesbook.domain.facts.call_rows import CHANNEL_LETTERS, as_written, finished, unnamed
from salesbook.domain.facts.finding import people_meant
from salesbook.domain.facts.people import People
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, dates, positions, texts
from salesbook.tables.plan import Handle


def call_id(day: date, contact: str, channel: str, taken: Collection[str] = ()) -> str:
    """The Call ID of a line; a number follows where it is taken, such as by a talk logged today."""
    base = f"{day}-{contact}{CHANNEL_LETTERS[channel]}"
    found, n = base, 1
    while found in taken:
        n += 1
        found = f"{base}-{n}"
    return found


@dataclass(frozen=True)
class OpenLines:
    """Handles of the lines that leave, and the rows that stay."""

    leave: list[Handle]
    stay: pd.DataFrame

    def by_rep(self) -> dict[str, int]:
        """How many lines stay, by rep."""
        return dict(self.stay["Rep"].value_counts())

    @property
    def to_do(self) -> int:
        """How many of those that stay have no outcome yet, as Home counts them: lines that name nobody are none."""
        named = (texts(self.stay, "Name") != "") | (texts(self.stay, "Contact ID") != "")
        return int((named & ~finished(self.stay).to_numpy(dtype=bool)).sum())

    def ranks(self, rep: str) -> set[int]:
        """Ranks that lines of the rep have already."""
        rank = self.stay["Rank"][(self.stay["Rep"] == rep).to_numpy()]
        return {int(number) for number in rank.dropna()}

    def contacts(self, world: World) -> Ints:
        """Positions of the contacts they name: by ID, or as `log` finds them by what stands as the name."""
        people = world.frames["Contacts"]
        ids, names, firms = (texts(self.stay, name) for name in ("Contact ID", "Name", "Account"))
        found = list(ids[ids != ""])
        found += _named(world, set(zip(names[ids == ""], firms[ids == ""], strict=True)))
        places = positions(people, np.array(found, dtype=object))
        return places[places >= 0]


def _named(world: World, typed: Iterable[tuple[str, str]]) -> list[str]:
    """Contact IDs for names and firms: one who is meant, or all who bear the name in full."""
    people = People(world.frames["Contacts"], world.frames["Accounts"])
    found: list[str] = []
    for name, firm in typed:
        meant = people_meant(people, name, firm).found if name else ()
        found += meant if len(meant) == 1 else people.named(name)
    return found


def open_lines(world: World, rep: str | None = None) -> OpenLines:
    """Sort the lines of Calls; with a `rep`, only lines of that rep may leave."""
    calls = world.frames["Calls"]
    never_used = unnamed(calls).to_numpy(dtype=bool) & (dates(calls, "Date") < np.datetime64(world.today))
    stays = ~(as_written(calls) | never_used)
    if rep is not None:
        stays |= texts(calls, "Rep") != rep
    return OpenLines(calls.index[~stays].tolist(), calls[stays])
