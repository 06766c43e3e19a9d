"""A workbook whose proposition is in review, executives who are asked to decide on it, and what they answer."""

from __future__ import annotations

from pathlib import Path

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.actions.mail.answers import mail
from tests.actions.mail.approved import BOOK_ID, sent
from tests.actions.mail.keep import laid_out
from tests.actions.person import put, read, salesbook
from tests.helpers import rows_of

ROWS = {
    "Team": """
        Rep | Name     | Email
        ana | Ana Ruiz | ana@firm.example
        jo  | Jo Vidal | jo@firm.example
    """,
    "Executives": """
        Department | Executive | Email               | Stand-in
        Finance    | Marta     | marta@firm.example  | Eve
        Legal      | Kai       | kai@firm.example    |
    """,
    "Propositions": """
        Proposition ID | Title                    | Promise            | Cohort    | Version | Stage     | Sponsor
        VMI            | Vendor-managed inventory | We fill your shelf | Customers | 1       | In review | Ana Ruiz
    """,
    "Cohorts": "Cohort | Rule | Meaning\nCustomers | Kind = Customer | Whoever buys",
    "Approvals": """
        Proposition ID | Version | Department | Who   | What          | Decision | Concern            | Resolution         | Decided on
        VMI            | 1       | Finance    | Marta |               | Object   | Stock on our books | They pay a deposit | 2026-06-01
        VMI            | 1       | Operations | Kim   | Train drivers | Pending  |                    |                    |
    """,
}  # fmt: skip
WHO = "Finance: Marta; Operations: Jo; Production: Jo"


def in_review(folder: Path, server_address: str) -> Path:
    """The workbook: Finance has objected and was answered; Jo speaks for Operations and Production."""
    laid_out(folder, ("in review", server_address), lambda desk: _made(desk / "book.xlsx", server_address))
    return folder / "book.xlsx"


def _made(path: Path, server_address: str) -> None:
    assert main(["new", str(path), "--with", "all"]) == 0
    settings = {
        "Book ID": BOOK_ID, "Firm": "Firm", "Who approves": WHO, "Mail server": server_address, "Messages a minute": 0,
        "To one domain a minute": 0, "Default owner": "ana",
    }  # fmt: skip
    book = FileBook(path)
    seen = book.read([*ROWS, "Settings"])
    changes = [
        Set("Settings", list(settings), {"Value": list(settings.values())}),
        *(Append(name, rows_of(name, text)) for name, text in ROWS.items()),
    ]
    book.write(resolve(changes, seen).edits, seen.seen)


def requests(path: Path) -> dict[str, dict[str, object]]:
    """By the name of whoever is asked the row of Outbox, the last of several."""
    return {str(row["Name"]): row for row in read(path, "Outbox")}


def ask(path: Path) -> None:
    """Draft the requests, decide to send all of them, and send them."""
    salesbook("campaigns", path)
    for row in read(path, "Outbox"):
        if row["Status"] == "Draft":
            put(path, "Outbox", str(row["Draft ID"]), Decision="Send")
    sent(path, name="letters")


def answer(
    path: Path, box: Path, who: str, words: str, *, sender: str = "", name: str = "1", **headers: str
) -> None:
    """A mail that answers the request to somebody, as mail programs write it."""
    row = requests(path)[who]
    mail(
        box, name, sender or str(row["To"]), f"{words}\n\nOn Mon, 15 Jun 2026 at 09:00, Ana Ruiz <ana@firm.example> wrote:\n> Approve\n> Object: the reason\n",
        In_Reply_To=str(row["Message ID"]), subject=f"Re: {row['Subject']}", **headers,
    )  # fmt: skip


def decisions(path: Path) -> list[tuple[object, ...]]:
    """Department, Who, Decision and Concern of all rows that wait or decide, without what must be ready."""
    return [
        tuple(row[name] for name in ("Department", "Who", "Decision", "Concern"))
        for row in read(path, "Approvals")
        if not row["What"]
    ]
