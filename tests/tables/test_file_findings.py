"""What an import found and the book does not show: it stays on Problems until it is mended, and no longer."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.tables.file_findings import left_out_problem
from salesbook.tables.grid import is_blank
from salesbook.tables.plan import Problem
from salesbook.tables.records import problems_change, problems_listed
from salesbook.tables.resolve import resolve
from tests.helpers import book, column, snapshot

TODAY, LATER = date(2026, 3, 2), date(2026, 9, 2)
CONTACTS = "Contact ID | First name | Email | Next date\nC1 | Ana | a@x.example | \nC2 | Bo | b@x.example | 2026-04-01"
SOON = Problem("Contacts", "C1", "Next date", "soon", "In people.csv, line 2: Follow up is not a date: 'soon'; left out", "Type it by hand.")  # fmt: skip
TWO = Problem("Contacts", "C1", "Email", "a@x.example; z@x.example", "In people.csv, line 2: Mail 'a@x.example; z@x.example' has 2 addresses; the first was taken, a@x.example")  # fmt: skip
LEFT = left_out_problem(2, "people.csv", "/home/ana/people.rejected.csv")


def listed(problems, store, *, today=TODAY, file="", whole=False):
    """Problems of the book once these were written down."""
    seen = snapshot(store)
    change = problems_change(problems, seen, today, whole=whole, file=file)
    store.write(resolve([change], seen).edits, seen.seen)
    return [said for said in column(store, "Problems", "Problem") if not is_blank(said)]


@pytest.fixture
def store():
    found = book(Contacts=CONTACTS)
    listed([SOON, TWO, LEFT], found, file="people.csv")
    return found


def test_they_stay_when_everything_was_looked_at_and_long_after(store):
    assert listed([], store, today=LATER, whole=True) == [SOON.why, TWO.why, LEFT.why]


def test_the_row_about_those_left_out_says_how_many_and_where():
    assert LEFT.why == "2 rows of people.csv were left out: they stand in people.rejected.csv beside it"
    assert left_out_problem(1, "a.csv", "/a.rejected.csv").why.startswith("1 row of a.csv was left out: it stands in")  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("C1 | Ana | a@x.example | ", "C1 | Ana | a@x.example | 2026-03-09", [TWO.why]),
        ("a@x.example", "z@x.example", [SOON.why, TWO.why]),
        ("a@x.example", "other@x.example", [SOON.why]),
        ("C1 | Ana", "C3 | Ana", []),
    ],
)
def test_one_leaves_once_its_cell_says_something_else_or_its_row_is_gone(store, old, new, left):
    store.grids["Contacts"] = book(Contacts=CONTACTS.replace(old, new, 1)).grids["Contacts"]
    assert listed([], store, whole=True) == [*left, LEFT.why]


@pytest.mark.parametrize(
    ("file", "left"),
    [
        ("people.csv", []),
        ("people.rejected.csv", [SOON.why, TWO.why]),
        ("other.csv", [SOON.why, TWO.why, LEFT.why]),
    ],
)
def test_another_import_of_a_file_says_anew_what_is_wrong_in_it(store, file, left):
    assert listed([], store, file=file) == left


def test_what_is_found_again_stays_where_it_stands_with_its_day(store):
    assert listed([LEFT, TWO, SOON], store, today=LATER, file="people.csv") == [SOON.why, TWO.why, LEFT.why]
    assert set(column(store, "Problems", "When")) == {TODAY}


def test_of_very_many_the_rest_is_counted_and_the_count_stays_too():
    many = [
        Problem("Contacts", f"C{n}", "Tier", "x", f"In big.csv, line {n}: Tier is not on the list: 'x'; left out", "Choose.")
        for n in range(1, 251)
    ]  # fmt: skip
    store = book(Contacts="Contact ID\n" + "\n".join(f"C{n}" for n in range(1, 251)))
    assert listed(many, store, file="big.csv")[-1] == "In big.csv: 50 more rows of this kind"
    assert problems_listed(store.grids["Problems"]) == 250
    assert len(listed([], store, today=LATER, whole=True)) == 201
    assert listed([], store, file="big.csv") == []
