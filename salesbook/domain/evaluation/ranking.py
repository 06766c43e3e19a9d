"""How well a figure ranks people of whom some came back and others did not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.tables.arrays import Bools, Floats, Ints

ROUNDS = 1000
_SEED = 1  # the same workbook gives the same report
_TENTH = 0.1


@dataclass(frozen=True)
class Share:
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float


class Ranking:
    """People in the order of a figure; those with the same figure share a place."""

    def __init__(self, figure: Floats, came: Bools) -> None:
        self._figure, self._came = figure, came
        self._back, away = np.flatnonzero(came), np.flatnonzero(~came)
        self._away = away[np.argsort(figure[away], kind="stable")]
        rising = figure[self._away]
        # Of those who did not come back, so many stand below each who did, and so many no higher.
        self._below = np.searchsorted(rising, figure[self._back], "left")
        self._no_higher = np.searchsorted(rising, figure[self._back], "right")

    def auc(self, times: Ints | None = None) -> float:
        """Of one who came back and one who did not: how likely the figure puts them in that order.

        0.5 is chance, 1 perfect; equal figures count half. That is the area under the receiver
        operating characteristic (Hanley and McNeil, 1982). `times`: how often each person counts.
        NaN where everybody came back, or nobody.
        """
        weight = np.ones(len(self._came)) if times is None else times
        back = weight[self._back]
        away = np.zeros(len(self._away) + 1)
        np.cumsum(weight[self._away], out=away[1:])
        pairs = back.sum() * away[-1]
        right = back @ (away[self._below] + away[self._no_higher]) / 2
        return float(right / pairs) if pairs else float("nan")

    def lift(self) -> float:
        """How many times as often as everybody the tenth with the highest figures came back.

        Those who share the place at the edge of the tenth count in part.
        """
        _, place, size = np.unique(-self._figure, return_inverse=True, return_counts=True)
        came = np.bincount(place, self._came)
        wanted = len(self._came) * _TENTH
        inside = np.clip(wanted - (np.cumsum(size) - size), 0, size) / size
        return float((inside @ came) / wanted / self._came.mean())


def aucs(rankings: dict[str, Ranking], customer: Ints) -> tuple[dict[str, Share], dict[str, Share]]:
    """The AUC of each ranking, and how much the first one's is above each of the others'.

    Intervals are percentiles of a bootstrap (Efron, 1979) with the same draws for all, so that
    differences are paired. Customers are drawn, with all their people: `customer` gives each person's
    number, and colleagues, who come back together, count as one piece of news.
    """
    dice = np.random.default_rng(_SEED)
    customers, of_person = np.unique(customer, return_inverse=True)
    count = len(customers)
    draws = {name: np.empty(ROUNDS) for name in rankings}
    for row in range(ROUNDS):
        times = np.bincount(dice.integers(0, count, count), minlength=count)[of_person]
        for name, ranking in rankings.items():
            draws[name][row] = ranking.auc(times)
    exact = {name: ranking.auc() for name, ranking in rankings.items()}
    first, *others = rankings
    alone = {name: _share(exact[name], draws[name]) for name in rankings}
    above = {name: _share(exact[first] - exact[name], draws[first] - draws[name]) for name in others}
    return alone, above


def _share(value: float, draws: Floats) -> Share:
    low, high = np.nanquantile(draws, [0.025, 0.975]).tolist()
    return Share(value, low, high)
