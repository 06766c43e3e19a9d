"""`log`: call lines that have an outcome become activities."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, Action, Step
from salesbook.schema.buttons import REPS, Button

if TYPE_CHECKING:
    from salesbook.domain.world import World
    from salesbook.tables.plan import Plan


def _log(world: World, _: Namespace) -> Plan:
    from salesbook.domain.call_log.plan import plan_log

    return plan_log(world)


def _log_earlier(world: World, _: Namespace) -> Plan:
    from salesbook.domain.call_log.plan import plan_log

    return plan_log(world, before=world.today)


def _due(world: World, _: Namespace) -> Plan:
    from salesbook.domain.scores.plan import plan_due

    return plan_due(world)


def _count(world: World, _: Namespace) -> Plan:
    from salesbook.domain.facts.call_days import kept_call_days
    from salesbook.tables.plan import Plan

    return Plan(tuple(kept_call_days(world)))


def _names(world: World, _: Namespace) -> Plan:
    from salesbook.domain.names.plan import plan_names
    from salesbook.domain.setting_groups import plan_groups

    return plan_names(world) + plan_groups(world)


def _number_referrals(world: World, _: Namespace) -> Plan:
    from salesbook.domain.referrals.rows import plan_referral_rows

    return plan_referral_rows(world)


NAMING_REFERRALS = Step("Numbering referrals", _number_referrals, feeds=True)
NAMING = Step("Writing names beside IDs", _names, feeds=True)
LOGGING = Step("Logging finished calls", _log, feeds=True)
LOGGING_EARLIER = Step("Logging finished calls of earlier days", _log_earlier, feeds=True)

KEEPING_COUNT = Step("Keeping count", _count, follows=True)
MOVING_DUE_DATES = Step("Moving due dates", _due, follows=True)

LOG = Action(
    "log",
    "Turn the call lines that have an outcome into activities.",
    reads=(*EVERYTHING, "CallDays", "Referrals"),
    steps=(
        LOGGING,
        MOVING_DUE_DATES,
        KEEPING_COUNT,
        NAMING,
        NAMING_REFERRALS,
    ),
    usage=(("log BOOK", "turns call lines that have an outcome into activities"),),
    label="Log calls",
    button=Button(
        "log",
        "Log calls",
        "Turn the lines that have an outcome into activities.",
        REPS,
        "RecordsSaveRecord",
        ("Home", "Calls"),
        primary=("Calls",),
        in_browser=True,
    ),
)
