"""A column of customers that names people, addresses and firms in turn: its cells as they were read in, each where it belongs out.

Row by row: an email, or the name that exactly one contact has, is that person; else the account of that name; else somebody
new, of the kind that the column mostly holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from salesbook.domain.facts.matching import firm_key, name_key, names_agree
from salesbook.domain.importing.clean import Cleaned, RowDoubt
from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.headers.lists import fold_header
from salesbook.domain.importing.people.buyers import is_like_a_person
from salesbook.domain.importing.people.full_names import FullName, NamesInCell, read_full_name
from salesbook.domain.importing.people.identify import NUMBER
from salesbook.domain.importing.people.name_columns import settle_names
from salesbook.domain.importing.report import Went
from salesbook.domain.importing.staging import Store
from salesbook.domain.importing.values.phones_emails import read_email
from salesbook.domain.importing.wordlists import value_words
from salesbook.schema import TABLES
from salesbook.tables.plan import Value
from salesbook.util.folding import name_words
from salesbook.util.invisible import for_comparing
from salesbook.util.wording import count, joined

if TYPE_CHECKING:
    import pandas as pd

_FIRM = Target("Accounts", "Account")
_NAME, _FIRST, _LAST, _EMAIL = (
    Target("Contacts", name) for name in ("Name", "First name", "Last name", "Email")
)
_COUNTRIES = (Target("Contacts", "Country"), Target("Accounts", "Country"))
_MOST = 5  # names in one sentence
_TIMES = 2  # how many times as many of one kind as of the other make a column mostly that kind


_BY_EMAIL, _BY_NAME, _BY_FIRM, _NEW = _ORDER = (
    "by the email of a contact",
    "by the name of a contact",
    "by the name of an account",
    "new ({})",
)
_QUESTION = ("Is this a person (No: a firm)", "Are these people (No: firms)")
_UNASKED = (
    "It was taken for a firm. Where that is wrong: undo, put the person into Contacts, and import again.",
    "They were taken for firms. Where that is wrong: undo, put the people into Contacts, and import again.",
)


class Customer(Enum):
    """What one cell names."""

    ADDRESS = auto()
    CONTACT = auto()  # of the book
    ACCOUNT = auto()  # of the book
    NEW_FIRM = auto()  # by its legal form, or as no person is called so
    OPEN = auto()  # nobody whom the book knows, and the name tells nothing


_HOW = {Customer.ADDRESS: _BY_EMAIL, Customer.CONTACT: _BY_NAME}


@dataclass(frozen=True)
class MixedCustomers:
    """What became of a column of customers.

    `rows`: by row of the file what its cell named; `twice`: names that a contact and an account have; `question`: what only
    the person can tell, and `unasked` what is said where nobody told; both "" where the column shows it.
    """

    header: str = ""
    rows: Mapping[int, Customer] = field(default_factory=dict)
    twice: Sequence[str] = ()
    question: str = ""
    unasked: str = ""

    def notes(self, rejected: Collection[int], people: Went, firms: Went) -> Iterator[str]:
        """How the customers of the rows were found, once they are laid over the book; the counts add up to the rows."""
        found: Counter[str] = Counter()
        new: tuple[set[int], set[int]] = set(), set()
        for row, customer in self.rows.items():
            if row not in rejected:
                person, firm = people.rows[row], firms.rows[row]
                by_firm = person < 0 or (firm >= 0 and customer not in {Customer.ADDRESS, Customer.CONTACT})
                where, place = (firms, firm) if by_firm else (people, person)
                is_new = place >= where.store.known
                found[_NEW if is_new else _BY_FIRM if by_firm else _HOW.get(customer, _BY_EMAIL)] += 1
                new[by_firm].update([place] if is_new else [])
        if found:
            made = " and ".join(
                words
                for number, words in (
                    (len(new[0]), _people(len(new[0]))),
                    (len(new[1]), count(len(new[1]), "firm")),
                )
                if number
            )
            parts = [f"{found[how]:,} {how.format(made)}" for how in _ORDER if found[how]]
            yield f"{self.header}, {count(found.total(), 'row')}: {', '.join(parts)}."
        if self.twice:
            yield (
                f"{joined(self.twice, _MOST)} {'is' if len(self.twice) == 1 else 'are'} in Contacts and in Accounts; the person was taken. "
                f'Where the firm is meant: --map "{self.header}=Account".'
            )
        if self.unasked:
            yield self.unasked


def settle_customers(
    table: str, headers: Sequence[str], mapped: Mapped, cleaned: Cleaned, frames: Mapping[str, pd.DataFrame],
    *, mapping: Mapping[str, str], answers: Mapping[str, bool], country: str,
) -> MixedCustomers:  # fmt: skip
    """Put what a column of customers names where it belongs: Contact ID, names and email of a person. Changes `cleaned`.

    `headers` of the file; `mapping`: headers that were mapped by hand stay what they were mapped to. `answers`: what the
    person said to questions, by their texts. Rows that give an ID, or the name of a person beside it, stay as they are.
    """
    header = _header(table, headers, mapped, mapping)
    if not header:
        return MixedCustomers()
    book = _Known(frames)
    rows = _untold(table, cleaned, book)
    book.meet(_people_of_the_file(rows.values(), cleaned, book))
    kinds = {cell: book.customer(cell) for cell in dict.fromkeys(rows.values())}
    names = [cell for cell, kind in kinds.items() if kind is Customer.OPEN]
    are_people = _mostly_people(kinds)
    about = _about(header, kinds, names) if names and are_people is None else ""
    question = f"{about} {_QUESTION[len(names) > 1]}" if about else ""
    unsure = bool(about) and question not in answers
    of_person = {Customer.ADDRESS, Customer.CONTACT}
    if are_people or answers.get(question):
        of_person.add(Customer.OPEN)
    if people := {row: cell for row, cell in rows.items() if kinds[cell] in of_person}:
        _lay_people(people, kinds, book, Target(table, TABLES[table].of_person), cleaned, country)
    return MixedCustomers(
        header,
        {row: kinds[cell] for row, cell in rows.items()},
        [cell for cell, kind in kinds.items() if kind is Customer.CONTACT and book.has_account(cell)],
        question if unsure else "",
        f"{about} {_UNASKED[len(names) > 1]}" if unsure else "",
    )


def _header(table: str, headers: Sequence[str], mapped: Mapped, mapping: Mapping[str, str]) -> str:
    """The header of the column of customers, where it may name a person or a firm; else ""."""
    place = next(iter(mapped.columns.get(_FIRM, ())), len(headers))
    if not TABLES[table].is_record or place >= len(headers):
        return ""
    folded = fold_header(headers[place])
    by_hand = folded in map(fold_header, mapping)
    return headers[place] if folded in value_words("Who buys") and not by_hand else ""


def _untold(table: str, cleaned: Cleaned, book: _Known) -> dict[int, str]:
    """The customers of the rows that do not say besides who it is: by an ID, a number of the book, or a person's name."""
    columns, shape = cleaned.columns, TABLES[table]
    ids = (Target(table, name) for name in (shape.of_person, shape.of_account) if name)
    told = {
        row
        for target in (*ids, _FIRST, _LAST)
        for row, cell in enumerate(columns.get(target, ()))
        if cell is not None
    }
    for name in ("Contacts", "Accounts"):
        numbers = columns.get(Target(name, NUMBER), ())
        told |= {row for row, cell in enumerate(numbers) if cell and for_comparing(str(cell)) in book.numbers}
    return {
        row: str(cell)
        for row, cell in enumerate(columns[_FIRM])
        if cell is not None and row not in told and row not in cleaned.rejected
    }


