"""What the pitched said instead of yes: how many said what, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from salesbook.domain.campaigns.answered import CampaignAnswers
from salesbook.domain.campaigns.comparing import Prior, YesCount, share_interval
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import ANSWERS, OTHER_ANSWER
from salesbook.tables.arrays import Ints, Objects, day_of_number, days_of, take, texts
from salesbook.util.folding import caseless, written_name

_MOST_QUOTES = 20  # of an objection


@dataclass(frozen=True)
class Quote:
    """What somebody said, in their words."""

    words: str
    name: str
    account: str
    day: date


@dataclass(frozen=True)
class Objection:
    """So many `people` gave this answer, of the closed list; their `share` of all who answered lies from `low` to `high`, nine times in ten.

    `quotes`: the newest first, the same words once, of the `with_words` who said something in words.
    """

    answer: str
    people: int
    share: float
    low: float
    high: float
    with_words: int
    quotes: tuple[Quote, ...]


def objections_of(answers: CampaignAnswers) -> tuple[Objection, ...]:
    """All answers that are not Yes, the commonest first, those alike in the order of the list. Their people and those who said yes are all who answered."""
    said = answers.objections
    ranked = sorted(said, key=lambda one: (-said[one], ANSWERS.index(one)))
    return tuple(_objection(answers, one, said[one]) for one in ranked)


def _objection(answers: CampaignAnswers, answer: str, people: int) -> Objection:
    low, high = share_interval(YesCount(people, answers.answered), Prior())
    who = np.flatnonzero(answers.answer == answer)
    who = who[np.argsort(-_answered_on(answers, who), kind="stable")]
    words = _words(answers, answer, who)
    spoke = np.flatnonzero(words != "").tolist()
    newest: dict[str, int] = {}
    for place in spoke:
        newest.setdefault(caseless(words[place]), place)
    shown = list(newest.values())[:_MOST_QUOTES]
    quotes = _quotes(answers, who[shown], words[shown])
    return Objection(answer, people, people / answers.answered, low, high, len(spoke), tuple(quotes))


def _answered_on(answers: CampaignAnswers, who: Ints) -> Ints:
    return days_of(answers.world.frames["Activities"]["When"].to_numpy()[answers.answer_row[who]])


def _words(answers: CampaignAnswers, answer: str, who: Ints) -> Objects:
    """Their words. An answer that is none of the list is what they said, where Their words is blank."""
    said = texts(answers.world.frames["Activities"], "Their words")[answers.answer_row[who]]
    if answer != OTHER_ANSWER:
        return said
    typed = [one if caseless(one) != caseless(answer) else "" for one in answers.words[who].tolist()]
    words: Objects = np.where(said == "", np.array(typed, dtype=object), said)
    return words


def _quotes(answers: CampaignAnswers, who: Ints, words: Objects) -> Iterator[Quote]:
    world, at = answers.world, answers.contact[who]
    firms = take(texts(world.frames["Accounts"], "Account"), world.get(accounts_of)[at])
    days = map(day_of_number, _answered_on(answers, who).tolist())
    return map(Quote, words, names_at(world, at), firms, days)


def names_at(world: World, at: Ints) -> list[str]:
    """The names of the contacts at these positions; the ID of whoever has none."""
    contacts = world.frames["Contacts"]
    columns = (texts(contacts, name)[at].tolist() for name in ("First name", "Last name", "Contact ID"))
    return [written_name(first, last) or key for first, last, key in zip(*columns, strict=True)]
