"""The cells of a file before any is read: guards around numbers go, words for nothing become blank.

A file with its columns mapped in, the same file tidied and sentences on what was changed out. Which rows there are, and
the IDs that are made for them, go by the file as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from salesbook.importing.blanks import without_placeholders
from salesbook.importing.headers import Mapped
from salesbook.importing.raw import Cell
from salesbook.importing.readers import unguarded
from salesbook.importing.source import Source


@dataclass
class Tidied:
    """The file as it is to be read, and what was done to it."""

    source: Source
    notes: list[str] = field(default_factory=list)


def tidy(source: Source, mapped: Mapped) -> Tidied:
    """Tidy the columns that mean something."""
    targets = {place: target for target, places in mapped.columns.items() for place in places}
    columns = {place: _without_guards(source.columns[place]) for place in targets}
    blanked = without_placeholders(targets, columns)
    done = tuple(blanked.columns.get(place, cells) for place, cells in enumerate(source.columns))
    return Tidied(replace(source, columns=done), blanked.notes)


def _without_guards(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells of a column without ="..." around them."""
    if not any(isinstance(cell, str) and cell.lstrip()[:1] == "=" for cell in set(cells)):
        return cells
    return [unguarded(cell.lstrip()) if isinstance(cell, str) else cell for cell in cells]
