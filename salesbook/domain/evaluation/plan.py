"""From a suggestion to cells of Scoring: an evaluation that suggests nothing empties those of an earlier one."""

from __future__ import annotations

from salesbook.domain.evaluation.suggestion import Suggestion
from salesbook.domain.world import World
from salesbook.tables.arrays import texts
from salesbook.tables.plan import Plan, Set, Value


def plan_suggested(world: World, found: Suggestion) -> Plan:
    """Write Suggested beside each factor of Scoring."""
    table = world.frames["Scoring"]
    weights = found.weights or {}
    cells: list[Value] = [weights.get(factor) for factor in texts(table, "Factor").tolist()]
    return Plan((Set("Scoring", table.index.tolist(), {"Suggested": cells}),)) if len(table) else Plan()
