"""Public holidays, looked up where the book has none yet: a step of `today`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from salesbook.actions.base import Step

if TYPE_CHECKING:
    from salesbook.domain.world import World
    from salesbook.tables.plan import Plan


def _holidays(world: World, _: Namespace) -> Plan:
    from salesbook.domain.facts.holidays import plan_holidays

    return plan_holidays(world)


LOOKING_FOR_HOLIDAYS = Step("Looking for public holidays", _holidays, feeds=True)
