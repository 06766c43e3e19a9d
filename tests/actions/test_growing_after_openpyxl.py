"""Books that openpyxl saved last, which writes drawings and relations with prefixes of its own, grow as others do."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.actions.growing import grown
from tests.books.graft.donors import new_book
from tests.books.table_check import table_problems

FIRST = Path(__file__).parents[1] / "books" / "shapes" / "first.xlsx"
pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning")  # of openpyxl, on what it cannot keep


def saved(book: Path, path: Path) -> Path:
    """The book as openpyxl saves it."""
    openpyxl.load_workbook(book).save(path)
    return path


def explained(path: Path) -> set[tuple[str, str]]:
    """The sheets and headers of which something is said while they are selected."""
    return {
        (sheet.title, str(sheet[str(rule.sqref)].value))
        for sheet in openpyxl.load_workbook(path)
        for rule in sheet.data_validations.dataValidation
        if rule.prompt and ":" not in str(rule.sqref) and str(rule.sqref).rstrip("12").isalpha()
    }


def test_parts_come_with_what_is_said_of_their_columns(tmp_path):
    book = saved(new_book(tmp_path / "new.xlsx", "core"), tmp_path / "book.xlsx")
    before = explained(book)
    assert grown("add", book, part=["mail", "history"]).messages[0].startswith("Added mail, history: ")
    assert table_problems(book) == []
    assert before < explained(book)


def test_an_older_book_gets_what_is_said_of_new_columns_and_then_buttons(tmp_path):
    book = saved(FIRST, tmp_path / "book.xlsx")
    grown("upgrade", book)
    assert table_problems(book) == []
    assert {("Calls", "Topic"), ("Contacts", "Country")} <= explained(book)
    made = tmp_path / "book.xlsm"
    grown("upgrade", saved(book, book), to=made)
    assert table_problems(made) == []
