"""Undo, for every kind of book that keeps what it did: from the last record to a book without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from salesbook.actions.base import Action
from salesbook.actions.mail.draft_folders import sweep_drafts
from salesbook.books.backup import WriteRecord
from salesbook.books.base import Closed, Workbook
from salesbook.errors import BadInput, Conflict, NothingToUndo
from salesbook.tables.grid import key_text
from salesbook.tables.plan import Problem
from salesbook.tables.records import conflict_problems
from salesbook.tables.resolve import Resolved, resolve
from salesbook.tables.undo import plan_undo
from salesbook.util.wording import count, joined


@dataclass(frozen=True)
class Taken:
    """What came of it: `message` says it in a sentence, `changed` counts cells; `resolved` where it went cell by cell."""

    message: str
    changed: int
    problems: Sequence[Problem] = ()
    resolved: Resolved | None = field(default=None, repr=False)


def take_back(book: Workbook, actions: Mapping[str, Action], *, dry_run: bool = False) -> Taken:
    """Take the last action back: the book as it was, or, where it was edited since, cell by cell.

    `actions`: by name, as the records and Runs have them. Files of drafts that are taken back go, too. Raises NothingToUndo,
    BadInput where only the file as it was would do and somebody saved it since, or what reading and writing the book raises.
    """
    record = _last(book)
    _refuse_past_mail(book, record, actions)
    known = actions.get(record.action)
    if known and known.whole_file:
        _refuse_elsewhere(book, record, known.called)
    taken = _taken(book, record, known.called if known else record.action, dry_run=dry_run)
    if not dry_run and "Outbox" in record.tables:
        sweep_drafts(book, book.read(["Outbox"]).grids["Outbox"])
    return taken


def _refuse_elsewhere(book: Workbook, record: WriteRecord, label: str) -> None:
    """Raise BadInput where more than cells changed, and the book is not as it was then: open, or closed and not saved since."""
    what = f"“{label}” of {record.when} changed more than cells"
    if record.is_live:
        if record.grown and isinstance(book, Closed):
            raise BadInput(
                f"{what}, in the open workbook.", "Open it and click Undo there: that takes it away again."
            )
    elif not isinstance(book, Closed):
        raise BadInput(
            f"{what}, in the closed workbook.",
            "Close it without saving, then run: salesbook undo and its name.",
        )
    elif not book.is_as_left(record):
        raise BadInput(
            f"{what}, and the workbook was saved since, so it cannot be taken back cell by cell.",
            "A copy of the workbook from before is in its folder backups.",
        )


def _refuse_past_mail(book: Workbook, record: WriteRecord, actions: Mapping[str, Action]) -> None:
    """Raise BadInput where letters have left, or answers came in, after that write: those cannot be taken back."""
    runs = book.read(["Runs"]).grids["Runs"]
    ids = [key_text(one) for one in runs.columns["Run ID"]]
    if record.run not in ids:
        return
    later = [key_text(one) for one in runs.columns["Action"]][ids.index(record.run) + 1 :]
    mail = next((name for name in reversed(later) if name in actions and actions[name].final), "")
    if mail:
        raise BadInput(
            f"The last action was {mail}: letters that left and answers that came cannot be taken back, so nothing before them is.",
            "Correct by hand what is wrong; a copy of the workbook from before each action is in its folder backups.",
        )


def _last(book: Workbook) -> WriteRecord:
    """The last record. Where there is none since somebody was forgotten, the error says so."""
    try:
        return book.last_record()
    except NothingToUndo as error:
        runs = book.read(["Runs"]).grids["Runs"].columns
        done = [str(one) for one in runs.get("Action", ()) if one]
        raise NothingToUndo(error.path, forgot=done[-1:] == ["forget"]) from error


def _taken(book: Workbook, record: WriteRecord, label: str, *, dry_run: bool) -> Taken:
    what = f"“{label}” of {record.when}"
    if isinstance(book, Closed) and book.is_as_left(record):
        if not dry_run:
            book.restore(record)
        verb, be = ("Would take", "would be") if dry_run else ("Took", "is")
        return Taken(f"{verb} back {what}: the workbook {be} as it was before, to the byte.", record.changed)
    now = book.read(record.tables)
    old = book.before(record)
    before = old.read(record.tables)
    merged = plan_undo(before, book.after(record).read(record.tables), now, old.behind(record.tables, book))
    resolved = resolve(merged.changes, now)
    problems = [*conflict_problems(merged.conflicts), *map(_lost, merged.lost)]
    changed = sum(edit.count for edit in resolved.edits.values())
    if not dry_run:
        book.take_back(record, resolved.edits, now.seen)
    came = "what came to the workbook is taken away, and " if record.grown else ""
    message = _message(what, came, changed, [one.cell for one in merged.conflicts], dry_run=dry_run)
    if merged.lost:
        message += f" {count(len(merged.lost), 'cell held', 'cells held')} what could not be brought back (see the problems)."
    return Taken(message, changed, problems, resolved)


def _lost(cell: Conflict) -> Problem:
    """What stood in a cell and is no longer in any file that the program can show."""
    return Problem(
        cell.table, cell.key, cell.column, cell.now, f"{cell.column} held a picture or a data type, which could not be brought back",
        "Take it from the copy of the workbook from before, in its folder backups.", cell.cell,
    )  # fmt: skip


def _message(what: str, came: str, changed: int, kept: Sequence[str], *, dry_run: bool) -> str:
    verb = "Would take" if dry_run else "Took"
    are = ("cell would be", "cells would be") if dry_run else ("cell is", "cells are")
    told = f"{verb} back {what}: {came}{count(changed, *are)} as before."
    if not kept:
        return told
    return f"{told} {count(len(kept), 'cell stays', 'cells stay')}, changed since: {joined(kept)}."
