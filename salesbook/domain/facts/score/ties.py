"""Who of us knows whom how well: the score's own decay, colleague by colleague."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.score.weights import FREQUENCY, scoring_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Floats, Ints, Objects, texts

_DIGITS = 9  # ties that differ by less are equally strong


@dataclass(frozen=True)
class Ties:
    """One row for each pair of `group` (contacts or accounts, by position) and `colleague` (place in `names`).

    `strength`: faded points against a touch every interval, as for Frequency but without a ceiling;
    1 is all that the cadence asks for. `recency`: as in the score, of this colleague's rhythm touches
    alone. `last`: days since the last touch. `touches`: how many.
    """

    names: Objects
    group: Ints
    colleague: Ints
    strength: Floats
    recency: Floats
    last: Ints
    touches: Ints

    def by(self, group: Ints) -> Ties:
        """The same by a wider group: `group` gives it for each of the present ones, -1 to leave it out.

        Strengths add up; recency is the best of them, last the latest.
        """
        kept = np.flatnonzero(group[self.group] >= 0)
        return _gathered(
            self.names, group[self.group[kept]], self.colleague[kept], self.strength[kept],
            self.recency[kept], self.last[kept], self.touches[kept],
        )  # fmt: skip

    def strongest_first(self) -> Ints:
        """Rows by group, in each the strongest tie first; of equals the latest, then by name."""
        return np.lexsort((self.colleague, self.last, -np.round(self.strength, _DIGITS), self.group))

    def best(self, count: int) -> Objects:
        """For each of `count` groups the colleague with the strongest tie, "" without one."""
        order = self.strongest_first()
        first = order[np.append(True, np.diff(self.group[order]) != 0)[: len(order)]]
        best = np.full(count, "", dtype=object)
        best[self.group[first]] = self.names[self.colleague[first]]
        return best


def ties_of(world: World) -> Ties:
    """How well each colleague knows each contact.

    Colleagues are those whom By names, but for those whom Team calls not active: they introduce nobody.
    """
    touches, team, scoring = world.get(touch_table), world.frames["Team"], world.get(scoring_of)
    code, names = pd.factorize(touches["by"].to_numpy(dtype=object), sort=True)
    gone = set(texts(team, "Rep")[~team["Active"].to_numpy(dtype=bool)])
    here = np.array([name != "" and name not in gone for name in names], dtype=bool)
    counts = np.flatnonzero((touches["points"].to_numpy() > 0) & np.append(here, False)[code])
    contact, age = touches["contact"].to_numpy()[counts], touches["age"].to_numpy()[counts]
    every = world.get(cadence_used).interval[contact]
    points = touches["points"].to_numpy()[counts] * np.exp2(-age / (scoring.half_life[FREQUENCY] * every))
    late = np.maximum(age - every, 0) / every
    recency = np.where(touches["rhythm"].to_numpy()[counts], np.exp2(-late), 0.0)
    ones = np.ones(len(counts), dtype=np.int64)
    return _gathered(names, contact, code[counts], points / scoring.full_frequency, recency, age, ones)


def _gathered(
    names: Objects, group: Ints, colleague: Ints, strength: Floats, recency: Floats, last: Ints, touches: Ints
) -> Ties:
    width = max(len(names), 1)
    pairs, which = np.unique(group * width + colleague, return_inverse=True)
    best, latest = np.zeros(len(pairs)), np.full(len(pairs), np.iinfo(np.int64).max)
    np.maximum.at(best, which, recency)
    np.minimum.at(latest, which, last)
    return Ties(
        names, pairs // width, pairs % width, np.bincount(which, strength, len(pairs)).astype(np.float64), best,
        latest, np.bincount(which, touches, len(pairs)).astype(np.int64),
    )  # fmt: skip
