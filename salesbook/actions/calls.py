"""`calls`: today's call lists, or one rep's."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, REACH, Action, Step, option
from salesbook.actions.log import LOGGING_EARLIER, NAMING, NAMING_REFERRALS
from salesbook.actions.outcome import Outcome, in_a_sentence, told_of_problems
from salesbook.schema.after_sale import OF_AFTER_SALE
from salesbook.schema.buttons import REPS, Button
from salesbook.schema.campaigns import OF_CAMPAIGNS

if TYPE_CHECKING:
    from salesbook.domain.world import World
    from salesbook.tables.plan import Plan


def _calls(world: World, options: Namespace) -> Plan:
    from salesbook.domain.calls.plan import plan_calls

    rep = getattr(options, "rep", None)
    return plan_calls(world, rep) if rep else world.get(plan_calls)


def calls_in_a_sentence(outcome: Outcome) -> str:
    """Such as "84 due = 30 listed (Ana 9, Jonas 21) + 25 held back + 29 waiting."; its messages where nobody is due."""
    told = outcome.summary.get("sum")
    if not told:
        return in_a_sentence(outcome)
    return f"{told} {told_of_problems(outcome)}".rstrip()


OF_REPLIES = ("Mailings", "Outbox")  # which newsletter a letter of theirs answers
LISTS = Step("Making call lists", _calls)

CALL_LISTS = Action(
    "calls",
    "Make today's call lists.",
    reads=(
        *EVERYTHING,
        *OF_REPLIES,
        *OF_CAMPAIGNS,
        *OF_AFTER_SALE,
        *REACH,
        "CallDays",
        "CadenceChanges",
        "Referrals",
    ),
    steps=(LOGGING_EARLIER, NAMING, NAMING_REFERRALS, LISTS),
    options=(option("--rep", "only this rep's list", metavar="REP"),),
    usage=(("calls BOOK [--rep REP]", "makes the call lists, or one rep's"),),
    label="Call list",
    button=Button("calls", "Call list", "Make today's call lists anew.", REPS, "AutoDial", in_browser=True),
    sentence=calls_in_a_sentence,
)
