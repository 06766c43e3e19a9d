"""Which column is the amount: what evidence decides, what is asked, and how the answer is given."""

from __future__ import annotations

import pytest

from salesbook.cli.main import main
from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages

# By name a file, its orders with their amounts, and what is said.
READ = {
    "a total on each line beside quantities that differ": (
        "Order ID,Customer,Date,Total,Item,Qty\n1,Acme,2026-01-02,120,Pen,2\n1,Acme,2026-01-02,120,Ink,1\n1,Acme,2026-01-02,120,Cap,1\n2,Acme,2026-02-02,120,Pen,2\n",
        {"1": 120, "2": 120}, "'Total' stands on each line of an order, so it counts once"),
    "an order total on each of two lines": (
        "Order ID,Customer,Date,Order total,Item\n1,Acme,2026-01-02,50,Pen\n1,Acme,2026-01-02,50,Ink\n",
        {"1": 50}, "counts once"),
    "a total that the lines add up to": (
        "Rechnungsnummer;Kunde;Datum;Positionsbetrag;Gesamt\n1;Acme;02.01.2026;30,00;50,00\n1;Acme;02.01.2026;20,00;50,00\n",
        {"1": 50}, "'Gesamt' stands on each line of an order, so it counts once"),
    "a total that the lines add up to with tax and shipping, less a discount": (
        "Order ID,Customer,Date,Line total,Tax,Shipping,Discount,Total\n1,Acme,2026-01-02,30,10,5,3,62\n1,Acme,2026-01-02,20,10,5,3,62\n",
        {"1": 62}, "counts once"),
    "line amounts that are quantity times price, though all are alike": (
        "Order ID,Customer,Date,Qty,Price,Total\n1,Acme,2026-01-02,2,5,10\n1,Acme,2026-01-02,2,5,10\n",
        {"1": 20}, "2 lines are 1 order; amounts added"),
    "line amounts less a discount in percent": (
        "Order ID,Customer,Date,Qty,Unit price,Discount,Amount\n1,Acme,2026-01-02,2,10,50,10\n1,Acme,2026-01-02,1,10,0,10\n",
        {"1": 20}, "amounts added"),
    "amounts that differ from line to line": (
        "Order ID,Customer,Date,Amount\n1,Acme,2026-01-02,10\n1,Acme,2026-01-02,12\n", {"1": 22}, "amounts added"),
    "a total on the first line": (
        "Order ID,Customer,Date,Total\n1,Acme,2026-01-02,10\n1,,,\n1,,,0\n2,Acme,2026-01-03,7\n", {"1": 10, "2": 7}, "'Total' stands on one line of each"),
    "quantity and price and nothing else": (
        "Order ID,Customer,Date,Product,Quantity,Price\n1,Acme,2026-01-02,Pen,10,5.00\n1,Acme,2026-01-02,Ink,2,3.00\n",
        {"1": 56}, "The amount is Quantity x Price, as the file has no total."),
    "quantity and price in German": (
        "Bestellnummer;Kunde;Datum;Menge;Einzelpreis\n1;Acme;02.01.2026;12;13,70\n", {"1": 164.4}, "The amount is Quantity x Price"),
    "quantity and price in French, without numbers of orders": (
        "Client;Date de commande;Qté;Prix unitaire\nAcme;02/01/2026;2;1,50\n", None, "The amount is Quantity x Price"),
    "gross before net, and said": (
        "Invoice number,Customer,Date,Net amount,VAT,Gross amount\n1,Acme,2026-01-02,100,20,120\n", {"1": 120}, '--amount "Net amount"'),
    "a total before an amount without tax": (
        "Order ID,Customer,Date,Amount,Total\n1,Acme,2026-01-02,100,119\n", {"1": 119}, "The amount is 'Total'"),
    "a price where no quantity stands": (
        "Order ID,Customer,Date,Price\n1,Acme,2026-01-02,100\n", {"1": 100}, ""),
    "the column in the company's own currency": (
        "Order ID,Customer,Date,Currency,Grand Total,Grand Total (Company Currency)\n1,Acme,2026-01-02,USD,100,90\n2,Acme,2026-01-02,EUR,50,50\n",
        {"1": 90, "2": 50}, "The amount is 'Grand Total (Company Currency)'"),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_the_file_tells_is_read(tmp_path, name):
    text, wanted, said = READ[name]
    desk = Desk(tmp_path)
    result = desk.bring(text, "Orders")
    found = {row["Order ID"]: row.get("Amount") for row in desk.rows("Orders")}
    assert list(found.values()) == [3.0] if wanted is None else found == wanted
    assert result.rejects == ()
    assert said in messages(result)


# By name a file, what the question says, and answers with what they give for the first order.
ASKED = {
    "a total on two lines that may be alike by chance": (
        "Order ID,Customer,Date,Total,Item\n1,Acme,2026-01-02,10,Pen\n1,Acme,2026-01-02,10,Ink\n",
        'Order 1 would be 10.00 by --amount "Total per order" (10.00 in all); 20.00 by --amount "Total per line" (20.00 in all)',
        {"Total per order": 10, "Total per line": 20}),
    "amounts of tickets of one price": (
        "Order ID,Customer,Date,Amount,Guest\n1,Acme,2026-01-02,10,A\n1,Acme,2026-01-02,10,B\n2,Acme,2026-01-02,15,C\n2,Acme,2026-01-02,15,D\n",
        "(50.00 in all)", {"Amount per order": 10, "Amount per line": 20}),
    "two totals that differ": (
        "Order ID,Customer,Date,Order total,Invoice total\n1,Acme,2026-01-02,100,80\n",
        'Order 1 would be 100.00 by --amount "Order total" (100.00 in all); 80.00 by --amount "Invoice total" (80.00 in all)',
        {"Order total": 100, "Invoice total": 80}),
    "two amounts that nothing explains": (
        "Order ID,Customer,Date,Sales,Revenue\n1,Acme,2026-01-02,100,7\n", '--amount "Revenue"', {"Sales": 100, "Revenue": 7}),
    "an order total that differs within an order": (
        "Order ID,Customer,Date,Order total\n1,Acme,2026-01-02,100\n1,Acme,2026-01-02,90\n",
        "Order 1 would be a contradiction", {"Order total per line": 190}),
    "a total that mixes both ways": (
        "Order ID,Customer,Date,Total\n" + "".join(f"{i},Acme,2026-01-02,{i}\n{i},Acme,2026-01-02,{i}\n" for i in range(1, 6)) + "9,Acme,2026-01-02,4\n9,Acme,2026-01-02,5\n",
        "Total per order", {"Total per line": 2}),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_what_it_does_not_tell_is_asked(tmp_path, name):
    text, said, answers = ASKED[name]
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as asked:
        desk.bring(text, "Orders")
    assert said in explain(asked.value)
    assert "Nothing was imported." in explain(asked.value)
    assert (desk.rows("Orders"), desk.rows("Accounts")) == ([], [])
    for answer, amount in answers.items():
        other = Desk(tmp_path)
        other.bring(text, "Orders", amount=answer)
        assert other.column("Orders", "Amount")[0] == amount


def test_an_answer_is_understood_however_it_is_written(tmp_path):
    text = "Order ID,Customer,Date,Quantity,Unit price,Net total,Total\n1,Acme,2026-01-02,2,5,10,12\n"
    for answer, amount in {"net TOTAL": 10, "Net total": 10, "quantity × price": 10, "Quantity x Price": 10, "Total": 12}.items():  # fmt: skip
        desk = Desk(tmp_path)
        desk.bring(text, "Orders", amount=answer)
        assert desk.column("Orders", "Amount") == [amount]


def test_an_answer_that_is_no_column_names_those_that_are(tmp_path):
    with pytest.raises(BadInput) as asked:
        Desk(tmp_path).bring("Order ID,Customer,Date,Total\n1,Acme,2026-01-02,12\n", "Orders", amount="Sum")
    assert explain(asked.value) == "--amount 'Sum' is no column of amounts in this file. It has: \"Total\"."


def test_a_column_that_is_mapped_by_hand_is_the_amount(tmp_path):
    desk = Desk(tmp_path)
    text = "Order ID,Customer,Date,Order total,Worth\n1,Acme,2026-01-02,100,7\n"
    desk.bring(text, "Orders", mapping={"Worth": "Amount"})
    assert desk.column("Orders", "Amount") == [7]


def test_the_price_of_one_piece_is_never_the_amount(tmp_path):
    with pytest.raises(BadInput) as asked:
        Desk(tmp_path).bring("Order ID,Customer,Date,Unit price\n1,Acme,2026-01-02,5.50\n", "Orders")
    assert "'Unit price' is the price of one piece. Nothing was imported." in explain(asked.value)


@pytest.mark.parametrize(("header", "cells"), [("Worth", ("5.50", "7.25")), ("Paid by card", ("€5", "€7")), ("Cash", ("1.234,50", "7,00"))])  # fmt: skip
def test_a_file_whose_amounts_no_known_header_names_is_asked_about(tmp_path, header, cells):
    desk = Desk(tmp_path)
    text = f"Order ID;Customer;Date;{header}\n1;Acme;2026-01-02;{cells[0]}\n2;Acme;2026-01-02;{cells[1]}\n"
    with pytest.raises(BadInput) as asked:
        desk.bring(text, "Orders")
    assert f'--map "{header}=Amount"' in explain(asked.value)
    desk.bring(text, "Orders", mapping={header: ""})
    assert desk.column("Orders", "Order ID") == ["1", "2"]


def test_a_file_without_any_amount_is_told(tmp_path):
    result = Desk(tmp_path).bring("Order ID,Customer,Date\n1,Acme,2026-01-02\n", "Orders")
    assert "No column of the file holds amounts, so the orders have none." in messages(result)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1,Acme,2026-01-02,€10,\n2,Acme,2026-01-02,$20,\n3,Acme,2026-01-02,¥900,\n", "3 currencies, which cannot be added: EUR (1), $ (1), ¥ (1)"),
        ("1,Acme,2026-01-02,10,EUR\n2,Acme,2026-01-02,20,USD\n", "2 currencies, which cannot be added: EUR (1), USD (1)"),
        ("1,Acme,2026-01-02,10,Euro\n2,Acme,2026-01-02,20,Swiss francs\n", "EUR (1), CHF (1)"),
        ("1,Acme,2026-01-02,10 SEK,\n2,Acme,2026-01-02,20 NOK,\n", "SEK (1), NOK (1)"),
        ("1,Acme,2026-01-02,10,EUR\n2,Acme,2026-01-02,20,Gold\n", "EUR (1), Gold (1)"),
    ],
)  # fmt: skip
def test_several_currencies_are_not_added_up(tmp_path, rows, said):
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as asked:
        desk.bring(f"Order ID,Customer,Date,Amount,Currency\n{rows}", "Orders")
    assert said in explain(asked.value)
    assert desk.rows("Orders") == []


