"""One spelling for each key of the part campaigns: capitals and spaces make nothing another proposition, cohort or campaign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from salesbook.schema import TABLES, references
from salesbook.util.folding import caseless

if TYPE_CHECKING:
    import pandas as pd

_KEYS = ("Propositions", "Cohorts", "Campaigns")  # an objection to vmi must hold back VMI


def keys_as_in_their_table(frames: Mapping[str, pd.DataFrame]) -> None:
    """Spell these keys, wherever they are named, as their own row does. What no row alone is called stays as it is."""
    for other in _KEYS:
        if other not in frames:
            continue
        keys = [str(key) for key in frames[other].index]
        alone: dict[str, str] = {}
        for key in keys:
            alone[caseless(key)] = "" if caseless(key) in alone else key
        exact = set(keys)
        for name, column in _naming(other):
            if name in frames:
                named = frames[name][column]
                meant = {
                    text: text if text in exact else alone.get(caseless(text)) or text
                    for text in set(named.tolist())
                }
                if any(text != key for text, key in meant.items()):
                    frames[name][column] = named.map(meant).astype(object)


def _naming(other: str) -> Iterator[tuple[str, str]]:
    """Columns that name a key: those that refer to it, and Campaign ID of calls, activities and mailings, where any label may stand."""
    yield from ((table.name, column.name) for table, column in references(other))
    header = TABLES[other].key
    for name, table in TABLES.items():
        if (
            name != other
            and header.endswith(" ID")
            and header in table.by_name
            and not table.by_name[header].refers
        ):
            yield name, header
