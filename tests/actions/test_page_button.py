"""Page: the page of whatever proposition or campaign is selected, in the open book."""

from __future__ import annotations

import pytest

from salesbook.books.live import LiveBook
from salesbook.buttons import press
from salesbook.cli.main import main
from tests.actions.mail.clicking import select


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
    for grid, column in ((grids["Approvals"], "Department"), (grids["Pitches"], "Name")):
        select(book, grid.sheet, f"{grid.letters[column]}{grid.top}")
        assert press("page", book).startswith("The page of ")
    assert len(opened) == 2
    select(book, "Settings", "A3")
    assert press("page", book).startswith("No row is selected.")


def test_the_tree_of_referrals_opens_as_a_page_and_the_workbook_stays_as_it_was(book, path, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    before = path.read_bytes()
    assert press("tree", book).startswith("The page of referrals is in your browser: referrals ")
    assert len(opened) == 1
    assert path.read_bytes() == before
