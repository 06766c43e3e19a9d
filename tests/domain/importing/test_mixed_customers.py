"""Orders whose column of customers names people, addresses and firms in turn."""

from __future__ import annotations

import random

import pytest

from tests.domain.importing.desk import Always, Desk, messages, reasons

CONTACTS = """
Contact ID | First name | Last name | Account ID | Email
C0001      | Anna       | Lee       | A0001      | anna@acme.example
C0002      | Jürgen     | Müller    |            | jm@web.example
C0003      | Bo         | Fox       | A0001      |
C0004      | Di         | Cruz      | A0001      |
C0005      | Di         | Cruz      | A0002      |
"""
ACCOUNTS = """
Account ID | Account
A0001      | Acme Ltd
A0002      | Berg & Sons
"""


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path, Contacts=CONTACTS, Accounts=ACCOUNTS)


def orders(*customers, header="Customer"):
    lines = (f'{1 + number},"{who}",2026-01-02,5' for number, who in enumerate(customers))
    return "\n".join([f"Order ID,{header},Date,Amount", *lines]) + "\n"


def taken(desk):
    return [(row.get("Contact ID", ""), row.get("Account ID", "")) for row in desk.rows("Orders")]


def test_each_row_is_matched_by_email_by_the_name_of_a_contact_or_by_that_of_an_account(desk):
    result = desk.bring(orders("ANNA@acme.example", "Muller, Jurgen", "ACME", "Dr. Bo Fox"), "Orders")
    assert taken(desk) == [("C0001", ""), ("C0002", ""), ("", "A0001"), ("C0003", "")]
    assert (len(desk.rows("Contacts")), len(desk.rows("Accounts"))) == (5, 2)
    assert (
        "Customer, 4 rows: 1 by the email of a contact, 2 by the name of a contact, 1 by the name of an account."
        in messages(result)
    )


@pytest.mark.parametrize("header", ["Client", "Kunde", "Nom du client"])
def test_a_header_that_means_person_or_firm_in_another_language_is_read_likewise(desk, header):
    desk.bring(orders("anna@acme.example", header=header), "Orders")
    assert taken(desk) == [("C0001", "")]


def test_a_name_that_two_contacts_have_is_left_out_unless_an_account_has_it(desk):
    result = desk.bring(orders("Di Cruz"), "Orders")
    assert "2 people of the book are called Di Cruz" in reasons(result)[0][1]
    desk.bring("Account\nDi Cruz\n", "Accounts")
    desk.bring(orders("Di Cruz"), "Orders")
    assert taken(desk) == [("", "A0003")]


def test_of_a_contact_and_an_account_of_one_name_the_person_is_taken_and_that_is_said(desk):
    desk.bring("Account\nBo Fox\n", "Accounts")
    result = desk.bring(orders("Bo Fox"), "Orders")
    assert taken(desk) == [("C0003", "")]
    assert "Bo Fox is in Contacts and in Accounts; the person was taken." in messages(result)
    desk.bring(orders("Bo Fox").replace("1,", "2,"), "Orders", mapping={"Customer": "Account"})
    assert taken(desk)[1] == ("", "A0003")


def test_somebody_new_is_a_person_where_most_others_are(desk):
    result = desk.bring(
        orders("Anna Lee", "Bo Fox", "jm@web.example", "Carl Gustaf Jung", "Neu GmbH"), "Orders"
    )
    assert taken(desk)[3:] == [("C0006", ""), ("", "A0003")]
    assert desk.rows("Contacts", "First name", "Last name", "Kind")[5] == {
        "First name": "Carl Gustaf", "Last name": "Jung", "Kind": "Customer",
    }  # fmt: skip
    assert desk.column("Accounts", "Account")[2:] == ["Neu GmbH"]
    assert (
        "1 by the email of a contact, 2 by the name of a contact, 2 new (1 person and 1 firm)."
        in messages(result)
    )


@pytest.mark.parametrize(
    "known",
    [
        pytest.param((), id="nobody known"),
        pytest.param(("Anna Lee", "Acme", "Berg & Sons", "X Ltd"), id="mostly firms"),
    ],
)
def test_somebody_new_is_a_firm_where_most_others_are_or_nobody_is_known(desk, known):
    result = desk.bring(orders(*known, "Northwind Traders"), "Orders")
    assert desk.column("Accounts", "Account")[-1] == "Northwind Traders"
    assert not result.question


