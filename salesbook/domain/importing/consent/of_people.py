"""What a list that makes people says of their consent. A file in; the file without its columns of consent, and what its rows say, out.

A no wins over a yes in the same row. What looks like consent and cannot be understood is asked about; under a header
that is known, words that are not count as a no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from salesbook.domain.importing.consent.asked import ask
from salesbook.domain.importing.consent.columns import consent_columns
from salesbook.domain.importing.consent.file_names import hear_the_place
from salesbook.domain.importing.consent.labelled import with_labels_as_headers
from salesbook.domain.importing.consent.listening import consent_sentence, days_of_a_no, listen
from salesbook.domain.importing.consent.rows import ConsentByRow
from salesbook.domain.importing.headers.known import Mapped
from salesbook.tables.source import Source


def hear_people(
    source: Source, mapped: Mapped, table: str, by_hand: Mapping[str, str], *, country: str, order: str
) -> tuple[Source, Mapped, ConsentByRow]:
    """Take the columns of consent out of a file, and what they say. Raises BadInput with a question.

    `by_hand`, `country` and `order`: as for `plan_import`.
    """
    heard = ConsentByRow()
    source = with_labels_as_headers(source)
    targets = {place: target for target, places in mapped.columns.items() for place in places}
    columns = consent_columns(source, targets, table, by_hand)
    ask(source, columns)
    days = days_of_a_no(source, columns, country, order, heard.notes)
    cells = list(source.columns)
    for column in columns:
        listen(heard, source, column, days.get(column.place))
        if column.is_a_sort:
            cells[column.place] = [None if column.meant[cell] else cell for cell in cells[column.place]]
    told = consent_sentence(columns, heard)
    heard.notes += hear_the_place(heard, source) or told
    taken = {column.place for column in columns if column.is_all_of_consent}
    return replace(source, columns=tuple(cells)), _without(mapped, taken), heard


def _without(mapped: Mapped, taken: set[int]) -> Mapped:
    kept = {
        target: left
        for target, places in mapped.columns.items()
        if (left := tuple(place for place in places if place not in taken))
    }
    return Mapped(kept, tuple(place for place in mapped.unmapped if place not in taken))
