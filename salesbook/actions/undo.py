"""`undo`: the last action is taken back: the file as it was, or, where it was edited since, cell by cell."""

from __future__ import annotations

from argparse import Namespace

from salesbook.actions.base import Action
from salesbook.actions.outcome import Outcome, describe
from salesbook.actions.session import Session
from salesbook.schema.buttons import REPS, Button


def _undo(session: Session, _: Namespace) -> Outcome:
    from salesbook.actions.take_back import take_back

    taken = take_back(session.book, session.actions, dry_run=session.dry_run)
    extra = []
    if session.dry_run and taken.resolved:
        extra = [f"  {line}" for line in describe(taken.resolved.edits, taken.resolved.after)]
    changed = 0 if session.dry_run else taken.changed
    return Outcome(
        session.action, changed, taken.problems, {}, [taken.message], extra, dry=session.dry_run, listed=False
    )


def _in_a_sentence(outcome: Outcome) -> str:
    return " ".join(outcome.messages)  # its problems stand on no sheet


UNDO = Action(
    "undo",
    "Take the last action back.",
    run=_undo,
    usage=(("undo BOOK", "takes the last action back"),),
    label="Undo",
    button=Button(
        "undo",
        "Undo",
        "Take salesbook's last action back.",
        REPS,
        "Undo",
        ("Home", "Calls", "Contacts", "Accounts", "Activities", "Opportunities", "Orders", "Problems"),
    ),
    sentence=_in_a_sentence,
)
