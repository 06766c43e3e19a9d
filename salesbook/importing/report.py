"""What an import has to say: problems at the rows they belong to, and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from salesbook.importing.clean import Cleaned
from salesbook.importing.registry import NUMBER
from salesbook.importing.store import Store
from salesbook.plan import Problem, Value

if TYPE_CHECKING:
    from salesbook.importing.people import People

_COUNTED = {
    "new": "new",
    "filled": "with blanks filled",
    "known": "there already",
    "contacts": "contacts made",
    "accounts": "accounts made",
    "activities": "activities made from old notes and last contacts",
}


@dataclass(frozen=True)
class Went:
    """A table with rows of the file laid over it: by row of the file the row of the table, -1 for none."""

    store: Store
    rows: Sequence[int]


def doubts(cleaned: Cleaned, where: Mapping[str, Went]) -> list[Problem]:
    """Cells that were read with care, at the rows that they went to. A cell that the book has otherwise is no matter."""
    found: dict[Problem, None] = {}
    for doubt in cleaned.doubts:
        went = where.get(doubt.target.table)
        cells = went.store.columns.get(doubt.target.column) if went else None
        if went is None or cells is None or (row := went.rows[doubt.row]) < 0 or cells[row] != doubt.taken:
            continue
        why = f"{doubt.target.column} {doubt.why}"
        found[
            Problem(
                went.store.table.name, went.store.key(row), doubt.target.column, doubt.value, why, doubt.todo
            )
        ] = None
    return list(found)


def differences(store: Store) -> list[Problem]:
    """Filled cells that the file has otherwise. When a person came into a book is each book's own affair."""
    return list(
        dict.fromkeys(
            Problem(
                store.table.name,
                store.key(each.row),
                each.column,
                _text(each.ours),
                f"The imported file says {_text(each.theirs)!r} here; what stands here was kept",
                "Change it by hand if the file is right.",
            )
            for each in store.differences
            if each.column != "Created"
        )
    )


def other_ids(people: People) -> list[str]:
    """A sentence on IDs of the file that the book does not keep, as it has others for the same rows."""
    return [
        f"{len(registry.aliases):,} rows stand in {registry.store.table.name} under another {registry.id}, which stays. "
        f"To keep the file's too, add a column {NUMBER!r} to {registry.store.table.name} and import again."
        for registry in (people.contacts, people.accounts)
        if registry.aliases and not registry.has_numbers
    ]


def told(table: str, counts: Mapping[str, int]) -> str:
    """The sentence that sums an import up."""
    parts = [f"{counts[name]:,} {words}" for name, words in _COUNTED.items() if counts.get(name)]
    parts += [f"{counts['rejected']:,} that could not be read"] if counts["rejected"] else []
    return f"{table}: {counts['rows']:,} rows read; {', '.join(parts) or 'none of them counts'}."


def _text(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
