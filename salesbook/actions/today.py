"""`today`: check, log, scores and calls in one, the click of every morning."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, REACH, Action, Step
from salesbook.actions.calls import LISTS, OF_REPLIES, calls_in_a_sentence
from salesbook.actions.campaigns import GIVING_CADENCES
from salesbook.actions.check import CHECKING
from salesbook.actions.cycle import AFTER_EVENTS, SEEING_ACCOUNTS
from salesbook.actions.holidays import LOOKING_FOR_HOLIDAYS
from salesbook.actions.log import LOGGING, NAMING, NAMING_REFERRALS
from salesbook.actions.referrals import FILLING_REFERRED_BY, REFERRING
from salesbook.actions.scores import SCORING_EVERYONE, between_bands
from salesbook.schema.after_sale import OF_AFTER_SALE
from salesbook.schema.buttons import REPS, Button
from salesbook.schema.campaigns import OF_CAMPAIGNS
from salesbook.schema.referring import OF_REFERRALS

if TYPE_CHECKING:
    from salesbook.domain.world import World
    from salesbook.tables.plan import Plan

_HELP = "Check, log finished calls, score, and make today's call lists."


def _cadences(world: World, _: Namespace) -> Plan:
    from salesbook.domain.facts.cadence_changes import kept_cadence_changes
    from salesbook.tables.plan import Plan

    return Plan(tuple(kept_cadence_changes(world)))


def _campaigns(world: World, _: Namespace) -> Plan:
    """As after the new lists: their lines are made from this world."""
    from salesbook.domain.calls.plan import campaign_lines
    from salesbook.domain.campaigns.plan import plan_campaigns
    from salesbook.domain.pitching.problems import has_campaigns
    from salesbook.tables.plan import Plan

    return plan_campaigns(world, world.get(campaign_lines)) if has_campaigns(world) else Plan()


def _accounts(world: World, _: Namespace) -> Plan:
    """As after the new lists, too."""
    from salesbook.domain.aftersale.part import has_after_sale
    from salesbook.domain.calls.plan import lines_to_do
    from salesbook.domain.cycle.plan import plan_standing
    from salesbook.tables.plan import Plan

    return plan_standing(world, world.get(lines_to_do)) if has_after_sale(world) else Plan()


COUNTING_PITCHES = Step("Counting pitches", _campaigns)
KEEPING_CADENCES = Step("Keeping how often", _cadences)

TODAY = Action(
    "today",
    _HELP,
    reads=(
        *EVERYTHING,
        *OF_REPLIES,
        *OF_CAMPAIGNS,
        *OF_AFTER_SALE,
        *OF_REFERRALS,
        *REACH,
        "Pitches",
        "CallDays",
        "CadenceChanges",
        "ScoreHistory",
        "Mailings",
    ),
    steps=(
        LOOKING_FOR_HOLIDAYS,
        LOGGING,
        NAMING,
        NAMING_REFERRALS,
        FILLING_REFERRED_BY,
        GIVING_CADENCES,
        AFTER_EVENTS,
        CHECKING,
        SCORING_EVERYONE,
        LISTS,
        COUNTING_PITCHES,
        Step(SEEING_ACCOUNTS, _accounts),
        REFERRING,
        KEEPING_CADENCES,
    ),
    usage=(("today BOOK", "`check`, `log`, `scores` and `calls` in one"),),
    label="Today",
    whole=True,
    button=Button(
        "today",
        "Today",
        _HELP,
        REPS,
        "CalendarToolSelectDate",
        ("Home", "Calls"),
        primary=("Home",),
        in_browser=True,
    ),
    sentence=calls_in_a_sentence,
    details=between_bands,
)
