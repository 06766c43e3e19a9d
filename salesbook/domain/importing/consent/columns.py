"""Which columns of a file are about consent, how each is read, and what its words mean. Headers and cells in, columns out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesbook.domain.importing.consent.rows import CONSENT, NO_EMAIL
from salesbook.domain.importing.consent.vocabulary import (
    NOTHING,
    STOP_MAIL,
    ConsentKind,
    consent_kind,
    consent_meaning,
    holds_a_no,
    telling,
)
from salesbook.domain.importing.headers.known import Target
from salesbook.schema import TABLES
from salesbook.tables.source import Cell, Source
from salesbook.util.folding import letters_and_digits

_CONTACTS = "Contacts"
_SORTS = {
    Target(_CONTACTS, name) for name in ("Status", "Kind")
}  # closed lists, where a no may stand instead
_KINDS = {CONSENT: ConsentKind("words"), NO_EMAIL: ConsentKind("no", STOP_MAIL)}
# Where people write a no that has no column: Anna Lee (unsubscribed).
_NOTES = {Target(_CONTACTS, name) for name in ("Name", "First name", "Last name", "Notes", "Old notes")} | {
    Target("Activities", "Notes")
}


@dataclass(frozen=True)
class ConsentColumn:
    """A column that says who may be written to.

    `meant`: by cell what it says, "" for words that nobody knows. `target`: the column of the book that the header
    means, if any.
    """

    place: int
    header: str
    kind: ConsentKind
    meant: Mapping[Cell, str]
    target: Target | None = None

    @property
    def is_all_of_consent(self) -> bool:
        """Whether the column is for consent alone, and goes nowhere else."""
        return self.target is None or self.target in _KINDS

    @property
    def is_a_sort(self) -> bool:
        """Whether it is a closed list such as Status, which keeps its other words."""
        return self.target in _SORTS


def consent_columns(source: Source, targets: Mapping[int, Target], table: str, by_hand: Mapping[str, str]) -> list[ConsentColumn]:  # fmt: skip
    """The columns of consent of a list that makes people, from left to right. `targets`: by place what a header means."""
    found = []
    for place, header in enumerate(source.headers):
        if (kind := _kind(source, place, targets.get(place), table, by_hand)) is None:
            continue
        meant = {cell: consent_meaning(cell, kind) for cell in set(source.columns[place])}
        understood = all(meant.values())
        if not (understood if kind.way == "ask" else kind.strong and not understood):
            found.append(ConsentColumn(place, header, kind, meant, targets.get(place)))
    if table != _CONTACTS or all(column.kind.beside for column in found):
        return [column for column in found if not column.kind.beside]
    return found


def columns_of_a_list(source: Source, by_hand: Mapping[str, str]) -> list[ConsentColumn]:
    """The columns of consent of a list of firms or of addresses: what is not understood there says nothing."""
    return [
        ConsentColumn(place, header, kind, {cell: consent_meaning(cell, kind) or NOTHING for cell in set(source.columns[place])})
        for place, header in enumerate(source.headers)
        if (kind := _kind(source, place, None, _CONTACTS, by_hand)) is not None
    ]  # fmt: skip


def _kind(
    source: Source, place: int, target: Target | None, table: str, by_hand: Mapping[str, str]
) -> ConsentKind | None:
    """How a column is read; None where it is not about consent, or people decided otherwise."""
    header, cells = source.headers[place], source.columns[place]
    chosen = letters_and_digits(header) in {letters_and_digits(theirs) for theirs in by_hand}
    if not header or (chosen and target not in _KINDS):
        return None
    if target in _NOTES:
        return ConsentKind("note", loose=True) if any(map(holds_a_no, cells)) else None
    kind = None if chosen else consent_kind(header)
    if target in _KINDS:
        return kind if kind and kind.known else _KINDS[target]
    if target is not None and (target.column in TABLES[target.table].by_name or not (kind and kind.known)):
        looked_at = target in _SORTS or target.column not in TABLES[target.table].by_name
        return telling(set(cells), header, of_people=table == _CONTACTS) if looked_at else None
    if kind is None or kind.strong:
        kind = telling(set(cells), header, of_people=table == _CONTACTS) or kind
    return None if kind is None or kind.way == "other" else kind
