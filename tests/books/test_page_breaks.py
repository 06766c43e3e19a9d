"""On paper each rep's lines begin a page, however the list changes; where people began pages elsewhere stays."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from salesbook.books.file import FileBook
from salesbook.books.live.book import LiveBook
from salesbook.books.xlsx.page_breaks import with_page_starts
from salesbook.office.workbook import build
from salesbook.tables.plan import Replace
from salesbook.tables.resolve import resolve
from tests.helpers import book, snapshot

pytestmark = pytest.mark.filterwarnings(
    "ignore:.*xtension is not supported", "ignore:Print area cannot be set"
)


@pytest.mark.parametrize(
    ("reps", "starts"),
    [
        (["ann", "ann", "ben", "ben", "cleo"], [2, 4]),
        (["ann", "ann"], []),
        ([], []),
        (["ann", "ben", "ann"], []),  # people sorted it
    ],
)
def test_a_page_begins_where_the_rep_changes(reps, starts):
    store = book(Calls="Call ID | Rep\n |")
    seen = snapshot(store)
    lines = [{"Call ID": f"K{n}", "Rep": rep} for n, rep in enumerate(reps)] or [{"Call ID": "K"}]
    assert resolve([Replace("Calls", [], lines)], seen).edits["Calls"].page_starts == starts


def test_of_tables_that_say_nothing_pages_begin_as_they_did():
    seen = snapshot(book(Contacts="Contact ID | Owner\nC1 | ann\nC2 | ben"))
    changes = [Replace("Contacts", ["C1"], [{"Contact ID": "C3", "Owner": "cleo"}])]
    assert resolve(changes, seen).edits["Contacts"].page_starts is None


TAIL = b"</sheetData><headerFooter/>%b<drawing/></worksheet>"
ONE = b'<rowBreaks count="1" manualBreakCount="1"><brk id="%d" max="16383" man="1"/></rowBreaks>'


def test_pages_begin_where_they_should_and_nowhere_else_in_the_table():
    both = b'<rowBreaks count="2" manualBreakCount="2"><brk id="5" max="16383" man="1"/><brk id="90" max="16383" man="1"/></rowBreaks>'
    assert with_page_starts(TAIL % b"", 3, 9, [3]) == TAIL % (ONE % 5)
    assert with_page_starts(TAIL % (ONE % 4), 3, 9, [3]) == TAIL % (ONE % 5)
    assert with_page_starts(TAIL % (ONE % 90), 3, 9, [3]) == TAIL % both
    assert with_page_starts(TAIL % (ONE % 4), 3, 9, []) == TAIL % b""
    assert with_page_starts(TAIL % b"", 3, 9, []) == TAIL % b""
    prefixed = b"</x:sheetData><x:tableParts/></x:worksheet>"
    assert b'<x:rowBreaks count="1" manualBreakCount="1"><x:brk id="5"' in with_page_starts(
        prefixed, 3, 9, [3]
    )


def test_lists_of_extensions_in_other_elements_are_not_where_they_go():
    rule = b"<conditionalFormatting><cfRule><extLst><ext/></extLst></cfRule></conditionalFormatting>"
    tail = (
        b"</sheetData>"
        + rule
        + b"<headerFooter/>%b<extLst><x14:conditionalFormatting></x14:conditionalFormatting></extLst></worksheet>"
    )
    assert with_page_starts(tail % b"", 3, 9, [3]) == tail % (ONE % 5)


def list_of(store, *reps):
    seen = store.read(["Calls"])
    old = [handle for handle in seen.grids["Calls"].handles if not handle.startswith("\x1f")]
    lines = [{"Call ID": f"K{len(reps)}{n}", "Rep": rep} for n, rep in enumerate(reps)]
    store.write(resolve([Replace("Calls", old, lines)], seen).edits, seen.seen)
    return store.read(["Calls"]).grids["Calls"].top


def breaks(path):
    return [one.id for one in openpyxl.load_workbook(path)["Calls"].row_breaks.brk]


@pytest.fixture
def path(tmp_path):
    build(str(tmp_path / "book.xlsx"), book_id="1", today=date(2026, 3, 2))
    return tmp_path / "book.xlsx"


def test_a_closed_book_says_so_and_follows(path):
    top = list_of(FileBook(path), "ann", "ann", "ben", "cleo")
    assert breaks(path) == [top + 1, top + 2]
    list_of(FileBook(path), "ann", "ben")
    assert breaks(path) == [top]


def test_an_open_book_does_too(office, path):
    opened = office.books.open(path)
    try:
        top = list_of(LiveBook(opened), "ann", "ann", "ben", "cleo")
        list_of(LiveBook(opened), "ann", "ann", "ann", "ben")
        opened.save(path)
    finally:
        opened.close()
    assert breaks(path) == [top + 2]
