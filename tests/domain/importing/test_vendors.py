"""Exports as HubSpot, Salesforce, Google Contacts, Outlook and LinkedIn write them map by themselves."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.domain.importing.desk import Desk, messages

TEAM = """
Rep | Name      | Email
Eva | Eva Stein | eva@firm.com
"""
SPAIN = """
Setting         | Value
Default country | ES
"""

HUBSPOT = """\
"Record ID","First Name","Last Name","Email","Phone Number","Mobile Phone Number","Contact owner","Associated Company","Associated Company IDs","Last Activity Date","Lead Status","Marketing contact status","Create Date","Lifecycle Stage","Job Title","Country/Region","Unsubscribed from all email"
"51","Anna","Lee","Anna.Lee@Example.COM","+44 20 7946 0018","","Eva Stein","Acme Ltd","901","2026-01-20 15:04","New","Marketing contact","2025-11-03 09:12","Customer","Buyer","United Kingdom","false"
"52","Bruno","Díaz","bruno@example.com","","612 345 678","Nobody Known","Talleres Díaz, S.L.","902","","","","2025-12-01 10:00","Marketing Qualified Lead","Gerente","Spain","true"
"""

SALESFORCE = """\
"Contact ID","Salutation","First Name","Last Name","Title","Account Name","Account ID","Phone","Mobile","Email","Mailing Country","Lead Source","Contact Owner","Created Date","Last Activity","Do Not Call","Email Opt Out","Description"
"0035e00001AbCdEAAV","Ms.","Anna","Lee","VP Purchasing","Acme Ltd","0015e00002XyZaBAAV","(202) 555-0143","","anna@example.com","USA","Trade Show","Eva Stein","1/14/2026","2/20/2026","1","0","Met in Boston"

