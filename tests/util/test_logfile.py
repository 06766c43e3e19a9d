"""A morning on a closed workbook: the list, a few outcomes, and Calls is clear again."""

from __future__ import annotations

from datetime import date, datetime

from salesbook.books.file import FileBook
from salesbook.office.workbook import build
from salesbook.tables.grid import is_blank
from salesbook.tables.plan import Append, Set
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.helpers import OF_EVERY_BOOK, rows_of
from tests.sessions import run

TODAY = date(2026, 3, 4)
RUNNER = Runner("Ann", "office", datetime(2026, 3, 4, 9))
CONTACTS = """
    Contact ID | First name | Phone           | Created
    C1         | Ada        | +34 976 123 451 | 2026-01-01
    C2         | Grace      | +34 976 123 452 | 2026-01-02
    C3         | 太郎        | +34 976 123 453 | 2026-01-03
"""


def a_book(folder):
    build(str(folder / "book.xlsx"), book_id="1", today=TODAY)
    return FileBook(folder / "book.xlsx")


def write(store, *changes):
    seen = store.read(OF_EVERY_BOOK)
    store.write(resolve(changes, seen).edits, seen.seen)


def test_logged_rows_leave_nothing_behind_and_links_to_numbers_are_no_exception(tmp_path):
    store = a_book(tmp_path)
    write(
        store,
        Append("Contacts", rows_of("Contacts", CONTACTS)),
        Append("Team", [{"Rep": "ann", "Calls per day": 9}]),
    )
    run("calls", store, today=TODAY, runner=RUNNER)
    calls = store.read(OF_EVERY_BOOK).grids["Calls"]
    assert sorted(filter(None, calls.columns["Phone"])) == [
        "+34 976 123 451",
        "+34 976 123 452",
        "+34 976 123 453",
    ]
    handles = [handle for handle in calls.handles if "C" in handle]
    write(
        store,
        Set(
            "Calls",
            handles,
            {"Outcome": ["Spoke", "No answer", "Spoke"], "Their words": ["=1+1", None, "line\nbreak"]},
        ),
    )
    assert run("log", store, today=TODAY, runner=RUNNER).plan.summary["logged"] == 3
    grids = store.read(OF_EVERY_BOOK).grids
    assert all(map(is_blank, [cell for column in grids["Calls"].columns.values() for cell in column]))
    assert set(grids["Activities"].columns["Their words"]) == {"=1+1", None, "line\nbreak"}
    before = (tmp_path / "book.xlsx").read_bytes()
    assert run("log", store, today=TODAY, runner=RUNNER).changed == 0
    assert (tmp_path / "book.xlsx").read_bytes() == before


def test_a_new_list_first_logs_what_was_finished_on_earlier_days(tmp_path):
    store = a_book(tmp_path)
    write(store, Append("Contacts", rows_of("Contacts", CONTACTS)), Append("Team", [{"Rep": "ann"}]),
          Append("Calls", rows_of("Calls", """
              Call ID | Date       | Rep | Contact ID | Outcome   | Notes
              K1      | 2026-03-03 | ann | C1         | Spoke     |
              K2      | 2026-03-04 | ann | C2         | Spoke     |
              K3      | 2026-03-03 | ann | C3         |           | half
          """)))  # fmt: skip
    run("calls", store, today=TODAY, runner=RUNNER)
    grids = store.read(OF_EVERY_BOOK).grids
    assert [one for one in grids["Activities"].columns["Activity ID"] if one] == ["T-K1"]
    assert {one for one in grids["Calls"].columns["Call ID"] if one} >= {"K2", "K3"}
