"""Rows of orders that stand in a file twice, the same in every cell; and days that lie ahead."""

from __future__ import annotations

import pytest

from salesbook.actions.import_file import read_import_file
from salesbook.domain.importing.exact_repeats import exact_repeats, without_repeats
from tests.domain.importing.desk import Desk, messages

ORDERS = "Order No,Customer,Date,Total\n1,Acme,2026-01-05,5\n2,Berg,2026-01-06,7\n2,Berg,2026-01-06,7\n2,Berg,2026-01-06,8\n"


def repeats(tmp_path, text, table="Orders"):
    source = read_import_file(Desk(tmp_path).file(text), table)
    return source, exact_repeats(source, table)


def test_a_row_that_is_the_same_in_every_cell_is_asked_about_with_its_line(tmp_path):
    source, found = repeats(tmp_path, ORDERS)
    assert found.question == (
        "1 row of export.csv repeats another one in every cell (line 4: 2, Berg, 2026-01-06, 7). Take it once (No: each row counts)"
    )
    once = without_repeats(source, found)
    assert (once.height, list(once.lines)) == (3, [2, 3, 5])
    assert once.notes[-1].endswith("; it was taken once.")
    assert exact_repeats(once, "Orders").question == ""


def test_of_several_the_first_is_quoted_and_not_all_of_a_long_row(tmp_path):
    _, found = repeats(tmp_path, "Customer,Date,Total,Ref,Town\n" + "Acme,2026-01-05,5,x,Bonn\n" * 3)
    assert found.question.startswith("2 rows of export.csv repeat another one in every cell (line 3: Acme, 2026-01-05, 5, x, ...). Take each once")  # fmt: skip


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("Orders", "Order No,Customer,Date,Total\n1,Acme,2026-01-05,5\n,,,5\n,,,5\n"),
        ("Orders", "Customer,Total\nAcme,5\nAcme,5\n"),
        ("Contacts", "Name,Email\nAna Ruiz,a@x.example\nAna Ruiz,a@x.example\n"),
        ("Activities", "Activity ID,Name,Date\n1,Ana Ruiz,2026-01-05\n1,Ana Ruiz,2026-01-05\n"),
    ],
)
def test_lines_of_an_order_people_and_rows_that_ids_make_one_are_no_repeats(tmp_path, table, text):
    assert repeats(tmp_path, text, table)[1].question == ""


def test_talks_without_ids_are_asked_about(tmp_path):
    text = "Name,Date,Channel\nAna Ruiz,2026-01-05,Call\nAna Ruiz,2026-01-05,Call\n"
    assert repeats(tmp_path, text, "Activities")[1].question


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("Orders", "Customer,Date,Total\nAcme,2026-04-05,5\nAcme,2026-01-05,5\n",
         "Date of 1 order lies after today, the last 5 Apr 2026, so it does not count yet: correct what is wrong."),
        ("Contacts", "Name,Last spoke,Next call\nAna Ruiz,2027-01-05,2027-01-06\nBo Fox,2027-02-05,\n",
         "Last contacted of 2 contacts lies after today, the last 5 Feb 2027, so they do not count yet: correct what is wrong."),
    ],
)  # fmt: skip
def test_days_that_lie_ahead_are_told_before_anything_is_written(tmp_path, table, text, said):
    assert said in messages(Desk(tmp_path).bring(text, table))


def test_days_of_the_past_and_those_agreed_on_are_not(tmp_path):
    text = "Name,Last spoke,Next call\nAna Ruiz,2026-01-05,2027-01-06\n"
    assert "after today" not in messages(Desk(tmp_path).bring(text, "Contacts"))
