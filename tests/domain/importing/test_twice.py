"""Whatever a file holds and whatever the book held before: importing it again changes nothing, and nothing is lost."""

from __future__ import annotations

import csv
import io
import math
import re
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from salesbook.books.memory import MemoryBook
from tests.domain.importing.desk import bring, messages, without
from tests.helpers import frames, snapshot

# Few values for each column, so that rows meet in every way.
PERSON = {
    "Contact ID": ["", "1", "2", "C0001"],
    "Name": ["", "Anna Lee", "Anne Lee", "Lee, Anna", "Bob Ray", "Anna"],
    "Email": ["", "a@x.com", "A@X.com", "b@x.com", "bad@"],
    "Phone": ["", "+44 20 7946 0018", "+44 20 7946 0019", "12"],
    "Company": ["", "Acme", "ACME GmbH", "Bolt"],
}
FIRM = {"Account ID": ["", "9", "A0001"], "Customer number": ["", "1", "77"]}
FILES = {
    "Contacts": PERSON | FIRM | {"Job title": ["", "Buyer", "Cook"], "Last contacted": ["", "2026-01-20", "31.02.2026"], "Notes": ["", "x", "y"], "Call notes": ["", "x", "z"], "Unsubscribed": ["", "yes", "no"]},
    "Accounts": FIRM | {"Account": ["", "Acme", "acme ltd", "Bolt"], "Country": ["", "Spain", "Nowhere"], "Tier": ["", "A", "Gold"]},
    "Orders": PERSON | FIRM | {"Order ID": ["", "1", "2"], "Date": ["2026-01-20", "2026-01-21", "", "soon"], "Amount": ["", "5", "x"]},
    "Activities": PERSON | FIRM | {"Activity ID": ["", "1"], "When": ["2026-01-20 10:00", "2026-01-21"], "Type": ["", "Phone", "?"], "Minutes": ["", "5"]},
    "Opportunities": PERSON | FIRM | {"Deal ID": ["", "1"], "Deal name": ["", "Oven"], "Amount": ["", "5", "6"], "Create date": ["", "2026-01-20"]},
    "Team": {"Rep": ["", "Eva", "Max"], "Name": ["", "Eva Stein", "Eva Orr"], "Email": ["", "e@x.com"], "Working days": ["", "Mon-Fri"], "From": ["", "9:00"]},
    "Holidays": {"Country": ["", "ES"], "Date": ["2026-01-06", ""], "Name": ["", "Reyes"]},
    "Cadences": {"Cadence": ["", "Gold"], "Every": ["", "2"], "Unit": ["", "week"]},
}  # fmt: skip


@st.composite
def files(draw, table):
    """A file with some of the columns and a few rows, some of them twice."""
    every = FILES[table]
    headers = draw(st.lists(st.sampled_from(sorted(every)), min_size=2, unique=True))
    rows = draw(
        st.lists(st.tuples(*(st.sampled_from(every[header]) for header in headers)), min_size=1, max_size=7)
    )
    text = io.StringIO(newline="")
    csv.writer(text).writerows([headers, *rows])
    return text.getvalue()


def fresh_book(*, numbers):
    """An empty book, perhaps an older one without columns for the customer numbers of another program."""
    return MemoryBook(
        {} if numbers else {name: without(name, "Customer number") for name in ("Contacts", "Accounts")}
    )


def brought(store, text, table, **more):
    if table == "Orders" and "Amount" in text.partition("\n")[0]:
        more["amount"] = "Amount per line"  # lines that are alike could as well repeat one total
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return bring(store, path, table, **more)


