"""What was called off, refunded or never became an order does not count; credit notes count the other way."""

from __future__ import annotations

import pytest

from salesbook.domain.importing.orders.status import status_meaning
from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages, reasons

_YES = {"ja", "x", "kyllä", "ano", "tak", "igen", "evet", "da", "stornovaná"}
HEAD = "Order ID,Customer,Date,Total,{}\n"


def bring(desk, header, cells, **more):
    rows = "".join(f"{number},Acme,2026-01-02,10,{cell}\n" for number, cell in enumerate(cells, 1))
    return desk.bring(HEAD.format(header) + rows, "Orders", **more)


def amounts(desk):
    return {row["Order ID"]: row.get("Amount") for row in desk.rows("Orders")}


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("cancelled canceled voided failed draft quotation expired declined test wc-cancelled checkout-draft auto_draft uncollectible", "no order"),
        ("storniert abgelehnt Entwurf Angebot fehlgeschlagen annulliert gelöscht", "no order"), ("cancelado anulada fallido rechazado borrador presupuesto", "no order"),
        ("annulée échouée refusé brouillon devis supprimé", "no order"), ("geannuleerd mislukt concept offerte afgewezen", "no order"), ("annullato fallito bozza preventivo stornata", "no order"),
        ("rascunho recusado falhou excluído orçamento", "no order"), ("avbruten makulerad utkast annulleret kladde kansellert avbrutt peruttu luonnos hylätty", "no order"),
        ("anulowane zrušeno отменён キャンセル 已取消 취소 sztornó", "no order"), ("makulerat makulerade annullerat annullert makuleret nietig ingetrokken mitätöity", "no order"),
        ("stornovaná stornovaný stornované zrušená smazaná anulowana anulowany wycofana odrzucona", "no order"), ("sztornózott sztornózva érvénytelenített törölt iptal taslak silindi", "no order"),
        ("anulată stornat stornirano poništeno preklicano отменена аннулирован ακυρωμένη tühistatud atšaukta", "no order"),
        ("uhrazená neuhrazená vystavená opłacona wystawiona kifizetett lejárt ödenmedi tamamlandı plătită plaćeno оплачена", "counts"),
        ("zwrócona iade visszatérített rambursat vráceno krediterat", "refunded"),
        ("refunded erstattet reembolsado remboursée terugbetaald rimborsato återbetald refunderet hyvitetty returned", "refunded"),
        ("paid completed shipped processing bezahlt pagada payée betaald pagato pago betald betalt maksettu pending overdue open", "counts"),
        ("partially_refunded teilerstattet", "partly refunded"), ("Kommissioniert A1 mauve", ""),
    ],
)  # fmt: skip
def test_words_of_a_status(words, what):
    assert {word: status_meaning(word) for word in words.split()} == dict.fromkeys(words.split(), what)


@pytest.mark.parametrize(
    ("phrase", "what"),
    [
        ("Cancelled by the customer", "no order"), ("Storniert (Kunde)", "no order"), ("Order cancelled - out of stock", "no order"), ("Commande annulée", "no order"),
        ("Cancellation requested", ""), ("Cancel requested", "unsure"), ("Partly cancelled order", "unsure"), ("Not cancelled", "unsure"), ("Refunded to card", "refunded"),
    ],
)  # fmt: skip
def test_phrases_of_a_status(phrase, what):
    assert status_meaning(phrase) == what


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Status", "Cancelled"), ("Order Status", "wc-failed"), ("Financial Status", "voided"), ("Bestellstatus", "storniert"), ("Estado", "Anulado"), ("Statut", "Annulée"), ("Stato", "Annullato"), ("Orderstatus", "Geannuleerd"),
        ("Situação", "Recusado"), ("Betalningsstatus", "Misslyckad"), ("Tila", "Peruttu"), ("Status", "Refunded"), ("Invoice Status", "Draft"), ("Cancelled at", "2026-01-05"), ("Is cancelled", "true"), ("Test", "yes"), ("Storniert", "ja"),
        ("Makulerad", "Ja"), ("Makulerat", "X"), ("Annulleret", "ja"), ("Makulert", "JA"), ("Mitätöity", "kyllä"), ("Stornovaná", "ano"), ("Anulowana", "tak"), ("Sztornózott", "igen"), ("İptal", "evet"), ("Anulat", "da"), ("Storno", "stornovaná"), ("Makulerad", "2026-01-05"),
        ("Stav", "stornovaná"), ("Stav faktury", "Zrušená"), ("Stan", "anulowane"), ("Állapot", "sztornózott"), ("Durum", "İptal edildi"), ("Stare", "Anulată"), ("Статус", "Отменён"), ("ステータス", "キャンセル"), ("Data anulowania", "2026-01-05"),
    ],
)  # fmt: skip
def test_such_orders_do_not_count_and_are_told_with_their_word(tmp_path, header, cell):
    desk = Desk(tmp_path)
    paid = {"Bestellstatus": "bezahlt", "Estado": "Pagado", "Statut": "Payée", "Stato": "Pagato", "Orderstatus": "Betaald", "Situação": "Pago", "Betalningsstatus": "Betald", "Tila": "Maksettu", "Stav": "uhrazená", "Stav faktury": "Vystavená", "Stan": "opłacone", "Állapot": "kifizetve", "Durum": "Ödendi", "Stare": "Plătită", "Статус": "Оплачен", "ステータス": "完了"}  # fmt: skip
    flags = {
        "Cancelled at": "",
        "Is cancelled": "false",
        "Test": "no",
        "Storniert": "nein",
        "Makulerad": "Nej",
        "Data anulowania": "",
    }
    result = bring(
        desk, header, [paid.get(header, flags.get(header, "" if cell.lower() in _YES else "paid")), cell]
    )
    assert amounts(desk) == {"1": 10}
    assert "Left out, as it is no order: " in messages(result)
    assert (result.counts["rows"], result.counts["left out"], result.counts["rejected"]) == (2, 1, 0)
    assert "1 that is no order" in messages(result)


