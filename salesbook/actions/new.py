"""`new`: a new workbook, empty or with a made-up firm."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from salesbook.actions.base import Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.parts.choice import parts_named
from salesbook.actions.session import Result, Session
from salesbook.errors import BadInput, WrongUsage
from salesbook.schema import PARTS, STANDARD, TABLES
from salesbook.schema.home import set_up_names
from salesbook.tables.plan import Plan
from salesbook.util.atomic_write import write_errors_explained

_WITH_BUTTONS, _WITHOUT = ".xlsm", ".xlsx"


def _new(session: Session, options: Namespace) -> Outcome:
    if not options.sample and (options.contacts or options.activities):
        raise WrongUsage("--contacts and --activities make sample data.", "Add --sample, or leave them out.")
    shown = ", ".join(set_up_names(chosen_parts(options)))
    path = options.book if options.book.suffix else options.book.with_suffix(_WITH_BUTTONS)
    result = made(path, session, options)
    home = "explains the rest" if options.sample else f"shows what is still to do: {shown}"
    text = f"Would make {path}." if session.dry_run else f"Made {path}. Open it: the sheet Home {home}."
    return Outcome(session.action, result.changed if result else 0, messages=[text])


def chosen_parts(options: Namespace) -> tuple[str, ...]:
    """The parts of a book that were asked for, and core. Raises WrongUsage for one that there is not."""
    return parts_named(["core", str(vars(options)["with"])])


def made(path: Path, session: Session, options: Namespace) -> Result | None:
    """Build the workbook, and write the sample into it the way everything is written; None in a dry run."""
    from uuid import uuid4

    from salesbook.books.file import FileBook
    from salesbook.office.excel import conf
    from salesbook.office.workbook import Buttons, build

    suffix = path.suffix.lower()
    if suffix not in {_WITH_BUTTONS, _WITHOUT}:
        raise BadInput(f"{path} does not end in .xlsm or .xlsx.", "Give it a name such as book.xlsm.")
    if path.exists():
        raise BadInput(f"{path} is there already, and was left as it is.", "Open it, or choose another name.")
    if not session.dry_run and not path.parent.is_dir():
        raise BadInput(f"There is no folder {path.parent}.", "Make it first, or choose another one.")
    if session.dry_run:
        return None
    settings = conf.conf_rows(sys.platform, sys.executable) if suffix == _WITH_BUTTONS else None
    buttons = Buttons(session.buttons, settings)
    with write_errors_explained(path):
        build(
            str(path), book_id=str(uuid4()), today=session.today, buttons=buttons, parts=chosen_parts(options)
        )
    book = FileBook(path, session.tell)
    filling = session.on("new", book)
    seen = filling.look(TABLES)
    plan = Plan()
    if options.sample:
        from salesbook.domain.sample.plan import plan_sample

        session.tell("Making up a firm")
        plan = plan_sample(
            seen,
            today=session.today,
            contacts=options.contacts,
            activities=options.activities,
            seed=options.seed,
        )
    result = filling.finish(
        replace(plan, changes=tuple(one for one in plan.changes if one.table in seen.grids))
    )
    if result.edits:
        book.forget(book.last_record())  # undo must not empty the book
    return result


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return number


NEW = Action(
    "new",
    "Make a new workbook.",
    run=_new,
    options=(
        option("--sample", "fill it with a made-up firm", action="store_true"),
        option("--contacts", "sample contacts (240)", type=_count, metavar="N"),
        option("--activities", "sample activities (about 12 a contact)", type=_count, metavar="N"),
        option(
            "--with",
            f"its parts: {', '.join(PARTS)}, or all ({','.join(STANDARD)})",
            default=",".join(STANDARD),
            metavar="PART,PART",
        ),
        option("--seed", "another number, another firm", type=int, default=1, metavar="N"),
    ),
    usage=(
        (
            "new BOOK [--with PART,PART] [--sample] [--contacts N] [--activities N] [--seed N]",
            "makes a workbook, empty or with a made-up firm; which [parts](parts.md) it has",
        ),
    ),
)
