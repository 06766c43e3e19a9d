"""From a row of Mailings to letters in Outbox and files: what a marketer does and sees."""

from __future__ import annotations

import email
import email.policy
import random
from datetime import datetime

import mailparser
import pytest
from openpyxl import load_workbook

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.drafts import draft
from salesbook.actions.session import world_of
from salesbook.books.file import FileBook
from salesbook.domain.facts.owners import accounts_of, owners_of
from salesbook.domain.facts.people import full_names
from salesbook.errors import FileOpenElsewhere
from salesbook.mail.message.draft_folder import DraftFolder
from salesbook.tables.records import Runner
from tests.actions.mail.newsletter import NEWS, approve, files, mailing, outbox
from tests.actions.person import TODAY, put, read, salesbook
from tests.helpers import STANDARD_TABLES
from tests.sessions import session


@pytest.fixture
def book(sample):
    return sample


@pytest.fixture
def approved(approved_sample):
    return approved_sample


def test_a_row_in_outbox_and_a_file_for_every_reader_and_none_for_the_others(book, capsys):
    assert salesbook("drafts", book, "news") == 0
    told = capsys.readouterr().err
    rows, found = outbox(book), files(book)
    assert f" in the audience = {len(rows)} drafts + " in told
    assert " opted out" in told
    assert len(rows) == len(found) == mailing(book)["Drafts"] > 10
    assert {row["File"] for row in rows.values()} == set(found)
    contacts = {row["Contact ID"]: row for row in read(book, "Contacts")}
    for key, row in rows.items():
        who = contacts[key]
        assert row["To"] == who["Email"]
        assert who["Consent"] in {"Opted in", "Legitimate interest"}
        assert who["Do not email"] != "Yes"
        assert row["Status"] == "Draft"
    assert mailing(book)["Status"] == "Draft"


def test_letters_read_back_by_two_libraries_say_what_the_workbook_says(book):
    salesbook("drafts", book, "news")
    world, _ = world_of(FileBook(book).read([name for name in OF_LETTERS if name in STANDARD_TABLES]), TODAY)
    contacts, accounts, team = (world.frames[name] for name in ("Contacts", "Accounts", "Team"))
    rows = outbox(book)
    found = {name.split(" ")[0]: data for name, data in files(book).items()}
    for key in random.Random(1).sample(sorted(rows), 10):
        at = contacts.index.get_loc(key)
        name = full_names(contacts).iat[at]
        rep = team.loc[world.get(owners_of)[at]]
        mine = email.message_from_bytes(found[key], policy=email.policy.default)
        theirs = mailparser.parse_from_bytes(found[key])
        assert [(one.display_name, one.addr_spec) for one in mine["To"].addresses] == [
            (name, rows[key]["To"])
        ]
        assert theirs.to == [(name, rows[key]["To"])]
        assert [(one.display_name, one.addr_spec) for one in mine["From"].addresses] == [
            (rep["Name"], rep["Email"])
        ]
        assert (
            mine["Subject"]
            == theirs.subject
            == rows[key]["Subject"]
            == f"News for {contacts['First name'].iat[at]}"
        )
        assert mine["X-Unsent"] == "1"
        assert mine["List-Unsubscribe"] == f"<mailto:stop@cierzo.example?subject=unsubscribe%20news.{key}>"
        text, html = (mine.get_body((kind,)).get_content() for kind in ("plain", "html"))
        assert (
            f"You are {contacts['Kind'].iat[at]}, kept by {rep['Name']} of Cierzo Packaging Machines." in text
        )
        firm = accounts["Account"].iat[world.get(accounts_of)[at]] if world.get(accounts_of)[at] >= 0 else ""
        assert (f"Your firm is {firm}." in text) == bool(firm)
        assert "Calle de la Lonja 8" in text
        assert "Calle de la Lonja 8" in html
        assert f"mailto:stop@cierzo.example?subject=unsubscribe%20news.{key}" in text
        assert theirs.text_plain[0].replace("\r\n", "\n").strip() == text.replace("\r\n", "\n").strip()


def test_a_click_on_the_file_opens_it_in_the_mail_program(book):
    salesbook("drafts", book, "news")
    sheet = load_workbook(book)["Outbox"]
    headers = {cell.value: cell.column for cell in sheet[2]}
    cells = [sheet.cell(row, headers["File"]) for row in range(3, sheet.max_row + 1)]
    links = [cell.hyperlink.target if cell.hyperlink else str(cell.value).split('"')[1] for cell in cells]
    assert len(links) == len(outbox(book))
    assert all((book.parent / link).is_file() for link in links)


