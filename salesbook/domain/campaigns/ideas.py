"""Objections that came five times become ideas: rows of Propositions, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from itertools import count as counting

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

    proposition: str
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
    new = _new_ideas(world)
    if not new:
        return Plan()
    made, rows = _made(world), [_row(world, key, heard) for key, heard in new.items()]
    for heard in new.values():
        made[heard.proposition].append(_mark(heard.objection))
    of = list(dict.fromkeys(heard.proposition for heard in new.values()))
    mark = Set("Propositions", of, {"Ideas made": ["; ".join(made[one]) for one in of]})
    place, told = (
        _first_new_cell(world),
        joined([f"{key}, said by {heard.people:,}" for key, heard in new.items()]),
    )
    said = f"{count(len(rows), 'objection')} came {_OFTEN} times or more and {'is an idea' if len(rows) == 1 else 'are ideas'} now ({place}): {told}."
    return Plan(
        (mark, Append("Propositions", rows)),
        messages=(Message(said),),
        summary={"ideas": list(new), "new ideas": f"{count(len(rows), 'new idea')} ({place})."},
    )


def _new_ideas(world: World) -> dict[str, _Heard]:
    """By the ID of the row to be made.

    A row that stands there under such an ID, and is of no idea that was made, is somebody's own, or of a book that lacks
    Ideas made: it is left as it is, and no second one comes. Where it is of another idea the new one gets a number.
    """
    made, known = _made(world), {caseless(str(key)) for key in world.frames["Propositions"].index}
    ours = {caseless(_key(proposition, one)) for proposition, all_of in made.items() for one in all_of}
    new: dict[str, _Heard] = {}
    for heard in _objections(world):
        if heard.people < _OFTEN or caseless(_mark(heard.objection)) in map(
            caseless, made[heard.proposition]
        ):
            continue
        key = _key(heard.proposition, heard.objection)
        if caseless(key) not in known or caseless(key) in ours:
            ours.add(caseless(key))
            new[_free(key, known)] = heard
    return new


def _free(key: str, known: set[str]) -> str:
    """The key, with the first number behind it that makes it differ from the known ones; it is known from now on."""
    numbered = chain([key], (f"{key}-{number}" for number in counting(2)))
    free = next(one for one in numbered if caseless(one) not in known)
    known.add(caseless(free))
    return free


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


def _objections(world: World) -> Iterable[_Heard]:
    """Of each proposition that is there; the same words are one."""
    found: dict[tuple[str, str], _Heard] = {}
    there = set(world.frames["Propositions"].index)
    for states in world.get(states_of).values():
        proposition = states.campaign.proposition
        if proposition in there:
            for one in _of_campaign(CampaignAnswers(world, states), proposition):
                same = (proposition, caseless(_mark(one.objection)))
                heard = found.setdefault(same, _Heard(proposition, one.objection))
                heard.who |= one.who
                heard.quotes += one.quotes
    return found.values()


def _of_campaign(answers: CampaignAnswers, proposition: str) -> Iterator[_Heard]:
    """Each objection with who had it and quotes; what is none of the list by its words, as they were first written."""
    for one in objections_of(answers):
        if one.answer not in {SAID_LATER, OTHER_ANSWER}:
            who = answers.contact[answers.answer == one.answer]
            yield _Heard(proposition, one.answer, set(who.tolist()), list(one.quotes))
    words: dict[str, _Heard] = {}
    other = answers.answer == OTHER_ANSWER
    for typed, contact in zip(answers.words[other].tolist(), answers.contact[other].tolist(), strict=True):
        words.setdefault(caseless(_mark(typed)), _Heard(proposition, typed)).who.add(contact)
    for same, heard in words.items():
        if same not in {"", caseless(OTHER_ANSWER)}:  # semicolons alone say nothing
            yield heard


def _key(proposition: str, objection: str) -> str:
    """Such as VMI-price; words of other scripts, and those alike in their first letters, have one together."""
    return f"{proposition}-{re.sub(r'[^a-z0-9]+', '-', without_marks(objection).casefold()).strip('-')[:30] or 'objection'}"


def _row(world: World, key: str, heard: _Heard) -> dict[str, Value]:
    table, proposition, objection = world.frames["Propositions"], heard.proposition, heard.objection
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
