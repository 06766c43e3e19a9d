"""Something follows an event, by the table FollowUps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesbook.domain.aftersale.follow_ups import DueFollowUps, FollowUp, due_follow_ups, follow_up_rules
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import AFTER_SALE_SHARE, CARE, Wanted
from salesbook.domain.facts.situations.table import Situation, situations_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import FOLLOW_UP_EVENTS
from salesbook.tables.arrays import Ints, day_of_number
from salesbook.util.day_words import exact

_MEND_FIRST = 3  # rows of situations up to this one are mended, whatever follows
_EVENTS_OF_ROWS = 9  # up to this row what they wait for says more than the event
# Of each event the rows of situations that tell of it, and what is said of it where another row fits.
_TOLD: dict[str, tuple[tuple[int, ...], str]] = {
    "Acquired": ((23, 24, 25), "Came to us {past}."),
    "First talk": ((), "First talk {past}."),
    "Won": ((10, 34), "Won {past}."),
    "First order": ((17, 18, 21, 28, 34), "First order on {exact}."),
    "Order": ((17, 18, 20, 21, 28, 34), "Ordered on {exact}."),
    "Installed": ((12,), "Installed {past}."),
    "Serviced": ((13,), "Service visit {past}."),
    "Complaint closed": ((11,), "Their complaint was closed {past}."),
    "Lapsed": ((17, 18, 19, 20, 21), "They have stopped ordering."),
    "Lost": ((29,), "A deal was lost {past}."),
}
_ASK = "Ask how it has gone since. Note what they need next."


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
        if situation.number <= _MEND_FIRST:
            return words_of_situation(line)
        rows, sentence = _TOLD[FOLLOW_UP_EVENTS[rule.event]]
        words = words_of_situation(line)
        if situation.number > _EVENTS_OF_ROWS and situation.number not in rows:
            day = int(found.day[place])
            why = sentence.format(past=line.past(day), exact=exact(day_of_number(day), line.world.today))
            words = replace(words, why=why) if situation.is_reason else replace(words, why=why, about=_ASK)
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
