"""Orders, activities and opportunities: nothing is lost, nothing comes twice, and the people they name are there."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.domain.importing.desk import Desk, reasons

ORDERS = """\
Order ID,Order date,Customer,Contact,Email,Total
1,2026-01-31,Acme Ltd,Anna Lee,anna@acme.com,10.00
2,2026-01-05,ACME,Anna Lee,,20.00
3,2026-02-05,,Olaf Berg,olaf@x.com,5.50
"""


def test_orders_make_the_contacts_and_accounts_that_they_name(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(ORDERS, "Orders")
    assert desk.rows("Orders") == [
        {
            "Order ID": "1",
            "Account ID": "A0001",
            "Contact ID": "C0001",
            "Date": date(2026, 1, 31),
            "Amount": 10.0,
        },
        {
            "Order ID": "2",
            "Account ID": "A0001",
            "Contact ID": "C0001",
            "Date": date(2026, 1, 5),
            "Amount": 20.0,
        },
        {"Order ID": "3", "Contact ID": "C0002", "Date": date(2026, 2, 5), "Amount": 5.5},
    ]
    assert desk.rows("Contacts") == [
        {
            "Contact ID": "C0001",
            "First name": "Anna",
            "Last name": "Lee",
            "Account ID": "A0001",
            "Kind": "Customer",
            "Email": "anna@acme.com",
            "Created": date(2026, 1, 5),
        },
        {
            "Contact ID": "C0002",
            "First name": "Olaf",
            "Last name": "Berg",
            "Kind": "Customer",
            "Email": "olaf@x.com",
            "Created": date(2026, 2, 5),
        },
    ]
    assert result.counts == {
        "rows": 3,
        "new": 3,
        "filled": 0,
        "known": 0,
        "contacts": 2,
        "accounts": 1,
        "rejected": 0,
    }


def test_orders_find_the_people_of_the_book(tmp_path):
    desk = Desk(
        tmp_path,
        Contacts="Contact ID | First name | Last name | Account ID | Email\n7 | Anna | Lee | 9 | anna@acme.com",
        Accounts="Account ID | Account\n9 | Acme",
    )
    result = desk.bring(ORDERS, "Orders")
    assert desk.column("Orders", "Contact ID") == ["7", "7", "C0001"]
    assert (result.counts["contacts"], result.counts["accounts"]) == (1, 0)


def test_a_name_that_only_one_person_has_is_enough_for_a_row_about_something_else(tmp_path):
    people = "Contact ID | First name | Last name | Account ID\n7 | Anna | Lee | 9\n8 | Bob | Ray | 9\n9 | Bob | Ray | 10"
    desk = Desk(tmp_path, Contacts=people)
    desk.bring("Date,Contact,Type\n2026-01-31,Anna Lee,Call\n2026-01-31,Bob Ray,Call\n", "Activities")
    assert desk.column("Activities", "Contact ID") == [
        "7"
    ]  # which Bob Ray, nobody knows: the row is left out, and told


def test_lines_that_repeat_are_all_kept_and_the_same_file_brings_them_once(tmp_path):
    desk = Desk(tmp_path)
    text = "Customer number,Date,Amount\nk1,2026-01-31,5\nk1,2026-01-31,5\nk1,2026-01-31,5\nk2,2026-01-31,5\n"
    assert desk.bring(text, "Orders").counts["new"] == 4
    assert len(set(desk.column("Orders", "Order ID"))) == 4
    assert desk.bring(text, "Orders").counts["known"] == 4
    longer = text + "k1,2026-01-31,5\n"
    assert desk.bring(longer, "Orders").counts["new"] == 1


def test_made_ids_do_not_depend_on_how_the_columns_are_mapped(tmp_path):
    desk = Desk(tmp_path)
    text = "Wer,Date,Amount,Shop\nk1,2026-01-31,5,Berlin\n"
    desk.bring(text, "Orders", mapping={"Wer": "Contact ID"})
    result = desk.bring(text, "Orders", mapping={"Wer": "Contact ID", "Shop": "Account"})
    assert (result.counts["new"], result.counts["filled"], result.counts["accounts"]) == (0, 1, 1)


def test_an_order_that_changed_in_the_other_program_is_told(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Order ID,Contact ID,Date,Amount\n1,k1,2026-01-31,5\n", "Orders")
    result = desk.bring("Order ID,Contact ID,Date,Amount\n1,k1,2026-01-31,6\n", "Orders")
    assert desk.column("Orders", "Amount") == [5.0]
    assert [(p.table, p.key, p.column, p.why) for p in result.plan.problems] == [
        ("Orders", "1", "Amount", "The imported file says '6.00' here; what stands here, '5.00', was kept")
    ]


def test_rows_without_a_date_or_a_customer_are_rejected(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Order ID,Contact ID,Date,Amount\n1,,2026-01-31,5\n2,k1,,5\n3,k1,31.02.2026,5\n4,k1,2026-01-31,5\n",
        "Orders",
    )
    assert reasons(result) == [
        (2, "It names no customer: no ID, name, email or company."),
        (3, "It has no Date."),
        (4, "Date is a day that does not exist: '31.02.2026'."),
    ]
    assert desk.column("Orders", "Order ID") == ["4"]


def test_rejected_rows_make_no_people(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Name,Company,Date,Amount\nAnna Lee,Acme,soon,5\n", "Orders")
    assert (desk.rows("Contacts"), desk.rows("Accounts"), desk.rows("Orders")) == ([], [], [])


def test_a_file_without_dates_brings_no_orders(tmp_path):
    desk = Desk(tmp_path)
    assert len(desk.bring("Order ID,Contact ID\n1,k1\n2,k1\n", "Orders").rejects) == 2


def test_activities_need_a_person(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Date,Company,Contact,Type,Owner\n2026-01-31,Acme,,Call,Eva\n2026-01-31 14:30,Acme,Anna Lee,Phone call,Eva\n",
        "Activities",
    )
    assert reasons(result) == [(2, "It names no person: no ID, name or email.")]
    [row] = desk.rows("Activities")
    row.pop("Activity ID")
    assert row == {
        "When": datetime(2026, 1, 31, 14, 30),
        "Contact ID": "C0001",
        "By": "Eva",
        "Channel": "Call",
    }
    assert desk.rows("Contacts", "Created", "Account ID") == [
        {"Created": date(2026, 1, 31), "Account ID": "A0001"}
    ]
    assert "Kind" not in desk.rows("Contacts")[0]


@pytest.mark.parametrize("table", ["Orders", "Activities", "Opportunities"])
def test_a_doubt_about_a_person_is_told_at_the_person(tmp_path, table):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Date,Created,Name,Email,Amount\n2026-01-31,2026-01-31,Anna Lee,anna@,5\n",
        table,
        mapping={"Name": "Last name"},
    )
    assert [(p.table, p.key, p.column) for p in result.plan.problems] == [("Contacts", "C0001", "Email")]


def test_created_at_is_the_day_of_an_order(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Order number,Created at,Email,Total\n#1001,2026-01-31 10:00:00 +0100,anna@x.com,9.99\n", "Orders"
    )
    assert desk.rows("Orders", "Order ID", "Date") == [{"Order ID": "#1001", "Date": date(2026, 1, 31)}]
