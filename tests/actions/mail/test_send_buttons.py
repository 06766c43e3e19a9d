"""Send approved and Read answers, clicked in a workbook that is open in LibreOffice, with a real mail server."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from salesbook import buttons
from salesbook.books.live import LiveBook
from salesbook.buttons import press
from salesbook.cli.main import main
from salesbook.tables.plan import Set
from salesbook.tables.resolve import resolve
from salesbook.util import logfile
from tests.actions.mail.clicking import column, select
from tests.mail.smtpd import running


@pytest.fixture
def server(tmp_path):
    with running(tmp_path) as server:
        yield server


@pytest.fixture
def book(office, tmp_path, server, monkeypatch):
    """A sample whose mailing to past customers is approved, open."""
    monkeypatch.setattr(logfile, "log_file", lambda: tmp_path / "salesbook.log")
    path = tmp_path / "book.xlsm"
    assert main(["new", str(path), "--sample", "--contacts", "60"]) == 0
    opened = office.books.open(path)
    settings = {"Mail server": server.address, "Messages a minute": 0, "To one domain a minute": 0, "Mailbox": str(tmp_path / "mails")}  # fmt: skip
    (tmp_path / "mails").mkdir()
    put(opened, "Settings", Value=settings)
    select(opened, "Mailings", "A4")
    press("drafts", opened)
    put(opened, "Mailings", **{"Approved by": {"reconnect": "Ana"}})
    press("drafts", opened)
    yield opened
    opened.close()


def put(book, table: str, **columns: dict[str, object]) -> None:
    """Type into rows."""
    live = LiveBook(book)
    seen = live.read([table])
    changes = [Set(table, list(cells), {name: list(cells.values())}) for name, cells in columns.items()]
    live.write(resolve(changes, seen).edits, seen.seen)


def asked(monkeypatch, answer: bool) -> list[str]:
    questions: list[str] = []
    monkeypatch.setattr(
        buttons._Clicker, "agrees", lambda _, question, __: questions.append(question.text) or answer
    )
    return questions


def test_a_click_asks_once_and_sends_what_is_approved(book, server, monkeypatch):
    waiting = column(book, "Outbox", "Status").count("Approved")
    questions = asked(monkeypatch, answer=True)
    said = press("send", book)
    assert said.startswith(f"reconnect: {waiting} approved = {waiting} sent.")
    [question] = questions
    assert question.startswith(f"Send {waiting} message")
    assert len(server.stored()) == waiting > 0
    assert column(book, "Outbox", "Status").count("Sent") == waiting


def test_a_no_sends_nothing(book, server, monkeypatch):
    asked(monkeypatch, answer=False)
    assert press("send", book) == "Nothing was sent."
    assert server.events("stored") == []


def test_from_outbox_the_mailing_of_the_selected_letter_is_sent(book, server, monkeypatch):
    asked(monkeypatch, answer=True)
    select(book, "Outbox", "B3")
    assert press("send", book).startswith("reconnect: ")
    assert server.stored()


def test_a_click_reads_the_answers(book, monkeypatch, tmp_path: Path):
    asked(monkeypatch, answer=True)
    press("send", book)
    answer = EmailMessage()
    answer["From"], answer["Subject"] = column(book, "Outbox", "To")[0], "Re: hello"
    answer["In-Reply-To"], answer["Message-ID"] = column(book, "Outbox", "Message ID")[0], "<1@their.example>"
    answer.set_content("Good to hear from you. Ring me.")
    (tmp_path / "mails" / "1.eml").write_bytes(bytes(answer))
    assert press("inbox", book) == "1 mail = 1 reply."
    assert column(book, "Outbox", "Status")[0] == "Replied"
    assert "Good to hear from you. Ring me." in column(book, "Activities", "Their words")


def test_what_was_sent_by_a_click_cannot_be_undone(book, monkeypatch):
    monkeypatch.setattr(book.app.__class__, "alert", lambda *_, **__: "ok")
    asked(monkeypatch, answer=True)
    press("send", book)
    said = press("undo", book)
    assert "letters that left and answers that came cannot be taken back" in said
    assert "Sent" in column(book, "Outbox", "Status")
