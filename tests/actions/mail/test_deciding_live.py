"""The click Campaigns in an open workbook lays the letters to executives ready, and Undo takes them away again."""

from __future__ import annotations

import pytest

from salesbook.buttons import press
from tests.actions.mail.clicking import column
from tests.actions.mail.deciding import in_review


@pytest.fixture
def path(tmp_path):
    return in_review(tmp_path, "localhost:25")


def test_a_click_writes_the_letters_and_undo_takes_them_back(book, path):
    assert press("campaigns", book).startswith(
        "2 letters ask for a decision: see Outbox. 0 campaigns, 0 live;"
    )
    assert column(book, "Outbox", "Name") == ["Marta", "Jo"]
    drafts = path.parent / "book.salesbook" / "drafts"
    assert len(list(drafts.rglob("*.eml"))) == 2
    press("undo", book)
    assert column(book, "Outbox", "Name") == []
    assert not list(drafts.rglob("*.eml"))
