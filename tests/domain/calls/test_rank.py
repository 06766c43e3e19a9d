"""What a call saves, against the plain reference of the score: both futures, day by day."""

from __future__ import annotations

import random
from datetime import timedelta

import numpy as np
import pytest

from salesbook.domain.calls.rank import gain
from tests.domain.random_books import SETTINGS, TODAY, a_book, some_settings, world_of
from tests.domain.reference import Reference


class Future(Reference):
    """The book as it stands today, with or without one more touch of a contact."""

    def __init__(self, book: dict, settings: dict, called: str = "") -> None:
        known = {
            name: [row for row in book[name] if row[day] <= TODAY]
            for name, day in (("Activities", "When"), ("Orders", "Date"))
        }
        super().__init__({**book, **known}, settings)
        self.called = called

    def touches(self, contact: dict, t) -> list[dict]:
        touches = super().touches(contact, t)
        if contact["Contact ID"] == self.called:
            touches.append({"p": 1, "a": (t - TODAY).days, "minutes": 10, "inbound": False, "rhythm": True})
        return touches

    def points(self, contact: dict, t) -> float:
        """Recency, Frequency and Talk time, each with its weight."""
        weights = self.weights()
        return (
            weights["Recency"] * self.recency(contact, t)
            + weights["Frequency"] * self.frequency(contact, t)
            + weights["Talk time"] * self.talk_time(contact, t)
        )


def slow_gain(book: dict, settings: dict, contact: dict) -> float:
    without, with_it = Future(book, settings), Future(book, settings, contact["Contact ID"])
    applies = without.score(contact["Contact ID"], TODAY).factors
    if not without.touches(contact, TODAY):  # those that a touch brings, Loyalty with an order
        bought = without.buying(contact, TODAY, without.gap(TODAY))
        applies = with_it.score(contact["Contact ID"], TODAY).factors | {"Loyalty": bought}
    weight = sum(without.weights()[name] for name, points in applies.items() if points is not None)
    days = [TODAY + timedelta(days=n) for n in range(1, 91)]
    saved = sum(with_it.points(contact, day) - without.points(contact, day) for day in days) / 90
    return max(100 * saved / weight, 0) if weight else 0


@pytest.mark.parametrize("seed", range(15))
def test_equals_the_mean_over_the_next_90_days(seed):
    dice = random.Random(seed)
    book, settings = a_book(dice), {**SETTINGS, **some_settings(dice)}
    expected = [slow_gain(book, settings, contact) for contact in book["Contacts"]]
    found = gain(world_of(book, settings), np.arange(len(expected)))
    assert found == pytest.approx(expected, abs=1e-9, rel=0)


def test_a_touch_when_all_is_well_saves_nothing_but_time():
    """Every day a long talk: the factors are full for longer than the days ahead."""
    book = {name: [] for name in ("Accounts", "Orders", "Scoring", "TouchPoints")} | {
        "Contacts": [{"Contact ID": "C1"}],
        "Cadences": [{"Cadence": "Yearly", "Every": 12, "Unit": "month", "Channels": "Call"}],
        "Activities": [{"Activity ID": f"X{n}", "Contact ID": "C1", "When": TODAY, "Channel": "Call", "Minutes": 60} for n in range(9)],
    }  # fmt: skip
    assert gain(world_of(book), np.arange(1)).tolist() == [0]
