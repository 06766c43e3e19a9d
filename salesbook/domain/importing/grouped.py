"""Reports with the customer's name on a row of its own and a row of totals below: their rows in, a plain list out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from salesbook.domain.importing.headers.known import Target, header_meaning
from salesbook.domain.importing.values.numbers import number_reader
from salesbook.domain.importing.wordlists import data
from salesbook.errors import BadInput
from salesbook.tables.source import Cell, Raw, Row, SourceBody
from salesbook.util.folding import letters_and_digits
from salesbook.util.wording import count

GROUPED = frozenset({"Orders", "Opportunities"})  # tables whose rows come in such reports
GROUP = "Group"  # what the column of the names is called where it may not be the customer
_CUSTOMER = "Customer"
_NAMES = {
    "Name",
    "Account",
    "First name",
    "Last name",
    "Email",
    "Contact ID",
    "Account ID",
    "Customer number",
}
_UNNAMED = re.compile(r"^column \d+$")
_TITLE = 3  # filled cells of a row above the header that is no title any more
_BLANK = {
    "notspecified",
    "unspecified",
    "nocustomer",
    "nichtangegeben",
    "ohnekunde",
    "sincliente",
    "sansclient",
}


@dataclass(frozen=True)
class _Total:
    """A row of totals: of whom, "" for all."""

    name: str


@dataclass(frozen=True)
class _Single:
    """A row with one filled cell."""

    name: str
    column: int


_Kind = _Total | _Single | None  # None: a row of data


def ungrouped(raw: Raw, body: SourceBody, table: str, by_hand: Collection[str]) -> SourceBody:
    """The rows of data only. Where no column names the customer, the names of the groups become the last column.

    `by_hand`: headers that the person mapped. Raises BadInput with a question where the names may be something else.
    """
    kinds = [_kind(row, body.headers, table) for row in body.rows]
    if not any(kinds):
        return body
    totals = [number for number, kind in enumerate(kinds) if isinstance(kind, _Total)]
    groups = _groups(body, kinds)
    if not groups:
        return _without(body, set(totals), _told(body, totals)) if totals else body
    if _names_customers(body, kinds, table):
        note = f"{_told(body, totals)} So {'was the name' if len(groups) == 1 else 'were the names'} above {count(len(groups), 'group')}."
        return _without(_name_is_customer(body, kinds), {*totals, *groups}, note.strip())
    header = _CUSTOMER
    if not _is_by_customer(raw, body):
        header = GROUP
        if letters_and_digits(GROUP) not in map(letters_and_digits, by_hand):
            [name] = [kind.name for kind in (kinds[groups[0]],) if isinstance(kind, _Single)]
            raise BadInput(
                f"{raw.name} is a report in groups: its rows stand under names such as {name!r} (line {body.lines[groups[0]]}), and no column names the customer. Nothing was imported.",
                f'If those are the customers: --map "{GROUP}=Account". If not, export a list that has a row for each invoice and a column for its customer.',
            )
    named = _with_names(body, kinds, groups, header)
    more = f" {_told(body, totals)}" if totals else ""
    note = f"{raw.name} is a report in groups: {count(len(groups), 'name')} on rows of their own became the customers of the rows below.{more}"
    return _without(named, {*totals, *groups}, note)


def _told(body: SourceBody, totals: Sequence[int]) -> str:
    if not totals:
        return ""
    return f"{count(len(totals), 'row')} of totals {'was' if len(totals) == 1 else 'were'} left out, the first in line {body.lines[totals[0]]}."


def _kind(row: Row, headers: Sequence[str], table: str) -> _Kind:
    cell = row[0] if row else None
    first = 0
    if cell is None or cell in ("", " "):
        first = next(
            (place for place, each in enumerate(row) if each is not None and each not in ("", " ")), 0
        )
        cell = row[first] if row else None
    if not isinstance(cell, str):
        return None
    name = total_of(cell)
    if name is None and len(row) - row.count(None) - row.count("") - row.count(" ") > 1:
        return None  # as nearly every row is
    rest = [other for other in row[first + 1 :] if other is not None and other not in ("", " ")]
    if name is not None and rest and all(map(is_number, rest)) and not _has_day(row, first, headers, table):
        return _Total(name)
    if rest or not cell.strip() or is_number(cell):
        return None
    return _Single(cell.strip(), first)


def total_of(words: str) -> str | None:
    """Whose total a cell names: "Total for Acme" and "Acme Ergebnis" are Acme's, "Summe" is everybody's; None for no total."""
    words = words.strip(" :\t\n")
    fronts, backs, before, behind = _patterns()
    if not (lowered := words.lower()).startswith(fronts) and not lowered.endswith(backs):
        return None
    if found := before.match(words):
        return found["name"].strip(" :-–")
    if len(words) < _LONGEST and (found := behind.match(words)):
        return found["name"].strip()
    return None


_LONGEST = 120


@cache
def _patterns() -> tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str], re.Pattern[str]]:
    """Words for a total in front of a name and behind one, and patterns of both with the name."""
    lists = data("orders.toml")["grouping"]
    front, back, of = (
        "|".join(re.escape(word) for word in sorted(lists[name], key=len, reverse=True))
        for name in ("total", "total behind", "of")
    )
    return (
        tuple(word.lower() for word in lists["total"]),
        tuple(word.lower() for word in lists["total behind"]),
        re.compile(rf"(?:{front})(?![\w'])\s*:?\s*(?:(?:{of})\b)?\s*(?P<name>.*)$", re.IGNORECASE),
        re.compile(rf"(?P<name>.*\S)\s+[-–:]?\s*(?:{back})$", re.IGNORECASE),
    )


def _has_day(row: Row, first: int, headers: Sequence[str], table: str) -> bool:
    """Whether a row has a cell under the header of a date, beside the words that may be a total's."""
    for place, cell in enumerate(row[: len(headers)]):
        if place != first and cell not in (None, "", " "):
            found = header_meaning(headers[place], table)
            if found and found[0] == Target(table, "Date"):
                return True
    return False


