"""What an export remembers of earlier talks: each person with the date of a last one gets one activity."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.headers.known import Mapped, Target, means
from salesbook.domain.importing.people.identify import Registry
from salesbook.domain.importing.staging import Store
from salesbook.domain.importing.values.dates import has_dates
from salesbook.schema import ACTIVITIES, IMPORTED
from salesbook.tables.plan import Value
from salesbook.tables.source import Source

if TYPE_CHECKING:
    import pandas as pd

_LAST, _TALK, _NOTES, _OWNER = (
    Target("Contacts", name) for name in ("Last contacted", "Old notes", "Notes", "Owner")
)
HISTORY = frozenset({_LAST, _TALK})
_COLUMNS = ("Activity ID", "When", "Contact ID", "By", "Outcome", "Notes")


def with_talks_told_apart(mapped: Mapped, source: Source, by_hand: Collection[str]) -> Mapped:
    """Columns such as "Last activity" hold a date or a text: those without any date are old notes."""
    dates = [*mapped.columns.get(_LAST, ()), *(i for i in mapped.unmapped if means(source.headers[i], _LAST))]
    texts = [i for i in dates if source.headers[i] not in by_hand and not has_dates(source.columns[i])]
    if not texts:
        return mapped
    columns = {target: places for target, places in mapped.columns.items() if target != _LAST}
    columns[_TALK] = (*columns.get(_TALK, ()), *texts)
    if last := tuple(i for i in dates if i not in texts):
        columns[_LAST] = last[:1]
    return replace(mapped, columns=columns, unmapped=tuple(i for i in mapped.unmapped if i not in texts))


def settle_notes(cleaned: Cleaned) -> None:
    """Notes of talks without a date are no talk that one could date: they go to the notes of the person."""
    talks = cleaned.columns.get(_TALK)
    if not talks:
        return
    blank: list[Value] = [None] * len(talks)
    days, notes = cleaned.columns.get(_LAST, blank), cleaned.columns.get(_NOTES, blank)
    cleaned.columns[_NOTES] = [
        note if day or not talk else f"{note}\n{talk}" if note else talk
        for note, talk, day in zip(notes, talks, days, strict=True)
    ]


def lay_history(
    frames: Mapping[str, pd.DataFrame], cleaned: Cleaned, contacts: Registry, rows: Sequence[int]
) -> Store:
    """Activities with outcome Imported, for rows of the file that went to the given rows of Contacts (-1: none).

    Their IDs are made of the person, the date and the notes, so they come once however often the
    file does.
    """
    store = Store(frames["Activities"], _COLUMNS)
    known = set(store.columns["Activity ID"])
    blank: list[Value] = [None] * len(rows)
    columns = [cleaned.columns.get(target, blank) for target in (_LAST, _TALK, _OWNER)]
    for row, last, notes, owner in zip(rows, *columns, strict=True):
        if row < 0 or not isinstance(last, date):
            continue
        person = contacts.store.key(row)
        key = _made_id(person, last, notes)
        if key not in known:
            known.add(key)
            store.add({
                "Activity ID": key, "When": datetime.combine(last, time()), "Contact ID": person, "By": owner, "Outcome": IMPORTED, "Notes": notes,
            })  # fmt: skip
    return store


def _made_id(*parts: object) -> str:
    content = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{ACTIVITIES.makes_ids}{hashlib.blake2b(content.encode('utf-8', 'surrogatepass'), digest_size=7).hexdigest()}"
