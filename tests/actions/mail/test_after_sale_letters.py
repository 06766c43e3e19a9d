"""Letters that follow an event, and the letter of welcome, are drafted once by Cycle, and wait until a person sends them."""

from __future__ import annotations

import pytest

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.actions.mail.approved import BOOK_ID
from tests.actions.mail.keep import laid_out
from tests.actions.person import put, read, salesbook
from tests.helpers import rows_of

SETTINGS = {
    "Book ID": BOOK_ID,
    "Firm": "Cierzo",
    "Default owner": "ana",
    "Postal address": "1 Road",
    "Opt-out address": "stop@firm.example",
}
# Today is 15 June 2026; the part came on the first. Deals of four customers were won, two of them with somebody who gets no letter.
ROWS = {
    "Team": "Rep | Name | Email | Role\nana | Ana Ruiz | ana@firm.example | Sales\nben | Ben Bo | ben@firm.example | Service",
    "Accounts": "Account ID | Account | Owner\nA1 | Acme | ana\nA2 | Bolt | ana\nA3 | Cado | ana\nA4 | Dove | ana",
    "Contacts": """
        Contact ID | First name | Last name | Email         | Language | Consent   | Account ID
        C1         | Ada        | Ames      | ada@a.example | en       |           | A1
        C2         | Bo         | Bow       | bo@b.example  | de       |           | A2
        C3         | Cleo       | Cook      | cl@c.example  | en       |           | A3
        C4         | Dan        | Dow       | dan@d.example | en       | Opted out | A4
    """,
    "Activities": "Activity ID | When | Contact ID | Channel | Direction | Outcome\nT1 | 2026-06-05 | C3 | Call | In | Complaint",
    "Opportunities": "Opportunity ID | Account ID | Owner | Result | Created | Closed\n"
    + "\n".join(f"O{n} | A{n} | ana | Won | 2026-05-02 | 2026-06-11" for n in (1, 2, 3, 4)),
}  # fmt: skip


def _make(path):
    assert main(["new", str(path), "--with", "core,mail,aftersale", "--today", "2026-06-01"]) == 0
    book = FileBook(path)
    seen = book.read(["Settings", "Duties", *ROWS])
    changes = [Append(name, rows_of(name, text)) for name, text in ROWS.items()]
    changes.append(Set("Settings", list(SETTINGS), {"Value": list(SETTINGS.values())}))
    changes.append(Set("Duties", ["Handoff"], {"Role": ["Service"]}))
    book.write(resolve(changes, seen).edits, seen.seen)


@pytest.fixture
def path(tmp_path):
    laid_out(tmp_path, "welcome", lambda desk: _make(desk / "book.xlsx"))
    return tmp_path / "book.xlsx"


def outbox(path):
    return {row["Draft ID"]: row for row in read(path, "Outbox") if row["Draft ID"]}


def test_what_follows_by_letter_waits_in_outbox_once(path, capsys):
    assert salesbook("cycle", path) in {0, 1}
    told = capsys.readouterr().err
    assert "2 letters of Handoffs and Follow-ups wait in Outbox until you send them." in told
    assert (
        "2 letters of Handoffs and Follow-ups not drafted: 1 complaint open, 1 opted out. Ring them instead."
        in told
    )
    found = outbox(path)
    assert {(row["Contact ID"], row["Template"], row["Status"]) for row in found.values()} == {
        ("C1", "letters/thank-you", "Draft"), ("C2", "letters/thank-you", "Draft"),
    }  # fmt: skip
    salesbook("cycle", path)
    assert outbox(path) == found


def test_who_accepts_welcomes_the_customer_once(path):
    salesbook("cycle", path)
    put(path, "Handoffs", "H-O1", Accepted_on="2026-06-15")
    salesbook("cycle", path)
    welcome = outbox(path)["welcome.H-O1"]
    assert (welcome["Contact ID"], welcome["Status"], welcome["To"]) == ("C1", "Draft", "ada@a.example")
    text = next((path.parent / "book.salesbook" / "drafts").rglob("welcome*.eml")).read_text(encoding="utf-8")
    assert "ben@firm.example" in text  # from the new owner
    salesbook("cycle", path)
    assert sum(key.startswith("welcome") for key in outbox(path)) == 1


def test_undo_takes_back_the_owner(path):
    salesbook("cycle", path)
    put(path, "Handoffs", "H-O1", Accepted_on="2026-06-15")
    salesbook("cycle", path)
    assert read(path, "Accounts")[0]["Owner"] == "ben"
    salesbook("undo", path)
    assert read(path, "Accounts")[0]["Owner"] == "ana"


def test_a_letter_that_is_not_there_is_a_problem_with_its_cell(path):
    row = next(row for row in read(path, "FollowUps") if row["Event"] == "Won")
    book = FileBook(path)
    seen = book.read(["FollowUps"])
    handle = seen.grids["FollowUps"].handles[[*seen.grids["FollowUps"].columns["Event"]].index("Won")]
    book.write(resolve([Set("FollowUps", [handle], {"Letter": ["thanks-a-lot"]})], seen).edits, seen.seen)
    assert row["Letter"] == "thank-you"
    assert salesbook("cycle", path) == 1
    assert "There is no letter 'thanks-a-lot'" in str(read(path, "Problems"))
    assert outbox(path) == {}
