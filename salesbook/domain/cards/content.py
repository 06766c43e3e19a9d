"""The card of an account or a person: what one wants to have read before a visit, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from salesbook.domain.cards.find import Subject, find
from salesbook.domain.cards.past import Buying, Referred, Talk, past_orders, past_referrals, past_talks
from salesbook.domain.cards.people import CardPerson, people_of, places_of
from salesbook.domain.cards.points import Point, open_points
from salesbook.domain.world import World
from salesbook.tables.rows import cell, row_of
from salesbook.util.wording import amount

__all__ = ["CardData", "Subject", "card", "find"]


@dataclass(frozen=True)
class CardData:
    """Everything a card can show; how much of each list fits is up to who shows it.

    `about` describes the account (or the person, if alone) in a few words each; `owner` is the
    colleague who keeps the relationship.
    """

    title: str
    key: str
    about: tuple[str, ...]
    owner: str
    firm: str
    today: date
    notes: str
    people: tuple[CardPerson, ...]
    buying: Buying
    points: tuple[Point, ...]
    talks: tuple[Talk, ...]
    referrals: tuple[Referred, ...]


def card(world: World, subject: Subject) -> CardData:
    """Gather the card of what `find` found."""
    places = places_of(world, subject)
    people = people_of(world, places, subject.contact)
    bought = past_orders(world, subject, places)
    title, about, notes = (
        _account(world, subject.account, people)
        if subject.account
        else _alone(world, subject.contact, people[0])
    )
    return CardData(
        title=title,
        key=subject.account or subject.contact,
        about=tuple(filter(None, about)),
        owner=owner_of_card(world, subject, people),
        firm=str(world.settings["Firm"]),
        today=world.today,
        notes=notes,
        people=tuple(people),
        buying=bought,
        points=tuple(open_points(world, subject, people, bought)),
        talks=tuple(past_talks(world, places)),
        referrals=tuple(past_referrals(world, places)),
    )


def _account(world: World, key: str, people: Sequence[CardPerson]) -> tuple[str, list[str], str]:
    row = row_of(world.frames["Accounts"], key)
    value = row["Annual value"]
    about = [
        row["Segment"], row["Industry"], _tier(row), row["Ticket"] and f"{row['Ticket']} ticket", row["Stage"],
        row["Country"], "" if value != value else f"{amount(value)} a year",  # noqa: PLR0124  (NaN)
    ]  # fmt: skip
    theirs = [(one.name, cell(world.frames["Contacts"], one.contact, "Notes")) for one in people]
    notes = [row["Notes"], *(f"{name}: {text}" for name, text in theirs if text)]
    return row["Account"] or key, about, " · ".join(filter(None, notes))


def _alone(world: World, key: str, person: CardPerson) -> tuple[str, list[str], str]:
    row = row_of(world.frames["Contacts"], key)
    return person.name, [row["Kind"], row["Job title"], _tier(row), row["Country"]], row["Notes"]


def _tier(row: dict[str, Any]) -> str:
    return row["Tier"] and f"Tier {row['Tier']}"


def owner_of_card(world: World, subject: Subject, people: list[CardPerson]) -> str:
    """The account's owner, else the one who keeps the first person; by full name, as Team has it."""
    rep = subject.account and cell(world.frames["Accounts"], subject.account, "Owner")
    if not rep and people:
        rep = people[0].owner
    return name_of_rep(world, rep)


def name_of_rep(world: World, rep: str) -> str:
    """A colleague by full name, as Team has it."""
    team = world.frames["Team"]
    return str((rep in team.index and cell(team, rep, "Name")) or rep)
