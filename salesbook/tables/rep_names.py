"""One spelling for each name: capitals and spaces make nobody another person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from salesbook.schema import references
from salesbook.util.folding import caseless

if TYPE_CHECKING:
    import pandas as pd

NAMED_BY = ("Rep", "Name", "Email")  # columns of Team


class Reps:
    """The reps of Team, found by whatever people type: short name, full name or address."""

    def __init__(self, reps: Sequence[str], *also: Sequence[str]) -> None:
        self._exact = {rep for rep in reps if rep}
        self._by_text: dict[str, str] = {}
        for rep in reps:
            if rep:
                self._by_text.setdefault(caseless(rep), rep)
        for texts in also:
            found = [caseless(text) for text in texts]
            count = Counter(found)
            for text, rep in zip(found, reps, strict=True):
                if text and rep and count[text] == 1:
                    self._by_text.setdefault(text, rep)

    @classmethod
    def of_team(cls, team: pd.DataFrame) -> Reps:
        """Those of the table Team."""
        return cls(*(team[name].tolist() for name in NAMED_BY))

    def meant(self, text: str) -> str:
        """The rep that the text means; the text itself where nobody alone is called so."""
        return text if text in self._exact else self._by_text.get(caseless(text), text)


def reps_as_in_team(frames: Mapping[str, pd.DataFrame]) -> None:
    """Spell reps, wherever they are named, as their row of Team does. Names it lacks stay as they are."""
    if "Team" not in frames:
        return
    reps = Reps.of_team(frames["Team"])
    for table, column in references("Team"):
        if table.name in frames:
            named = frames[table.name][column.name]
            meant = {text: reps.meant(text) for text in set(named.tolist())}
            if any(text != rep for text, rep in meant.items()):
                frames[table.name][column.name] = named.map(meant).astype(object)
