"""Likely duplicates: names that are nearly the same. They are reported, and never merged.

Names that differ in their number only are different people and firms: Walk-in 1 and Walk-in 2, Filiale 3 Nord.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.importing.match import agree, firm_key, numbers_in
from salesbook.tables.plan import Problem
from salesbook.util.likeness import LIKELY_ONE_FIRM, LIKELY_ONE_PERSON

if TYPE_CHECKING:
    from salesbook.domain.importing.people.finding import ImportedPeople
    from salesbook.domain.importing.people.known import Accounts, Contacts

_BLOCK = 1500  # names that are compared each with each

Finer = Callable[[str], str]


@dataclass(frozen=True)
class Pair:
    """Two rows of a table that may be the same; the one that stood there first comes first."""

    first: int
    second: int


def likely_problems(
    people: ImportedPeople, contacts: Collection[int], accounts: Collection[int]
) -> list[Problem]:
    """A problem for each likely pair in which one is among the given rows."""
    found = [
        _problem(people.contacts, pair, _name_of_contact(people.contacts, pair.first), "First name")
        for pair in _contacts(people.contacts, contacts)
    ]
    return found + [
        _problem(people.accounts, pair, str(people.accounts.value(pair.first, "Account")), "Account")
        for pair in _accounts(people.accounts, accounts)
    ]


def _problem(registry: Contacts | Accounts, pair: Pair, name: str, column: str) -> Problem:
    store = registry.store
    key, other = store.key(pair.second), store.key(pair.first)
    value = str(registry.value(pair.second, column) or "")
    return Problem(store.table.name, key, column, value, f"{key} may be the same as {other}, {name}",
                   "If it is, move what is missing to one row, and delete the other or set it to Merged.")  # fmt: skip


def _name_of_contact(contacts: Contacts, row: int) -> str:
    return " ".join(
        str(contacts.value(row, part)) for part in ("First name", "Last name") if contacts.value(row, part)
    )


def _contacts(contacts: Contacts, asked: Collection[int]) -> list[Pair]:
    """Nearly the same name at one account; without an account, only where nothing else tells them apart."""
    blocks: dict[tuple[str, str], list[int]] = {}
    names = contacts.names
    accounts = contacts.store.columns["Account ID"]
    statuses = contacts.store.columns.get("Status")
    for row, name in enumerate(names):
        if name and (statuses is None or statuses[row] != "Merged"):
            account = str(accounts[row] or "")
            blocks.setdefault((account, "" if account else _initials(name)), []).append(row)
    pairs = _pairs(blocks, names, asked, LIKELY_ONE_PERSON, finer=_initials)
    return [pair for pair in pairs if accounts[pair.first] or _may_be_one(contacts, pair)]


def _may_be_one(contacts: Contacts, pair: Pair) -> bool:
    cells = [
        (contacts.value(pair.first, name), contacts.value(pair.second, name)) for name in ("Email", "Phone")
    ]
    return any(ours == theirs and ours for ours, theirs in cells) or all(
        agree(ours, theirs) for ours, theirs in cells
    )


def _accounts(accounts: Accounts, asked: Collection[int]) -> list[Pair]:
    blocks: dict[tuple[str, str], list[int]] = {}
    names = [firm_key(str(name or "")) for name in accounts.store.columns["Account"]]
    for row, name in enumerate(names):
        if name:
            blocks.setdefault((name[:2], ""), []).append(row)
    return _pairs(blocks, names, asked, LIKELY_ONE_FIRM, finer=lambda name: name[:5])


def _pairs(
    blocks: Mapping[tuple[str, str], list[int]], names: Sequence[str], asked: Collection[int], enough: float, *, finer: Finer,
) -> list[Pair]:  # fmt: skip
    """Compare the asked rows of each block with all of it; blocks that are too large are parted by `finer`."""
    wanted = np.zeros(len(names), dtype=bool)
    wanted[list(asked)] = True
    numbers = _numbered(names)
    found: set[tuple[int, int]] = set()
    for rows in blocks.values():
        if len(rows) > 1 and wanted[rows].any():
            for part in _parted(rows, names, finer):
                found.update(_near(part, names, numbers, wanted, enough))
    return [Pair(*pair) for pair in sorted(found)]


def _numbered(names: Sequence[str]) -> np.ndarray:
    """By name a sign for the numbers in it, the same for the same ones; 0 for none."""
    signs: dict[tuple[int, ...], int] = {(): 0}
    return np.array([signs.setdefault(numbers_in(name), len(signs)) for name in names], dtype=np.int64)


def _parted(rows: list[int], names: Sequence[str], finer: Finer) -> Iterable[list[int]]:
    if len(rows) <= _BLOCK:
        return [rows]
    parts: dict[str, list[int]] = {}
    for row in rows:
        parts.setdefault(finer(names[row]), []).append(row)
    # What is still too large, as in a list of people who all have one name, is compared with its neighbours.
    ordered = [sorted(part, key=names.__getitem__) for part in parts.values()]
    return [part[i : i + _BLOCK] for part in ordered for i in range(0, len(part), _BLOCK)]


def _near(
    rows: list[int], names: Sequence[str], numbers: np.ndarray, wanted: np.ndarray, enough: float
) -> Iterable[tuple[int, int]]:
    from rapidfuzz import fuzz, process

    asked = [row for row in rows if wanted[row]]
    if not asked or len(rows) < 2:
        return []
    table = process.cdist(
        [names[row] for row in asked],
        [names[row] for row in rows],
        scorer=fuzz.ratio,
        score_cutoff=enough,
        dtype=np.uint8,
    )
    one, other = numbers[asked][:, None], numbers[rows][None, :]
    table[(one != other) & (one > 0) & (other > 0)] = (
        0  # they differ in their number: Buyer 12346 and Buyer 12347
    )
    left, right = np.nonzero(table)
    return {
        (min(a, b), max(a, b))
        for a, b in ((asked[i], rows[j]) for i, j in zip(left.tolist(), right.tolist(), strict=True))
        if a != b
    }


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())
