"""Dates in the orders and words that people and programs use."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.importing.values.dates import date_reader, day_order_evidence
from salesbook.domain.importing.values.readers import Unread
from tests.domain.importing.desk import Desk, messages, reasons

MARCH_5 = date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05", "2024/3/5", "2024.03.05", "20240305", "5/3/2024", "05-03-2024", "5.3.2024", "05.03.24", "5 3 2024", "5.3.2024.",
        "5 March 2024", "March 5, 2024", "Mar 5 2024", "5-Mar-24", "5th of March, 2024", "Tue, 5 Mar 2024", "5. März 2024",
        "5. Mrz. 2024", "5 de marzo de 2024", "5 mars 2024", "mar. 5 mars 2024", "2024 March 5",
        "2024-03-05T10:15:00Z", "2024-03-05T10:15:00.000+0100", "2024-03-05 10:15", "5/3/2024, 9:05 AM", "5.3.2024 um 10:15 Uhr", "45356",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(text):
    assert date_reader("dmy", with_time=False)(text) == MARCH_5


@pytest.mark.parametrize("text", ["3/5/2024", "03-05-24", "3/5/2024 10:15 PM"])
def test_the_month_first(text):
    assert date_reader("mdy", with_time=False)(text) == MARCH_5


def test_the_year_first_with_two_digits():
    assert date_reader("ymd", with_time=False)("24/03/05") == MARCH_5


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-05T23:30:00Z", datetime(2024, 3, 5, 23, 30)),
        ("2024-03-05T23:30:15-05:00", datetime(2024, 3, 5, 23, 30, 15)),
        ("5/3/2024 12:05 am", datetime(2024, 3, 5, 0, 5)),
        ("5/3/2024 12:05 p.m.", datetime(2024, 3, 5, 12, 5)),
        ("45356.5", datetime(2024, 3, 5, 12)),
        ("5.3.2024", datetime(2024, 3, 5)),
    ],
)
def test_times_of_day_stay_as_they_are_written(text, moment):
    assert date_reader("dmy", with_time=True)(text) == moment


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02/2024", "a day that does not exist"),
        ("2024-13-01", "a day that does not exist"),
        ("5/3/2024 25:00", "a time of day that does not exist"),
        ("soon", "is not a date"),
        ("3 or 4 March 2024", "is not a date"),
        ("12345678", "a day that does not exist"),
        ("5/3/0024", "is in the year 24"),
        ("1.5", "is not a date"),
    ],
)
def test_what_is_no_date_is_said(text, why):
    found = date_reader("dmy", with_time=False)(text)
    assert isinstance(found, Unread)
    assert why in found.why


@pytest.mark.parametrize("text", ["n/a", "0000-00-00", "00/00/0000", "-", "null"])
def test_words_for_nothing_are_blank(text):
    assert date_reader("dmy", with_time=False)(text) is None


def test_a_column_shows_its_order_by_the_days_beyond_twelve():
    assert day_order_evidence(["3/4/2024", "14/3/2024"]).order == "dmy"
    assert day_order_evidence(["3/4/2024", "3/14/2024"]).order == "mdy"
    assert day_order_evidence(["3/4/2024", "5/5/2024", "2024-01-31", "31.1.2024"]).order == ""
    assert day_order_evidence(["13/4/2024", "4/13/2024"]).contradicts


@given(
    st.lists(st.dates(date(1990, 1, 1), date(2060, 12, 31)), min_size=1),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%m-%d-%y"]),
)
def test_every_date_of_a_column_comes_back(days, form):
    cells = [day.strftime(form) for day in days]
    wanted = "mdy" if form.startswith("%m") else "dmy"
    found = day_order_evidence(cells)
    assert found.order in {"", wanted} or form == "%m-%d-%y"
    read = date_reader(wanted, with_time=False)
    assert [read(cell) for cell in cells] == days


ORDERS = "Order ID,Customer number,Date,Amount\n"


def dates_of(desk):
    return desk.column("Orders", "Date")


def test_the_order_is_decided_by_the_whole_column(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(ORDERS + "1,k,03/04/2024,1\n2,k,03/14/2024,1\n", "Orders")
    assert dates_of(desk) == [date(2024, 3, 4), date(2024, 3, 14)]


def test_another_column_of_the_file_settles_it(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Name,Email,Created,Next date\nA B,a@x.com,03/04/2024,05/06/2026\nC D,c@x.com,02/28/2024,07/08/2026\n",
        "Contacts",
    )
    assert desk.column("Contacts", "Next date") == [date(2026, 5, 6), date(2026, 7, 8)]
    assert "do not tell" not in messages(result)


def test_an_ambiguous_column_is_read_day_first_and_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(ORDERS + "1,k,03/04/2024,1\n", "Orders")
    assert dates_of(desk) == [date(2024, 4, 3)]
    assert (
        "Dates in 'Date' such as 03/04/2024 do not tell day from month; they were read day first."
        in messages(result)
    )
    assert "--dates mdy" in messages(result)


def test_in_an_american_book_it_is_read_month_first(tmp_path):
    desk = Desk(tmp_path, Settings="Setting | Value\nDefault country | US")
    result = desk.bring(ORDERS + "1,k,03/04/2024,1\n", "Orders")
    assert dates_of(desk) == [date(2024, 3, 4)]
    assert "read month first" in messages(result)


def test_the_person_settles_it_and_is_held_to_it(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(ORDERS + "1,k,03/04/2024,1\n2,k,03/14/2024,1\n", "Orders", dates="dmy")
    assert dates_of(desk) == [date(2024, 4, 3)]
    assert reasons(result) == [(3, "Date is a day that does not exist: '03/14/2024'.")]


def test_in_a_column_with_both_orders_only_the_sure_ones_are_read(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        ORDERS + "1,k,14/03/2024,1\n2,k,03/15/2024,1\n3,k,03/04/2024,1\n4,k,05/05/2024,1\n", "Orders"
    )
    assert dates_of(desk) == [date(2024, 3, 14), date(2024, 3, 15), date(2024, 5, 5)]
    assert reasons(result) == [
        (4, "Date could be 3 April 2024 or 4 March 2024: '03/04/2024'; the column has dates of both orders.")
    ]
    assert "dates of both orders" in messages(result)
