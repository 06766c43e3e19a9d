"""A small workbook whose mailing "spring" is approved, and the letters of it that leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from salesbook.actions.mail.send import Clock, send_letters
from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.tables.plan import Append, Set
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.actions.mail.keep import laid_out
from tests.actions.mail.newsletter import NEWS
from tests.actions.person import TODAY, put, read, salesbook
from tests.mail.smtpd import Running
from tests.sessions import session

BOOK_ID = "book-of-tests"
PEOPLE = (
    ("C1", "ana@a.example"), ("C2", "no-bo@b.example"), ("C3", "cy@c.example"), ("C4", "lost-di@d.example"),
)  # fmt: skip
RUNNER = Runner("ana", "desk", datetime(2026, 6, 15, 9, 0))


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = 1_781_514_000.0  # 15 June 2026

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += seconds


def a_book(
    folder: Path,
    server: Running,
    *,
    people: Iterable[tuple[str, str]] = PEOPLE,
    per_day: float = 0,
    sender: str = "ana@firm.example",
) -> Path:
    """A workbook with a mailing that somebody has approved."""
    people = tuple(people)
    made_of = (people, server.address, per_day, sender)
    laid_out(folder, made_of, lambda desk: _approved(desk, *made_of))
    return folder / "book.xlsx"


def _approved(
    folder: Path, people: tuple[tuple[str, str], ...], address: str, per_day: float, sender: str
) -> None:
    path = folder / "book.xlsx"
    assert main(["new", str(path)]) == 0
    (folder / "templates" / "newsletters").mkdir(parents=True, exist_ok=True)
    (folder / "templates" / "newsletters" / "spring.md").write_text(NEWS, encoding="utf-8")
    book = FileBook(path)
    seen = book.read(["Settings", "Team", "Contacts", "Mailings"])
    settings = {
        "Book ID": BOOK_ID, "Firm": "Firm", "Default owner": "ana", "Postal address": "1 Road", "Opt-out address": "stop@firm.example",
        "Mail server": address, "Messages a minute": 0, "To one domain a minute": 0, "Messages a day": per_day,
    }  # fmt: skip
    changes = [
        Set("Settings", list(settings), {"Value": list(settings.values())}),
        Append("Team", [{"Rep": "ana", "Name": "Ana Ruiz", "Email": sender}, {"Rep": "ben", "Name": "Ben"}]),
        Append("Contacts", [
            {"Contact ID": key, "First name": key, "Last name": "Reader", "Email": email, "Consent": "Opted in", "Kind": "Customer", "Owner": "ana"}
            for key, email in people
        ]),
        Append("Mailings", [{"Mailing ID": "spring", "Template": "spring", "Audience": "everyone", "Author": "ben"}]),
    ]  # fmt: skip
    book.write(resolve(changes, seen).edits, seen.seen)
    salesbook("drafts", path, "spring")
    put(path, "Mailings", "spring", Approved_by="ana")
    salesbook("drafts", path, "spring")


def sent(path: Path, *, time: Time | None = None, agree: bool = True, **more: object):
    """`send`, with a person who types the name; questions are kept in `sent.asked`."""
    time = time or Time()

    def ask(question: object) -> bool:
        sent.asked.append(question)
        return agree

    sent.asked = []
    doing = {name: more.pop(name) for name in ("dry_run", "patience") if name in more}
    return send_letters(
        session("send", FileBook(path), today=TODAY, runner=RUNNER, **doing), more.pop("name", "spring"),
        **{"to": "smtp", **more}, ask=ask, clock=Clock(time.now, time.sleep),
    )  # fmt: skip


def statuses(path: Path) -> dict[str, str]:
    """By Contact ID the status of the letter."""
    return {str(row["Contact ID"]): str(row["Status"]) for row in read(path, "Outbox")}


def letter_to(path: Path, contact: str) -> dict[str, object]:
    """The first row of Outbox to somebody."""
    return next(row for row in read(path, "Outbox") if row["Contact ID"] == contact)
