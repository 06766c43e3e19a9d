"""`forget`: a person is removed from everywhere; asked about first, since nothing brings them back."""

from __future__ import annotations

from argparse import Namespace

from salesbook.actions.base import Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Question, Session
from salesbook.errors import WrongUsage


def _forget(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.privacy.forget import prepare

    if not session.dry_run:
        session.file.refuse_if_busy()
    found = prepare(session, options.who)
    if session.dry_run:
        return found.shown()
    contact = found.person.contact
    question = Question(
        f"Forget {found.described}", contact,
        warning=f"This forgets {found.described}. Nothing brings them back, and undo begins anew.",
        unasked=f"Forgetting {contact} cannot be taken back, so it must be confirmed.",
        exact=True,
    )  # fmt: skip
    if not session.person.agrees(question, options.confirm):
        raise WrongUsage("Nobody was forgotten.", f"To forget them, confirm with {contact}.")
    return found.carry_out()


FORGET = Action(
    "forget",
    "Forget a person: remove them from the workbook, its backups, drafts and the ledger.",
    run=_forget,
    options=(
        option("who", "a Contact ID, a full name or an address", metavar="CONTACT"),
        option("--confirm", "their Contact ID, instead of typing it when asked", metavar="ID"),
    ),
    usage=(
        (
            "forget BOOK CONTACT",
            "removes a person from the workbook, its backups, drafts and the ledger; see [privacy](privacy.md)",
        ),
    ),
)
