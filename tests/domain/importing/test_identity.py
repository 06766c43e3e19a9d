"""Who a row is about: people whose firm stands in their name, firms that are no people, forms of address, customer numbers."""

from __future__ import annotations

import pytest

from salesbook.domain.importing.people.full_names import read_full_name
from salesbook.domain.importing.people.salutations import is_address
from tests.domain.importing.desk import Desk, messages, without


def table(text):
    """The cells of each line of a small table."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]


def firms(desk):
    """Each person by name, with the name of their firm."""
    names = {row["Account ID"]: row.get("Account") for row in desk.rows("Accounts", "Account ID", "Account")}
    return [
        (row.get("First name", ""), row.get("Last name", ""), names.get(row.get("Account ID"), ""))
        for row in desk.rows("Contacts", "First name", "Last name", "Account ID")
    ]


@pytest.mark.parametrize(
    ("text", "first", "last", "firm"),
    [
        ("Acme GmbH, Anna Berg", "Anna", "Berg", "Acme GmbH"),
        ("Acme, Inc., Anna Berg", "Anna", "Berg", "Acme, Inc."),
        ("Anna Berg, Acme GmbH", "Anna", "Berg", "Acme GmbH"),
        ("Blum & Söhne, Jan Kern", "Jan", "Kern", "Blum & Söhne"),
        ("Acme Ltd, Dr. Eva Kern", "Eva", "Kern", "Acme Ltd"),
        ("Berg, Anna", "Anna", "Berg", ""),
        ("Berg, Anna, Dr.", "Anna", "Berg", ""),
    ],
)
def test_a_firm_in_front_of_a_name_is_the_account(text, first, last, firm):
    read = read_full_name(text)
    assert (read.first, read.last, read.firm) == (first, last, firm)


def test_a_file_that_writes_the_firm_before_each_name_is_read_so_without_legal_forms(tmp_path):
    desk = Desk(tmp_path)
    text = 'Complete Name,Related Company\n"Deco Shop, Ann Lee",Deco Shop\n"Azure Home, Bob Ray",Azure Home\n"Berg, Eva",Gamma\n'
    result = desk.bring(text, "Contacts")
    assert firms(desk) == [
        ("Ann", "Lee", "Deco Shop"),
        ("Bob", "Ray", "Azure Home"),
        ("Eva", "Berg", "Gamma"),
    ]
    assert "2 names began with the firm of the row, which was left out." in messages(result)


def test_people_whose_firm_bears_their_name_keep_it_and_what_cannot_be_known_is_asked(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring('Name,Company\n"Berg, Anna",Berg\n"Lee, Bob",Lee\n"Ray, Cy Jon",Ray\n', "Contacts")
    assert firms(desk) == [("Anna", "Berg", "Berg"), ("Bob", "Lee", "Lee"), ("Cy Jon", "Ray", "Ray")]
    [problem] = result.plan.problems
    assert "may be the firm's name, with the person's behind it" in problem.why


LEDGER = "*ContactName,AccountNumber,EmailAddress,FirstName,LastName\n"


def test_the_customer_of_an_invoicing_program_is_the_firm_of_the_person_beside_it(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        LEDGER
        + "Acme GmbH,,a@acme.test,Anna,Berg\nCorner Bakery,,b@example.com,Bob,Ray\nCy Low,,c@example.com,Cy,Low\nDi Hay,,d@example.com,,\n",
        "Contacts",
    )
    assert firms(desk) == [
        ("Anna", "Berg", "Acme GmbH"),
        ("Bob", "Ray", "Corner Bakery"),
        ("Cy", "Low", ""),
        ("Di", "Hay", ""),
    ]


def test_a_full_name_that_is_neither_the_person_nor_a_firm_is_told(tmp_path):
    desk = Desk(tmp_path)
    text = 'Display Name,First Name,Last Name\nShop desk,Anna,Berg\n"Acme GmbH, Cy Low",Cy,Low\n"Hay, Di",Di,Hay\n'
    result = desk.bring(text, "Contacts")
    assert firms(desk) == [("Anna", "Berg", ""), ("Cy", "Low", "Acme GmbH"), ("Di", "Hay", "")]
    assert (
        "1 full name beside a first and a last name says something else, and was left out: “Shop desk”."
        in messages(result)
    )


def test_a_firm_on_an_invoice_is_no_person(tmp_path):
    desk = Desk(tmp_path)
    text = """\
