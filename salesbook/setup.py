"""The commands that set up a computer for the buttons."""

from __future__ import annotations

import sys
from argparse import Namespace

from salesbook.books.file import FileBook
from salesbook.outcome import Outcome
from salesbook.plan import Problem


def doctor(options: Namespace) -> Outcome:
    """What is installed, what is missing, and how to get it."""
    from salesbook.office.excel.doctor import look

    found = look(FileBook(options.book) if options.book else None)
    wrong = [Problem(f.what, "", "", "", f.is_so, f.todo) for f in found if f.todo]
    return Outcome("doctor", 0, wrong, messages=[f"{f.what}: {f.is_so}" for f in found if not f.todo])


def install(options: Namespace) -> Outcome:
    """Set a workbook's buttons up for the Excel and the Python of this computer."""
    from salesbook.office.excel.install import install as set_up

    edits = set_up(FileBook(options.book), dry_run=options.dry_run)
    changed = sum(edit.count for edit in edits.values())
    if options.dry_run:
        return Outcome("install", 0, messages=[f"Would change {changed} settings of {options.book}."])
    told = f"{options.book} starts {sys.executable}. Open it in Excel and allow its macros."
    return Outcome("install", changed, messages=[told])
