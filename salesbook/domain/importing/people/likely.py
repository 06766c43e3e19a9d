"""Likely doubles among the people and firms that an import meets, as problems; `check` finds the same ones again."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from salesbook.domain.facts.likely_doubles import Pair, likely_one_firm, likely_one_person, said_of_double
from salesbook.domain.facts.matching import firm_key
from salesbook.tables.plan import Problem
from salesbook.util.folding import written_name

if TYPE_CHECKING:
    from salesbook.domain.importing.people.finding import ImportedPeople
    from salesbook.domain.importing.people.known import Accounts, Contacts


def likely_problems(
    people: ImportedPeople, contacts: Collection[int], accounts: Collection[int]
) -> list[Problem]:
    """A problem for each likely pair in which one is among the given rows."""
    persons, firms = people.contacts, people.accounts
    of_persons = likely_one_person(persons.names, persons.store.columns, contacts)
    keys = [firm_key(str(name or "")) for name in firms.store.columns["Account"]]
    of_firms = likely_one_firm(keys, firms.store.columns, accounts)
    return [
        *(_problem(persons, pair, "First name") for pair in of_persons),
        *(_problem(firms, pair, "Account") for pair in of_firms),
    ]


def _problem(registry: Contacts | Accounts, pair: Pair, column: str) -> Problem:
    store = registry.store
    key, other = store.key(pair.second), store.key(pair.first)
    names = [str(registry.value(pair.first, name) or "") for name in ("First name", "Last name", "Account")]
    person = store.table.name == "Contacts"
    name = written_name(*names[:2]) if person else names[2]
    why, todo = said_of_double(key, other, name, person=person)
    return Problem(store.table.name, key, column, str(registry.value(pair.second, column) or ""), why, todo)
