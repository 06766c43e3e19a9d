"""What each command about letters does: from the options to an outcome."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.actions.outcome import Outcome, runner
from salesbook.actions.views import day as _day
from salesbook.books.file import FileBook
from salesbook.cli.progress import Progress
from salesbook.errors import WrongUsage
from salesbook.util.wording import cut

if TYPE_CHECKING:
    from salesbook.actions.mail.send_report import Question

_RESULTS = {".csv", ".json"}


def drafts(options: Namespace) -> Outcome:
    """The letters of a mailing, or one letter to one contact."""
    from salesbook.actions.mail import preview as mailing

    if bool(options.contact) != bool(options.template) or (options.contact and options.mailing):
        raise WrongUsage(
            "One letter needs --contact and --template, and no mailing.",
            "Write: salesbook drafts BOOK --contact ID --template NAME",
        )
    with Progress() as tell:
        book = FileBook(options.book, tell)
        ours = {"today": _day(options), "runner": runner(), "dry_run": options.dry_run}
        if options.contact:
            return mailing.letter(book, options.contact, options.template, **ours)
        return mailing.drafts(book, options.mailing, **ours)


def preview(options: Namespace) -> Outcome:
    """The page with all letters of a mailing; it opens in the browser where a person asked for it."""
    from salesbook.actions.mail import preview as mailing

    with Progress() as tell:
        book = FileBook(options.book, tell)
        show = sys.stderr.isatty() and not options.json and not options.dry_run
        return mailing.preview(book, options.mailing, today=_day(options), show=show, dry_run=options.dry_run)


def templates(options: Namespace) -> Outcome:
    """Texts of letters: listed, checked against this workbook, or copied beside it."""
    from salesbook.actions.mail import templates as textdesk

    book = FileBook(options.book)
    if options.what == "copy":
        return textdesk.copy_template(book, options.name, dry_run=options.dry_run)
    if options.what == "list":
        return textdesk.list_templates(book)
    return textdesk.check_templates(book, options.name, today=_day(options))


def send(options: Namespace) -> Outcome:
    """Send what is approved, after a person has typed what it is."""
    from salesbook.actions.mail.send import send as sent

    with Progress() as tell:
        return sent(
            FileBook(options.book, tell), options.mailing, to=options.to, today=_day(options), runner=runner(),
            ask=_asking(options.confirm, tell), dry_run=options.dry_run,
        )  # fmt: skip


def export(options: Namespace) -> Outcome:
    """Hand what is approved to a bulk sender, as files."""
    from salesbook.actions.mail.export import export as exported

    with Progress() as tell:
        return exported(
            FileBook(options.book, tell), options.mailing, to=options.to, today=_day(options), runner=runner(),
            dry_run=options.dry_run,
        )  # fmt: skip


def inbox(options: Namespace) -> Outcome:
    """Read the answers that came in: from a mailbox, or from a bulk sender's results."""
    from salesbook.actions.mail.fetch import into_mailbox, into_results
    from salesbook.actions.mail.inbox import inbox as listened
    from salesbook.actions.mail.transports import mailbox

    path = Path(options.mailbox)
    if path.suffix.lower() in _RESULTS:
        look = into_results(path)
    else:
        look = into_mailbox(
            lambda world: mailbox(world.settings, options.mailbox), _day(options), options.since
        )
    with Progress() as tell:
        return listened(
            FileBook(options.book, tell), look, today=_day(options), runner=runner(),
            again=options.since is not None, dry_run=options.dry_run,
        )  # fmt: skip


def _asking(confirmed: str, tell: Progress) -> Callable[[Question], bool]:
    """Ask at the terminal, or take what was given with --confirm. Raises WrongUsage where neither is there, or it is another name."""

    def ask(question: Question) -> bool:
        if confirmed:
            if confirmed.strip().casefold() == question.name.casefold():
                return True
            raise WrongUsage(
                f"--confirm {confirmed} does not name what is sent.", f"Write --confirm {question.name}"
            )
        if not sys.stdin.isatty():
            raise WrongUsage(
                f"Nobody is here to be asked: {question.text}?",
                f"If that is right, add --confirm {question.name}",
            )
        with tell.paused():
            print(f"{question.text}? Type {question.name} to go on: ", end="", file=sys.stderr, flush=True)
            typed = sys.stdin.readline().strip()
            agreed = typed.casefold() == question.name.casefold()
            if not agreed:
                print(f"That is not {question.name}: {cut(typed) or 'nothing was typed'}.", file=sys.stderr)
            return agreed

    return ask


COMMANDS: Mapping[str, Callable[[Namespace], Outcome]] = {
    "drafts": drafts, "preview": preview, "templates": templates, "send": send, "export": export, "inbox": inbox,
}  # fmt: skip
