"""The order of day, month and year, told by any column of the file, and by the years that are likely."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesbook.domain.importing.values.dates import year_first
from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages

TODAY = date(2026, 6, 15)
FILE = "Order ID,Customer,Date,Amount,{}\n1,Acme,11/8/2016,5,{}\n2,Acme,6/12/2016,5,{}\n"


@pytest.mark.parametrize(
    ("header", "first", "second", "days"),
    [
        ("Ship Date", "11/11/2016", "6/16/2016", [date(2016, 11, 8), date(2016, 6, 12)]),
        ("Due on", "20/8/2016", "6/12/2016", [date(2016, 8, 11), date(2016, 12, 6)]),
        ("Printed", "8/25/2016 10:00", "", [date(2016, 11, 8), date(2016, 6, 12)]),
        ("Whatever", "", "30-12-2016", [date(2016, 8, 11), date(2016, 12, 6)]),
        ("Packed", "2/28/16", "2/27/16", [date(2016, 11, 8), date(2016, 6, 12)]),
    ],
)
def test_a_column_that_is_not_imported_proves_the_order_too(tmp_path, header, first, second, days):
    desk = Desk(tmp_path)
    result = desk.bring(FILE.format(header, first, second), "Orders")
    assert desk.column("Orders", "Date") == days
    assert "do not tell day from month" not in messages(result)


def test_a_column_of_other_things_proves_nothing(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(FILE.format("Size", "10 x 30", "5/25/5 cm"), "Orders")
    assert "do not tell day from month" in messages(result)


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        (["24-03-31", "24-11-05", "25-01-15"], "ymd"),
        (["25-12-01"], "ymd"),
        (["24/03/31"], "ymd"),
        (["99-01-31", "98-12-30"], "ymd"),
        (["24-03-05 10:30", "25-04-06 11:00"], "ymd"),
        (["31-03-24", "05-11-24"], ""),
        (["15-01-24", "20-03-25"], ""),
        (["31/12/24"], ""),
        (["2024-03-31", "24-03-31"], ""),
        (["soon", "24-03-31"], ""),
        ([], ""),
        (["15-01-20"], "?"),
        (["12-11-10"], "?"),
        (["24-12-25", "25-01-25", "25-02-25"], "?"),  # each month's 25th, or three days of 2025
    ],
)
def test_years_of_two_digits_that_stand_first(cells, verdict):
    assert year_first(cells, TODAY) == verdict


@example([date(2022, 1, 21), date(2023, 1, 21)], "%y-%m-%d")
@given(
    st.lists(st.dates(date(2022, 1, 1), date(2026, 6, 1)), min_size=1),
    st.sampled_from(["%y-%m-%d", "%d-%m-%y", "%m-%d-%y"]),
)
def test_recent_dates_are_never_taken_for_those_of_another_order_of_the_year(days, form):
    verdict = year_first([day.strftime(form) for day in days], TODAY)
    assert verdict in ({"ymd", "?"} if form == "%y-%m-%d" else {"", "?"})


def test_what_cannot_be_known_is_asked(tmp_path):
    desk = Desk(tmp_path)
    text = "Order ID,Customer,Date,Amount\n1,Acme,15-01-20,5\n"
    with pytest.raises(BadInput) as asked:
        desk.bring(text, "Orders")
    assert "Dates in 'Date' such as 15-01-20 may begin or end with the year. Nothing was imported." in explain(asked.value)  # fmt: skip
    desk.bring(text, "Orders", dates="ymd")
    assert desk.column("Orders", "Date") == [date(2015, 1, 20)]
