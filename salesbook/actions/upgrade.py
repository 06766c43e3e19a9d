"""`upgrade`: a book that an older salesbook made gets what a new one has: tables, columns, settings."""

from __future__ import annotations

from argparse import Namespace

from salesbook.actions.add import NEW_COLUMN, SAME
from salesbook.actions.base import Action
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session


def _upgrade(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.parts.grow import grow_workbook, lacks, parts_in

    parts = parts_in(session)
    additions = lacks(session, parts, options)
    if not additions:
        return Outcome(session.action, messages=["The book is up to date: nothing was changed."])
    return grow_workbook(
        session, additions, parts, "Would bring it up to date" if session.dry_run else "Brought it up to date"
    )


UPGRADE = Action(
    "upgrade",
    "Bring a workbook that an older salesbook made up to date.",
    run=_upgrade,
    options=(NEW_COLUMN, SAME),
    usage=(("upgrade BOOK", "adds what a book of an older version lacks; see [parts](parts.md)"),),
    whole_file=True,
)
