"""Refunds, credit notes and payments beside the orders that they belong to: each counts once."""

from __future__ import annotations

import pytest

from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages

PAYPAL = """\
Date,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID
21/05/2026,Ann Ott,Express Checkout Payment,Completed,EUR,50.00,-1.75,48.25,ann@example.com,shop@example.com,8A1
22/05/2026,Bob Ray,Subscription Payment,Completed,EUR,20.00,-0.90,19.10,bob@example.com,shop@example.com,8A2
23/05/2026,Bob Ray,Payment Refund,Completed,EUR,-5.00,0.90,-4.10,shop@example.com,bob@example.com,8A3
24/05/2026,,General Withdrawal,Completed,EUR,-40.00,0.00,-40.00,shop@example.com,,8A4
"""


def amounts(desk):
    return dict(zip(desk.column("Orders", "Order ID"), desk.column("Orders", "Amount"), strict=True))


def test_the_other_side_of_a_payment_is_the_customer(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(PAYPAL, "Orders")
    assert amounts(desk) == {"8A1": 50, "8A2": 20, "8A3": -5}
    assert desk.column("Contacts", "Email") == ["ann@example.com", "bob@example.com"]
    assert "shop@example.com stands on one side of nearly each row, so it is yours" in messages(result)


@pytest.mark.parametrize(
    ("sender", "getter"),
    [
        ("Absender E-Mail-Adresse", "Empfänger E-Mail-Adresse"),
        ("Correo electrónico del remitente", "Correo electrónico del destinatario"),
        ("Van e-mailadres", "Naar e-mailadres"),
    ],
)
def test_the_shop_itself_is_never_the_customer(tmp_path, sender, getter):
    desk = Desk(tmp_path)
    desk.bring(PAYPAL.replace("From Email Address", sender).replace("To Email Address", getter), "Orders")
    assert "shop@example.com" not in desk.column("Contacts", "Email")


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("1,Acme,2026-01-02,Invoice,100,Paid\n2,Acme,2026-01-03,Credit note,100,Paid\n", {"1": 100, "2": -100}),
        ("1,Acme,2026-01-02,Invoice,100,Credited\n2,Acme,2026-01-03,Credit note,100,Paid\n", {"1": 100, "2": -100}),
        ("1,Acme,2026-01-02,Invoice,100,Credited\n2,Acme,2026-01-03,Credit note,30,Paid\n", {"2": -30}),
        ("1,Acme,2026-01-02,Invoice,100,Refunded\n2,Acme,2026-01-03,Refund,-100,Paid\n", {"1": 100, "2": -100}),
        ("1,Acme,2026-01-02,Invoice,100,Refunded\n", {}),
        ("1,Acme,2026-01-02,Invoice,100,Paid\n1,Acme,2026-01-02,Credit note,30,Paid\n", {"1": 70}),
        ("1,Acme,2026-01-02,Invoice,100,Paid\n1,Acme,2026-01-02,Refund,-100,Paid\n", {}),
        ("1,Acme,2026-01-02,Invoice,60,Paid\n1,Acme,2026-01-02,Invoice,40,Paid\n1,Acme,2026-01-02,Credit note,30,Paid\n", {"1": 70}),
    ],
)  # fmt: skip
def test_what_was_taken_back_counts_once(tmp_path, rows, wanted):
    desk = Desk(tmp_path)
    result = desk.bring("Number,Customer,Date,Type,Amount,Status\n" + rows, "Orders")
    assert amounts(desk) == wanted
    assert result.rejects == ()


UNNUMBERED = "Customer,Date,Item,Total\nAcme,2026-01-02,A,360\nAcme,2026-01-02,B,360\nAcme,2026-01-02,C,360\nBeta,2026-01-03,A,20\n"


def test_a_total_on_rows_without_numbers_is_asked_about(tmp_path):
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as asked:
        desk.bring(UNNUMBERED, "Orders")
    assert '360.00 by --amount "Total per order" (380.00 in all)' in explain(asked.value)
    assert '1,080.00 by --amount "Total per line" (1,100.00 in all)' in explain(asked.value)
    desk.bring(UNNUMBERED, "Orders", amount="Total per order")
    assert desk.column("Orders", "Amount") == [360, 20]
    other = Desk(tmp_path)
    other.bring(UNNUMBERED, "Orders", amount="Total per line")
    assert other.column("Orders", "Amount") == [360, 360, 360, 20]


@pytest.mark.parametrize(
    "rows",
    [
        "Acme,2026-01-02,A,10\nAcme,2026-01-02,B,20\n",
        "Acme,2026-01-02,A,10\nAcme,2026-01-03,A,10\nAcme,2026-01-04,A,10\n",
        "Acme,2026-01-02,A,10\nBeta,2026-01-02,A,10\nCask,2026-01-02,A,10\n",
        "Acme,2026-01-02,A,10\nAcme,2026-01-02,B,10\nBeta,2026-01-02,A,5\nBeta,2026-01-02,B,6\n",
    ],
)
def test_other_rows_without_numbers_are_orders_of_their_own(tmp_path, rows):
    desk = Desk(tmp_path)
    desk.bring("Customer,Date,Item,Total\n" + rows, "Orders")
    assert len(desk.rows("Orders")) == rows.count("\n")


def test_lines_with_quantity_and_price_need_no_question(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Customer,Date,Qty,Unit price,Total\n" + "Acme,2026-01-02,2,5,10\n" * 3 + "Beta,2026-01-02,1,5,5\n",
        "Orders",
    )
    assert sum(desk.column("Orders", "Amount")) == 35
