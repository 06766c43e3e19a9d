"""What a workbook shows counts: numbers padded by their format, and merged cells."""

from __future__ import annotations

from datetime import date

import pytest
import xlsxwriter

from salesbook.books.foreign.shown import as_shown
from tests.domain.importing.desk import Desk, messages, reasons


def padded(path, code="00000", values=(123, 45678), header="Customer number"):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("People")
        form = book.add_format({"num_format": code})
        sheet.write_row(0, 0, [header, "Name", "Email"])
        for number, value in enumerate(values, 1):
            sheet.write(number, 0, value, form)
            sheet.write_row(number, 1, [f"Anna Lee{chr(96 + number)}", f"{number}@example.com"])
    return path


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (123, "00000", "00123"),
        (123456, "00000", "123456"),
        (0, "000", "000"),
        (123, "#00000", "00123"),
        (1234567, "000-0000", "123-4567"),
        (123456789, "00000\\-0000", "12345-6789"),
        (42, '"K-"0000', "K-0042"),
        (42, "\\K0000", "K0042"),
    ],
)
def test_a_number_as_its_format_pads_it(number, code, text):
    assert as_shown(number, code) == text


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("00000", ["00123", "45678"]),
        ('"K-"00000', ["K-00123", "K-45678"]),
        ("[Red]00000;-00000", ["00123", "45678"]),
        ("0", ["123", "45678"]),
        ("General", ["123", "45678"]),
        ("#,##0", ["123", "45678"]),
        ("0.00", ["123", "45678"]),
        ("0000%", ["123", "45678"]),
    ],
)
def test_an_id_is_what_its_cell_shows(tmp_path, code, numbers):
    desk = Desk(tmp_path)
    desk.bring(padded(tmp_path / "a.xlsx", code), "Contacts")
    assert desk.column("Contacts", "Customer number") == numbers


def test_a_padded_number_and_the_same_as_text_are_one_person(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Customer number;Name\n00123;Anna Leea\n", "Contacts")
    result = desk.bring(padded(tmp_path / "a.xlsx", values=(123,)), "Contacts")
    assert (result.counts["new"], result.plan.problems) == (0, ())


def test_in_an_excel_table_below_a_title_too(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("People")
        sheet.write(0, 0, "Our customers")
        form = book.add_format({"num_format": "0000"})
        sheet.add_table("C4:E6", {"name": "People", "columns": [{"header": "Contact ID", "format": form}, {"header": "Name"}, {"header": "Email"}],
                                  "data": [[7, "Anna Lee", "a@example.com"], [8, "Bob Ray", "b@example.com"]]})  # fmt: skip
    desk = Desk(tmp_path)
    desk.bring(path, "Contacts")
    assert desk.column("Contacts", "Contact ID") == ["0007", "0008"]


def merged(path, *ranges, rows):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Orders")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)
        for place, value in ranges:
            sheet.merge_range(place, value)
    return path


ORDERS = [["Order ID", "Date", "Customer", "Amount"], ["1", "2026-01-02", None, 10], ["2", "2026-01-03", None, 20], ["3", "2026-01-04", "Beta", 30]]  # fmt: skip


def test_a_merged_customer_is_that_of_every_row_it_stands_beside(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(merged(tmp_path / "a.xlsx", ("C2:C3", "Acme"), rows=ORDERS), "Orders")
    assert desk.column("Accounts", "Account") == ["Acme", "Beta"]
    assert desk.column("Orders", "Account ID") == ["A0001", "A0001", "A0002"]
    assert "1 cell that is merged with others was read as what it shows." in messages(result)


def test_several_merged_cells_are_counted_and_dates_stay_dates(tmp_path):
    desk = Desk(tmp_path)
    rows = [[*row] for row in ORDERS]
    for row in rows[1:]:
        row[1] = None
    result = desk.bring(
        merged(
            tmp_path / "a.xlsx",
            ("C2:C4", "Acme"),
            ("B2:B4", "2026-01-02"),
            rows=[*rows[:3], ["3", None, None, 30]],
        ),
        "Orders",
    )
    assert desk.column("Orders", "Date") == [date(2026, 1, 2)] * 3
    assert "4 cells that are merged with others were read as what they show." in messages(result)


def test_a_title_over_the_whole_table_is_no_header_and_a_band_in_it_no_data(tmp_path):
    desk = Desk(tmp_path)
    rows = [[None] * 4, *ORDERS[:3], [None] * 4, ORDERS[3]]
    rows[2][2], rows[3][2] = "Acme", "Acme"
    path = merged(tmp_path / "a.xlsx", ("A1:D1", "All our orders"), ("A5:D5", "Region North"), rows=rows)
    result = desk.bring(path, "Orders")
    assert [row.get("Amount") for row in desk.rows("Orders")] == [10, 20, 30]
    assert "merged" not in messages(result)
    assert [line for line, _ in reasons(result)] == [5]