def test_again_changes_not_a_byte(book):
    salesbook("drafts", book, "news")
    before, letters = book.read_bytes(), files(book)
    salesbook("drafts", book, "news")
    assert book.read_bytes() == before
    assert files(book) == letters


def test_a_dry_run_writes_nothing(book):
    before = book.read_bytes()
    salesbook("drafts", book, "news", "--dry-run")
    assert book.read_bytes() == before
    assert files(book) == {}


def test_what_changed_in_the_workbook_changes_the_drafts(book):
    salesbook("drafts", book, "news")
    first, second = sorted(outbox(book))[:2]
    put(book, "Contacts", first, First_name="Zoë")
    put(book, "Contacts", second, Consent="Opted out")
    salesbook("drafts", book, "news")
    rows = outbox(book)
    assert rows[first]["Subject"] == "News for Zoë"
    assert second not in rows
    assert not any(name.startswith(second) for name in files(book))


def test_an_approved_letter_stays_as_it_is_and_says_that_it_is_stale(approved):
    key = min(outbox(approved))
    letters = files(approved)
    put(approved, "Contacts", key, First_name="Zoë")
    salesbook("drafts", approved, "news")
    row = outbox(approved)[key]
    assert row["Status"] == "Approved"
    assert row["Subject"] != "News for Zoë"
    assert str(row["Reason"]).startswith("The contact has changed since")
    assert files(approved) == letters
    assert {row["Status"] for row in outbox(approved).values()} == {"Approved"}


def test_whoever_says_no_after_approval_is_taken_out_and_it_is_seen(approved):
    key = min(outbox(approved))
    put(approved, "Contacts", key, Do_not_email="Yes")
    salesbook("drafts", approved, "news")
    row = outbox(approved)[key]
    assert (row["Status"], row["Reason"]) == ("Left out", "do not email")
    assert not any(name.startswith(key) for name in files(approved))


@pytest.mark.parametrize("change", ["text", "audience"])
def test_a_change_of_text_or_audience_takes_the_approval_back(approved, capsys, change):
    if change == "text":
        text = approved.with_name("templates") / "newsletters" / "mine.md"
        text.write_text(NEWS.replace("News for", "Greetings,"), encoding="utf-8")
    else:
        put(approved, "Mailings", "news", Audience="Kind = Customer")
    capsys.readouterr()
    salesbook("drafts", approved, "news")
    assert "Its text or audience has changed since Ana approved it" in capsys.readouterr().err
    row = mailing(approved)
    assert (row["Status"], row["Approved by"] or None, row["Approved on"]) == ("Draft", None, None)
    assert {letter["Status"] for letter in outbox(approved).values()} <= {"Draft", "Left out"}


def test_the_author_cannot_approve(book, capsys):
    salesbook("drafts", book, "news")
    put(book, "Mailings", "news", Approved_by="Pilar")
    capsys.readouterr()
    salesbook("drafts", book, "news")
    assert "Pilar wrote news, so somebody else must approve it" in capsys.readouterr().err
    assert mailing(book)["Status"] == "Draft"


def test_a_letter_can_be_skipped_and_taken_up_again(book):
    salesbook("drafts", book, "news")
    key = min(outbox(book))
    put(book, "Outbox", f"news.{key}", Decision="Skip")
    salesbook("drafts", book, "news")
    assert outbox(book)[key]["Status"] == "Skipped"
    assert not any(name.startswith(key) for name in files(book))
    put(book, "Outbox", f"news.{key}", Decision=None)
    salesbook("drafts", book, "news")
    assert outbox(book)[key]["Status"] == "Draft"
    assert any(name.startswith(key) for name in files(book))


