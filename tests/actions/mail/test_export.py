"""Export to a bulk sender: every approved letter once, in files, and nobody who said no."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest

from salesbook.books.file import FileBook
from salesbook.domain.mailings.optout import verify
from salesbook.mail.ledger.entries import LetterState
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.transport.bulk_files import letter_attribute
from salesbook.util.addresses import address_key, hashed
from tests.actions.mail.newsletter import NEWS, approve, mailing, outbox
from tests.actions.person import put, read, salesbook

PAGE = "https://stop.cierzo.example/?d={draft}&t={token}"


@pytest.fixture
def book(approved_sample):
    return approved_sample


def export(path: Path, to: str = "csv", *words: object) -> int:
    return salesbook("export", path, "news", "--to", to, *words)


def folder(path: Path, number: str = "") -> Path:
    return path.with_name(f"{path.stem}.salesbook") / "exports" / "news" / f"2026-06-15{number}"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def ledger(path: Path) -> Ledger:
    settings = {row["Setting"]: row["Value"] for row in read(path, "Settings")}
    return Ledger.of(str(settings["Book ID"]))


def test_every_approved_letter_is_in_the_file_once_and_queued_in_outbox(book, capsys):
    letters = outbox(book)
    capsys.readouterr()
    assert export(book) == 0
    assert (
        f"news: {len(letters)} approved = {len(letters)} put into the export for csv of 2026-06-15."
        in capsys.readouterr().err
    )
    found = rows(folder(book) / "letters.csv")
    assert len(found) == len(letters) > 10
    assert {row["email"] for row in found} == {row["To"] for row in letters.values()}
    for row in outbox(book).values():
        assert row["Status"] == "Queued"
        assert row["Reason"].startswith("In the export for csv of 2026-06-15")
    with ledger(book) as known:
        assert {entry.state for entry in known.letters.all() if entry.mailing == "news"} == {
            LetterState.HANDED
        }
    [one] = [row for row in found if row["draft"] == "news.C0006"]
    contact = next(row for row in read(book, "Contacts") if row["Contact ID"] == "C0006")
    assert one["first_name"] == contact["First name"]
    assert one["subject"] == letters["C0006"]["Subject"]
    assert "kept by" in one["text"]
    assert "<html" in one["html"]
    assert one["opt_out"] == "mailto:stop@cierzo.example?subject=unsubscribe%20news.C0006"


def test_listmonk_gets_its_files_and_each_subscriber_their_own_letter(book, capsys):
    assert export(book, "listmonk") == 0
    assert "README.txt there says what to do" in capsys.readouterr().err
    found = rows(folder(book) / "subscribers.csv")
    own = letter_attribute("news")
    for row in found:
        attributes = json.loads(row["attributes"])
        assert outbox(book)[attributes["salesbook"]["draft"].removeprefix("news.")]["To"] == row["email"]
        assert attributes[own]["subject"].startswith("News for ")


def test_nobody_is_exported_twice(book, capsys):
    export(book)
    capsys.readouterr()
    assert export(book) == 0
    assert "news has no approved letter that waits" in capsys.readouterr().err
    assert not folder(book, "-2").exists()


def test_a_workbook_that_was_brought_back_from_before_exports_nobody_twice(book):
    before = book.read_bytes()
    export(book)
    book.write_bytes(before)
    export(book, "listmonk")
    assert not folder(book, "-2").exists()
    assert {row["Status"] for row in outbox(book).values()} == {"Queued"}


@pytest.mark.parametrize("how", ["consent", "do not email", "do not mail", "by mail"])
def test_whoever_said_no_after_approval_is_not_exported(book, how):
    address = outbox(book)["C0006"]["To"]
    if how == "consent":
        put(book, "Contacts", "C0006", Consent="Opted out")
    elif how == "do not email":
        put(book, "Contacts", "C0006", Do_not_email="Yes")
    elif how == "do not mail":
        salesbook("import", book, _list(book, address), "--into", "DoNotMail")
    else:
        with ledger(book) as known:
            known.answers.refuse(_who(book, address), datetime(2026, 6, 15).timestamp(), "asked by mail")
    export(book)
    assert address not in {row["email"] for row in rows(folder(book) / "letters.csv")}
    assert outbox(book)["C0006"]["Status"] == "Left out"


def _list(book: Path, address: str) -> Path:
    path = book.with_name("no.csv")
    path.write_text(f"Address,Why\n{address},asked\n", encoding="utf-8")
    return path


def _who(book: Path, address: str) -> str:
    settings = {row["Setting"]: row["Value"] for row in read(book, "Settings")}
    return hashed(address_key(address), str(settings["Book ID"]))


def test_a_mailing_that_is_not_approved_as_it_is_is_not_exported(book, capsys):
    text = book.with_name("templates") / "newsletters" / "mine.md"
    text.write_text(NEWS.replace("News for", "Other news for"), encoding="utf-8")
    before = book.read_bytes()
    assert export(book) == 3
    assert "Its text or audience has changed" in capsys.readouterr().err
    assert book.read_bytes() == before
    assert not folder(book).exists()


def test_a_skipped_letter_stays_here(book):
    put(book, "Outbox", "news.C0006", Decision="Skip")
    export(book)
    assert "news.C0006" not in {row["draft"] for row in rows(folder(book) / "letters.csv")}
    assert outbox(book)["C0006"]["Status"] == "Skipped"


def test_the_page_that_stops_mailings_knows_the_reader_by_a_token(book):
    put(book, "Settings", "Opt-out page", Value=PAGE)
    export(book)
    with ledger(book) as known:
        secret = known.answers.secret()
    for row in rows(folder(book) / "letters.csv"):
        start, _, given = row["opt_out"].partition("&t=")
        assert start == f"https://stop.cierzo.example/?d={row['draft']}"
        assert verify(secret, row["draft"], given)


def test_letters_with_pictures_are_exported_and_what_they_lose_is_a_problem(book, capsys):
    folder_of_text = book.with_name("templates")
    (folder_of_text / "images").mkdir()
    (folder_of_text / "images" / "machine.png").write_bytes(b"\x89PNG not really")
    text = folder_of_text / "newsletters" / "mine.md"
    text.write_text(NEWS + "\n![The machine](images/machine.png)\n", encoding="utf-8")
    put(book, "Mailings", "news", Approved_by=None, Approved_on=None)
    approve(book)
    capsys.readouterr()
    assert export(book) == 1
    told = capsys.readouterr().err
    assert "with pictures from files, which no bulk sender takes" in told
    assert "name their whole addresses in the text" in told
    assert len(rows(folder(book) / "letters.csv")) == len(outbox(book))


def test_a_dry_run_writes_nothing(book, capsys):
    before = book.read_bytes()
    capsys.readouterr()
    assert export(book, "csv", "--dry-run") == 0
    assert "Would put " in capsys.readouterr().err
    assert book.read_bytes() == before
    assert not folder(book).exists()


def test_letters_of_their_own_go_to_no_bulk_sender(book, capsys):
    salesbook("drafts", book, "--contact", "C0006", "--template", "after-call")
    assert salesbook("export", book, "letters", "--to", "csv") == 3
    assert "go to no bulk sender" in capsys.readouterr().err


def test_another_computer_that_sends_keeps_this_one_from_exporting(book, capsys):
    put(book, "Settings", "Sending machine", Value="another one")
    assert export(book) == 3
    assert "another one" in capsys.readouterr().err
    assert {row["Status"] for row in outbox(book).values()} == {"Approved"}


def test_a_programme_reads_what_happened(book, capsys):
    capsys.readouterr()
    export(book, "csv", "--json")
    said = json.loads(capsys.readouterr().out)
    assert said["action"] == "export"
    assert said["summary"]["file"] == str(folder(book) / "letters.csv")
    assert said["summary"]["handed"] == len(FileBook(book).read(["Outbox"]).grids["Outbox"].handles)
    assert mailing(book)["Drafts"] == said["summary"]["handed"]
