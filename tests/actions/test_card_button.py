"""Card: the page of whoever's row is selected, on each sheet that has the button."""

from __future__ import annotations

import pytest

from salesbook.buttons import press
from salesbook.cli.main import main
from tests.actions.mail.clicking import select


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "book.xlsm"
    assert main(["new", str(path), "--sample", "--contacts", "12"]) == 0
    assert main(["today", str(path)]) in {0, 1}
    return path


@pytest.fixture
def opened(monkeypatch):
    """The pages that a browser was asked to show."""
    pages: list[str] = []
    monkeypatch.setattr("webbrowser.open", pages.append)
    return pages


def test_the_page_of_the_selected_row_opens_on_every_sheet_and_a_cell_elsewhere_is_told(book, opened):
    for sheet in ("Calls", "Contacts", "Accounts", "Activities", "Opportunities", "Orders"):
        select(book, sheet, "A3")
        assert press("card", book).startswith("The card of ")
    assert len(opened) == 6
    assert all(page.startswith("file:") and page.endswith(".html") for page in opened)
    select(book, "Settings", "A3")
    assert press("card", book).startswith("No row is selected.")
    assert len(opened) == 6
