"""Letters that follow an event, and those that welcome whoever was taken over: to whom, with which text, each once."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.domain.aftersale.follow_ups import due_follow_ups, follow_up_key, follow_up_rules
from salesbook.domain.aftersale.part import has_after_sale
from salesbook.domain.facts.complaints import complaints_of
from salesbook.domain.facts.handoffs import handoffs_of
from salesbook.domain.world import World
from salesbook.tables.plan import Plan

LETTERS = "letters to write"  # of a summary
WELCOME = "welcome"  # the text of templates/letters
_WELCOMED_WITHIN = 14  # days after it was accepted; who comes later than that is no news
_COMPLAINS = "complaint open"


@dataclass(frozen=True, slots=True)
class EventLetter:
    """`key`: the Draft ID, the same each time; `contact`: position in Contacts; `template`: a text of templates/letters; `held`: why it must not be written, or ""."""

    key: str
    contact: int
    template: str
    held: str


def letters_to_write(world: World) -> list[EventLetter]:
    """All of them that do not stand in Outbox yet; none without the parts aftersale and mail."""
    outbox = world.frames.get("Outbox")
    if outbox is None or not has_after_sale(world):
        return []
    found = (*welcomes_to_write(world), *follow_up_letters(world))
    return [one for one in found if one.key not in outbox.index]


def plan_letters(world: World) -> Plan:
    """How many there are, for whoever drafts them."""
    return Plan(summary={LETTERS: len(letters_to_write(world))})


def welcomes_to_write(world: World) -> list[EventLetter]:
    """One for each handoff that was accepted lately, from whom it went to."""
    return [
        _letter(world, f"{WELCOME}.{one.key or one.handle}", one.contact, WELCOME)
        for one in world.get(handoffs_of)
        if one.is_accepted and one.contact >= 0 and world.day - (one.accepted or 0) <= _WELCOMED_WITHIN
    ]


def follow_up_letters(world: World) -> list[EventLetter]:
    """What is due by FollowUps with the channel Email or Letter; rows without a Letter give none."""
    found, rules = world.get(due_follow_ups), world.get(follow_up_rules)
    rows = zip(found.rule.tolist(), found.contact.tolist(), found.day.tolist(), strict=True)
    return [
        _letter(world, follow_up_key(world, rules[rule], contact, day), contact, rules[rule].letter)
        for rule, contact, day in rows
        if rules[rule].is_letter and rules[rule].letter
    ]


def _letter(world: World, key: str, contact: int, template: str) -> EventLetter:
    complains = world.get(complaints_of).of_firm[contact] >= 0
    return EventLetter(key, contact, template, _COMPLAINS if complains else "")
