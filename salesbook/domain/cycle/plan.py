"""The action `cycle`, put together: each planner of the part is one line here.

First what happened makes its rows, since others must see them; then, with the lines of Calls known, what there is to see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from salesbook.domain.aftersale.part import has_after_sale
from salesbook.domain.cycle.accounts import plan_accounts
from salesbook.domain.cycle.handoffs import plan_handoffs
from salesbook.domain.cycle.kinds import plan_accepted_kinds, plan_kinds
from salesbook.domain.cycle.next_steps import LineToDo
from salesbook.domain.cycle.notes import plan_notes
from salesbook.domain.cycle.role_board import plan_role_board
from salesbook.domain.world import World
from salesbook.tables.plan import Plan

_Planner = Callable[[World], Plan]

# What happened: rows of Handoffs and FrontLine, owners, kinds. Whatever is planned later sees them.
EVENTS: Sequence[_Planner] = (plan_accepted_kinds, plan_handoffs, plan_notes)
# Tables that are worked out anew each time: what somebody has to answer is said before how the accounts stand, what is only counted after.
ASKING: Sequence[_Planner] = (plan_kinds,)
COUNTING: Sequence[_Planner] = (plan_role_board,)


def plan_events(world: World) -> Plan:
    """What came of what happened since; nothing without the part."""
    return _sum_of(EVENTS, world)


def plan_standing(world: World, lines: Sequence[LineToDo] | None = None) -> Plan:
    """How each account stands, and all that is counted; nothing without the part. `lines`: those of Calls, where other ones than it shows now."""
    if not has_after_sale(world):
        return Plan()
    return _sum_of(ASKING, world) + plan_accounts(world, lines) + _sum_of(COUNTING, world)


def _sum_of(planners: Sequence[_Planner], world: World) -> Plan:
    return sum((plan(world) for plan in planners), Plan()) if has_after_sale(world) else Plan()
