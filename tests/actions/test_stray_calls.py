"""Lines of Calls that somebody filled in below a blank row are named, in a closed workbook and in an open one."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl
import pytest

from salesbook.books.file import FileBook
from salesbook.books.live import LiveBook
from salesbook.cli.main import main
from salesbook.tables.records import Runner
from tests.sessions import run


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "book.xlsx"
    assert main(["new", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    calls = book["Calls"]
    headers = {cell.value: cell.column for cell in calls[2]}
    for row, outcome in ((5, "Spoke"), (7, "a note of mine"), (8, "No answer")):
        calls.cell(row, headers["Name"], "Zoë")
        calls.cell(row, headers["Outcome"], outcome)
    book.save(path)
    return path


def problems(book):
    runner = Runner("Ann", "office", datetime(2026, 6, 15, 9))
    return [
        (p.cell, p.why)
        for p in run("log", book, today=date(2026, 6, 15), runner=runner, dry_run=True).plan.problems
    ]


def test_they_are_named_with_their_cells(path, office):
    why = "This line stands below the list with a blank row above it, so it is not read"
    assert problems(FileBook(path)) == [("Calls!J5", why), ("Calls!J8", why)]
    book = office.books.open(path)
    try:
        assert problems(LiveBook(book)) == [("Calls!J5", why), ("Calls!J8", why)]
    finally:
        book.close()