def test_a_field_that_is_blank_is_a_problem_of_that_one_letter(book, capsys):
    text = book.with_name("templates") / "newsletters" / "mine.md"
    text.write_text(NEWS.replace('contact.first_name or "you"', "contact.first_name"), encoding="utf-8")
    key = "C0002"
    put(book, "Contacts", key, First_name=None, Consent="Opted in", Email="x@y.example")
    assert salesbook("drafts", book, "news") == 1
    told = capsys.readouterr().err
    assert "1 problem" in told
    assert key not in outbox(book)
    assert len(outbox(book)) > 5
    problem = next(row for row in read(book, "Problems") if row["Key"] == key)
    assert "newsletters/mine.md, line 1" in str(problem["Problem"])
    assert str(problem["Cell"]).startswith("Contacts!B")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"Audience": "Kind = Custmer"}, "Did you mean Customer?"),
        ({"Audience": None}, "Mailing news has no Audience"),
        ({"Template": "nothing"}, "There is no template newsletters/nothing"),
        ({"Template": None}, "Mailing news has no Template"),
        ({"Template": "../../etc/passwd"}, "There is no template"),
        ({"Variants": "Q 100"}, "Variants says 'Q 100'"),
        ({"Hold_out": 3}, "Hold out of news is 3"),
    ],
)  # fmt: skip
def test_what_cannot_be_drafted_is_said_in_a_sentence_and_nothing_happens(book, capsys, change, sentence):
    put(book, "Mailings", "news", **change)
    before = book.read_bytes()
    assert salesbook("drafts", book, "news") == 3
    assert sentence in capsys.readouterr().err
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Subject: RE: our talk\n\nHello.\n", "pretends to be an answer"), ("Subject: x\n\n[x](page.html)\n", "is not absolute"), ("Subject: x\n\n[x](“https://example.com”)\n", "curly quotes"), ("Subject: x\n\n{{ 1 / 0 }}\n", "divided by zero"),
        ("Subject: x\n\n[x](https://bit.ly/3xYz)\n", "hides where the link goes"), ("Subject: x\n\n{{ contact.frist_name }}\n", "Did you mean contact.first_name?"), ("Subject: x\nSender: Eva <eva@\n\nHello.\n", "holds no whole address"), ("Subject: x\nSender: eva@example\n\nHello.\n", "holds no whole address"),
        ("Subject: x\n\n{% if contact.first_name is sameas 1 %}a{% endif %}\n", "There is no test sameas"),
    ],
)  # fmt: skip
def test_what_the_check_of_texts_calls_a_fault_is_not_drafted(book, capsys, text, sentence):
    book.with_name("templates").joinpath("newsletters", "mine.md").write_text(text, encoding="utf-8")
    before = book.read_bytes()
    assert salesbook("drafts", book, "news") == 3
    assert sentence in capsys.readouterr().err
    assert book.read_bytes() == before
    assert salesbook("templates", "check", book, "mine") == 1
    assert sentence in "".join(capsys.readouterr())


def test_without_a_postal_address_no_mailing_is_written(book, capsys):
    put(book, "Settings", "Postal address", Value=None)
    assert salesbook("drafts", book, "news") == 3
    assert "Settings has no Postal address, which" in capsys.readouterr().err


def test_undo_takes_the_drafts_back(book):
    salesbook("drafts", book, "news")
    assert salesbook("undo", book) == 0
    assert read(book, "Outbox") == []
    assert files(book) == {}


def test_a_letter_to_one_person(book, capsys):
    assert salesbook("drafts", book, "--contact", "C0002", "--template", "after-call") == 0
    row = outbox(book)["C0002"]
    assert (row["Mailing ID"], row["Status"], row["Template"]) == (None, "Draft", "letters/after-call")
    assert len(files(book, "single letters")) == 1
    capsys.readouterr()
    put(book, "Contacts", "C0002", Consent="Opted out")
    assert salesbook("drafts", book, "--contact", "C0002", "--template", "after-call") == 3
    assert "must not be written to: opted out" in capsys.readouterr().err
    assert len(files(book, "single letters")) == 1


def test_a_letter_to_somebody_by_name_and_none_to_somebody_like_them(book, capsys):
    reader = next(row for row in read(book, "Contacts") if row["Contact ID"] == "C0002")
    name = f"{reader['First name']} {reader['Last name']}"
    assert salesbook("drafts", book, "--contact", name.upper(), "--template", "after-call") == 0
    assert outbox(book)["C0002"]["Name"] == name
    capsys.readouterr()
    assert salesbook("drafts", book, "--contact", f"{name}x", "--template", "after-call") == 2
    assert f"Did you mean {name}" in capsys.readouterr().err


def test_a_single_letter_is_taken_out_when_its_reader_says_no_meanwhile(book):
    salesbook("drafts", book, "--contact", "C0002", "--template", "after-call")
    put(book, "Contacts", "C0002", Consent="Opted out")
    salesbook("drafts", book, "news")
    row = next(row for row in read(book, "Outbox") if row["Template"] == "letters/after-call")
    assert (row["Status"], row["Reason"], row["File"]) == ("Left out", "opted out", None)
    assert files(book, "single letters") == {}


