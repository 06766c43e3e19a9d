"""Colleagues whom a file calls by their first name here and by their full name there: Ana and Ana Ruiz are one, unless there is another Ana."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from salesbook.schema import TABLES
from salesbook.tables.plan import Value
from salesbook.util.folding import name_words
from salesbook.util.wording import count, joined

if TYPE_CHECKING:
    import pandas as pd

    from salesbook.domain.importing.clean import Cleaned
    from salesbook.domain.importing.headers.known import Target


def settle_first_names(cleaned: Cleaned, team: pd.DataFrame) -> None:
    """Put one name where a file has two for one colleague, and say so; where it may be one of several, name them."""
    columns = _of_colleagues(cleaned.columns)
    found = Counter(cell for cells in columns.values() for cell in cells if isinstance(cell, str))
    known = dict(zip(team["Rep"].tolist(), team["Name"].tolist(), strict=True))
    strangers = [name for name in found if name not in known]
    # Whom the words may mean: by first name the colleagues, each by what an Owner cell is to say.
    full = {rep: name or rep for rep, name in known.items()} | {name: name for name in strangers}
    meant: dict[str, str] = {}
    for name in strangers:
        first, *rest = name_words(name).split() or [""]
        others = [
            rep for rep, other in full.items() if rep != name and name_words(other).split()[:1] == [first]
        ]
        longer = [rep for rep in others if len(name_words(full[rep]).split()) > 1]
        if rest:  # Ana Ruiz, and Team has an Ana without a surname
            if not longer and len(others) == 1 and others[0] in known:
                meant[name] = others[0]
        elif len(longer) == 1:
            meant[name] = longer[0]
        elif longer:
            cleaned.notes.append(
                f"{name!r} ({count(found[name], 'cell')}) may be one of {joined(longer)}: say in the file who it is, or add {name} to Team."
            )
    if meant:
        for target, cells in columns.items():
            cleaned.columns[target] = [
                meant.get(cell, cell) if isinstance(cell, str) else cell for cell in cells
            ]
        told = [f"{name} ({count(found[name], 'cell')}) as {rep}" for name, rep in meant.items()]
        cleaned.notes.append(f"Read {joined(told)}, as nobody else there has that first name.")


def _of_colleagues(columns: Mapping[Target, Sequence[Value]]) -> dict[Target, Sequence[Value]]:
    return {
        target: cells
        for target, cells in columns.items()
        if (column := TABLES[target.table].by_name.get(target.column)) and column.refers == "Team"
    }
