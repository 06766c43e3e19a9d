"""Everything held about a person, on one page and for machines."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

from salesbook.mail.ledger.entries import QueuedLetter
from salesbook.mail.ledger.ledger import Ledger
from salesbook.util.addresses import hashed
from tests.actions.privacy.desk import EMAIL, FULL, ID, book_id, salesbook


def gathered(book, capsys) -> dict:
    capsys.readouterr()
    assert salesbook("about", book, ID, "--all", "--json") == 0
    return json.loads(capsys.readouterr().out)["summary"]


def test_every_column_of_their_row_is_there_blank_ones_too(book, capsys):
    facts = gathered(book, capsys)["facts"]
    assert facts["Email"] == EMAIL
    assert facts["Job title"] == ""
    assert facts["Consent how"] == "form at the fair"


def test_rows_that_refer_to_them_or_name_them_are_there(book, capsys):
    tables = gathered(book, capsys)["tables"]
    assert len(tables["Activities"]) == 5
    assert {row["Order ID"] for row in tables["Orders"]} == {"OZ"}
    assert {row["Contact ID"] for row in tables["Contacts"]} == {"C0002", "C0003"}
    assert {"Outbox", "Opportunities", "ScoreHistory", "Problems", "Accounts"} <= tables.keys()


def test_consent_says_when_and_how_and_the_score_is_explained(book, capsys):
    held = gathered(book, capsys)
    assert held["consent"].startswith("Consent: Opted in, on 3 Mar 2025; how: form at the fair.")
    parts = {row["Part"]: row for row in held["score"]}
    assert parts["Recency"]["What it means"]
    assert "Score" in parts


def test_letters_answers_backups_and_undo_are_there(book, capsys):
    held = gathered(book, capsys)
    assert {row["What"] for row in held["ledger"]} == {"A letter", "An answer"}
    kinds = {row["What it is"] for row in held["files"]}
    assert {"backups", "undo", "drafts", "cards", "previews"} <= kinds
    assert all(row["Written"] for row in held["files"])


def test_the_page_says_it_in_words_and_stands_alone(book, capsys):
    number = book_id(book)
    with Ledger.of(number) as ledger:
        ledger.letters.queue([QueuedLetter("<9@x>", f"s.{ID}", "", ID, hashed(EMAIL, number), "x")])
    page = gathered(book, capsys)["page"]
    text = unescape(Path(page).read_text(encoding="utf-8"))
    assert f"What is held about {FULL}" in text
    assert "form at the fair" in text
    assert "<9@x>" in text
    assert "http" not in text.split("</style>")[1]


def test_nothing_in_the_workbook_changes(book):
    before = book.read_bytes()
    assert salesbook("about", book, FULL, "--all") == 0
    assert book.read_bytes() == before


def test_it_is_for_a_person_only(book, capsys):
    assert salesbook("about", book, "A0001", "--all") == 3
    assert "Nobody in Contacts" in capsys.readouterr().err
    assert salesbook("about", book, "A0001") == 0
