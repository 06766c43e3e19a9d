"""`add`: parts that a book has not yet, put into it: sheets, tables, columns, settings."""

from __future__ import annotations

from argparse import Namespace

from salesbook.actions.base import Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.parts.choice import parts_named
from salesbook.actions.session import Session
from salesbook.schema import PARTS

NEW_COLUMN = option(
    "--new-column", "a column that the book lacks whatever is called like it, such as Calls.Topic; may be repeated",
    action="append", default=[], metavar="TABLE.COLUMN",
)  # fmt: skip
SAME = option(
    "--same", "a column or a row of Settings of yours that is to be the new one of that name, such as Calls.Topic; may be repeated",
    action="append", default=[], metavar="TABLE.NAME",
)  # fmt: skip


def _add(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.parts.grow import grow_workbook, lacks, parts_in
    from salesbook.actions.parts.macros import plan_macros
    from salesbook.domain.parts.lacking import parts_that_come

    wanted = parts_named(options.part)
    had = parts_in(session)
    additions = lacks(session, wanted, options)
    if not additions:
        said = f"The book has all of {', '.join(wanted)} already: nothing was changed."
        return Outcome(session.action, messages=[said])
    plan = plan_macros(session, additions, {*had, *wanted}, set(wanted) - set(had))
    verb, names = "Would add" if session.dry_run else "Added", parts_that_come(wanted, had, additions)
    return grow_workbook(session, plan, wanted, f"{verb} {', '.join(names)}")


ADD = Action(
    "add",
    "Add parts to a workbook that was made without them, such as mail.",
    run=_add,
    options=(
        option("part", f"which: {', '.join(PARTS)}", nargs="+", metavar="PART"),
        NEW_COLUMN,
        SAME,
    ),
    usage=(("add BOOK PART...", "adds parts that the book has not; see [parts](parts.md)"),),
    whole_file=True,
)
