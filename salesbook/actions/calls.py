"""`calls`: today's call lists, or one rep's."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, Action, Step, option
from salesbook.actions.log import LOGGING_EARLIER, NAMING
from salesbook.actions.outcome import Outcome, in_a_sentence
from salesbook.schema.buttons import REPS, Button
from salesbook.util.wording import count

if TYPE_CHECKING:
    from salesbook.domain.world import World
    from salesbook.tables.plan import Plan


def _calls(world: World, options: Namespace) -> Plan:
    from salesbook.domain.calls.plan import plan_calls

    return plan_calls(world, getattr(options, "rep", None))


def calls_in_a_sentence(outcome: Outcome) -> str:
    """Such as "32 calls for Ana, 4 held back (2 quiet period, 2 do not call)."; its messages where there are no calls."""
    from salesbook.domain.calls.held import NOT_HELD_BACK

    calls, held = outcome.summary.get("calls"), outcome.summary.get("held")
    if not isinstance(calls, dict) or not any(calls.values()):
        return in_a_sentence(outcome)
    reps = {rep: n for rep, n in calls.items() if n}
    told = count(sum(calls.values()), "call")
    if len(reps) == 1:
        told += f" for {next(iter(reps))}"
    else:
        told += f" ({', '.join(f'{rep} {n:,}' for rep, n in reps.items())})"
    problems = len(outcome.problems)
    told += f", {count(problems, 'problem')} (see the sheet Problems)" if problems else ""
    back = (
        {guard: n for guard, n in held.items() if guard not in NOT_HELD_BACK}
        if isinstance(held, dict)
        else {}
    )
    if back:
        reasons = ", ".join(f"{n:,} {guard}" for guard, n in back.items())
        told += f", {sum(back.values()):,} held back ({reasons})"
    return f"{told}."


OF_REPLIES = ("Mailings", "Outbox")  # which newsletter a letter of theirs answers
LISTS = Step("Making call lists", _calls)

CALL_LISTS = Action(
    "calls",
    "Make today's call lists.",
    reads=(*EVERYTHING, *OF_REPLIES, "CallDays"),
    steps=(LOGGING_EARLIER, NAMING, LISTS),
    options=(option("--rep", "only this rep's list", metavar="REP"),),
    usage=(("calls BOOK [--rep REP]", "makes the call lists, or one rep's"),),
    label="Call list",
    button=Button(
        "calls", "Call list", "Make today's call lists anew.", REPS, "AutoDial", ("Home",), in_browser=True
    ),
    sentence=calls_in_a_sentence,
)
