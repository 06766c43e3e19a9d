"""Amounts as people write them: cents as a dash, words that multiply, currencies, other digits; and units that are no money."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.importing.values.currencies import CODES, currencies, distinct_currencies, find_currency
from salesbook.domain.importing.values.durations import minutes_reader
from salesbook.domain.importing.values.numbers import number_reader
from salesbook.domain.importing.values.readers import Unread
from salesbook.domain.importing.values.units import money_unit, without_unit
from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages, reasons


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.250,-", 1250), ("500.-", 500), ("1.234,-- EUR", 1234), ("kr 500,-", 500), ("CHF 1'234.-", 1234), ("€ 500,–", 500), ("500:-", 500), ("-1.250,-", -1250),
        ("5.00-", -5), ("($1,234.50)", -1234.5), ("-$5", -5), ("$-5.25", -5.25), ("500 USD-", -500), ("1.250,00-", -1250), ("+500", 500),
        ("1,23,456.78", 123456.78), ("Rs. 4,500.00", 4500), ("12,34,567", 1234567), ("₹1,00,000", 100000), ("￥１２,３００", 12300), ("1,200 円", 1200), ("١٬٢٣٤٫٥٠", 1234.5),
        ("۱۲۳۴٫۵", 1234.5), ("١٢٣٤", 1234), ("१२३", 123),
        ("1.5 Mio", 1_500_000), ("2 bn", 2_000_000_000), ("3 Tsd", 3000), ("4 lac", 400_000), ("1.2k", 1200), ("5 crore", 50_000_000), ("₹ 5 Cr", 50_000_000), ("5 T€", 5000),
        ("TEUR 5", 5000), ("3 kEUR", 3000), ("$1.5m", 1_500_000), ("2,5 Mrd.", 2_500_000_000), ("€1.5 Mio.", 1_500_000), ("3万", 30_000), ("1,5 millions", 1_500_000),
        ("1 234 567,89 zł", 1234567.89), ("US$ 1,234.50", 1234.5), ("Fr. 20.50", 20.5), ("1.234,50 kr.", 1234.5), ("500 Ft", 500), ("R 1,200.50", 1200.5), ("12.50 eur", 12.5),
    ],
)  # fmt: skip
def test_what_is_an_amount(text, amount):
    assert number_reader(".")(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "5 kg", "312 sec", "5 pcs", "5 Cr", "1.5m", "5 mm", "5 mil", "5 Billion", "10 %", "12 34", "5-10", "500+", "~500", "10²", "5 ft", "5 pen", "5 cup", "EUR 5 USD", "5 XY", "3 h",
        "12 ABC", "five", "1.2.3", "1,2,3", "5 km", "0.5 l", "2 x 5",
    ],
)  # fmt: skip
def test_what_is_none_is_refused_and_never_half_read(text):
    assert isinstance(number_reader(".")(text), Unread)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=4), st.integers(1, 999))
def test_a_word_is_dropped_only_if_it_is_a_currency(word, number):
    read = number_reader(".")(f"{number} {word}")
    left, name = find_currency(f"{number} {word}")
    assert isinstance(read, Unread) or read != number or (name and left.strip() == str(number))


@given(st.sampled_from(sorted(CODES)), st.integers(0, 10**9))
def test_every_code_of_a_currency_may_stand_on_either_side(code, number):
    assert number_reader(".")(f"{code} {number}") == number_reader(".")(f"{number} {code}") == number


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["€ 10", "$20", "¥ 90"], {"EUR", "$", "¥"}),
        (["$20", "20 USD"], {"USD"}),
        (["kr 5", "5 SEK"], {"SEK"}),
        (["10", "20 EUR"], {"EUR"}),
        (["10", "20"], set()),
    ],
)
def test_currencies_of_a_column(cells, found):
    assert set(distinct_currencies(currencies(cells))) == found


@pytest.mark.parametrize(
    ("header", "factor"),
    [
        ("Amount (in thousands)", 1000), ("Umsatz (T EUR)", 1000), ("Umsatz (T€)", 1000), ("Umsatz in TEUR", 1000), ("Revenue [$k]", 1000), ("Sales ($000)", 1000), ("Sales (€ '000)", 1000),
        ("Betrag in Mio. EUR", 1_000_000), ("CA (k€)", 1000), ("Importe (miles de €)", 1000), ("Revenue (USD, thousands)", 1000), ("Value (lakhs)", 100_000), ("Umsatz (Tsd. EUR)", 1000),
        ("Total (EUR)", 1), ("Amount (Items)", 1), ("Amount in EUR", 1), ("Total", 1),
    ],
)  # fmt: skip
def test_units_of_money_in_headers(header, factor):
    assert money_unit(header).factor == factor


@pytest.mark.parametrize("header", ["Total (cents)", "total_cents", "Betrag (in Cent)", "amountInCents", "Amount (pence)"])  # fmt: skip
def test_cents_in_headers(header):
    assert float(money_unit(header).factor) == 0.01


@pytest.mark.parametrize(
    ("header", "base"),
    [("Umsatz in TEUR", "Umsatz"), ("Duration_seconds", "Duration"), ("durationSeconds", "duration"), ("total_in_cents", "total"), ("Amount in EUR", "Amount"), ("Opt in", "Opt in"), ("Checked in", "Checked in")],
)  # fmt: skip
def test_a_header_without_its_unit(header, base):
    assert without_unit(header) == base


CALLS = "Date;Contact name;Email;Type;{}\n2026-03-31;Anna Lee;a@example.com;Call;{}\n"


@pytest.mark.parametrize(
    ("header", "cell", "minutes"),
    [
        ("Duration (seconds)", "312", 5.2), ("Call duration (milliseconds)", "312000", 5.2), ("Duration (h)", "1.5", 90), ("Dauer (Sek.)", "312", 5.2), ("Duration_seconds", "312", 5.2),
        ("Dauer in Sekunden", "312", 5.2), ("Duration (h:mm)", "1:30", 90), ("Duration (HH:mm:ss)", "0:05:12", 5.2), ("Duration (hours)", "1:30", 90), ("Duration", "4:30", 4.5),
        ("Duration", "312 sec", 5.2), ("Duration", "5 min 12 s", 5.2), ("Duration", "1h 30m", 90), ("Duration", "PT5M12S", 5.2), ("Duration", "2 Std.", 120), ("Duration (minutes)", "7", 7),
    ],
)  # fmt: skip
def test_durations_are_turned_into_minutes(tmp_path, header, cell, minutes):
    desk = Desk(tmp_path)
    desk.bring(CALLS.format(header, cell), "Activities")
    assert desk.column("Activities", "Minutes") == [minutes]


def test_a_duration_that_is_none_is_left_out_and_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(CALLS.format("Duration", "5 laps"), "Activities")
    assert (reasons(result), len(desk.rows("Activities")), desk.column("Activities", "Minutes")) == (
        [],
        1,
        [None],
    )
    assert [one.why for one in result.plan.problems] == [
        "In export.csv, line 2: Duration is not a duration: '5 laps'; left out"
    ]


def test_what_time_is_turned_into_is_the_same_whatever_the_unit():
    assert minutes_reader(".", unit="h")("1.5") == minutes_reader(".", unit="sec")("5400") == minutes_reader(".")("90")  # fmt: skip


ORDERS = "Order ID;Customer;Date;{}\n1;Acme;2026-03-31;{}\n"


@pytest.mark.parametrize(
    ("header", "cell", "amount", "said"),
    [
        ("Amount (in thousands)", "1.5", 1500, "'Amount (in thousands)' is in thousands: its numbers were multiplied by 1,000."),
        ("Total (cents)", "1999", 19.99, "its numbers were divided by 100."),
        ("Umsatz (T EUR)", "0,1", 100, "multiplied by 1,000"),
        ("Revenue [$k]", "2.345", 2345, "multiplied by 1,000"),
        ("total_cents", "5", 0.05, "divided by 100"),
    ],
)  # fmt: skip
def test_amounts_in_units_are_converted_and_said(tmp_path, header, cell, amount, said):
    desk = Desk(tmp_path)
    result = desk.bring(ORDERS.format(header, cell), "Orders")
    assert desk.column("Orders", "Amount") == [amount]
    assert said in messages(result)


def test_an_amount_that_is_no_money_is_asked_about(tmp_path):
    with pytest.raises(BadInput) as asked:
        Desk(tmp_path).bring("Deal ID,Deal name,Company,Amount (kg)\n1,Oven,Acme,5\n", "Opportunities")
    assert "'Amount (kg)' is in kg, which is no money. Nothing was imported." in explain(asked.value)


def test_a_cell_with_a_unit_of_its_own_beside_that_of_the_header_is_refused(tmp_path):
    result = Desk(tmp_path).bring(ORDERS.format("Amount (in thousands)", "1.5 Mio"), "Orders")
    assert [line for line, _ in reasons(result)] == [2]
