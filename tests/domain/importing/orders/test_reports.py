"""Printed reports: names on rows of their own, subtotals, page breaks and footers become orders, or are refused in a sentence."""

from __future__ import annotations

import pytest

from salesbook.domain.importing.grouped import total_of
from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages, reasons, workbook

ONLINE = """\
Harbour Foods Ltd,,,,,,,,
Sales by Customer Detail,,,,,,,,
January - March 2026,,,,,,,,
,,,,,,,,
,Date,Transaction Type,Num,Product/Service,Qty,Sales Price,Amount,Balance
Bay Grocers,,,,,,,,
,01/15/2026,Invoice,1001,Tea,2.00,100.00,200.00,200.00
,01/15/2026,Invoice,1001,Cups,5.00,10.00,50.00,250.00
,02/20/2026,Credit Memo,1002,Tea,-1.00,100.00,-100.00,150.00
Total for Bay Grocers,,,,,,,$150.00,
Not Specified,,,,,,,,
,02/21/2026,Sales Receipt,1004,Tea,1.00,100.00,100.00,100.00
Total for Not Specified,,,,,,,$100.00,
City Deli,,,,,,,,
,03/02/2026,Sales Receipt,1003,Tea,1.00,100.00,100.00,100.00
Total for City Deli,,,,,,,$100.00,
TOTAL,,,,,,,$350.00,
"""
DESKTOP = """\
,,,Type,,Date,,Num,,Name,,Item,,Qty,,Sales Price,,Amount,,Balance
,Bay Grocers,,,,,,,,,,,,,,,,,,
,,,Invoice,,01/15/2026,,1001,,Bay Grocers,,Tea,,2,,100.00,,200.00,,200.00
,,,Invoice,,01/15/2026,,1001,,Bay Grocers,,Cup,,5,,10.00,,50.00,,250.00
,Total Bay Grocers,,,,,,,,,,,,7,,,,250.00,,250.00
,City Deli,,,,,,,,,,,,,,,,,,
,,,Sales Receipt,,03/02/2026,,1003,,City Deli,,Tea,,1,,100.00,,100.00,,100.00
,Total City Deli,,,,,,,,,,,,1,,,,100.00,,100.00
TOTAL,,,,,,,,,,,,,8,,,,350.00,,350.00
"""
XERO = """\
Receivable Invoice Detail,,,,,,
Harbour Foods Ltd,,,,,,
For the period 1 May 2026 to 31 May 2026,,,,,,

Invoice Date,Source,Reference,Description,Quantity,Unit Price (ex),Gross
Ann Ott,,,,,,
21 May 2026,Receivable Invoice,INV-0041,Boxes,10,20.00,240.00
Total Ann Ott,,,,10,,240.00
Bob Ray,,,,,,
22 May 2026,Receivable Invoice,INV-0042,Boxes,1,20.00,24.00
Total Bob Ray,,,,1,,24.00
Total,,,,11,,264.00
"""
JOBS = """\
Sales by Customer Detail,,,,,
,Date,Transaction Type,Num,Amount,Balance
Bay Grocers,,,,,
   Main St,,,,,
,01/15/2026,Invoice,1001,200.00,200.00
   Total for Main St,,,,$200.00,
,01/16/2026,Invoice,1002,70.00,270.00
Total for Bay Grocers,,,,$270.00,
TOTAL,,,,$270.00,
"""
GERMAN = """\
Umsätze je Kunde;;;
;Rechnungsnr;Datum;Betrag
Acme GmbH;;;
;R1;21.05.2026;100,00
;R2;22.05.2026;50,00
Acme GmbH Ergebnis;;;150,00
Beta AG;;;
;R3;23.05.2026;80,00
Beta AG Ergebnis;;;80,00
Gesamtergebnis;;;230,00
"""
WITHOUT_TOTALS = """\
Ventas por cliente;;;
;Factura;Fecha;Importe
Talleres Díaz SL;;;
;F1;21/05/2026;100,00
Bodega Sol SL;;;
;F2;22/05/2026;50,00
"""
SUBTOTALS = """\
Kunde;Rechnungsnr;Datum;Betrag
Acme GmbH;R1;21.05.2026;100,00
Acme GmbH;R2;22.05.2026;50,00
Acme GmbH Ergebnis;;;150,00
Total Energies SE;R3;23.05.2026;80,00
Total Energies SE Ergebnis;;;80,00
Gesamtergebnis;;;230,00
"""
PAGES = """\
Rechnungsnr;Datum;Kunde;Betrag
R1;21.05.2026;Acme GmbH;100,00
R2;22.05.2026;Acme GmbH;50,00
;;Übertrag;150,00
Rechnungsnr;Datum;Kunde;Betrag
;;Übertrag;150,00
R3;23.05.2026;Beta AG;80,00
;;Summe;230,00
"""
REPORTS = {
    "QuickBooks Online": (ONLINE, {"1001": 250, "1002": -100, "1003": 100}, ["Bay Grocers", "City Deli"]),
    "QuickBooks Desktop": (DESKTOP, {"1001": 250, "1003": 100}, ["Bay Grocers", "City Deli"]),
    "Xero": (XERO, {"INV-0041": 240, "INV-0042": 24}, []),
    "jobs under a customer": (JOBS, {"1001": 200, "1002": 70}, ["Bay Grocers"]),
    "German": (GERMAN, {"R1": 100, "R2": 50, "R3": 80}, ["Acme GmbH", "Beta AG"]),
    "without totals": (WITHOUT_TOTALS, {"F1": 100, "F2": 50}, ["Talleres Díaz SL", "Bodega Sol SL"]),
    "subtotals of a spreadsheet": (SUBTOTALS, {"R1": 100, "R2": 50, "R3": 80}, ["Acme GmbH", "Total Energies SE"]),
    "page breaks": (PAGES, {"R1": 100, "R2": 50, "R3": 80}, ["Acme GmbH", "Beta AG"]),
}  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_each_invoice_once_under_its_customer(tmp_path, name):
    text, amounts, firms = REPORTS[name]
    desk = Desk(tmp_path)
    result = desk.bring(text, "Orders")
    assert dict(
        zip(desk.column("Orders", "Order ID"), desk.column("Orders", "Amount"), strict=True)
    ) == pytest.approx(amounts)
    names = [*desk.column("Accounts", "Account"), *desk.column("Contacts", "First name")]
    assert not any("Total" in each for each in names if "Energies" not in each)
    assert set(firms) <= set(names)
    assert "totals" in messages(result) or name == "without totals"
    assert desk.bring(text, "Orders").plan.changes == ()


