"""The button Write letter: the letter that goes with the selected line of Calls or of Who to ask, opened in the mail program."""

from __future__ import annotations

import webbrowser
from argparse import Namespace
from pathlib import Path

from salesbook.actions.base import Action
from salesbook.actions.drafts import DRAFTS
from salesbook.actions.outcome import Outcome, outcome_of
from salesbook.actions.session import Session
from salesbook.errors import BadInput
from salesbook.schema.buttons import REPS, Button

_USUAL = "after-call"  # the letter where a call has none of its own
_OF_LINES = ("Calls", "ReferralAsks")


def _letter(session: Session, _: Namespace) -> Outcome:
    from salesbook.actions.mail.single_letter import draft_letter

    table, cells = session.person.selected_row()
    contact, person, name, campaign = (
        cells.get(column, "").strip() for column in ("Contact ID", "Name", "Letter", "Campaign ID")
    )
    if table not in _OF_LINES or not (contact or person):
        raise BadInput(
            "No line of Calls or of Who to ask is selected.",
            "Click into the line of the person, then click Write letter.",
        )
    drafting = session.on(DRAFTS.name, session.book)
    done = outcome_of(draft_letter(drafting, contact or person, name or _USUAL, campaign))
    if "file" in done.summary:
        webbrowser.open(Path(str(done.summary["file"])).as_uri())
    return done


LETTER = Action(
    "letter",
    "",
    run=_letter,
    part="mail",
    button=Button("letter", "Write letter", "Write the letter that goes with the selected line of Calls or Who to ask.",
                  REPS, "EnvelopesAndLabelsDialog", ("Calls", "Who to ask")),
)  # fmt: skip