def is_number(cell: Cell) -> bool:
    """Whether a cell is a number in whatever way it is written, or the dash that stands for none."""
    if isinstance(cell, str):
        words = cell.strip().rstrip("%")
        return words in {"-", "–"} or any(isinstance(number_reader(sign)(words), float) for sign in ".,")
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _groups(body: SourceBody, kinds: Sequence[_Kind]) -> list[int]:
    """The rows with the name of a group: one that has a total of its own, or stands in a column that has nothing else."""
    totals = {letters_and_digits(kind.name) for kind in kinds if isinstance(kind, _Total) and kind.name}
    singles = [(number, kind) for number, kind in enumerate(kinds) if isinstance(kind, _Single)]
    empty = {
        place for place in {kind.column for _, kind in singles}
        if place < len(body.headers) and _UNNAMED.match(body.headers[place])
        and not any(place < len(row) and row[place] for row, kind in zip(body.rows, kinds, strict=True) if kind is None)
    }  # fmt: skip
    sure = [number for number, kind in singles if letters_and_digits(kind.name) in totals]
    if sure or not totals:
        columns = {kind.column for number, kind in singles if number in set(sure)}
        return [n for n, kind in singles if n in set(sure) or kind.column in empty | (columns & empty)]
    return [number for number, kind in singles if kind.column in empty]


def _names_customers(body: SourceBody, kinds: Sequence[_Kind], table: str) -> bool:
    """Whether a column names the customer of the rows of data."""
    places = [
        place for place, header in enumerate(body.headers)
        if (found := header_meaning(header, table)) and found[0].column in _NAMES
    ]  # fmt: skip
    return any(
        place < len(row) and isinstance(row[place], str) and row[place]
        for row, kind in zip(body.rows, kinds, strict=True) if kind is None for place in places
    )  # fmt: skip


def _name_is_customer(body: SourceBody, kinds: Sequence[_Kind]) -> SourceBody:
    """The rows with Name as the customer, not a person, where it repeats the names of the groups."""
    names = {letters_and_digits(kind.name) for kind in kinds if isinstance(kind, _Single)}
    for place, header in enumerate(body.headers):
        if letters_and_digits(header) == "name":
            said = {
                letters_and_digits(str(row[place])) for row in body.rows if place < len(row) and row[place]
            }
            if said and said <= names:
                return replace(body, headers=(*body.headers[:place], _CUSTOMER, *body.headers[place + 1 :]))
    return body


def _is_by_customer(raw: Raw, body: SourceBody) -> bool:
    """Whether the title, the sheet or the file says that the groups are customers."""
    first = body.lines[0] if body.lines else 0
    words = [raw.name, raw.sheet]
    for row, line in zip(raw.rows, raw.lines, strict=False):
        if line >= first:
            break
        filled = [cell for cell in row if isinstance(cell, str) and cell.strip()]
        words += filled if len(filled) < _TITLE else []
    said = re.compile("|".join(data("orders.toml")["grouping"]["customer"]), re.IGNORECASE)
    return any(said.search(word) for word in words)


def _with_names(body: SourceBody, kinds: Sequence[_Kind], groups: Sequence[int], header: str) -> SourceBody:
    """The rows with the name of the outermost group that they stand in, as one more column."""
    width = len(body.headers)
    rows = [
        [*row[:width], *[None] * (width - len(row)), name, *row[width:]]
        for row, name in zip(body.rows, _names(kinds, set(groups)), strict=True)
    ]
    return replace(body, headers=(*body.headers, header), rows=rows)


def _names(kinds: Sequence[_Kind], groups: Collection[int]) -> Iterator[str | None]:
    """By row the outermost group. One without a total of its own ends where the next begins."""
    totals = {letters_and_digits(kind.name) for kind in kinds if isinstance(kind, _Total)}
    within: list[str] = []
    for number, kind in enumerate(kinds):
        if isinstance(kind, _Total) and letters_and_digits(kind.name) in map(letters_and_digits, within):
            place = list(map(letters_and_digits, within)).index(letters_and_digits(kind.name))
            within = within[:place]
        elif isinstance(kind, _Single) and number in groups:
            within = [name for name in within if letters_and_digits(name) in totals]
            within.append(kind.name)
        yield within[0] if within and letters_and_digits(within[0]) not in _BLANK else None


def _without(body: SourceBody, rows: Collection[int], note: str) -> SourceBody:
    kept = [number for number in range(len(body.rows)) if number not in rows]
    return replace(
        body,
        rows=[body.rows[number] for number in kept],
        lines=[body.lines[number] for number in kept],
        notes=(*body.notes, *([note] if note else [])),
    )