def test_an_address_that_nobody_has_is_a_new_person_with_the_name_beside_it(desk):
    desk.bring(orders("new@y.example", "Ida Holm <ida@z.example>", "Ida Holm"), "Orders")
    assert desk.rows("Contacts", "First name", "Last name", "Email")[5:] == [
        {"Email": "new@y.example"}, {"First name": "Ida", "Last name": "Holm", "Email": "ida@z.example"},
    ]  # fmt: skip
    assert taken(desk) == [("C0006", ""), ("C0007", ""), ("C0007", "")]


def test_where_the_column_is_mixed_the_person_is_asked_and_firms_are_the_cautious_reading(desk):
    content = orders("Anna Lee", "Bo Fox", "Acme", "Berg & Sons", "Northwind Traders", "Eva Stein")
    result = desk.bring(content, "Orders")
    about = "Customer names 2 people and 2 firms, and 2 of whom neither the book nor the name tells: Northwind Traders, Eva Stein."
    assert result.question == f"{about} Are these people (No: firms)"
    assert f"{about} They were taken for firms." in messages(result)
    assert taken(desk)[4:] == [("", "A0003"), ("", "A0004")]


def test_the_answer_of_the_person_counts_and_is_not_asked_for_again(desk):
    content = orders("Anna Lee", "Acme", "Eva Stein")
    result = desk.bring(content, "Orders", answers=Always(True))
    assert (taken(desk)[2], result.question) == (("C0006", ""), "")
    again = desk.bring(content, "Orders")
    assert (again.question, again.plan.changes) == ("", ())


def test_a_row_with_an_id_or_a_known_number_or_a_person_of_its_own_keeps_its_customer_for_the_firm(desk):
    desk.bring("Order ID,Account ID,Customer,Date,Amount\n1,A0007,Anna Lee,2026-01-02,5\n", "Orders")
    desk.bring("Order ID,Contact name,Customer,Date,Amount\n2,Ida Holm,Bo Fox,2026-01-02,5\n", "Orders")
    assert taken(desk) == [("", "A0007"), ("C0006", "A0008")]


def test_a_new_customer_number_beside_the_name_of_a_contact_makes_no_firm(desk):
    desk.bring("Order ID,Customer number,Customer,Date,Amount\n1,K77,Anna Lee,2026-01-02,5\n", "Orders")
    assert taken(desk) == [("C0001", "")]
    assert len(desk.rows("Accounts")) == 2


def test_an_email_of_somebody_else_leaves_the_customer_a_firm(desk):
    desk.bring("Order ID,Customer,Email,Date,Amount\n1,Bo Fox,anna@acme.example,2026-01-02,5\n", "Orders")
    assert taken(desk) == [("C0001", "A0003")]


def test_deals_and_activities_are_matched_likewise(desk):
    desk.bring("Deal ID,Customer,Title,Created\n1,Bo Fox,Ovens,2026-01-02\n", "Opportunities")
    desk.bring("Activity ID,Customer,Date,Type\n1,anna@acme.example,2026-01-02,Call\n", "Activities")
    assert desk.column("Opportunities", "Contact ID") == ["C0003"]
    assert desk.column("Activities", "Contact ID") == ["C0001"]


CUSTOMERS = ("Anna Lee", "anna@acme.example", "Acme Ltd", "Bo Fox", "Di Cruz", "Ida Holm", "Ida Holm <i@z.example>", "i@z.example", "Neu GmbH",
             "Siemens", "Berg & Sons", "Dr. Eva Stein", "Eva Stein", "Stein, Eva", "Kunde 4711", "x@y.example", "Lee & Fox", "Northwind Traders")  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_the_same_file_once_more_changes_nothing_and_the_counts_add_up(tmp_path, seed):
    chance = random.Random(seed)
    desk = Desk(tmp_path, Contacts=CONTACTS, Accounts=ACCOUNTS)
    content = orders(*chance.choices(CUSTOMERS, k=chance.randint(1, 14)))
    first = desk.bring(content, "Orders", answers=chance.choice([{}, Always(True), Always(False)]))
    again = desk.bring(content, "Orders")
    assert again.plan.changes == ()
    assert [each.line for each in again.rejects] == [each.line for each in first.rejects]
    for result in (first, again):
        told = next(
            (text for text in messages(result).splitlines() if text.startswith("Customer, ")),
            "Customer, 0 rows: ",
        )
        rows, parts = told.removeprefix("Customer, ").split(": ", 1)
        numbers = [int(part.split()[0]) for part in parts.split(", ") if part]
        assert sum(numbers) == int(rows.split()[0]) == result.counts["rows"] - len(result.rejects)
