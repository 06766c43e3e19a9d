"""Cards of phones and mail programs are read; files that are no table are named for what they are."""

from __future__ import annotations

import pytest

from salesbook.actions.import_file import read_import_file
from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages, reasons

THREE = """\
BEGIN:VCARD
VERSION:3.0
N:Lee;Anna;;Ms.;
FN:Anna Lee
ORG:Acme\\, Inc.;Sales
TITLE:Buyer
EMAIL;TYPE=HOME:anna@home.example
EMAIL;TYPE=INTERNET,WORK:anna@example.com
TEL;TYPE=FAX:+442079460019
TEL;TYPE=HOME:+442079460018
TEL;TYPE=CELL:+447911123456
ADR;TYPE=WORK:;;1 Road;Town;;12345;United Kingdom
NOTE:First line\\nsecond\\; line
BDAY:1980-01-02
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQ
 ABAADxx
END:VCARD
"""
OLD = """\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;Dr.;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen M=C3=BCller
TEL;CELL;PREF:+491711234567
TEL;WORK;VOICE:+49301234567
EMAIL;INTERNET:j@example.com
NOTE;ENCODING=QUOTED-PRINTABLE:line one=0D=0A=
line two, and a long =
end
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQ
 ABAAD

END:VCARD
"""
NEW = """\
begin:vcard
version:4.0
fn:Bob Ray
n:Ray;Bob;;;
item1.email;type=work;pref=1:bob@example.com
email:robert@example.com
tel;value=uri;type="voice,work":tel:+44-20-7946-0018
org:Beta
kind:individual
end:vcard
"""


def people(desk):
    return desk.rows(
        "Contacts", "First name", "Last name", "Salutation", "Email", "Phone", "Job title", "Notes"
    )


def test_a_card_of_version_3(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(THREE, "Contacts", "c.vcf")
    assert people(desk) == [
        {"First name": "Anna", "Last name": "Lee", "Salutation": "Ms.", "Email": "anna@example.com", "Phone": "+44 7911 123456",
         "Job title": "Buyer", "Notes": "First line\nsecond; line"}
    ]  # fmt: skip
    assert desk.column("Accounts", "Account") == ["Acme, Inc."]
    assert desk.column("Contacts", "Country") == ["GB"]
    said = messages(result)
    assert "Read c.vcf as vCard: 1 card." in said
    assert "1 cell of 'Email 2' has no place" in said
    assert all(header in said for header in ("Department", "Fax", "Street", "Birthday"))


def test_a_card_of_version_2_with_letters_in_quoted_printable(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(OLD, "Contacts", "c.vcf")
    assert people(desk) == [
        {"First name": "Jürgen", "Last name": "Müller", "Salutation": "Dr.", "Email": "j@example.com", "Phone": "+49 171 1234567",
         "Notes": "line one\nline two, and a long end"}
    ]  # fmt: skip


def test_a_card_of_version_4_in_small_letters_with_groups(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(NEW, "Contacts", "c.vcf")
    assert people(desk) == [
        {"First name": "Bob", "Last name": "Ray", "Email": "bob@example.com", "Phone": "+44 20 7946 0018"}
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_many_cards_of_all_versions_in_any_encoding(tmp_path, encoding, end):
    desk = Desk(tmp_path)
    content = (THREE + NEW + OLD.replace("j@example", "jü@example")).replace("\n", end).encode(encoding)
    desk.bring(content, "Contacts", "c.vcf")
    assert [row["Last name"] for row in people(desk)] == ["Lee", "Ray", "Müller"]
    again = desk.bring(content, "Contacts", "c.vcf")
    assert again.counts["new"] == 0


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("FN:Anna Lee", {"First name": "Anna", "Last name": "Lee"}),
        ("N:;;;;\nFN:Anna Lee", {"First name": "Anna", "Last name": "Lee"}),
        ("N:Lee;Anna;Maria;;Jr.\nFN:Anna Lee", {"First name": "Anna Maria", "Last name": "Lee"}),
        ("N:Lee\nFN:Lee", {"Last name": "Lee"}),
        ("N:van der Velde;Max;;Prof. Dr.;\nFN:x", {"First name": "Max", "Last name": "van der Velde"}),
        ("N:;;;;\nFN:Acme\nORG:Acme", {}),
        ("FN:Anna\n  Lee", {"First name": "Anna", "Last name": "Lee"}),
    ],
)
def test_the_name_of_a_card(tmp_path, lines, name):
    desk = Desk(tmp_path)
    desk.bring(f"BEGIN:VCARD\n{lines}\nEMAIL:a@example.com\nEND:VCARD\n", "Contacts", "c.vcf")
    assert desk.rows("Contacts", "First name", "Last name") == ([name] if name else [])
    assert desk.column("Contacts", "Email") == ["a@example.com"]


def test_a_card_that_does_not_end_is_named_and_the_others_are_read(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        THREE + "BEGIN:VCARD\nFN:Cem Ak\n" + NEW + "BEGIN:VCARD\nFN:Dee Fox", "Contacts", "c.vcf"
    )
    assert [row["First name"] for row in people(desk)] == ["Anna", "Bob"]
    assert [(line, why.partition(",")[0]) for line, why in reasons(result)] == [
        (18, "Its card has no END:VCARD"), (30, "Its card has no END:VCARD")
    ]  # fmt: skip


def test_groups_are_no_people(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(NEW.replace("individual", "group") + THREE, "Contacts", "c.vcf")
    assert [row["First name"] for row in people(desk)] == ["Anna"]
    assert "1 card of groups was left out." in messages(result)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a calendar (.ics)"),
        (b'{"contacts": [{"name": "Anna"}]}', "a JSON file"),
        (b'[\n  {"name": "Anna"}]', "a JSON file"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "a web page, whatever its name says"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "a web page, whatever its name says"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "an XML spreadsheet of Excel 2003"),
        (b'<?xml version="1.0"?><contacts/>', "an XML file"),
        (b"From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\n\r\nHello", "a mail"),
        (b"Received: from x\r\n by y\r\nDate: today\r\n\r\n", "a mail"),
        (b"{\\rtf1\\ansi", "a text document (.rtf)"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x1f\x8b\x08\0", "a compressed file (.gz)"),
        (b"SQLite format 3\0", "a database (SQLite)"),
        (b"%PDF-1.7\n", "a PDF"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_named_for_what_it_is(tmp_path, content, what):
    path = tmp_path / "contacts.xls"
    path.write_bytes(content)
    with pytest.raises(BadInput) as error:
        read_import_file(path, "Contacts")
    said = explain(error.value)
    assert said.startswith(f"{path} is {what}. ")
    assert "import" in said.lower() or "Unpack" in said


@pytest.mark.parametrize(
    "content",
    [
        "From;To;Subject\na;b;c\n",
        "par1,Email\nx,a@example.com\n",
        "Date: day,Email\n1,a@example.com\n",
        "Name,Email\n{x},a@example.com\n",
    ],
)
def test_a_table_is_not_taken_for_something_else(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    assert read_import_file(path, "Contacts").height == 1
