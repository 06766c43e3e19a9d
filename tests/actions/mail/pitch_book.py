"""A small firm whose live campaign VMI-1 pitches vendor-managed inventory by mail, with the mailing "offer"."""

from __future__ import annotations

from pathlib import Path

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.actions.mail.approved import BOOK_ID
from tests.actions.mail.keep import laid_out
from tests.helpers import rows_of

SETTINGS = {
    "Book ID": BOOK_ID, "Firm": "Cierzo", "Default owner": "ana", "Postal address": "1 Road", "Opt-out address": "stop@firm.example",
    "Messages a minute": 0, "To one domain a minute": 0, "Who approves": "Finance: Marta; Operations: Jo",
}  # fmt: skip
ROWS = {
    "Team": "Rep | Name | Email\nana | Ana Ruiz | ana@firm.example\nben | Ben Lee | ben@firm.example",
    "Contacts": """
        Contact ID | First name | Last name | Email         | Consent  | Kind     | Decision maker | Owner | Created
        C1         | Ada        | Ames      | ada@a.example | Opted in | Customer | Yes            | ana   | 2026-01-10
        C2         | Ben        | Bow       | bo@b.example  | Opted in | Customer | Yes            | ana   | 2026-01-10
        C3         | Cleo       | Cook      | cy@c.example  | Opted in | Customer | Yes            | ana   | 2026-01-10
    """,
    "Propositions": """
        Proposition ID | Title                    | Promise                                | Cohort    | Version | Stage | Why they care             | Template
        VMI            | Vendor-managed inventory | Your shelf is full & you count nothing | Customers | 1       | Live  | A line that stops is dear |
    """,
    "Approvals": """
        Proposition ID | Version | Department | Who   | Decision | Decided on
        VMI            | 1       | Finance    | Marta | Approve  | 2026-05-20
        VMI            | 1       | Operations | Jo    | Approve  | 2026-05-20
    """,
    "Cohorts": "Cohort | Rule\nCustomers | Kind = Customer",
    "Campaigns": """
        Campaign ID | Proposition ID | Version | Cohort    | Channels | Calls a day | Start      | Status
        VMI-1       | VMI            | 1       | Customers | Email    | 5           | 2026-06-01 | Live
    """,
    "Mailings": """
        Mailing ID | Template | Audience | Author | Campaign ID
        offer      |          | everyone | ben    | VMI-1
        news       | news     | everyone | ben    |
    """,
}  # fmt: skip
TEXT = """Subject: {{ proposition.title }}
Sender: owner
Language: en
Question: Shall we talk?
Answers: Yes, ring me | Interested later: in spring | Not relevant

{{ greeting() }}

{{ proposition.promise }}. {{ proposition.why_they_care }}. Since {{ campaign.start | date }}.

{{ rep.name }}
"""


def pitch_book(folder: Path, server: str = "") -> Path:
    """The workbook, with a letter "vmi" and a newsletter "news" beside it that both tell of the proposition."""
    laid_out(folder, ("pitch", server), lambda desk: _make(desk / "book.xlsx", server))
    return folder / "book.xlsx"


def _make(path: Path, server: str) -> None:
    assert main(["new", str(path), "--with", "all"]) == 0
    settings = {**SETTINGS, **({"Mail server": server} if server else {})}
    book = FileBook(path)
    seen = book.read(["Settings", *ROWS])
    changes = [Append(name, rows_of(name, text)) for name, text in ROWS.items()]
    changes.append(Set("Settings", list(settings), {"Value": list(settings.values())}))
    book.write(resolve(changes, seen).edits, seen.seen)
    for name in ("letters/vmi", "newsletters/news"):
        write_text(path, name)


def write_text(book: Path, name: str, text: str = TEXT) -> None:
    """A text beside the workbook."""
    path = book.parent / "templates" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
