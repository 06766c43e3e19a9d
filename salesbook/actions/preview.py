"""`preview`: all letters of a mailing side by side, on a page that can be passed on."""

from __future__ import annotations

from argparse import Namespace

from salesbook.actions.base import Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.schema.buttons import MARKETING, Button


def _preview(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.mail.preview import preview_mailing

    return preview_mailing(session, options.mailing or session.person.selected("Mailings"))


PREVIEW = Action(
    "preview",
    "Show all letters of a mailing side by side, on a page that can be passed on.",
    run=_preview,
    part="mail",
    options=(option("mailing", "as for drafts", nargs="?", default="", metavar="MAILING"),),
    usage=(("preview BOOK [MAILING]", "makes a page with all letters of a mailing"),),
    button=Button("preview", "Preview", "Show all letters of the mailing whose row is selected, side by side.",
                  MARKETING, "FilePrintPreview", ("Mailings", "Outbox")),
)  # fmt: skip
