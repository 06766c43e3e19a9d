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
from salesbook.tables.arrays import Bools, Ints, Objects, days_of, take, texts

_TENTH = 10


def prior_of(world: World) -> Prior:
    """What Settings believes before anybody answers."""
    return Prior(*(float(world.settings[name]) for name in ("Prior yes", "Prior no")))


def answer_days(world: World) -> int:
    """How many days after the pitch an answer counts."""
    return int(float(world.settings["Answer days"]))


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
    def contact(self) -> Ints:
        """Their positions in Contacts."""
        at: Ints = self.states.contact[self.states.state == PITCHED]
        return at

    @property
    def answer_row(self) -> Ints:
        """Row of Activities of the answer that counts; -1 for none."""
        return self.states.pitches.answer[self.rows]

    @cached_property
    def answer(self) -> Objects:
        """The answer that counts, of the closed list; "" for none."""
        return self._answers(self.answer_row)

    @property
    def words(self) -> Objects:
        """The same as it was typed."""
        return self._said(self.answer_row)

    @property
    def answered(self) -> int:
        """How many answered."""
        return int((self.answer != "").sum())

    @property
    def said_yes(self) -> Bools:
        """Who said yes."""
        said: Bools = self.answer == SAID_YES
        return said

    @property
    def yes(self) -> int:
        """How many said yes."""
        return int(self.said_yes.sum())

    @cached_property
    def yes_in_time(self) -> Bools:
        """Who said yes within Answer days."""
        said: Bools = self._answers(self.states.pitches.in_time[self.rows]) == SAID_YES
        return said

    @cached_property
    def of_age(self) -> Bools:
        """Who was pitched at least Answer days ago."""
        of_age: Bools = self.pitched_on <= self.world.day - answer_days(self.world)
        return of_age

    @property
    def pitched_on(self) -> Ints:
        """Day since 1970-01-01 of each one's first pitch."""
        return self.states.pitches.pitched_on[self.rows]

    @cached_property
    def at_equal_age(self) -> YesCount:
        """Of those of age, who said yes within Answer days."""
        return YesCount(int(self.yes_in_time[self.of_age].sum()), int(self.of_age.sum()))

    @cached_property
    def answered_unasked(self) -> Bools:
        """Whose pitch is what they answered: of letters those who did not answer count as tried, so that a share of these alone tells nothing."""
        theirs: Bools = (
            take(texts(self.world.frames["Activities"], "Direction"), self.states.pitches.pitch[self.rows])
            == "In"
        )
        return theirs

    @cached_property
    def at_equal_age_of_asked(self) -> YesCount:
        """As `at_equal_age`, without those."""
        which = self.of_age & ~self.answered_unasked
        return YesCount(int(self.yes_in_time[which].sum()), int(which.sum()))

    @cached_property
    def days_to_the_tenth(self) -> int | None:
        """Days from Start to the day on which the tenth of them answered; None before, and without Start."""
        days, start = np.sort(self._first_answered[self._first_answered >= 0]), self.states.campaign.start
        return int(days[_TENTH - 1]) - start if len(days) >= _TENTH and start != UNSTARTED else None

    @property
    def days_to_answer(self) -> Ints:
        """Of those who answered, the days from the first pitch to the first answer."""
        did = self._first_answered >= 0
        waited: Ints = self._first_answered[did] - self.pitched_on[did]
        return waited

    @cached_property
    def _first_answered(self) -> Ints:
        """Day since 1970-01-01 of each one's first answer; -1 for none."""
        row = self.states.pitches.first_answer[self.rows]
        day, did = np.full(len(row), -1), row >= 0
        day[did] = days_of(self.world.frames["Activities"]["When"].to_numpy()[row[did]])
        return day

    @cached_property
    def objections(self) -> Counter[str]:
        """What else they said than yes, by frequency."""
        return Counter(one for one in self.answer.tolist() if one not in {"", SAID_YES})

    def _answers(self, rows: Ints) -> Objects:
        return np.array([counted_answer(text) for text in self._said(rows).tolist()], dtype=object)

    def _said(self, rows: Ints) -> Objects:
        return take(texts(self.world.frames["Activities"], "Answer"), rows)
