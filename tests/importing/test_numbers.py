"""Amounts with points, commas, currency signs and brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.importing.durations import minutes_reader
from salesbook.importing.numbers import evidence, number_reader
from salesbook.importing.readers import Unread
from tests.importing.desk import Desk, messages, reasons


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1234.5", ".", 1234.5), ("1,234.50", ".", 1234.5), ("1.234,50", ",", 1234.5), ("1.234,50", ".", 1234.5), ("1 234,50", ",", 1234.5),
        ("1'234.50", ".", 1234.5), ("€ 1.234,50", ",", 1234.5), ("1,234.50 USD", ".", 1234.5), ("R$ 10,00", ",", 10), ("$-5.25", ".", -5.25),
        ("(1,234.50)", ".", -1234.5), ("123.45-", ".", -123.45), ("−7", ".", -7), ("1,234", ".", 1234), ("1,234", ",", 1.234),
        ("1.234", ",", 1234), ("1.234", ".", 1.234), ("1.234.567", ".", 1234567), ("0,125", ".", 0.125), ("1234,567", ".", 1234.567),
        (".5", ".", 0.5), ("1.5E+06", ".", 1_500_000), ("12 %", ".", None), ("0012", ".", 12), ("1.234.56", ".", None), ("12,34,567", ".", 1234567),
        ("1,2,3", ".", None), ("twelve", ".", None), ("1.2.3", ".", None), ("inf", ".", None), ("1e999", ".", None),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text, decimal, number):
    found = number_reader(decimal)(text)
    assert isinstance(found, Unread) if number is None else found == number


@pytest.mark.parametrize("text", ["n/a", "-", "null"])
def test_words_for_nothing_are_blank(text):
    assert number_reader(".")(text) is None


@given(
    st.lists(st.integers(-(10**9), 10**9).map(lambda cents: cents / 100), min_size=1),
    st.sampled_from([".", ","]),
)
def test_every_amount_of_a_column_comes_back(amounts, decimal):
    cells = [
        f"{amount:,.2f}" if decimal == "." else f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
        for amount in amounts
    ]
    assert evidence(cells).decimal == decimal
    assert [number_reader(decimal)(cell) for cell in cells] == amounts


def test_a_column_shows_its_decimal_sign():
    assert evidence(["1.234", "5,50"]).decimal == ","
    assert evidence(["1.234", "5.5"]).decimal == "."
    assert evidence(["1.234", "500"]) == evidence(["1.234"])
    assert evidence(["1.234"]).decimal == ""


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("12", 12), ("0:12:30", 12.5), ("1:30:00", 90), ("4:30", 4.5), ("7 min", 7), ("2.5", 2.5)],
)
def test_durations_are_minutes(text, minutes):
    assert minutes_reader(".")(text) == minutes


ROWS = "Order ID;Customer number;Date;Amount\n1;k;2024-01-31;{}\n2;k;2024-01-31;{}\n"


def test_the_column_decides_what_one_cell_cannot(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(ROWS.format("1.234", "12,5"), "Orders")
    assert desk.column("Orders", "Amount") == [1234, 12.5]


def test_else_the_country_does_and_it_is_told(tmp_path):
    desk = Desk(tmp_path, Settings="Setting | Value\nDefault country | Spain")
    result = desk.bring(ROWS.format("1.234", "12"), "Orders")
    assert desk.column("Orders", "Amount") == [1234, 12]
    assert "such as 1.234 could have decimals or thousands; they were read as having thousands" in messages(
        result
    )


def test_a_row_with_a_bad_amount_is_rejected(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(ROWS.format("12", "a dozen"), "Orders")
    assert reasons(result) == [(3, "Amount is not a number: 'a dozen'.")]
    assert desk.column("Orders", "Amount") == [12]


CONTINENTAL = (
    "Order ID;Customer number;Date;Amount\n1;k;31.01.2026;1.234\n2;k;05.02.2026;2.890\n3;k;05.02.2026;1.500\n"
)


def test_semicolons_and_dates_with_points_tell_that_a_point_groups_thousands(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(CONTINENTAL, "Orders")
    assert desk.column("Orders", "Amount") == [1234, 2890, 1500]
    assert "they were read as having thousands" in messages(result)


@pytest.mark.parametrize(
    "text", [CONTINENTAL.replace(";", ","), CONTINENTAL.replace(".01.", "-01-").replace(".02.", "-02-")]
)
def test_either_of_them_alone_tells_nothing(tmp_path, text):
    desk = Desk(tmp_path)
    desk.bring(text, "Orders")
    assert desk.column("Orders", "Amount") == [1.234, 2.89, 1.5]


def test_an_amount_that_proves_a_decimal_point_wins_over_the_looks_of_the_file(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(CONTINENTAL.replace("1.500", "1.50"), "Orders")
    assert desk.column("Orders", "Amount") == [1.234, 2.89, 1.5]
