"""Which column of the book each header of a file means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from salesbook.domain.importing.headers.abbreviations import in_full
from salesbook.domain.importing.headers.joined import THING_OF_TABLE, Path, Thing, is_field_of, paths
from salesbook.domain.importing.headers.lists import fold_header, header_lists
from salesbook.errors import BadInput
from salesbook.schema import CONTACTS, TABLES
from salesbook.util.folding import letters_and_digits


class Target(NamedTuple):
    """A column of the book, or one that leads there, such as Name."""

    table: str
    column: str


COUNTRY = Target("Contacts", "Country")
# What a row of a table may say about the person and the organisation that it belongs to.
# A country is the person's; the firm of the row has it too, where the book does not know the firm's.
_PERSON = (
    "Customer number", "First name", "Middle name", "Last name", "Name", "Email", "Phone", "Job title", "Country",
    "Consent", "Consent on", "Do not email", "Do not call",
)  # fmt: skip
_FIRM = ("Account", "Industry", "Segment")
# Not in the book, but they lead to what is.
LEADING: Mapping[str, tuple[str, ...]] = {
    "Contacts": ("Customer number", "Name", "Middle name", "Last contacted", "Old notes"),
    "Accounts": ("Customer number",),
}
SEVERAL = frozenset(
    {
        Target("Contacts", "Email"),
        Target("Contacts", "Phone"),
        Target("Contacts", "Salutation"),
        Target("Contacts", "Notes"),
        Target("Contacts", "Old notes"),
        Target("Activities", "Notes"),
    }
)
_CLOSED = Target("Opportunities", "Closed")
# Each deal has one of these two, so both lead to Closed.
_ENDS = frozenset(
    f"{end}{when}" for end in ("won", "lost", "dealwon", "deallost") for when in ("time", "date", "on", "at")
) | {"datewon", "datelost", "gewonnenam", "verlorenam"}  # fmt: skip
_ROUNDABOUT = 1000  # a header that means something as it stands comes before one that does in parts
_SHORTENED = 10_000  # and both before one that does once its short words are written out
# Their lists stand under that table.
_ALSO = {"Accounts": {"Customer number": "Contacts"}, "Contacts": {"Country": "Accounts"}}


@dataclass(frozen=True)
class Mapped:
    """By target the columns of the file, the best first; and the columns that mean nothing to us."""

    columns: Mapping[Target, tuple[int, ...]]
    unmapped: tuple[int, ...] = ()


def recogniser(table: str, mapping: Mapping[str, str]) -> Callable[[str], bool]:
    """Tells headers from other cells: those that mean something in `table`, and those mapped by hand."""
    by_hand = {fold_header(header) for header in mapping}
    return lambda header: (
        len(header) < 100 and (fold_header(header) in by_hand or header_meaning(header, table) is not None)
    )


def map_headers(
    headers: Sequence[str], table: str, own: Collection[str], mapping: Mapping[str, str]
) -> Mapped:
    """Give each header its column. `own`: columns that people added to the table; `mapping`: by hand.

    By hand wins, then a column of their own with that very header, then the best known meaning.
    Raises BadInput for a mapping that names a header or a column that is not there.
    """
    chosen = _by_hand(headers, table, own, mapping)
    wishes: dict[Target, list[tuple[int, int]]] = {}
    mine = {letters_and_digits(header): header for header in own}
    for place, header in enumerate(headers):
        if place in chosen:
            target, rank = chosen[place], -1
        elif letters_and_digits(header) in mine:
            target, rank = Target(table, mine[letters_and_digits(header)]), 0
        else:
            target, rank = (header and header_meaning(header, table)) or (None, 0)
        if target:
            wishes.setdefault(target, []).append((rank, place))
    columns = {
        target: tuple(place for _, place in _taken(target, sorted(found), headers))
        for target, found in wishes.items()
    }
    columns = _names_settled(columns)
    used = {place for places in columns.values() for place in places} | chosen.keys()
    return Mapped(columns, tuple(i for i in range(len(headers)) if i not in used))


def _taken(
    target: Target, found: Sequence[tuple[int, int]], headers: Sequence[str]
) -> Sequence[tuple[int, int]]:
    """Of the headers that mean a column, the best; all where its cells may come from several."""
    if target in SEVERAL:
        return found
    if target == _CLOSED and is_end_of_deal(headers[found[0][1]]):
        return [each for each in found if is_end_of_deal(headers[each[1]])]
    return found[:1]


def is_end_of_deal(header: str) -> bool:
    """Whether a column has the time at which deals were won, or the one at which they were lost."""
    return bool({letters_and_digits(header), *(path.field for path in paths(header))} & _ENDS)


def means(header: str, target: Target) -> bool:
    """Whether a header is one of those that stand for a target."""
    known = _headers_of(target)
    return fold_header(header) in known or bool((full := in_full(header)) and fold_header(full) in known)


@lru_cache(maxsize=4096)
def header_meaning(header: str, table: str) -> tuple[Target, int] | None:
    """What a header means in a file for `table`, and how well it fits (0 is best); None for nothing.

    Where the whole header means nothing, the object of a program in front of it is left out, and a label behind it;
    where that means nothing either, its short words are written out.
    """
    if found := _meaning_as_written(header, table):
        return found
    full = in_full(header)
    found = _meaning_as_written(full, table) if full else None
    return found and (found[0], found[1] + _SHORTENED)


def _meaning_as_written(header: str, table: str) -> tuple[Target, int] | None:
    lookup = _lookup(table)
    if not is_field_of(header) and (whole := lookup.get(fold_header(header))):
        return whole
    for path in paths(header):
        found = _of_thing(path, table)
        if found and (not path.labelled or found[0] in SEVERAL):
            return found[0], found[1] + _ROUNDABOUT * (1 + path.lost)
    return lookup.get(fold_header(header))


def _of_thing(path: Path, table: str) -> tuple[Target, int] | None:
    """What a field means when it is that of a person, a firm, a deal, ...: never that of another object."""
    own = THING_OF_TABLE.get(table)
    if path.thing is None:
        return _lookup(table).get(path.field)
    if path.thing is own:
        found = _lookup(table).get(path.field)
        named = (
            found
            and found[0].table != table
            and found[0].column in {"Name", "Account"}
            and path.field != "name"
        )
        return found if found and (named or found[0].table == table) else None
    reachable = {target.column: target for target in dict(targets_of(table)).values()}
    sides = {Thing.PERSON: ("Contacts",), Thing.FIRM: ("Accounts",), Thing.CUSTOMER: ("Contacts", "Accounts")}
    for side in sides.get(path.thing, ()):
        found = _lookup(side).get(path.field)
        target = reachable.get(found[0].column) if found else None
        if found and target and _is_of(path.thing, target, side, table):
            return target, found[1]
    return None


def _is_of(thing: Thing, target: Target, side: str, table: str) -> bool:
    """Whether a column of the imported table, or one that it says of others, is a column of that object."""
    if thing is Thing.CUSTOMER:
        return target.column in {*_PERSON, "Middle name", "Account", "Country"} - {"Customer number"}
    return (
        target.table == side
        or target.column in {TABLES[side].key, COUNTRY.column}
        or (side == table and thing is Thing.PERSON)
    )


def _by_hand(
    headers: Sequence[str], table: str, own: Collection[str], mapping: Mapping[str, str]
) -> dict[int, Target | None]:
    chosen: dict[int, Target | None] = {}
    ours = dict(targets_of(table))
    ours |= {letters_and_digits(header): Target(table, header) for header in own}
    for theirs, name in mapping.items():
        places = [i for i, header in enumerate(headers) if header == theirs] or [
            i
            for i, header in enumerate(headers)
            if header and letters_and_digits(header) == letters_and_digits(theirs)
        ]
        if not places:
            raise BadInput(
                f"The file has no header {theirs!r}.", f"It has: {', '.join(filter(None, headers))}."
            )
        target = ours.get(letters_and_digits(name))
        if name.strip() and target is None:
            names = dict.fromkeys(found.column for found in ours.values())
            raise BadInput(
                f"{table} has no column {name!r}.", f"Map {theirs!r} to one of: {', '.join(names)}."
            )
        chosen |= dict.fromkeys(places, target if name.strip() else None)
    return chosen


def _names_settled(columns: dict[Target, tuple[int, ...]]) -> dict[Target, tuple[int, ...]]:
    """Beside a first name alone, "Name" is the last name, and the other way round ("Nombre", "Apellidos")."""
    name, first, last = (Target("Contacts", column) for column in ("Name", "First name", "Last name"))
    if name in columns and (first in columns) != (last in columns):
        columns[last if first in columns else first] = columns.pop(name)
    return columns


@cache
def _lookup(table: str) -> Mapping[str, tuple[Target, int]]:
    """Folded headers, the target of each, and how well it fits (0 is best)."""
    found: dict[str, tuple[Target, int]] = {}
    for target in dict(targets_of(table)).values():
        for rank, word in enumerate(_headers_of(target)):
            found.setdefault(word, (target, rank))
    return found


def _headers_of(target: Target) -> Sequence[str]:
    """Folded headers that mean a target, the best first."""
    lists = header_lists().get(_ALSO.get(target.table, {}).get(target.column, target.table), {})
    return lists.get(target.column, (fold_header(target.column),))


def _related(table: str) -> Mapping[str, tuple[str, ...]]:
    """By other table the columns of it that a row may say something for."""
    if TABLES[table] is CONTACTS:
        return {"Accounts": (*_FIRM, "Annual value")}
    return {"Contacts": _PERSON, "Accounts": _FIRM} if TABLES[table].is_record else {}


def targets_of(table: str) -> Iterator[tuple[str, Target]]:
    """Every target of a table by its folded name: what leads there, its columns, what it says of others."""
    seen: set[str] = set()
    columns = [Target(table, name) for name in LEADING.get(table, ())]
    columns += [
        Target(table, column.name)
        for column in TABLES[table].columns
        if not column.ours and not column.formula
    ]
    columns += [Target(other, name) for other, names in _related(table).items() for name in names]
    for target in columns:
        if letters_and_digits(target.column) not in seen:
            seen.add(letters_and_digits(target.column))
            yield letters_and_digits(target.column), target
