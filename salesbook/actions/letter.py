"""The button Write letter: the letter that goes with the selected line of Calls, opened in the mail program."""

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
from salesbook.tables.grid import key_text

_USUAL = "after-call"  # the letter where a call has none of its own


def _letter(session: Session, _: Namespace) -> Outcome:
    from salesbook.actions.mail.single_letter import draft_letter

    calls, line = session.book.read(["Calls"]).grids["Calls"], session.person.selected("Calls")
    if not line or line not in calls.rows:
        raise BadInput(
            "No line of Calls is selected.", "Click into the line of the person, then click Write letter."
        )
    row = calls.rows[line]
    contact, person, name, campaign = (
        key_text(calls.columns.get(column, [None] * calls.height)[row])
        for column in ("Contact ID", "Name", "Letter", "Campaign ID")
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
    button=Button("letter", "Write letter", "Write the letter that goes with the selected line of Calls.",
                  REPS, "EnvelopesAndLabelsDialog", ("Calls",)),
)  # fmt: skip
