"""From the cells of a file to the values of the book, column by column; rows that cannot be read are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from salesbook.domain.facts.matching import name_key
from salesbook.domain.importing.decide import date_readers, number_readers
from salesbook.domain.importing.essential import is_essential
from salesbook.domain.importing.first_names import settle_first_names
from salesbook.domain.importing.headers.known import LEADING, Mapped, Target
from salesbook.domain.importing.people.name_columns import is_ledger, settle_names
from salesbook.domain.importing.people.salutations import joined_addresses, only_addresses
from salesbook.domain.importing.values.ids import is_id, read_ids
from salesbook.domain.importing.values.phones_emails import phone_reader, read_email, read_listed
from salesbook.domain.importing.values.readers import (
    Doubt,
    Read,
    Reader,
    Unread,
    plain_reader,
    read_cells,
    read_country,
    read_language,
    read_text,
    read_texts,
    text,
)
from salesbook.schema import TABLES, Column, Type
from salesbook.tables.plan import Value
from salesbook.tables.source import Source
from salesbook.util.folding import letters_and_digits
from salesbook.util.wording import count

if TYPE_CHECKING:
    import pandas as pd

_NAMED = 6  # words of a column that are named
_NO_LETTERS = "DoNotMail"
_COUNTRIES = tuple(Target(table, "Country") for table in ("Contacts", "Accounts", "Team"))
_SALUTATION = Target("Contacts", "Salutation")
_LEADING = {
    "Last contacted": Column("Last contacted", Type.DATE, ""),
    "Old notes": Column("Notes", Type.TEXT, ""),
}
_BY_HAND = {
    Target(
        "Contacts", "Last contacted"
    ): "Type that talk into Activities, or correct the file and import it again."
}
MANY_LINES = frozenset({"Old notes", "Notes", "Their words"})


@dataclass(frozen=True)
class RowDoubt:
    """A doubt about one cell of a row of the file: `value` is what stands there, under `header`, `taken` what was made of it."""

    row: int
    target: Target
    value: str
    taken: Value
    why: str
    todo: str
    header: str = ""


@dataclass
class Cleaned:
    """The columns of a file as the book holds them, by target; None is blank.

    `rejected` has the rows that cannot be read, with the reason; `doubts` what was read with care;
    `notes` what was decided for whole columns; `reps` the short names of colleagues by all their folded names.
    """

    columns: dict[Target, list[Value]] = field(default_factory=dict)
    rejected: dict[int, str] = field(default_factory=dict)
    doubts: list[RowDoubt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    reps: Mapping[str, str] = field(default_factory=dict)
    how: str = ""  # for orders: how the amounts of lines became one

    def reject(self, row: int, why: str) -> None:
        """Leave a row out; the first reason is the one that is told."""
        self.rejected.setdefault(row, why)


def clean_columns(
    source: Source, mapped: Mapped, team: pd.DataFrame, *, country: str, order: str, today: date
) -> Cleaned:
    """Read every mapped column.

    `country`: code for phones without one; `order`: of day and month, or "" to find out; `today` tells which years are likely.
    """
    done = _Cleaner(source, mapped, team, country, order, today).run()
    settle_first_names(done, team)
    return done


class _Cleaner:
    def __init__(
        self, source: Source, mapped: Mapped, team: pd.DataFrame, country: str, order: str, today: date
    ) -> None:
        self.source, self.mapped, self.country = source, mapped, country
        self.done = Cleaned(
            rejected={
                row: fault.why[:1].upper() + fault.why[1:] + "." for row, fault in source.faults.items()
            },
            reps=_reps(team),
        )
        columns = [
            (place, column)
            for target, places in mapped.columns.items()
            for place in places
            if (column := _column_of(target))
        ]
        self.readers = {
            **date_readers(source, columns, country, order, self.done.notes, today),
            **number_readers(source, columns, country, self.done.notes),
        }

    def run(self) -> Cleaned:
        named = {target: read for target in _COUNTRIES if (read := self._column(target))}
        countries = next(iter(named.values()), [None] * self.source.height)
        for target, places in self.mapped.columns.items():
            if target in named:
                self.done.columns[target] = named[target]
                continue
            found = [self._read(target, place, countries) for place in places]
            self.done.columns[target] = found[0] if len(found) == 1 else self._joined(target, places, found)
        self._names(countries)
        return self.done

    def _column(self, target: Target) -> list[Value] | None:
        places = self.mapped.columns.get(target)
        return self._read(target, places[0], []) if places else None

    def _read(self, target: Target, place: int, countries: Sequence[Value]) -> list[Value]:
        cells = self.source.columns[place]
        if target.column == "Phone" and target.table in {"Contacts", "Team"}:
            found = read_cells(phone_reader(self.country), cells, countries)
        elif is_id(target.column):
            found = read_ids(cells)
        else:
            reader = self._reader(target)
            usual = partial(read_cells, reader) if reader else read_texts
            found = self.readers.get(place, usual)(cells)
            if target.column == "Source" and reader:
                self._tell_sources(place, found)
        values = self._told(target, place, found)
        header = self.source.headers[place]
        if target == _SALUTATION and letters_and_digits(header) != letters_and_digits(_SALUTATION.column):
            return only_addresses(values, header, self.done.notes)
        return values

    def _tell_sources(self, place: int, found: Sequence[Read]) -> None:
        """Say which words of the file became another one of the list of sources, as they say more than it does."""
        cells = self.source.columns[place]
        became = Counter(
            f"{text(cell)} became {value}"
            for cell, value in zip(cells, found, strict=True)
            if isinstance(value, str) and letters_and_digits(text(cell)) != letters_and_digits(value)
        )
        if became:
            named = ", ".join(f"{words} ({number:,})" for words, number in became.most_common(_NAMED))
            more = f" and {len(became) - _NAMED:,} more" if len(became) > _NAMED else ""
            self.done.notes.append(
                f"{self.source.headers[place]!r} has words that are not on the list of Source: {named}{more}."
            )

    def _reader(self, target: Target) -> Reader | None:
        """The reader of a column that is no date and no number; None for single lines of text."""
        column = _column_of(target)
        if target.column == "Email":
            return read_email
        if target == Target(_NO_LETTERS, "Address"):
            return read_listed
        if target.column == "Country":
            return read_country
        if target.column == "Language":
            return read_language
        if column and column.refers == "Team":
            return lambda cell: rep_meant(text(cell), self.done.reps)
        if target.column in MANY_LINES or (
            column is None and target.column not in LEADING.get(target.table, ())
        ):
            return lambda cell: read_text(cell, lines=True)
        return plain_reader(column) if column else None

    def _told(self, target: Target, place: int, found: list[Read]) -> list[Value]:
        """The values; on the way, what cannot be read rejects its row, and doubts are noted."""
        if not {Unread, Doubt} & set(map(type, found)):
            return found  # type: ignore[return-value]
        values: list[Value] = []
        for row, cell in enumerate(found):
            if isinstance(cell, Unread) and is_essential(target):
                self.done.reject(row, f"{self.source.headers[place]} {cell.why}.")
                values.append(None)
            elif isinstance(cell, Unread):
                self._doubt(
                    place, row, target, Doubt(None, cell.why, _BY_HAND.get(target, "Type it by hand."))
                )
                values.append(None)
            elif isinstance(cell, Doubt):
                self._doubt(place, row, target, cell)
                values.append(cell.value)
            else:
                values.append(cell)
        return values

    def _doubt(self, place: int, row: int, target: Target, cell: Doubt) -> None:
        shown, header = str(self.source.columns[place][row]), self.source.headers[place]
        self.done.doubts.append(RowDoubt(row, target, shown, cell.value, cell.why, cell.todo, header))

    def _joined(self, target: Target, places: Sequence[int], columns: Sequence[list[Value]]) -> list[Value]:
        """Notes of several columns one below the other; of others the first that is filled."""
        if target.column in MANY_LINES:
            return [
                "\n".join(dict.fromkeys(str(cell) for cell in row if cell)) or None
                for row in zip(*columns, strict=True)
            ]
        if target == _SALUTATION:
            return joined_addresses(columns, self.done.notes)
        first = [next((cell for cell in row if cell is not None), None) for row in zip(*columns, strict=True)]
        for place, column in zip(places, columns, strict=True):
            left = sum(cell is not None and cell != taken for cell, taken in zip(column, first, strict=True))
            if left:
                header = self.source.headers[place]
                self.done.notes.append(f"{count(left, 'cell')} of {header!r} {'has' if left == 1 else 'have'} no place, as {target.column} holds another one; "
                                       f"add a column {header!r} to {target.table} and import again to keep them.")  # fmt: skip
        return first

    def _names(self, countries: Sequence[Value]) -> None:
        """Full names are parted; what they held besides goes where it belongs, or is told."""
        ledger = is_ledger(self.source.headers)
        named = settle_names(self.done.columns, countries, self.country, ledger=ledger)
        for row, why in named.rejected.items():
            self.done.reject(row, why)
        self.done.doubts += [RowDoubt(*doubt) for doubt in named.doubts]
        self.done.notes += named.notes


def _column_of(target: Target) -> Column | None:
    return (
        TABLES[target.table].by_name.get(target.column)
        if target.column not in _LEADING
        else _LEADING[target.column]
    )


def rep_meant(words: str, reps: Mapping[str, str]) -> str:
    """A colleague by short name, full name or address; others stay as they are."""
    return (
        reps.get(letters_and_digits(words))
        or reps.get(letters_and_digits(words.partition("(")[0]))
        or reps.get(name_key(words))
        or words
    )


def _reps(team: pd.DataFrame) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for header in ("Rep", "Name", "Email"):
        for rep, name in zip(team["Rep"], team[header], strict=True):
            if name:
                names.setdefault(letters_and_digits(name), rep)
                names.setdefault(name_key(name), rep)  # Stein, Eva
    return names
