"""`evaluate`: how well the score of a past day told who came back: a page, and its text."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from salesbook.actions.base import EVERYTHING, Action, option
from salesbook.actions.days import day
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session


def _evaluate(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.pages.evaluation import evaluation_file_name, evaluation_page, evaluation_text
    from salesbook.domain.evaluation.evaluation import evaluate

    world = session.read(EVERYTHING)
    session.tell("Scoring as of then")
    found = evaluate(world.frames, world.settings, options.split, world.today)
    lines = evaluation_text(found).splitlines()
    if session.dry_run:
        return Outcome(session.action, summary=asdict(found), extra=lines)
    page = session.book.beside("reports", evaluation_file_name(found))
    page.write_text(evaluation_page(found, str(world.settings["Firm"])), encoding="utf-8")
    summary = {**asdict(found), "page": str(page)}
    return Outcome(session.action, summary=summary, extra=[*lines, "", f"As a page: {page}"])


EVALUATE = Action(
    "evaluate",
    "Show how well the score of a past day told who came back afterwards.",
    run=_evaluate,
    options=(
        option("--split", "score as of this day, and look at the days after it", type=day, required=True,
               metavar="YYYY-MM-DD"),
    ),
    usage=(
        ("evaluate BOOK --split DATE",
         "shows how well the score of that day told who came back afterwards; see [scores](scores.md)"),
    ),
)  # fmt: skip
