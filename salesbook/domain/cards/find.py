"""Whom or what somebody means: an ID, a name, or nearly a name, of an account or a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesbook.domain.facts.finding import firms_with_words, meant_by_part
from salesbook.domain.facts.people import People
from salesbook.errors import BadInput, WrongUsage
from salesbook.tables.rows import cell

if TYPE_CHECKING:
    import pandas as pd

_CLEARLY = 5  # likeness that the best must be ahead of the next, out of 100
_MOST = 30


@dataclass(frozen=True)
class Subject:
    """An account, a person, or a person with their account; what is not there is ""."""

    account: str
    contact: str


def find(frames: Mapping[str, pd.DataFrame], text: str) -> Subject:
    """The account or person that the text names, by ID, else by name, by a part of it or a number, else by a name like it.

    Raises BadInput where nothing fits, WrongUsage where several fit alike; it lists them.
    """
    wanted = text.strip()
    if not wanted:
        raise WrongUsage("There is no name to look for.", "Give the name or ID of an account or a person.")
    people = People(frames["Contacts"], frames["Accounts"])
    for step in (_by_id, _by_name, _by_part):
        found = step(people, wanted)
        if found:
            return _only(found, people, wanted)
    return _only(_by_likeness(people, wanted), people, wanted)


def _by_id(people: People, text: str) -> list[Subject]:
    return _subjects(
        people, *([text] if text in frame.index else [] for frame in (people.accounts, people.contacts))
    )


def _by_name(people: People, text: str) -> list[Subject]:
    return _with_namesakes(people, text, people.accounts_named(text), people.named(text))


def _by_part(people: People, text: str) -> list[Subject]:
    return _subjects(people, firms_with_words(people, text), meant_by_part(people, text).found)


def _by_likeness(people: People, text: str) -> list[Subject]:
    accounts, contacts = people.likeness(text)
    best = max([*accounts.values(), *contacts.values()], default=0)
    near = [
        [one for one, likeness in found.items() if likeness > best - _CLEARLY]
        for found in (accounts, contacts)
    ]
    return _with_namesakes(people, text, *near)


def _with_namesakes(
    people: People, text: str, accounts: Collection[str], contacts: Collection[str]
) -> list[Subject]:
    """Where only accounts fit, people who bear the name may be meant as well."""
    return _subjects(people, accounts, people.bearing(text) if accounts and not contacts else contacts)


def _subjects(people: People, accounts: Collection[str], contacts: Collection[str]) -> list[Subject]:
    """A person of an account that is named as well adds nothing to it."""
    found = [Subject(account, "") for account in accounts]
    for contact in contacts:
        account = cell(people.contacts, contact, "Account ID")
        if account not in accounts:
            found.append(Subject(account if account in people.accounts.index else "", contact))
    return found


def _only(found: list[Subject], people: People, text: str) -> Subject:
    if len(found) == 1:
        return found[0]
    if len({one.account for one in found}) == 1 and found[0].account:
        return Subject(found[0].account, "")  # colleagues: one card shows them all
    if not found:
        raise BadInput(
            f"No account and no person is called {text!r}.",
            "Check the spelling, or use an ID from Contacts or Accounts.",
        )
    names = "; ".join(_described(one, people) for one in found[:_MOST])
    more = f"; and {len(found) - _MOST} more" if len(found) > _MOST else ""
    same_id = {text} == {one.contact or one.account for one in found}
    raise WrongUsage(
        f"{len(found)} fit {text!r}: {names}{more}.",
        "Use the name." if same_id else "Use the ID in brackets.",
    )


def _described(subject: Subject, people: People) -> str:
    if subject.contact:
        return people.described(subject.contact)
    return f"{people.account_name(subject.account)} ({subject.account})"
