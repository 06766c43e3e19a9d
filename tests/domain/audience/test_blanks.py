"""Blank cells: whom a rule can say nothing of, why, and what somebody who goes through the people one by one says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.books.memory import grid_of
from salesbook.domain.audience import audience
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.world import World
from salesbook.tables.frames import Frames, frames
from salesbook.tables.grid import Fingerprint, Snapshot
from tests.domain.audience.rulebook import TODAY, a_book, chosen, unknown

PEOPLE = a_book(
    """
    Contact ID | Account ID | Tier | Score | Status | Decision maker | Kind
    Ana        | A1         |      | 70    |        |                | Customer
    Bo         | A2         |      | 10    | Left   | Yes            | Customer
    Cy         |            |      |       | Active | No             | Prospect
    Di         | A1         | D    |       |        |                |
    """,
    "Account ID | Tier | Notes\nA1 | A | old\nA2 | |",
)


@pytest.mark.parametrize(
    ("rule", "people", "aside"),
    [
        ("Tier = A", "Ana", "Bo Cy"),
        ("Tier <> A", "Di", "Bo Cy"),
        ("not Tier = A", "Di", "Bo Cy"),
        ("Tier = A or Tier <> A", "Ana Di", "Bo Cy"),  # no part of it is known
        ("Tier is blank", "Bo Cy", ""),
        ("not Tier is blank", "Ana Di", ""),
        ("Tier = A and Score > 50", "Ana", "Cy"),  # Bo's score is known, and too low
        ("Tier = A or Score < 50", "Ana Bo", "Cy Di"),
        ("Status = Active", "Ana Cy Di", ""),
        ("not Status = Active", "Bo", ""),
        ("Status is blank", "Ana Di", ""),
        ("Decision maker", "Bo", ""),
        ("not Decision maker", "Ana Cy Di", ""),
        ("Account.Notes does not contain new", "Ana Di", "Bo Cy"),
        ("Contact.Tier = D", "Di", "Ana Bo Cy"),
        ("everyone and not Kind = Customer", "Cy", "Di"),
    ],
)
def test_a_comparison_with_a_blank_is_unknown_but_of_yes_or_no_and_of_status(rule, people, aside):
    assert (chosen(rule, PEOPLE), unknown(rule, PEOPLE)) == (people, aside)


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("everyone", ""),
        ("Kind = Customer", "Kind is blank"),
        ("Tier = A", "Tier is blank (1 with blank Tier, 1 without an account)"),
        ("Tier = A and not Kind = Customer", "Tier is blank (without an account)"),
        ("Contact.Tier = A", "Contact.Tier is blank"),
        ("Account.Notes = old", "Account.Notes is blank (1 with blank Account.Notes, 1 without an account)"),
        ("Tier = A or Score < 50", "Tier and Score are blank (1 without an account); Score is blank (1)"),
        ("Score > 50", "Score is blank"),
    ],
)
def test_it_is_said_which_cells_are_blank_and_of_how_many(rule, why):
    world = World(PEOPLE, {}, TODAY)
    assert audience(rule, world).left_aside(world.get(accounts_of)) == why


Person = dict[str, Any]
Answer = Callable[[Person], bool | None]


@dataclass(frozen=True)
class Asked:
    """A rule as it is typed, and what it says of one person; None: nobody can tell."""

    text: str
    says: Answer


def compared(text: str, of: Callable[[Person], Any], test: Callable[[Any], bool]) -> Asked:
    return Asked(text, lambda person: None if of(person) is None else test(of(person)))


def cell(header: str) -> Callable[[Person], Any]:
    return lambda person: person[header]


def of_account(header: str) -> Callable[[Person], Any]:
    return lambda person: ACCOUNTS.get(person["Account ID"], {}).get(header)


def used(header: str) -> Callable[[Person], Any]:
    return lambda person: person[header] or of_account(header)(person)


def owner(person: Person) -> str | None:
    """Ann is away for good, and several others are there, so that nobody is the only rep."""
    return next(
        (who for who in (person["Owner"], of_account("Owner")(person)) if who in {"bob", "cai"}), None
    )


ACCOUNTS: dict[str, Person] = {
    "A1": {"Tier": "A", "Owner": "ann", "Country": "ES", "Notes": "old friends"},
    "A2": {"Tier": None, "Owner": "bob", "Country": None, "Notes": None},
}
TEAM = [{"Rep": "ann", "Active": "No"}, *({"Rep": rep, "Calls per day": 5.0} for rep in ("bob", "cai"))]
LEAVES = [
    compared("Tier = A", used("Tier"), lambda tier: tier == "A"),
    compared("Tier is not one of B, C", used("Tier"), lambda tier: tier not in {"B", "C"}),
    compared("Contact.Tier <> A", cell("Tier"), lambda tier: tier != "A"),
    compared("Account.Tier = A", of_account("Tier"), lambda tier: tier == "A"),
    compared("Owner = bob", owner, lambda who: who == "bob"),
    compared("Country is not ES", used("Country"), lambda land: land != "ES"),
    compared("Account.Notes contains old", of_account("Notes"), lambda notes: "old" in notes),
    compared("Score between 20 and 60", cell("Score"), lambda score: 20 <= score <= 60),
    compared("Team does not contain real", cell("Team"), lambda team: "real" not in team.lower()),
    Asked("Owner is blank", lambda person: owner(person) is None),
    Asked("Score is not blank", lambda person: person["Score"] is not None),
    Asked(
        "Status is one of Active, Left", lambda person: (person["Status"] or "Active") in {"Active", "Left"}
    ),
    Asked("Decision maker", lambda person: person["Decision maker"] == "Yes"),
    Asked("Decision maker = No", lambda person: person["Decision maker"] != "Yes"),
    Asked("everyone", lambda _: True),
]


def negation(one: Asked) -> Asked:
    return Asked(
        f"not ({one.text})", lambda person: None if one.says(person) is None else not one.says(person)
    )


def both(one: Asked, other: Asked) -> Asked:
    def says(person: Person) -> bool | None:
        parts = one.says(person), other.says(person)
        return False if False in parts else None if None in parts else True

    return Asked(f"({one.text}) and ({other.text})", says)


def either(one: Asked, other: Asked) -> Asked:
    def says(person: Person) -> bool | None:
        parts = one.says(person), other.says(person)
        return True if True in parts else None if None in parts else False

    return Asked(f"({one.text}) or ({other.text})", says)


RULES = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        inner.map(negation), st.builds(both, inner, inner), st.builds(either, inner, inner)
    ),
    max_leaves=8,
)
PERSON = st.fixed_dictionaries({
    "Account ID": st.sampled_from(["A1", "A2", "A9", None]),
    "Tier": st.sampled_from(["A", "B", None]),
    "Owner": st.sampled_from(["ann", "bob", "cai", None]),
    "Country": st.sampled_from(["ES", "FR", None]),
    "Score": st.sampled_from([10.0, 20.0, 61.0, None]),
    "Status": st.sampled_from(["Active", "Left", "Merged", None]),
    "Decision maker": st.sampled_from(["Yes", "No", None]),
    "Team": st.sampled_from(["Real Madrid", "Betis", None]),
})  # fmt: skip


def world_of(people: list[Person]) -> World:
    rows = [{"Contact ID": f"C{number}", **person} for number, person in enumerate(people)]
    grids = {
        "Contacts": grid_of("Contacts", rows),
        "Accounts": grid_of("Accounts", [{"Account ID": key, **cells} for key, cells in ACCOUNTS.items()]),
        "Team": grid_of("Team", TEAM),
    }
    found: Frames = frames(Snapshot(grids, Fingerprint("")))[0]
    return World(found, {"Default owner": ""}, TODAY)


@given(RULES, st.lists(PERSON, min_size=1, max_size=6))
def test_a_rule_says_of_everybody_what_somebody_says_who_goes_through_them_one_by_one(rule, people):
    found = audience(rule.text, world_of(people))
    said = [rule.says(person) for person in people]
    assert found.chosen.tolist() == [one is True for one in said]
    assert found.unknown.tolist() == [one is None for one in said]


@given(RULES, st.lists(PERSON, min_size=1, max_size=6))
def test_whoever_is_left_aside_has_a_blank_that_would_tell_and_the_numbers_add_up(rule, people):
    world = world_of(people)
    found = audience(rule.text, world)
    aside = int(found.unknown.sum())
    assert [any(one.rows[at] for one in found.blanks) for at in range(len(people))] == found.unknown.tolist()
    numbers = map(int, re.findall(r"\d+", found.left_aside(world.get(accounts_of))))
    assert sum(numbers) in {0, aside}
