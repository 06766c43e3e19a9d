"""Thanks for introductions are drafted once and wait; letters that ask for introductions pass what holds that question."""

from __future__ import annotations

import email
import email.policy
from datetime import date

import pytest

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.actions.mail.approved import BOOK_ID
from tests.actions.mail.keep import laid_out
from tests.actions.person import TODAY, add, put, read, salesbook
from tests.helpers import rows_of

SETTINGS = {
    "Book ID": BOOK_ID,
    "Firm": "Cierzo",
    "Default owner": "ana",
    "Postal address": "1 Road",
    "Opt-out address": "stop@firm.example",
}
ROWS = {
    "Team": "Rep | Name | Email\nana | Ana Ruiz | ana@firm.example",
    "Contacts": """
        Contact ID | First name | Last name | Email         | Language | Consent
        C1         | Ada        | Ames      | ada@a.example | en       |
        C2         | Bo         | Bow       | bo@b.example  | de       |
        C3         | Cleo       | Cook      |               | en       |
        C4         | Dan        | Dow       | dan@d.example | en       | Opted out
        C5         | Eva        | Early     | eva@e.example | en       |
    """,
    "Referrals": """
        Referral ID | From | Introduced | Introduced name | Introduced on | Status     | Thanked on
        R1          | C1   | C5         |                 | 2026-06-10    | Introduced |
        R2          | C2   |            | Olga Ibarra     | 2026-06-11    | Introduced |
        R3          | C3   | C5         |                 | 2026-06-12    | Introduced |
        R4          | C4   |            | Pia Pons        | 2026-06-12    | Introduced |
        R5          | C5   |            | Quim Quer       | 2026-06-12    | Introduced | 2026-06-13
        R6          | C5   |            | Rosa Roig       | 2026-06-12    | Void       |
        R7          | C5   |            | Sol Serra       | 2026-01-12    | Introduced |
        R8          | C1   |            | Teo Tur         | 2026-06-13    | Introduced |
        R9          | C5   |            | Uma Uve         |               | Promised   |
    """,
}  # fmt: skip


def _make(path):
    assert main(["new", str(path), "--with", "core,mail,referrals", "--today", "2026-06-01"]) == 0
    book = FileBook(path)
    seen = book.read(["Settings", *ROWS])
    changes = [Append(name, rows_of(name, text)) for name, text in ROWS.items()]
    changes.append(Set("Settings", list(SETTINGS), {"Value": list(SETTINGS.values())}))
    book.write(resolve(changes, seen).edits, seen.seen)


@pytest.fixture
def path(tmp_path):
    laid_out(tmp_path, "thanks", lambda desk: _make(desk / "book.xlsx"))
    return tmp_path / "book.xlsx"


def letters(path):
    """The files of single letters: to whom, subject, and text."""
    found = []
    for file in (path.parent / "book.salesbook" / "drafts").rglob("*.eml"):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        text = mail.get_body(("plain",)).get_content()
        found.append((mail["To"].addresses[0].addr_spec, mail["Subject"], text))
    return sorted(found)


def outbox(path):
    return {row["Draft ID"]: row for row in read(path, "Outbox")}


def test_each_introduction_is_thanked_for_by_a_letter_that_names_whom_and_waits(path, capsys):
    assert salesbook("referrals", path) in {0, 1}
    told = capsys.readouterr().err
    assert "2 letters of thanks wait in Outbox until you send them." in told
    assert "2 letters of thanks not drafted: 1 without address, 1 opted out. Ring them instead." in told
    assert {key: (row["Status"], row["Template"]) for key, row in outbox(path).items()} == {
        "thanks.R1": ("Draft", "letters/referral-thanks"), "thanks.R2": ("Draft", "letters/referral-thanks"),
    }  # fmt: skip
    (ada, _, told), (bo, subject, said) = letters(path)
    assert (ada, bo, subject) == ("ada@a.example", "bo@b.example", "Danke für Ihre Empfehlung")
    assert "Thank you for putting us in touch with Eva Early." in told
    assert "Olga Ibarra" in said


def test_a_letter_is_drafted_once_and_no_second_one_while_it_waits(path):
    salesbook("referrals", path)
    before = outbox(path)
    salesbook("referrals", path)
    assert outbox(path) == before
    assert len(letters(path)) == 2


