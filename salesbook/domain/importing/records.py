"""Orders, activities and opportunities: rows about a person or an organisation, each with an ID of its own."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.headers.known import Target
from salesbook.domain.importing.people.finding import ImportedPeople, Part, Placed
from salesbook.domain.importing.repeated import fold_repeated
from salesbook.domain.importing.report import Went
from salesbook.domain.importing.staging import Store
from salesbook.domain.importing.values.blank_words import is_technical
from salesbook.domain.importing.values.readers import text
from salesbook.schema import ACCOUNTS, CONTACTS, ORDERS, TABLES, Table
from salesbook.tables.plan import Value
from salesbook.tables.source import Source

if TYPE_CHECKING:
    import pandas as pd

_NO_PERSON = "It names no person: no ID, name or email."
_NO_CUSTOMER = "It names no customer: no ID, name, email or company."
_DIGEST = 7  # bytes: among half a million rows two alike by chance once in half a million files


def lay_records(
    table: str, frames: Mapping[str, pd.DataFrame], source: Source, cleaned: Cleaned, people: ImportedPeople
) -> tuple[Went, list[Placed | None]]:
    """Lay the rows over a table of records; on the way, find or make the people and organisations they name."""
    shape = TABLES[table]
    key = shape.key
    own = {target.column: cells for target, cells in cleaned.columns.items() if target.table == table}
    given = own.get(key) or [None] * source.height
    own[key] = list(given)
    if None in given:
        made = made_ids(source, shape.makes_ids)
        own[key] = [known or new for known, new in zip(given, made, strict=True)]
    fold_repeated(table, given, source, cleaned)
    _reject_unusable(shape, own, cleaned)
    placed = _placed(shape, own, cleaned, people)
    for row, place in enumerate(placed):
        if place and place.contact is None and (place.account is None or not shape.of_account):
            cleaned.reject(row, _no_one(shape))
    own |= _references(shape, placed, people)
    return _lay(Store(frames[table], [*own]), own, key, cleaned.rejected), placed


def made_ids(source: Source, letter: str) -> list[str]:
    """An ID for each row from what stands in it, with a number, as real files repeat lines.

    It is the same whenever the file is imported, whatever its columns are mapped to.
    """
    columns = [_texts(column) for column in source.columns]
    seen: Counter[str] = Counter()
    ids = []
    for cells in zip(*columns, strict=True):
        line = "\x1f".join(cells).rstrip("\x1f")
        seen[line] += 1
        ids.append(
            f"{letter}{hashlib.blake2b(line.encode('utf-8', 'surrogatepass'), digest_size=_DIGEST).hexdigest()}-{seen[line]}"
        )
    return ids


def _texts(column: Sequence[object]) -> list[str]:
    """The cells as text; letters that nobody sees and words for nothing make no other row of it."""
    words = {cell for cell in set(column) if isinstance(cell, str)}
    plain = {
        word: ""
        if is_technical(word)
        else word.strip()
        if word.isascii() and word[:1] not in "='"
        else text(word)
        for word in words
    }
    return [plain[cell] if isinstance(cell, str) else "" if cell is None else text(cell) for cell in column]


def _no_one(table: Table) -> str:
    """Why a row cannot be laid that is about nobody: a firm is enough where the table has a column for it."""
    return _NO_CUSTOMER if table.of_account else _NO_PERSON


def _reject_unusable(table: Table, own: Mapping[str, list[Value]], cleaned: Cleaned) -> None:
    """Rows without what the table needs."""
    count = len(own[table.key])
    for column in table.columns:
        if column.needed and column.name != table.key and not column.refers:
            cells = own.get(column.name) or [None] * count
            for row in _blanks(cells):
                cleaned.reject(row, f"It has no {column.name}.")


def _blanks(cells: Sequence[Value]) -> list[int]:
    return [row for row, cell in enumerate(cells) if cell is None] if None in cells else []


def _placed(
    table: Table, own: Mapping[str, list[Value]], cleaned: Cleaned, people: ImportedPeople
) -> list[Placed | None]:
    """For each row the person and the organisation it is about. Each distinct pair is looked up once."""
    columns = {target: cells for target, cells in cleaned.columns.items() if target.table != table.name}
    columns |= {
        Target(other.name, other.key): own[name]
        for other, name in ((CONTACTS, table.of_person), (ACCOUNTS, table.of_account))
        if name in own
    }
    count = len(next(iter(own.values())))
    keys = list(zip(*columns.values(), strict=True)) if columns else [()] * count
    telling = [
        place for place, target in enumerate(columns) if table.of_account or target.table == "Contacts"
    ]
    silent = {key for key in set(keys) if all(key[place] is None for place in telling)}
    for row, key in enumerate(keys) if silent else ():
        if key in silent:
            cleaned.reject(row, _no_one(table))
    days = own.get(table.day) or [None] * count
    first: dict[tuple[Value, ...], Value] = {}
    for row, (key, day) in enumerate(zip(keys, days, strict=True)):
        if row not in cleaned.rejected:
            known = first.setdefault(key, day)
            if day is not None and (known is None or day < known):  # type: ignore[operator]  # dates, all of them
                first[key] = day
    defaults = {"Kind": "Customer"} if table is ORDERS else {}
    parts = [_part(columns, key, defaults) for key in first]
    placed = people.settle(parts, naming_only=True)
    _date_new_contacts(people, placed, first.values())
    found = dict(zip(first, placed, strict=True))
    unclear = {key: why for key, place in found.items() if (why := people.why_unclear(place))}
    for row, key in enumerate(keys) if unclear else ():
        if key in unclear:
            cleaned.reject(row, unclear[key])
    return [None if row in cleaned.rejected else found[key] for row, key in enumerate(keys)]


def _part(columns: Mapping[Target, object], key: tuple[Value, ...], defaults: Mapping[str, Value]) -> Part:
    cells = [(target, value) for target, value in zip(columns, key, strict=True) if value is not None]
    return Part({target.column: value for target, value in cells if target.table == "Contacts"},
                {target.column: value for target, value in cells if target.table == "Accounts"}, defaults)  # fmt: skip


def _date_new_contacts(people: ImportedPeople, placed: Sequence[Placed], days: Iterable[Value]) -> None:
    """A person whom the book did not know was created on the first day that the file knows of them."""
    store = people.contacts.store
    for place, moment in zip(placed, days, strict=True):
        if place.contact is not None and place.contact >= store.known and isinstance(moment, date):
            day = moment.date() if isinstance(moment, datetime) else moment
            known = store.columns["Created"][place.contact]
            if known is None or (isinstance(known, date) and day < known):
                store.columns["Created"][place.contact] = day


def _references(
    table: Table, placed: Sequence[Placed | None], people: ImportedPeople
) -> dict[str, list[Value]]:
    contacts = people.contacts.store.columns["Contact ID"]
    accounts = people.accounts.store.columns["Account ID"]
    found: dict[str, list[Value]] = {
        table.of_person: [
            contacts[place.contact] if place and place.contact is not None else None for place in placed
        ],
    }
    if table.of_account:
        found[table.of_account] = [
            accounts[place.account] if place and place.account is not None else None for place in placed
        ]
    return found


def _lay(store: Store, own: Mapping[str, list[Value]], key: str, rejected: Mapping[int, str]) -> Went:
    """Rows that the book has are merged, the others added."""
    own = {name: cells for name, cells in own.items() if name in store.columns}
    known: dict[Value, int] = {cell: row for row, cell in enumerate(store.columns[key])}
    places = [-1] * len(own[key])
    fresh: list[int] = []
    old: list[int] = []
    for row, wanted in enumerate(own[key]):
        if row in rejected:
            continue
        place = known.get(wanted)
        if place is None:
            place = known[wanted] = store.height + len(fresh)
            fresh.append(row)
        elif place < store.known:
            old.append(row)
        places[row] = place
    for name, cells in own.items():
        store.merge_column(name, [places[row] for row in old], [cells[row] for row in old])
    store.extend({name: [cells[row] for row in fresh] for name, cells in own.items()}, len(fresh))
    return Went(store, places)
