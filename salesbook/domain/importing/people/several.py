"""Cells that name several people or firms with semicolons between, as HubSpot exports what belongs to one record.

A file with its columns mapped in; out the same file, with a row for each person where the table holds rows of one person
(Activities), and the first one where it does not, which is told. Rows whose lists do not fit each other are named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from salesbook.domain.facts.matching import name_key
from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.values.markup import without_entities
from salesbook.schema import TABLES
from salesbook.tables.source import Cell, Source
from salesbook.util.wording import count

_BETWEEN = re.compile(r"\s*(?:;|\||\n)\s*")
_NAME, _EMAIL = Target("Contacts", "Name"), Target("Contacts", "Email")
_FIRM = Target("Accounts", "Account")
_MOST_NAMED = 5


@dataclass
class Apart:
    """The file with one person and one firm in each row; rows that cannot be, with the reason; and sentences."""

    source: Source
    rejected: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def people_apart(table: str, source: Source, mapped: Mapped) -> Apart:
    """Part the people and firms of each row. Rows of Contacts and Accounts keep their people: they are read with the names."""
    columns = {target: list(source.columns[places[0]]) for target, places in mapped.columns.items()}
    done = Apart(source)
    _first_firms(table, columns, done)
    people = [
        target for target in (_NAME, Target(table, TABLES[table].of_person), _EMAIL) if target in columns
    ]
    if table in {"Contacts", "Accounts"} or not any(_is_list(columns, target) for target in people):
        done.source = _with(source, mapped, columns)
        return done
    if table == "Activities":
        return _a_row_each(source, mapped, columns, people, done)
    _first_people(table, columns, people, done)
    done.source = _with(source, mapped, columns)
    return done


def _is_list(columns: Mapping[Target, Sequence[Cell]], target: Target) -> bool:
    return target in columns and any(len(_parts(cell)) > 1 for cell in set(columns[target]))


def _parts(cell: Cell) -> list[str]:
    if not isinstance(cell, str):
        return []
    text = without_entities(cell.strip())  # whose semicolons part nothing
    return list(filter(None, _BETWEEN.split(text)))


def _first_firms(table: str, columns: dict[Target, list[Cell]], done: Apart) -> None:
    """Of several firms in a row the first is taken: a person, an order or a deal belongs to one."""
    targets = [t for t in (_FIRM, Target(table, "Account ID")) if t in columns and table != "Accounts"]
    if not any(_is_list(columns, target) for target in targets):
        return
    several = []
    for row, cells in enumerate(zip(*(columns[target] for target in targets), strict=True)):
        parts = [_parts(cell) for cell in cells]
        sizes = {len(part) for part in parts if part}
        if sizes <= {1}:
            continue
        if len(sizes) > 1:
            done.rejected[row] = f"It names {_sizes(parts, targets)}: leave one of each."
            continue
        several.append(row)
        for target, part in zip(targets, parts, strict=True):
            if part:
                columns[target][row] = part[0]
    _tell_first(several, "firms", done)


def _tell_first(rows: Sequence[int], what: str, done: Apart) -> None:
    if not rows:
        return
    lines = ", ".join(str(done.source.lines[row]) for row in rows[:_MOST_NAMED])
    more = f" and {len(rows) - _MOST_NAMED:,} more" if len(rows) > _MOST_NAMED else ""
    name = "Line" if len(rows) == 1 else "Lines"
    done.notes.append(
        f"{name} {lines}{more} of {done.source.name} {'names' if len(rows) == 1 else 'name'} several {what}; the first was taken."
    )


def _sizes(parts: Sequence[Sequence[str]], targets: Sequence[Target]) -> str:
    return " and ".join(
        count(len(part), target.column) for part, target in zip(parts, targets, strict=True) if part
    )


def _first_people(
    table: str, columns: dict[Target, list[Cell]], people: Sequence[Target], done: Apart
) -> None:
    """Of several people the first is taken where a firm answers for all of them; an order of people alone is one's only."""
    firms = [columns[t] for t in (_FIRM, Target(table, "Account ID")) if t in columns]
    several = []
    for row, cells in enumerate(zip(*(columns[target] for target in people), strict=True)):
        parts = [_parts(cell) for cell in cells]
        if max(map(len, parts), default=0) < 2:
            continue
        if table == "Orders" and not any(firm[row] for firm in firms):
            done.rejected[row] = "It names several people: leave the one who ordered."
            continue
        several.append(row)
        for target, part in zip(people, parts, strict=True):
            if part:
                columns[target][row] = part[0]
    _tell_first(several, "people", done)


def _a_row_each(
    source: Source, mapped: Mapped, columns: dict[Target, list[Cell]], people: Sequence[Target], done: Apart
) -> Apart:
    """An activity with several people becomes one of each: the first keeps the ID, the others' ends in who they are."""
    key = Target("Activities", "Activity ID")
    origin: list[int] = []
    cells: dict[Target, list[Cell]] = {target: [] for target in columns}
    rejected: dict[int, str] = {}
    times = 0
    for row in range(source.height):
        parts = {target: _parts(columns[target][row]) for target in people}
        sizes = {len(part) for part in parts.values() if part}
        found = max(sizes, default=1)
        if row in done.rejected or len(sizes) > 1:
            rejected[len(origin)] = done.rejected.get(row) or (
                f"It names {_sizes([parts[target] for target in people], people)}: give each person a row of their own."
            )
            found = 1
        shares = _shares(parts, found) if found > 1 else [{}]
        times += found > 1
        for number, share in enumerate(shares):
            origin.append(row)
            for target, column in columns.items():
                cell = share.get(target, column[row])
                if target == key and number and cell:
                    cell = f"{str(cell).strip()}-{_mark(share)}"
                cells[target].append(cell)
    if times:
        done.notes.append(
            f"{count(times, 'row')} of {source.name} {'names' if times == 1 else 'name'} several people; each of them got an activity."
        )
    done.rejected = rejected
    done.source = _with(_rows_of(source, origin), mapped, cells)
    return done


def _shares(parts: Mapping[Target, Sequence[str]], count: int) -> list[dict[Target, Cell]]:
    """What each person has of the lists, in an order that does not hang on that of the file."""
    shares: list[dict[Target, Cell]] = [
        {target: part[number] for target, part in parts.items() if part} for number in range(count)
    ]
    return sorted(shares, key=_mark)


def _mark(share: Mapping[Target, Cell]) -> str:
    """Who a person is, for an ID: their own ID, else the address, else the name."""
    known = {target.column: str(cell) for target, cell in share.items()}
    return (
        known.get("Contact ID")
        or known.get("Email", "").casefold()
        or name_key(known.get("Name", "")).replace(" ", "-")
    )


def _rows_of(source: Source, origin: Sequence[int]) -> Source:
    return replace(
        source,
        columns=tuple([column[row] for row in origin] for column in source.columns),
        lines=[source.lines[row] for row in origin],
        faults={row: source.faults[old] for row, old in enumerate(origin) if old in source.faults},
    )


def _with(source: Source, mapped: Mapped, columns: Mapping[Target, Sequence[Cell]]) -> Source:
    """The file with the best column of each target in place."""
    cells = list(source.columns)
    for target, places in mapped.columns.items():
        cells[places[0]] = columns[target]
    return replace(source, columns=tuple(cells))
