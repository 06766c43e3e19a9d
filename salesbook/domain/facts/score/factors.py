"""The factors of the score that come from touches: each a value from 0 to 1 for every contact.

All formulas are those of the design's section on the relationship score: ages and intervals in
days, half-lives in intervals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesbook.domain.facts.score.weights import FREQUENCY, PEOPLE_KNOWN, TALK_TIME, TWO_WAY, Scoring
from salesbook.tables.arrays import Bools, Floats, Ints, last_of_each

KNOWN_FROM = 0.5  # a person with this Recency or more counts as known


@dataclass(frozen=True)
class Touched:
    """Touches (points above 0) of `count` contacts, sorted by contact and then by moment."""

    count: int
    contact: Ints
    age: Ints
    points: Floats
    minutes: Floats
    rhythm: Bools
    inbound: Bools

    def as_of(self, ago: int) -> Touched:
        """What was known `ago` days before, with the ages of then."""
        then = self.age >= ago
        return Touched(
            self.count, self.contact[then], self.age[then] - ago, self.points[then], self.minutes[then],
            self.rhythm[then], self.inbound[then],
        )  # fmt: skip

    def anybody(self) -> Bools:
        """Contacts with at least one touch."""
        return np.bincount(self.contact, minlength=self.count) > 0

    def total(self, amount: Floats) -> Floats:
        """Sum by contact."""
        return np.bincount(self.contact, amount, self.count).astype(np.float64, copy=False)

    def faded(self, half_life: Floats, newest: Ints | None = None) -> Floats:
        """2^(-age / half-life) of each touch; the half-life in days by contact, ages less the newest."""
        age = self.age if newest is None else self.age - newest[self.contact]
        return np.exp2(-age / half_life[self.contact])


def touched(touches: pd.DataFrame, count: int) -> Touched:
    """The touches among the rows of `touches.touch_table`."""
    reached = np.flatnonzero(touches["points"].to_numpy() > 0)
    columns = ("contact", "age", "points", "minutes", "rhythm", "inbound")
    return Touched(count, *(touches[name].to_numpy()[reached] for name in columns))


def recency(log: Touched, interval: Floats) -> Floats:
    """0 without a rhythm touch; 1 for one interval after it; then halved every interval."""
    kept = np.flatnonzero(log.rhythm)
    last = last_of_each(log.contact[kept], log.count)
    age = np.append(log.age[kept], 0)[last]
    late = np.maximum(age - interval, 0) / interval
    return np.where(last >= 0, np.exp2(-late), 0.0)


def frequency(log: Touched, interval: Floats, scoring: Scoring) -> Floats:
    """Faded points against what one point every interval adds up to."""
    faded = log.faded(scoring.half_life[FREQUENCY] * interval)
    value: Floats = np.minimum(log.total(log.points * faded) / scoring.full_frequency, 1)
    return value


def two_way(log: Touched, interval: Floats, scoring: Scoring) -> Floats:
    """Twice the share of faded points that comes from them; ages count from the newest touch."""
    newest = np.append(log.age, 0)[last_of_each(log.contact, log.count)]
    points = log.points * log.faded(scoring.half_life[TWO_WAY] * interval, newest)
    both = log.total(points)
    theirs = log.total(points * log.inbound)
    share: Floats = np.divide(theirs, both, out=np.zeros(log.count), where=both > 0)
    value: Floats = np.minimum(2 * share, 1)
    return value


def talk_time(log: Touched, interval: Floats, scoring: Scoring) -> Floats:
    """Faded minutes against the target."""
    faded = log.faded(scoring.half_life[TALK_TIME] * interval)
    value: Floats = np.minimum(log.total(log.minutes * faded) / scoring.target[TALK_TIME], 1)
    return value


def people(recency: Floats, account: Ints, left: Bools) -> Floats:
    """People known at each contact's account, NaN without one. `account`: any number, -1 for none."""
    counts = (recency >= KNOWN_FROM) & ~left & (account >= 0)
    known = np.bincount(account[counts], minlength=int(account.max(initial=-1)) + 1)
    return np.where(account >= 0, np.append(known, 0)[account], np.nan)


def people_known(known: Floats, scoring: Scoring) -> Floats:
    """People known against the target; NaN (does not apply) without an account."""
    value: Floats = np.minimum(known / scoring.target[PEOPLE_KNOWN], 1)
    return value
