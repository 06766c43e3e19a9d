"""Amounts of a workbook whose currency stands only in the formats of their cells."""

from __future__ import annotations

import pytest
import xlsxwriter

from salesbook.books.foreign.currency_formats import sign_of
from salesbook.errors import BadInput
from tests.domain.importing.desk import Desk, messages


def written(path, headers, rows):
    """A workbook; a cell that is a pair is a number and its format."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Export")
        sheet.write_row(0, 0, headers)
        for line, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                number, code = cell if isinstance(cell, tuple) else (cell, "")
                sheet.write(line, place, number, book.add_format({"num_format": code}) if code else None)
    return path


def orders(folder, *totals):
    rows = [(f"O{n}", "Acme", "2026-01-02", total) for n, total in enumerate(totals, 1)]
    return written(folder / "export.xlsx", ("Order ID", "Customer", "Date", "Total"), rows)


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ('#,##0.00 "€"', "€"), ("#,##0.00\\ [$€-407]", "€"), ("[$$-409]#,##0.00", "$"), ("$#,##0.00", "$"), ('"$"#,##0.00_);[Red]("$"#,##0.00)', "$"), ("[$USD] #,##0", "USD"), ("#,##0.00 [$kr-41D]", "kr"), ('_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-', "€"), ("\\£#,##0", "£"),
        ("0.00", ""), ("#,##0.00_ ;[Red]-#,##0.00", ""), ("[Red]0", ""), ("[$-407]dd.mm.yyyy", ""), ('0 "kg"', "kg"), ("00000", ""),
    ],
)  # fmt: skip
def test_what_a_format_shows(code, sign):
    assert sign_of(code) == sign


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('#,##0.00 "€"', '"$"#,##0.00'), ("[$€-407] #,##0.00", "[$£-809]#,##0.00"), ("#,##0 [$CHF]", "#,##0 [$EUR]"), ("$#,##0.00", "£#,##0.00"),
        ('_-* #,##0.00\\ "€"_-', 44), ("#,##0.00 [$kr-41D]", "#,##0.00 [$€-1]"),
    ],
)  # fmt: skip
def test_several_currencies_of_formats_are_a_question(tmp_path, one, other):
    with pytest.raises(BadInput, match="2 currencies by the formats of its cells, which cannot be added"):
        Desk(tmp_path).bring(orders(tmp_path, (10, one), (20, other), (30, one)), "Orders")


@pytest.mark.parametrize(
    ("one", "other"),
    [('#,##0.00 "€"', "[$€-407] #,##0.00"), ('#,##0.00 "€"', "0.00"), (44, 7), ("$#,##0.00", "[$USD] 0.00"), ('0 "kg"', '0 "€"'), ("0.00", "#,##0")],
)  # fmt: skip
def test_one_currency_is_none(tmp_path, one, other):
    desk = Desk(tmp_path)
    desk.bring(orders(tmp_path, (10, one), (20, other)), "Orders")
    assert desk.column("Orders", "Amount") == [10, 20]


def test_another_currency_than_that_of_the_book_is_told(tmp_path):
    result = Desk(tmp_path).bring(
        orders(tmp_path, (10, "[$£-809]#,##0.00"), (20, "[$£-809]#,##0.00")), "Orders"
    )
    assert "The amounts are in GBP, and Settings says that the book's are in EUR" in messages(result)


def test_text_and_formats_are_looked_at_together(tmp_path):
    with pytest.raises(BadInput, match="2 currencies"):
        Desk(tmp_path).bring(orders(tmp_path, "10 €", (20, '"$"0')), "Orders")


def test_orders_that_do_not_count_are_in_no_currency(tmp_path):
    rows = [
        ("O1", "Acme", "2026-01-02", (10, '0 "€"'), "paid"),
        ("O2", "Acme", "2026-01-02", (20, '"$"0'), "cancelled"),
    ]
    desk = Desk(tmp_path)
    desk.bring(
        written(tmp_path / "e.xlsx", ("Order ID", "Customer", "Date", "Total", "Status"), rows), "Orders"
    )
    assert desk.column("Orders", "Amount") == [10]


def test_prices_of_lines_in_several_currencies_are_a_question(tmp_path):
    rows = [("O1", "Acme", "2026-01-02", 2, (10, '0 "€"')), ("O2", "Acme", "2026-01-02", 1, (20, '"$"0'))]
    with pytest.raises(BadInput, match="2 currencies"):
        Desk(tmp_path).bring(
            written(tmp_path / "e.xlsx", ("Order ID", "Customer", "Date", "Quantity", "Unit price"), rows),
            "Orders",
        )


def test_deals_in_several_currencies_are_a_question(tmp_path):
    rows = [("D1", "Acme", "Oven", (10, '0 "€"')), ("D2", "Acme", "Mill", (20, '"$"0'))]
    with pytest.raises(BadInput, match="2 currencies"):
        Desk(tmp_path).bring(
            written(tmp_path / "e.xlsx", ("Deal ID", "Company", "Deal name", "Amount"), rows), "Opportunities"
        )
