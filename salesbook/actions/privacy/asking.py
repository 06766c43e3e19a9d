"""`forget`: asked about first, since nothing brings a person back."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date

from salesbook.actions.outcome import Outcome, runner
from salesbook.actions.privacy.forget import Oblivion, prepare
from salesbook.books.file import FileBook
from salesbook.cli.progress import Progress
from salesbook.errors import WrongUsage


def forget(options: Namespace, today: date) -> Outcome:
    """Find the person, ask, and forget them. Raises WrongUsage where nobody could be asked, or the answer was another."""
    with Progress() as tell:
        book = FileBook(options.book, tell)
        if not options.dry_run:
            book.refuse_if_busy()
        found = prepare(book, options.who, today)
    if options.dry_run:
        return found.shown()
    _confirm(found, options.confirm, may_ask=sys.stdin.isatty() and not options.json)
    with Progress() as tell:
        return found.carry_out(runner())


def _confirm(found: Oblivion, given: str | None, *, may_ask: bool) -> None:
    contact = found.person.contact
    if given is None and may_ask:
        sys.stderr.write(
            f"This forgets {found.described}. Nothing brings them back, and undo begins anew.\n"
            f"Type {contact} to go on: "
        )
        sys.stderr.flush()
        given = sys.stdin.readline()
    if given is None:
        raise WrongUsage(
            f"Forgetting {contact} cannot be taken back, so it must be confirmed.",
            f"Add --confirm {contact}; --dry-run shows first what would go.",
        )
    if given.strip() != contact:
        raise WrongUsage(f"{given.strip()!r} is not the ID {contact}, so nothing was done.", f"Confirm with {contact}.")  # fmt: skip
