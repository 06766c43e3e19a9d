"""Chance for the sample data that falls alike on every machine and every Python."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

_T = TypeVar("_T")


class Dice:
    """Only `Random.random` is promised to give the same numbers in later Pythons, so all else stands on it."""

    def __init__(self, *seed: object) -> None:
        self.roll = random.Random("/".join(map(str, seed))).random

    def below(self, end: int) -> int:
        return int(self.roll() * end)

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.roll() * (high - low + 1))

    def pick(self, items: Sequence[_T]) -> _T:
        return items[int(self.roll() * len(items))]

    def chance(self, share: float) -> bool:
        return self.roll() < share

    def shuffled(self, items: Sequence[_T]) -> list[_T]:
        cards = list(items)
        for last in range(len(cards) - 1, 0, -1):
            other = int(self.roll() * (last + 1))
            cards[last], cards[other] = cards[other], cards[last]
        return cards

    def laps(self, items: Sequence[_T]) -> Iterator[_T]:
        """All items in a new order each lap: a small sample has each of them, too."""
        while True:
            yield from self.shuffled(items)


def whole_shares(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in whole parts, as near to the weights as can be, and exactly `total` together."""
    if not any(weights):
        weights = [1] * len(weights)
    whole = sum(weights)
    ends = [total * upto // whole for upto in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
