"""History: whose scores the chart shows is chosen above it, and its figures are out of sight."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string, get_column_letter

from salesbook.office.workbook import build


@pytest.fixture(scope="module")
def made() -> bytes:
    data = io.BytesIO()
    build(data, book_id="1", today=date(2026, 3, 4))
    return data.getvalue()


@pytest.fixture(scope="module")
def sheet(made):
    return openpyxl.load_workbook(io.BytesIO(made))["History"]


def test_the_names_of_the_newest_day_are_offered_in_the_row_that_stays_in_view(sheet):
    (rule,) = (
        one
        for one in sheet.data_validations.dataValidation
        if one.type == "list" and str(one.sqref).endswith("1")
    )
    assert sheet.freeze_panes == "A3"
    assert re.fullmatch(
        r"OFFSET\(\$B\$2,MATCH\(MAX\((\$A\$3:\$A\$\d+)\),\1,0\),0,MAX\(1,COUNTIF\(\1,MAX\(\1\)\)\),1\)",
        rule.formula1,
    )


def test_it_says_whose_scores_the_chart_shows_and_whose_the_rows_are(sheet):
    said = [cell.value for row in (sheet[1], sheet[2]) for cell in row if isinstance(cell.value, str)]
    assert "Choose a name, or type a Contact ID, for the chart. Blank: everybody." in said
    assert (
        "The rows at the left are everybody's. For one person's, choose the name under the arrow of Name."
        in said
    )


def test_the_figures_are_out_of_sight_and_the_chart_shows_them_all_the_same(made, sheet):
    hidden = [letter for letter, one in sheet.column_dimensions.items() if one.hidden]
    assert hidden
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        charts = [
            parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")
        ]
    (ours,) = (text for text in charts if "History" in text)
    assert '<c:plotVisOnly val="1"/>' not in ours
    named = get_column_letter(column_index_from_string(hidden[0]) + 2)
    assert (
        f"<c:cat><c:strRef><c:f>History!${named}$3:${named}$54" in ours
    )  # days would be a calendar's to LibreOffice
