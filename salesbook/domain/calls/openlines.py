"""The lines that stand on Calls: those that may leave, and those in which somebody typed.

A line may leave only as salesbook wrote it. Its Call ID is the date, the contact, and for other
channels than a call a letter: so a Channel that somebody changed is seen, though it came filled in.
Direction comes as "Out", and "In" was typed. A line whose date or contact is not that of its
Call ID was changed, too. All these stay where they are, whatever their day. A line for somebody who rang leaves after its
day, if nobody has typed into it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from salesbook.domain.facts.call_rows import typed_rows, unnamed
from salesbook.domain.facts.finding import people_meant
from salesbook.domain.facts.people import People
from salesbook.domain.world import World
from salesbook.schema import PERSONAL_CHANNELS
from salesbook.tables.arrays import Ints, dates, positions, texts
from salesbook.tables.plan import Handle

_LETTERS = {"Call": ""} | {channel: f"-{channel[0]}" for channel in PERSONAL_CHANNELS if channel != "Call"}
_OUR_ID = re.compile(r"\d{4}-\d\d-\d\d-.")


def call_id(day: date, contact: str, channel: str, taken: Collection[str] = ()) -> str:
    """The Call ID of a line; a number follows where it is taken, such as by a talk logged today."""
    base = f"{day}-{contact}{_LETTERS[channel]}"
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
    columns = (texts(calls, name).tolist() for name in ("Call ID", "Contact ID", "Channel"))
    rows = zip(*columns, dates(calls, "Date").tolist(), strict=True)
    never_used = unnamed(calls).to_numpy(dtype=bool) & (dates(calls, "Date") < np.datetime64(world.today))
    stays = typed_rows(calls).to_numpy(dtype=bool) | np.array([_changed(*row) for row in rows], dtype=bool)
    stays &= ~never_used
    if rep is not None:
        stays |= texts(calls, "Rep") != rep
    return OpenLines(calls.index[~stays].tolist(), calls[stays])


def _changed(found: str, contact: str, channel: str, day: date | None) -> bool:
    """Whether somebody chose another channel, or wrote over the line's date or contact."""
    if channel and channel not in _LETTERS:
        return True
    if not _OUR_ID.match(found):
        return False  # not an ID of this kind, so there is nothing to compare with
    if day is None:
        return True
    letter = (
        re.escape(_LETTERS[channel]) if channel else "(" + "|".join(map(re.escape, _LETTERS.values())) + ")"
    )
    return not re.fullmatch(re.escape(f"{day}-{contact}") + letter + r"(-\d+)?", found)
