"""Draft emails and Preview, clicked in a workbook that is open in LibreOffice."""

from __future__ import annotations

import webbrowser

import pytest

from salesbook.books.live import LiveBook
from salesbook.buttons import press
from salesbook.cli.main import main
from salesbook.tables.last_result import RESULT_LINE, RESULT_PLACE
from tests.actions.mail.clicking import column, select


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "book.xlsm"
    assert main(["new", str(path), "--sample", "--contacts", "40"]) == 0
    return path


def test_the_mailing_whose_row_is_selected_is_drafted(book, path):
    row = 3 + column(book, "Mailings", "Mailing ID").index("reconnect")
    select(book, "Mailings", f"D{row}")
    said = press("drafts", book)
    assert said.startswith("reconnect: ")
    assert " left out: " in said or "draft" in said
    drafts = list((path.with_name("book.salesbook") / "drafts" / "reconnect").glob("*.eml"))
    assert len(drafts) == len(column(book, "Outbox", "To")) > 0
    assert set(column(book, "Outbox", "Status")) == {"Draft"}


def test_with_another_row_selected_and_two_mailings_it_asks_for_one(book):
    select(book, "Home", "A1")
    said = press("drafts", book)
    assert said == "2 mailings fit. Name one: news, reconnect."
    assert column(book, "Outbox", "To") == []


def test_a_click_on_preview_opens_the_page(book, path, monkeypatch):
    shown = []
    monkeypatch.setattr(webbrowser, "open", shown.append)
    select(book, "Mailings", "A3")
    said = press("preview", book)
    page = path.with_name("book.salesbook") / "previews" / "news.html"
    assert shown == [page.as_uri()]
    told = "16 letters of news are in your browser: news.html, in the folder book.salesbook/previews."
    assert said.startswith(f"{told} ")
    held = {name: book.names[name].refers_to_range.value for name in (RESULT_LINE, RESULT_PLACE)}
    assert held[RESULT_LINE].endswith(told)
    assert held[RESULT_PLACE] == page.as_uri()


def test_undo_takes_the_drafts_and_their_files_back(book, path):
    select(book, "Mailings", "A3")
    press("drafts", book)
    press("undo", book)
    assert column(book, "Outbox", "To") == []
    assert not list((path.with_name("book.salesbook") / "drafts" / "news").glob("*.eml"))


def test_write_letter_drafts_the_one_that_goes_with_the_selected_line_and_opens_it(book, path, monkeypatch):
    shown = []
    monkeypatch.setattr(webbrowser, "open", shown.append)
    press("today", book)
    calls = LiveBook(book).read(["Calls", "Contacts"]).grids
    consent = dict(
        zip(
            calls["Contacts"].handles,
            zip(*(calls["Contacts"].columns[c] for c in ("Consent", "Email", "Do not email")), strict=True),
            strict=True,
        )
    )
    row = next(
        row for row, who in enumerate(calls["Calls"].columns["Contact ID"])
        if who and consent[who][0] != "Opted out" and consent[who][1] and not consent[who][2]
    )  # fmt: skip
    select(book, "Calls", f"E{calls['Calls'].top + row}")
    said = press("letter", book)
    assert said.startswith("A letter to ")
    [file] = (path.with_name("book.salesbook") / "drafts" / "single letters").glob("*.eml")
    assert shown == [file.as_uri()]
    template = calls["Calls"].columns["Letter"][row] or "after-call"
    assert column(book, "Outbox", "Template") == [f"letters/{template}"]


def test_write_letter_without_a_line_says_what_to_do(book):
    select(book, "Home", "A1")
    assert (
        press("letter", book)
        == "No line of Calls or of Who to ask is selected. Click into the line of the person, then click Write letter."
    )