def test_words_that_nobody_knows_count_beside_known_ones_and_are_told(tmp_path):
    desk = Desk(tmp_path)
    result = bring(desk, "Status", ["paid", "Kommissioniert", "Kommissioniert"])
    assert amounts(desk) == {"1": 10, "2": 10, "3": 10}
    assert "Words of a status that salesbook does not know count as orders: Kommissioniert (2)." in messages(
        result
    )


def test_a_status_of_which_no_word_is_known_is_asked_about(tmp_path):
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as asked:
        bring(desk, "Status", ["A1", "A2", "A1"])
    assert "'Status' has words that salesbook does not know: A1 (2), A2 (1)." in explain(asked.value)
    assert '--map "Status="' in explain(asked.value)
    bring(desk, "Status", ["A1", "A2", "A1"], mapping={"Status": ""})
    assert len(amounts(desk)) == 3


def test_a_state_of_an_address_is_no_status(tmp_path):
    desk = Desk(tmp_path)
    bring(desk, "State", ["Kentucky", "Ohio"])
    assert len(amounts(desk)) == 2


def test_what_may_be_called_off_is_left_to_the_person(tmp_path):
    result = bring(Desk(tmp_path), "Status", ["paid", "Cancel requested"])
    assert reasons(result) == [(3, "Status 'Cancel requested' may mean that it was called off: correct it, or leave the row out.")]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "refund", "amount"),
    [("paid", "0", 10), ("partially_refunded", "4", 6), ("paid", "4", 6), ("refunded", "10", None), ("refunded", "0", None), ("paid", "10", None), ("refunded", "-4", 6), ("paid", "", 10)],
)  # fmt: skip
def test_what_was_refunded_does_not_count(tmp_path, status, refund, amount):
    desk = Desk(tmp_path)
    desk.bring(f"Order ID,Customer,Date,Total,Status,Refunded Amount\n1,Acme,2026-01-02,10,{status},{refund}\n", "Orders")  # fmt: skip
    assert amounts(desk) == ({} if amount is None else {"1": amount})


def test_a_refund_in_part_of_which_nobody_knows_the_amount_is_left_to_the_person(tmp_path):
    [(line, why)] = reasons(bring(Desk(tmp_path), "Status", ["paid", "Partially refunded"]))
    assert (line, "does not say by how much" in why) == (3, True)


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Storno", "RE-17"), ("Cancelled", "3"), ("Makulerad", "kanske"), ("Voided", "see note")],
)
def test_a_cell_of_cancelled_that_says_neither_yes_nor_no_is_left_to_the_person(tmp_path, header, cell):
    result = bring(Desk(tmp_path), header, ["", cell])
    assert reasons(result) == [
        (3, f"{header} {cell!r} may mean that it was called off: correct it, or leave the row out.")
    ]


@pytest.mark.parametrize("amount", ["10", "-10"])
@pytest.mark.parametrize(
    ("header", "order", "credit"),
    [
        ("Type", "Sales invoice", "Sales credit note"), ("Transaction Type", "Invoice", "Credit Memo"), ("Belegart", "Rechnung", "Gutschrift"), ("Tipo", "Factura", "Abono"), ("Type de document", "Facture", "Avoir"),
        ("Documenttype", "Factuur", "Creditnota"), ("Tipo documento", "Fattura", "Nota di credito"), ("Tipo de documento", "Fatura", "Nota de crédito"), ("Dokumenttype", "Faktura", "Kreditnota"), ("Tositelaji", "Lasku", "Hyvityslasku"), ("Typ dokladu", "Faktura", "Dobropis"), ("Rodzaj dokumentu", "Faktura VAT", "Faktura korygująca"), ("Számla típusa", "Számla", "Sztornó számla"), ("Belge türü", "Satış faturası", "İade faturası"), ("Tip document", "Factură", "Factură storno"), ("Vrsta dokumenta", "Račun", "Dobropis"), ("Fakturatyp", "Faktura", "Kreditfaktura"), ("Laskutyyppi", "Myyntilasku", "Hyvityslasku"),
        ("Move type", "out_invoice", "out_refund"),
    ],
)  # fmt: skip
def test_credit_notes_are_negative_whether_or_not_they_bear_a_sign(tmp_path, header, order, credit, amount):
    desk = Desk(tmp_path)
    text = f"Invoice number,Customer,Date,Amount,{header}\n1,Acme,2026-01-02,50,{order}\n2,Acme,2026-01-02,{amount},{credit}\n"
    result = desk.bring(text, "Orders")
    assert amounts(desk) == {"1": 50, "2": -10}
    assert "1 credit note counts as negative." in messages(result)


