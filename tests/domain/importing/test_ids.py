"""IDs are text, whatever spreadsheets and databases made of them."""

from __future__ import annotations

import pytest

from salesbook.domain.importing.values.ids import is_id, read_ids
from salesbook.domain.importing.values.readers import Unread
from salesbook.schema import TABLES
from tests.domain.importing.desk import Desk, reasons


@pytest.mark.parametrize(
    ("cells", "ids"),
    [
        (["13085.0", "13086.0"], ["13085", "13086"]),
        (["13085.00", "13086"], ["13085", "13086"]),
        (["13085,0", "A7"], ["13085", "A7"]),
        ([13085.0, "13086.0", 7], ["13085", "13086", "7"]),
        (["1.0", "1.1", "2.0"], ["1.0", "1.1", "2.0"]),  # chapters, versions, branches
        (["1.5"], ["1.5"]),
        (["v1.0"], ["v1.0"]),
        (['="00123"', "'00124", '=T("00125")'], ["00123", "00124", "00125"]),
        (['="13085.0"', "'13086.0"], ["13085", "13086"]),
        (['="a""b"'], ['a"b']),
        (["=A1"], ["=A1"]),
        (["12E5", "1E3", "3e10"], ["12E5", "1E3", "3e10"]),  # no spreadsheet shows numbers so
        (["\u200e00123\u200f", "\ufeff00124", "00\u00ad125"], ["00123", "00124", "00125"]),
        (["True", True], ["True", "True"]),
        ([" 007 ", ""], ["007", None]),
        ([999_999_999_999_999], ["999999999999999"]),
    ],
)
def test_an_id_is_what_it_was_before_a_spreadsheet_had_it(cells, ids):
    assert read_ids(cells) == ids


@pytest.mark.parametrize(
    "cell", ["1.23457E+12", "1,23457E+12", "'1.2E+15", "1E+06", 1e15, 1234567890123456789.0]
)
def test_a_number_that_lost_its_last_digits_is_no_id(cell):
    [found] = read_ids([cell])
    assert isinstance(found, Unread)
    assert "its last digits are lost" in found.why


def test_two_customers_whose_numbers_were_shortened_to_one_do_not_become_one(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Customer number,Name\n1.23457E+12,Anna Lee\n1.23457E+12,Bob Ray\n1234567890123,Cem Ak\n", "Contacts"
    )
    assert desk.column("Contacts", "First name") == ["Cem"]
    why = "Customer number was shortened by a spreadsheet, and its last digits are lost: '1.23457E+12'; export it anew, with that column as text."
    assert reasons(result) == [(2, why), (3, why)]


def test_orders_with_and_without_point_zero_are_the_same_orders_of_the_same_customers(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Invoice No;Customer ID;Date;Amount\n1001.0;13085.0;2026-01-02;10\n", "Orders")
    again = desk.bring("Invoice No;Customer ID;Date;Amount\n1001;13085;2026-01-02;10\n", "Orders")
    assert (again.counts["new"], again.counts["known"]) == (0, 1)
    assert desk.column("Orders", "Order ID") == ["1001"]
    assert desk.column("Contacts", "Customer number") == ["13085"]


def test_a_guard_is_no_part_of_a_name_a_phone_or_an_amount_either(tmp_path):
    desk = Desk(tmp_path)
    cells = ["01", "Anna", "+44 20 7946 0018", "2026-01-02", "12.50"]
    guarded = ";".join(f'"=""{cell}"""' for cell in cells)
    desk.bring(f"Order ID;First name;Phone;Date;Amount\n{guarded}\n", "Orders")
    assert desk.rows("Orders", "Order ID", "Amount") == [{"Order ID": "01", "Amount": 12.5}]
    assert desk.rows("Contacts", "First name", "Phone") == [
        {"First name": "Anna", "Phone": "+44 20 7946 0018"}
    ]


def test_an_apostrophe_before_a_name_is_dutch(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("First name,Last name\nJan,'t Hooft\n", "Contacts")
    assert desk.column("Contacts", "Last name") == ["'t Hooft"]


def test_every_column_of_numbers_of_people_firms_and_orders_is_read_as_ids():
    found = {c.name for t in TABLES.values() for c in t.columns if is_id(c.name)}
    assert {"Contact ID", "Account ID", "Order ID", "Activity ID", "Customer number", "Referred by"} <= found
