"""The commands about the buttons: what this computer has for them, and a workbook opened with them working."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from salesbook.actions.outcome import Outcome
from salesbook.books.file import FileBook
from salesbook.cli.progress import Progress
from salesbook.errors import BadInput, WrongUsage
from salesbook.tables.plan import Finding, Problem
from salesbook.util.wording import count


def doctor(options: Namespace) -> Outcome:
    """What is installed, what is missing, and how to get it; or how mail goes out and comes in."""
    found = _mail(options) if options.mail else _buttons(options)
    wrong = [Problem(f.what, "", "", "", f.is_so, f.todo) for f in found if f.todo]
    return Outcome("doctor", 0, wrong, messages=[f"{f.what}: {f.is_so}" for f in found if not f.todo])


def _buttons(options: Namespace) -> list[Finding]:
    from salesbook.actions.setup.doctor import look

    return look(FileBook(options.book) if options.book else None)


def _mail(options: Namespace) -> list[Finding]:
    from salesbook.actions.setup.doctor_mail import try_mail

    if not options.book:
        raise WrongUsage(
            "--mail needs the workbook whose Settings name the mail server.",
            f"Write: salesbook doctor BOOK --mail {options.mail}",
        )
    with Progress() as tell:

        def ask(text: str) -> str:
            with tell.paused():
                return getpass.getpass(text)

        return try_mail(
            FileBook(options.book, tell),
            options.mail,
            ask=ask if sys.stdin.isatty() else None,
            dry_run=options.dry_run,
        )


def install(options: Namespace) -> Outcome:
    """Set a workbook's buttons up for the Excel and the Python of this computer."""
    from salesbook.actions.setup.install import install as set_up

    edits = set_up(FileBook(options.book), dry_run=options.dry_run)
    changed = sum(edit.count for edit in edits.values())
    if options.dry_run:
        return Outcome(
            "install", 0, messages=[f"Would change {count(changed, 'setting')} of {options.book}."]
        )
    told = f"{options.book} starts {sys.executable}. Open it in Excel and allow its macros."
    return Outcome("install", changed, messages=[told])


def open_book(options: Namespace) -> Outcome:
    """Open a workbook with its buttons working: in Excel where that is installed, else in LibreOffice.

    With LibreOffice this stays and answers the buttons until the window is closed.
    """
    from salesbook.office.excel import machine

    FileBook(options.book).read(["Settings"])  # says what is wrong with the file before a program does
    program = "Excel" if machine.excel() else "LibreOffice"
    if options.dry_run:
        return Outcome("open", messages=[f"Would open {options.book} in {program}."])
    if program == "Excel":
        machine.open_in_excel(options.book)
        return Outcome("open", messages=[f"Opened {options.book} in Excel."])
    return _host(options.book)


def _host(path: Path) -> Outcome:
    from salesbook.buttons import press
    from salesbook.office.libreoffice.errors import OfficeError
    from salesbook.office.libreoffice.host import host
    from salesbook.office.libreoffice.steps import say

    def answer(name: str, book: object) -> None:
        say(press(name, book))

    buttons = "the buttons and the menu Salesbook"
    if path.suffix.lower() != ".xlsm":
        buttons = "the menu Salesbook"
        say(
            f"{path} has no buttons, only the menu Salesbook: salesbook new makes books with buttons, ending in .xlsm."
        )
    say(
        f"Opening {path} in LibreOffice. Leave this running: it answers {buttons} until you close the window."
    )
    try:
        host(path, answer)
    except OfficeError as error:
        raise BadInput(str(error)) from error
    return Outcome("open", messages=[f"{path} was closed."])
