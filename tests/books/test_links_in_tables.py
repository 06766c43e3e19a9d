"""Links from row to row: new rows get them, and tables that are too long do without."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from salesbook.books.file import FileBook
from salesbook.books.xlsx import fill
from salesbook.office.workbook import build
from salesbook.tables.plan import Extend
from salesbook.tables.resolve import resolve


def links_of(path: Path, rows: int) -> list[str]:
    """The formulas of Go in a new workbook with so many people."""
    build(str(path), book_id="B1", today=date(2026, 3, 2))
    book = FileBook(path)
    seen = book.read(["Contacts"])
    ids = [f"C{number}" for number in range(rows)]
    book.write(
        resolve([Extend("Contacts", {"Contact ID": ids, "Account ID": ["A1"] * rows})], seen).edits, seen.seen
    )
    sheet = openpyxl.load_workbook(path)["Contacts"]
    at = next(cell for row in sheet.iter_rows(max_row=2) for cell in row if cell.value == "Go")
    cells = [sheet.cell(row, at.column).value for row in range(at.row + 1, at.row + rows + 1)]
    return [cell for cell in cells if cell]


@pytest.mark.parametrize(("rows", "links"), [(3, 3), (12, 1)])
def test_new_people_have_a_link_to_their_organisation_as_long_as_the_table_is_not_too_long(
    tmp_path, monkeypatch, rows, links
):
    monkeypatch.setattr(fill, "MOST_LINKS", 10)
    found = links_of(tmp_path / "book.xlsx", rows)
    assert len(found) == links  # the row of a new workbook has one, which then shows nothing
    assert all("HYPERLINK" in formula and "Accounts" in formula for formula in found)
