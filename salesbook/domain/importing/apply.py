"""Laying the rows of a file over the tables of the book, each kind of table in its way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.colleagues import ColleaguesFound, settle_colleagues
from salesbook.domain.importing.headers.known import Target
from salesbook.domain.importing.history import HISTORY, lay_history, settle_notes
from salesbook.domain.importing.people.finding import ImportedPeople, Part, Placed
from salesbook.domain.importing.people.identify import NUMBER
from salesbook.domain.importing.people.likely import likely_problems
from salesbook.domain.importing.plain import lay_plain
from salesbook.domain.importing.records import lay_records
from salesbook.domain.importing.report import Went, differences, doubts, kept_otherwise, other_ids
from salesbook.domain.importing.staging import Store
from salesbook.domain.importing.unplaced import unplaced
from salesbook.schema import TABLES
from salesbook.tables.plan import Problem, Value
from salesbook.tables.source import Source
from salesbook.util.wording import joined

if TYPE_CHECKING:
    import pandas as pd

_NO_ONE = {
    "Contacts": "It names no person: no name, email, phone or ID.",
    "Accounts": "It names no organisation: no name and no ID.",
}
_MOST = 5  # firms in one sentence
_PERSON = ("Contact ID", "First name", "Last name", "Email", "Phone")
_FIRM = ("Account ID", "Account")


@dataclass
class AppliedRows:
    """Tables with the rows laid over them, and what there is to say.

    `went`: what became of the rows in the table itself; `people`, `firms`: what became of the rows in Contacts and in Accounts; `question`: what only the person can answer.
    """

    stores: list[Store]
    counts: dict[str, int]
    problems: list[Problem]
    went: Went
    notes: list[str] = field(default_factory=list)
    people: Went | None = None
    firms: Went | None = None
    question: str = ""


def lay_rows_over(
    table: str, frames: Mapping[str, pd.DataFrame], source: Source, cleaned: Cleaned, today: date,
    answers: Mapping[str, bool],
) -> AppliedRows:  # fmt: skip
    """Lay all rows over a table, and over those of the people and organisations that they name.

    `answers`: what the person said to questions, by their texts.
    """
    if table in _NO_ONE:
        return _lay_people(table, frames, source, cleaned, today)
    if TABLES[table].is_record:
        return _lay_records(table, frames, source, cleaned)
    found = (
        settle_colleagues(frames[table], cleaned, source.height, answers)
        if table == "Team"
        else ColleaguesFound()
    )
    went = lay_plain(table, frames[table], cleaned, source.height)
    problems = [*doubts(cleaned, source, {table: went}), *differences(went.store, cleaned.reps)]
    notes = [*unplaced(cleaned, source, {table: went}), *found.notes]
    return AppliedRows([went.store], _counts(went), problems, went, notes, question=found.question)


def _lay_records(
    table: str, frames: Mapping[str, pd.DataFrame], source: Source, cleaned: Cleaned
) -> AppliedRows:
    people = ImportedPeople(frames, cleaned.columns)
    went, placed = lay_records(table, frames, source, cleaned, people)
    where = {**_where(people, placed), table: went}
    contacts, accounts = people.contacts.store, people.accounts.store
    new = range(contacts.known, contacts.height), range(accounts.known, accounts.height)
    problems = [
        *doubts(cleaned, source, where),
        *likely_problems(people, *new),
        *differences(went.store, cleaned.reps),
    ]
    once = Went(
        went.store, list(dict.fromkeys(went.rows))
    )  # lines of one order are one row, and no known one
    counts = {**_counts(once), "contacts": contacts.added, "accounts": accounts.added}
    notes = [*unplaced(cleaned, source, where), *kept_otherwise(people, cleaned.reps)]
    return AppliedRows(
        [accounts, contacts, went.store],
        counts,
        problems,
        went,
        notes,
        where["Contacts"],
        where["Accounts"],
    )


def _lay_people(
    table: str, frames: Mapping[str, pd.DataFrame], source: Source, cleaned: Cleaned, today: date
) -> AppliedRows:
    height = source.height
    settle_notes(cleaned)
    people = ImportedPeople(frames, cleaned.columns)
    parts = _parts(table, cleaned, height, today)
    for row, part in enumerate(parts):
        if not _names_somebody(table, part):
            cleaned.reject(row, _NO_ONE[table])
    kept = [row for row in range(height) if row not in cleaned.rejected]
    settled = dict(zip(kept, people.settle([parts[row] for row in kept], naming_only=False), strict=True))
    for row, place in settled.items():
        if why := people.why_unclear(place):
            cleaned.reject(row, why)
        elif (
            table == "Contacts" and place.contact is None
        ):  # a customer number that turned out to be an account's
            cleaned.reject(row, _NO_ONE[table])
    where = _where(people, [settled.get(row) for row in range(height)])
    stores = [people.accounts.store, people.contacts.store]
    counts = {**_counts(where[table]), "accounts": people.accounts.store.added if table == "Contacts" else 0}
    if table == "Contacts" and HISTORY & cleaned.columns.keys():
        history = lay_history(frames, cleaned, people.contacts, where[table].rows)
        counts["activities"] = history.added
        stores.append(history)
    touched = [{row for row in where[name].rows if row >= 0} for name in ("Contacts", "Accounts")]
    problems = [
        *doubts(cleaned, source, where),
        *likely_problems(people, *touched),
        *(p for store in stores[:2] for p in differences(store, cleaned.reps, people.accounts.store)),
    ]
    notes = [*unplaced(cleaned, source, where), *other_ids(people)]
    if firms := people.numbered_people.values():
        notes.append(
            f"Each person of {joined(list(firms), _MOST)} has a Customer number of their own in the file, so it went to Contacts. "
            "If they are numbers of branches, give each branch an account of its own."
        )
    return AppliedRows(stores, counts, problems, where[table], notes, where["Contacts"], where["Accounts"])


def _names_somebody(table: str, part: Part) -> bool:
    """Whether a row says who it is about. The customer number of a row that names a firm is the firm's."""
    firm = any(part.firm.get(name) for name in _FIRM)
    if table == "Accounts":
        return firm or bool(part.firm.get(NUMBER))
    return any(part.person.get(name) for name in _PERSON) or (bool(part.person.get(NUMBER)) and not firm)


