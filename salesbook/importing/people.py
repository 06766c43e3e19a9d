"""Finding the person and the organisation that a row is about, and making them where they are new.

Rows are laid over the book again and again until a pass changes nothing. So importing the same
file once more, which is such a pass, changes nothing either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from salesbook.importing.headers import COUNTRY, Target
from salesbook.importing.match import agree, firm_key, name_key, names_agree, plain
from salesbook.importing.numbered import firm_of, numbered_people
from salesbook.importing.registry import NUMBER, Record, Registry
from salesbook.invisible import for_comparing

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Part:
    """What a row says of a person and of an organisation; `defaults` are for a person who is new."""

    person: Record
    firm: Record
    defaults: Record = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """Rows of Contacts and of Accounts, for one part; None where it names none."""

    contact: int | None
    account: int | None


class Accounts(Registry):
    """Organisations: by ID, by number, by name."""

    def __init__(self, frame: pd.DataFrame, prefix: str, columns: Collection[str]) -> None:
        super().__init__(frame, prefix, {*columns, "Account"})

    def begin(self) -> None:
        self.by_name: dict[str, list[int]] = {}
        super().begin()

    def place(self, record: Record) -> int | None:
        """The row of the organisation that a record names, a new one if need be; None if it names none."""
        if not any(record.get(name) for name in (self.id, NUMBER, "Account")):
            return None
        row = self.by_ids(record)
        if row is None and record.get("Account"):
            named = self.by_name.get(firm_key(str(record["Account"])), ())
            row = next(
                (
                    r
                    for r in named
                    if self.may_take(r, record) and agree(self.value(r, NUMBER), record.get(NUMBER))
                ),
                None,
            )
        return self.lay(row, record, {})

    def _index(self, row: int) -> None:
        super()._index(row)
        if name := self.store.columns["Account"][row]:
            self.by_name.setdefault(firm_key(str(name)), []).append(row)


class Contacts(Registry):
    """People: by ID, by number, by email, by name and account, the nameless by phone."""

    def __init__(self, frame: pd.DataFrame, prefix: str, columns: Collection[str]) -> None:
        super().__init__(
            frame,
            prefix,
            {
                *columns,
                "First name",
                "Last name",
                "Email",
                "Phone",
                "Account ID",
                "Status",
                "Created",
                "Kind",
            },
        )
        self.names = list(map(name_key, self.store.columns["First name"], self.store.columns["Last name"]))

    def begin(self) -> None:
        self.by_email: dict[str, list[int]] = {}
        self.by_name: dict[tuple[str, str], list[int]] = {}
        self.by_phone: dict[tuple[str, str, str], list[int]] = {}
        self.by_bare_name: dict[str, list[int]] = {}
        self.by_all: dict[tuple[str, str, str, str], int] = {}
        super().begin()

    def place(self, record: Record, defaults: Record, *, naming_only: bool) -> int | None:
        """The row of the person that a record names, a new one if need be; None if it names none.

        `naming_only`: the row is about something else, so a name that only one person has is enough.
        """
        name = _name_of(record)
        if not (name or any(record.get(column) for column in (self.id, NUMBER, "Email", "Phone"))):
            return None
        row = self.by_ids(record)
        if row is None and (email := record.get("Email")):
            row = next(
                (r for r in self.by_email.get(plain(str(email)), ()) if names_agree(name, self.names[r])),
                None,
            )
        if row is None:
            row = self._by_name(name, record, naming_only=naming_only)
        if row is None:
            self.names.append(name)
        return self.lay(row, record, defaults)

    def _by_name(self, name: str, record: Record, *, naming_only: bool) -> int | None:
        """The row with that name, account, email and phone, else the only one of that name with nothing against it."""
        account, email, phone = (str(record.get(column) or "") for column in ("Account ID", "Email", "Phone"))
        if not (name or phone):
            return None
        same = self.by_all.get((name, account, plain(email), phone))
        if same is not None and self.may_take(same, record):
            return same
        found = (
            row
            for row in self._of_that_name(name, account, phone)
            if self._fits(row, record, sure=bool(account))
        )
        rows = set(islice(found, 2))
        if (
            not rows
            and naming_only
            and not any(record.get(column) for column in (self.id, NUMBER, "Email", "Account ID"))
        ):
            rows = set(self.by_bare_name.get(name, ()))
        if len(rows) != 1:
            return None
        self.unsure = True
        return rows.pop()

    def _of_that_name(self, name: str, account: str, phone: str) -> Iterable[int]:
        """Rows of a name at an account with that phone or none; the nameless are known by the phone alone."""
        if not phone:
            return dict.fromkeys(self.by_name.get((name, account), ()))
        blank = self.by_phone.get((name, account, ""), ()) if name and account else ()
        return dict.fromkeys((*self.by_phone.get((name, account, phone), ()), *blank))

    def _fits(self, row: int, record: Record, *, sure: bool) -> bool:
        """Email and phone do not contradict; without an account to go by, the record brings none that is new."""
        for column in ("Email", "Phone"):
            ours, theirs = self.value(row, column), record.get(column)
            if not agree(ours, theirs) or (theirs and not ours and not sure):
                return False
        return self.may_take(row, record)

    def _renewed(self, row: int, filled: Collection[str]) -> None:
        if "First name" in filled or "Last name" in filled:
            self.names[row] = name_key(
                self.store.columns["First name"][row], self.store.columns["Last name"][row]
            )

    def _index(self, row: int) -> None:
        super()._index(row)
        columns = self.store.columns
        name, email = self.names[row], plain(str(columns["Email"][row] or ""))
        account, phone = str(columns["Account ID"][row] or ""), str(columns["Phone"][row] or "")
        if email:
            self.by_email.setdefault(email, []).append(row)
        if name:
            self.by_bare_name.setdefault(name, []).append(row)
            self.by_name.setdefault((name, account), []).append(row)
        if name or phone:
            self.by_phone.setdefault((name, account, phone), []).append(row)
            self.by_all.setdefault((name, account, email, phone), row)


class People:
    """The accounts and contacts of a book, while the rows of a file are laid over them."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], targets: Iterable[Target]) -> None:
        columns: dict[str, list[str]] = {"Accounts": [], "Contacts": []}
        for target in targets:
            columns.get(target.table, []).append(target.column)
            if target == COUNTRY:
                columns["Accounts"].append(target.column)
        self.accounts = Accounts(frames["Accounts"], "A", columns["Accounts"])
        self.contacts = Contacts(frames["Contacts"], "C", columns["Contacts"])
        # Firms of this file of which each person has a customer number of their own: key to name.
        self.numbered_people: Mapping[str, str] = {}

    def settle(self, parts: Sequence[Part], *, naming_only: bool) -> list[Placed]:
        """Place every part, until everything that the file says stands in the book."""
        numbered = self.contacts.has_numbers and not naming_only
        self.numbered_people = numbered_people(parts) if numbered else {}
        while True:
            before, fills = self._heights(), self._fills()
            self.accounts.begin()
            self.contacts.begin()
            placed = [self._place(part, naming_only=naming_only) for part in parts]
            # New rows alone change nothing for those that found theirs: they find it again before the new ones.
            settled = self._heights() == before or not (self.contacts.unsure or self.accounts.unsure)
            if settled and self._fills() == fills:
                return placed

    def _place(self, part: Part, *, naming_only: bool) -> Placed:
        person, firm = part.person, part.firm
        number = person.get(NUMBER)
        if number and NUMBER not in firm and self._is_the_firms(str(number), firm):
            firm = {**firm, NUMBER: number}
            person = {name: value for name, value in person.items() if name != NUMBER}
        account = self.accounts.place(firm)
        if account is not None:
            self.accounts.fill(account, COUNTRY.column, person.get(COUNTRY.column))
            person = {**person, "Account ID": self.accounts.store.columns["Account ID"][account]}
        contact = self.contacts.place(person, part.defaults, naming_only=naming_only)
        return Placed(contact, account)

    def _is_the_firms(self, number: str, firm: Record) -> bool:
        """A customer number is the organisation's where the row names one, else the person's, unless only an account has it.

        Where the people of one firm have numbers of their own, in the file or in the book, it is the person's.
        """
        if firm.get("Account") or firm.get("Account ID"):
            key = for_comparing(number)
            known = self.contacts.by_number.get(key) if self.contacts.has_numbers else None
            persons = firm_of(firm) in self.numbered_people or (
                known is not None and known < self.contacts.store.known
            )
            return not persons or key in self.accounts.by_number
        contacts, accounts = (
            {NUMBER: number, registry.id: number} for registry in (self.contacts, self.accounts)
        )
        if self.contacts.by_ids(contacts) is not None:
            return False
        self.contacts.unsure = True
        return self.accounts.by_ids(accounts) is not None

    def _heights(self) -> int:
        return self.accounts.store.height + self.contacts.store.height

    def _fills(self) -> int:
        return self.accounts.store.fills + self.contacts.store.fills


def _name_of(record: Record) -> str:
    first, last = record.get("First name"), record.get("Last name")
    return name_key(first, last) if first or last else ""