@pytest.mark.parametrize("rows", ["1,Acme,2026-01-02,€10,EUR\n2,Acme,2026-01-02,20,EUR\n", "1,Acme,2026-01-02,$10,USD\n2,Acme,2026-01-02,20,USD\n"])  # fmt: skip
def test_one_currency_is_fine_and_another_one_than_the_books_is_told(tmp_path, rows):
    desk = Desk(tmp_path)
    result = desk.bring(f"Order ID,Customer,Date,Amount,Currency\n{rows}", "Orders")
    assert desk.column("Orders", "Amount") == [10, 20]
    assert ("The amounts are in USD, and Settings says that the book's are in EUR" in messages(result)) == ("USD" in rows)  # fmt: skip


def test_orders_that_were_called_off_may_be_in_any_currency(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Order ID,Customer,Date,Amount,Currency,Status\n1,Acme,2026-01-02,10,EUR,paid\n2,Acme,2026-01-02,20,USD,cancelled\n", "Orders")  # fmt: skip
    assert desk.column("Orders", "Amount") == [10]


def test_the_command_asks_with_status_3_and_takes_the_answer(tmp_path, capsys):
    book, file = tmp_path / "book.xlsx", tmp_path / "o.csv"
    file.write_text(ASKED["two totals that differ"][0])
    assert main(["new", str(book)]) == 0
    before = book.read_bytes()
    assert main(["import", str(book), str(file), "--into", "Orders"]) == 3
    assert book.read_bytes() == before
    assert '--amount "Invoice total"' in " ".join(capsys.readouterr().err.split())
    assert main(["import", str(book), str(file), "--into", "Orders", "--amount", "Invoice total"]) == 0


TWICE = "Order ID,Customer,Date,{0},{1}\n1,Acme,2026-01-02,1000,1190\n1,Acme,2026-01-02,200,238\n2,Acme,2026-01-03,50,59.50\n"


@pytest.mark.parametrize(
    ("headers", "mapping"),
    [(("Amount", "Amount"), {}), (("Total", "total"), {}), (("Worth", "Worth"), {"Worth": "Amount"}), (("Amount", "Amount"), {"Amount": "Amount"})],
)  # fmt: skip
def test_two_columns_of_one_name_are_asked_about_by_their_place(tmp_path, headers, mapping):
    desk = Desk(tmp_path)
    text = TWICE.format(*headers)
    one, other = (f"{header} (column {place})" for place, header in enumerate(headers, 4))
    with pytest.raises(BadInput) as asked:
        desk.bring(text, "Orders", mapping=mapping)
    assert f'1,200.00 by --amount "{one}"' in explain(asked.value)
    assert f'1,428.00 by --amount "{other}"' in explain(asked.value)
    with pytest.raises(BadInput, match="is no column of amounts"):
        desk.bring(text, "Orders", mapping=mapping, amount=headers[0].upper())
    desk.bring(text, "Orders", mapping=mapping, amount=other)
    assert desk.column("Orders", "Amount") == [1428, 59.5]


def test_two_columns_of_one_name_and_one_content_are_one(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Order ID,Customer,Date,Total,Total\n1,Acme,2026-01-02,10,10\n", "Orders")
    assert desk.column("Orders", "Amount") == [10]


@pytest.mark.parametrize("order", ["amazon-order-id", "order-id"])
def test_the_item_price_of_a_marketplace_is_that_of_its_whole_line(tmp_path, order):
    desk = Desk(tmp_path)
    desk.bring(
        f"{order},purchase-date,buyer-name,quantity-purchased,item-price,item-tax\n"
        "1,2026-01-02,Ann Lee,2,60.00,9.58\n1,2026-01-02,Ann Lee,1,40.00,6.39\n",
        "Orders",
    )
    assert desk.column("Orders", "Amount") == [100]


def test_the_item_price_of_others_is_that_of_a_piece(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Order ID,Customer,Date,Quantity,Item price\n1,Acme,2026-01-02,2,60.00\n", "Orders")
    assert desk.column("Orders", "Amount") == [120]