def test_after_undo_no_unapproved_text_stands_under_an_approval(approved):
    before, text = files(approved), approved.with_name("templates") / "newsletters" / "mine.md"
    text.write_text(NEWS.replace("You are", "UNAPPROVED: you are"), encoding="utf-8")
    salesbook("drafts", approved, "news")
    assert salesbook("undo", approved) == 0
    text.write_text(NEWS, encoding="utf-8")
    salesbook("drafts", approved, "news")
    assert mailing(approved)["Status"] == "Approved"
    assert files(approved) == before


def test_a_folder_that_somebody_holds_open_is_put_right_the_next_time(approved, monkeypatch):
    put(approved, "Contacts", "C0006", First_name="Zed")
    put(approved, "Mailings", "news", Approved_by=None)

    def held(_: object) -> None:
        raise FileOpenElsewhere("drafts")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(DraftFolder, "_swap", held)
        assert salesbook("drafts", approved, "news") == 3
    salesbook("drafts", approved, "news")
    assert set(files(approved)) == {row["File"] for row in outbox(approved).values()}
    assert any(b"News for Zed" in data for data in files(approved).values())


def test_an_approved_letter_never_goes_to_an_address_that_was_given_up(approved):
    put(approved, "Contacts", "C0006", Email="new@address.example")
    salesbook("drafts", approved, "news")
    assert outbox(approved)["C0006"]["To"] == "new@address.example"
    [data] = [data for name, data in files(approved).items() if name.startswith("C0006 ")]
    assert b"new@address.example" in data


def test_of_two_ids_one_of_which_begins_the_other_each_has_its_own_file(approved):
    put(approved, "Contacts", "C0006", Contact_ID="C-1")
    put(approved, "Contacts", "C0005", Contact_ID="C-1 X", Consent="Opted in", Email="x@y.example")
    approve(approved)
    assert "C-1 X" in outbox(approved)
    put(approved, "Contacts", "C-1 X", Consent="Opted out")
    salesbook("drafts", approved, "news")
    assert [name for name in files(approved) if name.startswith("C-1_X")] == []
    assert [name for name in files(approved) if name.startswith("C-1 ")] != []


def test_letters_of_a_mailing_that_was_renamed_are_taken_out(book):
    salesbook("drafts", book, "news")
    put(book, "Mailings", "news", Mailing_ID="spring")
    salesbook("drafts", book, "spring")
    left = {row["Status"] for row in read(book, "Outbox") if row["Mailing ID"] == "news"}
    assert left == {"Left out"}
    assert files(book, "news") == {}
    assert len(files(book, "spring")) > 5


def test_when_the_audience_narrows_no_blank_rows_stand_among_the_letters(book):
    salesbook("drafts", book, "news")
    many = outbox(book)
    last = max(many)
    put(book, "Outbox", f"news.{last}", Decision="Skip")
    put(book, "Mailings", "news", Audience=f"[Contact ID] is one of {min(many)}, {last}")
    salesbook("drafts", book, "news")
    grid = FileBook(book).read(["Outbox"]).grids["Outbox"]
    assert list(grid.columns["Contact ID"])[:2] == [min(many), last]
    assert list(grid.columns["Decision"])[:2] == [None, "Skip"]
    assert grid.height == 2
    put(book, "Mailings", "news", Audience="everyone")
    salesbook("drafts", book, "news")
    assert set(outbox(book)) == set(many)
    assert FileBook(book).read(["Outbox"]).grids["Outbox"].height == len(many)


def test_if_the_workbook_cannot_be_written_the_old_drafts_stay(book, monkeypatch):
    salesbook("drafts", book, "news")
    letters = files(book)
    put(book, "Contacts", "C0002", First_name="Zoë", Consent="Opted in", Email="x@y.example")

    def refuses(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileBook, "write", refuses)
    with pytest.raises(OSError, match="No space"):
        draft(
            session(
                "drafts", FileBook(book), today=TODAY, runner=Runner("me", "here", datetime(2026, 6, 15))
            ),
            "news",
        )
    assert files(book) == letters


def test_a_preview_shows_every_letter_and_who_is_left_out(book, capsys):
    assert salesbook("preview", book, "news") == 0
    page = book.with_name("book.salesbook") / "previews" / "news.html"
    html = page.read_text(encoding="utf-8")
    assert "News for " in html
    assert "opted out" in html
    assert str(page) in capsys.readouterr().err
    assert outbox(book) == {}
