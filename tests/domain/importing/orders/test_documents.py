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


@pytest.mark.parametrize(
    "credit",
    [
        "2,Beta,2026-01-03,Credit note,100,Paid\n",  # of somebody else
        "2,Acme,2025-12-01,Credit note,100,Paid\n",  # older than the invoice
        "2,Acme,2026-01-03,Credit note,90,Paid\n",  # of another amount
        "2,Beta,2026-01-03,Refund,-100,Paid\n",
        "2,Acme Trading,2026-01-03,Credit note,100,Paid\n",
    ],
)
def test_a_credit_takes_back_only_what_it_can_belong_to(tmp_path, credit):
    desk = Desk(tmp_path)
    desk.bring(
        "Number,Customer,Date,Type,Amount,Status\n1,Acme,2026-01-02,Invoice,100,Refunded\n" + credit, "Orders"
    )
    assert list(amounts(desk)) == ["2"]


@pytest.mark.parametrize("customer", ["Acme", "ACME GmbH", "acme"])
def test_a_credit_of_the_same_customer_takes_back_one_invoice(tmp_path, customer):
    desk = Desk(tmp_path)
    rows = f"1,Acme,2026-01-02,Invoice,100,Refunded\n2,{customer},2026-01-03,Credit note,100,Paid\n3,Acme,2026-01-02,Invoice,100,Refunded\n"
    desk.bring("Number,Customer,Date,Type,Amount,Status\n" + rows, "Orders")
    assert amounts(desk) == {"1": 100, "2": -100}


HEAD = "Order ID,Customer,Date,Subtotal,Tax,Total,Refunded\n"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("1,Acme,2026-01-02,100,20,90,30\n2,Acme,2026-01-02,50,10,60,\n", {"1": 90, "2": 60}),
        ("1,Acme,2026-01-02,100,20,120,30\n2,Acme,2026-01-02,50,10,60,\n", {"1": 90, "2": 60}),
        ("1,Acme,2026-01-02,100,20,90,-30\n2,Acme,2026-01-02,50,10,60,0\n", {"1": 90, "2": 60}),
        ("1,Acme,2026-01-02,,,20,100\n2,Acme,2026-01-02,,,60,10\n", {"1": 20, "2": 60}),
        ("1,Acme,2026-01-02,,,0,100\n2,Acme,2026-01-02,,,60,10\n", {"2": 60}),
        ("1,Acme,2026-01-02,,,100,100\n2,Acme,2026-01-02,,,60,10\n", {"2": 50}),
        ("1,Acme,2026-01-02,,,100,40\n", {"1": 60}),
    ],
)  # fmt: skip
def test_a_refund_is_taken_off_once(tmp_path, rows, wanted):
    desk = Desk(tmp_path)
    desk.bring(HEAD + rows, "Orders")
    assert amounts(desk) == wanted


def test_it_is_told_that_a_total_is_less_the_refund_already(tmp_path):
    result = Desk(tmp_path).bring(HEAD + "1,Acme,2026-01-02,100,20,90,30\n", "Orders")
    assert "'Total' of 1 order is less already what was refunded, so it counts as it stands." in messages(
        result
    )


@pytest.mark.parametrize("header", ["Total after refunds", "Summe nach Erstattungen", "Total less refunds"])
def test_a_total_that_is_called_less_the_refund_is_so(tmp_path, header):
    desk = Desk(tmp_path)
    desk.bring(
        f"Order ID,Customer,Date,{header},Refunded\n1,Acme,2026-01-02,60,40\n",
        "Orders",
        mapping={header: "Amount"},
    )
    assert amounts(desk) == {"1": 60}


def test_totals_of_which_some_are_less_the_refund_and_some_are_not_are_asked_about(tmp_path):
    rows = HEAD + "1,Acme,2026-01-02,,,20,100\n2,Acme,2026-01-02,,,60,60\n"
    with pytest.raises(BadInput, match="before or after the refund"):
        Desk(tmp_path).bring(rows, "Orders")
    desk = Desk(tmp_path)
    desk.bring(rows, "Orders", mapping={"Refunded": ""})
    assert amounts(desk) == {"1": 20, "2": 60}


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


SIGNED = "Number,Customer,Date,Amount\n1,Acme,2026-01-02,100\n2,Acme,2026-01-03,200\n3,Acme,2026-01-04,{}\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SIGNED.format(-50), "1 order is below zero (3: -50.00), and the file does not say why: it counts as money that went back."),
        (SIGNED.replace("Number,", "Type,").replace("\n1,", "\nInvoice,").replace("\n2,", "\nInvoice,").replace("\n3,", "\nInvoice,").format(-50), "1 order is below zero (line 4: -50.00)"),
        (SIGNED.format("50-") + "4,Acme,2026-01-05,(20.00)\n", "2 orders are below zero (3: -50.00, 4: -20.00), and the file does not say why: they count as"),
    ],
)  # fmt: skip
def test_an_order_below_zero_that_no_word_explains_is_told(tmp_path, content, said):
    result = Desk(tmp_path).bring(content, "Orders")
    assert said in messages(result)


@pytest.mark.parametrize(
    "content",
    [
        SIGNED.format(50),
        SIGNED.format(0),
        PAYPAL,
        "Number,Customer,Date,Type,Amount\n1,Acme,2026-01-02,Invoice,100\n2,Acme,2026-01-03,Credit note,-100\n",
        "Number,Customer,Date,Item,Line total\n1,Acme,2026-01-02,Pen,100\n1,Acme,2026-01-02,Voucher,-10\n",
    ],
)
def test_credit_notes_and_lines_below_zero_need_no_more_words(tmp_path, content):
    assert "below zero" not in messages(Desk(tmp_path).bring(content, "Orders"))


def test_a_file_with_most_orders_below_zero_is_asked_about(tmp_path):
    ledger = (
        "Number,Customer,Date,Amount\n1,Acme,2026-01-02,-100\n2,Acme,2026-01-03,-200\n3,Acme,2026-01-04,50\n"
    )
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as asked:
        desk.bring(ledger, "Orders")
    assert "2 of 3 orders in export.csv are below zero, such as 1: -100.00, 2: -200.00" in explain(
        asked.value
    )
    assert '--amount "Amount"' in explain(asked.value)
    assert desk.rows("Orders") == []
    desk.bring(ledger, "Orders", amount="Amount")
    assert amounts(desk) == {"1": -100, "2": -200, "3": 50}


@pytest.mark.parametrize(
    "rows",
    [
        "1,Acme,2026-01-02,-100\n2,Acme,2026-01-03,-5\n3,Acme,2026-01-04,5\n4,Acme,2026-01-05,5\n",
        "1,Acme,2026-01-02,-100\n",
    ],
)
def test_half_of_the_orders_or_one_alone_is_told_and_not_asked_about(tmp_path, rows):
    assert "below zero" in messages(Desk(tmp_path).bring("Number,Customer,Date,Amount\n" + rows, "Orders"))
