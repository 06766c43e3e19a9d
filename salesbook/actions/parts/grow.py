"""A book gets what it lacks of parts: it is read, told what will come, and written with it from a new book."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Collection, Sequence
from io import BytesIO
from typing import BinaryIO

from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session, read_what_is_there
from salesbook.books.base import Workbook
from salesbook.books.file import FileBook
from salesbook.domain.parts.lacking import lacking, parts_of
from salesbook.domain.parts.wording import counts_of_additions, told
from salesbook.errors import NotASalesbook
from salesbook.schema import MARK, PARTS, SETTING_ROWS, SINCE, TABLES, mark_of, new_shapes
from salesbook.tables.additions import Additions
from salesbook.tables.grid import Grid, Snapshot, key_text
from salesbook.tables.plan import Append, Change, Set
from salesbook.tables.resolve import resolve
from salesbook.tables.shapes import edits_in_the_workbook, said_of_shape, shapes_of
from salesbook.util.folding import caseless

_OWN = {"Settings", "Runs"}  # without these a book cannot note what came


def all_tables(read: Callable[[Collection[str]], Snapshot]) -> Snapshot:
    """All tables of salesbook's that a book has. Raises NotASalesbook where it has not even Settings and Runs."""

    def refuse(error: NotASalesbook) -> None:
        if lost := tuple(name for name in error.missing if name in _OWN):
            raise NotASalesbook(error.path, lost) from error

    return read_what_is_there(read, TABLES, refuse)[0]


def parts_in(session: Session) -> tuple[str, ...]:
    """The parts that a book has; its tables are read. Raises what `all_tables` raises."""
    return tuple(dict.fromkeys(("core", *parts_of(all_tables(session.look).grids))))


def lacks(session: Session, parts: Collection[str], options: Namespace) -> Additions:
    """What a book whose tables were read lacks of these parts. Raises what `lacking` raises."""
    return lacking(session.seen, session.book.labels(), parts, options.new_column, options.same)


def grow_workbook(session: Session, additions: Additions, parts: Collection[str], sentence: str) -> Outcome:
    """Put it in, with a row in Runs, and in Settings the day and the shape of these `parts`. `sentence` begins what is said."""
    seen, book = session.seen, session.book
    had = parts_of(seen.grids)
    came = [part for part in parts if part not in had]
    what = told(additions)
    if session.dry_run:
        message = f"{sentence}: {what}. Nothing that is there would move."
        return Outcome(session.action, 0, (), counts_of_additions(additions), [message], dry=True)
    session.tell(f"{sentence}: {what}")
    changes = _settings(session, additions, parts, came)
    noted = resolve(changes, seen)
    message = (
        f"{sentence}: {what}. {_macros(additions, book)}Nothing that was there has moved; undo takes it back."
    )
    runs = session.noted(seen.grids["Runs"], _size(additions), message, ())
    logged = resolve([runs], noted.after)
    edits = edits_in_the_workbook({**noted.edits, **logged.edits})
    if additions.sheets or additions.tables or additions.columns:
        book.write_grown(edits, seen.seen, additions, _donor(session, {"core", *had, *came}))
    else:
        book.write(edits, seen.seen)
    return Outcome(session.action, _size(additions), (), counts_of_additions(additions), [message])


def _macros(additions: Additions, book: Workbook) -> str:
    """What is not done in a closed workbook with macros; an open one tells by itself."""
    if not isinstance(book, FileBook) or book.path.suffix.lower() != ".xlsm":
        return ""
    bare = "The new sheets have no buttons: the tab Salesbook has them. " if additions.sheets else ""
    return f"{bare}Buttons and macros that it has stay as they are. "


def _size(additions: Additions) -> int:
    """How many things come."""
    summary = counts_of_additions(additions)
    return sum(len(things) for things in summary.values() if isinstance(things, list)) + sum(
        map(len, additions.columns.values())
    )


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
        {"Setting": one.name, "Value": own.get(one.name, one.default) or None, "Meaning": one.meaning}
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


def _donor(session: Session, parts: Collection[str]) -> BinaryIO:
    """A new book with these parts, for what comes to be taken from. It needs no disk, which may be full."""
    from salesbook.office.workbook import build

    new = BytesIO()
    build(new, book_id="", today=session.today, parts=[part for part in PARTS if part in parts])
    return new
