"""A firm whose weights can be bettered, and what an evaluation finds there."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from salesbook.books.memory import MemoryBook
from salesbook.domain.evaluation.evaluation import Evaluation, evaluate
from salesbook.schema import SCORING_ROWS
from tests.domain.callbook import a_book, world

UNTIL = date(2026, 6, 30)
SPLIT = date(2026, 1, 31)
_BEFORE_SPLITS = (SPLIT, date(2025, 9, 3))
_SCORING = "Factor | Weight | Suggested\n" + "\n".join(f"{row[0]} | {row[1]} |" for row in SCORING_ROWS)


def firm(people: int = 300, *, scoring: str = _SCORING) -> MemoryBook:
    """Every other person rings now and then, always did and will; the others ring once, and were called shortly before each split.

    So Recency misleads, and how often people were in touch does not.
    """
    dice = np.random.default_rng(1)
    rows: list[str] = []
    for person in range(people):
        rings = 14 if person % 2 else 1
        rows += [
            f"C{person} | {UNTIL - timedelta(int(dice.integers(0, 700)))} | Call | In" for _ in range(rings)
        ]
        if not person % 2:
            rows += [
                f"C{person} | {day - timedelta(int(dice.integers(5, 40)))} | Call | Out"
                for day in _BEFORE_SPLITS
            ]
    lines = "\n".join(f"X{number} | {row}" for number, row in enumerate(rows))
    return a_book(
        Contacts="Contact ID | Kind\n" + "\n".join(f"C{number} | Customer" for number in range(people)),
        Activities="Activity ID | Contact ID | When | Channel | Direction\n" + lines,
        Scoring=scoring,
    )


def looked_at(book: MemoryBook, split: date = SPLIT) -> Evaluation:
    """What `evaluate` finds in a book, up to its last day."""
    seen = world(book, UNTIL)
    return evaluate(seen.frames, seen.settings, split, UNTIL)
