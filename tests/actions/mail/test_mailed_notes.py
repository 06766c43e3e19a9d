"""What colleagues mail to Notes address becomes a note of the front line, once, and nobody else's does."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.actions.mail.answers import listen, mail
from tests.actions.mail.approved import BOOK_ID
from tests.actions.mail.keep import laid_out
from tests.actions.person import read, salesbook
from tests.helpers import rows_of

NOTES = "notes@firm.example"
ROWS = {
    "Team": "Rep | Email\nana | ana@firm.example\npilar | pil@firm.example",
    "Accounts": "Account ID | Account | Owner\nA1 | Acme | ana\nA2 | Acme Steel | ana\nA3 | Bolt | ana",
    "Contacts": """
        Contact ID | First name | Last name | Account ID | Email
        C1         | Ada        | Ames      | A1         | ada@a.example
        C2         | Bo         | Bow       | A2         | bo@b.example
    """,
}  # fmt: skip


def _make(path):
    assert main(["new", str(path), "--with", "core,mail,aftersale", "--today", "2026-06-01"]) == 0
    settings = {"Book ID": BOOK_ID, "Default owner": "ana", "Notes address": NOTES}
    book = FileBook(path)
    seen = book.read(["Settings", *ROWS])
    changes = [Append(name, rows_of(name, text)) for name, text in ROWS.items()]
    changes.append(Set("Settings", list(settings), {"Value": list(settings.values())}))
    book.write(resolve(changes, seen).edits, seen.seen)


@pytest.fixture
def path(tmp_path):
    laid_out(tmp_path, "mailed notes", lambda desk: _make(desk / "book.xlsx"))
    return tmp_path / "book.xlsx"


def notes(path):
    return [row for row in read(path, "FrontLine") if row["Note ID"]]


def heard(path, box, text, *, subject="A word", sender="Pilar <pil@firm.example>"):
    """The one note that this mail becomes."""
    mail(box, "1", sender, text, to=NOTES, subject=subject)
    listen(path, box)
    (note,) = notes(path)
    return note


def test_a_mail_of_a_colleague_becomes_a_note_of_the_customer_that_it_names(path, box):
    note = heard(path, box, "Ada Ames says the film tears.", subject="Complaint: Acme's film")
    assert (note["By"], note["Account ID"], note["Contact ID"], note["Type"]) == (
        "pilar",
        "A1",
        "C1",
        "Complaint",
    )
    assert note["Heard"] == "Acme's film\nAda Ames says the film tears."
    assert note["When"].date() == date(2026, 6, 15)


def test_the_type_may_begin_the_text_and_the_longest_name_counts(path, box):
    note = heard(path, box, "need: Acme Steel wants a second line")
    assert (note["Type"], note["Account ID"], note["Contact ID"]) == ("Need", "A2", None)


def test_an_address_names_the_person_and_no_word_no_type(path, box):
    note = heard(path, box, "bo@b.example asked for you")
    assert (note["Contact ID"], note["Type"]) == ("C2", None)


def test_a_mail_that_names_two_firms_or_none_is_to_be_filled_in(path, box):
    note = heard(path, box, "Bolt and Acme both asked, and want no more mail, please unsubscribe them")
    assert (note["Account ID"], note["Contact ID"]) == (None, None)
    salesbook("cycle", path)
    assert "The note names no account and no person" in str(read(path, "Problems"))
    assert [row for row in read(path, "DoNotMail") if row["Address"]] == []


def test_the_same_mail_is_a_note_once_though_it_is_read_again(path, box):
    heard(path, box, "Lead: Acme wants more")
    assert listen(path, box).messages == ["No new answers."]
    listen(path, box, since=date(2026, 6, 1))
    assert len(notes(path)) == 1


def test_what_somebody_else_sends_there_is_left_out_and_said(path, box):
    mail(box, "1", "Eve <eve@else.example>", "Complaint: Acme is bad", to=NOTES, subject="Hello")
    told = " ".join(listen(path, box).messages)
    assert notes(path) == []
    assert (
        "1 mail to Notes address left out, from no address of one colleague on Team: eve@else.example."
        in told
    )


def test_what_colleagues_send_elsewhere_is_no_note(path, box):
    mail(
        box, "1", "Pilar <pil@firm.example>", "Complaint: Acme is bad", to="ana@firm.example", subject="Hello"
    )
    listen(path, box)
    assert notes(path) == []
