"""`upgrade`: a book that an older salesbook made gets what a new one has: tables, columns, settings, buttons, macros."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from salesbook.actions.add import NEW_COLUMN, SAME
from salesbook.actions.base import Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.errors import BadInput
from salesbook.schema import sheets
from salesbook.util.wording import joined

_WITH_BUTTONS = ".xlsm"


def _upgrade(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.parts.grow import grow_workbook, lacks, parts_in
    from salesbook.actions.parts.macros import plan_macros
    from salesbook.domain.parts.lacking import standard_parts_since

    if options.to:
        return _into_another(session, options)
    had = parts_in(session)
    new, barred = standard_parts_since(session.seen, session.book.labels())
    parts = (*had, *new)
    plan = plan_macros(session, lacks(session, parts, options), parts, new)
    plan = replace(plan, remarks=(*plan.remarks, *map(_why_not, barred)))
    if not plan.additions:
        said = ["The book is up to date: nothing was changed.", *plan.remarks]
        return Outcome(session.action, messages=[" ".join(said)])
    return grow_workbook(
        session, plan, parts, "Would bring it up to date" if session.dry_run else "Brought it up to date"
    )


def _into_another(session: Session, options: Namespace) -> Outcome:
    """A new workbook with buttons of this one, which stays."""
    from salesbook.actions.parts.grow import grow_copy, lacks, parts_in
    from salesbook.actions.parts.macros import plan_first_macros
    from salesbook.domain.parts.lacking import standard_parts_since

    new: Path = options.to
    _refuse(new)
    had = parts_in(session)
    new_parts, barred = standard_parts_since(session.seen, session.book.labels())
    parts = (*had, *new_parts)
    plan = plan_first_macros(session, lacks(session, parts, options), parts)
    plan = replace(plan, remarks=(*plan.remarks, *map(_why_not, barred)))
    verb = "Would make" if session.dry_run else "Made"
    return grow_copy(session, plan, parts, new, f"{verb} {new}, with what {session.file.path.name} lacks")


def _why_not(part: str) -> str:
    """Why a new part did not come, and how to get it."""
    named = joined(list(sheets([part])))
    return f"The new sheet {named} does not come, for you have one of that name: give yours another, then add the part {part}."


def _refuse(new: Path) -> None:
    if new.suffix.lower() != _WITH_BUTTONS:
        what = f"{new} does not end in .xlsm, as workbooks with buttons do."
        raise BadInput(what, "Give it a name such as book.xlsm.")
    if new.exists():
        raise BadInput(f"{new} is there already, and was left as it is.", "Choose another name.")
    if not new.parent.is_dir():
        raise BadInput(f"There is no folder {new.parent}.", "Make it first, or choose another one.")


UPGRADE = Action(
    "upgrade",
    "Bring a workbook that an older salesbook made up to date.",
    run=_upgrade,
    options=(
        option(
            "--to",
            "make a workbook with buttons of it, under this name; BOOK stays as it is",
            type=Path,
            metavar="NEW.xlsm",
        ),
        NEW_COLUMN,
        SAME,
    ),
    usage=(
        ("upgrade BOOK", "adds what a book of an older version lacks; see [parts](parts.md)"),
        ("upgrade BOOK --to NEW.xlsm", "makes a workbook with buttons of it; see [buttons](buttons.md)"),
    ),
    whole_file=True,
)
