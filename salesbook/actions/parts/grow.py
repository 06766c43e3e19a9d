"""A book gets what it lacks of parts: it is read, told what will come, and written with it from a new book."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from salesbook.actions.outcome import Outcome
from salesbook.actions.parts.macros import MacroPlan
from salesbook.actions.parts.xlwings_settings import edits_of_version
from salesbook.actions.session import Session
from salesbook.books.file import FileBook
from salesbook.domain.parts.lacking import lacking, parts_of
from salesbook.domain.parts.lists import columns_with_other_lists, with_lists
from salesbook.domain.parts.named import refuse_unknown_names
from salesbook.domain.parts.wording import counts_of_additions, told, told_of_kept
from salesbook.errors import BadInput
from salesbook.schema import MARK, SETTING_GROUP, SETTING_ROWS, SINCE, TABLES, mark_of, new_shapes
from salesbook.tables.additions import Additions
from salesbook.tables.grid import Grid, Snapshot, key_text
from salesbook.tables.plan import Append, Change, Set
from salesbook.tables.resolve import TableEdit, resolve
from salesbook.tables.shapes import edits_in_the_workbook, said_of_shape, shapes_of
from salesbook.util.folding import caseless


def all_tables(read: Callable[..., Snapshot]) -> Snapshot:
    """All tables of salesbook's that a book has, by way of `read_known` or `Session.look`.

    Raises NotASalesbook where it has not even Settings, which say what it is.
    """
    return read(TABLES, optional=[name for name in TABLES if name != "Settings"])


def parts_in(session: Session) -> tuple[str, ...]:
    """The parts that a book has; its tables are read. Raises what `all_tables` raises."""
    return tuple(dict.fromkeys(("core", *parts_of(all_tables(session.look).grids))))


def lacks(session: Session, parts: Collection[str], options: Namespace) -> Additions:
    """What a book whose tables were read lacks of these parts; lists only a closed one.

    Raises what `lacking` raises, and WrongUsage where an option names a column that there is not.
    """
    refuse_unknown_names(options.new_column, options.same)
    book, seen = session.book, session.seen
    additions = lacking(seen, book.labels(), parts, options.new_column, options.same)
    return with_lists_of(book, seen, parts, additions) if isinstance(book, FileBook) else additions


def with_lists_of(book: FileBook, seen: Snapshot, parts: Collection[str], additions: Additions) -> Additions:
    """The additions with the lists of a closed book that are of an earlier shape."""
    columns = columns_with_other_lists(seen, parts)
    return with_lists(additions, seen, book.offered_lists(columns)) if columns else additions


def grow_workbook(session: Session, plan: MacroPlan, parts: Collection[str], sentence: str) -> Outcome:
    """Put it in, with a row in Runs, and in Settings the day and the shape of these `parts`. `sentence` begins what is said."""
    additions = plan.additions
    if session.dry_run:
        return _told(session, additions, f"{_said(plan, sentence)} Nothing that is there would move.")
    session.tell(f"{sentence}: {told(additions)}")
    message = f"{_said(plan, sentence)} Nothing that was there has moved; undo takes it back."
    edits = _edits(session, additions, parts, message)
    book, seen = session.book, session.seen.seen
    if not additions.needs_donor:
        book.write(edits, seen)
    elif isinstance(book, FileBook):
        book.write_grown(edits, seen, additions, plan.donor(), plan.change)
        message = " ".join([message, *book.remarks])  # known only now, when the row of Runs is written
    else:
        book.write_grown(edits, seen, additions, plan.donor())
    return _told(session, additions, message)


def grow_copy(
    session: Session, plan: MacroPlan, parts: Collection[str], path: Path, sentence: str
) -> Outcome:
    """The same as a new workbook at `path`; the old one stays as it is. Raises BadInput where a copy of it would do."""
    old, additions = session.file.path, plan.additions
    if plan.change is None:
        raise BadInput(
            f"{old} has buttons already.", f"Bring it up to date as it is: salesbook upgrade {old}"
        )
    if session.dry_run:
        return _told(session, additions, f"{_said(plan, sentence)} {old} would stay as it is.")
    session.tell(f"{sentence}: {told(additions)}")
    message = f"{_said(plan, sentence)} {old} is still there, as it was: use the new one from now on."
    edits = _edits(session, additions, parts, message)
    session.file.write_grown_as(path, edits, session.seen.seen, additions, plan.donor(), plan.change)
    return _told(session, additions, " ".join([message, *session.file.remarks]))


def _said(plan: MacroPlan, sentence: str) -> str:
    kept = told_of_kept(plan.additions)
    return " ".join([f"{sentence}: {told(plan.additions)}.", *([kept] if kept else []), *plan.remarks])


def _told(session: Session, additions: Additions, message: str) -> Outcome:
    changed = 0 if session.dry_run else _size(additions)
    summary = counts_of_additions(additions)
    return Outcome(session.action, changed, (), summary, [message], dry=session.dry_run)


def _edits(
    session: Session, additions: Additions, parts: Collection[str], message: str
) -> dict[str, TableEdit]:
    """Cells that change: rows of Settings, the version that the macros are for, the row of Runs."""
    seen = session.seen
    had = parts_of(seen.grids)
    came = [part for part in parts if part not in had]
    rows: list[Change] = [Append(name, new) for name, new in additions.rows.items()]
    noted = resolve([*_settings(session, additions, parts, came), *rows], seen)
    edits = dict(noted.edits)
    if "Runs" in seen.grids:  # else it comes back, empty
        runs = session.noted(seen.grids["Runs"], _size(additions), message, ())
        edits |= resolve([runs], noted.after).edits
    made_for = edits_of_version(session.file) if additions.macros == "newer" else {}
    return edits_in_the_workbook({**edits, **made_for})


def _size(additions: Additions) -> int:
    """How many things come."""
    summary = counts_of_additions(additions)
    lists = sum(
        len(things) for name, things in summary.items() if isinstance(things, list) and name != "kept"
    )
    by_place = (*additions.columns.values(), *additions.lists.values(), *additions.buttons.values())
    return lists + sum(map(len, by_place)) + bool(additions.macros) + bool(additions.ribbon)


def _settings(
    session: Session, additions: Additions, parts: Collection[str], came: Sequence[str]
) -> list[Change]:
    """Rows of Settings that are new; the day on which parts came, and the shape that these parts have by now."""
    grid = session.seen.grids["Settings"]
    places = {caseless(handle): handle for handle in grid.handles}
    since = ", ".join(f"{part} {session.today:%Y-%m-%d}" for part in came)
    before = shapes_of(grid)
    there = {
        part: shape
        for part, shape in before.items()
        if said_of_shape(grid) or part in parts_of(session.seen.grids)
    }
    own = {
        SINCE: ", ".join(filter(None, (_value(grid, places.get(caseless(SINCE))), since))),
        MARK: mark_of({**there, **new_shapes(parts)}),
    }
    rows = [
        {
            "Setting": one.name,
            "Value": own.get(one.name, one.default) or None,
            "Meaning": one.meaning,
            **({SETTING_GROUP: one.group} if SETTING_GROUP in grid.columns else {}),
        }
        for one in SETTING_ROWS
        if one.name in additions.settings
    ]
    changes: list[Change] = [Append("Settings", rows)] if rows else []
    changes += [
        Set("Settings", [places[caseless(name)]], {"Value": [value or None]})
        for name, value in own.items()
        if name not in additions.settings and caseless(name) in places
    ]
    return changes


def _value(grid: Grid, handle: str | None) -> str:
    return key_text(grid.columns["Value"][grid.rows[handle]]) if handle else ""
