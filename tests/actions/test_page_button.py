"""Page: the page of whatever proposition or campaign is selected, in the open book."""

from __future__ import annotations

import pytest

from salesbook.books.live import LiveBook
from salesbook.buttons import press
from salesbook.cli.main import main
from tests.actions.mail.clicking import column, select


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "book.xlsm"
    assert main(["new", str(path), "--sample", "--contacts", "40", "--with", "all"]) == 0
    assert main(["campaigns", str(path)]) in {0, 1}
    return path


def test_the_page_of_the_selected_row_opens_of_each_of_the_tables_of_a_sheet(book, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    grids = LiveBook(book).read(["Approvals", "Pitches"]).grids
    for grid, header in ((grids["Approvals"], "Department"), (grids["Pitches"], "Name")):
        select(book, grid.sheet, f"{grid.letters[header]}{grid.top}")
        assert press("page", book).startswith("The page of ")
    assert len(opened) == 2
    select(book, "Settings", "A3")
    assert press("page", book).startswith("No row is selected.")


def test_on_who_to_ask_the_tree_opens_as_a_page_and_write_letter_drafts_the_letter_of_the_row(
    book, path, monkeypatch
):
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    before = path.read_bytes()
    assert press("tree", book).startswith("The page of referrals is in your browser: referrals ")
    assert (len(opened), path.read_bytes()) == (1, before)
    select(book, "Who to ask", "A1")
    assert press("letter", book).startswith("No line of Calls or of Who to ask is selected.")
    press("referrals", book)
    grids = LiveBook(book).read(["ReferralAsks", "Contacts"]).grids
    asks, contacts = grids["ReferralAsks"], grids["Contacts"]
    cells = zip(*(contacts.columns[name] for name in ("Consent", "Email", "Do not email")), strict=True)
    mail = dict(zip(contacts.handles, cells, strict=True))
    row = next(
        row for row, who in enumerate(asks.columns["Contact ID"])
        if who and mail[who][0] != "Opted out" and mail[who][1] and not mail[who][2]
    )  # fmt: skip
    select(book, asks.sheet, f"{asks.letters['Name']}{asks.top + row}")
    there = len(column(book, "Outbox", "Template"))
    assert press("letter", book).startswith("A letter to ")
    assert column(book, "Outbox", "Template")[there:] == [f"letters/{asks.columns['Letter'][row]}"]
