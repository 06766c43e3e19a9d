"""The card for whoever is on site: where, what is open there, what was done lately, and what to listen for.

A customer may look over their shoulder: no scores, no money, nothing that we wrote about people, and no faults of the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from salesbook.domain.aftersale.follow_ups import due_follow_ups, follow_up_rules
from salesbook.domain.aftersale.notes import changes_to_check, competitors_seen, leads_to_call
from salesbook.domain.aftersale.part import has_after_sale
from salesbook.domain.cards.content import name_of_rep, owner_of_card
from salesbook.domain.cards.find import Subject
from salesbook.domain.cards.past import Buying, Talk, past_orders, past_talks
from salesbook.domain.cards.people import CardPerson, people_of, places_of
from salesbook.domain.cards.points import Point, agreed_points, complaint_points, deals_of_card, title_of_deal
from salesbook.domain.facts.handoffs import Handoff, handoffs_of
from salesbook.domain.facts.notes import front_line_notes, noted_complaints, talked_after
from salesbook.domain.facts.occasions import hangs_on_one
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.world import World
from salesbook.schema.closed_lists import FOLLOW_UP_EVENTS, RISK
from salesbook.tables.arrays import Bools, Ints, day_of_number, positions, texts
from salesbook.tables.rows import place_of_handle, row_of
from salesbook.util.wording import count, joined, on, quoted

WORK = ("Service", "Install")  # channels of those who work on site
_LATELY = 365  # days, in which a competitor was seen
_PROMISES_LAST = 180  # days after a handoff is done


@dataclass(frozen=True)
class VisitData:
    """Everything the card can show; how much of each list fits is up to who shows it.

    `has_notes`: whether the book has a sheet for what they hear; `address`: where it may be mailed to.
    """

    title: str
    key: str
    about: tuple[str, ...]
    owner: str
    firm: str
    today: date
    people: tuple[CardPerson, ...]
    open: tuple[Point, ...]
    listen: tuple[Point, ...]
    work: tuple[Talk, ...]
    talks: tuple[Talk, ...]
    has_notes: bool
    address: str


def visit(world: World, subject: Subject) -> VisitData:
    """Gather the card of what `find` found."""
    places = places_of(world, subject)
    people = people_of(world, places, subject.contact)
    title, about = _where(world, subject, people)
    talks = [one for one in past_talks(world, places) if one.channel != "Order"]
    return VisitData(
        title=title,
        key=subject.account or subject.contact,
        about=tuple(filter(None, about)),
        owner=owner_of_card(world, subject, people),
        firm=str(world.settings["Firm"]),
        today=world.today,
        people=tuple(people),
        open=tuple(_open(world, subject, places, people)),
        listen=tuple(_listen(world, subject, places, people)),
        work=tuple(one for one in talks if one.channel in WORK),
        talks=tuple(one for one in talks if one.channel not in WORK),
        has_notes=has_after_sale(world),
        address=notes_address(world),
    )


def notes_address(world: World) -> str:
    """Where the front line sends what it hears; "" where no mail is read."""
    return str(world.settings["Notes address"] or "")


def _where(world: World, subject: Subject, people: Sequence[CardPerson]) -> tuple[str, list[str]]:
    if subject.account:
        row = row_of(world.frames["Accounts"], subject.account)
        return row["Account"] or subject.account, [row["Industry"], row["Country"]]
    row = row_of(world.frames["Contacts"], subject.contact)
    return people[0].name, [row["Job title"], row["Country"]]


def _open(world: World, subject: Subject, places: Ints, people: Sequence[CardPerson]) -> Iterator[Point]:
    """What they may be asked about, the gravest first."""
    yield from complaint_points(world, people)
    if has_after_sale(world):
        here = _notes_here(world, subject, places)
        notes = world.get(front_line_notes)
        pending = here & (notes.closed > world.day)
        # a complaint of a firm at which we know nobody is nobody's yet
        yield from _heard(world, "Complaint", pending & world.get(noted_complaints) & (notes.contact < 0))
        yield from _heard(world, "Risk", pending & (notes.type == RISK) & (world.get(talked_after) < 0))
        yield from _handoffs(world, subject, places)
    yield from agreed_points(world, people)
    yield from _follow_ups(world, places)
    for row in deals_of_card(world, subject, people):
        owner = name_of_rep(world, texts(world.frames["Opportunities"], "Owner")[row])
        yield Point("Deal", f"{title_of_deal(world, row)}{f': ask {owner}' if owner else ''}")


def _handoffs(world: World, subject: Subject, places: Ints) -> Iterator[Point]:
    account = place_of_handle(world.frames["Accounts"], subject.account) if subject.account else -1
    for one in world.get(handoffs_of):
        theirs = one.account == account if account >= 0 else one.contact in places
        lasts = one.done is None or world.day - one.done <= _PROMISES_LAST
        if theirs and one.is_won and lasts:
            if one.promised:
                yield Point("Promised", " ".join(one.promised.split()))
            if one.done is None:
                yield Point("Handoff", _takes_over(world, one))


def _takes_over(world: World, one: Handoff) -> str:
    seller = name_of_rep(world, one.seller) or "whoever sold"
    taker = name_of_rep(world, one.taker)
    if one.is_accepted and one.accepted is not None:
        return f"{taker or 'somebody'} took over from {seller} on {on(day_of_number(one.accepted))}"
    return f"{taker} takes over from {seller}" if taker else f"{seller} still looks after them"


def _follow_ups(world: World, places: Ints) -> Iterator[Point]:
    found, rules, names = (
        world.get(due_follow_ups),
        world.get(follow_up_rules),
        world.get(names_of_contacts),
    )
    for at in np.flatnonzero(np.isin(found.contact, places)).tolist():
        rule, name = rules[int(found.rule[at])], names[int(found.contact[at])]
        event = f"{FOLLOW_UP_EVENTS[rule.event].lower()} on {on(day_of_number(int(found.day[at])))}"
        yield Point("Due", f"{rule.topic} with {name or 'somebody there'} ({event})")


def _listen(world: World, subject: Subject, places: Ints, people: Sequence[CardPerson]) -> Iterator[Point]:
    """What their ears are wanted for."""
    if has_after_sale(world):
        here, notes = _notes_here(world, subject, places), world.get(front_line_notes)
        seen = here & world.get(competitors_seen) & (world.day - notes.day <= _LATELY)
        yield from _heard(world, "Competitor", seen & (notes.closed > world.day))
        waits = world.get(leads_to_call) | world.get(changes_to_check) | (notes.type == "")
        yield from _heard(world, "Heard", here & waits & (notes.closed > world.day))
    yield from _unknown(world, subject, people)
    yield from _late(past_orders(world, subject, places))


def _unknown(world: World, subject: Subject, people: Sequence[CardPerson]) -> Iterator[Point]:
    reachable = [one for one in people if one.due]
    if subject.account and not any(one.decides for one in reachable):
        yield Point("Who decides", "We know nobody there who decides. Who does?")
    contacts = world.frames["Contacts"]
    alone = [one for one in reachable if world.get(hangs_on_one)[place_of_handle(contacts, one.contact)]]
    if alone:
        yield Point("Only one", f"We are in touch with {joined([one.name for one in alone])} alone. Who else works with it?")  # fmt: skip
    left = [one.name for one in people if "Left" in one.marks]
    if left:
        yield Point("Left", f"{joined(left)}. Who does their work now?")


def _late(bought: Buying) -> Iterator[Point]:
    if bought.gap and bought.since and bought.since > bought.gap:
        yield Point("Reorder", f"No order for {count(bought.since, 'day')}, usually every {bought.gap:,}. What has changed?")  # fmt: skip


def _notes_here(world: World, subject: Subject, places: Ints) -> Bools:
    """Rows of FrontLine that were heard at the account, or of the person."""
    notes = world.get(front_line_notes)
    at = positions(world.frames["Accounts"], np.array([subject.account], dtype=object))[0]
    here = (notes.account == at) & (at >= 0) if subject.account else np.isin(notes.contact, places)
    told: Bools = here & (texts(world.frames["FrontLine"], "Heard") != "")
    return told


def _heard(world: World, kind: str, which: Bools) -> Iterator[Point]:
    """These notes in their words, the latest first."""
    table, notes = world.frames["FrontLine"], world.get(front_line_notes)
    heard, by = texts(table, "Heard"), texts(table, "By")
    rows = np.flatnonzero(which)
    for row in rows[np.argsort(-notes.day[rows], kind="stable")].tolist():
        told = ", ".join(filter(None, [name_of_rep(world, by[row]), on(day_of_number(int(notes.day[row])))]))
        yield Point(kind, f"{quoted(heard[row])} ({told})")
