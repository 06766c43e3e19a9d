"""A closed book gets what it lacks of parts: it is read, told what will come, and written with it from a new book."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from io import BytesIO
from typing import BinaryIO

from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session, read_what_is_there
from salesbook.books.file import FileBook
from salesbook.domain.parts.lacking import lacking, parts_of
from salesbook.domain.parts.wording import counts_of_additions, told
from salesbook.errors import NotASalesbook
from salesbook.schema import PARTS, SETTING_ROWS, TABLES
from salesbook.tables.additions import Additions
from salesbook.tables.grid import Snapshot, key_text
from salesbook.tables.plan import Append, Change, Set
from salesbook.tables.resolve import resolve

SINCE = "Parts since"
_OWN = {"Settings", "Runs"}  # without these a book cannot note what came


def all_tables(read: Callable[[Collection[str]], Snapshot]) -> Snapshot:
    """All tables of salesbook's that a closed book has. Raises NotASalesbook where it has not even Settings and Runs."""

    def refuse(error: NotASalesbook) -> None:
        if lost := tuple(name for name in error.missing if name in _OWN):
            raise NotASalesbook(error.path, lost) from error

    return read_what_is_there(read, TABLES, refuse)[0]


def lacks(session: Session, parts: Collection[str] | None, sure: Collection[str]) -> Additions:
    """What the book lacks of these parts, or of those that it has. Raises what `lacking` raises."""
    session.file.tell("Reading")
    seen = all_tables(session.look)
    if parts is None:
        parts = {"core", *parts_of(seen.grids)}
    return lacking(seen, session.file.labels(), parts, sure)


def grow_workbook(session: Session, additions: Additions, came: Sequence[str], sentence: str) -> Outcome:
    """Put it in, with a row in Runs and the day in Settings; `came`: parts that are new. `sentence` begins what is said."""
    seen, book = session.seen, session.file
    what = told(additions)
    if session.dry_run:
        message = f"{sentence}: {what}. Nothing that is there would move."
        return Outcome(session.action, 0, (), counts_of_additions(additions), [message], dry=True)
    session.tell(f"{sentence}: {what}")
    changes = _settings(session, additions, came)
    noted = resolve(changes, seen)
    message = (
        f"{sentence}: {what}. {_macros(additions, book)}Nothing that was there has moved; undo takes it back."
    )
    runs = session.noted(seen.grids["Runs"], _size(additions), message, ())
    logged = resolve([runs], noted.after)
    edits = {**noted.edits, **logged.edits}
    if additions.sheets or additions.tables or additions.columns:
        book.write_grown(edits, seen.seen, additions, _donor(session, {"core", *parts_of(seen.grids), *came}))
    else:
        book.write(edits, seen.seen)
    return Outcome(session.action, _size(additions), (), counts_of_additions(additions), [message])


def _macros(additions: Additions, book: FileBook) -> str:
    """What is not done in a workbook with macros."""
    if book.path.suffix.lower() != ".xlsm":
        return ""
    bare = "The new sheets have no buttons: the tab Salesbook has them. " if additions.sheets else ""
    return f"{bare}Buttons and macros that it has stay as they are. "


def _size(additions: Additions) -> int:
    """How many things come."""
    summary = counts_of_additions(additions)
    return sum(len(things) for things in summary.values() if isinstance(things, list)) + sum(
        map(len, additions.columns.values())
    )


def _settings(session: Session, additions: Additions, came: Sequence[str]) -> list[Change]:
    """Rows of Settings that are new, and the day on which parts came."""
    grid = session.seen.grids["Settings"]
    since = ", ".join(f"{part} {session.today:%Y-%m-%d}" for part in came)
    known = next((one for one in grid.handles if one.casefold() == SINCE.casefold()), "")
    before = "" if not known else key_text(grid.columns["Value"][grid.rows[known]])
    value = ", ".join(filter(None, (before, since))) or None
    rows = [
        {
            "Setting": one.name,
            "Value": (value if one.name == SINCE else one.default) or None,
            "Meaning": one.meaning,
        }
        for one in SETTING_ROWS
        if one.name in additions.settings
    ]
    changes: list[Change] = [Append("Settings", rows)] if rows else []
    if known and since:
        changes.append(Set("Settings", [known], {"Value": [value]}))
    return changes


def _donor(session: Session, parts: Collection[str]) -> BinaryIO:
    """A new book with these parts, for what comes to be taken from. It needs no disk, which may be full."""
    from salesbook.office.workbook import build

    new = BytesIO()
    build(new, book_id="", today=session.today, parts=[part for part in PARTS if part in parts])
    return new
