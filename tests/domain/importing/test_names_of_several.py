"""Rows that name somebody by a bare name which several people or firms of the book have: nobody is guessed, nobody made anew."""

from __future__ import annotations

import pytest

from tests.domain.importing.desk import Desk, reasons

ACCOUNTS = """
    Account ID | Account
    A1 | Acme
    A2 | Beta
    A3 | Twin
    A4 | Twin Ltd
"""
CONTACTS = """
    Contact ID | First name | Last name | Account ID | Email | Phone
    C1 | Anna | Berg | A1 | anna@acme.example | +49 30 901820
    C2 | Anna | Berg | A2 | anna@beta.example |
    C3 | Bob | Ray | A2 | |
"""
# A table, the headers that name somebody, their cells, and the person that is found; "" where it is told who may be meant.
ROWS = [
    ("Orders", "Contact,Date,Amount", "Anna Berg,2026-01-05,10", ""),
    ("Orders", "Contact,Date,Amount", "anna berg,2026-01-05,10", ""),
    ("Orders", "First name,Last name,Date,Amount", "Anna,Berg,2026-01-05,10", ""),
    ("Orders", "First name,Last name,Company,Date,Amount", "Anna,Berg,Beta,2026-01-05,10", "C2"),
    ("Orders", "First name,Last name,Email,Date,Amount", "Anna,Berg,anna@beta.example,2026-01-05,10", "C2"),
    ("Orders", "First name,Last name,Phone,Date,Amount", "Anna,Berg,+49 30 901899,2026-01-05,10", ""),
    ("Activities", "Name,When,Channel", "Anna Berg,2026-01-05,Call", ""),
    ("Activities", "Contact ID,Name,When,Channel", "C1,Anna Berg,2026-01-05,Call", "C1"),
    ("Activities", "Name,When,Channel", "Bob Ray,2026-01-05,Call", "C3"),
    ("Opportunities", "Contact,Opportunity,Value", "Anna Berg,Big,10", ""),
    ("Opportunities", "Contact,Opportunity,Value", "Bob Ray,Big,10", "C3"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "headers", "cells", "who"), ROWS)
def test_a_bare_name_of_several_people_names_none_of_them(tmp_path, table, headers, cells, who):
    desk = Desk(tmp_path, Accounts=ACCOUNTS, Contacts=CONTACTS)
    result = desk.bring(f"{headers}\n{cells}\n", table)
    assert len(desk.rows("Contacts")) == 3
    assert desk.column(table, "Contact ID") == ([who] if who else [])
    told = "2 people of the book are called Anna Berg: C1 (Acme), C2 (Beta). Give the row a Contact ID, an email or the firm."
    assert reasons(result) == ([] if who else [(2, told)])


def test_a_bare_name_of_several_firms_names_none_of_them(tmp_path):
    desk = Desk(tmp_path, Accounts=ACCOUNTS, Contacts=CONTACTS)
    result = desk.bring(
        "Company,Order date,Total\nTwin,2026-01-05,10\nAcme,2026-01-06,20\nA4,2026-01-07,30\n", "Orders"
    )
    assert desk.column("Orders", "Account ID")[:1] == ["A1"]
    assert reasons(result) == [
        (2, "2 accounts of the book are called Twin: A3, A4. Give the row an Account ID.")
    ]


@pytest.mark.parametrize("table", ["Orders", "Opportunities", "Activities", "Contacts"])
@pytest.mark.parametrize(
    ("name", "email", "account"),
    [("Bob Ray", "", "A4"), ("bob ray", "", "A4"), ("Bob Ray", "bob@twin.example", "A4"), ("", "bob@twin.example", "A4"), ("Cleo Ott", "", ""), ("Dan Eck", "dan@twin.example", ""), ("Eve Orr", "", "")],
)  # fmt: skip
def test_a_person_tells_which_of_several_firms_of_one_name_is_meant(tmp_path, table, name, email, account):
    people = """
        Contact ID | First name | Last name | Account ID | Email
        C1 | Bob | Ray | A4 | bob@twin.example
        C2 | Eve | Orr | A3 |
        C3 | Eve | Orr | A4 |
        C4 | Cleo | Ott | A1 |
    """
    desk = Desk(tmp_path, Accounts=ACCOUNTS, Contacts=people)
    headers = {
        "Orders": "Date,Amount",
        "Opportunities": "Opportunity,Value",
        "Activities": "When,Channel",
        "Contacts": "Job title,City",
    }
    cells = {
        "Orders": "2026-01-05,10",
        "Opportunities": "Big,10",
        "Activities": "2026-01-05,Call",
        "Contacts": "Cook,Bonn",
    }
    who = "Contact" if table == "Opportunities" else "Name"
    result = desk.bring(f"{who},Email,Company,{headers[table]}\n{name},{email},Twin,{cells[table]}\n", table)
    assert (len(desk.rows("Accounts")), len(desk.rows("Contacts"))) == (4, 4)
    told = "2 accounts of the book are called Twin: A3, A4. Give the row an Account ID."
    assert reasons(result) == ([] if account else [(2, told)])
    if account and table not in {"Activities", "Contacts"}:
        assert desk.column(table, "Account ID") == [account]


def test_a_person_whom_an_earlier_import_made_by_the_bare_name_is_found_again(tmp_path):
    desk = Desk(tmp_path, Accounts=ACCOUNTS, Contacts=CONTACTS + "    C4 | Anna | Berg | | |\n")
    desk.bring("Contact,Date,Amount\nAnna Berg,2026-01-05,10\n", "Orders")
    assert desk.column("Orders", "Contact ID") == ["C4"]
