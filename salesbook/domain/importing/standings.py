"""Columns called Status that hold what a person is to us, or how far a sale is: Customer, Lead, In progress.

A file with its columns mapped in, the same file out: kinds moved to Kind, states of a sale left out, each with a sentence.
What is neither stays, as in Contacts a Status that nobody can read keeps people from being called.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.values.readers import text
from salesbook.domain.importing.wordlists import value_words
from salesbook.schema import KINDS, STATUSES
from salesbook.tables.source import Cell, Source
from salesbook.util.folding import letters_and_digits
from salesbook.util.wording import count, joined

_STATUS, KIND = Target("Contacts", "Status"), Target("Contacts", "Kind")


def with_kinds_apart(source: Source, mapped: Mapped) -> tuple[Source, Mapped, list[str]]:
    """The file with no cell under Status that says something else, where that is certain."""
    places = mapped.columns.get(_STATUS, ())
    statuses = value_words("Status").keys() | set(map(letters_and_digits, STATUSES))
    kinds = {**value_words("Kind"), **{letters_and_digits(kind): kind for kind in KINDS}}
    sales = value_words("State of a sale").keys()
    columns = list(source.columns)
    moved: list[Cell] = (
        list(columns[mapped.columns[KIND][0]]) if KIND in mapped.columns else [None] * source.height
    )
    went, left = Counter[str](), Counter[str]()
    for place in places:
        cells = list(columns[place])
        for row, cell in enumerate(cells):
            key = letters_and_digits(word) if (word := text(cell)) else ""
            if not key or key in statuses or (key not in kinds and key not in sales):
                continue
            cells[row] = None
            if key in kinds and moved[row] in (None, ""):
                moved[row] = word
                went[word] += 1
            elif key not in kinds or kinds.get(letters_and_digits(text(moved[row]))) != kinds[key]:
                left[word] += 1
        columns[place] = cells
    if not went and not left:
        return source, mapped, []
    header = source.headers[places[0]]
    notes = [f"{_told(went)} of {header!r} went to Kind, as a Status is Active or Left."] if went else []
    if left:
        notes.append(
            f"{_told(left)} of {header!r} {'was' if left.total() == 1 else 'were'} left out: it is no Status of a person."
        )
    if KIND in mapped.columns:
        columns[mapped.columns[KIND][0]] = moved
        return replace(source, columns=tuple(columns)), mapped, notes
    if not went:
        return replace(source, columns=tuple(columns)), mapped, notes
    wider = replace(source, headers=(*source.headers, header), columns=(*columns, moved))
    return wider, Mapped({**mapped.columns, KIND: (len(source.headers),)}, mapped.unmapped), notes


def _told(words: Counter[str]) -> str:
    named = joined([f"“{word}” ({times:,})" for word, times in words.most_common()], 5)
    return f"{count(words.total(), 'cell')} ({named})"
