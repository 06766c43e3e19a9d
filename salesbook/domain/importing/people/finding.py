"""Finding the person and the organisation that a row is about, and making them where they are new.

Rows are laid over the book again and again until a pass changes nothing. So importing the same
file once more, which is such a pass, changes nothing either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salesbook.domain.facts.matching import firm_key
from salesbook.domain.importing.headers.known import COUNTRY, Target
from salesbook.domain.importing.people.identify import NUMBER, PersonValues
from salesbook.domain.importing.people.known import Accounts, Contacts, only_named
from salesbook.domain.importing.people.numbered_firms import firm_of, numbered_people
from salesbook.schema import ACCOUNTS, CONTACTS
from salesbook.util.invisible import for_comparing
from salesbook.util.wording import joined

if TYPE_CHECKING:
    import pandas as pd


_MOST = 5  # people or firms in one sentence


@dataclass(frozen=True)
class Part:
    """What a row says of a person and of an organisation; `defaults` are for a person who is new."""

    person: PersonValues
    firm: PersonValues
    defaults: PersonValues = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """Rows of Contacts and of Accounts, for one part; None where it names none.

    `unclear`: several people of the book who may be meant, and `unclear_firms` several firms; then it is none of them.
    """

    contact: int | None
    account: int | None
    unclear: tuple[int, ...] = ()
    unclear_firms: tuple[int, ...] = ()


class ImportedPeople:
    """The accounts and contacts of a book, while the rows of a file are laid over them."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], targets: Iterable[Target]) -> None:
        columns: dict[str, list[str]] = {"Accounts": [], "Contacts": []}
        for target in targets:
            columns.get(target.table, []).append(target.column)
            if target == COUNTRY:
                columns["Accounts"].append(target.column)
        self.accounts = Accounts(frames["Accounts"], ACCOUNTS.makes_ids, columns["Accounts"])
        self.contacts = Contacts(frames["Contacts"], CONTACTS.makes_ids, columns["Contacts"])
        # Firms of this file of which each person has a customer number of their own: key to name.
        self.numbered_people: Mapping[str, str] = {}
        self._known = 0  # rows of Contacts that an earlier pass made, or the book has

    def settle(self, parts: Sequence[Part], *, naming_only: bool) -> list[Placed]:
        """Place every part, until everything that the file says stands in the book."""
        numbered = self.contacts.has_numbers and not naming_only
        self.numbered_people = numbered_people(parts) if numbered else {}
        order = _firms_with_ids_first(parts)
        while True:
            before, fills = self._heights(), self._fills()
            self.accounts.begin()
            self.contacts.begin()
            self._known = self.contacts.store.height
            by_part = {i: self._place(parts[i], naming_only=naming_only) for i in order}
            placed = [by_part[i] for i in range(len(parts))]
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
        if self.contacts.is_named_like(person, firm):
            firm = {}
        if len(firms := self.accounts.of_that_name(firm)) > 1:
            ids = self.accounts.store.columns["Account ID"]
            at = self.contacts.at_which(person, [str(ids[row]) for row in firms])
            self.accounts.unsure = True
            if len(at) != 1:
                return Placed(None, None, unclear_firms=firms)
            firm = {**firm, "Account ID": at.pop()}
        account = self.accounts.place(firm)
        if account is not None:
            self.accounts.fill(account, COUNTRY.column, person.get(COUNTRY.column))
            person = {**person, "Account ID": self.accounts.store.columns["Account ID"][account]}
        contact = self.contacts.place(person, part.defaults, naming_only=naming_only)
        return Placed(contact, account, tuple(self.contacts.unclear))

    def why_unclear(self, place: Placed) -> str:
        """A sentence for a row whose bare name several people or firms have; "" where it is clear."""
        if place.unclear:
            store, firms = self.contacts.store, self.accounts.store.columns
            names = dict(zip(firms["Account ID"], firms["Account"], strict=True))
            beside = {row: names.get(store.columns["Account ID"][row]) for row in place.unclear}
            what, todo = "people", "a Contact ID, an email or the firm"
        elif place.unclear_firms:
            store, beside = self.accounts.store, {}
            what, todo = "accounts", "an Account ID"
        else:
            return ""
        rows = place.unclear or place.unclear_firms
        named = [store.key(row) + (f" ({firm})" if (firm := beside.get(row)) else "") for row in rows]
        return f"{len(rows):,} {what} of the book are called {store.name(rows[0])}: {joined(named, _MOST)}. Give the row {todo}."

    def _is_the_firms(self, number: str, firm: PersonValues) -> bool:
        """A customer number is the organisation's where the row names one, else the person's, unless only an account has it.

        Where the people of one firm have numbers of their own, in the file or in the book, it is the person's.
        """
        if firm.get("Account") or firm.get("Account ID"):
            key = for_comparing(number)
            known = self.contacts.by_number.get(key) if self.contacts.has_numbers else None
            persons = firm_of(firm) in self.numbered_people or (known is not None and known < self._known)
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


def _firms_with_ids_first(parts: Sequence[Part]) -> list[int]:
    """The parts in the order of the file, but those with the bare name of a firm behind those that give its ID.

    So a bare name means the same whether the row with the ID stands above or below it.
    """
    known = {
        firm_key(str(name)) for part in parts
        if (name := part.firm.get("Account")) and not only_named(part.firm)
    }  # fmt: skip
    last = {
        i
        for i, part in enumerate(parts)
        if only_named(part.firm) and firm_key(str(part.firm["Account"])) in known
    }
    return [*(i for i in range(len(parts)) if i not in last), *sorted(last)]
