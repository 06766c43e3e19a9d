"""`install`: a workbook's buttons set up for the Excel and the Python of this computer."""

from __future__ import annotations

import sys
from argparse import Namespace

from salesbook.actions.base import Action
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.util.wording import count


def _install(session: Session, _: Namespace) -> Outcome:
    from salesbook.actions.setup.install import install

    path = session.file.path
    edits = install(session.file, dry_run=session.dry_run)
    changed = sum(edit.count for edit in edits.values())
    if session.dry_run:
        return Outcome(session.action, 0, messages=[f"Would change {count(changed, 'setting')} of {path}."])
    told = f"{path} starts {sys.executable}. Open it in Excel and allow its macros."
    return Outcome(session.action, changed, messages=[told])


INSTALL = Action(
    "install",
    "Set a workbook's buttons up for the Excel and the Python of this computer.",
    run=_install,
    usage=(("install BOOK", "tells Excel's buttons in a workbook where Python is (Windows, macOS)"),),
)
