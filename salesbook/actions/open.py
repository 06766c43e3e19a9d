"""`open`: a workbook opened with its buttons working: in Excel where that is installed, else in LibreOffice."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from salesbook.actions.base import Action
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.errors import SalesbookError


def _open(session: Session, _: Namespace) -> Outcome:
    """With LibreOffice this stays and answers the buttons until the window is closed."""
    from salesbook.office.excel import machine

    path = session.file.path
    session.book.read(["Settings"])  # says what is wrong with the file before a program does
    left = _left(session)
    program = "Excel" if machine.excel() else "LibreOffice"
    if session.dry_run:
        return Outcome(session.action, messages=[f"Would open {path} in {program}."])
    if program == "Excel":
        machine.open_in_excel(path)
        return Outcome(session.action, messages=[f"Opened {path} in Excel.", *left])
    session.person.host(path, left)
    return Outcome(session.action, messages=[f"{path} was closed."])


def _left(session: Session) -> Sequence[str]:
    """What is still to set up; nothing of a book with a fault in a table, which must open all the same."""
    from salesbook.domain.set_up import still_to_set_up

    try:
        world = session.read(
            ("Settings", "Team", "Contacts", "Accounts", "Orders", "Runs", "Calls", "CallDays")
        )
    except SalesbookError:
        return []
    steps = [step.name for step in still_to_set_up(world)]
    return [f"Home shows what is still to do: {', '.join(steps)}."] if steps else []


OPEN = Action(
    "open",
    "Open a workbook with its buttons working: in Excel, or in LibreOffice.",
    run=_open,
    usage=(
        (
            "open BOOK",
            "opens a workbook with its buttons working: in Excel, or in LibreOffice; see [buttons](buttons.md)",
        ),
    ),
)
