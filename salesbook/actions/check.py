"""`check`: mistakes in the workbook, listed on the sheet Problems."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, REACH, Action, Step
from salesbook.schema.after_sale import OF_AFTER_SALE
from salesbook.schema.buttons import MANAGERS, Button
from salesbook.schema.campaigns import OF_CAMPAIGNS
from salesbook.schema.referring import OF_REFERRALS
from salesbook.tables.plan import Plan

if TYPE_CHECKING:
    from salesbook.actions.outcome import Outcome
    from salesbook.domain.world import World


def _check(world: World, _: Namespace) -> Plan:
    from salesbook.domain.aftersale.problems import cost_problems
    from salesbook.domain.call_log.plan import plan_log
    from salesbook.domain.checks import CHECKS
    from salesbook.domain.checks.older import lost_sheets, made_by_another_version
    from salesbook.domain.facts.unusable import unusable_cells
    from salesbook.domain.names.plan import plan_names
    from salesbook.domain.pitching.problems import campaign_problems
    from salesbook.domain.referrals.listed_incentives import incentive_problems
    from salesbook.domain.referrals.rows import plan_referral_rows
    from salesbook.domain.referring.problems import referral_problems

    found = [*made_by_another_version(world), *lost_sheets(world)]
    found += [problem for rule in CHECKS for problem in rule(world.frames, world.settings, world.today)]
    campaigns = campaign_problems(world)
    told = {(one.table, one.column, one.cell) for one in campaigns if one.table == "Approvals"}  # row by row
    found = [one for one in found if (one.table, one.column, one.cell) not in told]
    found += [
        *plan_names(world).problems,
        *campaigns,
        *plan_referral_rows(world).problems,
        *referral_problems(world),
        *incentive_problems(world),
        *cost_problems(world),
    ]
    unloggable = plan_log(world).problems
    return Plan(problems=(*world.get(unusable_cells), *unloggable, *found))


def _check_alone(world: World, options: Namespace) -> Plan:
    from salesbook.tables.plan import Message, Plan
    from salesbook.util.wording import count

    rows = sum(map(len, world.frames.values()))
    told = f"Checked {count(rows, 'row')} in {count(len(world.frames), 'table')}."
    return _check(world, options) + Plan(messages=(Message(told),), summary={"rows": rows})


def _in_a_sentence(outcome: Outcome) -> str:
    """Such as "2 problems in 4,637 rows; the first: Contacts!AI5. The sheet Problems lists them."."""
    from salesbook.actions.outcome import them_and_others
    from salesbook.util.wording import count

    found, rows = len(outcome.problems), int(str(outcome.summary.get("rows", 0)))
    if not found:
        others = f" The sheet Problems has {outcome.on_sheet:,} of before." if outcome.on_sheet else ""
        return f"No problems in {count(rows, 'row')}.{others}"
    first = next((problem.cell for problem in outcome.problems if problem.cell), "")
    where = f"; the first: {first}" if first else ""
    return f"{count(found, 'problem')} in {count(rows, 'row')}{where}. The sheet Problems lists {them_and_others(outcome)}."


CHECKING = Step("Checking", _check)
_HELP = "Look for mistakes in the workbook and list them on the sheet Problems."

CHECK = Action(
    "check",
    _HELP,
    reads=(*EVERYTHING, *OF_CAMPAIGNS, *OF_REFERRALS, *OF_AFTER_SALE, *REACH, "Mailings"),
    steps=(Step("Checking", _check_alone),),
    usage=(
        ("check BOOK", "lists on the sheet Problems what cannot be right, with the cell and the next step"),
    ),
    label="Check",
    whole=True,
    button=Button(
        "check",
        "Check",
        "Look for mistakes and list them on the sheet Problems.",
        MANAGERS,
        "ReviewTrackChanges",
        ("Home", "Problems"),
        primary=("Problems",),
        in_browser=True,
    ),
    sentence=_in_a_sentence,
)
