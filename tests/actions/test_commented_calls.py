"""A comment on a line of Calls is something that somebody typed there."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import openpyxl
import pytest

from salesbook.books.file import FileBook
from salesbook.office.workbook import build
from salesbook.tables.plan import Append, Set
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.books.lived_in import comment
from tests.books.pack import Pack
from tests.books.richparts import threaded_comment
from tests.helpers import OF_EVERY_BOOK, rows_of
from tests.sessions import run

TODAY = date(2026, 3, 4)
RUNNER = Runner("Ann", "office", datetime(2026, 3, 4, 9))
CONTACTS = """
    Contact ID | First name | Phone           | Created
    C1         | Ada        | +34 976 123 451 | 2026-01-01
    C2         | Grace      | +34 976 123 452 | 2026-01-02
    C3         | Ida        | +34 976 123 453 | 2026-01-03
"""
EVERYBODY = ["C1", "C2", "C3"]


@pytest.fixture
def path(tmp_path):
    """A list of yesterday with three lines, and a book in which nobody typed."""
    path = tmp_path / "book.xlsx"
    build(str(path), book_id="1", today=TODAY)
    write(
        path,
        Append("Contacts", rows_of("Contacts", CONTACTS)),
        Append("Team", [{"Rep": "ann", "Calls per day": 9}]),
    )
    run("calls", FileBook(path), today=TODAY - timedelta(days=1), runner=RUNNER)
    assert sorted(column(path, "Contact ID")) == EVERYBODY
    return path


def write(path, *changes):
    store = FileBook(path)
    seen = store.read(OF_EVERY_BOOK)
    store.write(resolve(changes, seen).edits, seen.seen)


def column(path, header, table="Calls"):
    return FileBook(path).read([table]).grids[table].columns[header]


def row_of(path, contact):
    return 3 + column(path, "Contact ID").index(contact)


def note(path, cell, text):
    book = Pack(path)
    comment(book, "Calls", cell, "Ana", text, 1900)
    book.save(path)


def thread(path, cell, text):
    """What Excel saves: the thread, and an old comment that stands in for it."""
    book = Pack(path)
    book.add(
        "xl/threadedComments/threadedComment1.xml",
        threaded_comment(cell, text),
        "threadedComment",
        of=book.sheets["Calls"],
    )
    comment(book, "Calls", cell, "tc", f"[Threaded comment]\n\nComment:\n    {text}", 1900)
    book.save(path)


def notes(path):
    """Comments that stand on rows of Calls, by row."""
    rows = openpyxl.load_workbook(path)["Calls"].iter_rows(min_row=3)
    return {cell.row: cell.comment.text for row in rows for cell in row if cell.comment}


@pytest.mark.parametrize("write_on", [note, thread])
def test_a_line_with_a_comment_stays_where_it_is(path, write_on):
    row = row_of(path, "C2")
    write_on(path, f"C{row}", "Ask for Tom")
    run("calls", FileBook(path), today=TODAY, runner=RUNNER)
    ids = dict(zip(column(path, "Contact ID"), column(path, "Call ID"), strict=True))
    assert ids == {"C1": "2026-03-04-C1", "C2": "2026-03-03-C2", "C3": "2026-03-04-C3"}
    assert row_of(path, "C2") == row


@pytest.mark.parametrize("write_on", [note, thread])
def test_a_comment_is_kept_with_the_talk(path, write_on):
    write_on(path, f"C{row_of(path, 'C2')}", "Ask for Tom")
    write(path, Set("Calls", ["2026-03-03-C2"], {"Outcome": ["Spoke"], "Notes": ["All well"]}))
    run("log", FileBook(path), today=TODAY, runner=RUNNER)
    assert column(path, "Notes", "Activities") == ["All well\nComment: Ask for Tom"]


def test_nobody_else_gets_the_line_on_which_the_comment_still_stands(path):
    row = row_of(path, "C2")
    note(path, f"C{row}", "Ask for Tom")
    write(path, Set("Calls", ["2026-03-03-C2"], {"Outcome": ["No answer"]}))
    for day in range(5):
        run("today", FileBook(path), today=TODAY + timedelta(days=day), runner=RUNNER)
        assert column(path, "Contact ID")[row - 3 : row - 2] in ([], [None])
        assert "C1" in column(path, "Contact ID")
    assert notes(path) == {row: "Ask for Tom"}


def test_what_a_header_means_is_no_comment_on_a_line(path):
    note(path, "A2", "Who calls.")  # books of before have notes there
    assert FileBook(path).read(["Calls"]).grids["Calls"].notes == {}
