"""Exports of subscriptions: what goes on is no order, and the ends of its periods are no days of orders."""

from __future__ import annotations

import pytest

from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk

# By program the columns that its export has besides, and what stands in them.
PROGRAMS = {
    "Stripe": ("Created (UTC),Current Period Start (UTC),Current Period End (UTC)", "2025-11-03 10:00,2026-06-03 10:00,2026-07-03 10:00"),
    "Stripe's API": ("current_period_end", "2026-07-03"),
    "Chargebee": ("subscriptions.current_term_start,subscriptions.current_term_end", "03-Jun-2026 10:00,03-Jul-2026 10:00"),
    "Chargebee, billing": ("Next billing at", "03-Jul-2026"),
    "Recurly": ("activated_at,current_period_started_at,current_period_ends_at", "2025-11-03,2026-06-03,2026-07-03"),
    "WooCommerce Subscriptions": ("start_date,next_payment_date", "2025-11-03,2026-07-03"),
    "Paddle": ("signup_date,next_payment_date", "2025-11-03,2026-07-03"),
    "ChartMogul": ("Date,MRR", "2025-11-03,29"),
    "a list of contracts": ("Datum,Nächste Rechnung", "03.11.2025,03.11.2026"),
    "a list with renewals": ("Date,Renewal date", "2025-11-03,2026-11-03"),
}  # fmt: skip


@pytest.mark.parametrize(("headers", "cells"), PROGRAMS.values(), ids=PROGRAMS)
def test_subscriptions_are_asked_about_before_any_is_an_order(tmp_path, headers, cells):
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as asked:
        desk.bring(f"ID,Customer,Email,Amount,{headers}\n1,Acme,anna@example.com,29.00,{cells}\n", "Orders")
    assert "lists subscriptions" in explain(asked.value)
    assert "Import the invoices or payments instead" in explain(asked.value)
    assert desk.rows("Orders") == []


def test_who_says_that_each_row_is_one_sale_is_believed(tmp_path):
    desk = Desk(tmp_path)
    content = "ID,Customer,Amount,Created,Renewal date,Current period end\n1,Acme,29.00,2025-11-03,2026-11-03,2026-11-03\n"
    desk.bring(content, "Orders", mapping={"Renewal date": ""})
    assert [f"{day:%Y-%m-%d}" for day in desk.column("Orders", "Date")] == ["2025-11-03"]


@pytest.mark.parametrize("header", ["Renewal date", "Subscription", "Billing period", "Period", "Due date"])
def test_orders_that_only_name_a_subscription_are_orders(tmp_path, header):
    desk = Desk(tmp_path)
    cell = "" if header == "Renewal date" else "2026-07-03"
    desk.bring(f"Order ID,Customer,Date,Amount,{header}\n1,Acme,2026-06-03,29.00,{cell}\n", "Orders")
    assert desk.column("Orders", "Amount") == [29]
