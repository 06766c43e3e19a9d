"""`rang`: a customer rings: a line of Calls for them, or, with an outcome, the talk logged at once."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from salesbook.actions.base import Action, Step, option
from salesbook.actions.days import day
from salesbook.actions.log import LOG
from salesbook.actions.outcome import Outcome, outcome_of
from salesbook.actions.run import planned
from salesbook.actions.session import Result, Session
from salesbook.schema import OUTCOME, OUTCOMES, TABLES
from salesbook.schema.buttons import REPS, Button
from salesbook.util.folding import caseless

if TYPE_CHECKING:
    from salesbook.domain.call_log.inbound import TheirCall
    from salesbook.domain.world import World
    from salesbook.tables.plan import Plan, Value

_OWN = ("Settings", "Problems", "Runs")
_OF_A_LINE = ("Calls", "Team", *_OWN)
_OF_PEOPLE = ("Contacts", "Accounts")
_SHEETS = ("Calls", "Contacts", "Accounts", "Activities", "Opportunities", "Orders")
_A_DAY = 24 * 60
_CELLS = {"outcome": OUTCOME, "words": "Their words", "minutes": "Minutes", "next_date": "Next date"}


def _rang(session: Session, options: Namespace) -> Outcome:
    """A click knows the row that is selected, a command what it is told. The phone is ringing: only what is needed is read."""
    typed: dict[str, Value] = {
        header: value for name, header in _CELLS.items() if (value := getattr(options, name)) is not None
    }
    selected = _selected(session)
    if typed.get(OUTCOME):
        session.look(LOG.reads)
    else:
        somebody = options.who or selected.get("contact") or selected.get("account")
        session.look((*_OF_A_LINE, *(_OF_PEOPLE if somebody else ())))

    def line(world: World, _: Namespace) -> Plan:
        from salesbook.domain.call_log.inbound import plan_rang

        return plan_rang(world, _call(world, options, selected, typed))

    steps = [Step("Writing the line", line, feeds=True)]
    if typed.get(OUTCOME):
        steps += [Step("Logging the call", _log_last_line, feeds=True), *LOG.steps[1:]]
    result = session.finish(planned(replace(RANG, run=None, steps=tuple(steps)), session, options))
    outcome = outcome_of(result, dry_run=session.dry_run)
    return outcome if session.dry_run or typed.get(OUTCOME) else _shown(session, result, outcome)


def _selected(session: Session) -> Mapping[str, str]:
    """Whose row is selected: a rep on Calls; a person, or an account, on another sheet of people; nobody elsewhere.

    On Calls the line is that of the person whom one was just about to call, hardly of who rings. Where no line says whose
    it is, it is theirs whose lines alone are in view: they would not see another one.
    """
    name, cells = session.person.selected_row()
    in_view = session.person.rep_in_view()
    if name == "Calls":
        return {"rep": cells.get("Rep", "") or in_view}
    if name not in _SHEETS:
        return {"rep": in_view}
    table = TABLES[name]
    return {
        "rep": in_view,
        "contact": cells.get(table.of_person, ""),
        "account": cells.get(table.of_account or TABLES["Accounts"].key, ""),
    }


def _call(
    world: World, options: Namespace, selected: Mapping[str, str], typed: Mapping[str, Value]
) -> TheirCall:
    from salesbook.domain.call_log.inbound import TheirCall, caller_meant
    from salesbook.domain.facts.active_reps import active_rep

    rep = active_rep(world, options.rep) if options.rep else selected.get("rep", "")
    if options.who:
        return TheirCall(contact=caller_meant(world, options.who), rep=rep, typed=typed)
    contact, account = (
        key if table in world.frames and key in world.frames[table].index else ""
        for table, key in zip(_OF_PEOPLE, map(selected.get, ("contact", "account")), strict=True)
    )
    return TheirCall(contact=str(contact), account=str(account), rep=rep, typed=typed)


def _log_last_line(world: World, _: Namespace) -> Plan:
    """Of the lines that have an outcome only the one that was just written."""
    from salesbook.domain.call_log.plan import plan_log

    return plan_log(world, only=world.frames["Calls"].index[-1:])


def _shown(session: Session, result: Result, outcome: Outcome) -> Outcome:
    """With the cursor where somebody types next."""
    from salesbook.domain.call_log.inbound import row_of_caller

    contact = str(outcome.summary["contact"])
    calls = result.after.grids["Calls"] if result.after else None
    row = None if calls is None else row_of_caller(calls, contact)
    if calls is None or row is None:
        return outcome
    cell = calls.address(calls.handles[row], OUTCOME if contact else "Name")
    session.person.go_to(cell)
    return replace(outcome, summary={**outcome.summary, "cell": cell})


def _in_a_sentence(outcome: Outcome) -> str:
    """Without how many problems there are: somebody is on the phone, and none of them is about the line."""
    return " ".join(outcome.messages)


def _outcome(text: str) -> str:
    """An outcome as the list has it. Raises ArgumentTypeError."""
    found = next((one for one in OUTCOMES if caseless(one) == caseless(text)), "")
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is none of: {', '.join(OUTCOMES)}")
    return found


def _minutes(text: str) -> float:
    """Minutes of a talk. Raises ArgumentTypeError."""
    try:
        minutes = float(text)
    except ValueError:
        minutes = -1
    if not 0 <= minutes < _A_DAY:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of minutes such as 5")
    return int(minutes) if minutes.is_integer() else minutes


RANG = Action(
    "rang",
    "A customer rang: a line of Calls for them or, with an outcome, the talk logged.",
    run=_rang,
    options=(
        option("who", "who rang: a name or a part of it, an ID, a firm, a telephone number", metavar="NAME"),
        option("--outcome", f"how it ended, which logs the talk at once: {', '.join(OUTCOMES)}", type=_outcome),
        option("--words", "what they said, in their own words", metavar="TEXT"),
        option("--minutes", "how long you talked", type=_minutes, metavar="N"),
        option("--next-date", "when you agreed to talk again", type=day, metavar="YYYY-MM-DD"),
        option("--rep", "who of you took the call", metavar="REP"),
    ),
    usage=(
        ('rang BOOK "Name" [--rep REP]', "a customer rings: makes a line of Calls for them, or finds the one on today's list"),
        ('rang BOOK "Name" --outcome Spoke [--words TEXT] [--minutes N] [--next-date DAY]', "logs a talk that came from them at once"),
    ),
    label="They rang",
    sentence=_in_a_sentence,
    button=Button("rang", "They rang", "A customer rings: a line for them, with the cursor where you type their name.",
                  REPS, "GoToNewRecord", _SHEETS, in_browser=True),
)  # fmt: skip
