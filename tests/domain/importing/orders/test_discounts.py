"""Discounts in a column of their own, columns of money that nobody knows, and headers in other words: right, or asked."""

from __future__ import annotations

import pytest

from salesbook.domain.importing.orders.columns import role_of
from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages

READ = {
    "gross sales beside net sales": (
        "Transaction ID,Customer,Date,Qty,Gross Sales,Discounts,Net Sales\n1,Acme,2026-01-02,2,20,-2,18\n1,Acme,2026-01-02,1,10,0,10\n",
        28, "'Gross Sales' is 'Net Sales' before the discount."),
    "lines that have their discount": (
        "Order ID,Customer,Date,Qty,Unit price,Discount,Line total\n1,Acme,2026-01-02,2,50,10,90\n1,Acme,2026-01-02,1,30,0,30\n", 120, ""),
    "lines that have their discount in percent": (
        "Order ID,Customer,Date,Qty,Unit price,Discount %,Line total\n1,Acme,2026-01-02,2,50,10,90\n", 90, ""),
    "a total with its discount": (
        "Order ID,Customer,Date,Subtotal,Discount,Total\n1,Acme,2026-01-02,130,10,120\n", 120, ""),
    "a discount of nothing": (
        "Order ID,Customer,Date,Qty,Unit price,Discount\n1,Acme,2026-01-02,2,50,0\n", 100, "Quantity x Price"),
    "what is still open is no amount": (
        "Order ID,Customer,Date,Amount,Open balance,Saldo\n1,Acme,2026-01-02,100.50,120.75,130.75\n", 100.5, ""),
    "words of headers in another order": (
        "Bestellnummer;Kunde;Datum;Zwischensumme;Gesamtsumme der Bestellung\n1;Acme;02.01.2026;100,00;119,00\n", 119, ""),
    "no amount with tax is said": (
        "Order ID,Customer,Date,Subtotal\n1,Acme,2026-01-02,100\n", 100, "The amount is 'Subtotal', as the file has no total."),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_the_file_tells(tmp_path, name):
    text, amount, said = READ[name]
    desk = Desk(tmp_path)
    result = desk.bring(text, "Orders")
    assert desk.column("Orders", "Amount") == pytest.approx([amount])
    assert said in messages(result)


# A file, and what its first order would be by each answer.
ASKED = {
    "quantity and price and a discount": (
        "Order ID,Customer,Date,Qty,Unit price,Discount\n1,Acme,2026-01-02,2,50,10\n1,Acme,2026-01-02,1,30,0\n",
        {"Quantity x Price": 130, "Quantity x Price less discount": 120}),
    "percents": (
        "Order ID,Customer,Date,Item,Qty,Rate,Discount Percentage,Line Subtotal\n1,Acme,2026-01-02,A,2,100,10,200\n1,Acme,2026-01-02,B,1,50,20,50\n",
        {"Line Subtotal": 250, "Line Subtotal less discount": 220}),
    "percents as shares": (
        "Order ID,Customer,Date,Qty,Unit price,Rabatt %\n1,Acme,2026-01-02,2,100,0.1\n", {"Quantity x Price less discount": 180}),
    "a subtotal and the discount of the order": (
        "Order ID,Customer,Date,Subtotal,Discount\n1,Acme,2026-01-02,130,10\n", {"Subtotal": 130, "Subtotal less discount": 120}),
    "the discount of the order on each line": (
        "Order ID,Customer,Date,Line amount,Discount\n1,Acme,2026-01-02,60,10\n1,Acme,2026-01-02,70,10\n",
        {"Line amount": 130, "Line amount less discount": 120}),
    "a total that is quantity times price": (
        "Order ID,Customer,Date,Qty,Unit price,Total,Discount\n1,Acme,2026-01-02,2,50,100,10\n", {"Total": 100, "Total less discount": 90}),
    "an unknown column that may be the amount with tax": (
        "Order ID,Customer,Date,Amount,Zzyzx\n1,Acme,2026-01-02,100,119.00\n2,Acme,2026-01-03,10,11.90\n", {"Amount": 100, "Zzyzx": 119}),
    "the same beside a subtotal, in another language": (
        "Order ID;Customer;Date;Netto;Fizetendő\n1;Acme;02.01.2026;100,00;127,00\n", {"Netto": 100, "Fizetendő": 127}),
    "totals of two orders that may be lines": (
        "Order ID,Customer,Date,Item,Total\n1,Acme,2026-01-02,A,50\n1,Acme,2026-01-02,B,50\n1,Acme,2026-01-02,C,50\n2,Beta,2026-01-02,A,20\n2,Beta,2026-01-02,B,20\n",
        {"Total per order": 50, "Total per line": 150}),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_what_it_does_not_tell_is_asked(tmp_path, name):
    text, answers = ASKED[name]
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as asked:
        desk.bring(text, "Orders")
    assert desk.rows("Orders") == []
    for answer, amount in answers.items():
        assert f'{amount:,.2f} by --amount "{answer}"' in explain(asked.value)
        other = Desk(tmp_path)
        other.bring(text, "Orders", amount=answer)
        assert other.column("Orders", "Amount")[0] == pytest.approx(amount)


def test_a_column_that_the_person_maps_is_not_asked_about(tmp_path):
    desk = Desk(tmp_path)
    text = "Order ID,Customer,Date,Subtotal,Discount,Zzyzx\n1,Acme,2026-01-02,100.50,10.10,119.90\n"
    desk.bring(text, "Orders", mapping={"Subtotal": "Amount"})
    assert desk.column("Orders", "Amount") == [100.5]


ROLES = """
whole: Gesamtsumme der Bestellung; Total de la orden; Totaalprijs incl. btw; Beløp inkl. mva; Amount Including VAT; Auftragsgesamtwert; TotalInclTax; Gesamt Brutto; Rechnungsgesamtbetrag
net: Totaalprijs excl. btw; Beløp eks. mva; Gesamt Netto; Belopp exkl. moms; Celkem bez DPH; Montant hors TVA; Invoice amount without tax
unit: VK Brutto; Preis pro Stück; Price per unit incl. VAT
line: Valor total da linha; Line amount excl. VAT; Zeilenbetrag netto
total: Celkem; Somme totale
tax: Tax total
: Amount due; Net weight; Total items; Sales order; Order; Invoice; Montant de la TVA; Total Artikel; Price list; Item; With tax; Total orders; Payment; Gross profit rate
"""  # fmt: skip


@pytest.mark.parametrize(
    ("role", "header"),
    [(role, header.strip()) for line in ROLES.strip().splitlines() for role, _, headers in [line.partition(":")]
     for header in headers.split(";")],
)  # fmt: skip
def test_the_words_of_a_header_tell_what_it_is(role, header):
    assert role_of(header).replace("aside", "") == role
