"""Texts of letters: listed, checked against a workbook, and copied to be changed."""

from __future__ import annotations

import shutil
from itertools import groupby

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.draft_folders import own_templates
from salesbook.actions.mail.drafts import faults_of, library_of
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.books.base import Workbook
from salesbook.domain.sample.firm import SAMPLE_FIRM
from salesbook.errors import BadInput
from salesbook.letters import Fault
from salesbook.letters.faults import ADVICE, file_and_line
from salesbook.tables.plan import Problem
from salesbook.util.atomic_write import write_errors_explained
from salesbook.util.wording import count


def list_templates(book: Workbook) -> Outcome:
    """Every text with its languages, and where it comes from."""
    own = own_templates(book)
    lines = []
    for name, files in groupby(sorted(library_of(book).files()), key=lambda file: file.name):
        found = list(files)
        languages = ", ".join(file.language or "any language" for file in found)
        example = "  an example" if name.startswith("newsletters/") else ""
        lines.append(f"  {name}  ({languages}){'  yours' if found[0].root == own else example}")
    told = f"Texts of your own stand in {own}; to change one that comes with salesbook: salesbook templates copy BOOK NAME"
    return Outcome("templates", 0, (), {"templates": library_of(book).names()}, [told], lines)


def copy_template(book: Workbook, name: str, *, dry_run: bool = False) -> Outcome:
    """Copy a text, in all its languages, into the folder beside the workbook, where it wins over ours.

    Raises BadInput where it is there already.
    """
    library, own = library_of(book), own_templates(book)
    found = library.find(name).name
    files = list(library.files(found))
    if any(file.root == own for file in files):
        raise BadInput(f"{found} is yours already.", f"Change it in {files[0].path.parent}.")
    copied = []
    for file in files:
        target = own / file.path.relative_to(file.root)
        if not dry_run:
            with write_errors_explained(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file.path, target)
        copied.append(str(target))
    told = [f"{'Would copy' if dry_run else 'Copied'} {count(len(copied), 'file')}."]
    if found.startswith("newsletters/"):
        told.append(f"The text tells of {SAMPLE_FIRM}: write your own before you send it.")
    return Outcome("templates", 0, (), {"copied": copied}, told, [f"  {path}" for path in copied])


def check_templates(session: Session, name: str) -> Outcome:
    """Look through texts for mistakes: of one name, or all. Advice is said and is no problem."""
    library, world = library_of(session.book), session.read(OF_LETTERS)
    names = [library.find(name).name] if name else library.names()
    faults = [fault for one in names for fault in faults_of(library, one, world)]
    wrong = [fault for fault in faults if fault.severity != ADVICE]
    advice = [f"  {fault}" for fault in faults if fault.severity == ADVICE]
    told = f"Looked at {count(len(names), 'text')}: {count(len(wrong), 'fault')}, {count(len(advice), 'piece')} of advice."
    return Outcome(
        "templates",
        0,
        [_problem(fault) for fault in wrong],
        {"faults": len(wrong), "advice": len(advice)},
        [told],
        advice,
        in_full=True,
    )


def _problem(fault: Fault) -> Problem:
    return Problem(
        "templates", fault.file, "", "", fault.why, fault.todo, file_and_line(fault.file, fault.line)
    )
