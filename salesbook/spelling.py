"""One spelling for each name: capitals and spaces make nobody another person."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from salesbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

_NAMES_REPS = tuple(
    (name, column.name) for name, table in TABLES.items() for column in table.columns if column.refers == "Team"
) + (("Calls", "Rep"),)  # fmt: skip


def folded(text: str) -> str:
    """Text for comparing names: no capitals, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def reps_as_in_team(frames: Mapping[str, pd.DataFrame]) -> None:
    """Spell reps, wherever they are named, as their row of Team does. Names it lacks stay as they are.

    People type a colleague's full name or address as well: it means the rep who alone has it.
    """
    if "Team" not in frames:
        return
    team = frames["Team"]
    spelt = spellings(team["Rep"])
    for also in ("Name", "Email"):
        names = team[also].map(folded)
        alone = ~names.duplicated(keep=False) & (names != "")
        for name, rep in zip(names[alone], team["Rep"][alone], strict=True):
            spelt.setdefault(name, rep)
    for name, column in _NAMES_REPS:
        if name in frames:
            named = frames[name][column]
            other = {one: spelt[folded(one)] for one in set(named) if folded(one) in spelt}
            other = {one: right for one, right in other.items() if one != right and one not in spelt.values()}
            if other:
                frames[name][column] = named.map(lambda one, other=other: other.get(one, one)).astype(object)


def spellings(names: Iterable[str]) -> dict[str, str]:
    """Folded name to the name; of several that differ only in that, the first."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(folded(name), name)
    return found
