"""Finding people and organisations by what somebody types: an ID, a name, or nearly a name."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from salesbook.tables.rows import cell
from salesbook.util.folding import name_words, ways_to_write, written_name
from salesbook.util.likeness import WORTH_PROPOSING

if TYPE_CHECKING:
    import pandas as pd

    from salesbook.domain.world import World
    from salesbook.tables.arrays import Objects

_MOST_HITS = 30


def full_names(contacts: pd.DataFrame) -> pd.Series[str]:
    """Each full name as it is written; one part where the other is blank."""
    parts = (contacts[name].tolist() for name in ("First name", "Last name"))
    names = contacts["First name"].copy()
    names[:] = list(map(written_name, *parts))
    return names


def names_of_contacts(world: World) -> Objects:
    """The full name of each contact; by `world.get`, so that they are put together once."""
    return full_names(world.frames["Contacts"]).to_numpy(dtype=object)


class People:
    """Contacts and accounts by name. Records merged into others are left out."""

    def __init__(self, contacts: pd.DataFrame, accounts: pd.DataFrame) -> None:
        self.contacts = contacts
        self.accounts = accounts

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Contact IDs by folded name, both ways round, with and without a comma."""
        found: dict[str, list[str]] = defaultdict(list)
        here = self.contacts[self.contacts["Status"] != "Merged"]
        for contact, first, last in zip(here.index, here["First name"], here["Last name"], strict=True):
            for name in ways_to_write(first, last):
                found[name].append(contact)
        return found

    @cached_property
    def _accounts_by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for account, name in self.accounts["Account"].items():
            if name:
                found[name_words(name)].append(str(account))
        return found

    @cached_property
    def rows_by_word(self) -> dict[str, list[int]]:
        """Places of contacts, from 0, by each folded word of their names."""
        found: dict[str, list[int]] = defaultdict(list)
        names = zip(self.contacts["First name"].tolist(), self.contacts["Last name"].tolist(), strict=True)
        for row, (first, last) in enumerate(names):
            for word in {*name_words(first).split(), *name_words(last).split()}:
                found[word].append(row)
        return found

    def named(self, name: str, account: str = "") -> list[str]:
        """IDs of the contacts who bear the name; an organisation's name or ID narrows them down.

        Spelling as typed beats spelling without accents, and people who can be reached beat those
        who left.
        """
        found = self._by_name.get(name_words(name), [])
        if account:
            wanted = {account, *self.accounts_named(account)}
            found = [one for one in found if cell(self.contacts, one, "Account ID") in wanted]
        exact = [one for one in found if self.name(one).split() == name.split()]
        active = [one for one in exact or found if cell(self.contacts, one, "Status") in {"", "Active"}]
        return active or exact or found

    def bearing(self, name: str) -> list[str]:
        """IDs of the contacts whose first or last name it is."""
        here, wanted = self.contacts[self.contacts["Status"] != "Merged"], name_words(name)
        names = zip(here.index, here["First name"], here["Last name"], strict=True)
        return [str(contact) for contact, *parts in names if wanted in map(name_words, parts)]

    def meant(self, text: str, account: str = "") -> list[str]:
        """IDs of the contacts whom a text means: by their name or, where nobody bears it, by their ID."""
        by_id = [text] if text in self.contacts.index else []
        return self.named(text, account) or by_id

    def accounts_named(self, name: str) -> list[str]:
        """IDs of the accounts of that name."""
        return self._accounts_by_name.get(name_words(name), [])

    def name(self, contact: str) -> str:
        """A contact's full name, or the ID where there is none."""
        first, last = cell(self.contacts, contact, "First name"), cell(self.contacts, contact, "Last name")
        return written_name(first, last) or contact

    def account_name(self, account: str) -> str:
        """An account's name, or its ID where it is unknown or has none."""
        return (account in self.accounts.index and str(cell(self.accounts, account, "Account"))) or account

    def firm(self, contact: str) -> str:
        """The name of a contact's organisation; their own where they have none."""
        return self.account_name(str(cell(self.contacts, contact, "Account ID"))) or self.name(contact)

    def named_with_firm(self, contact: str) -> str:
        """A contact's name and organisation."""
        account = self.account_name(str(cell(self.contacts, contact, "Account ID")))
        return f"{self.name(contact)}{f', {account}' if account else ''}"

    def described(self, contact: str) -> str:
        """A contact so that a person tells them from others: name, organisation, ID."""
        return f"{self.named_with_firm(contact)} ({contact})"

    def like(self, name: str, most: int = 3) -> list[str]:
        """IDs of contacts with nearly that name, the best first."""
        return list(_nearest(name, self._by_name))[:most]

    def likeness(self, name: str) -> tuple[dict[str, float], dict[str, float]]:
        """Accounts and contacts with nearly that name: IDs with the likeness, up to 100, best first."""
        return _nearest(name, self._accounts_by_name), _nearest(name, self._by_name)


def _nearest(name: str, index: dict[str, list[str]]) -> dict[str, float]:
    from rapidfuzz import fuzz, process

    hits = process.extract(
        name_words(name), index.keys(), scorer=fuzz.WRatio, score_cutoff=WORTH_PROPOSING, limit=_MOST_HITS
    )
    found: dict[str, float] = {}
    for key, likeness, _ in hits:
        for one in index[key]:
            found.setdefault(one, likeness)
    return found
