"""`doctor`: what is installed, what is missing, and how to get it; or how mail goes out and comes in."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.actions.base import Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.errors import WrongUsage
from salesbook.tables.plan import Problem

if TYPE_CHECKING:
    from salesbook.tables.plan import Finding


def _doctor(session: Session, options: Namespace) -> Outcome:
    found = list(_mail(session, options) if options.mail else _buttons(session, options))
    wrong = [Problem(f.what, "", "", "", f.is_so, f.todo) for f in found if f.todo]
    return Outcome(session.action, 0, wrong, messages=[f"{f.what}: {f.is_so}" for f in found if not f.todo])


def _buttons(session: Session, options: Namespace) -> Iterable[Finding]:
    from salesbook.actions.setup.doctor import look

    return look(session.file if options.book else None)


def _mail(session: Session, options: Namespace) -> Iterable[Finding]:
    from salesbook.actions.setup.doctor_mail import try_mail

    if not options.book:
        raise WrongUsage(
            "--mail needs the workbook whose Settings name the mail server.",
            f"Write: salesbook doctor BOOK --mail {options.mail}",
        )
    return try_mail(session.book, options.mail, ask=session.person.secret(), dry_run=session.dry_run)


DOCTOR = Action(
    "doctor",
    "Say what the buttons need, what is missing, and how to get it.",
    run=_doctor,
    takes_book=False,  # it may do without
    options=(
        option("book", "a workbook to look at too", nargs="?", type=Path, metavar="BOOK"),
        option("--mail", "send one letter to this address of your own, read it back, and look at SPF, DKIM and DMARC",
               default="", metavar="YOU@EXAMPLE.COM"),
    ),
    usage=(
        ("doctor [BOOK]",
         "says what the buttons need, what is missing, and how to get it; with `--mail YOU@EXAMPLE.COM`, how mail goes out and comes in; see [sending](sending.md)"),
    ),
)  # fmt: skip
