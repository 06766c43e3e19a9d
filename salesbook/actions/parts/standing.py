"""A closed workbook to what is to be known of its parts: which it has, what somebody deleted, whether it is of an older version."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from salesbook.actions.parts.grow import all_tables, with_lists_of
from salesbook.actions.parts.macros import look_at_macros
from salesbook.actions.session import read_known
from salesbook.books.file import FileBook
from salesbook.domain.parts.lacking import lacking, parts_of
from salesbook.domain.parts.lost import lost_of
from salesbook.domain.parts.wording import told
from salesbook.errors import BadInput
from salesbook.schema import PARTS
from salesbook.tables.plan import Finding
from salesbook.util.wording import joined


def findings_on_macros(book: FileBook) -> Iterator[Finding]:
    """What `doctor` says of macros and ribbon that are not the present ones. Raises what reading a workbook raises."""
    found = look_at_macros(book.macros())
    todo = f"Run: salesbook upgrade {book.path}"
    if found.hindrance and found.is_older:
        yield Finding(book.path.name, found.hindrance[0], found.hindrance[1])
    elif found.is_older:
        yield Finding(book.path.name, "has the macros of an older salesbook", todo)
    if found.has_older_ribbon:
        yield Finding(book.path.name, "has the tab Salesbook of an older salesbook", todo)
    elif not found.parts.ribbons:
        yield Finding(book.path.name, "has lost the tab Salesbook", todo)


def findings_on_parts(book: FileBook) -> Iterator[Finding]:
    """What `doctor` says of a book's parts. Raises what reading a workbook raises, NotASalesbook too."""
    name = book.path.name
    seen = all_tables(partial(read_known, book))
    parts, lost = parts_of(seen.grids), lost_of(seen.grids, seen.grids["Settings"])
    yield Finding(name, f"has the parts {joined(parts, len(PARTS))}")
    for part, gone in lost.items():
        todo = f"Add what is lost: salesbook add {book.path} {part}"
        yield Finding(name, f"has lost {gone.told} of its part {part}", todo)
    try:
        here = [part for part in ("core", *parts) if part not in lost]
        additions = with_lists_of(book, seen, here, lacking(seen, book.labels(), here))
    except BadInput as error:
        yield Finding(name, error.what.rstrip("."), error.todo)
        return
    if additions:
        todo = f"Run: salesbook upgrade {book.path}"
        yield Finding(name, f"was made by an older salesbook: it lacks {told(additions)}", todo)
