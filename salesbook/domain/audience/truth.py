"""Answers of which some are unknown: to a rule, and to each part of it (Kleene's three values)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from salesbook.tables.arrays import Bools

# In this order "and" is the least of its parts, "or" the greatest, and "not" turns it round.
NO, UNKNOWN, YES = 0, 1, 2
Truths = npt.NDArray[np.int8]


def truth_of(found: Bools, unknown: Bools | None = None) -> Truths:
    """Yes or No for each, but where it is unknown."""
    answer = np.where(found, YES, NO).astype(np.int8)
    if unknown is not None:
        answer[unknown] = UNKNOWN
    return answer


def negated(answer: Truths) -> Truths:
    """What "not" says: of what is unknown, nothing either."""
    return np.asarray(YES - answer, dtype=np.int8)
