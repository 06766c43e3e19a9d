"""Something follows an event, by the table FollowUps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesbook.domain.aftersale.follow_ups import DueFollowUps, FollowUp, due_follow_ups, follow_up_rules
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import AFTER_SALE_SHARE, CARE, Wanted
from salesbook.domain.facts.follow_up_words import WORDS_OF_FOLLOW_UPS
from salesbook.domain.facts.situations.table import Situation, situations_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import FOLLOW_UP_EVENTS
from salesbook.tables.arrays import Ints, day_of_number
from salesbook.util.day_words import exact

_FIRST_THINGS = 9  # rows of situations up to this one are mended, kept or answered first, whatever follows


class FollowUpCalls:
    """Whom to call for what follows an event, in the share that they have with accounts left alone.

    Its table says when: neither a quiet period nor a touch cap holds them.
    """

    block = CARE
    promised = True
    share = AFTER_SALE_SHARE

    def whom(self, world: World) -> Wanted:
        found, at = world.get(due_follow_ups), world.get(_first_of_each)
        rules = world.get(follow_up_rules)
        return Wanted(
            contact=found.contact[at],
            due=found.due[at],
            since=found.day[at],
            task=[rules[rule].who for rule in found.rule[at].tolist()],
        )

    def said(self, line: PlannedCall) -> LineWords:
        """What their situation says, with what happened, where it does not tell of that; and the row's Topic and Letter."""
        found, at = line.world.get(due_follow_ups), line.world.get(_first_of_each)
        place = int(at[np.searchsorted(found.contact[at], line.contact)])
        rule: FollowUp = line.world.get(follow_up_rules)[int(found.rule[place])]
        situation: Situation = line.world.get(situations_of)[line.contact]
        words = words_of_situation(line)
        if situation.number <= _FIRST_THINGS:
            return words
        told = WORDS_OF_FOLLOW_UPS[FOLLOW_UP_EVENTS[rule.event]]
        if situation.number not in told.rows:
            day = int(found.day[place])
            why = told.why.format(past=line.past(day), exact=exact(day_of_number(day), line.world.today))
            words = replace(words, why=why, about=told.about)
        elif situation.topic != rule.topic:
            words = replace(words, about=told.about)
        return replace(words, topic=rule.topic, letter=rule.letter or words.letter)


def _first_of_each(world: World) -> Ints:
    """Places in `due_follow_ups` of each contact's talk that was due first, by contact."""
    found: DueFollowUps = world.get(due_follow_ups)
    rules = world.get(follow_up_rules)
    talks = np.array([not rules[rule].is_letter for rule in found.rule.tolist()], dtype=bool)
    at = np.flatnonzero(talks)
    at = at[np.lexsort((found.rule[at], found.due[at], found.contact[at]))]
    first: Ints = at[np.unique(found.contact[at], return_index=True)[1]]
    return first
