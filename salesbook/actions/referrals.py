"""`referrals`: whom to ask for an introduction, who came through whom, and what is owed."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, REACH, Action, Step, option
from salesbook.actions.log import NAMING, NAMING_REFERRALS
from salesbook.actions.outcome import Outcome, in_a_sentence, outcome_of
from salesbook.actions.pages.place import page_named
from salesbook.actions.referral_page import page_of_referrals
from salesbook.actions.run import planned
from salesbook.actions.session import Session
from salesbook.errors import WrongUsage
from salesbook.schema.after_sale import OF_AFTER_SALE
from salesbook.schema.buttons import REPS, Button
from salesbook.schema.campaigns import OF_CAMPAIGNS
from salesbook.schema.referring import OF_REFERRALS

if TYPE_CHECKING:
    from salesbook.domain.world import World
    from salesbook.tables.frames import ParsedTables
    from salesbook.tables.plan import Plan


def _referred_by(world: World, _: Namespace) -> Plan:
    from salesbook.domain.referrals.rows import plan_referred_by

    return plan_referred_by(world)


def _referrals(world: World, _: Namespace) -> Plan:
    from salesbook.domain.referrals.plan import plan_referrals

    return plan_referrals(world)


def _all_of_it(world: World, options: Namespace) -> Plan:
    from salesbook.domain.referrals.listed_incentives import incentive_problems
    from salesbook.domain.referring.problems import referral_problems
    from salesbook.tables.plan import Plan

    return Plan(problems=(*referral_problems(world), *incentive_problems(world))) + _referrals(world, options)


FILLING_REFERRED_BY = Step("Noting who referred whom", _referred_by, feeds=True)
REFERRING = Step("Looking whom to ask", _referrals)


def _review(session: Session, options: Namespace) -> Outcome:
    """Look again, and lay thanks ready, which wait until somebody sends them; or write the page."""
    if options.page:
        return page_of_referrals(session, page_named(options.html))
    if options.html:
        raise WrongUsage("--html has no --page.", "Say: --page --html FILE.")
    from salesbook.actions.mail.thanks import staged_thanks

    session.look(REFERRALS_REVIEW.reads)
    parsed: ParsedTables = {}
    plan = planned(REFERRALS_REVIEW, session, options, parsed)
    with staged_thanks(session, parsed) as thanking:
        result = session.finish(plan + thanking, through=REFERRALS_REVIEW.through)
    return outcome_of(result, dry_run=session.dry_run)


def referrals_in_a_sentence(outcome: Outcome) -> str:
    """What is to be done stands first: the row above the table has no room for all."""
    to_do = str(outcome.summary.get("to do") or "")
    return in_a_sentence(replace(outcome, messages=[*filter(None, [to_do]), *outcome.messages]))


_HELP = "See whom to ask for an introduction, who came through whom, and what is owed for it."

REFERRALS_REVIEW = Action(
    "referrals",
    _HELP,
    run=_review,
    reads=(*EVERYTHING, *OF_REFERRALS, *OF_CAMPAIGNS, *OF_AFTER_SALE, *REACH, "Outbox", "Mailings"),
    steps=(NAMING, NAMING_REFERRALS, FILLING_REFERRED_BY, Step("Looking whom to ask", _all_of_it)),
    options=(
        option(
            "--page",
            "write the page of who came through whom, what is owed, and whether introductions pay",
            action="store_true",
        ),
        option("--html", "write that page into this file", type=Path, metavar="FILE"),
    ),
    usage=(
        (
            "referrals BOOK",
            "says whom to ask for an introduction, who came through whom, and what is owed; see [referrals](referrals.md)",
        ),
        (
            "referrals BOOK --page [--html FILE]",
            "writes the tree, what is owed, whom to ask, and whether introductions pay, to print or to mail",
        ),
    ),
    label="Referrals",
    sentence=referrals_in_a_sentence,
    part="referrals",
    through=OF_REFERRALS,
    button=Button(
        "referrals",
        "Referrals",
        _HELP,
        REPS,
        "GroupContacts",
        ("Referrals", "Who to ask"),
        primary=("Referrals", "Who to ask"),
        in_browser=True,
    ),
)
