"""The hidden sheet behind Home."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from salesbook.office.workbook import build
from salesbook.office.workbook.figures_sheet import FIGURES
from salesbook.schema import PARTS


@pytest.mark.filterwarnings("ignore:.*:UserWarning")  # of openpyxl, on what it cannot keep
def test_each_figure_has_a_cell_of_its_own(tmp_path):
    build(str(tmp_path / "book.xlsx"), book_id="1", today=date(2026, 3, 2))
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")[FIGURES]
    labels = [cell.value for cell in sheet["V"] if cell.value]
    assert {f"Has {part}" for part in PARTS} <= set(labels)
    assert {"Problems open", "Calls that the cadences need in a week"} <= set(labels)
    assert len([row for row in sheet["W"] if row.value is not None]) == len(labels)
