"""Who is meant, and what they are known by: names, addresses and numbers, and who else has them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from salesbook.domain.guards.do_not_mail import read_entry
from salesbook.domain.guards.forgotten import number_key
from salesbook.errors import BadInput
from salesbook.schema import CONTACTS, TABLES, Column, Names
from salesbook.tables.grid import Grid, Snapshot, is_blank, key_of, key_text
from salesbook.tables.plan import Handle
from salesbook.util.addresses import address_key, read_address
from salesbook.util.countries import country_code
from salesbook.util.folding import name_words, ways_to_write
from salesbook.util.wording import joined

FirstAndLast = tuple[str, str]
_DIGITS = 7  # the fewest by which a cell of somebody's own column is taken for a number


@dataclass(frozen=True)
class Person:
    """`handles`: their rows of Contacts. `emails` are keys of `address_key`, `numbers` of `number_key`; `typed` what is neither.

    `shared` has addresses and numbers of theirs that others have too, with the IDs of those: they stay.
    """

    contact: str
    handles: tuple[Handle, ...]
    account: str
    names: tuple[FirstAndLast, ...]
    emails: frozenset[str]
    numbers: frozenset[str]
    typed: frozenset[str] = frozenset()
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def keys(self) -> list[str]:
        """Addresses and numbers that are theirs alone."""
        return sorted({*self.emails, *self.numbers} - self.shared.keys())


def column(grid: Grid, name: str) -> list[str]:
    """A column as text; blank where the table lacks it."""
    return [key_text(cell) for cell in grid.columns.get(name, [None] * grid.height)]


def find_person(seen: Snapshot, wanted: str, country: str) -> Person:
    """The contact with that ID, else the only one with that address or name. Raises BadInput.

    Of somebody whose row is gone already, what other tables know is enough: then only the ID finds them.
    `country`: code for numbers without one, or "".
    """
    contact = _meant(seen, wanted.strip())
    grid = seen.grids["Contacts"]
    rows = [row for row, key in enumerate(column(grid, "Contact ID")) if key == contact]
    first, last = column(grid, "First name"), column(grid, "Last name")
    names = {(first[row], last[row]) for row in rows}
    if len({tuple(map(name_words, name)) for name in names}) > 1:
        raise BadInput(
            f"{len(rows)} rows of Contacts have the ID {contact}, with different names, so nobody can tell whose calls and letters are whose.",
            "Give one of them another ID first.",
        )
    emails, numbers, typed = set[str](), set[str](), set[str]()
    region = _country(seen, rows[0]) if rows else ""
    for text in _reaches(seen, contact, rows):
        found = read_entry(text).addresses
        number = "" if found else number_key(text, region or country)
        emails |= found
        numbers |= {number} - {""}
        typed |= {text} if not (found or number) else set()
    if not rows:
        names = _names_elsewhere(seen, contact)
    person = Person(
        contact, tuple(grid.handles[row] for row in rows), column(grid, "Account ID")[rows[0]] if rows else "",
        tuple(sorted(name for name in names if any(name))), frozenset(emails), frozenset(numbers), frozenset(typed),
    )  # fmt: skip
    return _with_shared(person, seen, region or country)


def described(person: Person, seen: Snapshot) -> str:
    """So that somebody tells them from others."""
    name = " ".join(person.names[0]).strip() if person.names else ""
    accounts = seen.grids["Accounts"]
    firm = dict(zip(column(accounts, "Account ID"), column(accounts, "Account"), strict=True)).get(
        person.account, ""
    )
    return f"{', '.join(filter(None, (name, firm)))} ({person.contact})".strip()


def _meant(seen: Snapshot, wanted: str) -> str:
    grid = seen.grids["Contacts"]
    ids = column(grid, "Contact ID")
    if not wanted:
        raise BadInput("There is no person to look for.", "Give a Contact ID, a full name or an address.")
    if wanted in ids or any(wanted in column(other, "Contact ID") for other in seen.grids.values()):
        return wanted
    address = address_key(wanted) if read_address(wanted)[0] else ""
    names = zip(column(grid, "First name"), column(grid, "Last name"), strict=True)
    found = dict.fromkeys(
        key
        for key, name, email in zip(ids, names, column(grid, "Email"), strict=True)
        if key
        and (
            (address in read_entry(email).addresses)
            if address
            else name_words(wanted) in ways_to_write(*name)
        )
    )
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise BadInput(f"{len(found)} people fit {wanted!r}: {joined(list(found))}.", "Use the ID of one.")
    raise BadInput(
        f"Nobody in Contacts has the ID, the full name or the address {wanted!r}.",
        "Look it up in Contacts, and use the Contact ID.",
    )


def _country(seen: Snapshot, row: int) -> str:
    """The code of the country that counts for a row of Contacts: its own, else the account's."""
    contacts, grid = seen.grids["Contacts"], seen.grids["Accounts"]
    countries = dict(zip(column(grid, "Account ID"), column(grid, "Country"), strict=True))
    own = column(contacts, "Country")[row]
    return country_code(own or countries.get(column(contacts, "Account ID")[row], ""))


