"""`inbox`: answers are read, from a mailbox or from a bulk sender's results."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from salesbook.actions.base import Action, option
from salesbook.actions.days import day
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.schema.buttons import MARKETING, Button

_RESULTS = {".csv", ".json"}


def _inbox(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.mail.fetch import into_mailbox, into_results
    from salesbook.actions.mail.inbox import read_inbox
    from salesbook.actions.mail.transports import mailbox

    path = Path(options.mailbox)
    if path.suffix.lower() in _RESULTS:
        look = into_results(path)
    else:
        look = into_mailbox(
            lambda world: mailbox(world.settings, options.mailbox), session.today, options.since
        )
    return read_inbox(session, look, again=options.since is not None)


INBOX = Action(
    "inbox",
    "Read the answers: replies, letters that came back, people who want no more mail.",
    run=_inbox,
    part="mail",
    options=(
        option("mailbox", "an IMAP server, a Maildir, an mbox file, a folder of .eml files, or the .csv or .json of a bulk sender's results, instead of Mailbox on Settings",
               nargs="?", default="", metavar="WHERE"),
        option("--since", "look again at what came in since then", type=day, metavar="YYYY-MM-DD"),
    ),
    usage=(
        ("inbox BOOK [WHERE] [--since DATE]",
         "reads the answers, from Mailbox on Settings or from WHERE: a server, a Maildir, an mbox, a folder of `.eml` files, a bulk sender's results"),
    ),
    final=True,
    button=Button("inbox", "Read answers", "Enter replies, letters that came back, and people who want no more mail.",
                  MARKETING, "ReplyAll", ("Mailings", "Outbox")),
)  # fmt: skip
