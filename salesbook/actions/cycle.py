"""`cycle`: handoffs, follow-ups and notes of the front line, and what happens next with each account."""

from __future__ import annotations

from argparse import Namespace
from functools import cache
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, REACH, Action, Step, option
from salesbook.actions.days import day
from salesbook.actions.log import NAMING
from salesbook.actions.outcome import Outcome, outcome_of
from salesbook.actions.run import planned
from salesbook.actions.session import Session, world_of, writable
from salesbook.schema.after_sale import OF_AFTER_SALE
from salesbook.schema.buttons import MANAGERS, Button
from salesbook.schema.campaigns import OF_CAMPAIGNS
from salesbook.tables.plan import Plan
from salesbook.tables.resolve import resolve

if TYPE_CHECKING:
    from salesbook.domain.world import World
    from salesbook.tables.frames import ParsedTables


def _catch_up(world: World, options: Namespace) -> Plan:
    from salesbook.domain.cycle.catch_up import plan_catch_up

    return plan_catch_up(world, options.since) if options.since else Plan()


def _events(world: World, _: Namespace) -> Plan:
    from salesbook.domain.cycle.plan import plan_events

    return plan_events(world)


def _standing(world: World, _: Namespace) -> Plan:
    from salesbook.domain.cycle.plan import plan_standing

    return plan_standing(world)


def _letters(world: World, _: Namespace) -> Plan:
    from salesbook.domain.aftersale.letters import plan_letters
    from salesbook.domain.aftersale.told_notes import plan_note_letters

    return plan_letters(world) + plan_note_letters(world)


def _cycle(session: Session, options: Namespace) -> Outcome:
    """Look again, and lay letters ready that follow, which wait until somebody sends them."""
    from salesbook.actions.mail.after_sale_letters import staged_after_sale
    from salesbook.actions.mail.note_letters import staged_note_letters

    session.look(CYCLE.reads)
    parsed: ParsedTables = {}
    plan = planned(CYCLE, session, options, parsed)

    @cache
    def after() -> World:
        """As it is with the plan; most days no letter follows, and nobody asks."""
        snapshot = resolve(writable(plan.changes, session.seen), session.seen).after
        return world_of(snapshot, session.today, parsed)[0]

    with (
        staged_note_letters(session, plan, after) as telling,
        staged_after_sale(session, plan, after) as letters,
    ):
        result = session.finish(plan + letters + telling, through=CYCLE.through)
    return outcome_of(result, dry_run=session.dry_run, details=CYCLE.details)


AFTER_EVENTS = Step("Looking at what happened after the sale", _events, feeds=True)
SEEING_ACCOUNTS = "Seeing how each account stands"  # a step of today, too
_SHEETS = ("Handoffs", "Front line", "Follow-ups")
_HELP = "Hand over what was won, follow up orders and notes, and see what happens next at each account."

CYCLE = Action(
    "cycle",
    _HELP,
    run=_cycle,
    reads=(
        *EVERYTHING,
        *OF_AFTER_SALE,
        *OF_CAMPAIGNS,
        *REACH,
        "Mailings",
        "Outbox",
        "Referrals",
    ),
    steps=(
        NAMING,
        Step("Catching up", _catch_up, feeds=True),
        AFTER_EVENTS,
        Step(SEEING_ACCOUNTS, _standing),
        Step("Looking for letters to write", _letters),
    ),
    options=(
        option(
            "--since",
            "count what happened from this day on, too: handoffs, follow-ups and accounts left alone of before the part was added",
            type=day,
            metavar="YYYY-MM-DD",
        ),
    ),
    usage=(
        (
            "cycle BOOK [--since YYYY-MM-DD]",
            "hands over what was won, follows up orders, routes notes of the front line, and says what happens next with each account; see [after the sale](after-sale.md)",
        ),
    ),
    label="Cycle",
    part="aftersale",
    through=OF_AFTER_SALE,
    button=Button(
        "cycle",
        "Cycle",
        _HELP,
        MANAGERS,
        "RefreshAll",
        _SHEETS,
        primary=_SHEETS,
        in_browser=True,
    ),
)
