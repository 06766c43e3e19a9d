"""An action whose part the workbook lacks: whoever clicked or typed is asked whether the part shall come."""

from __future__ import annotations

import io
import json
import shutil

import pytest

from salesbook.books.file import FileBook
from salesbook.books.live import LiveBook
from salesbook.buttons import press
from salesbook.cli.main import main
from tests.books.graft.donors import new_book

QUESTION = "This workbook has no Mailings yet. Add the part mail: 3 sheets (Mailings, Outbox, Do not mail), 4 tables?"
MAIL = {"Mailings", "Outbox", "Do not mail"}


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    """A workbook of core alone."""
    return new_book(tmp_path_factory.mktemp("core") / "book.xlsx", "core")


@pytest.fixture
def path(core, tmp_path):
    return shutil.copy(core, tmp_path / "book.xlsx")


def answering(monkeypatch, book, answer):
    """What is asked in boxes, each of which gets this answer."""
    asked = []

    def alert(_, prompt, _title, buttons, *_more):
        asked.append((prompt, buttons))
        return answer

    monkeypatch.setattr(type(book.app.impl), "alert", alert)
    return asked


def test_a_click_asks_adds_the_part_and_goes_on_with_the_action(book, monkeypatch):
    asked = answering(monkeypatch, book, "yes")
    said = press("drafts", book)
    assert asked == [(QUESTION, "yes_no")]
    assert said.startswith(
        "Added mail: 3 sheets (Mailings, Outbox, Do not mail), 4 tables. Nothing that was there has moved; "
        "undo takes it back. There is no mailing to draft. Add a row to the sheet Mailings first."
    )
    assert set(LiveBook(book).labels()) >= MAIL
    runs = LiveBook(book).read(["Runs"]).grids["Runs"].columns
    assert runs["Action"] == ["add"]


def test_after_no_nothing_is_added_or_done(book, monkeypatch):
    before = answering(monkeypatch, book, "no")
    assert press("drafts", book) == "Nothing was added, and nothing done."
    assert len(before) == 1
    assert MAIL.isdisjoint(LiveBook(book).labels())


def test_where_nothing_can_come_nobody_is_asked(book, monkeypatch):
    book.api.protect("")
    asked = answering(monkeypatch, book, "yes")
    assert press("drafts", book) == (
        "The workbook has no part mail for this, and none can come to it now. book.xlsx: its structure is protected, so no "
        "sheet can come to it. Take the protection off (Review, Protect Workbook), then run this again."
    )
    assert [buttons for _, buttons in asked] == ["ok"]


class Keyboard(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("typed", "comes"), [("mail\n", True), ("\n", False)])
def test_at_a_terminal_the_part_is_typed(path, monkeypatch, capsys, typed, comes):
    monkeypatch.setattr("sys.stdin", Keyboard(typed))
    assert main(["drafts", str(path)]) == 3  # there is no mailing yet
    said = capsys.readouterr().err
    assert f"{QUESTION} Type mail to go on: " in said
    assert ("There is no mailing to draft." in said) is comes
    assert (set(FileBook(path).labels()) >= MAIL) is comes


@pytest.mark.parametrize(
    ("words", "keyboard"), [((), io.StringIO), (("--json",), Keyboard), (("--dry-run",), Keyboard)]
)
def test_where_nobody_can_be_asked_a_sentence_says_how_to_add_it(path, monkeypatch, capsys, words, keyboard):
    monkeypatch.setattr("sys.stdin", keyboard("mail\n"))
    assert main(["drafts", str(path), *words]) == 3
    said = capsys.readouterr()
    assert f"Add the part: salesbook add {path} mail" in said.err
    assert "--json" not in words or json.loads(said.out)["changed"] == 0
    assert MAIL.isdisjoint(FileBook(path).labels())