def _people_of_the_file(cells: Iterable[str], cleaned: Cleaned, book: _Known) -> Iterator[str]:
    """The names of people whom other rows make known: in columns of their own, or beside an address."""
    blank = [None] * len(cleaned.columns[_FIRM])
    first, last = (cleaned.columns.get(target, blank) for target in (_FIRST, _LAST))
    yield from {name_key(*names) for names in zip(first, last, strict=True)}
    for cell in {cell for cell in cells if "@" in cell}:
        read = read_full_name(cell)
        if read.names is NamesInCell.PERSON and not read.firm and not book.is_email(address_in(read)):
            yield name_key(read.first, read.last)


class _Known:
    """The people and firms of the book by what a cell may call them."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        contacts = Store(frames["Contacts"], ("Contact ID", NUMBER, "First name", "Last name", "Email"))
        accounts = Store(frames["Accounts"], ("Account ID", NUMBER, "Account"))
        self.ids = contacts.columns["Contact ID"]
        names = list(map(name_key, contacts.columns["First name"], contacts.columns["Last name"]))
        self._people: dict[str, list[int]] = {}
        self._emails: dict[str, list[str]] = {}
        for row, (name, email) in enumerate(zip(names, contacts.columns["Email"], strict=True)):
            self._people.setdefault(name, []).append(row)
            self._emails.setdefault(name_words(str(email or "")), []).append(name)
        self._of_file: set[str] = set()
        self._firms = {firm_key(str(name)) for name in accounts.columns["Account"] if name}
        self.numbers = {
            for_comparing(str(cell))
            for store in (contacts, accounts)
            for name in (store.table.key, NUMBER)
            for cell in store.columns.get(name, ())
            if cell
        }

    def meet(self, names: Iterable[str]) -> None:
        """Keep the names, as `name_key` gives them, of people whom the file makes known."""
        self._of_file |= {*names} - {""}

    def customer(self, cell: str) -> Customer:
        """What a cell names."""
        read = read_full_name(cell)
        address = address_in(read)
        if self.is_email(address) or (address and read.names is NamesInCell.NOBODY):
            return Customer.ADDRESS
        people = self.contacts(cell)
        if len(people) == 1 or name_key(cell) in self._of_file:
            return Customer.CONTACT
        if self.has_account(cell):
            return Customer.ACCOUNT
        if people:
            return Customer.CONTACT  # one of several: the row is left out, with whom it may mean
        if address and read.names is NamesInCell.PERSON and not read.firm:
            return Customer.ADDRESS
        return Customer.OPEN if is_like_a_person(cell) else Customer.NEW_FIRM

    def is_email(self, address: str) -> bool:
        """Whether a contact has that address."""
        return bool(address) and name_words(address) in self._emails

    def is_of_another(self, email: Value, cell: str) -> bool:
        """Whether the contacts with an email are called otherwise."""
        names = self._emails[name_words(str(email))] if self.is_email(str(email or "")) else ()
        return bool(names) and not any(names_agree(name_key(cell), name) for name in names)

    def contacts(self, cell: str) -> Sequence[int]:
        """Rows of Contacts of that very name; titles in the cell do not count."""
        read = read_full_name(cell)
        names = [name_key(cell)]
        if read.names is NamesInCell.PERSON and not read.beside and not read.firm:
            names.append(name_key(read.first, read.last))
        return next((self._people[name] for name in names if name and name in self._people), ())

    def has_account(self, cell: str) -> bool:
        """Whether an account has that name."""
        return firm_key(cell) in self._firms


def address_in(read: FullName) -> str:
    """The address that stands in a cell; "" without one that mail can reach."""
    found = read_email(read.email) if read.email else ""
    return found if isinstance(found, str) else ""


def _mostly_people(kinds: Mapping[str, Customer]) -> bool | None:
    """Whether those of whom nothing is known are people, by what most others of the column are; None where it is mixed.

    Where nobody is known to be a person they are firms, as Customer is in most files.
    """
    people, firms = _sizes(kinds)
    if not people or (firms * 2 > len(kinds) and firms >= _TIMES * people):
        return False
    return True if people * 2 > len(kinds) and people >= _TIMES * firms else None


def _sizes(kinds: Mapping[str, Customer]) -> tuple[int, int]:
    """How many different cells name people, and how many firms."""
    of = Counter(kinds.values())
    return of[Customer.ADDRESS] + of[Customer.CONTACT], of[Customer.ACCOUNT] + of[Customer.NEW_FIRM]


def _about(header: str, kinds: Mapping[str, Customer], names: Sequence[str]) -> str:
    people, firms = _sizes(kinds)
    return (
        f"{header} names {_people(people)} and {count(firms, 'firm')}, and {len(names):,} of whom neither the book nor "
        f"the name tells: {joined(names, _MOST)}."
    )


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def _lay_people(
    rows: Mapping[int, str], kinds: Mapping[str, Customer], book: _Known, key: Target, cleaned: Cleaned, country: str
) -> None:  # fmt: skip
    """Take the people out of the column of firms; `key`: where a row has the ID of its person."""
    firms = list(cleaned.columns[_FIRM])
    blank: list[Value] = [None] * len(firms)
    emails, ids = (list(cleaned.columns.get(target, blank)) for target in (_EMAIL, key))
    names, other = list(blank), 0
    for row, cell in rows.items():
        if kinds[cell] is not Customer.ADDRESS and book.is_of_another(emails[row], cell):
            continue  # the email is the person's, so this is whom they bought for
        firms[row] = None
        people = book.contacts(cell) if kinds[cell] is Customer.CONTACT else ()
        address = address_in(read_full_name(cell)) if kinds[cell] is Customer.ADDRESS else ""
        if address:
            other += emails[row] is not None and name_words(str(emails[row])) != name_words(address)
            emails[row] = emails[row] or address
            names[row] = None if book.is_email(address) else _without_address(cell)
        elif len(people) == 1 and not emails[row]:
            ids[row] = book.ids[people[0]]
        else:
            names[row] = cell
    cleaned.columns[_FIRM] = firms
    cleaned.columns |= {target: cells for target, cells in ((_EMAIL, emails), (key, ids)) if any(cells)}
    if other:
        cleaned.notes.append(
            f"{count(other, 'address', 'addresses')} of the customer {'differs' if other == 1 else 'differ'} from the row's own Email, which was taken."
        )
    if any(names):
        _lay_names(names, cleaned, country)


def _without_address(cell: str) -> str | None:
    """The name beside an address, the last name first, so that it is parted as it was."""
    read = read_full_name(cell)
    return ", ".join(filter(None, (read.last, read.first))) or None


def _lay_names(names: list[Value], cleaned: Cleaned, country: str) -> None:
    """Part the names, beside those that stand in the file already."""
    height = len(names)
    countries = next(
        (cleaned.columns[each] for each in _COUNTRIES if each in cleaned.columns), [None] * height
    )
    read: dict[Target, list[Value]] = {_NAME: names}
    named = settle_names(read, countries, country)
    for target, cells in read.items():
        ours = cleaned.columns.get(target, [None] * height)
        cleaned.columns[target] = [
            old if old is not None else new for old, new in zip(ours, cells, strict=True)
        ]
    for row, why in named.rejected.items():
        cleaned.reject(row, why)
    cleaned.doubts += [RowDoubt(*doubt) for doubt in named.doubts]
    cleaned.notes += named.notes
