"""Real orders, from a file without headers, into a real workbook by the commands that the README names."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import python_calamine

from salesbook.cli.main import main

DATA = Path(__file__).parents[4] / "shared" / "data" / "cdnow_sample.txt"
COLUMNS = ", Contact ID, Date, , Amount"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"the CDNOW orders are not at {DATA}")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("cdnow") / "book.xlsx"
    assert main(["new", str(path)]) == 0
    assert bring(path, DATA, "Orders", "--columns", COLUMNS) == 0
    return path


def bring(book, file, table, *options):
    return main(["import", str(book), str(file), "--into", table, "--today", "1998-07-01", *options])


def rows(book, table):
    found = python_calamine.load_workbook(str(book), load_tables=True).get_table_by_name(table)
    return [dict(zip(found.columns, row, strict=True)) for row in found.to_python()]


def lines():
    return [line.split() for line in DATA.read_text().splitlines() if line.strip()]


def test_every_order_and_every_customer_arrives(book):
    wanted = [(customer, date.fromisoformat(day), float(dollars)) for _, customer, day, _, dollars in lines()]
    orders = rows(book, "Orders")
    assert [(row["Contact ID"], row["Date"], row["Amount"]) for row in orders] == wanted
    assert (len(orders), len({row["Order ID"] for row in orders})) == (6919, 6919)
    contacts = rows(book, "Contacts")
    assert [row["Contact ID"] for row in contacts] == [f"{number:04d}" for number in range(1, 2358)]


def test_lines_that_repeat_exactly_are_there(book):
    repeated = sum(times - 1 for times in Counter(map(tuple, lines())).values())
    assert repeated == 21
    assert sum(not row["Order ID"].endswith("-1") for row in rows(book, "Orders")) == 21


def test_customers_came_with_their_first_order(book):
    first = {}
    for _, customer, day, *_ in lines():
        first[customer] = min(day, first.get(customer, day))
    assert {row["Contact ID"]: f"{row['Created']:%Y%m%d}" for row in rows(book, "Contacts")} == first
    assert {row["Kind"] for row in rows(book, "Contacts")} == {"Customer"}
    assert min(row["Created"] for row in rows(book, "Contacts")) == date(1997, 1, 1)


def test_importing_again_leaves_the_file_as_it_is(book):
    before = book.read_bytes()
    assert bring(book, DATA, "Orders", "--columns", COLUMNS) == 0
    assert book.read_bytes() == before


def test_a_second_import_adds_phones_and_reps(book, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text(
        "Contact ID,Phone,Owner\n"
        + "".join(f"{n:04d},+1 202 555 {n:04d},{('Ann', 'Ben', 'Cy')[n % 3]}\n" for n in range(1, 2358)),
        encoding="utf-8",
    )
    team = tmp_path / "team.csv"
    team.write_text(
        "Rep,Name,Calls per day,Working days\nAnn,Ann Ash,20,Mon-Fri\nBen,Ben Bly,20,Mon-Fri\nCy,Cy Coe,20,Mon-Fri\n",
        encoding="utf-8",
    )
    assert bring(book, team, "Team") == 0
    assert bring(book, people, "Contacts") == 0
    contacts = rows(book, "Contacts")
    assert len(contacts) == 2357
    assert contacts[6]["Phone"] == "+1 202-555-0007"
    assert Counter(row["Owner"] for row in contacts) == {"Ann": 785, "Ben": 786, "Cy": 786}
    assert [row["Rep"] for row in rows(book, "Team")] == ["Ann", "Ben", "Cy"]
    before = book.read_bytes()
    assert (bring(book, people, "Contacts"), bring(book, team, "Team")) == (0, 0)
    assert book.read_bytes() == before


def test_formulas_stay_text_in_the_workbook(book, tmp_path):
    file = tmp_path / "f.csv"
    file.write_text('Contact ID,Job title,Notes\n0001,=1+1,"@SUM(A1)"\n0002,+1+1,-1\n', encoding="utf-8")
    assert bring(book, file, "Contacts", "--map", "Notes=Notes") == 0
    found = rows(book, "Contacts")[:2]
    assert [(row["Job title"], row["Notes"]) for row in found] == [("=1+1", "@SUM(A1)"), ("+1+1", "-1")]
