"""Two groups compared within strata: the ratio of risks and the ratio of means, each with its interval; numbers in, numbers out.

Strata in which one of the groups has nobody take no part. Sources: Mantel and Haenszel 1959; the variance of the ratio of risks
is that of Greenland and Robins 1985 (Biometrics 41, 55-68). The ratio of means has the same weights, and the variance of its two
sums over people (linearised, as in survey sampling), since one person has several years.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.tables.arrays import Bools, Floats, Ints

LEVEL = 0.95
_WIDTH = 1.959963984540054  # standard deviations to either side that hold 95 % of a normal distribution


@dataclass(frozen=True)
class Ratio:
    """How many times as much it is in the first group as in the second; from `low` to `high` in 95 % of all cases."""

    value: float
    low: float
    high: float

    @property
    def tells(self) -> bool:
        """Whether the groups can be told apart: 1 lies outside."""
        return not self.low <= 1 <= self.high


@dataclass(frozen=True)
class Observations:
    """A row each: in which stratum, whether in the first group, how much was seen (0 or 1 for risks), and of which person."""

    stratum: Ints
    first: Bools
    seen: Floats
    person: Ints

    def of(self, rows: Bools) -> Observations:
        """Some of them."""
        return Observations(self.stratum[rows], self.first[rows], self.seen[rows], self.person[rows])

    def renumbered(self) -> Observations:
        """Strata numbered from 0 on without gaps."""
        _, stratum = np.unique(self.stratum, return_inverse=True)
        return Observations(stratum, self.first, self.seen, self.person)

    @property
    def pooled(self) -> Observations:
        """All in one stratum: for the crude ratio."""
        return Observations(np.zeros_like(self.stratum), self.first, self.seen, self.person)

    def comparable(self) -> Bools:
        """Rows whose stratum has rows of both groups."""
        size = int(self.stratum.max(initial=-1)) + 1
        both = (np.bincount(self.stratum[self.first], minlength=size) > 0) & (
            np.bincount(self.stratum[~self.first], minlength=size) > 0
        )
        found: Bools = both[self.stratum]
        return found


@dataclass(frozen=True)
class _Sums:
    """By stratum: how much was seen in either group, and by how many rows."""

    first: Floats
    second: Floats
    rows_first: Floats
    rows_second: Floats

    @property
    def rows(self) -> Floats:
        return self.rows_first + self.rows_second


def ratio_of_risks(found: Observations) -> Ratio | None:
    """The Mantel-Haenszel ratio of risks; None where one of the groups had none in any stratum that has both."""
    sums = _sums_of(found.of(found.comparable()).renumbered())
    first = float(np.sum(sums.first * sums.rows_second / sums.rows))
    second = float(np.sum(sums.second * sums.rows_first / sums.rows))
    if first <= 0 or second <= 0:
        return None
    events = sums.first + sums.second
    spread = (
        events * sums.rows_first * sums.rows_second - sums.first * sums.second * sums.rows
    ) / sums.rows**2
    return _ratio(first / second, float(np.sum(spread)) / (first * second))


def ratio_of_means(found: Observations) -> Ratio | None:
    """The ratio of means with the same weights; None where one of the groups brought nothing, or has fewer than two people."""
    here = found.of(found.comparable()).renumbered()
    sums = _sums_of(here)
    first = float(np.sum(sums.first * sums.rows_second / sums.rows))
    second = float(np.sum(sums.second * sums.rows_first / sums.rows))
    if first <= 0 or second <= 0:
        return None
    ratio = first / second
    # What a row brings by the ratio and by what both groups together brought in its stratum: a mean of the group alone would
    # follow its few rows too closely, and the interval would be too narrow.
    usual = (sums.first + sums.second) / (ratio * sums.rows_first + sums.rows_second)
    expected = usual[here.stratum] * np.where(here.first, ratio, 1.0)
    weight = np.where(here.first, sums.rows_second[here.stratum], ratio * sums.rows_first[here.stratum])
    off = weight / sums.rows[here.stratum] * (here.seen - expected)
    spread = 0.0
    for group in (here.first, ~here.first):
        _, who = np.unique(here.person[group], return_inverse=True)
        by_person = np.bincount(who, off[group])
        if len(by_person) < 2:
            return None
        spread += len(by_person) / (len(by_person) - 1) * float(by_person @ by_person)
    return _ratio(ratio, spread / first**2)


def _ratio(value: float, variance_of_log: float) -> Ratio:
    factor = float(np.exp(_WIDTH * np.sqrt(variance_of_log)))
    return Ratio(value, value / factor, value * factor)


def _sums_of(found: Observations) -> _Sums:
    """Of strata that are numbered without gaps."""
    first, size = found.first, int(found.stratum.max(initial=-1)) + 1
    return _Sums(
        np.bincount(found.stratum[first], found.seen[first], size).astype(np.float64),
        np.bincount(found.stratum[~first], found.seen[~first], size).astype(np.float64),
        np.bincount(found.stratum[first], minlength=size).astype(np.float64),
        np.bincount(found.stratum[~first], minlength=size).astype(np.float64),
    )
