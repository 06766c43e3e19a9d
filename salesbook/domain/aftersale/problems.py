"""What cannot be right in the part aftersale itself: costs below 0."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from salesbook.domain.aftersale.part import has_after_sale
from salesbook.domain.world import World
from salesbook.tables.arrays import numbers
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem

_COSTS = {"Team": "Cost per hour", "ChannelCosts": "Cost each"}


def cost_problems(world: World) -> tuple[Problem, ...]:
    """Costs below 0, which count as none; nothing without the part."""
    return tuple(_below_zero(world)) if has_after_sale(world) else ()


def _below_zero(world: World) -> Iterator[Problem]:
    for name, column in _COSTS.items():
        table = world.frames[name]
        for row in np.flatnonzero(numbers(table, column) < 0).tolist():
            yield origin_of(table).problem(
                table.index[row],
                column,
                f"{column} cannot be below 0; 0 is used",
                "Type what it costs, or leave it blank.",
            )