@pytest.mark.parametrize("word", ["Payment", "Deposit", "Estimate", "Journal Entry", "Zahlung", "Bill", "Lieferschein", "Betaling", "Cobro", "Règlement"])  # fmt: skip
def test_payments_and_papers_are_no_orders(tmp_path, word):
    desk = Desk(tmp_path)
    bring(desk, "Transaction Type", ["Invoice", word])
    assert amounts(desk) == {"1": 10}


def test_a_file_of_payments_only_is_asked_about(tmp_path):
    with pytest.raises(BadInput) as asked:
        bring(Desk(tmp_path), "Transaction Type", ["Payment", "Payment"])
    assert "says that rows are payments, and no row is an order or an invoice: Payment (2)" in explain(
        asked.value
    )


def test_a_document_that_nobody_knows_beside_some_that_are_no_orders_is_asked_about(tmp_path):
    with pytest.raises(BadInput) as asked:
        bring(Desk(tmp_path), "Transaction Type", ["Invoice", "Payment", "Zebra"])
    assert "Zebra (1). Are those orders?" in explain(asked.value)


def test_a_type_of_something_else_tells_nothing(tmp_path):
    desk = Desk(tmp_path)
    bring(desk, "Type", ["Wholesale", "Retail"])
    assert len(amounts(desk)) == 2


def test_an_order_of_the_book_that_was_called_off_since_is_a_problem(tmp_path):
    desk = Desk(tmp_path)
    bring(desk, "Status", ["paid", "paid"])
    again = bring(desk, "Status", ["paid", "cancelled"])
    assert [(p.table, p.key, p.why) for p in again.plan.problems] == [
        ("Orders", "2", "The imported file says of this order: cancelled; it stands here and counts")
    ]
    assert amounts(desk) == {"1": 10, "2": 10}


def test_a_line_that_was_called_off_does_not_count_in_an_order_that_was_not(tmp_path):
    desk = Desk(tmp_path)
    desk.bring("Order ID,Customer,Date,Line total,Item status\n1,Acme,2026-01-02,10,shipped\n1,Acme,2026-01-02,7,cancelled\n", "Orders")  # fmt: skip
    assert amounts(desk) == {"1": 10}


@pytest.mark.parametrize(
    ("header", "sides"), [("Soll/Haben-Kennzeichen", "SH"), ("Dr/Cr", "DC"), ("S/H", "SH")]
)
def test_both_sides_of_a_ledger_are_asked_about(tmp_path, header, sides):
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as asked:
        bring(desk, header, list(sides))
    assert "both sides of a ledger" in explain(asked.value)
    bring(desk, header, [sides[0], sides[0]])
    assert amounts(desk) == {"1": 10, "2": 10}


def test_an_order_confirmation_beside_invoices_is_left_out_and_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Belegnummer;Belegart;Kunde;Datum;Betrag\nR1;Rechnung;Acme;02.01.2026;10,00\nA1;Auftragsbestätigung;Acme;01.01.2026;10,00\n",
        "Orders",
    )
    assert desk.column("Orders", "Order ID") == ["R1"]
    assert "Auftragsbestätigung (1)" in messages(result)


def test_each_payment_of_a_subscription_is_a_sale_and_what_moves_money_is_none(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Date,Name,Type,Status,Currency,Gross,Transaction ID\n01/15/2026,Ann Lee,Subscription Payment,Completed,EUR,9.50,a\n"
        "01/16/2026,Ann Lee,Mass Pay Payment,Completed,EUR,-5.00,b\n01/17/2026,Bob Ray,Website Payment,Completed,EUR,20.00,c\n",
        "Orders",
    )
    assert desk.column("Orders", "Amount") == [9.5, 20]


def test_a_date_of_creation_is_that_of_the_order(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "id,Created date (UTC),Amount,Customer Email\nch_1,2026-01-15 10:00:00,9.50,a@b.example.com\n",
        "Orders",
    )
    assert [str(day) for day in desk.column("Orders", "Date")] == ["2026-01-15"]
