"""`campaigns`: what each proposition still lacks, whom each campaign has reached, and what they said."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, REACH, Action, Step, option
from salesbook.actions.log import NAMING
from salesbook.actions.outcome import Outcome, in_a_sentence, outcome_of
from salesbook.actions.page import page_of_id
from salesbook.actions.pages.place import page_named
from salesbook.actions.run import planned
from salesbook.actions.session import Session
from salesbook.errors import WrongUsage
from salesbook.schema.buttons import MARKETING, Button
from salesbook.schema.campaigns import OF_CAMPAIGNS
from salesbook.tables.plan import Plan

if TYPE_CHECKING:
    from salesbook.domain.world import World


def _campaigns(world: World, _: Namespace) -> Plan:
    from salesbook.domain.campaigns.ideas import plan_ideas
    from salesbook.domain.campaigns.plan import plan_campaigns
    from salesbook.domain.pitching.problems import campaign_problems

    return Plan(problems=campaign_problems(world)) + plan_campaigns(world) + plan_ideas(world)


def _accepted(world: World, _: Namespace) -> Plan:
    from salesbook.domain.campaigns.after_yes import plan_accepted
    from salesbook.domain.pitching.problems import has_campaigns

    return plan_accepted(world) if has_campaigns(world) else Plan()


GIVING_CADENCES = Step("Giving the cadences that were accepted", _accepted, feeds=True)


def _review(session: Session, options: Namespace) -> Outcome:
    """Count, and lay ready what asks executives for their decisions; those letters wait until somebody sends them."""
    if options.page:
        return page_of_id(session, options.page, page_named(options.html))
    if options.html:
        raise WrongUsage("--html has no --page.", "Say whose page: --page ID --html FILE.")
    from salesbook.actions.mail.approval_letters import staged_requests

    session.look(CAMPAIGN_REVIEW.reads)
    plan = planned(CAMPAIGN_REVIEW, session, options)
    with staged_requests(session) as asking:
        result = session.finish(plan + asking, through=CAMPAIGN_REVIEW.through)
    return outcome_of(result, dry_run=session.dry_run)


_TO_DO = ("asking", "offered", "new ideas")  # of the summary


def campaigns_in_a_sentence(outcome: Outcome) -> str:
    """What is to be done stands first: the row above the table has no room for all."""
    to_do = [said for name in _TO_DO if (said := str(outcome.summary.get(name) or ""))]
    return in_a_sentence(replace(outcome, messages=[*to_do, *outcome.messages]))


_HELP = "See what propositions still lack, and how far each campaign is."

CAMPAIGN_REVIEW = Action(
    "campaigns",
    _HELP,
    run=_review,
    reads=(*EVERYTHING, *OF_CAMPAIGNS, *REACH, "Pitches", "Mailings", "Outbox"),
    steps=(NAMING, GIVING_CADENCES, Step("Counting pitches", _campaigns)),
    options=(
        option(
            "--page",
            "write the page of this proposition or campaign, to print or to mail",
            metavar="ID",
            default="",
        ),
        option("--html", "write that page into this file", type=Path, metavar="FILE"),
    ),
    usage=(
        ("campaigns BOOK", "counts who was pitched and what they said; names what keeps a gate shut"),
        (
            "campaigns BOOK --page ID [--html FILE]",
            "writes the page of a proposition or a campaign, to print or to mail; see [campaigns](campaigns.md)",
        ),
    ),
    label="Campaigns",
    part="campaigns",
    through=OF_CAMPAIGNS,
    sentence=campaigns_in_a_sentence,
    button=Button(
        "campaigns",
        "Campaigns",
        _HELP,
        MARKETING,
        "MarketingPlan",
        ("Campaigns", "Propositions", "Pitches"),
        primary=("Campaigns", "Propositions", "Pitches"),
        in_browser=True,
    ),
)
