"""What an import has to say: problems at the rows they belong to, and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from salesbook.domain.facts.contact_faults import MORE_THAN_A_NUMBER, WITHOUT_COUNTRY, countryless_problem
from salesbook.domain.importing.clean import Cleaned, RowDoubt, rep_meant
from salesbook.domain.importing.headers.known import COUNTRY, Target
from salesbook.domain.importing.history import HISTORY
from salesbook.domain.importing.people.identify import NUMBER
from salesbook.domain.importing.staging import Difference, Store
from salesbook.schema import TABLES, Column, Type
from salesbook.tables.choices import shown_cell
from salesbook.tables.file_findings import said_of_line
from salesbook.tables.plan import Problem, Value
from salesbook.tables.source import Source
from salesbook.util.wording import count

if TYPE_CHECKING:
    from salesbook.domain.importing.people.finding import ImportedPeople

_COUNTED = {
    "new": ("new", "new"),
    "filled": ("with blanks filled", "with blanks filled"),
    "known": ("there already", "there already"),
    "deleted": ("that is no deal any more", "that are no deals any more"),
    "left out": ("that is no order", "that are no orders"),
    "rejected": ("not taken", "not taken"),
    "contacts": ("contact made", "contacts made"),
    "accounts": ("account made", "accounts made"),
    "activities": ("activity made from a last contact", "activities made from last contacts"),
}


@dataclass(frozen=True)
class Went:
    """A table with rows of the file laid over it: by row of the file the row of the table, -1 for none."""

    store: Store
    rows: Sequence[int]


def doubts(cleaned: Cleaned, source: Source, where: Mapping[str, Went]) -> list[Problem]:
    """Cells that were read with care, at the rows that they went to. A cell that the book has otherwise is no matter."""
    found: dict[Problem, None] = {}
    for doubt in cleaned.doubts:
        table, column = _place_of(doubt, where)
        went = where.get(table)
        if went is None or (row := went.rows[doubt.row]) < 0:
            continue
        cells = went.store.columns.get(column)
        if cells is None and doubt.target not in HISTORY:
            continue
        if (
            cells is not None
            and cells[row] != doubt.taken
            and (doubt.taken is not None or row < went.store.known)
        ):
            continue
        if doubt.why == WITHOUT_COUNTRY.why:
            found.setdefault(countryless_problem(doubt.value))
            continue
        if _is_found_again(doubt):
            said = _said(doubt, column)
        else:
            now = doubt.taken if cells is None else cells[row]
            said = said_of_line(source.name, source.lines[doubt.row], _said_of_file(doubt, column, now))
        key, header = went.store.key(row), "Last touch" if doubt.target in HISTORY else column
        found.setdefault(Problem(table, key, header, doubt.value, said, doubt.todo))
    return list(found)


def _said(doubt: RowDoubt, column: str) -> str:
    if repr(doubt.value) in doubt.why:
        return f"{column} {doubt.why}"
    return f"{column} {shown_cell(doubt.value)} {doubt.why}"


def _said_of_file(doubt: RowDoubt, column: str, now: Value) -> str:
    """What the book does not show: with what it has now."""
    said = _said(doubt, doubt.header or column)
    if doubt.taken is None:
        said += "; left out"
    shown = str(now)
    return said if now is None or shown in said else f"{said}; here stands {shown_cell(shown)}"


def _is_found_again(doubt: RowDoubt) -> bool:
    """Whether a check finds in the book what was found in the file, as the cell was kept as it is."""
    target, kept = doubt.target, doubt.taken is not None and str(doubt.taken) == doubt.value.strip()
    column = TABLES[target.table].by_name.get(target.column)
    return (
        kept
        and doubt.why != MORE_THAN_A_NUMBER.why
        and (target.column in {"Phone", "Email", "Country"} or (column is not None and column.vital))
    )


def _place_of(doubt: RowDoubt, where: Mapping[str, Went]) -> Target:
    """Where a value went: a country to the firm where the row names nobody, or the book has none for people."""
    table, column = doubt.target
    went = where.get(table)
    if doubt.target == COUNTRY and (
        went is None or went.rows[doubt.row] < 0 or column not in went.store.columns
    ):
        return Target("Accounts", column)
    return doubt.target


def differences(store: Store, reps: Mapping[str, str], firms: Store | None = None) -> list[Problem]:
    """Filled cells that the file has otherwise; IDs of accounts with the names that `firms`, the rows of Accounts, have for them.

    A no to letters is `heed`'s affair. When a person came into a book is each book's own affair, and a colleague has several names.
    """
    found: dict[Problem, None] = {}
    for each in store.differences:
        column = store.table.by_name.get(each.column)
        names_rep = column is not None and column.refers == "Team"
        if (
            each.column == "Created"
            or _is_a_no(each)
            or (names_rep and rep_meant(str(each.ours), reps) == each.theirs)
        ):
            continue
        name = store.name(each.row)
        ours, theirs = _text(each.ours, column), _text(each.theirs, column)
        shown = [_with_firm(text, each.column, firms) for text in (ours, theirs)]
        why = f"The imported file says {shown[1]} here{f' for {name}' if name else ''}; what stands here, {shown[0]}, was kept"
        found[Problem(store.table.name, store.key(each.row), each.column, ours, why, "Change it by hand if the file is right.")] = None  # fmt: skip
    return list(found)


def _with_firm(text: str, column: str, firms: Store | None) -> str:
    """A value in quotes, the ID of an account with its name: 'A0007' (Acme GmbH)."""
    if firms is not None and column == firms.table.key and text in (ids := firms.columns[column]):
        return f"{text!r} ({name})" if (name := firms.name(ids.index(text))) else repr(text)
    return repr(text)


def _is_a_no(each: Difference) -> bool:
    """Whether one side says that the person must not be written to."""
    return each.column in {"Consent", "Do not email"} and bool(
        {each.ours, each.theirs} & {"Opted out", "Yes"}
    )


def kept_otherwise(people: ImportedPeople, reps: Mapping[str, str]) -> list[str]:
    """A sentence on what records say of people and organisations that the book has otherwise."""
    told = []
    for registry in (people.contacts, people.accounts):
        found = Counter(problem.column for problem in differences(registry.store, reps))
        if found:
            names = ", ".join(f"{name} {number:,}" for name, number in found.items())
            told.append(f"{count(found.total(), 'cell')} of {registry.store.table.name} stayed, as the file has them otherwise: {names}. "
                        f"To see each, import the file into {registry.store.table.name} too.")  # fmt: skip
    return told


def other_ids(people: ImportedPeople) -> list[str]:
    """A sentence on IDs of the file that the book does not keep, as it has others for the same rows."""
    return [
        f"{count(len(registry.aliases), 'row')} {'stands' if len(registry.aliases) == 1 else 'stand'} in {registry.store.table.name} "
        f"under another {registry.id}, which stays. "
        f"To keep the file's too, add a column {NUMBER!r} to {registry.store.table.name} and import again."
        for registry in (people.contacts, people.accounts)
        if registry.aliases and not registry.has_numbers
    ]


_ROOM_OF_NAME = 30  # letters: the row above the tables shows a hundred


def _short(name: str) -> str:
    """The name of a file by its beginning and its end, where it is long."""
    return name if len(name) <= _ROOM_OF_NAME else f"{name[:13]}…{name[-16:]}"


def import_sentence(table: str, counts: Mapping[str, int], rejects: str = "") -> str:
    """The sentence that sums an import up; `rejects`: the name of the file with the rows that were left out."""
    if not counts["rows"]:
        return "The file holds headers but no rows."
    parts = [
        f"{number:,} {words[number != 1]}{f', see {_short(rejects)} beside it' if name == 'rejected' and rejects else ''}"
        for name, words in _COUNTED.items()
        if (number := counts.get(name, 0))
    ]
    return f"{table}: {count(counts['rows'], 'row')} read; {', '.join(parts)}."


def _text(value: Value, column: Column | None) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if column and column.type is Type.MONEY and isinstance(value, int | float):
        return f"{value:.2f}"
    return f"{value:g}" if isinstance(value, float) else str(value)
