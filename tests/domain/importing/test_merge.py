"""People and organisations are known by ID, then email, then name and account; filled cells stay."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.facts.matching import firm_key, name_key, names_agree
from tests.domain.importing.desk import TODAY, Desk, messages, reasons, without

BOOK = """
Contact ID | First name | Last name | Account ID | Email         | Phone            | Created
17         | Anna       | Lee       | 9          | anna@acme.com |                  | 2025-01-01
18         | Bob        | Ray       | 9          |               | +44 20 7946 0018 | 2025-01-01
"""
FIRMS = """
Account ID | Account
9          | Acme GmbH
"""


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path, Contacts=BOOK, Accounts=FIRMS)


def problems(result):
    return [(p.key, p.column, p.value, p.why) for p in result.plan.problems]


def test_an_id_is_known_again_and_blanks_are_filled(desk):
    result = desk.bring("Contact ID,Phone,Owner\n17,+44 20 7946 0001,Eva\n", "Contacts")
    assert desk.rows("Contacts", "Contact ID", "Phone", "Owner")[0] == {
        "Contact ID": "17",
        "Phone": "+44 20 7946 0001",
        "Owner": "Eva",
    }
    assert result.counts == {"rows": 1, "new": 0, "filled": 1, "known": 0, "accounts": 0, "rejected": 0}
    assert problems(result) == []


def test_a_filled_cell_stays_and_the_difference_is_told(desk):
    result = desk.bring(
        "Contact ID,Email,Phone,Last name\n17,other@acme.com,,\n18,,+44 20 7946 0018,Rey\n", "Contacts"
    )
    assert desk.column("Contacts", "Email") == ["anna@acme.com", None]
    assert problems(result) == [
        (
            "17",
            "Email",
            "anna@acme.com",
            "The imported file says 'other@acme.com' here for Anna Lee; what stands here, 'anna@acme.com', was kept",
        ),
        (
            "18",
            "Last name",
            "Ray",
            "The imported file says 'Rey' here for Bob Ray; what stands here, 'Ray', was kept",
        ),
    ]


def test_what_differs_in_case_or_space_only_is_no_difference(desk):
    assert problems(desk.bring("Contact ID,Email,Last name\n17,ANNA@acme.com,LEE \n", "Contacts")) == []


def test_an_email_is_known_again_whatever_its_case(desk):
    result = desk.bring("Name,Email,Job title\nAnna Lee,Anna@ACME.com,Buyer\n", "Contacts")
    assert (result.counts["new"], result.counts["filled"]) == (0, 1)
    assert desk.rows("Contacts", "Contact ID", "Job title")[0] == {"Contact ID": "17", "Job title": "Buyer"}


def test_two_people_who_share_a_mailbox_stay_two(desk):
    result = desk.bring("Name,Email,Company\nOlaf Berg,anna@acme.com,Acme\n", "Contacts")
    assert result.counts["new"] == 1
    assert desk.column("Contacts", "First name") == ["Anna", "Bob", "Olaf"]


def test_the_same_name_at_the_same_account_is_the_same_person(desk):
    result = desk.bring("Name,Company,Email\nRAY Bob,ACME,bob@acme.com\n", "Contacts")
    assert result.counts["filled"] == 1
    assert desk.column("Contacts", "Email") == ["anna@acme.com", "bob@acme.com"]


def test_the_same_name_with_another_phone_is_somebody_else_who_is_told(desk):
    result = desk.bring("Name,Company,Phone\nBob Ray,Acme,+44 20 7946 9999\n", "Contacts")
    assert result.counts["new"] == 1
    assert problems(result) == [("C0001", "First name", "Bob", "C0001 may be the same as 18, Bob Ray")]


def test_nearly_the_same_name_at_one_account_is_told_and_not_merged(desk):
    result = desk.bring("Name,Company,Email\nAnne Lee,Acme,anne@acme.com\n", "Contacts")
    assert result.counts["new"] == 1
    assert problems(result) == [("C0001", "First name", "Anne", "C0001 may be the same as 17, Anna Lee")]


def test_the_same_name_elsewhere_is_nobody_special(desk):
    result = desk.bring("Name,Company,Email\nAnna Lee,Bolt Ltd,al@bolt.com\n", "Contacts")
    assert (result.counts["new"], problems(result)) == (1, [])


def test_without_an_account_a_name_alone_does_not_tell_people_with_other_addresses_apart(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Name,Email\nMaria Garcia,m1@x.com\nMaria Garcia,m2@x.com\nMaria Garcia,\n", "Contacts"
    )
    assert result.counts["new"] == 3
    assert [p[3] for p in problems(result)] == [
        "C0003 may be the same as C0001, Maria Garcia",
        "C0003 may be the same as C0002, Maria Garcia",
    ]


def test_an_unknown_id_is_a_new_person_even_with_a_known_name(desk):
    result = desk.bring("Contact ID,Name,Company\n99,Bob Ray,Acme\n", "Contacts")
    assert result.counts["new"] == 1
    assert desk.column("Contacts", "Contact ID") == ["17", "18", "99"]


def test_but_salesbooks_own_ids_give_way_to_it(tmp_path):
    desk = Desk(tmp_path)
    desk.book.grids["Contacts"] = without("Contacts", "Customer number")
    desk.bring("Name,Company\nBob Ray,Acme\n", "Contacts")
    result = desk.bring("Contact ID,Name,Company\n99,Bob Ray,Acme\n98,Bob Ray,Acme\n", "Contacts")
    assert desk.column("Contacts", "Contact ID") == ["C0001", "98"]
    assert "1 row stands in Contacts under another Contact ID" in messages(result)


def test_rows_of_one_file_are_merged_with_each_other(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Name,Email,Phone,Job title\nAnna Lee,a@x.com,,Buyer\nAnna Lee,A@X.com,+44 20 7946 0018,Cook\n",
        "Contacts",
    )
    assert desk.rows("Contacts", "Email", "Phone", "Job title") == [
        {"Email": "a@x.com", "Phone": "+44 20 7946 0018", "Job title": "Buyer"}
    ]
    assert problems(result) == [
        (
            "C0001",
            "Job title",
            "Buyer",
            "The imported file says 'Cook' here for Anna Lee; what stands here, 'Buyer', was kept",
        )
    ]


def test_an_id_that_was_merged_away_is_followed_in_the_rest_of_the_file(desk):
    desk.bring("Contact ID,Name,Email,Job title\nX1,Anna Lee,anna@acme.com,\nX1,,,Buyer\n", "Contacts")
    assert desk.rows("Contacts", "Contact ID", "Job title") == [
        {"Contact ID": "17", "Job title": "Buyer"},
        {"Contact ID": "18"},
    ]


def test_new_people_get_the_next_free_ids_and_the_day(tmp_path):
    desk = Desk(tmp_path, Contacts="Contact ID | First name\nC0007 | Zoe\n12 | Max")
    desk.bring("Name,Email\nAnna Lee,a@x.com\nBob Ray,b@x.com\n", "Contacts")
    assert desk.rows("Contacts", "Contact ID", "Created")[2:] == [
        {"Contact ID": "C0008", "Created": TODAY},
        {"Contact ID": "C0009", "Created": TODAY},
    ]


def test_company_names_become_accounts_once_whatever_their_legal_form(desk):
    desk.bring(
        "Name,Email,Company\nA A,a@x.com,acme g.m.b.h.\nB B,b@x.com,Böhm & Söhne KG\nC C,c@x.com,Boehm\nD D,d@x.com,BÖHM SÖHNE\n",
        "Contacts",
    )
    assert desk.rows("Accounts", "Account ID", "Account") == [
        {"Account ID": "9", "Account": "Acme GmbH"}, {"Account ID": "A0001", "Account": "Böhm & Söhne KG"}, {"Account ID": "A0002", "Account": "Boehm"},
    ]  # fmt: skip
    assert desk.column("Contacts", "Account ID") == ["9", "9", "9", "A0001", "A0002", "A0001"]


def test_accounts_can_be_imported_themselves(desk):
    result = desk.bring(
        'Account ID,Company name,Industry,Annual revenue,Country\n9,Acme,Food,"1,200,000.00",Germany\n10,Bolt S.L.,Steel,,Spain\n,Bolt,,,\n',
        "Accounts",
    )
    assert desk.rows("Accounts") == [
        {
            "Account ID": "9",
            "Account": "Acme GmbH",
            "Industry": "Food",
            "Country": "DE",
            "Annual value": 1_200_000.0,
        },
        {"Account ID": "10", "Account": "Bolt S.L.", "Industry": "Steel", "Country": "ES"},
    ]
    assert problems(result) == []  # a legal form more or less is no difference


def test_accounts_with_nearly_the_same_name_are_told(desk):
    result = desk.bring("Account\nBolt Industries\nBolt Industrie\n", "Accounts")
    assert problems(result) == [
        ("A0002", "Account", "Bolt Industrie", "A0002 may be the same as A0001, Bolt Industries")
    ]


def test_branches_with_one_name_and_their_own_ids_stay_apart(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Account ID,Account,Country\n1,Acme,DE\n2,Acme,ES\n", "Accounts")
    assert desk.column("Accounts", "Account ID") == ["1", "2"]


def test_a_row_that_names_nobody_is_rejected(desk):
    result = desk.bring("Name,Company,Email\n,Acme,\nEve,,\n", "Contacts")
    assert reasons(result) == [(2, "It names no person: no name, email, phone or ID.")]
    assert result.counts["new"] == 1


def test_columns_of_their_own_are_filled(tmp_path):
    desk = Desk(tmp_path, Contacts="Contact ID | First name | Shoe size\n1 | Anna | ")
    result = desk.bring("Contact ID,Shoe Size\n1,38\n2,44\n", "Contacts")
    assert desk.column("Contacts", "Shoe size") == ["38", "44"]
    assert "Not imported" not in messages(result)


def test_a_customer_number_is_the_id_in_a_book_without_a_column_for_it(tmp_path):
    desk = Desk(tmp_path)
    desk.book.grids["Contacts"] = without("Contacts", "Customer number")
    desk.bring("Kundennummer;Vorname;Nachname\n00123;Anna;Lee\n", "Contacts")
    desk.bring("Kundennummer;Datum;Betrag\n00123;31.01.2026;12,50\n00124;31.01.2026;1,00\n", "Orders")
    assert desk.rows("Contacts", "Contact ID", "First name") == [
        {"Contact ID": "00123", "First name": "Anna"},
        {"Contact ID": "00124"},
    ]
    assert desk.column("Orders", "Contact ID") == ["00123", "00124"]


def test_a_customer_number_finds_the_person(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Kundennummer;Vorname;Nachname\n00123;Anna;Lee\n", "Contacts")
    desk.bring("Kundennummer;Datum;Betrag\n00123;31.01.2026;12,50\n00124;31.01.2026;1,00\n", "Orders")
    assert desk.rows("Contacts", "Contact ID", "First name", "Customer number") == [
        {"Contact ID": "C0001", "First name": "Anna", "Customer number": "00123"},
        {"Contact ID": "C0002", "Customer number": "00124"},
    ]
    assert desk.column("Orders", "Contact ID") == ["C0001", "C0002"]


def test_a_customer_number_beside_a_company_is_the_companys(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Kundennummer;Firma;Ansprechpartner\n77;Acme;Anna Lee\n77;Acme;Bob Ray\n", "Contacts")
    desk.bring("Kundennummer;Datum;Betrag\n77;31.01.2026;12,50\n", "Orders")
    assert desk.rows("Accounts", "Account ID", "Account", "Customer number") == [
        {"Account ID": "A0001", "Account": "Acme", "Customer number": "77"}
    ]
    assert desk.rows("Contacts", "Contact ID", "Account ID") == [
        {"Contact ID": "C0001", "Account ID": "A0001"},
        {"Contact ID": "C0002", "Account ID": "A0001"},
    ]
    assert desk.rows("Orders", "Account ID", "Contact ID") == [{"Account ID": "A0001"}]


def test_a_column_for_customer_numbers_keeps_them_and_matches_on_them(tmp_path):
    desk = Desk(
        tmp_path, Contacts="Contact ID | First name | Email | Customer number\nC0001 | Anna | anna@acme.com |"
    )
    desk.bring("ERP customer number,Email,Name\n555,anna@acme.com,Anna Lee\n", "Contacts")
    desk.bring("Customer No,Date,Amount\n555,2026-01-31,10\n556,2026-01-31,10\n", "Orders")
    assert desk.column("Contacts", "Customer number") == ["555", "556"]
    assert desk.column("Orders", "Contact ID") == ["C0001", "C0002"]


def test_created_is_kept_without_a_word(desk):
    result = desk.bring("Contact ID,Create date\n17,2020-05-05\n", "Contacts")
    assert desk.column("Contacts", "Created")[0] == date(2025, 1, 1)
    assert problems(result) == []


def test_an_opt_out_that_the_book_denies_is_told(tmp_path):
    desk = Desk(tmp_path, Contacts="Contact ID | First name | Do not email\n1 | Anna | No\n2 | Bob |")
    result = desk.bring("Contact ID,Unsubscribed\n1,true\n2,true\n", "Contacts")
    assert desk.column("Contacts", "Do not email") == ["No", "Yes"]
    assert [p[0] for p in problems(result)] == ["1"]


def test_a_cell_that_cannot_be_read_counts_as_filled(tmp_path):
    desk = Desk(tmp_path, Contacts="Contact ID | First name | Created | Tier\n1 | Anna | long ago | Gold")
    desk.bring("Contact ID,Created,Tier\n1,2020-01-01,A\n", "Contacts")
    assert desk.rows("Contacts", "Created", "Tier") == [{"Created": "long ago", "Tier": "Gold"}]


@pytest.mark.parametrize(
    "name",
    [
        "Acme",
        "ACME Ltd.",
        "Acme, Inc.",
        "The Acme Company",
        "Acme S.A. de C.V.",
        "Acmé GmbH & Co. KG",
        "acme s. r. l.",
        "Acme株式会社",
    ],
)
def test_legal_forms_do_not_count(name):
    assert firm_key(name) == "acme"


def test_names_compare_by_their_words():
    assert name_key("José", "García") == name_key("GARCIA", "Jose")
    assert names_agree(name_key("Anna", "Lee"), name_key("Anna", "Berg"))
    assert not names_agree(name_key("Anna", "Lee"), name_key("Olaf", "Berg"))
