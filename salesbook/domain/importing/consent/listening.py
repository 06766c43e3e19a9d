"""Columns of consent heard row by row: what each says, and since when. Columns in, what the rows say of consent out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from salesbook.domain.importing.clean import RowDoubt
from salesbook.domain.importing.consent.columns import ConsentColumn
from salesbook.domain.importing.consent.refusals import day_in
from salesbook.domain.importing.consent.rows import CONSENT, NO_EMAIL, ConsentByRow, Said
from salesbook.domain.importing.consent.vocabulary import NOTHING, SAYS_NO, STOP_CALLS
from salesbook.domain.importing.decide import date_readers
from salesbook.domain.importing.headers.known import Target
from salesbook.domain.importing.values.readers import text
from salesbook.schema import Column, Type
from salesbook.tables.source import Cell, Source


def days_of_a_no(
    source: Source, columns: Sequence[ConsentColumn], country: str, order: str, notes: list[str]
) -> Mapping[int, Sequence[object]]:
    """By place the days of a no; what is no day is something else. `country` and `order`: as for `plan_import`."""
    cells = list(source.columns)
    for column in columns:
        here, kind = cells[column.place], column.kind
        if kind.way not in {"when", "no"}:
            cells[column.place] = [day_in(cell) if column.meant[cell] in SAYS_NO else None for cell in here]
        elif kind.way == "no":
            cells[column.place] = [day_in(cell) for cell in here]
    places = [(column.place, Column("Consent on", Type.DATE, "")) for column in columns]
    readers = date_readers(replace(source, columns=tuple(cells)), places, country, order, notes)
    return {place: read(cells[place]) for place, read in readers.items()}


def listen(
    heard: ConsentByRow, source: Source, column: ConsentColumn, days: Sequence[object] | None = None
) -> None:
    """Lay what a column says over what is known of its rows."""
    for row, cell in enumerate(source.columns[column.place]):
        means = column.meant[cell] or (NOTHING if column.kind.loose else "")
        if means == NOTHING and not (column.target == NO_EMAIL and text(cell)):
            continue
        said = heard.rows.setdefault(row, Said())
        if means == NOTHING:
            said.free = True
        elif means:
            if means in SAYS_NO and not said.no:
                said.header, said.word = column.header, text(cell)
            said.means.add(means)
            day = days[row] if days else None
            if means in SAYS_NO and said.on is None and isinstance(day, date):
                said.on = day
        else:
            _unread(heard, said, row, column.header, cell, NO_EMAIL if column.kind.way == "no" else CONSENT)


def _unread(heard: ConsentByRow, said: Said, row: int, header: str, cell: Cell, target: Target) -> None:
    """Words that nobody knows under a header that is known: they are kept, and so count as a no."""
    word = text(cell)
    if target == CONSENT:
        said.unread = said.unread or word
    else:
        said.unread_stop = said.unread_stop or word
    why = f"says {word!r} under {header!r}, which is not understood, so it counts as a no"
    heard.doubts.append(
        RowDoubt(row, target, word, word, why, "Choose one of the list by hand, or leave the no.")
    )


def consent_sentence(columns: Sequence[ConsentColumn], heard: ConsentByRow) -> list[str]:
    """A sentence with the numbers of those who said something; none where no column is about consent."""
    if not columns:
        return []
    rows = heard.rows.values()
    found = Counter(said.consent for said in rows if said.consent and not said.unread)
    found["Do not email"] = sum(said.stop for said in rows)
    found["Do not call"] = sum(STOP_CALLS in said.means for said in rows)
    found["not understood, which count as a no"] = sum(bool(said.unread or said.unread_stop) for said in rows)
    parts = ", ".join(f"{times:,} {what}" for what, times in found.items() if times)
    headers = ", ".join(repr(column.header) for column in columns)
    return [f"Who may be written to, by {headers}: {parts or 'nobody says anything'}."]
