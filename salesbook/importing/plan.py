"""The planner of an import: from a file's columns to changes of the book, and the rows that could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from salesbook.errors import BadInput
from salesbook.importing.clean import Cleaned, clean, unmapped_note
from salesbook.importing.dates import ORDERS
from salesbook.importing.headers import Target, map_headers
from salesbook.importing.history import lay_history
from salesbook.importing.likely import likely_problems
from salesbook.importing.people import Part, People, Placed
from salesbook.importing.plain import lay_plain
from salesbook.importing.raw import Row
from salesbook.importing.records import LETTERS, Laid, lay_records
from salesbook.importing.registry import NUMBER
from salesbook.importing.source import Source
from salesbook.importing.store import Difference, Store
from salesbook.importing.words import country_code, fold
from salesbook.plan import Message, Plan, Problem, Value
from salesbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

_NO_PERSON = "It names no person: no name, email, phone or ID."
_NO_FIRM = "It names no organisation: no name and no ID."
_HISTORY = ("Last contacted", "Old notes")


@dataclass(frozen=True)
class Reject:
    """A row that was left out: the line it stands on, its cells, and a sentence on why."""

    line: int
    cells: Row
    reason: str


@dataclass(frozen=True)
class ImportResult:
    """What an import wants done; `headers` and `rejects` are for the file of rejected rows.

    `counts`: rows, new, filled (rows of the table that had a blank cell filled), unchanged and
    rejected of the table itself; contacts, accounts and activities that were made besides.
    """

    plan: Plan
    headers: tuple[str, ...]
    rejects: tuple[Reject, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def importable(name: str) -> str:
    """The table that a person means, whatever the case. Raises BadInput when nothing can be imported into it."""
    names = {
        fold(table.name): table.name for table in TABLES.values() if not table.ours and table.name != "Calls"
    }
    if fold(name) in names:
        return names[fold(name)]
    why = "Salesbook fills that table itself." if fold(name) in map(fold, TABLES) else ""
    raise BadInput(
        f"Nothing can be imported into {name!r}. {why}".strip(),
        f"Choose one of: {', '.join(names.values())}.",
    )


def plan_import(
    frames: Mapping[str, pd.DataFrame], settings: Mapping[str, str | float], source: Source, table: str, *,
    mapping: Mapping[str, str], today: date, dates: str = "",
) -> ImportResult:  # fmt: skip
    """Lay the rows of a file over the book.

    `frames`: the table itself, Team, Contacts, Accounts and Activities. `mapping`: headers of the file to
    columns of the book, "" to leave one out. `dates`: dmy, mdy or ymd where the file does not show it.
    Raises BadInput for a mapping or an order that cannot be.
    """
    if dates not in ("", *ORDERS):
        raise BadInput(
            f"--dates {dates!r} is no order of day, month and year.", f"Use one of: {', '.join(ORDERS)}."
        )
    grid = frames[table].attrs["source"].grid
    own = [
        header
        for header in grid.columns
        if header not in TABLES[table].by_name and header not in grid.formulas
    ]
    mapped = map_headers(source.headers, table, own, mapping)
    if not mapped.columns:
        raise BadInput(f"None of the headers of {source.name} means a column of {table}: {', '.join(filter(None, source.headers))}.",
                       'Check --into, or map them: --map "Their header=Our column".')  # fmt: skip
    country = country_code(str(settings["Default country"]))
    cleaned = clean(source, mapped, frames["Team"], country=country, order=dates)
    notes = [*source.notes, unmapped_note(source, mapped, table)]
    outcome = _lay(table, frames, source, cleaned, today)
    notes += [*cleaned.notes, *outcome.notes]
    rejects = tuple(
        Reject(source.lines[row], source.cells(row), why) for row, why in sorted(cleaned.rejected.items())
    )
    counts = {"rows": source.height, **outcome.counts, "rejected": len(rejects)}
    messages = tuple(Message(note) for note in (*filter(None, notes), _told(table, counts)))
    plan = Plan(
        tuple(change for store in outcome.stores for change in store.changes()),
        tuple(outcome.problems),
        messages,
        counts,
    )
    return ImportResult(plan, source.headers, rejects, counts)


@dataclass
class _Outcome:
    stores: list[Store]
    counts: dict[str, int]
    problems: list[Problem]
    notes: list[str] = field(default_factory=list)


def _lay(
    table: str, frames: Mapping[str, pd.DataFrame], source: Source, cleaned: Cleaned, today: date
) -> _Outcome:
    if table in {"Contacts", "Accounts"}:
        return _lay_people(table, frames, source, cleaned, today)
    if table not in LETTERS:
        laid = lay_plain(table, frames[table], cleaned, source.height)
        return _outcome(
            laid, [laid.store], _doubts(cleaned, {table: (laid.store, laid.rows)}), laid.store.differences
        )
    people = People(frames, cleaned.columns)
    laid = lay_records(table, frames, source, cleaned, people)
    stores = [people.accounts.store, people.contacts.store, laid.store]
    new = [range(registry.store.known, registry.store.height) for registry in (people.contacts, people.accounts)]
    problems = [*_doubts(cleaned, {table: (laid.store, laid.rows)}), *likely_problems(people, *new)]
    outcome = _outcome(laid, stores, problems, laid.store.differences)
    outcome.counts |= {"contacts": _made(people.contacts.store), "accounts": _made(people.accounts.store)}
    return outcome


def _lay_people(
    table: str, frames: Mapping[str, pd.DataFrame], source: Source, cleaned: Cleaned, today: date
) -> _Outcome:
    people = People(frames, cleaned.columns)
    rows = [row for row in range(source.height) if row not in cleaned.rejected]
    parts = _parts(table, cleaned, rows, today)
    for row, part in zip(rows, parts, strict=True):
        if not _names_somebody(table, part):
            cleaned.reject(row, _NO_PERSON if table == "Contacts" else _NO_FIRM)
    kept = [(row, part) for row, part in zip(rows, parts, strict=True) if row not in cleaned.rejected]
    places: list[Placed | None] = [None] * source.height
    for (row, _), place in zip(
        kept, people.settle([part for _, part in kept], naming_only=False), strict=True
    ):
        places[row] = place
    contacts = [place.contact if place else None for place in places]
    accounts = [place.account if place else None for place in places]
    stores = [people.accounts.store, people.contacts.store]
    history = lay_history(frames, cleaned, people.contacts, contacts, today)
    where = {"Contacts": (people.contacts.store, [-1 if row is None else row for row in contacts]),
             "Accounts": (people.accounts.store, [-1 if row is None else row for row in accounts])}  # fmt: skip
    store, went = where[table]
    laid = Laid(store, went, _made(store))
    problems = [
        *_doubts(cleaned, where),
        *likely_problems(
            people, *({row for row in found if row is not None} for found in (contacts, accounts))
        ),
    ]
    outcome = _outcome(laid, [*stores, *([history] if history else [])], problems, [])
    for other in stores:
        outcome.problems += _differences(other, other.differences)
    outcome.counts["accounts" if table == "Contacts" else "contacts"] = _made(
        stores[0] if table == "Contacts" else stores[1]
    )
    outcome.counts["activities"] = _made(history) if history else 0
    outcome.notes += _other_ids(people)
    return outcome


def _parts(table: str, cleaned: Cleaned, rows: Sequence[int], today: date) -> list[Part]:
    """What each row says of a person and of an organisation."""
    targets = [target for target in cleaned.columns if target.column not in _HISTORY]
    if table == "Accounts":
        targets = [target for target in targets if target.table == "Accounts"]
    person = [target for target in targets if target.table == "Contacts"]
    firm = [
        target
        for target in targets
        if target.table == "Accounts" or target == Target("Contacts", "Account ID")
    ]
    defaults = {"Created": today}
    records = [
        _records([cleaned.columns[t] for t in part], [t.column for t in part], rows)
        for part in (person, firm)
    ]
    return [Part(one, other, defaults) for one, other in zip(*records, strict=True)]


def _records(
    columns: Sequence[Sequence[Value]], names: Sequence[str], rows: Sequence[int]
) -> Iterable[dict[str, Value]]:
    return [
        {name: cells[row] for name, cells in zip(names, columns, strict=True) if cells[row] is not None}
        for row in rows
    ]


def _names_somebody(table: str, part: Part) -> bool:
    if table == "Accounts":
        return any(part.firm.get(name) for name in ("Account ID", "Account", NUMBER))
    return any(
        part.person.get(name) for name in ("Contact ID", NUMBER, "First name", "Last name", "Email", "Phone")
    )


def _outcome(
    laid: Laid, stores: list[Store], problems: Iterable[Problem], differences: Sequence[Difference]
) -> _Outcome:
    filled = len({row for cells in laid.store.filled.values() for row in cells})
    kept = sum(row >= 0 for row in laid.rows)
    counts = {"new": laid.new, "filled": filled, "unchanged": kept - laid.new - filled}
    return _Outcome(stores, counts, [*problems, *_differences(laid.store, differences)])


def _made(store: Store) -> int:
    return store.height - store.known


def _doubts(cleaned: Cleaned, where: Mapping[str, tuple[Store, Sequence[int]]]) -> list[Problem]:
    """Cells that were read with care, at the row that they went to."""
    found: dict[Problem, None] = {}
    for doubt in cleaned.doubts:
        store, rows = where.get(doubt.target.table, (None, ()))
        if store is not None and rows[doubt.row] >= 0:
            found[Problem(store.table.name, store.key(rows[doubt.row]), doubt.target.column, doubt.value,
                          f"{doubt.target.column} {doubt.why}", doubt.todo)] = None  # fmt: skip
    return list(found)


def _differences(store: Store, differences: Iterable[Difference]) -> list[Problem]:
    """Filled cells that the file has otherwise. When a person came into a book is each book's own affair."""
    found = dict.fromkeys(
        Problem(store.table.name, store.key(each.row), each.column, _text(each.ours),
                f"The imported file says {_text(each.theirs)!r} here; what stands here was kept", "Change it by hand if the file is right.")
        for each in differences if each.column != "Created"
    )  # fmt: skip
    return list(found)


def _text(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _other_ids(people: People) -> list[str]:
    notes = []
    for registry, what in ((people.contacts, "people"), (people.accounts, "organisations")):
        count = len(registry.aliases)
        if count and not registry.has_numbers:
            notes.append(f"{count:,} {what} stand in the book under another {registry.id}, which stays. To keep the file's too, "
                         f"add a column {NUMBER!r} to {registry.store.table.name} and import again.")  # fmt: skip
    return notes


def _told(table: str, counts: Mapping[str, int]) -> str:
    """The sentence that sums an import up."""
    words = Counter(
        {name: count for name, count in counts.items() if count and name not in {"rows", "rejected"}}
    )
    done = ", ".join(f"{count:,} {name}" for name, count in words.items()) or "nothing"
    left = f" {counts['rejected']:,} could not be read." if counts["rejected"] else ""
    return f"{table}: of {counts['rows']:,} rows {done}.{left}"
