"""A sample book whose mailing "news" has a text of its own, and what became of its letters."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.actions.person import put, read, salesbook

NEWS = """Subject: News for {{ contact.first_name or "you" }}
Sender: owner
Language: en
Question: Shall we ring you?
Answers: Yes | No

{{ greeting() }}

You are {{ contact.kind or "somebody we know" }}, kept by {{ rep.name }} of {{ firm.firm }}.
{% if account.account %}
Your firm is {{ account.account }}.
{% endif %}
"""


def sample_book(folder: Path) -> Path:
    """The workbook, with its text beside it."""
    path = folder / "book.xlsx"
    assert salesbook("new", path, "--sample", "--contacts", 40) == 0
    text = folder / "templates" / "newsletters" / "mine.md"
    text.parent.mkdir(parents=True)
    text.write_text(NEWS, encoding="utf-8")
    put(path, "Mailings", "news", Template="mine", Audience="everyone")
    return path


def approve(book: Path) -> None:
    salesbook("drafts", book, "news")
    put(book, "Mailings", "news", Approved_by="Ana", Approved_on=datetime(2026, 6, 15))
    salesbook("drafts", book, "news")
    assert mailing(book)["Status"] == "Approved"


def outbox(path: Path) -> dict[str, dict[str, object]]:
    """By Contact ID the row of Outbox."""
    return {row["Contact ID"]: row for row in read(path, "Outbox")}


def mailing(path: Path, key: str = "news") -> dict[str, object]:
    """The row of Mailings."""
    return next(row for row in read(path, "Mailings") if row["Mailing ID"] == key)


def files(path: Path, mailing: str = "news") -> dict[str, bytes]:
    """By name the drafts of a mailing."""
    folder = path.with_name(f"{path.stem}.salesbook") / "drafts" / mailing
    return {file.name: file.read_bytes() for file in folder.glob("*")}
