"""Whoever noted something on the front line is told by a letter what came of it: once, a week apart, when a person sends it."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.domain.aftersale import told_notes
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from tests.actions.mail.approved import BOOK_ID, sent
from tests.actions.mail.keep import laid_out
from tests.actions.person import add, put, read, salesbook
from tests.helpers import rows_of

ROWS = {
    "Team": """
        Rep   | Name      | Email             | Role    | Active
        ana   | Ana Ruiz  | ana@firm.example  | Sales   |
        pilar | Pilar Paz | pil@firm.example  | Service |
        ben   | Ben Bo    |                   | Service |
        zoe   | Zoe Zink  | zoe@firm.example  | Service | No
    """,
    "Accounts": "Account ID | Account | Owner\nA1 | Acme | ana\nA2 | Bolt | ana",
    "Contacts": """
        Contact ID | First name | Last name | Account ID | Phone
        C1         | Ada        | Ames      | A1         | +34 976 000 001
        C2         | Bo         | Bow       | A2         | +34 976 000 002
    """,
    "FrontLine": """
        Note ID | When       | By    | Account ID | Heard                    | Type
        N1      | 2026-06-10 | pilar | A1         | they want a second line  | Lead
        N2      | 2026-06-11 | pilar | A2         | Robofilm was there       | Competitor seen
        N3      | 2026-06-11 | pilar | A2         | what is this             |
        N4      | 2026-06-11 | ben   | A2         | they miss the old film   | Need
        N5      | 2026-05-11 | pilar | A2         | long ago                 | Need
        N6      | 2026-06-11 | zoe   | A2         | who left heard it        | Need
    """,
}  # fmt: skip
KEY = "notes."


def _make(path, server_address):
    assert main(["new", str(path), "--with", "core,mail,aftersale", "--today", "2026-06-01"]) == 0
    settings = {
        "Book ID": BOOK_ID, "Firm": "Cierzo", "Default owner": "ana", "Manager": "ana", "Mail server": server_address,
        "Messages a minute": 0, "To one domain a minute": 0, "Postal address": "1 Road", "Opt-out address": "stop@firm.example",
    }  # fmt: skip
    book = FileBook(path)
    seen = book.read(["Settings", *ROWS])
    changes = [Append(name, rows_of(name, text)) for name, text in ROWS.items()]
    changes.append(Set("Settings", list(settings), {"Value": list(settings.values())}))
    book.write(resolve(changes, seen).edits, seen.seen)


@pytest.fixture
def path(tmp_path, server):
    laid_out(tmp_path, ("notes", server.address), lambda desk: _make(desk / "book.xlsx", server.address))
    return tmp_path / "book.xlsx"


def letters(path):
    return [row for row in read(path, "Outbox") if str(row["Draft ID"] or "").startswith(KEY)]


def told_on(path):
    return {
        row["Note ID"]: str(row["Told on"] or "")[:10] for row in read(path, "FrontLine") if row["Note ID"]
    }


def text_of(path):
    (file,) = (path.parent / "book.salesbook" / "drafts").rglob("*.eml")
    body = message_from_bytes(file.read_bytes(), policy=default).get_body(("plain",))
    return body.get_content().replace("\r\n", "\n")


def test_a_letter_says_what_came_of_each_note_and_told_on_says_when(path, capsys):
    salesbook("cycle", path)
    said = capsys.readouterr().err
    assert (
        "1 letter tells a colleague what came of 2 notes. It waits in Outbox: type Send into Decision" in said
    )
    (letter,) = letters(path)
    assert (letter["To"], letter["Status"], letter["Subject"]) == (
        "pil@firm.example", "Draft", "What came of your 2 notes",
    )  # fmt: skip
    text = text_of(path)
    assert "N1, 10 Jun 2026, Acme: they want a second line\nLead: A call to Ada Ames, for ana." in text
    assert "Competitor seen: Something to talk about, and a line of Report." in text
    assert "what is this" not in text
    assert "long ago" not in text
    assert {key for key, day in told_on(path).items() if day} == {"N1", "N2"}
    assert set(told_on(path).values()) == {"2026-06-15", ""}


def test_who_has_no_address_is_named_with_what_to_do_and_told_once_they_have_one(path, capsys):
    salesbook("cycle", path)
    assert (
        "1 colleague cannot be told what came of 1 note: ben. Type Email on Team." in capsys.readouterr().err
    )
    put(path, "Team", "ben", Email="ben@firm.example")
    salesbook("cycle", path)
    assert {row["To"] for row in letters(path)} == {"pil@firm.example", "ben@firm.example"}


def test_nobody_is_told_twice_nor_more_often_than_once_a_week(path):
    salesbook("cycle", path)
    salesbook("cycle", path)
    put(path, "FrontLine", "N3", Type="Need")
    main(["cycle", str(path), "--today", "2026-06-21"])
    assert (len(letters(path)), told_on(path)["N3"]) == (1, "")
    main(["cycle", str(path), "--today", "2026-06-22"])
    assert (len(letters(path)), told_on(path)["N3"]) == (2, "2026-06-22")
    assert letters(path)[1]["Subject"] == "What came of what you noted"


def test_undo_takes_the_letter_back_and_the_note_is_told_by_the_next_click(path):
    salesbook("cycle", path)
    salesbook("undo", path)
    assert (letters(path), set(told_on(path).values())) == ([], {""})
    salesbook("cycle", path)
    assert (len(letters(path)), told_on(path)["N1"]) == (1, "2026-06-15")


def test_without_anybody_to_write_it_is_said_and_nothing_is_told(path, capsys):
    put(path, "Team", "ana", Email=None)
    salesbook("cycle", path)
    assert (
        "Nobody is there to tell 1 colleague what came of 2 notes: fill in Manager" in capsys.readouterr().err
    )
    assert (letters(path), set(told_on(path).values())) == ([], {""})


def test_it_leaves_once_a_person_sends_it_and_is_no_touch_of_anybody(path, server):
    salesbook("cycle", path)
    put(path, "Outbox", letters(path)[0]["Draft ID"], Decision="Send")
    sent(path, name="letters")
    assert server.stored() == {"pil@firm.example": 1}
    assert letters(path)[0]["Status"] == "Sent"
    assert [row for row in read(path, "Activities") if row["Activity ID"]] == []


def test_other_letters_of_the_same_click_are_drafted_beside_it(path):
    put(path, "Contacts", "C1", Email="ada@a.example")
    add(
        path,
        "Opportunities",
        {"Opportunity ID": "O1", "Account ID": "A1", "Contact ID": "C1", "Owner": "ana", "Result": "Won", "Created": "2026-05-02", "Closed": "2026-06-11"},
    )  # fmt: skip
    salesbook("cycle", path)
    files = {row["Draft ID"]: row for row in read(path, "Outbox") if row["Draft ID"]}
    assert len(files) == 2
    assert len(list((path.parent / "book.salesbook" / "drafts").rglob("*.eml"))) == 2


def test_a_letter_tells_of_the_earliest_notes_and_the_next_one_of_those_that_are_left(
    path, capsys, monkeypatch
):
    monkeypatch.setattr(told_notes, "MOST_NOTES", 1)
    salesbook("cycle", path)
    assert (
        "A letter tells of 1 note, the earliest first: 1 more comes with the next ones."
        in capsys.readouterr().err
    )
    assert (letters(path)[0]["Subject"], told_on(path)["N1"], told_on(path)["N2"]) == (
        "What came of what you noted",
        "2026-06-15",
        "",
    )
    main(["cycle", str(path), "--today", "2026-06-22"])
    assert (len(letters(path)), told_on(path)["N2"]) == (2, "2026-06-22")
