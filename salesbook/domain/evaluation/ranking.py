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
    """People in the order of a figure, the lowest first; those with the same figure share a place."""

    def __init__(self, figure: Floats, came: Bools) -> None:
        self._order = np.argsort(figure, kind="stable")
        self._starts = np.append(0, np.flatnonzero(np.diff(figure[self._order])) + 1)
        self._came = came[self._order]

    def auc(self, times: Ints | None = None) -> float:
        """Of one who came back and one who did not: how likely the figure puts them in that order.

        0.5 is chance, 1 perfect; equal figures count half. That is the area under the receiver
        operating characteristic (Hanley and McNeil, 1982). `times`: how often each person counts.
        NaN where everybody came back, or nobody.
        """
        weight = np.ones(len(self._came)) if times is None else times[self._order]
        came = np.add.reduceat(weight * self._came, self._starts)
        stayed = np.add.reduceat(weight * ~self._came, self._starts)
        pairs = came.sum() * stayed.sum()
        below = np.cumsum(stayed) - stayed / 2
        return float(came @ below / pairs) if pairs else float("nan")

    def lift(self) -> float:
        """How many times as often as everybody the tenth with the highest figures came back.

        Those who share the place at the edge of the tenth count in part.
        """
        size = np.diff(np.append(self._starts, len(self._came)))[::-1]
        came = np.add.reduceat(self._came.astype(np.float64), self._starts)[::-1]
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
