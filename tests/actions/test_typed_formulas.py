"""A formula that somebody typed into a line of Calls leaves with that line: the next one is another person's."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime

import pytest

from salesbook.books.file import FileBook
from salesbook.books.live import LiveBook
from salesbook.books.memory import grid_of
from salesbook.office.workbook import build
from salesbook.tables.grid import Snapshot
from salesbook.tables.plan import Append, Replace, Set, Stood
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.helpers import OF_EVERY_BOOK, rows_of
from tests.sessions import run, undone

TODAY, AGREED = date(2026, 3, 4), date(2026, 7, 1)
RUNNER = Runner("Ann", "office", datetime(2026, 3, 4, 9))
CONTACTS = """
    Contact ID | First name | Phone           | Created
    C1         | Ada        | +34 976 123 451 | 2026-01-01
    C2         | Grace      | +34 976 123 452 | 2026-01-02
    C3         | Ida        | +34 976 123 453 | 2026-01-03
"""


TYPED = Stood(value=AGREED, formula="DATE(2026,7,1)")


@pytest.fixture
def path(tmp_path):
    """A list of three lines; of the first somebody worked the next date out, and talked."""
    path = tmp_path / "book.xlsx"
    build(str(path), book_id="1", today=TODAY)
    book = FileBook(path)
    write(
        book,
        Append("Contacts", rows_of("Contacts", CONTACTS)),
        Append("Team", [{"Rep": "ann", "Calls per day": 9}]),
    )
    run("calls", book, today=TODAY, runner=RUNNER)
    first = book.read(["Calls"]).grids["Calls"].handles[0]
    write(book, Set("Calls", [first], {"Outcome": ["Spoke"], "Next date": [TYPED]}))
    return path


@pytest.fixture(params=["closed", "open"])
def opened(request):
    """Opens a book in one of both ways."""
    windows = []

    def open_book(path):
        if request.param == "closed":
            return FileBook(path)
        windows.append(request.getfixturevalue("office").books.open(path))
        return LiveBook(windows[-1], tell=lambda _: None)

    yield open_book
    for window in windows:
        window.close()


@pytest.fixture
def book(opened, path):
    return opened(path)


def write(book, *changes):
    seen = book.read(OF_EVERY_BOOK)
    book.write(resolve(changes, seen).edits, seen.seen)


def lines(book):
    columns = book.read(["Calls"]).grids["Calls"].columns
    return list(zip(columns["Contact ID"], columns["Outcome"], columns["Next date"], strict=True))


def test_it_leaves_with_its_line_and_undo_brings_it_back(book):
    before = lines(book)
    assert [cells[1:] for cells in before] == [("Spoke", AGREED), (None, None), (None, None)]
    run("log", book, today=TODAY, runner=RUNNER)
    assert lines(book) == before[1:]
    assert book.read(["Contacts"]).grids["Contacts"].columns["Next date"].count(AGREED) == 1
    undone(book)
    assert lines(book) == before


def test_one_in_a_column_that_somebody_added_is_theirs_whatever_line_stands_there():
    lines = [{"Call ID": "K1", "Contact ID": "C1", "Mood": "good", "Notes": "x"}]
    seen = Snapshot({"Calls": grid_of("Calls", lines)}, seen=None)
    [edit] = resolve([Replace("Calls", ["K1"], [])], seen).edits.values()
    assert "Mood" in edit.columns
    assert set(edit.vacated) == {"Call ID", "Contact ID", "Notes"}


def only_one_line(path):
    """The others leave: all rows of the column have a formula now."""
    book = FileBook(path)
    write(book, Replace("Calls", book.read(["Calls"]).grids["Calls"].handles[1:], []))


def filled_down_by_excel(path):
    """Excel made the column one of this formula, in all lines, as it offers to."""
    book = FileBook(path)
    others = book.read(["Calls"]).grids["Calls"].handles[1:]
    write(book, Set("Calls", others, {"Next date": [TYPED] * len(others)}))
    column = re.compile(r'(<tableColumn [^>]*name="Next date"[^>]*?)/>')
    declared = r"\1><calculatedColumnFormula>DATE(2026,7,1)</calculatedColumnFormula></tableColumn>"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for name in [name for name in parts if "tables/" in name and b'name="Next date"' in parts[name]]:
        if b'displayName="Calls"' in parts[name]:
            parts[name], found = column.subn(declared, parts[name].decode())
            assert found == 1
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


@pytest.mark.parametrize("become", [only_one_line, filled_down_by_excel])
def test_in_a_column_that_became_one_of_formulas_it_leaves_too_and_no_new_line_gets_it(opened, path, become):
    become(path)
    book = opened(path)
    others = lines(book)[1:]
    run("log", book, today=TODAY, runner=RUNNER)
    assert lines(book) == [(None, None, None), *others]  # lines with a day of their own stay where they are
    assert book.read(["Contacts"]).grids["Contacts"].columns["Next date"].count(AGREED) == 1
    write(book, Append("Calls", [{"Call ID": f"K{n}", "Contact ID": "C3", "Rep": "ann"} for n in range(2)]))
    assert lines(book)[-2:] == [("C3", None, None)] * 2


def test_a_line_added_below_one_with_a_formula_does_not_get_it(book):
    last = book.read(["Calls"]).grids["Calls"].handles[-1]
    write(book, Set("Calls", [last], {"Next date": [TYPED]}))
    write(book, Append("Calls", [{"Call ID": "K1", "Contact ID": "C3", "Rep": "ann"}]))
    assert [day for _, _, day in lines(book)] == [AGREED, None, AGREED, None]
