"""Firms of a file of which each person has a customer number of their own: what its rows say in, the firms out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salesbook.domain.facts.matching import firm_key, name_key
from salesbook.domain.importing.people.identify import NUMBER, PersonValues
from salesbook.util.folding import name_words
from salesbook.util.invisible import for_comparing

if TYPE_CHECKING:
    from salesbook.domain.importing.people.finding import Part


def numbered_people(parts: Sequence[Part]) -> dict[str, str]:
    """Firms that come with several customer numbers, each on one person of theirs; by key their name or ID."""
    holders: dict[str, dict[str, set[str]]] = {}
    names: dict[str, str] = {}
    for part in parts:
        number, firm = part.person.get(NUMBER), firm_of(part.firm)
        if number and firm and NUMBER not in part.firm:
            names.setdefault(firm, str(part.firm.get("Account") or part.firm.get("Account ID")))
            person = name_key(part.person.get("First name"), part.person.get("Last name")) or name_words(
                str(part.person.get("Email") or "")
            )
            holders.setdefault(firm, {}).setdefault(for_comparing(str(number)), set()).add(person)
    return {
        firm: names[firm]
        for firm, numbers in holders.items()
        if len(numbers) > 1
        and all(len(held) == 1 for held in numbers.values())
        and len({person for held in numbers.values() for person in held if person}) == len(numbers)
    }


def firm_of(firm: PersonValues) -> str:
    """What tells a firm from others of the file."""
    return for_comparing(str(firm.get("Account ID") or "")) or firm_key(str(firm.get("Account") or ""))