def test_who_is_not_named_is_no_customer(tmp_path):
    assert reasons(Desk(tmp_path).bring(ONLINE, "Orders")) == [
        (12, "It names no customer: no ID, name, email or company.")
    ]


def test_a_report_as_a_workbook(tmp_path):
    rows = [[cell or None for cell in line.split(",")] for line in XERO.splitlines()]
    rows = [[float(c) if c and c.replace(".", "").isdigit() else c for c in row] for row in rows]
    desk = Desk(tmp_path)
    desk.bring(workbook(tmp_path / "report.xlsx", Report=rows), "Orders")
    assert desk.column("Orders", "Amount") == [240, 24]


def test_groups_that_may_be_something_else_are_asked_about(tmp_path):
    text = ONLINE.replace("Sales by Customer Detail", "Sales by Month")
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as caught:
        desk.bring(text, "Orders")
    assert "its rows stand under names such as 'Bay Grocers' (line 6)" in explain(caught.value)
    assert '--map "Group=Account"' in explain(caught.value)
    assert desk.rows("Orders") == []
    desk.bring(text, "Orders", mapping={"Group": "Account"})
    assert desk.column("Accounts", "Account") == ["Bay Grocers", "City Deli"]


@pytest.mark.parametrize(
    "last", [",,,150.00", ",,, 150.00 ", "Total,,,150.00", ",,TOTAL,150.00", "Total (2),,,150.00"]
)
def test_a_total_below_is_no_line_of_the_last_order(tmp_path, last):
    desk = Desk(tmp_path)
    desk.bring(
        f"Order ID,Date,Customer,Amount\n1,2026-01-01,Acme,100\n2,2026-01-02,Beta,50\n{last}\n", "Orders"
    )
    assert desk.column("Orders", "Amount") == [100, 50]


def test_a_row_of_numbers_that_may_be_a_line_or_a_total_takes_its_order_with_it(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Order ID,Date,Customer,Amount\n1,2026-01-01,Acme,100\n2,2026-01-02,Beta,50\n,,,170\n", "Orders"
    )
    assert desk.column("Orders", "Amount") == [100]
    assert [line for line, _ in reasons(result)] == [3, 4]
    assert "nothing but numbers" in reasons(result)[1][1]


def test_a_line_with_a_price_is_a_line_and_words_are_no_number(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Order ID,Date,Customer,Item,Qty,Unit price,Line total\n1,2026-01-01,Acme,A,1,100,100\n,,,,2,25,50\n,,,Gift wrap,,,5\n",
        "Orders",
    )
    assert desk.column("Orders", "Amount") == [155]


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("Total for Acme", "Acme"),
        ("TOTAL", ""),
        ("Total:", ""),
        ("Summe Acme GmbH", "Acme GmbH"),
        ("Acme GmbH Ergebnis", "Acme GmbH"),
        ("Sous-total pour Petit SARL", "Petit SARL"),
        ("Subtotal", ""),
        ("Totalisator Ltd", None),
        ("Sumatra Coffee", None),
        ("Acme", None),
        ("Subtotalling Ltd", None),
    ],
)
def test_words_of_totals(words, whose):
    assert total_of(words) == whose


def test_a_firm_called_total_is_no_total(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Customer,Date,Order ID,Amount\nTotal Energies,2026-01-01,7,100\nSum Ltd,2026-01-02,8,50\n", "Orders"
    )
    assert desk.column("Orders", "Amount") == [100, 50]


def test_deals_under_names_and_their_totals(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Deals by customer,,,\n,Deal name,Stage,Amount\nAcme,,,\n,Oven,Won,100\n,Cup,Open,50\nTotal Acme,,,150\nTotal,,,150\n",
        "Opportunities",
    )
    assert desk.column("Opportunities", "Amount") == [100, 50]
    assert desk.column("Accounts", "Account") == ["Acme"]
