"""Closed workbooks that grow: the commands as tests give them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from salesbook.actions.outcome import Outcome
from salesbook.actions.registry import ACTIONS
from salesbook.actions.run import run
from salesbook.books.file import FileBook
from salesbook.schema import FIRST, TABLES
from salesbook.tables.records import Runner
from salesbook.util.wording import count
from tests.books.table_check import xml_problems
from tests.sessions import session

DAY = date(2026, 3, 2)
WHO = Runner("", "", datetime(2026, 3, 2))  # Runs has no zones


def grown(action: str, path: Path, **words: object) -> Outcome:
    """`add` or `upgrade` on a closed book; every part of what it makes can be read by an XML parser."""
    options = ACTIONS[action].defaults()
    for name, value in words.items():
        setattr(options, name, value)
    said = run(ACTIONS[action], session(action, FileBook(path), today=DAY, runner=WHO), options)
    for made in (path, Path(str(words.get("to", path)))):
        assert not made.is_file() or xml_problems(made) == []
    return said


def newer_columns(table: str) -> str:
    """What is said of the columns that a book of the first shape lacks in a table."""
    names = [column.name for column in TABLES[table].columns if column.since > FIRST]
    return f"{count(len(names), 'column')} in {table} ({', '.join(names)})"
