"""What the pitched answered: counts over all of them, and the share of yes among those asked long enough ago."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesbook.domain.campaigns.comparing import Prior, YesCount
from salesbook.domain.pitching.campaigns import UNSTARTED
from salesbook.domain.pitching.pitched import counted_answer
from salesbook.domain.pitching.states import CampaignStates
from salesbook.domain.world import World
from salesbook.schema.closed_lists import PITCHED, SAID_YES
from salesbook.tables.arrays import Bools, Ints, Objects, dates, days_of, take, texts

_TENTH = 10


def prior_of(world: World) -> Prior:
    """What Settings believes before anybody answers."""
    return Prior(*(float(world.settings[name]) for name in ("Prior yes", "Prior no")))


@dataclass(frozen=True)
class CampaignAnswers:
    """The answers of one campaign's pitched decision makers; arrays have a place for each of them."""

    world: World
    states: CampaignStates

    @cached_property
    def rows(self) -> Ints:
        """Their places in `pitches`."""
        rows: Ints = self.states.row[self.states.state == PITCHED]
        return rows

    @cached_property
    def answer(self) -> Objects:
        """The answer that counts, of the closed list; "" for none."""
        return self._answers(self.states.pitches.answer[self.rows])

    @property
    def words(self) -> Objects:
        """The same as it was typed."""
        return self._said(self.states.pitches.answer[self.rows])

    @property
    def answered(self) -> int:
        """How many answered."""
        return int((self.answer != "").sum())

    @property
    def yes(self) -> int:
        """How many said yes."""
        return int((self.answer == SAID_YES).sum())

    @cached_property
    def of_age(self) -> Bools:
        """Who was pitched at least Answer days ago."""
        days = int(float(self.world.settings["Answer days"]))
        of_age: Bools = self.pitched_on <= self.world.day - days
        return of_age

    @property
    def pitched_on(self) -> Ints:
        """Day since 1970-01-01 of each one's first pitch."""
        return self.states.pitches.pitched_on[self.rows]

    @cached_property
    def at_equal_age(self) -> YesCount:
        """Of those of age, who said yes within Answer days."""
        in_time = self._answers(self.states.pitches.in_time[self.rows])
        return YesCount(int((in_time[self.of_age] == SAID_YES).sum()), int(self.of_age.sum()))

    @cached_property
    def days_to_the_tenth(self) -> int | None:
        """Days from Start to the day on which the tenth of them answered; None before, and without Start."""
        first = self.states.pitches.first_answer[self.rows]
        days = np.sort(days_of(dates(self.world.frames["Activities"], "When"))[first[first >= 0]])
        start = self.states.campaign.start
        return int(days[_TENTH - 1]) - start if len(days) >= _TENTH and start != UNSTARTED else None

    @cached_property
    def objections(self) -> Counter[str]:
        """What else they said than yes, by frequency."""
        return Counter(one for one in self.answer.tolist() if one not in {"", SAID_YES})

    def _answers(self, rows: Ints) -> Objects:
        return np.array([counted_answer(text) for text in self._said(rows).tolist()], dtype=object)

    def _said(self, rows: Ints) -> Objects:
        return take(texts(self.world.frames["Activities"], "Answer"), rows)