@pytest.mark.parametrize("table", FILES)
@given(st.data())
@settings(max_examples=15)
def test_the_same_file_again_changes_nothing(table, data):
    store = fresh_book(numbers=data.draw(st.booleans()))
    for earlier in data.draw(
        st.lists(st.sampled_from(["Contacts", "Accounts", "Orders", table]), max_size=2)
    ):
        brought(store, data.draw(files(earlier)), earlier)
    text = data.draw(files(table))
    first = brought(store, text, table)
    before = dict(store.grids)
    second = brought(store, text, table, today=date(2027, 7, 7))
    assert second.plan.changes == ()
    assert store.grids == before
    assert second.rejects == first.rejects
    told = [{replace(problem, cell="") for problem in result.plan.problems} for result in (first, second)]
    assert told[1] <= told[0]
    unreadable = [
        p for p in frames(snapshot(store))[1] if p.column != "Customer number"
    ]  # told where it is missing
    assert unreadable == [] or table == "Accounts"


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("Opportunities", "Company,Account ID\n,9\nAcme,\nACME GmbH,A0001\nAcme,9\n"),
        ("Opportunities", "Customer number,Account ID,Email,Company\n77,,b@x.com,Bolt\n77,A0001,b@x.com,\n,,,Acme\n,9,b@x.com,ACME GmbH\n"),
        ("Opportunities", "Account ID,Name,Company\nA0001,Anna,Acme\n9,Bob Ray,Acme\n,Anna,ACME GmbH\n,Cleo,Acme\n"),
        ("Opportunities", "Amount,Phone,Company,Deal ID,Customer number\n5,+44 20 7946 0019,Acme,,1\n,12,Acme,,77\n6,,Acme,1,\n,+44 20 7946 0019,ACME GmbH,,\n"),
        ("Opportunities", "Customer number,Account ID,Amount,Name\n77,A0001,5,\n1,A0001,,Anna\n1,,5,Bob Ray\n"),
        ("Orders", "Order ID,Date,Company,Account ID\n1,2026-01-20,Acme,\n2,2026-01-20,Acme,1\n3,2026-01-20,Acme,2\n"),
        ("Contacts", "Name,Company,Account ID\nAnna Lee,Acme,\nBob Ray,Acme,1\nCleo Ott,Acme,2\nBob Ray,Acme,\n"),
        ("Accounts", "Account,Account ID,Country\nAcme,,Spain\nAcme,1,\nAcme,2,\n"),
        ("Team", "Name,Rep\nEva Stein,Eva\nEva Orr,\nEva Orr,Eva\n"),
        ("Team", "Name,Rep\nEva Stein,Eva\nEva Orr,Eva\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("numbers", [True, False])
def test_a_name_of_several_means_the_same_at_the_second_import(table, text, numbers):
    store = fresh_book(numbers=numbers)
    first = brought(store, text, table)
    before = dict(store.grids)
    second = brought(store, text, table)
    assert (second.plan.changes, second.rejects, store.grids) == ((), first.rejects, before)


def left_out_from(result):
    """The line with which begins what looks like a footnote: that it and all below is left out, is told in one sentence."""
    told = re.search(r"What begins in line (\d+) ", messages(result))
    return float(told[1]) if told else math.inf


@given(files("Contacts"))
@example("Company,Account ID,Call notes\r\n,,\r\nAcme,,\r\n")  # a footnote, as far as anybody can see
@settings(max_examples=40)
def test_every_filled_cell_is_in_the_book_or_told(text):
    store = fresh_book(numbers=True)
    result = brought(store, text, "Contacts")
    rejected = {reject.line for reject in result.rejects}
    footnote = left_out_from(result)
    told = " ".join(problem.why for problem in result.plan.problems)
    kept = " ".join(
        str(cell).casefold()
        for grid in store.grids.values()
        for cells in grid.columns.values()
        for cell in cells
        if cell
    )
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for line, row in enumerate(rows, 2):
        for header in (
            {"Email", "Phone", "Job title", "Company", "Customer number", "Contact ID"} & row.keys()
            if line not in rejected and line < footnote
            else ()
        ):
            cell = row[header].casefold()
            assert (
                cell in kept
                or cell in told.casefold()
                or cell.removesuffix(" gmbh") in kept
                or (header == "Contact ID" and row.get("Customer number"))
            )


@given(files("Orders"))
@settings(max_examples=40)
def test_no_amount_of_an_order_is_lost(text):
    store = fresh_book(numbers=False)
    result = brought(store, text, "Orders")
    assume("left out" not in messages(result))  # a line with one cell may be a footnote
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    rejected = {reject.line for reject in result.rejects}
    taken = [row for line, row in enumerate(rows, 2) if line not in rejected and any(row.values())]
    orders = store.grids["Orders"].columns
    assert sum(amount or 0 for amount in orders["Amount"]) == sum(
        float(row.get("Amount") or 0) for row in taken
    )
    known = {name for row in taken if (name := row.get("Order ID"))}
    assert len(list(filter(None, orders["Order ID"]))) == len(known) + sum(
        not row.get("Order ID") for row in taken
    )