"Contacts with Accounts"
"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."
"Confidential Information - Do Not Distribute"
"""

GOOGLE = """\
First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Country
Renata,Maria,Krawczyk,,,,,,,,Krawczyk Sp. z o.o.,Owner,,1980-02-03,,,* myContacts,* Work,renata@example.com ::: r2@example.com,Home,private@example.com,Mobile,+48 601 234 567 ::: +48 22 555 01 02,,,Polska
翼,,愛川,,,,,,,,有限会社愛建工業,,,,memo,,* myContacts,,tsubasa@example.jp,,,Work,03-3581-4111,,,日本
"""

GOOGLE_OLD = """\
Name,Given Name,Additional Name,Family Name,Yomi Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title
Grace Hopper,Grace,,Hopper,,* myContacts,* ,grace@example.com,Work,+1 202-555-0143,US Navy,Rear Admiral
Ada Lovelace,,,,,,,ada@example.com,,,,
"""

OUTLOOK = """\
First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,Mobile Phone,Company,Job Title,Department,Business Country/Region,Notes,Categories
Anna,,Lee,Ms.,,,anna@example.com,,,+44 20 7946 0018,+44 7911 123456,Acme Ltd,Buyer,Purchasing,United Kingdom,Likes tea,
"""

OUTLOOK_GERMAN = """\
"Anrede";"Vorname";"Weitere Vornamen";"Nachname";"Suffix";"Firma";"Abteilung";"Position";"Land/Region geschäftlich";"Telefon geschäftlich";"Mobiltelefon";"E-Mail-Adresse";"Notizen"
"Herr";"Jürgen";"";"Müller";"";"Müller & Söhne GmbH";"Einkauf";"Leiter";"Deutschland";"030 1234567";"0171 1234567";"j.mueller@example.de";""
"""

LINKEDIN = """\
Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Priya,Sharma,https://www.linkedin.com/in/priya,,"Stripe, Inc.",Recruiter,12 Mar 2024
Neha,,https://www.linkedin.com/in/neha,neha@example.com,Razorpay,"Senior Engineer, ""Platform"" team",7-Feb-22
"""


def test_hubspot(tmp_path):
    desk = Desk(tmp_path, Team=TEAM, Settings=SPAIN)
    result = desk.bring(HUBSPOT, "Contacts")
    assert desk.rows("Contacts") == [
        {"Contact ID": "51", "First name": "Anna", "Last name": "Lee", "Account ID": "901", "Kind": "Customer", "Job title": "Buyer",
         "Email": "Anna.Lee@example.com", "Phone": "+44 20 7946 0018", "Owner": "Eva", "Country": "GB", "Created": date(2025, 11, 3), "Do not email": "No"},
        {"Contact ID": "52", "First name": "Bruno", "Last name": "Díaz", "Account ID": "902", "Kind": "Prospect", "Job title": "Gerente",
         "Email": "bruno@example.com", "Phone": "+34 612 34 56 78", "Owner": "Nobody Known", "Country": "ES", "Created": date(2025, 12, 1), "Do not email": "Yes"},
    ]  # fmt: skip
    assert desk.rows("Accounts") == [
        {"Account ID": "901", "Account": "Acme Ltd", "Country": "GB"},
        {"Account ID": "902", "Account": "Talleres Díaz, S.L.", "Country": "ES"},
    ]
    [talk] = desk.rows("Activities", "When", "Contact ID", "By", "Channel", "Outcome")
    assert talk == {"When": datetime(2026, 1, 20), "Contact ID": "51", "By": "Eva", "Outcome": "Imported"}
    assert "Lead Status, Marketing contact status" in messages(result)


def test_salesforce_with_its_footnotes_and_american_dates(tmp_path):
    desk = Desk(tmp_path, Team=TEAM)
    result = desk.bring(SALESFORCE, "Contacts")
    assert desk.rows("Contacts") == [
        {"Contact ID": "0035e00001AbCdEAAV", "First name": "Anna", "Last name": "Lee", "Account ID": "0015e00002XyZaBAAV",
         "Job title": "VP Purchasing", "Email": "anna@example.com", "Phone": "+1 202-555-0143", "Owner": "Eva", "Country": "US", "Do not call": "Yes",
         "Do not email": "No", "Source": "Promotion", "Created": date(2026, 1, 14), "Notes": "Met in Boston", "Salutation": "Ms."},
    ]  # fmt: skip
    assert desk.rows("Activities", "When", "Outcome") == [
        {"When": datetime(2026, 2, 20), "Outcome": "Imported"}
    ]
    assert result.counts["rows"] == 1


def test_google_contacts(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(GOOGLE, "Contacts")
    assert desk.rows("Contacts", "First name", "Last name", "Job title", "Email", "Phone") == [
        {
            "First name": "Renata Maria",
            "Last name": "Krawczyk",
            "Job title": "Owner",
            "Email": "renata@example.com",
            "Phone": "+48 601 234 567",
        },
        {"First name": "翼", "Last name": "愛川", "Email": "tsubasa@example.jp", "Phone": "+81 3-3581-4111"},
    ]
    assert desk.column("Accounts", "Country") == ["PL", "JP"]


def test_google_contacts_of_older_exports(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(GOOGLE_OLD, "Contacts")
    assert desk.rows("Contacts", "First name", "Last name", "Job title") == [
        {"First name": "Grace", "Last name": "Hopper", "Job title": "Rear Admiral"},
        {"First name": "Ada", "Last name": "Lovelace"},
    ]


def test_outlook_keeps_the_salutation_out_of_the_job_title(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(OUTLOOK, "Contacts")
    assert desk.rows("Contacts", "First name", "Job title", "Phone") == [
        {"First name": "Anna", "Job title": "Buyer", "Phone": "+44 20 7946 0018"}
    ]
    assert "1 cell of 'Mobile Phone' has no place, as Phone holds another one" in messages(result)


def test_outlook_in_german_with_semicolons_and_its_old_encoding(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(OUTLOOK_GERMAN.encode("cp1252"), "Contacts")
    assert desk.rows("Contacts", "First name", "Last name", "Job title", "Phone") == [
        {"First name": "Jürgen", "Last name": "Müller", "Job title": "Leiter", "Phone": "+49 30 1234567"}
    ]
    assert desk.rows("Accounts", "Account", "Country") == [
        {"Account": "Müller & Söhne GmbH", "Country": "DE"}
    ]


def test_linkedin_with_its_preamble(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(LINKEDIN, "Contacts")
    assert desk.rows("Contacts", "First name", "Last name", "Job title", "Created", "Email") == [
        {
            "First name": "Priya",
            "Last name": "Sharma",
            "Job title": "Recruiter",
            "Created": date(2024, 3, 12),
        },
        {
            "First name": "Neha",
            "Job title": 'Senior Engineer, "Platform" team',
            "Created": date(2022, 2, 7),
            "Email": "neha@example.com",
        },
    ]
    assert "such columns: URL" in messages(result)


@pytest.mark.parametrize(
    ("headers", "first", "last"),
    [
        ("Name;Vorname;Firma", "Anna", "Lee"),
        ("Nom;Prénom;Société", "Anna", "Lee"),
        ("Apellidos;Nombre;Empresa", "Anna", "Lee"),
        ("Last name;First name;Company", "Anna", "Lee"),
    ],
)
def test_a_name_beside_a_first_name_is_the_last_name(tmp_path, headers, first, last):
    desk = Desk(tmp_path)
    desk.bring(f"{headers}\nLee;Anna;Acme\n", "Contacts")
    assert desk.rows("Contacts", "First name", "Last name") == [{"First name": first, "Last name": last}]


@pytest.mark.parametrize("header", ["Nombre", "Nom", "Name", "Ansprechpartner", "Nombre y apellidos"])
def test_a_name_alone_is_a_full_name(tmp_path, header):
    desk = Desk(tmp_path)
    desk.bring(f"{header};Email\nAnna Lee;a@example.com\n", "Contacts")
    assert desk.rows("Contacts", "First name", "Last name") == [{"First name": "Anna", "Last name": "Lee"}]


def test_hubspot_deals(tmp_path):
    desk = Desk(tmp_path, Team=TEAM)
    desk.bring(
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date,Associated Contact,Associated Company,Closed Lost Reason\n"
        '7,Oven line,Closed Won,2026-02-01 10:00,Eva Stein,"12,500.00",2025-12-01 09:00,Anna Lee,Acme Ltd,\n',
        "Opportunities",
    )
    assert desk.rows("Opportunities") == [
        {"Opportunity ID": "7", "Account ID": "A0001", "Contact ID": "C0001", "Owner": "Eva", "Title": "Oven line", "Stage": "Closed Won",
         "Amount": 12500.0, "Created": date(2025, 12, 1), "Closed": date(2026, 2, 1), "Result": "Won"},
    ]  # fmt: skip
    assert desk.rows("Contacts", "First name", "Account ID", "Created") == [
        {"First name": "Anna", "Account ID": "A0001", "Created": date(2025, 12, 1)}
    ]


def test_salesforce_activities(tmp_path):
    desk = Desk(
        tmp_path,
        Team=TEAM,
        Contacts="Contact ID | First name | Last name | Email\n17 | Anna | Lee | anna@example.com",
    )
    desk.bring(
        "Activity ID,Subject,Type,Date,Assigned,Contact,Email,Full Comments,Duration (minutes),Call Result\n"
        "00T1,Status,Call,2/20/2026,Eva Stein,Anna Lee,anna@example.com,All well,12,Left voicemail\n",
        "Activities",
    )
    assert desk.rows("Activities") == [
        {"Activity ID": "00T1", "When": datetime(2026, 2, 20), "Contact ID": "17", "By": "Eva", "Channel": "Call", "Outcome": "Message left",
         "Minutes": 12.0, "Subject": "Status", "Notes": "All well"},
    ]  # fmt: skip
