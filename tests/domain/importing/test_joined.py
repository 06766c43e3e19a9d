"""Headers are known whatever joins their words, and whatever object of a program stands before them; others stay unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.importing.headers.joined import words_of_header
from salesbook.domain.importing.headers.known import header_meaning
from salesbook.domain.importing.headers.lists import header_lists
from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages

KNOWN = """
Contacts      | Person - ID                  | Contact ID
Contacts      | Person - Name                | Name
Contacts      | Person - Organization        | Account
Contacts      | Person - Email - Work        | Email
Contacts      | Person - Email - Home        | Email
Contacts      | Person - Phone - Mobile      | Phone
Contacts      | Person - Owner               | Owner
Contacts      | Organization - Name          | Account
Contacts      | Organization - ID            | Account ID
Contacts      | Organization - Country       | Country
Contacts      | Company - Annual revenue     | Annual value
Contacts      | Contact: Full Name           | Name
Contacts      | Contact.Email                | Email
Contacts      | contact[email]               | Email
Contacts      | contact[first_name]          | First name
Contacts      | contact_person_email         | Email
Contacts      | ContactEmail                 | Email
Contacts      | Billing First Name           | First name
Contacts      | billing_email                | Email
Contacts      | customerPhone                | Phone
Contacts      | first-name                   | First name
Contacts      | FirstName                    | First name
Contacts      | LAST_NAME                    | Last name
Contacts      | E-mail 1 - Value             | Email
Contacts      | Email2                       | Email
Contacts      | Phone 7                      | Phone
Contacts      | E-Mail (privat)              | Email
Contacts      | Umsatz[EUR]                  | Annual value
Contacts      | Lead email                   | Email
Opportunities | sales_agent                  | Owner
Opportunities | DEAL STAGE                   | Stage
Opportunities | closeValue                   | Amount
Opportunities | engage_date                  | Created
Opportunities | Deal - Title                 | Title
Opportunities | Deal - Organization          | Account
Opportunities | Deal - Contact person        | Name
Opportunities | Deal - Value                 | Amount
Opportunities | Deal - Status                | Result
Opportunities | Deal - Deal created          | Created
Opportunities | Person - Email               | Email
Orders        | order.id                     | Order ID
Orders        | order[total]                 | Amount
Orders        | invoice_date                 | Date
Orders        | customer.email               | Email
Orders        | Person - ID                  | Contact ID
Activities    | Activity - Subject           | Subject
Activities    | Activity - Due date          | When
Activities    | Activity - Assigned to user  | By
Activities    | Activity - Contact person    | Name
Activities    | call.notes                   | Notes
Accounts      | company.name                 | Account
Accounts      | Organization - Owner         | Owner
"""
NOTHING = """
Contacts      | Organization - Owner
Contacts      | Company email
Contacts      | Company phone
Contacts      | Customer status
Contacts      | Lead status
Contacts      | Lead - Title
Contacts      | Contact date
Contacts      | Contact list
Contacts      | E-mail 1 - Type
Contacts      | Phone - Type
Contacts      | Person - Phone - Fax
Contacts      | Email count
Contacts      | Email verified
Contacts      | Name suffix
Contacts      | Shipping name
Contacts      | Last Name Kana
Opportunities | Person - Owner
Opportunities | Deal - Email
Opportunities | Deal - Weighted value
Opportunities | Deal - Currency of Value
Orders        | Order name
Orders        | Order email
Orders        | Order type
Orders        | Order tax
Orders        | Order discount total
Orders        | Organization - Value
Activities    | Task status
Activities    | Event name
Activities    | Activity - Done
Accounts      | Contact.Email
Accounts      | Organization - People count
"""


def table(text):
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("into", "header", "column"), table(KNOWN))
def test_a_header_is_known_by_its_words(into, header, column):
    found = header_meaning(header, into)
    assert found is not None
    assert found[0].column == column


@pytest.mark.parametrize(("into", "header"), table(NOTHING))
def test_a_header_of_something_else_means_nothing(into, header):
    assert header_meaning(header, into) is None


@given(
    st.sampled_from([(t, c, h) for t, columns in header_lists().items() for c, words in columns.items() for h in words if t in {"Contacts", "Accounts", "Orders", "Activities", "Opportunities"}]),
    st.sampled_from(["{}", "{} ", "\n{}", "\u200b{}"]),
)  # fmt: skip
def test_no_listed_header_means_less_than_it_did(listed, form):
    into, column, header = listed
    if header_meaning(header, into) is None:  # customer numbers of accounts stand under Contacts
        assert column == "Customer number"
    else:
        assert header_meaning(form.format(header), into) == header_meaning(header, into)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("closeValue", ["close", "value"]),
        ("sales_agent", ["sales", "agent"]),
        ("DEAL STAGE", ["deal", "stage"]),
        ("Person - Email - Work", ["person", "email", "work"]),
        ("contact[email]", ["contact", "email"]),
        ("CRMContactID", ["crm", "contact", "id"]),
        ("Email2", ["email", "2"]),
        ("Straße_Größe", ["strasse", "grosse"]),
        ("", []),
    ],
)
def test_what_a_header_is_joined_of(header, words):
    assert words_of_header(header) == words


PIPEDRIVE = """\
Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Email - Home,Person - Phone - Work,Person - Phone - Mobile,Person - Owner
1,Anna Lee,Acme,anna@example.com,,+44 20 7946 0018,,Eva Stein
2,Bob Ray,Beta,bob@example.com,bob@home.example,,+44 7911 123456,Eva Stein
"""


def test_pipedrives_people_come_with_name_firm_and_the_address_at_work(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(PIPEDRIVE, "Contacts")
    assert desk.rows("Contacts", "Contact ID", "First name", "Last name", "Email", "Phone", "Owner") == [
        {"Contact ID": "1", "First name": "Anna", "Last name": "Lee", "Email": "anna@example.com", "Phone": "+44 20 7946 0018", "Owner": "Eva Stein"},
        {"Contact ID": "2", "First name": "Bob", "Last name": "Ray", "Email": "bob@example.com", "Phone": "+44 7911 123456", "Owner": "Eva Stein"},
    ]  # fmt: skip
    assert desk.column("Accounts", "Account") == ["Acme", "Beta"]
    assert "1 cell of 'Person - Email - Home' has no place" in messages(result)


def test_a_header_with_a_line_break_in_it_is_one_header(tmp_path):
    desk = Desk(tmp_path)
    desk.bring('"First\nname","Last\r\nname","Contact\nEmail"\nAnna,Lee,a@example.com\n', "Contacts")
    assert desk.rows("Contacts", "First name", "Last name", "Email") == [
        {"First name": "Anna", "Last name": "Lee", "Email": "a@example.com"}
    ]


def test_a_file_that_would_give_nothing_but_ids_is_refused_with_the_headers_that_were_not_understood(
    tmp_path,
):
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as error:
        desk.bring("Person - ID,Persoon,Zaak\n1,Anna Lee,Acme\n2,Bob Ray,Beta\n", "Contacts", "pd.csv")
    said = explain(error.value)
    assert (
        "pd.csv would make 2 contacts with an ID and no name, email or phone. Not understood: Persoon, Zaak."
        in said
    )
    assert '--map "Persoon=Name"' in said
    assert desk.rows("Contacts") == []
    with pytest.raises(BadInput, match="2 accounts with an ID and no name"):
        desk.bring("Company ID,Zaak\n1,Acme\n2,Beta\n", "Accounts", "pd.csv")


def test_rows_with_nothing_but_an_id_are_told_with_their_count(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Contact ID,Name,Shoe size\n1,Anna Lee,38\n2,,44\n3,,45\n", "Contacts")
    assert result.counts["new"] == 3
    assert "2 contacts have an ID and no name, email or phone." in messages(result)
    on_purpose = desk.bring("Contact ID,Persoon\n4,Anna Lee\n", "Contacts", mapping={"Persoon": ""})
    assert "1 contact has an ID and no name, email or phone." in messages(on_purpose)
