"""`demo`: a made-up firm's workbook, scored, with today's call list."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.actions.base import Action, Step, option
from salesbook.actions.new import NEW, made
from salesbook.actions.outcome import Outcome
from salesbook.actions.report import REPORT
from salesbook.actions.run import run
from salesbook.actions.session import Session
from salesbook.actions.today import TODAY
from salesbook.errors import BadInput
from salesbook.util.atomic_write import write_errors_explained
from salesbook.util.wording import count

if TYPE_CHECKING:
    from salesbook.domain.world import World
    from salesbook.tables.plan import Plan


def _past_weeks(world: World, _: Namespace) -> Plan:
    from salesbook.domain.sample.weeks import plan_past_weeks

    return plan_past_weeks(world)


def _demo(session: Session, options: Namespace) -> Outcome:
    from salesbook.books.file import FileBook

    path = options.folder / "salesbook.xlsm"
    if options.folder.exists() and not options.folder.is_dir():
        raise BadInput(f"{options.folder} is a file.", "Name a folder for the demo.")
    if not session.dry_run:
        with write_errors_explained(path):
            options.folder.mkdir(parents=True, exist_ok=True)
    filled = NEW.defaults()
    filled.sample = True
    vars(filled)["with"] = "all"
    if made(path, session, filled) is None:
        return Outcome(session.action, messages=[f"Would make {path} and run today on it."])
    first_day = replace(
        TODAY, steps=(Step("Looking back over a year", _past_weeks, feeds=True), *TODAY.steps)
    )
    outcome = run(first_day, session.on(TODAY.name, FileBook(path, session.tell)), TODAY.defaults())
    run(REPORT, session.on(REPORT.name, FileBook(path, session.tell)), REPORT.defaults())
    unbelieved = (
        f", Problems {count(len(outcome.problems), 'cell')} that it could not believe"
        if outcome.problems
        else ""
    )
    hint = f"Open {path}: Home explains the book, Calls holds today's calls{unbelieved}."
    return Outcome(session.action, outcome.changed, (), outcome.summary, [*outcome.messages, hint])


DEMO = Action(
    "demo",
    "Make a made-up firm's workbook with today's call list.",
    run=_demo,
    takes_book=False,
    options=(
        option(
            "folder",
            "",
            nargs="?",
            type=Path,
            default=Path("salesbook-demo"),
            metavar="DIR",
        ),
    ),
    usage=(
        (
            "demo [DIR]",
            "makes `DIR/salesbook.xlsm` with all parts and a made-up firm, and runs `today` on it",
        ),
    ),
)
