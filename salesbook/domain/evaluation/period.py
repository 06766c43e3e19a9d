"""People as they were scored on a day, and who of them came back in the days after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.score.table import score_parts, score_table
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Floats, Ints


@dataclass(frozen=True)
class Period:
    """The days after `then`, up to `now`: two worlds of the same tables, each as of its day."""

    then: World
    now: World

    @cached_property
    def scored(self) -> Bools:
        """By contact, whether they had a score."""
        raw: Floats = self.then.get(score_table)["raw"].to_numpy()
        return ~np.isnan(raw)

    @cached_property
    def came(self) -> Bools:
        """Of those scored, whether their customer ordered, or they were in touch of their own accord (any inbound touch)."""
        ordered = self.now.get(order_days).last_before(self.now.day) > self.then.day
        touches = self.now.get(touch_table)
        unasked = (touches["inbound"] & (touches["points"] > 0) & (touches["day"] > self.then.day)).to_numpy()
        answered = np.bincount(touches["contact"].to_numpy()[unasked], minlength=len(ordered)) > 0
        came: Bools = (ordered | answered)[self.scored]
        return came

    @cached_property
    def customer(self) -> Ints:
        """Of those scored, the number of their customer."""
        return self.then.get(order_days).of_contact[self.scored]

    @cached_property
    def values(self) -> Floats:
        """Of those scored, each factor by person, in 0..1; NaN where it does not apply."""
        return self.then.get(score_parts).values[:, self.scored]
