"""Amounts with points, commas, currency signs and brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.importing.values.durations import minutes_reader
from salesbook.domain.importing.values.numbers import decimal_sign_evidence, number_reader
from salesbook.domain.importing.values.readers import Unread
from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages, reasons


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
    assert decimal_sign_evidence(cells).decimal == decimal
    assert [number_reader(decimal)(cell) for cell in cells] == amounts


def test_a_column_shows_its_decimal_sign():
    assert decimal_sign_evidence(["1.234", "5,50"]).decimal == ","
    assert decimal_sign_evidence(["1.234", "5.5"]).decimal == "."
    assert decimal_sign_evidence(["1.234", "500"]) == decimal_sign_evidence(["1.234"])
    assert decimal_sign_evidence(["1.234"]).decimal == ""


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
def test_either_of_them_alone_tells_nothing_and_is_asked(tmp_path, text):
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as asked:
        desk.bring(text, "Orders")
    assert "nothing in the file tells thousands from decimals" in explain(asked.value)
    assert "1.234,00 for thousands or 1.2340 for decimals" in explain(asked.value)
    assert desk.rows("Orders") == []


@pytest.mark.parametrize(
    ("written", "numbers"),
    [("1.234,00", [1234, 2890, 1500]), ("1.2340", [1.234, 2.89, 1.5])],
)
def test_one_number_written_in_full_answers_for_all(tmp_path, written, numbers):
    desk = Desk(tmp_path)
    desk.bring(
        CONTINENTAL.replace(".01.", "-01-").replace(".02.", "-02-").replace("1.234", written), "Orders"
    )
    assert desk.column("Orders", "Amount") == numbers


@pytest.mark.parametrize(
    ("country", "cell", "number"),
    [("", "1,250", 1250), ("US", "1,250", 1250), ("Germany", "1.250", 1250), ("", "1.250", None), ("US", "1.250", None), ("Germany", "1,250", None)],
)  # fmt: skip
@pytest.mark.parametrize("table", ["Orders", "Opportunities"])
def test_three_digits_behind_the_only_sign_are_thousands_or_asked(tmp_path, country, cell, number, table):
    desk = Desk(tmp_path, Settings=f"Setting | Value\nDefault country | {country}")
    text = f'Deal ID,Order ID,Title,Account,Date,Amount\n1,1,Pen,Acme,2026-01-02,"{cell}"\n'
    if number is None:
        with pytest.raises(BadInput, match="tells thousands from decimals"):
            desk.bring(text, table)
    else:
        desk.bring(text, table)
        assert desk.column(table, "Amount") == [number]


def test_a_quantity_with_three_decimals_stops_no_file_whose_total_is_plain(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Order ID,Account,Date,Qty,Total\n1,Acme,2026-01-02,2.000,12\n2,Acme,2026-01-02,1.000,10\n", "Orders"
    )
    assert desk.column("Orders", "Amount") == [12, 10]
    with pytest.raises(BadInput, match="Qty' has numbers such as"):
        desk.bring(
            "Order ID,Account,Date,Qty,Unit price\n3,Acme,2026-01-02,2.000,12\n4,Acme,2026-01-02,1.000,10\n",
            "Orders",
        )


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1,200", "1.200", "1,5", "1 200"], [None, None, 1.5, 1200]),
        (["1,200", "(50)", "1.200"], [None, -50, None]),
        (["12.50", "1.200"], [12.5, None]),
        (["12,50", "1,125"], [12.5, None]),
        (["1,234.50", "1.200"], [1234.5, None]),
        (["12,50", "12.50", "1.200"], [12.5, 12.5, None]),
        (["1.5", "2.25", "1.125"], [1.5, 2.25, 1.125]),
        (["0.125", "1.250"], [0.125, 1.25]),
        (["1,250", "12.50", "2,100"], [1250, 12.5, 2100]),
        (["1.234.567", "1.250"], [1234567, 1250]),
        (["1.250,00", "1.250", "€ 99"], [1250, 1250, 99]),
    ],
)  # fmt: skip
def test_a_column_that_writes_in_both_ways_is_read_where_it_is_sure(tmp_path, cells, numbers):
    desk = Desk(tmp_path)
    rows = "".join(f'{place},Acme,2026-01-02,"{cell}"\n' for place, cell in enumerate(cells, 1))
    result = desk.bring("Order ID,Account,Date,Amount\n" + rows, "Orders")
    assert desk.column("Orders", "Amount") == [number for number in numbers if number is not None]
    assert len(result.rejects) == numbers.count(None)
    assert ("'Amount' writes numbers in more than one way" in messages(result)) == (None in numbers)
    assert all("could have decimals or thousands" in why for _, why in reasons(result))


def test_an_amount_that_proves_a_decimal_point_wins_over_the_looks_of_the_file(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(CONTINENTAL.replace("2.890", "2.89").replace("1.500", "1.5"), "Orders")
    assert desk.column("Orders", "Amount") == [1.234, 2.89, 1.5]
