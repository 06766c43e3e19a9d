"""Orders and invoices as shops, invoicing programs and ERPs export them: one order each, with the right amount."""

from __future__ import annotations

import pytest

from tests.domain.importing.desk import Desk, messages

# name: (file, {order: amount}, what the message says)
SHOPIFY = """\
Name,Email,Accepts Marketing,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem fulfillment status,Billing Name,Billing Company,Shipping Name,Cancelled at,Refunded Amount,Id
#1050,mara@example.com,yes,paid,2026-05-01 10:00:00 +0200,fulfilled,EUR,100.90,0.00,8.33,109.23,0.00,2026-05-01 09:59:00 +0200,1,Tea 100 g,62.95,fulfilled,Mara Vos,Vos Thee BV,Piet Vos,,0.00,5550001
#1050,mara@example.com,,,,,,,,,,,2026-05-01 09:59:00 +0200,1,Tea 50 g,37.95,fulfilled,,,,,,
#1051,ole@example.com,no,refunded,2026-05-02 10:00:00 +0200,fulfilled,EUR,20.00,5.00,2.00,27.00,0.00,2026-05-02 09:59:00 +0200,1,Cup,20.00,fulfilled,Ole Dahl,,Ole Dahl,,27.00,5550002
#1052,ole@example.com,no,partially_refunded,2026-05-02 10:00:00 +0200,fulfilled,EUR,40.00,0.00,0.00,40.00,0.00,2026-05-03 09:59:00 +0200,2,Cup,20.00,fulfilled,Ole Dahl,,Ole Dahl,,15.00,5550003
#1053,ole@example.com,no,voided,,unfulfilled,EUR,40.00,0.00,0.00,40.00,0.00,2026-05-03 09:59:00 +0200,2,Cup,20.00,pending,Ole Dahl,,Ole Dahl,2026-05-04 09:00:00 +0200,0.00,5550004
"""
WOOCOMMERCE = """\
Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Company (Billing),Email (Billing),First Name (Shipping),Last Name (Shipping),Order Subtotal Amount,Order Refund Amount,Order Total Amount,Item #,Item Name,Quantity (- Refund),Item Cost
801,Completed,2026-04-01 08:00,Ina,Berg,Berg AS,ina@example.com,Per,Lager,100,0,120,1,Pen,2,30
801,Completed,2026-04-01 08:00,Ina,Berg,Berg AS,ina@example.com,Per,Lager,100,0,120,2,Ink,1,40
802,Cancelled,2026-04-02 08:00,Ola,Moen,,ola@example.com,Ola,Moen,50,0,60,1,Pen,1,50
803,Processing,2026-04-03 08:00,Ola,Moen,,ola@example.com,Ola,Moen,50,10,60,1,Pen,1,50
804,wc-failed,2026-04-03 08:00,Ola,Moen,,ola@example.com,Ola,Moen,50,0,60,1,Pen,1,50
"""
MAGENTO = """\
"ID","Purchase Point","Purchase Date","Bill-to Name","Ship-to Name","Grand Total (Base)","Grand Total (Purchased)","Status","Customer Email","Subtotal","Shipping and Handling","Customer Name","Total Refunded"
"000000299","Main Website","May 31, 2026 2:55:09 AM","Sarah Miller","Sarah Miller","$219.40","$219.40","Pending","sarah@example.com","$209.40","$10.00","Sarah Miller",""
"000000300","Main Website","May 31, 2026 2:55:09 AM","Ann Ott","Ann Ott","$65.00","$65.00","Canceled","ann@example.com","$60.00","$5.00","Ann Ott",""
"""
BIGCOMMERCE = """\
Order ID,Customer ID,Customer Name,Customer Email,Order Date,Order Status,Subtotal (inc tax),Subtotal (ex tax),Shipping Cost (inc tax),Order Total (inc tax),Order Total (ex tax),Order Currency Code,Refund Amount
118,7,Ann Ott,ann@example.com,21/05/2026,Completed,110.00,100.00,10.00,120.00,109.09,AUD,0.00
119,7,Ann Ott,ann@example.com,22/05/2026,Declined,110.00,100.00,10.00,120.00,109.09,AUD,0.00
120,8,Bob Ray,bob@example.com,23/05/2026,Awaiting Fulfillment,55.00,50.00,0.00,55.00,50.00,AUD,0.00
"""
ETSY = """\
Sale Date,Order ID,Buyer User ID,Full Name,Number of Items,Payment Method,Date Shipped,Ship City,Ship Country,Currency,Order Value,Coupon Code,Discount Amount,Shipping Discount,Shipping,Sales Tax,Order Total,Status,Card Processing Fees,Order Net,Buyer
05/21/26,3101,annott,Ann Ott,2,CC,05/22/26,Boston,United States,USD,40.00,,0.00,0.00,5.00,2.50,47.50,,1.68,45.82,Ann Ott
05/22/26,3102,bobray,Bob Ray,1,CC,05/23/26,Boston,United States,USD,20.00,,0.00,0.00,5.00,1.25,26.25,,1.04,25.21,Bob Ray
"""
EBAY = """\
Sales Record Number,Order Number,Buyer Username,Buyer Name,Buyer Email,Item Number,Item Title,Quantity,Sold For,Shipping And Handling,eBay Collected Tax,Total Price,Sale Date,Paid On Date
1,17-1,annott,Ann Ott,ann@example.com,1001,Vinyl,3,$20.00,$6.00,$0.00,$66.00,Jul-10-25,Jul-10-25
2,17-2,bobray,Bob Ray,bob@example.com,1002,Vinyl,1,$30.00,$0.00,$0.00,$30.00,Jul-11-25,Jul-11-25
"""
AMAZON = """\
order-id\torder-item-id\tpurchase-date\tpayments-date\tbuyer-email\tbuyer-name\tsku\tproduct-name\tquantity-purchased\tcurrency\titem-price\titem-tax\tshipping-price\tshipping-tax
026-1\t11\t2026-05-21T10:00:00+00:00\t2026-05-21T10:00:00+00:00\tann@marketplace.example.com\tAnn Ott\tA1\tPen\t1\tGBP\t20.00\t4.00\t2.00\t0.40
026-1\t12\t2026-05-21T10:00:00+00:00\t2026-05-21T10:00:00+00:00\tann@marketplace.example.com\tAnn Ott\tA2\tInk\t1\tGBP\t5.00\t1.00\t0.00\t0.00
"""
PRESTASHOP = """\
ID;Reference;New client;Delivery;Customer;Total;Payment;Status;Date
12;XKBKNABJK;1;France;A. OTT;55,00 €;Bank wire;Payment accepted;2026-05-21 10:00:00
13;OHSATSERP;0;France;B. RAY;69,90 €;Bank wire;Canceled;2026-05-22 10:00:00
14;UOYEVOLI;0;France;B. RAY;14,90 €;Bank wire;Payment error;2026-05-23 10:00:00
"""
ODOO = """\
Order Reference,Customer,Order Date,Order Lines/Product,Order Lines/Quantity,Order Lines/Unit Price,Order Lines/Subtotal,Untaxed Amount,Total,Status
S00042,"Deco Addict",2026-05-21 10:00:00,Desk,2,100.00,200.00,250.00,300.00,Sales Order
,,,Chair,1,50.00,50.00,,,
S00043,"Gemini Furniture",2026-05-22 10:00:00,Lamp,1,80.00,80.00,80.00,96.00,Quotation
S00044,"Gemini Furniture",2026-05-22 10:00:00,Lamp,2,80.00,160.00,160.00,192.00,Sales Order
"""
ERPNEXT = """\
"ID","Customer","Date","Grand Total (Company Currency)","Status","ID (Items)","Item Code (Items)","Amount (Items)"
"SAL-ORD-2026-00001","Acme","2026-01-02","118.00","To Deliver and Bill","abc1","Pen","60.00"
"","","","","","abc2","Ink","40.00"
"SAL-ORD-2026-00002","Beta","2026-01-03","59.00","Cancelled","abc3","Pen","50.00"
"""
SAP_B1 = """\
DocNum;DocDate;CardCode;CardName;DocTotal;DocCurrency;Canceled
2001;21.05.2026;C100;Acme GmbH;1.190,00;EUR;N
2002;22.05.2026;C100;Acme GmbH;238,00;EUR;Y
"""
XERO = """\
*ContactName,EmailAddress,*InvoiceNumber,*InvoiceDate,*DueDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,*Description,*Quantity,*UnitAmount,LineAmount,*TaxType,Currency,Type,Sent,Status
Ann Ott,ann@example.com,INV-0041,05/03/2026,04/04/2026,360.00,60.00,360.00,0.00,Boxes,10,20,200.00,20% (VAT on Income),GBP,Sales invoice,Sent,Paid
Ann Ott,ann@example.com,INV-0041,05/03/2026,04/04/2026,360.00,60.00,360.00,0.00,Tape,10,10,100.00,20% (VAT on Income),GBP,Sales invoice,Sent,Paid
Ann Ott,ann@example.com,CN-0007,25/03/2026,25/03/2026,60.00,10.00,0.00,0.00,Boxes back,1,50,50.00,20% (VAT on Income),GBP,Sales credit note,Sent,Paid
Ann Ott,ann@example.com,INV-0042,25/03/2026,25/03/2026,60.00,10.00,0.00,0.00,Boxes,1,50,50.00,20% (VAT on Income),GBP,Sales invoice,,Voided
"""
QUICKBOOKS = """\
Harbour Foods Ltd
Transaction List by Date
January - March 2026

Date,Transaction Type,Num,Posting,Name,Memo/Description,Account,Split,Amount
01/15/2026,Invoice,1001,Yes,Bay Grocers,Jan,Accounts Receivable,Sales,450.00
02/10/2026,Payment,,Yes,Bay Grocers,,Undeposited Funds,Accounts Receivable,450.00
02/20/2026,Credit Memo,1002,Yes,Bay Grocers,,Accounts Receivable,Sales,50.00
02/21/2026,Estimate,1003,No,Bay Grocers,,Accounts Receivable,Sales,500.00
"""
SAGE = """\
Type,Account Reference,Customer Name,Date,Reference No,Details,Net Amount,Tax Amount,Gross Amount
Sales Invoice,ACME,Acme Ltd,21/05/2026,SI-1,Boxes,100.00,20.00,120.00
Sales Credit Note,ACME,Acme Ltd,25/05/2026,SCN-1,Boxes back,10.00,2.00,12.00
Customer Receipt,ACME,Acme Ltd,28/05/2026,,,108.00,0.00,108.00
"""
FRESHBOOKS = """\
Client Name,Invoice #,Date Issued,Invoice Status,Date Paid,Item Name,Item Description,Rate,Quantity,Discount Percentage,Line Subtotal,Tax 1 Type,Tax 1 Amount,Line Total,Currency
Acme Ltd,0000012,2026-05-21,paid,2026-05-25,Design,,100.00,2,0,200.00,VAT,40.00,240.00,GBP
Acme Ltd,0000012,2026-05-21,paid,2026-05-25,Print,,50.00,1,0,50.00,VAT,10.00,60.00,GBP
Bolt Ltd,0000013,2026-05-22,draft,,Print,,50.00,1,0,50.00,VAT,10.00,60.00,GBP
"""
ZOHO = """\
Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer Name,Due Date,Currency Code,Exchange Rate,SubTotal,Total,Balance,Item Name,Quantity,Item Price,Item Total
2026-05-21,98001,INV-000009,Approved,Elite International,2026-06-20,INR,1,300.00,354.00,0,Room Spray,3,50,150.00
2026-05-21,98001,INV-000009,Approved,Elite International,2026-06-20,INR,1,300.00,354.00,0,Bulb,1,150,150.00
2026-05-22,98002,INV-000010,Void,Elite International,2026-06-20,INR,1,100.00,118.00,0,Bulb,1,100,100.00
2026-05-23,98003,INV-000011,Overdue,ABC Electronics,2026-06-20,INR,1,100.00,118.00,118,Bulb,1,100,100.00
"""
STRIPE = """\
id,Created (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Description,Fee,Status,Customer Email,Customer ID
ch_1,2026-05-21 10:00,20.00,0.00,eur,true,20.00,0.00,eur,Tea,0.55,Paid,ann@example.com,cus_1
ch_2,2026-05-22 10:00,30.00,30.00,eur,true,30.00,30.00,eur,Tea,0.55,Refunded,ann@example.com,cus_1
ch_3,2026-05-23 10:00,40.00,0.00,eur,false,40.00,0.00,eur,Tea,0.00,Failed,bob@example.com,cus_2
"""
LEXOFFICE = """\
Belegnummer;Belegdatum;Belegtyp;Kunde;Nettobetrag;Bruttobetrag;Währung;Status
RE0012;21.05.2026;Rechnung;Müller GmbH;1.000,00;1.190,00;EUR;bezahlt
GS0003;25.05.2026;Gutschrift;Müller GmbH;100,00;119,00;EUR;bezahlt
RE0013;26.05.2026;Rechnung;Ott AG;50,00;59,50;EUR;storniert
RE0014;27.05.2026;Rechnung;Ott AG;50,00;59,50;EUR;offen
"""
HOLDED = """\
Fecha;Num;Cliente;Descripción;Subtotal;IVA;Total;Estado
21/05/2026;F260012;Talleres Díaz SL;Servicio;100,00;21,00;121,00;Pagada
22/05/2026;F260013;Talleres Díaz SL;Servicio;50,00;10,50;60,50;Anulada
23/05/2026;F260014;Bodega Sol SL;Servicio;50,00;10,50;60,50;Pendiente
"""
PENNYLANE = """\
Numéro de facture;Date d'émission;Client;Montant HT;Montant TVA;Montant TTC;Statut
F-2026-012;21/05/2026;Boulangerie Petit SARL;100,00;20,00;120,00;Payée
F-2026-013;22/05/2026;Boulangerie Petit SARL;50,00;10,00;60,00;Brouillon
A-2026-001;23/05/2026;Boulangerie Petit SARL;-10,00;-2,00;-12,00;Payée
"""
SQUARE = """\
Date,Time,Transaction ID,Event Type,Gross Sales,Discounts,Net Sales,Tax,Tip,Total Collected,Customer Name
05/21/26,10:00:00,T1,Payment,$20.00,$0.00,$20.00,$1.60,$0.00,$21.60,Ann Ott
05/22/26,10:00:00,T2,Payment,$10.00,$0.00,$10.00,$0.80,$0.00,$10.80,Bob Ray
05/23/26,10:00:00,T3,Refund,-$10.00,$0.00,-$10.00,-$0.80,$0.00,-$10.80,Bob Ray
"""
FILES = {
    "Shopify": (SHOPIFY, {"#1050": 109.23, "#1052": 25.0}, "Left out, as they are no orders any more or never were"),
    "WooCommerce": (WOOCOMMERCE, {"801": 120.0, "803": 50.0}, "'Order Total Amount' stands on each line of an order, so it counts once"),
    "Magento": (MAGENTO, {"000000299": 219.4}, "no order: Canceled (1)"),
    "BigCommerce": (BIGCOMMERCE, {"118": 120.0, "120": 55.0}, '--amount "Order Total (ex tax)"'),
    "Etsy": (ETSY, {"3101": 47.5, "3102": 26.25}, "The amount is 'Order Total'"),
    "eBay": (EBAY, {"17-1": 66.0, "17-2": 30.0}, ""),
    "PrestaShop": (PRESTASHOP, {"XKBKNABJK": 55.0}, "Canceled (1), Payment error (1)"),
    "Odoo": (ODOO, {"S00042": 300.0, "S00044": 192.0}, "1 row without a number, a date and a customer is a line of the order above"),
    "ERPNext": (ERPNEXT, {"SAL-ORD-2026-00001": 118.0}, "no order: Cancelled (1)"),
    "SAP Business One": (SAP_B1, {"2001": 1190.0}, "no order: Canceled (1)"),
    "Xero": (XERO, {"INV-0041": 360.0, "CN-0007": -60.0}, "1 credit note counts as negative"),
    "QuickBooks": (QUICKBOOKS, {"1001": 450.0, "1002": -50.0}, "'Account' holds accounts of a ledger, no customers; 'Name' is the customer"),
    "Sage": (SAGE, {"SI-1": 120.0, "SCN-1": -12.0}, "Customer Receipt (1)"),
    "FreshBooks": (FRESHBOOKS, {"0000012": 300.0}, "2 lines are 1 order; amounts added"),
    "Zoho Books": (ZOHO, {"INV-000009": 354.0, "INV-000011": 118.0}, "'Total' stands on each line of an order, so it counts once"),
    "Stripe": (STRIPE, {"ch_1": 20.0}, "Refunded (1), Failed (1)"),
    "lexoffice": (LEXOFFICE, {"RE0012": 1190.0, "GS0003": -119.0, "RE0014": 59.5}, '--amount "Nettobetrag"'),
    "Holded": (HOLDED, {"F260012": 121.0, "F260014": 60.5}, "no order: Anulada (1)"),
    "Pennylane": (PENNYLANE, {"F-2026-012": 120.0, "A-2026-001": -12.0}, "no order: Brouillon (1)"),
    "Square": (SQUARE, {"T1": 21.6, "T2": 10.8, "T3": -10.8}, "1 credit note counts as negative"),
}  # fmt: skip


@pytest.mark.parametrize("program", FILES)
def test_the_orders_of(program, tmp_path):
    text, wanted, said = FILES[program]
    desk = Desk(tmp_path)
    result = desk.bring(text, "Orders")
    assert {row["Order ID"]: row.get("Amount") for row in desk.rows("Orders")} == wanted
    assert result.rejects == ()
    assert said in messages(result)
    assert desk.bring(text, "Orders").plan.changes == ()


@pytest.mark.parametrize(
    ("program", "people", "firms"),
    [
        ("Shopify", ["Mara Vos", "Ole Dahl"], ["Vos Thee BV"]),
        ("WooCommerce", ["Ina Berg", "Ola Moen"], ["Berg AS"]),
        ("QuickBooks", [], ["Bay Grocers"]),
        ("Odoo", [], ["Deco Addict", "Gemini Furniture"]),
    ],
)
def test_the_customers_of(program, people, firms, tmp_path):
    desk = Desk(tmp_path)
    desk.bring(FILES[program][0], "Orders")
    assert [f"{row['First name']} {row['Last name']}" for row in desk.rows("Contacts")] == people
    assert desk.column("Accounts", "Account") == firms
