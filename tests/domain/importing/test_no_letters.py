"""A list of people who want no letters goes into Do not mail as it is: as programs write it, or one address a line."""

from __future__ import annotations

import pytest

from tests.domain.importing.desk import Desk, messages

# A file, and what stands on Do not mail then: address, since, why.
LISTS = {
    "Mailchimp": ("Email Address,Unsub time,Reason\nanna@example.com,2025-02-03 11:12:13,NORMAL\n", ["anna@example.com 2025-02-03 NORMAL"]),
    "SendGrid": ("email,created\nanna@example.com,1738577533\nbob@example.com,1738577533\n", ["anna@example.com 2025-02-03", "bob@example.com 2025-02-03"]),
    "SendGrid, bounces": ("status,reason,email,created\n5.1.1,550 unknown,anna@example.com,1738577533\n", ["anna@example.com 2025-02-03 550 unknown"]),
    "Postmark": ("EmailAddress,SuppressionReason,Origin,CreatedAt\nanna@example.com,HardBounce,Recipient,2025-02-03T10:11:12Z\n", ["anna@example.com 2025-02-03 HardBounce"]),
    "Mailgun": ('address,tags,created_at\nanna@example.com,*,"Mon, 03 Feb 2025 10:11:12 UTC"\n', ["anna@example.com 2025-02-03"]),
    "lemlist": ("type,value,email\nunsub,x,anna@example.com\n", ["anna@example.com unsub"]),
    "German": ("E-Mail-Adresse;Abgemeldet am;Grund\nanna@example.com;03.02.2025;zu viel\n", ["anna@example.com 2025-02-03 zu viel"]),
    "French": ("Adresse e-mail;Désabonné le\nanna@example.com;03/02/2025\n", ["anna@example.com 2025-02-03"]),
    "with a header": ("email\nanna@example.com\n", ["anna@example.com"]),
    "without one": ("anna@example.com\nbob@example.com\n", ["anna@example.com", "bob@example.com"]),
    "a single one": ("anna@example.com\n", ["anna@example.com"]),
    "domains among them": ("firm.example\nanna@example.com\n*@b.example\n", ["firm.example", "anna@example.com", "*@b.example"]),
    "only domains": ("Domain\nfirm.example\nb.example\n", ["firm.example", "b.example"]),
    "a header nobody knows": ("Blocked people,Noted\nanna@example.com,x\nb.example,y\n", ["anna@example.com", "b.example"]),
    "a header for the day alone": ("Account user,Created\nanna@example.com,2025-02-03\n", ["anna@example.com 2025-02-03"]),
    "names and no header": ("Anna Lee;anna@example.com\nBob Ray;bob@example.com\n", ["anna@example.com", "bob@example.com"]),
    "names around them": ("Anna Lee <anna@example.com>\nBob <bob@example.com>\n", ["anna@example.com", "bob@example.com"]),
    "blank lines": ("\n\nanna@example.com\n\nbob@example.com\n", ["anna@example.com", "bob@example.com"]),
    "a day that is none": ("email,created\nanna@example.com,long ago\n", ["anna@example.com"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_goes_in_without_options(tmp_path, kind):
    content, rows = LISTS[kind]
    desk = Desk(tmp_path)
    desk.bring(content, "DoNotMail")
    found = [
        " ".join(str(row[name]) for name in ("Address", "Since", "Why") if name in row)
        for row in desk.rows("DoNotMail")
    ]
    assert found == rows
    assert desk.bring(content, "DoNotMail").plan.changes == ()


def test_what_names_nobody_is_kept_and_told_and_so_is_a_day_that_is_none(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Email,Date\nAnna Lee,2025-02-03\nanna@example.com,long ago\n", "DoNotMail")
    assert desk.column("DoNotMail", "Address") == ["Anna Lee", "anna@example.com"]
    assert [(one.column, one.value) for one in result.plan.problems] == [("Since", "long ago")]
    assert "1 row may name no address and no domain" in messages(result)


def test_a_list_of_unsubscribes_makes_its_people_opted_out(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Email Address,Unsub time,Reason\nanna@example.com,2025-02-03 11:12:13,NORMAL\n", "Contacts")
    assert desk.rows("Contacts", "Email", "Consent") == [
        {"Email": "anna@example.com", "Consent": "Opted out"}
    ]


def test_whoever_is_subscribed_stays_off_the_list(tmp_path):
    desk = Desk(tmp_path)
    content = (
        "Email,Status\nanna@example.com,Subscribed\nbob@example.com,Unsubscribed\ncem@example.com,Bounced\n"
    )
    result = desk.bring(content, "DoNotMail")
    assert desk.column("DoNotMail", "Address") == ["bob@example.com", "cem@example.com"]
    assert [(one.line, one.reason) for one in result.rejects] == [
        (2, "It says that this address is subscribed, so it stays off Do not mail.")
    ]


def test_a_firm_that_says_no_is_heard_by_its_address(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Company,Email,Email Opt Out\nAcme,info@acme.example,1\nBeta,info@beta.example,0\n", "Accounts"
    )
    assert desk.column("DoNotMail", "Address") == ["info@acme.example"]
    result = desk.bring("Company,Email Opt Out\nCeta,1\n", "Accounts")
    assert "1 row says no to letters" in messages(result)


def test_a_no_in_a_row_that_is_left_out_names_the_person_of_the_book_who_has_that_address(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("First name,Last name,Email,Consent\nAnna,Lee,a@x.example,Opted in\n", "Contacts")
    result = desk.bring("Name,Email,Consent\nAnna Lee; Bob Ray,a@x.example,No\n", "Contacts")
    assert len(result.rejects) == 1
    assert desk.column("DoNotMail", "Address") == ["a@x.example"]
    assert [(one.key, one.column) for one in result.plan.problems] == [("C0001", "Consent")]


def test_a_no_in_a_row_that_is_left_out_wins_over_the_yes_of_a_row_of_the_same_file(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Name,Email,Consent\nAnna Lee,a@x.example,Opted in\nAnna Lee; Bob Ray,a@x.example,No\n", "Contacts"
    )
    assert desk.column("Contacts", "Consent") == ["Opted out"]
