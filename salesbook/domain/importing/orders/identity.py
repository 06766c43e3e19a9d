"""Which header of a file of orders is the order's number, and which the customer, where names alone mislead.

"Name" is a person in most files, the number in Shopify's and the customer in a ledger's, whose "Account"
is an account of the books. The values tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from salesbook.domain.importing.headers.known import Target, means
from salesbook.domain.importing.orders.columns import of_a_line, role_of
from salesbook.domain.importing.wordlists import order_words
from salesbook.tables.source import Source
from salesbook.util.folding import letters_and_digits

_ID, _CUSTOMER = Target("Orders", "Order ID"), Target("Accounts", "Account")
_NUMBER = re.compile(r"^#?\s?(?:[^\W\d_]{0,8}[-_/# ]{0,2}){0,3}\d[\w/.-]*$")
_SHIP = re.compile(r"\b(?:shipping|ship[\s-]?to|ship|delivery|recipient|lieferadresse|liefer|envío|envio|livraison|bezorg|spedizione|entrega)\b", re.IGNORECASE)  # fmt: skip
_BILL = re.compile(r"\b(?:billing|bill[\s-]?to|bill|invoice|rechnungsadresse|rechnung|facturación|facturation|factuur|fatturazione|buyer|customer)\b", re.IGNORECASE)  # fmt: skip
_LEDGERS = {"account", "accountname", "konto", "kontobezeichnung", "sachkonto", "cuenta", "compte", "rekening", "grootboekrekening", "conto", "conta", "splitaccount"}  # fmt: skip
_MOST = 0.9
_HALF = 0.5


def headers_of_orders(source: Source, by_hand: Collection[str], own: Collection[str], notes: list[str]) -> tuple[str, ...]:  # fmt: skip
    """The headers as they should be understood; "" for one that says nothing of the order as a whole.

    `by_hand` are headers that the person mapped, `own` those of columns that people added: they stay. `notes` gets
    what was decided by the values.
    """
    fixed = {letters_and_digits(header) for header in (*by_hand, *own)}
    free = {
        place: header
        for place, header in enumerate(source.headers)
        if header and letters_and_digits(header) not in fixed
    }
    headers = list(source.headers)
    for place in (*_of_lines_and_parcels(free), *_of_documents(source, free)):
        headers[place] = ""
    _number(source, free, headers)
    _customer(source, free, headers, notes)
    return tuple(headers)


def _of_lines_and_parcels(free: dict[int, str]) -> list[int]:
    """Columns about one line, and those about whom the parcel goes to where the file also has who pays."""
    billed = {letters_and_digits(_BILL.sub("", header)) for header in free.values() if _BILL.search(header)}
    return [
        place
        for place, header in free.items()
        if of_a_line(header) or (_SHIP.search(header) and letters_and_digits(_SHIP.sub("", header)) in billed)
    ]


def _of_documents(source: Source, free: dict[int, str]) -> list[int]:
    """Columns that say invoice, credit note or payment: they are no kind of customer."""
    words = order_words("document")
    return [
        place
        for place, header in free.items()
        if role_of(header) == "document"
        and _share(source.columns[place], lambda word: letters_and_digits(word) in words) > 0
    ]


def _number(source: Source, free: dict[int, str], headers: list[str]) -> None:
    """The order's number: "Name" where it holds numbers, else "Id" where there is nothing better."""
    names = [place for place, header in free.items() if letters_and_digits(header) == "name"]
    bare = [place for place, header in free.items() if letters_and_digits(header) == "id"]
    if any(means(header, _ID) for header in headers if header):
        return
    if names and _share(source.columns[names[0]], _is_number) >= _MOST:
        headers[names[0]] = "Order ID"
    elif bare:
        headers[bare[0]] = "Order ID"


def _customer(source: Source, free: dict[int, str], headers: list[str], notes: list[str]) -> None:
    """Accounts of a ledger are no customers; in such a list "Name" is the customer."""
    ledgers = [
        place
        for place, header in free.items()
        if letters_and_digits(header) in _LEDGERS and _share(source.columns[place], _is_ledger) >= _HALF
    ]
    if not ledgers:
        return
    for place in ledgers:
        headers[place] = ""
    others = [
        header
        for header in headers
        if header and means(header, _CUSTOMER) and letters_and_digits(header) != "name"
    ]
    name = next(
        (place for place, header in free.items() if letters_and_digits(header) == "name" and headers[place]),
        None,
    )
    if name is not None and not others and headers[name] != "Order ID":
        headers[name] = "Account"
        others = [source.headers[name]]
    left = ", ".join(repr(source.headers[place]) for place in ledgers)
    notes.append(f"{left} holds accounts of a ledger, no customers" + (f"; {others[0]!r} is the customer." if others else "."))  # fmt: skip


def _share(cells: Sequence[object], holds: Callable[[str], bool]) -> float:
    said = {str(cell).strip() for cell in cells if cell is not None and str(cell).strip()}
    return sum(map(holds, said)) / len(said) if said else 0.0


def _is_number(words: str) -> bool:
    return bool(_NUMBER.match(words))


def _is_ledger(words: str) -> bool:
    """Accounts Receivable; Assets:Accounts Receivable; 1400 Forderungen; 4400."""
    names = order_words("ledger")
    parts = [words, *re.split(r"\s*[:/]\s*|\s+[-–·]\s+", words)]
    bare = [re.sub(r"^[\d.]+\s*[-–·]?\s*", "", part) for part in parts]
    return any(letters_and_digits(part) in names for part in (*parts, *bare) if part) or words.isdigit()
