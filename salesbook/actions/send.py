"""`send`: the approved letters of a mailing leave, or are put where a person sends them; asked about first."""

from __future__ import annotations

from argparse import Namespace

from salesbook.actions.base import Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.schema.buttons import MARKETING, Button


def _send(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.mail.send import send_letters

    person = session.person
    name = options.mailing or person.selected("Mailings") or _mailing_of_letter(session)
    return send_letters(
        session, name, to=options.to, ask=lambda question: person.agrees(question, options.confirm)
    )


def _mailing_of_letter(session: Session) -> str:
    """The mailing of the row of Outbox that is selected; "" without one."""
    draft = session.person.selected("Outbox")
    if not draft:
        return ""
    from salesbook.actions.mail.batch import OWN_LETTERS
    from salesbook.tables.grid import key_text

    grid = session.book.read(["Outbox"]).grids["Outbox"]
    return key_text(grid.columns["Mailing ID"][grid.rows[draft]]) or OWN_LETTERS


SEND = Action(
    "send",
    "Send the approved letters of a mailing, or put them where you send them yourself.",
    run=_send,
    part="mail",
    options=(
        option("mailing", "its ID or title; letters: those of their own beside which Decision says Send", nargs="?",
               default="", metavar="MAILING"),
        option("--to", "smtp sends; imap and outlook fill the Drafts folder, eml a folder of files (smtp)",
               choices=("smtp", "imap", "outlook", "eml"), default="smtp"),
        option("--confirm", "the mailing's ID, where nobody can be asked", default="", metavar="MAILING"),
    ),
    usage=(
        ("send BOOK [MAILING] [--to smtp\\|imap\\|outlook\\|eml] [--confirm MAILING]",
         "sends what is approved, or puts it where you send it; `letters` for those of their own; `--confirm` where nobody can be asked"),
    ),
    final=True,
    button=Button("send", "Send approved", "Send the approved letters of the mailing whose row is selected. It asks first.",
                  MARKETING, "MailMergeMergeToEMail", ("Mailings", "Outbox"), primary=("Outbox",)),
)  # fmt: skip
