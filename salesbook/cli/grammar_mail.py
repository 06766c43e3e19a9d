"""The grammar of the actions about letters."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2150, 12, 31)


def add_actions(add: Callable[..., argparse.ArgumentParser]) -> None:
    """What marketers ask for."""
    drafts = add(
        "drafts", "Write the letters of a mailing, or one letter, as drafts that your mail program opens."
    )
    drafts.add_argument("mailing", nargs="?", default="", metavar="MAILING",
                        help="its ID or title; may be left out where only one is not sent yet")  # fmt: skip
    drafts.add_argument(
        "--contact", default="", metavar="ID", help="one letter, to this contact; needs --template"
    )
    drafts.add_argument(
        "--template", default="", metavar="NAME", help="the letter to write, such as after-call"
    )

    preview = add("preview", "Show all letters of a mailing side by side, on a page that can be passed on.")
    preview.add_argument("mailing", nargs="?", default="", metavar="MAILING", help="as for drafts")

    send = add("send", "Send the approved letters of a mailing, or put them where you send them yourself.")
    send.add_argument("mailing", nargs="?", default="", metavar="MAILING",
                      help="its ID or title; letters: those of their own beside which Decision says Send")  # fmt: skip
    send.add_argument(
        "--to",
        choices=("smtp", "imap", "outlook", "eml"),
        default="smtp",
        help="smtp sends; imap and outlook fill the Drafts folder, eml a folder of files (smtp)",
    )
    send.add_argument(
        "--confirm", default="", metavar="MAILING", help="the mailing's ID, where nobody can be asked"
    )

    export = add("export", "Hand the approved letters of a mailing to a bulk sender, as files that it takes.")
    export.add_argument("mailing", nargs="?", default="", metavar="MAILING", help="as for drafts")
    export.add_argument(
        "--to",
        choices=("listmonk", "csv"),
        required=True,
        help="files for listmonk, or one CSV for any other",
    )

    inbox = add("inbox", "Read the answers: replies, letters that came back, people who want no more mail.")
    inbox.add_argument(
        "mailbox", nargs="?", default="", metavar="WHERE",
        help="an IMAP server, a Maildir, an mbox file, a folder of .eml files, or the .csv or .json of a bulk sender's results, instead of Mailbox on Settings",
    )  # fmt: skip
    inbox.add_argument(
        "--since", type=day, default=None, metavar="YYYY-MM-DD", help="look again at what came in since then"
    )

    templates = add(
        "templates", "List the texts of letters, check them, or copy one to change it.", book=False
    )
    templates.add_argument("what", choices=("check", "list", "copy"), help="what to do")
    templates.add_argument("book", type=Path, metavar="BOOK", help="the workbook")
    templates.add_argument(
        "name", nargs="?", default="", metavar="NAME", help="one text, such as news or letters/thank-you"
    )


def day(text: str) -> date:
    """A day as --today takes it. Raises ArgumentTypeError."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-03-31") from None
    if not _FIRST_DAY <= found <= _LAST_DAY:
        raise argparse.ArgumentTypeError(f"{text!r} is not between {_FIRST_DAY} and {_LAST_DAY}")
    return found
