"""Workbooks of libraries, whose formulas no spreadsheet has calculated: nothing is imported from them."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest
import xlsxwriter

from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk

HEAD = ["Order number", "Customer", "Order date", "Qty", "Price", "Total"]


def by_openpyxl(path, rows, head=HEAD):
    book = openpyxl.Workbook()
    for row in [head, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def asked(desk, path, table="Orders", **more):
    with pytest.raises(BadInput) as error:
        desk.bring(path, table, **more)
    assert desk.rows(table) == []
    return explain(error.value)


def test_a_total_without_a_result(tmp_path):
    path = by_openpyxl(tmp_path / "x.xlsx", [[1, "Acme", "2026-03-31", 2, 5, "=D2*E2"], [2, "Beta", "2026-03-31", 3, 5, "=D3*E3"]])  # fmt: skip
    assert asked(Desk(tmp_path), path) == (
        "2 cells of 'Total' in x.xlsx, the first in row 2, hold formulas that no spreadsheet has calculated yet. Nothing was imported. "
        "Open the file in Excel or LibreOffice, save it, and import it again."
    )


@pytest.mark.parametrize(
    ("row", "header"),
    [
        ([1, '="Ac"&"me"', "2026-03-31", 2, 5, 10], "Customer"),
        ([1, "Acme", "=TODAY()", 2, 5, 10], "Order date"),
        (["=ROW()", "Acme", "2026-03-31", 2, 5, 10], "Order number"),
        ([1, "Acme", "2026-03-31", "=1+1", 5, 10], "Qty"),
    ],
)
def test_any_column_that_is_used(tmp_path, row, header):
    assert f"1 cell of '{header}'" in asked(Desk(tmp_path), by_openpyxl(tmp_path / "x.xlsx", [row]))


def test_a_column_that_is_not_used_is_no_matter(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(by_openpyxl(tmp_path / "x.xlsx", [[1, "Acme", "2026-03-31", "=1+1"]], [*HEAD[:3], "Colour"]), "Orders")  # fmt: skip
    assert desk.column("Orders", "Order ID") == ["1"]


def test_people_too(tmp_path):
    path = by_openpyxl(tmp_path / "x.xlsx", [["Anna Lee", '=LOWER("A@EXAMPLE.COM")']], ["Name", "Email"])
    assert "1 cell of 'Email'" in asked(Desk(tmp_path), path, "Contacts")


def test_zeros_that_wait_for_calculation(tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, [1, "Acme", "2026-03-31", 2, 5, "=D2*E2"])
    assert "1 cell of 'Total'" in asked(Desk(tmp_path), path)


def test_results_that_are_there_count(tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, [1, "Acme", "2026-03-31", 2, 5])
        sheet.write_formula(1, 5, "=D2*E2", None, 10)
    desk = Desk(tmp_path)
    desk.bring(path, "Orders")
    assert desk.column("Orders", "Amount") == [10]


def test_a_table_that_does_not_begin_in_the_first_column(tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        columns = [{"header": name} for name in HEAD]
        sheet.add_table(2, 2, 3, 7, {"columns": columns, "data": [[1, "Acme", "2026-03-31", 2, 5, None]]})
        sheet.write_formula(3, 7, "=F4*G4", None, "")
    with zipfile.ZipFile(path) as book:
        assert b"<v></v>" in book.read("xl/worksheets/sheet1.xml")
    assert "1 cell of 'Total' in x.xlsx, the first in row 4" in asked(Desk(tmp_path), path)