def _reaches(seen: Snapshot, contact: str, rows: Collection[int]) -> Iterator[str]:
    """What stands where addresses and numbers do: also in columns of the user's own, and in letters and calls of earlier days."""
    grid = seen.grids["Contacts"]
    for name, cells in grid.columns.items():
        known = CONTACTS.by_name.get(name)
        for row in rows:
            text = key_text(cells[row])
            if known.reach if known else _is_a_reach(text):
                yield from filter(None, [text])
    for one, text in _elsewhere(seen, contact):
        if one.reach and text and _is_a_reach(text):
            yield text


def _is_a_reach(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return bool(read_address(text)[0]) or (digits >= _DIGITS and text[:1] in {"+", "0"})


def _names_elsewhere(seen: Snapshot, contact: str) -> set[FirstAndLast]:
    found: set[FirstAndLast] = set()
    for one, name in _elsewhere(seen, contact):
        if one.names is Names.PERSON and not one.reach:
            first, _, last = name.partition(" ")
            found |= {(first, last.strip())} if last.strip() else set()
    return found


def _elsewhere(seen: Snapshot, contact: str) -> Iterator[tuple[Column, str]]:
    """The cells that rows of other tables about the person have of names, addresses and numbers, with their columns."""
    for table in TABLES.values():
        grid = seen.grids.get(table.name)
        if grid is None or not table.of_person or table is CONTACTS:
            continue
        for one in table.columns:
            if one.names is Names.PERSON or one.reach:
                cells = zip(column(grid, table.of_person), column(grid, one.name), strict=True)
                yield from ((one, text) for key, text in cells if key == contact)


def _with_shared(person: Person, seen: Snapshot, country: str) -> Person:
    """Who else has an address or a number of theirs: a colleague at the same switchboard, or the same person twice."""
    shared: dict[str, dict[str, None]] = {}
    for table, key_name in (("Contacts", "Contact ID"), ("Team", "Rep")):
        grid = seen.grids.get(table)
        if grid is None:
            continue
        columns = (column(grid, name) for name in (key_name, "Email", "Phone"))
        for handle, key, email, phone in zip(grid.handles, *columns, strict=True):
            if table == "Contacts" and (key == person.contact or handle in person.handles):
                continue
            theirs = read_entry(email).addresses if person.emails and not is_blank(email) else frozenset()
            number = number_key(phone, country) if person.numbers and phone else ""
            for one in (theirs & person.emails) | ({number} & person.numbers):
                shared.setdefault(one, {})[key_of(handle) or key or "a row without an ID"] = None
    return Person(
        person.contact, person.handles, person.account, person.names, person.emails, person.numbers,
        person.typed, {key: tuple(who) for key, who in shared.items()},
    )  # fmt: skip
