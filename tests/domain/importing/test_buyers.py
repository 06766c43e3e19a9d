"""A file may name the person who bought and the firm that pays, the one as "Customer" and the other as "Company"."""

from __future__ import annotations

import pytest

from tests.domain.importing.desk import Desk, messages

CONTACTS = """
Contact ID | First name | Last name | Account ID | Email
C0001      | Jürgen     | Müller    | A0001      | juergen@mueller.example
"""
ACCOUNTS = """
Account ID | Account
A0001      | Bäckerei Müller
"""
SHOP = """\
Order ID,Order Date,Customer Name,Billing Company,Billing Email,Order Total
101,2026-01-02,Peter O'Brien,O'Brien Ltd,peter@obrien.example,120.00
102,2026-01-03,Jürgen Müller,,juergen@mueller.example,80.00
103,2026-01-04,Anna Schmidt,Schmidt GmbH,anna@schmidt.example,50.00
"""


@pytest.mark.parametrize("mapping", [{}, {"Billing Company": "Account"}])
def test_the_customer_beside_a_billing_company_is_the_person_who_bought(tmp_path, mapping):
    desk = Desk(tmp_path, Contacts=CONTACTS, Accounts=ACCOUNTS)
    result = desk.bring(SHOP, "Orders", mapping=mapping)
    assert desk.column("Accounts", "Account") == ["Bäckerei Müller", "O'Brien Ltd", "Schmidt GmbH"]
    assert [(row.get("First name"), row.get("Last name")) for row in desk.rows("Contacts")] == [
        ("Jürgen", "Müller"), ("Peter", "O'Brien"), ("Anna", "Schmidt"),
    ]  # fmt: skip
    assert [row.get("Contact ID") for row in desk.rows("Orders")] == ["C0002", "C0001", "C0003"]
    assert "Not imported" not in messages(result)


def test_a_buyer_found_by_email_keeps_their_account_where_the_order_has_their_own_name_for_a_firm(tmp_path):
    desk = Desk(tmp_path, Contacts=CONTACTS, Accounts=ACCOUNTS)
    result = desk.bring(
        "Order ID,Date,Customer,Email,Amount\n1,2026-01-02,Jürgen Müller,juergen@mueller.example,80\n",
        "Orders",
    )
    assert desk.column("Accounts", "Account") == ["Bäckerei Müller"]
    assert desk.rows("Orders", "Contact ID", "Account ID") == [{"Contact ID": "C0001"}]
    assert "no place" not in messages(result)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("1,Acme Ltd,Acme\n2,Bolt Inc,Bolt\n", id="the firm twice"),
        pytest.param("1,Kunde 4711,Acme Ltd\n2,Kunde 4712,Bolt\n", id="numbers"),
    ],
)
def test_a_customer_column_that_holds_no_names_of_people_makes_no_people(tmp_path, rows):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Order ID,Customer,Company,Date,Amount\n" + rows.replace("\n", ",2026-01-02,5\n"), "Orders"
    )
    assert (len(desk.rows("Orders")), desk.rows("Contacts")) == (2, [])
    assert "Not imported, as Orders has no such columns: Customer." in messages(result)


def test_a_company_that_is_the_same_on_each_order_is_not_taken_for_the_buyers(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Order ID,Customer,Company,Date,Amount\n1,Anna Lee,Our Own GmbH,2026-01-02,5\n2,Ben Fox,Our Own GmbH,2026-01-02,5\n",
        "Orders",
    )
    assert desk.rows("Contacts") == []


def test_contacts_with_a_customer_name_and_a_company_have_their_names(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Customer Name,Company,Email\nAnna Lee,Acme Ltd,a@x.com\nBen Fox,Bolt Inc,b@x.com\n", "Contacts"
    )
    assert desk.column("Contacts", "Last name") == ["Lee", "Fox"]
    assert desk.column("Accounts", "Account") == ["Acme Ltd", "Bolt Inc"]
