"""Chains that lead back to where they began."""

from __future__ import annotations

import numpy as np

from salesbook.tables.arrays import Bools, Ints


def on_a_circle(through: Ints) -> Bools:
    """Who is reached from itself by following `through`, -1 for nobody. Doubling the stride ends in a few steps."""
    follow = np.append(through, -1)
    for _ in range(len(through).bit_length()):
        follow = follow[follow]
    on = np.zeros(len(through) + 1, dtype=bool)
    on[follow] = True
    return on[:-1]
