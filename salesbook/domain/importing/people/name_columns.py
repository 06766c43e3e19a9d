"""First and last names of the rows of a file, from full names and what else names people; what was left out is told.

Columns as they were read in, the same columns with First name and Last name settled out. An address or a firm that stands
in a name goes to its own column where that is blank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from salesbook.domain.facts.matching import agree, firm_key, name_key, names_agree
from salesbook.domain.importing.headers.known import Target
from salesbook.domain.importing.people.full_names import FullName, NamesInCell, read_full_name
from salesbook.domain.importing.people.names import is_title
from salesbook.domain.importing.values.phones_emails import read_email
from salesbook.tables.plan import Value
from salesbook.util.folding import letters_and_digits
from salesbook.util.wording import count

_NAME, MIDDLE, _FIRST, _LAST = (
    Target("Contacts", name) for name in ("Name", "Middle name", "First name", "Last name")
)
_EMAIL, _FIRM = Target("Contacts", "Email"), Target("Accounts", "Account")
# Contacts of an invoicing program: Contact name is its customer, First name and Last name a person there.
_LEDGER_NAMES = frozenset({"contactname", "firstname", "lastname"})
_LEDGER = frozenset(
    {
        "accountnumber",
        "poaddressline1",
        "poattentionto",
        "saaddressline1",
        "bankaccountname",
        "taxnumber",
        "legalname",
    }
)
_TITLES_WITHOUT_DOT = frozenset({"dr", "prof", "mr", "mrs", "ms", "herr", "frau", "mme", "mlle"})
_MOST = 8
_TODO = "Put it where it belongs, if it is worth keeping."


@dataclass
class Named:
    """What naming has to say: rows to reject, doubts as (row, column, cell, taken, why, next step), and sentences."""

    rejected: dict[int, str] = field(default_factory=dict)
    doubts: list[tuple[int, Target, str, Value, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def is_ledger(headers: Sequence[str]) -> bool:
    """Whether a file is a list of the customers of an invoicing program."""
    folded = {letters_and_digits(header) for header in headers if header}
    return folded >= _LEDGER_NAMES and bool(folded & _LEDGER)


def settle_names(
    columns: dict[Target, list[Value]], countries: Sequence[Value], default: str, *, ledger: bool = False
) -> Named:
    """Part full names where first and last name are blank; middle names go with the first. Changes `columns`.

    `ledger`: the full name is the customer of an invoicing program, which is a firm where it is not the person beside it.
    """
    named = Named()
    if not {_NAME, MIDDLE, _FIRST, _LAST} & columns.keys():
        return named
    height = len(next(iter(columns.values())))
    blank: list[Value] = [None] * height
    full, middle = columns.pop(_NAME, blank), columns.pop(MIDDLE, blank)
    first, last = columns.get(_FIRST, blank), columns.get(_LAST, blank)
    full, unsure = _without_firms(named, full, columns.get(_FIRM, blank))
    firms, others = _firms_beside(full, first, last, ledger=ledger)
    key = list(zip(first, middle, last, full, countries if any(full) else blank, strict=True))
    read = {row: _read(*row, default=default) for row in set(key)}
    columns[_FIRST] = [read[row].first or None for row in key]
    columns[_LAST] = [read[row].last or None for row in key]
    special = {row: name for row, name in read.items() if _says_more(name)}
    if special or firms:
        rows = {i: (_cell(row), special[row]) for i, row in enumerate(key) if row in special}
        for i, firm in firms.items():
            cell, name = rows.get(i, (str(full[i]), FullName()))
            rows[i] = (cell, replace(name, firm=name.firm or firm))
        _tell(named, columns, rows)
    named.doubts += [
        (row, _LAST, str(full[row]), columns[_LAST][row], "may be the firm's name, with the person's behind it", _TODO)
        for row in unsure
    ]  # fmt: skip
    if others:
        shown = ", ".join(f"“{name}”" for name in others[:_MOST])
        named.notes.append(
            f"{count(len(others), 'full name')} beside a first and a last name {'says' if len(others) == 1 else 'say'} something else, and "
            f"{'was' if len(others) == 1 else 'were'} left out: {shown}{', ...' if len(others) > _MOST else ''}. "
            "Where they are firms, map that column to Account."
        )
    return named


def _without_firms(
    named: Named, full: list[Value], accounts: Sequence[Value]
) -> tuple[list[Value], list[int]]:
    """Full names without the firm of their row in front, where that is how the file writes them: Azure Interior, Ann Lee.

    And the rows of which one cannot know: Lee, Anna Maria of the firm Lee.
    """
    begun = {
        row: str(name)[len(str(firm)) + 1 :].strip()
        for row, (name, firm) in enumerate(zip(full, accounts, strict=True))
        if name and firm and str(name).casefold().startswith(f"{firm},".casefold())
        and not read_full_name(str(name)).firm and not str(name).endswith(",")
    }  # fmt: skip
    long = [row for row, rest in begun.items() if len(rest.split()) > 1]
    firms = {firm_key(str(accounts[row])) for row in begun}
    if len(firms) > 1 and len(long) * 2 > len(begun):
        named.notes.append(f"{count(len(begun), 'name')} began with the firm of the row, which was left out.")
        return [begun.get(row, name) for row, name in enumerate(full)], []
    return full, long


def _firms_beside(
    full: Sequence[Value], first: Sequence[Value], last: Sequence[Value], *, ledger: bool
) -> tuple[dict[int, str], list[str]]:
    """Full names beside a first or last name: by row those that are firms, and those that are neither firm nor that person."""
    firms: dict[int, str] = {}
    others: dict[str, None] = {}
    for row, (name, *parts) in enumerate(zip(full, first, last, strict=True)):
        if not name or not any(parts):
            continue
        read, person, key = read_full_name(str(name)), name_key(*parts), name_key(name)
        if read.firm:
            firms[row] = read.firm
        elif ledger and not set(person.split()) <= set(key.split()):
            firms[row] = str(name)
        elif not names_agree(key, person):
            others[str(name)] = None
    return firms, list(others)


def _read(first: Value, middle: Value, last: Value, full: Value, country: Value, *, default: str) -> FullName:
    if full and not first and not last:
        return read_full_name(str(full), str(country or "") or default)
    if first and last and str(last).startswith(f"{first} "):  # a full name beside the first name
        last = str(last)[len(str(first)) + 1 :]
    alone = first or last
    if alone and not (first and last) and _is_no_name(str(alone)):
        return read_full_name(str(alone), default)
    address = next((str(part) for part in (first, last) if part and "@" in str(part)), "")
    if address and (found := read_full_name(address)).names is NamesInCell.NOBODY:
        rest = str(last if address == first else first)
        return FullName(**{"last" if address == first else "first": rest}, email=found.email)  # type: ignore[arg-type]
    titles, parts = [], []
    for part in (first, last):
        before, rest = _title_before(str(part or ""))
        titles += before
        parts.append(rest)
    given = " ".join(str(part) for part in (parts[0], middle) if part)
    return FullName(given, parts[1], titles=tuple(titles))


def _title_before(name: str) -> tuple[list[str], str]:
    """The titles before a first or a last name, and the name: Dr. Karl. Without a dot only those that are no name count."""
    words = name.split()
    size = 0
    while size + 1 < len(words) and is_title(words[size]) and (
        "." in words[size] or words[size].casefold() in _TITLES_WITHOUT_DOT
    ):  # fmt: skip
        size += 1
    return words[:size], " ".join(words[size:]) if size else name


def _is_no_name(text: str) -> bool:
    """Whether a first or last name that stands alone is an address or a firm."""
    return read_full_name(text).names in {NamesInCell.NOBODY, NamesInCell.FIRM}


def _says_more(name: FullName) -> bool:
    return name.names is not NamesInCell.PERSON or bool(name.email or name.firm or name.titles or name.beside)


def _cell(row: tuple[Value, ...]) -> str:
    first, _, last, full, _ = row
    return (
        str(full)
        if full and not first and not last
        else " ".join(str(part) for part in (first, last) if part)
    )


def _tell(named: Named, columns: dict[Target, list[Value]], rows: Mapping[int, tuple[str, FullName]]) -> None:
    titles: Counter[str] = Counter(title for _, name in rows.values() for title in name.titles)
    moved: Counter[str] = Counter()
    for row, (cell, name) in rows.items():
        if name.names is NamesInCell.SEVERAL:
            named.rejected[row] = f"Name {cell!r} names several people: give each a row of their own."
            continue
        target = _FIRST if name.first else _LAST
        beside = list(name.beside)
        if name.email:
            moved["Email"] += _moved(columns, _EMAIL, row, name.email, beside)
        if name.firm:
            moved["Account"] += _moved(columns, _FIRM, row, name.firm, beside)
        if beside:
            left = ", ".join(f"“{word}”" for word in beside)
            why = f"holds more than a name: {left} {'was' if len(beside) == 1 else 'were'} left out"
            named.doubts.append((row, target, cell, columns[target][row], why, _TODO))
        elif name.names is NamesInCell.TOGETHER:
            named.doubts.append((row, target, cell, columns[target][row], "names several people together", "Give each a row of their own, if letters are to greet them."))  # fmt: skip
        elif name.names is NamesInCell.DESK:
            named.doubts.append((row, target, cell, columns[target][row], "does not look like a person's name", "Fill in who it is, or leave the names blank."))  # fmt: skip
    if titles:
        listed = ", ".join(f"{title} ({times:,})" for title, times in titles.most_common(_MOST))
        named.notes.append(f"Left out of names: {listed}{', ...' if len(titles) > _MOST else ''}.")
    for column, times in moved.items():
        if times:
            what = "an address" if column == "Email" else "a firm"
            named.notes.append(f"{count(times, 'name')} held {what}, which went to {column}.")


def _moved(
    columns: dict[Target, list[Value]], target: Target, row: int, words: str, beside: list[str]
) -> bool:
    """Put what stood in a name where it belongs; what has another value there joins what is told."""
    cells = columns.setdefault(target, [None] * len(columns[_FIRST]))
    if target == _EMAIL:
        read = read_email(words)
        if not isinstance(read, str):
            beside.append(words)
            return False
        words = read
    ours = cells[row]
    if ours is None:
        cells[row] = words
        return True
    same = agree(ours, words) if target == _EMAIL else firm_key(str(ours)) == firm_key(words)
    if not same:
        beside.append(words)
    return False
