"""Stage seen, Pace, Next step and Cost by stage of every account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np

from salesbook.domain.aftersale.costs import activity_costs, costs_by_stage, costs_given, hour_costs
from salesbook.domain.aftersale.left_alone import left_alone
from salesbook.domain.aftersale.paces import paces
from salesbook.domain.aftersale.problems import cost_problems
from salesbook.domain.aftersale.stages import stages_seen
from salesbook.domain.cycle.next_steps import LineToDo, account_steps, lines_on_calls
from salesbook.domain.world import World
from salesbook.schema.closed_lists import FIND_A_PERSON, STAGES_SEEN
from salesbook.tables.arrays import Ints, Objects, take, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Message, Plan, Set, Value
from salesbook.util.wording import count, joined

_COLUMNS = ("Stage seen", "Pace", "Next step", "Cost by stage")
_NAMED = 3  # accounts, people


def plan_accounts(world: World, lines: Sequence[LineToDo] | None = None) -> Plan:
    """Fill these columns, and say how many accounts are where. `lines`: those of Calls, where other ones than it shows now."""
    accounts = world.frames["Accounts"]
    if not len(accounts):
        return Plan(messages=(Message("There are no accounts yet: add them on the sheet Accounts."),))
    stage = world.get(stages_seen)
    steps = account_steps(world, lines_on_calls(world) if lines is None else lines)
    cells: dict[str, Sequence[Value]] = {
        "Stage seen": [STAGES_SEEN[code] for code in stage.tolist()],
        "Pace": world.get(paces).tolist(),
        "Next step": steps.tolist(),
        "Cost by stage": _cost_cells(world),
    }
    told = [*_sums(world, stage, steps), *_hours_without_cost(world), *_columns_missing(world)]
    return Plan(
        (Set("Accounts", accounts.index.tolist(), cells),),
        problems=cost_problems(world),
        messages=tuple(map(Message, told)),
        summary={"left alone": _left_alone(world)},
    )


def _cost_cells(world: World) -> list[Value]:
    """Such as "Win 1,210, Serve 95 EUR"; blank where nothing costs anything."""
    if not world.get(costs_given):
        return [None] * len(world.frames["Accounts"])
    currency = f" {world.settings['Currency']}".rstrip()
    whole = np.round(world.get(costs_by_stage)).astype(np.int64)
    cells: list[Value] = [None] * len(whole)
    for at in np.flatnonzero(whole.any(axis=1)).tolist():
        each = (
            f"{stage} {cost:,}" for stage, cost in zip(STAGES_SEEN, whole[at].tolist(), strict=True) if cost
        )
        cells[at] = f"{', '.join(each)}{currency}"
    return cells


def _sums(world: World, stage: Ints, steps: Objects) -> Iterator[str]:
    there = np.bincount(stage, minlength=len(STAGES_SEEN)).tolist()
    parts = [f"{number:,} {name}" for name, number in zip(STAGES_SEEN, there, strict=True) if number]
    alone = _left_alone(world)
    if alone:
        named = joined([f"{one['name']} {count(int(str(one['days'])), 'day')}" for one in alone], _NAMED)
        is_ = "is" if len(alone) == 1 else "are"
        yield f"{count(len(alone), 'customer')} {is_} left alone since the order ({named})."
    if nobody := int((steps == FIND_A_PERSON).sum()):
        is_ = "has" if nobody == 1 else "have"
        yield f"{count(nobody, 'account')} {is_} nobody to talk to: find a person there, and add them to Contacts."
    yield f"{count(len(stage), 'account')} = {' + '.join(parts)}."


def _left_alone(world: World) -> list[dict[str, object]]:
    """Account, its name, and for how many days, the longest first."""
    found, accounts = world.get(left_alone), world.frames["Accounts"]
    ids, names = texts(accounts, "Account ID").tolist(), texts(accounts, "Account").tolist()
    at = sorted(np.flatnonzero(found.left).tolist(), key=lambda one: (int(found.ordered[one]), str(ids[one])))
    return [
        {"account": ids[one], "name": names[one] or ids[one], "days": world.day - int(found.ordered[one])}
        for one in at
    ]


def _hours_without_cost(world: World) -> Iterator[str]:
    """Whose time costs nothing, where that of others does."""
    if not world.get(costs_given):
        return
    spent, team = world.get(activity_costs), world.frames["Team"]
    free = np.append(world.get(hour_costs) == 0, True)[spent.by] & (spent.minutes > 0)
    if free.any():
        names = take(
            texts(team, "Rep"), np.unique(spent.by[free])[::-1], "people who are not on Team"
        ).tolist()
        hours = ceil(float(spent.minutes[free].sum()) / 60)
        yield f"Cost by stage leaves out {count(hours, 'hour')} of {joined(names, _NAMED)}: fill in Cost per hour on Team."


def _columns_missing(world: World) -> Iterator[str]:
    """Columns that an older book has not, and what brings them."""
    there = origin_of(world.frames["Accounts"]).grid.columns
    missing = [name for name in _COLUMNS if name not in there]
    if missing:
        yield f"Accounts has no column {joined(missing, len(missing))}: salesbook upgrade BOOK brings what an older book lacks."
