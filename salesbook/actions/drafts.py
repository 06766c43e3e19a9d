"""`drafts`: the letters of a mailing, or one letter, as rows of Outbox and files that mail programs open as drafts."""

from __future__ import annotations

from argparse import Namespace

from salesbook.actions.base import Action, option
from salesbook.actions.outcome import Outcome, outcome_of
from salesbook.actions.session import Session
from salesbook.errors import WrongUsage
from salesbook.schema.buttons import MARKETING, Button


def _drafts(session: Session, options: Namespace) -> Outcome:
    if bool(options.contact) != bool(options.template) or (options.contact and options.mailing):
        raise WrongUsage(
            "One letter needs --contact and --template, and no mailing.",
            "Write: salesbook drafts BOOK --contact NAME --template NAME",
        )
    if options.contact:
        from salesbook.actions.mail.single_letter import draft_letter

        result = draft_letter(session, options.contact, options.template)
    else:
        from salesbook.actions.mail.drafts import draft

        result = draft(session, options.mailing or session.person.selected("Mailings"))
    return outcome_of(result, dry_run=session.dry_run)


DRAFTS = Action(
    "drafts",
    "Write the letters of a mailing, or one letter, as drafts that your mail program opens.",
    run=_drafts,
    part="mail",
    options=(
        option("mailing", "its ID or title; may be left out where only one is not sent yet", nargs="?", default="",
               metavar="MAILING"),
        option("--contact", "one letter, to the person of this name or ID; needs --template", default="", metavar="NAME"),
        option("--template", "the letter to write, such as after-call", default="", metavar="NAME"),
    ),
    usage=(
        ("drafts BOOK [MAILING]",
         "writes the letters of a mailing, as rows of Outbox and files; with `--contact NAME --template NAME` one letter, to the person of that name or ID"),
    ),
    button=Button("drafts", "Draft emails", "Write the letters of the mailing whose row is selected.",
                  MARKETING, "FileSendAsAttachment", ("Mailings",), primary=("Mailings",)),
)  # fmt: skip
