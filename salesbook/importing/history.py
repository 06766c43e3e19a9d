"""What an export remembers of earlier talks: each row of people with a last date or old notes becomes one activity."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from salesbook.importing.clean import Cleaned
from salesbook.importing.headers import Target
from salesbook.importing.registry import Registry
from salesbook.importing.store import Store
from salesbook.plan import Value
from salesbook.schema import IMPORTED

if TYPE_CHECKING:
    import pandas as pd

_LAST, _NOTES, _OWNER = (Target("Contacts", name) for name in ("Last contacted", "Old notes", "Owner"))
HISTORY = frozenset({_LAST, _NOTES})
_COLUMNS = ("Activity ID", "When", "Contact ID", "By", "Channel", "Outcome", "Notes")


def lay_history(
    frames: Mapping[str, pd.DataFrame],
    cleaned: Cleaned,
    contacts: Registry,
    rows: Sequence[int],
    today: date,
) -> Store:
    """Activities with outcome Imported, for rows of the file that went to the given rows of Contacts (-1: none).

    Their IDs are made of the person, the date and the notes, so they come once however often the
    file does. Notes without a date are of no day that one knows: they stand on the day on which
    the person came into the book, in channel Other, and tell nothing about being in touch.
    """
    store = Store(frames["Activities"], _COLUMNS)
    known = set(store.columns["Activity ID"])
    blank: list[Value] = [None] * len(rows)
    columns = [cleaned.columns.get(target, blank) for target in (_LAST, _NOTES, _OWNER)]
    for row, last, notes, owner in zip(rows, *columns, strict=True):
        if row < 0 or not (last or notes):
            continue
        person = contacts.store.key(row)
        key = _made_id(person, last, notes)
        if key not in known:
            known.add(key)
            day = last or contacts.value(row, "Created")
            store.add({
                "Activity ID": key, "When": _moment(day if isinstance(day, date) else today), "Contact ID": person, "By": owner,
                "Channel": None if last else "Other", "Outcome": IMPORTED, "Notes": notes,
            })  # fmt: skip
    return store


def _made_id(*parts: object) -> str:
    content = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"T{hashlib.blake2b(content.encode('utf-8', 'surrogatepass'), digest_size=7).hexdigest()}"


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())