def _where(people: ImportedPeople, placed: Sequence[Placed | None]) -> dict[str, Went]:
    contacts = [-1 if place is None or place.contact is None else place.contact for place in placed]
    accounts = [-1 if place is None or place.account is None else place.account for place in placed]
    return {
        "Contacts": Went(people.contacts.store, contacts),
        "Accounts": Went(people.accounts.store, accounts),
    }


def _parts(table: str, cleaned: Cleaned, height: int, today: date) -> list[Part]:
    """What each row says of a person and of an organisation."""
    targets = [target for target in cleaned.columns if target not in HISTORY]
    person = [target for target in targets if target.table == "Contacts"] if table == "Contacts" else []
    firm = [
        target
        for target in targets
        if target.table == "Accounts" or target == Target("Contacts", "Account ID")
    ]
    defaults = {"Created": today}
    people, firms = (_records(cleaned, part, height) for part in (person, firm))
    return [Part(one, other, defaults) for one, other in zip(people, firms, strict=True)]


def _records(cleaned: Cleaned, targets: Sequence[Target], height: int) -> list[dict[str, Value]]:
    names = [target.column for target in targets]
    columns = [cleaned.columns[target] for target in targets]
    rows = zip(*columns, strict=True) if columns else [()] * height
    return [{name: cell for name, cell in zip(names, row, strict=True) if cell is not None} for row in rows]


def _counts(went: Went) -> dict[str, int]:
    filled = len({row for cells in went.store.filled.values() for row in cells})
    kept = sum(row >= 0 for row in went.rows)
    return {"new": went.store.added, "filled": filled, "known": kept - went.store.added - filled}
