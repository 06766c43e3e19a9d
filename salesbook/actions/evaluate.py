"""`evaluate`: how well the score of a past day told who came back: a page, and its text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, Action, option
from salesbook.actions.days import day
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.util.wording import joined

if TYPE_CHECKING:
    from salesbook.domain.evaluation.suggestion import Suggestion


def _evaluate(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.pages.evaluation import (
        evaluation_file_name,
        evaluation_page,
        evaluation_text,
        other_weights,
    )
    from salesbook.domain.evaluation.evaluation import evaluate
    from salesbook.domain.evaluation.plan import plan_suggested
    from salesbook.tables.plan import Message, Plan

    world = session.read(EVERYTHING)
    session.tell("Scoring as of then")
    found = evaluate(world.frames, world.settings, options.split, world.today)
    told = Plan(messages=(Message(other_weights(found)),))
    result = session.finish(plan_suggested(world, found.suggestion) + told)
    lines = [*evaluation_text(found).splitlines(), "", *_on_the_sheet(session, found.suggestion)]
    if session.dry_run:
        return Outcome(session.action, summary=asdict(found), extra=lines)
    page = session.book.beside("reports", evaluation_file_name(found))
    page.write_text(evaluation_page(found, str(world.settings["Firm"])), encoding="utf-8")
    summary = {**asdict(found), "page": str(page)}
    return Outcome(session.action, result.changed, summary=summary, extra=[*lines, f"As a page: {page}"])


def _on_the_sheet(session: Session, found: Suggestion) -> Iterator[str]:
    """Where suggested weights stand, or why they do not."""
    if not found.weights:
        return
    grid = session.seen.grids["Scoring"]
    if "Suggested" not in grid.columns:
        yield "The sheet Scoring has no column Suggested, so the weights stand only here: upgrade adds it."
        return
    absent = [name for name in found.weights if name not in grid.columns["Factor"]]
    verb = "would stand" if session.dry_run else "stand"
    yield f"They {verb} on the sheet Scoring under Suggested; to use them, type them under Weight."
    if absent:
        yield f"Scoring has no row for {joined(absent)}."


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
