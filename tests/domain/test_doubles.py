"""Likely doubles that `check` finds in the book itself: they stay until somebody mends them, or says that they are two."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.checks.doubles import likely_doubles
from salesbook.tables.frames import frames, read_settings
from tests.domain.importing.desk import Desk
from tests.helpers import world_parts

TODAY = date(2026, 3, 4)
HEADERS = "Contact ID | First name | Last name | Account ID | Email | Phone | Status | Notes"


def doubles(**tables):
    return list(likely_doubles(*world_parts(**tables), TODAY))


def people(*rows):
    width = HEADERS.count("|")
    return doubles(Contacts="\n".join((HEADERS, *(row + " |" * (width - row.count("|")) for row in rows))))


def test_the_later_of_two_rows_is_named_with_the_one_that_it_may_be_and_what_to_do():
    (found,) = people("C1 | Jon | Smith | A1 | j@x.example", "C2 | John | Smith | A1 | s@x.example")
    assert (found.key, found.cell, found.value, found.why) == (
        "C2", "Contacts!B3", "John", "C2 may be the same as C1, Jon Smith"
    )  # fmt: skip
    assert found.todo == (
        "If it is, move what is missing to one row, and delete the other or set its Status to Merged. "
        "If it is not, write C1 into its Notes."
    )


@pytest.mark.parametrize(
    "second",
    [
        "C2 | John | Smith | A1 | | | Merged",
        "C2 | John | Smith | A1 | | | | Brother of C1",
        "C2 | Mary | Smith | A1",
        "C2 | John | Smith | A2",
    ],
)
def test_whoever_is_merged_told_apart_in_the_notes_or_another_one_is_no_double(second):
    assert people("C1 | Jon | Smith | A1", second) == []


def test_an_id_that_is_only_a_part_of_another_tells_nobody_apart():
    assert len(people("C1 | Jon | Smith | A1", "C2 | John | Smith | A1 | | | | like C11")) == 1


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("a@x.example | ", "b@x.example | ", False),
        ("a@x.example | ", " | ", True),
        ("a@x.example | ", " | +34 911 234 567", True),
        (" | +34 911 234 567", " | +34 911 234 568", False),
        ("a@x.example | +34 911 234 567", "b@x.example | +34 911 234 567", True),
        ("a@x.example | +34 911 234 567", "a@x.example | +34 911 234 568", True),
    ],
)
def test_people_without_an_account_are_doubles_only_where_nothing_tells_them_apart(first, second, told):
    found = people(f"C1 | Ana | Ruiz | | {first}", f"C2 | Ana | Ruiz | | {second}", "C3 | Bo | Fox | | c@x.example |")  # fmt: skip
    assert bool(found) == told


def test_firms_are_told_too_and_have_no_status():
    firms = "Account ID | Account | Notes\nA1 | Perfumería Muñiz |\nA2 | Perfumeria Muniz SL |\nA3 | Perfumeria Muniz | not A1, not A2"
    (found,) = doubles(Accounts=firms)
    assert found.why == "A2 may be the same as A1, Perfumería Muñiz"
    assert "Status" not in found.todo


def test_of_a_name_that_very_many_have_each_is_held_against_the_first():
    found = people(*(f"C{n} | Ana | Ruiz | A1" for n in range(1, 41)))
    assert [one.why for one in found] == [f"C{n} may be the same as C1, Ana Ruiz" for n in range(2, 41)]


def test_what_an_import_found_is_what_a_check_finds_again(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("First name,Last name,Company\nJon,Smith,Acme\nJohn,Smith,Acme\n", "Contacts")
    (told,) = [one for one in result.plan.problems if "may be the same" in one.why]
    seen = desk.book.read({"Contacts", "Accounts", "Settings"})
    (again,) = likely_doubles(frames(seen)[0], read_settings(seen)[0], TODAY)
    assert (again.table, again.key, again.column, again.value, again.why, again.todo) == (
        told.table, told.key, told.column, told.value, told.why, told.todo
    )  # fmt: skip
