"""`export`: the approved letters of a mailing handed to a bulk sender, as files."""

from __future__ import annotations

from argparse import Namespace

from salesbook.actions.base import Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session


def _export(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.mail.export import export

    return export(session, options.mailing, to=options.to)


EXPORT = Action(
    "export",
    "Hand the approved letters of a mailing to a bulk sender, as files that it takes.",
    run=_export,
    part="mail",
    options=(
        option("mailing", "as for drafts", nargs="?", default="", metavar="MAILING"),
        option("--to", "files for listmonk, or one CSV for any other", choices=("listmonk", "csv"), required=True),
    ),
    usage=(
        ("export BOOK [MAILING] --to listmonk\\|csv",
         "hands the approved letters of a mailing to a bulk sender, as files; see [sending](sending.md)"),
    ),
    final=True,
)  # fmt: skip