def test_the_next_introduction_by_the_same_person_is_thanked_for_two_weeks_after_the_last(path):
    salesbook("referrals", path)
    put(path, "Outbox", "thanks.R1", Status="Sent", Sent_on=TODAY)
    salesbook("referrals", path, today=date(2026, 6, 28))
    assert "thanks.R8" not in outbox(path)
    salesbook("referrals", path, today=date(2026, 6, 29))
    assert "thanks.R8" in outbox(path)
    assert sorted("Teo Tur" in text for _, _, text in letters(path)) == [False, False, True]


def test_whoever_was_thanked_otherwise_gets_no_letter_any_more(path):
    salesbook("referrals", path)
    put(path, "Referrals", "R1", Thanked_on=TODAY)
    put(path, "Referrals", "R2", Status="Void")
    salesbook("referrals", path)
    assert {key: (row["Status"], row["Reason"]) for key, row in outbox(path).items() if key in {"thanks.R1", "thanks.R2"}} == {
        "thanks.R1": ("Left out", "thanked already"), "thanks.R2": ("Left out", "no introduction any more"),
    }  # fmt: skip


def test_undo_takes_letters_back_and_a_trial_writes_none(path):
    salesbook("referrals", path, "--dry-run")
    assert letters(path) == []
    salesbook("referrals", path)
    salesbook("undo", path)
    assert (outbox(path), letters(path)) == ({}, [])


def test_what_happened_before_the_part_came_makes_no_thanks(path):
    put(path, "Settings", "Parts since", Value="core 2026-01-01, mail 2026-01-01, referrals 2026-06-11")
    salesbook("referrals", path)
    assert set(outbox(path)) == {"thanks.R2", "thanks.R8"}


def test_without_the_part_for_mail_nothing_is_drafted(tmp_path, capsys):
    path = tmp_path / "book.xlsx"
    assert main(["new", str(path), "--with", "core,referrals", "--today", "2026-06-01"]) == 0
    add(path, "Contacts", {"Contact ID": "C1", "First name": "Ada", "Email": "ada@a.example"})
    add(
        path,
        "Referrals",
        {"Referral ID": "R1", "From": "C1", "Introduced name": "Olga", "Introduced on": date(2026, 6, 10)},
    )
    assert salesbook("referrals", path) in {0, 1}
    assert "thanks" not in capsys.readouterr().err


def test_a_letter_that_asks_goes_to_nobody_who_may_not_be_asked(path, capsys):
    """Ada was never spoken to; then she was, and then her complaint is open."""
    ask = ("drafts", path, "--contact", "C1", "--template", "referral-ask")
    assert salesbook(*ask) == 3
    assert (
        "Ada Ames must not be asked for an introduction by letter: never spoken to."
        in capsys.readouterr().err
    )
    talk = {
        "Activity ID": "X1",
        "Contact ID": "C1",
        "When": date(2026, 5, 1),
        "Channel": "Call",
        "Direction": "Out",
        "Outcome": "Spoke",
    }
    add(path, "Activities", talk)
    assert salesbook(*ask) == 0
    add(path, "Activities", {**talk, "Activity ID": "X2", "When": date(2026, 6, 1), "Outcome": "Complaint"})
    assert salesbook(*ask) == 3
    assert "complaint open" in capsys.readouterr().err
    assert salesbook("drafts", path, "--contact", "C1", "--template", "after-call") == 0


def test_a_letter_that_asks_and_waits_is_left_out_when_a_complaint_comes(path):
    """The mailing that is drafted next looks at it again."""
    talk = {
        "Activity ID": "X1",
        "Contact ID": "C1",
        "When": date(2026, 5, 1),
        "Channel": "Call",
        "Direction": "Out",
        "Outcome": "Spoke",
    }
    add(path, "Activities", talk)
    for template in ("referral-ask", "after-call"):
        assert salesbook("drafts", path, "--contact", "C1", "--template", template) == 0
    add(path, "Activities", {**talk, "Activity ID": "X2", "When": date(2026, 6, 1), "Outcome": "Complaint"})
    add(path, "Mailings", {"Mailing ID": "news", "Template": "news", "Audience": "everyone", "Author": "ana"})
    salesbook("drafts", path, "news")
    found = {
        row["Template"]: (row["Status"], row["Reason"])
        for row in read(path, "Outbox")
        if row["Contact ID"] == "C1" and not row["Mailing ID"]
    }
    assert found["letters/referral-ask"] == ("Left out", "complaint open")
    assert found["letters/after-call"][0] == "Draft"
