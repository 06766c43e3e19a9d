"""Somebody who asks to be forgotten is: in the workbook, its files and the ledger; and no import brings them back."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from salesbook.mail.ledger.ledger import Ledger
from salesbook.util.addresses import hashed
from tests.actions.privacy.desk import (
    DIGITS,
    EMAIL,
    FULL,
    ID,
    LAST,
    PHONE,
    WORDS,
    add,
    book_id,
    forget,
    put,
    read,
    salesbook,
)
from tests.actions.privacy.traces import leaks


def test_before_the_words_are_everywhere(folder):
    found = {leak.split("/")[0].split(" ")[0] for leak in leaks(folder, *WORDS)}
    assert found >= {"book.xlsx", "book.salesbook"}
    names = " ".join(leaks(folder, *WORDS))
    for what in (
        "backups",
        "undo",
        "drafts",
        "outgoing",
        "cards",
        "previews",
        "about",
        "data/ledgers",
        "pivotCacheRecords",
        "chart77",
        "sharedStrings",
    ):
        assert what in names, what


def test_no_byte_of_the_name_the_address_or_the_number_is_left_in_any_file(forgotten):
    assert leaks(forgotten.parent, *WORDS) == []


def test_the_workbook_is_whole_afterwards_and_goes_on_working(forgotten):
    with zipfile.ZipFile(forgotten) as archive:
        assert archive.testzip() is None
    load_workbook(forgotten)
    for command in ("check", "today", "scores"):
        assert salesbook(command, forgotten) in {0, 1}
    assert salesbook("drafts", forgotten, "news") in {0, 1}
    assert leaks(forgotten.parent, *WORDS) == []


def test_rows_about_them_go_and_orders_stay_with_the_account(forgotten):
    for table in ("Contacts", "Activities", "Calls", "Outbox", "ScoreHistory"):
        assert ID not in {row["Contact ID"] for row in read(forgotten, table)}, table
    order = next(row for row in read(forgotten, "Orders") if row["Order ID"] == "OZ")
    assert (order["Account ID"], order["Contact ID"], order["Amount"]) == ("A0001", None, 990)
    deal = next(row for row in read(forgotten, "Opportunities") if row["Opportunity ID"] == "PZ")
    assert (deal["Account ID"], deal["Contact ID"], deal["Title"]) == ("A0001", None, None)


def test_what_others_have_written_about_them_loses_the_words_and_keeps_the_rest(forgotten):
    contacts = {row["Contact ID"]: row for row in read(forgotten, "Contacts")}
    assert contacts["C0002"]["Notes"] == "Sits beside (forgotten), who is at (forgotten) or (forgotten)."
    assert contacts["C0002"]["Referred by"] is None
    assert contacts["C0003"]["Notes"] == "See (forgotten); write to (forgotten)!"
    account = next(row for row in read(forgotten, "Accounts") if row["Account ID"] == "A0001")
    assert account["Notes"] == "(forgotten) decides; (forgotten)@elsewhere.example too."


def test_the_ledger_knows_only_that_they_said_no(forgotten):
    number = book_id(forgotten)
    with Ledger.of(number) as ledger:
        assert hashed(EMAIL, number) in ledger.answers.refused()
        assert all(entry.contact != ID for entry in ledger.letters.all())
        assert [entry.contact for entry in ledger.letters.waiting()] == ["C0002"]


def test_marks_are_left_and_imports_are_refused(forgotten, capsys):
    number = book_id(forgotten)
    marks = [row for row in read(forgotten, "DoNotMail") if row["Source"] == "forget"]
    assert {row["Address"] for row in marks} == {hashed(EMAIL, number), hashed("+34911845327", number)}
    assert {row["Why"] for row in marks} == {"asked to be forgotten"}
    file = forgotten.parent.parent / "again.csv"
    file.write_text(
        f"First name,Last name,Email,Phone\nZ,Q,{EMAIL.upper()},\nX,Y,,0034 {DIGITS}\nBea,New,bea@new.example,\n",
        encoding="utf-8",
    )
    capsys.readouterr()
    assert salesbook("import", forgotten, file, "--into", "Contacts") == 1
    told = capsys.readouterr().err
    assert told.count("asked to be forgotten on 15 Jun 2026") == 2, told
    assert [
        row["Last name"] for row in read(forgotten, "Contacts") if row["Last name"] in {"Q", "Y", "New"}
    ] == ["New"]


def test_an_update_does_not_give_a_colleague_their_address(forgotten):
    file = forgotten.parent.parent / "update.csv"
    file.write_text(f"Contact ID,Email\nC0004,{EMAIL}\n", encoding="utf-8")
    assert salesbook("import", forgotten, file, "--into", "Contacts") == 1
    assert all(row["Email"] != EMAIL for row in read(forgotten, "Contacts"))


@pytest.mark.parametrize("table", ["Orders", "Activities"])
def test_orders_and_talks_do_not_bring_them_back_either(forgotten, table):
    file = forgotten.parent.parent / "rows.csv"
    file.write_text(f"Date,Amount,Email,Name\n2026-05-05,5,{EMAIL},{FULL}\n", encoding="utf-8")
    assert (
        salesbook(
            "import",
            forgotten,
            file,
            "--into",
            table,
            "--map",
            "Date=When" if table == "Activities" else "Date=Date",
        )
        == 1
    )
    assert all(row["Email"] != EMAIL for row in read(forgotten, "Contacts"))


def test_typed_in_again_by_hand_they_are_named_by_check_and_get_no_letter(forgotten, capsys):
    add(
        forgotten,
        "Contacts",
        {
            "Contact ID": "C9100",
            "First name": "Zed",
            "Email": EMAIL,
            "Consent": "Opted in",
            "Status": "Active",
        },
    )
    capsys.readouterr()
    assert salesbook("check", forgotten) == 1
    told = capsys.readouterr().err
    assert "Somebody with this email asked to be forgotten on 15 Jun 2026" in told
    assert "salesbook forget BOOK C9100" in told
    salesbook("drafts", forgotten, "news")
    assert "C9100" not in {
        row["Contact ID"] for row in read(forgotten, "Outbox") if row["Status"] != "Left out"
    }
    assert salesbook("drafts", forgotten, "--contact", "C9100", "--template", "thank-you") == 3


def test_undo_has_nothing_to_take_back_and_says_why(forgotten, capsys):
    capsys.readouterr()
    assert salesbook("undo", forgotten) == 3
    assert "somebody was forgotten last" in capsys.readouterr().err
    assert salesbook("scores", forgotten, today=date(2026, 6, 22)) in {0, 1}
    assert salesbook("undo", forgotten) == 0


def test_it_says_in_numbers_what_it_did_and_runs_names_nobody(book, capsys):
    capsys.readouterr()
    forget(book)
    told = capsys.readouterr().err
    assert f"Forgot {ID}:" in told
    assert "5 rows of Activities" in told
    assert "drafts" in told
    assert "The ledger forgot 2 records." in told
    last = read(book, "Runs")[-1]
    assert last["Action"] == "forget"
    assert ID in last["Message"]
    assert LAST not in last["Message"]


def test_a_dry_run_lists_what_would_go_and_touches_nothing(folder, book, capsys):
    before = {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"
    }
    capsys.readouterr()
    assert salesbook("forget", book, ID, "--dry-run", "--json") in {0, 1}
    answer = json.loads(capsys.readouterr().out)
    assert answer["changed"] == 0
    assert answer["summary"]["rows"]["Activities"] == 5
    assert any("backups" in file for file in answer["summary"]["files"])
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}
    assert {path: data for path, data in after.items() if "ledgers" not in str(path)} == {
        path: data for path, data in before.items() if "ledgers" not in str(path)
    }


def test_unconfirmed_it_does_nothing(book, capsys):
    before = book.read_bytes()
    assert salesbook("forget", book, ID) == 2
    assert f"--confirm {ID}" in capsys.readouterr().err
    assert salesbook("forget", book, ID, "--confirm", "C0001") == 2
    assert book.read_bytes() == before


@pytest.mark.parametrize(("typed", "status"), [(f"{ID}\n", {0, 1}), ("yes\n", {2}), ("", {2})])
def test_on_a_terminal_the_id_is_typed(book, monkeypatch, typed, status):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert salesbook("forget", book, FULL) in status
    assert (ID in {row["Contact ID"] for row in read(book, "Contacts")}) == (2 in status)


@pytest.mark.parametrize("lock", ["~$book.xlsx", ".~lock.book.xlsx#"])
def test_an_open_workbook_is_refused_before_anything_is_touched(folder, book, lock, capsys):
    (folder / lock).write_text(",ana,elsewhere,today,x;", encoding="utf-8")
    before = leaks(folder / "book.salesbook", FULL)
    assert forget(book) == 3
    assert "Close it there" in capsys.readouterr().err
    assert leaks(folder / "book.salesbook", FULL) == before


def test_again_it_says_that_it_is_done(forgotten, capsys):
    assert forget(forgotten) == 3
    assert "was forgotten already" in capsys.readouterr().err


def test_by_name_and_by_address_the_same_person_is_found(book):
    for wanted in (FULL, EMAIL.upper(), "quistgard, zoe-zofie"):
        assert salesbook("forget", book, wanted, "--confirm", "nobody") == 2
    assert salesbook("forget", book, "Nobody Here", "--confirm", "x") == 3


def test_a_row_that_is_gone_already_is_finished_by_its_id(folder, book):
    from salesbook.books.file import FileBook
    from salesbook.tables.plan import Replace
    from salesbook.tables.resolve import resolve

    store = FileBook(book)
    seen = store.read(["Contacts"])
    store.write(resolve([Replace("Contacts", [ID], [])], seen).edits, seen.seen)
    assert forget(book) in {0, 1}
    assert ID not in {row["Contact ID"] for row in read(book, "Activities")}
    assert leaks(folder / "book.salesbook", FULL) == []


def test_a_macro_that_names_them_is_named_and_not_changed(folder, book, capsys):
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/embeddings/oleObject1.bin", b"\0\1" + FULL.encode("utf-16-le"))
    assert forget(book) == 1
    told = capsys.readouterr().err
    assert "still names the person" in told
    assert "no text that can be changed" in told
    assert leaks(folder / "book.salesbook" / "drafts", FULL) == []


def test_files_of_peoples_own_are_named_and_stay(book, capsys):
    mine = book.parent / "templates" / "newsletters" / "thanks.md"
    mine.write_text(f"Subject: x\n\nThank you, {FULL}!", encoding="utf-8")
    assert forget(book) == 1
    assert "This file names the person" in capsys.readouterr().err
    assert mine.exists()


def test_numbers_are_found_however_they_are_written(book):
    put(book, "Contacts", "C0005", Notes=f"Call {PHONE.replace(' ', '')} or (0)911-845-327, not 91184532.")
    forget(book)
    notes = next(row["Notes"] for row in read(book, "Contacts") if row["Contact ID"] == "C0005")
    assert notes == "Call (forgotten) or (forgotten), not 91184532."
