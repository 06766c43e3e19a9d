"""Objections that came five times become ideas: rows of Propositions, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from salesbook.domain.campaigns.answered import CampaignAnswers
from salesbook.domain.campaigns.objections import Quote, objections_of
from salesbook.domain.pitching.states import states_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import IDEA, OTHER_ANSWER, SAID_LATER
from salesbook.tables.arrays import texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Append, Message, Plan, Set, Value
from salesbook.tables.rows import cell
from salesbook.util.folding import caseless, without_marks
from salesbook.util.wording import count, joined, on, quoted

_OFTEN = 5  # people
_MOST_QUOTES = 5  # in a cell
_TITLES = {
    "Price": "A price at which {} is worth it", "Trust": "Proof that {} works", "Timing": "{} at another time",
    "Has supplier": "{} beside the supplier they have", "Not relevant": "What matters more to them than {}",
}  # fmt: skip


@dataclass
class _Heard:
    """An objection to a proposition, over all of its campaigns: as it was first written, `who` said so by position in Contacts, and in which words."""

    objection: str
    who: set[int] = field(default_factory=set)
    quotes: list[Quote] = field(default_factory=list)

    @property
    def people(self) -> int:
        """Each of them once, in however many campaigns they said it."""
        return len(self.who)


def plan_ideas(world: World) -> Plan:
    """A row of Stage Idea for each objection to a proposition that five people or more had, and which made none before.

    Interested later is no objection; of what is none of the list, the same words are one.
    """
    table, made = world.frames["Propositions"], _made(world)
    rows: list[dict[str, Value]] = []
    told, known = [], {caseless(str(key)) for key in table.index}
    now: dict[str, list[str]] = {}
    for (proposition, _), heard in _objections(world).items():
        objection = heard.objection
        if heard.people < _OFTEN or caseless(_mark(objection)) in map(caseless, made[proposition]):
            continue
        now.setdefault(proposition, list(made[proposition])).append(_mark(objection))
        key = _key(proposition, objection)
        if caseless(key) in known:
            continue
        known.add(caseless(key))
        rows.append(_row(world, proposition, objection, heard, key))
        told.append(f"{key}, said by {heard.people:,}")
    if not now:
        return Plan()
    mark = Set("Propositions", list(now), {"Ideas made": ["; ".join(one) for one in now.values()]})
    if not rows:
        return Plan((mark,))
    place, new = _first_new_cell(world), count(len(rows), "new idea")
    said = f"{count(len(rows), 'objection')} came {_OFTEN} times or more and {'is an idea' if len(rows) == 1 else 'are ideas'} now ({place}): {joined(told)}."
    return Plan(
        (mark, Append("Propositions", rows)),
        messages=(Message(said),),
        summary={"ideas": [row["Proposition ID"] for row in rows], "new ideas": f"{new} ({place})."},
    )


def _made(world: World) -> dict[str, list[str]]:
    """By proposition the objections that made an idea before; a book that lacks the column knows by the rows that stand there."""
    table = world.frames["Propositions"]
    return {
        str(key): [one.strip() for one in text.split(";") if one.strip()]
        for key, text in zip(table.index, texts(table, "Ideas made").tolist(), strict=True)
    }


def _mark(objection: str) -> str:
    """An objection as Ideas made has it, where a semicolon stands between two: commas in place of its own."""
    return ", ".join(filter(None, map(str.strip, objection.split(";"))))


def _objections(world: World) -> Mapping[tuple[str, str], _Heard]:
    """By proposition, and by what counts as the same words."""
    found: dict[tuple[str, str], _Heard] = {}
    there = set(world.frames["Propositions"].index)
    for states in world.get(states_of).values():
        proposition = states.campaign.proposition
        if proposition in there:
            for one in _of_campaign(CampaignAnswers(world, states)):
                same = (proposition, caseless(_mark(one.objection)))
                heard = found.setdefault(same, _Heard(one.objection))
                heard.who |= one.who
                heard.quotes += one.quotes
    return found


def _of_campaign(answers: CampaignAnswers) -> Iterator[_Heard]:
    """Each objection with who had it and quotes; what is none of the list by its words, as they were first written."""
    for one in objections_of(answers):
        if one.answer not in {SAID_LATER, OTHER_ANSWER}:
            who = answers.contact[answers.answer == one.answer]
            yield _Heard(one.answer, set(who.tolist()), list(one.quotes))
    words: dict[str, _Heard] = {}
    other = answers.answer == OTHER_ANSWER
    for typed, contact in zip(answers.words[other].tolist(), answers.contact[other].tolist(), strict=True):
        words.setdefault(caseless(_mark(typed)), _Heard(typed)).who.add(contact)
    for same, heard in words.items():
        if same not in {"", caseless(OTHER_ANSWER)}:  # semicolons alone say nothing
            yield heard


def _key(proposition: str, objection: str) -> str:
    """Such as VMI-price."""
    return f"{proposition}-{re.sub(r'[^a-z0-9]+', '-', without_marks(objection).casefold()).strip('-')[:30] or 'objection'}"


def _row(world: World, proposition: str, objection: str, heard: _Heard, key: str) -> dict[str, Value]:
    table = world.frames["Propositions"]
    title = str(cell(table, proposition, "Title")) or proposition
    quotes = sorted(heard.quotes, key=lambda one: one.day, reverse=True)[:_MOST_QUOTES]
    said = "; ".join(f"{quoted(one.words)} ({on(one.day)})" for one in quotes)
    return {
        "Proposition ID": key, "Title": _idea_title(objection, title), "Version": 1, "Stage": IDEA,
        "Cohort": str(cell(table, proposition, "Cohort")) or None,
        "Why they care": f"{count(heard.people, 'person', 'people')} said {objection} to {title}{': ' if said else ''}{said}",
    }  # fmt: skip


def _idea_title(objection: str, proposition: str) -> str:
    """What an idea is called; whatever people typed stands there as it is, braces too."""
    if known := _TITLES.get(objection):
        return known.replace("{}", proposition)
    return f"{proposition}, and an answer to {quoted(objection)}"


def _first_new_cell(world: World) -> str:
    """Where the first new row comes to stand: a click on the sentence leads there."""
    table = world.frames["Propositions"]
    last = origin_of(table).grid.address(table.index[-1], "Proposition ID")
    found = re.fullmatch(r"(.*?)(\d+)", last)
    return f"{found[1]}{int(found[2]) + 1}" if found else "Propositions"