ContactName,EmailAddress,InvoiceNumber,InvoiceDate,Total,Type
Harbour Foods Ltd,,INV-1,2026-02-05,360.00,Sales invoice
Blum & Söhne,,INV-2,2026-02-05,20.00,Sales invoice
Wharf Fish Ltd,ap@example.com,INV-3,2026-02-05,30.00,Sales invoice
Ann Lee,ann@example.com,INV-4,2026-02-05,40.00,Sales invoice
"""
    desk.bring(text, "Orders")
    assert desk.column("Accounts", "Account") == ["Harbour Foods Ltd", "Blum & Söhne", "Wharf Fish Ltd"]
    assert desk.rows("Contacts", "First name", "Last name", "Email") == [
        {"Email": "ap@example.com"},
        {"First name": "Ann", "Last name": "Lee", "Email": "ann@example.com"},
    ]


def test_a_customer_of_a_shop_has_the_firm_and_the_phone_of_their_address(tmp_path):
    desk = Desk(tmp_path)
    text = (
        "First Name,Last Name,Email,Default Address Company,Default Address Country Code,Default Address Phone,Phone\n"
        "Anna,Berg,anna@example.com,Acme GmbH,DE,0228 123456,\nBob,Ray,bob@example.com,,DE,0228 123457,+49 171 1234567\n"
    )
    result = desk.bring(text, "Contacts")
    assert firms(desk) == [("Anna", "Berg", "Acme GmbH"), ("Bob", "Ray", "")]
    assert desk.column("Contacts", "Phone") == ["+49 228 123456", "+49 171 1234567"]
    assert "1 cell of 'Default Address Phone' has no place" in messages(result)


@pytest.mark.parametrize(
    ("text", "expected"),
    table("""
        Herr | yes
        Dr. med. | yes
        Prof. Dr. | yes
        Dipl.-Ing. | yes
        Mme | yes
        De heer | yes
        Ms | yes
        Firma | no
        Sehr geehrter Herr Blum | no
        Herr und Frau | no
        Herr/Frau | no
        VP Sales | no
        Director | no
        m | no
        1 | no
        - | no
    """),
)
def test_forms_of_address(text, expected):
    assert is_address(text) is (expected == "yes")


@pytest.mark.parametrize(
    ("headers", "cells", "salutation", "job"),
    table("""
        Anrede          | Herr      | Herr      |
        Anrede          | Herrn     | Herr      |
        Name Prefix     | Dr.       | Dr.       |
        Civilité        | Mme       | Mme       |
        Titel           | Prof. Dr. | Prof. Dr. |
        Title           | Mr.       | Mr.       |
        Title           | VP Sales  |           | VP Sales
        Titel;Anrede    | Dr.;Frau  | Frau Dr.  |
        Anrede;Titel    | ;Dr. Dr.  | Dr. Dr.   |
        Prefix;Title    | Mr.;Dr.   | Dr.       |
        Anrede          | Firma     |           |
    """),
)
def test_a_form_of_address_goes_to_salutation_and_a_job_to_job_title(
    tmp_path, headers, cells, salutation, job
):
    desk = Desk(tmp_path)
    desk.bring(f"{headers};Vorname;Nachname\n{cells};Jan;Blum\n", "Contacts")
    [row] = desk.rows("Contacts")
    assert (row.get("Salutation", ""), row.get("Job title", "")) == (salutation, job)


def test_an_english_title_stands_alone_which_is_told(tmp_path):
    result = Desk(tmp_path).bring("Prefix,Title,Last name\nMr.,Dr.,Lee\nMs.,,Ray\n", "Contacts")
    assert "1 title stands in Salutation without the Mr or Ms before it" in messages(result)


def test_what_letters_cannot_greet_by_is_left_out_and_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Anrede;Nachname\nFrau;Kern\nFirma;Blum\nFirma;Berg\n", "Contacts")
    assert desk.column("Contacts", "Salutation") == ["Frau", None, None]
    assert (
        "2 cells of 'Anrede' were left out of Salutation, as letters cannot greet by it: “Firma” (2)."
        in messages(result)
    )


PEOPLE = "Customer number,First name,Last name,Company\n100,Anna,Berg,Acme GmbH\n300,Bob,Ray,Acme GmbH\n"


def test_people_of_one_firm_with_customer_numbers_of_their_own_stay_in_one_account(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(PEOPLE + "500,Di,Hay,Beta Ltd\n", "Contacts")
    assert firms(desk) == [
        ("Anna", "Berg", "Acme GmbH"),
        ("Bob", "Ray", "Acme GmbH"),
        ("Di", "Hay", "Beta Ltd"),
    ]
    assert desk.column("Accounts", "Account") == ["Acme GmbH", "Beta Ltd"]
    assert desk.column("Contacts", "Customer number") == ["100", "300", None]
    assert desk.column("Accounts", "Customer number") == [None, "500"]
    assert "Each person of Acme GmbH has a Customer number of their own" in messages(result)
    again = desk.bring(PEOPLE, "Contacts")
    assert (again.plan.changes, again.plan.problems) == ((), ())


def test_orders_find_such_people_by_their_numbers(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(PEOPLE, "Contacts")
    desk.bring(
        "Order ID,Customer number,Company,Date,Amount\n1,100,Acme GmbH,2026-01-31,5\n2,300,Acme GmbH,2026-01-31,7\n",
        "Orders",
    )
    assert desk.column("Accounts", "Account") == ["Acme GmbH"]
    assert desk.column("Orders", "Contact ID") == ["C0001", "C0002"]


def test_a_number_that_several_people_share_is_the_firms(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(PEOPLE.replace("300", "100"), "Contacts")
    assert desk.column("Accounts", "Customer number") == ["100"]
    assert desk.column("Contacts", "Customer number") == [None, None]


def test_a_book_without_the_column_tells_what_had_no_place(tmp_path):
    desk = Desk(tmp_path)
    desk.book.grids["Contacts"] = without("Contacts", "Salutation")
    assert "1 cell of Salutation had no place" in messages(
        desk.bring("Anrede;Nachname\nFrau;Kern\n", "Contacts")
    )
