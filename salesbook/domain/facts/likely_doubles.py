"""Likely doubles among people and firms: columns of a table in, pairs of its rows out. They are told, and never merged.

Names that differ in their number only are different people and firms: Walk-in 1 and Walk-in 2, Filiale 3 Nord. So are
two rows of which one's Notes name the other's ID: somebody has looked, and said that they are two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from salesbook.domain.facts.matching import agree, numbers_in
from salesbook.util.likeness import LIKELY_ONE_FIRM, LIKELY_ONE_PERSON

_BLOCK = 1500  # names that are compared each with each
_FEW = 12  # names for which the tables of rapidfuzz take longer than to compare one by one
_CROWD = 30  # people of one name: of more, each is held against the first alone

Finer = Callable[[str], str]
_Column = Sequence[object]


@dataclass(frozen=True)
class Pair:
    """Two rows of a table that may be the same; the one that stood there first comes first."""

    first: int
    second: int


def likely_one_person(
    names: Sequence[str],
    contacts: Mapping[str, _Column],
    asked: Collection[int] | None = None,
) -> list[Pair]:
    """Nearly the same name at one account; without an account, only where nothing else tells them apart.

    `names`: of each row as `name_key` gives it; `contacts`: columns of Contacts, of which only Contact ID must be there;
    `asked`: rows of which one must be in each pair, None for all.
    """
    blank: _Column = [None] * len(names)
    accounts, statuses = (contacts.get(name, blank) for name in ("Account ID", "Status"))
    blocks: dict[tuple[str, str], list[int]] = {}
    for row, name in enumerate(names):
        if name and statuses[row] != "Merged":
            account = str(accounts[row] or "")
            blocks.setdefault((account, "" if account else _initials(name)), []).append(row)
    told_apart = [contacts.get(name, blank) for name in ("Email", "Phone")]
    alone = _told_apart_from_all([row for row, account in enumerate(accounts) if not account], told_apart)
    pairs = _pairs(blocks, names, asked, LIKELY_ONE_PERSON, finer=_initials, alone=alone)
    found = [pair for pair in pairs if accounts[pair.first] or _may_be_one(told_apart, pair)]
    return _not_told_apart(found, contacts["Contact ID"], contacts.get("Notes", blank))


def likely_one_firm(
    names: Sequence[str], accounts: Mapping[str, _Column], asked: Collection[int] | None = None
) -> list[Pair]:
    """Nearly the same name. `names`: of each row as `firm_key` gives it; `accounts` and `asked` as for people."""
    blocks: dict[tuple[str, str], list[int]] = {}
    for row, name in enumerate(names):
        if name:
            blocks.setdefault((name[:2], ""), []).append(row)
    pairs = _pairs(blocks, names, asked, LIKELY_ONE_FIRM, finer=lambda name: name[:5])
    return _not_told_apart(pairs, accounts["Account ID"], accounts.get("Notes", [None] * len(names)))


def said_of_double(key: str, other: str, name: str, *, person: bool) -> tuple[str, str]:
    """What is said of a likely double, and what to do: `key` is its own, `other` and `name` are those of the row before it."""
    why = f"{key} may be the same as {other}, {name}"
    delete = "delete the other or set its Status to Merged" if person else "delete the other"
    return why, (
        f"If it is, move what is missing to one row, and {delete}. If it is not, write {other} into its Notes."
    )


def _told_apart_from_all(rows: Sequence[int], told_apart: Sequence[_Column]) -> set[int]:
    """Rows of people without an account of whom no two can be one: each has an email, or each a number, that nobody else has.

    They need not be held against each other, which nearly all need not in a book of consumers.
    """
    emails, phones = told_apart
    of_email, of_phone = (Counter(cells[row] for row in rows) for cells in told_apart)
    by_email: set[int] = set()
    by_phone: set[int] = set()
    for row in rows:
        email, phone = emails[row], phones[row]
        if (email and of_email[email] > 1) or (phone and of_phone[phone] > 1):
            continue
        if email:
            by_email.add(row)
        elif phone:
            by_phone.add(row)
    return max(by_email, by_phone, key=len)


def _may_be_one(told_apart: Iterable[_Column], pair: Pair) -> bool:
    cells = [(column[pair.first], column[pair.second]) for column in told_apart]
    return any(ours == theirs and ours for ours, theirs in cells) or all(
        agree(ours, theirs) for ours, theirs in cells
    )


def _not_told_apart(pairs: Sequence[Pair], keys: _Column, notes: _Column) -> list[Pair]:
    """Those of which neither row's notes name the other's key."""
    return [
        pair
        for pair in pairs
        if not _names(notes[pair.second], keys[pair.first])
        and not _names(notes[pair.first], keys[pair.second])
    ]


def _names(note: object, key: object) -> bool:
    return bool(note) and re.search(rf"(?<!\w){re.escape(str(key))}(?!\w)", str(note)) is not None


def _pairs(
    blocks: Mapping[tuple[str, str], list[int]], names: Sequence[str], asked: Collection[int] | None, enough: float,
    *, finer: Finer, alone: Collection[int] = (),
) -> list[Pair]:  # fmt: skip
    """Compare the asked rows of each block with all of it, but none that are `alone` with each other.

    Blocks that are too large are parted by `finer`.
    """
    wanted = np.full(len(names), asked is None)
    wanted[list(asked or ())] = True
    telling = np.ones(len(names), dtype=bool)
    telling[list(alone)] = False
    found: set[tuple[int, int]] = set()
    for rows in blocks.values():
        if len(rows) == 1 or (asked is not None and not wanted[rows].any()):
            continue
        if len(rows) <= _FEW:  # the people of one firm, of which there may be tens of thousands
            found.update(_alike_of_few(rows, names, enough))
        else:
            of_one_name, others = _of_one_name(rows, names)
            found.update(of_one_name)
            for part in _parted(others, names, finer):
                fewer = min(wanted, telling, key=lambda mask: mask[part].sum())
                found.update(_near(part, names, fewer, enough))
    found = {(a, b) for a, b in found if (wanted[a] or wanted[b]) and (telling[a] or telling[b])}
    return [Pair(*pair) for pair in sorted(found)]


def _of_one_name(rows: list[int], names: Sequence[str]) -> tuple[list[tuple[int, int]], list[int]]:
    """Each row of a name that very many have, with the first that has it; and the rows that are to be compared."""
    by_name: dict[str, list[int]] = {}
    for row in rows:
        by_name.setdefault(names[row], []).append(row)
    crowds = [same for same in by_name.values() if len(same) > _CROWD]
    left = {row for same in crowds for row in same[1:]}
    return [(same[0], row) for same in crowds for row in same[1:]], [row for row in rows if row not in left]


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
    rows: Sequence[int], names: Sequence[str], wanted: np.ndarray, enough: float
) -> Iterator[tuple[int, int]]:
    """Names without a number are compared with all, those with one among those that have the same: Buyer 12346 is not Buyer 12347."""
    plain: list[int] = []
    numbered: dict[tuple[int, ...], list[int]] = {}
    for row in rows:
        (numbered.setdefault(numbers, []) if (numbers := numbers_in(names[row])) else plain).append(row)
    others = [row for same in numbered.values() for row in same]
    for left, right in ((plain, plain), (plain, others), *((same, same) for same in numbered.values())):
        asked = [row for row in left if wanted[row]]
        yield from _alike(asked, right, names, enough)
        if right is not left and len(asked) < len(left):
            yield from _alike(left, [row for row in right if wanted[row]], names, enough)


def _alike_of_few(rows: Sequence[int], names: Sequence[str], enough: float) -> Iterator[tuple[int, int]]:
    from rapidfuzz.fuzz import ratio

    for one, other in combinations(rows, 2):
        if ratio(names[one], names[other], score_cutoff=enough):
            numbers = numbers_in(names[one]), numbers_in(names[other])
            if not all(numbers) or numbers[0] == numbers[1]:
                yield one, other


def _alike(
    left: Sequence[int], right: Sequence[int], names: Sequence[str], enough: float
) -> Iterator[tuple[int, int]]:
    from rapidfuzz import fuzz, process

    if not (left and right):
        return iter(())
    table = process.cdist(
        [names[row] for row in left], [names[row] for row in right],
        scorer=fuzz.ratio, score_cutoff=enough, dtype=np.uint8,
    )  # fmt: skip
    places = zip(*(place.tolist() for place in np.nonzero(table)), strict=True)
    found = ((left[i], right[j]) for i, j in places)
    return ((min(pair), max(pair)) for pair in found if pair[0] != pair[1])


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())
