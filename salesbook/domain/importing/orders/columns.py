"""What the columns of a file of orders are about: from headers to roles such as "whole", "unit" or "status"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from salesbook.domain.importing.headers.abbreviations import in_full
from salesbook.domain.importing.headers.known import Mapped, Target, means
from salesbook.domain.importing.orders.wording import role_by_words
from salesbook.domain.importing.values.currencies import without_currency
from salesbook.domain.importing.values.units import without_unit
from salesbook.domain.importing.wordlists import order_words
from salesbook.util.folding import letters_and_digits

AMOUNT = Target("Orders", "Amount")
MONEY = ("whole", "total", "amount", "price", "net", "line", "unit", "quantity", "tax", "shipping", "discount", "percent", "refund")  # fmt: skip
_BRACKET = re.compile(r"^(?P<base>.*\S)\s*[(\[](?P<inside>[^()\[\]]*)[)\]]\s*$")
_PATH = re.compile(r"^(?P<first>[^/.:]+?)\s*(?:/|\.|:|\s-\s)\s*(?P<rest>\S.*)$")
_LINES = {
    "item", "items", "line", "lines", "orderline", "orderlines", "orderlineids", "invoiceline", "invoicelines", "invoicelineids", "lineitem", "lineitems",
    "orderitems", "product", "products", "position", "positionen", "artikel", "posten", "linea", "lineas", "lineasdepedido", "lignes", "ligne", "lignesdecommande", "lignesdefacture",
    "regels", "orderregels", "factuurregels", "righe", "righeordine", "linhas", "rader", "orderrader", "linjer", "ordrelinjer", "rivit", "saleorderline", "salesorderitem",
}  # fmt: skip
_NET = re.compile(r"^(?:net|netto|neto|excl|exkl|ekskl|ex|ohne|hors|ht|sin|zonder|senza|sem|before|untaxed|taxexcl)(?:\b|\s|\.|$)", re.IGNORECASE)  # fmt: skip
_GROSS = re.compile(r"^(?:gross|brutto|bruto|brut|incl|inkl|inc|mit|ttc|con|avec|including|with|lordo|com|taxincl)(?:\b|\s|\.|$)", re.IGNORECASE)  # fmt: skip
_OF_THE_LINE = {"total": "line", "amount": "line", "net": "line", "line": "line", "whole": "line", "price": "unit", "unit": "unit",
                "quantity": "quantity", "status": "side status", "tax": "line tax", "discount": "line discount"}  # fmt: skip
# Reports of a marketplace whose item-price is that of all pieces of the line.
_AMAZON = {"amazonorderid", "orderitemid", "quantitypurchased"}
_STATES = {"state", "estado", "stato", "etat", "situacion", "tila"}  # of a country, too


@dataclass(frozen=True)
class OrderColumns:
    """The role of each column that has one, by its place; `lines`: the columns that are about one line only."""

    roles: Mapping[int, str]
    lines: frozenset[int]

    def places(self, *roles: str) -> list[int]:
        """Where the columns of those roles stand, from left to right."""
        return [place for place, role in sorted(self.roles.items()) if role in roles]


def order_columns(headers: Sequence[str], left_out: Collection[str]) -> OrderColumns:
    """The roles of headers; those `left_out` by the person have none."""
    wanted = {place: header for place, header in enumerate(headers) if header and header not in left_out}
    roles = {place: role for place, header in wanted.items() if (role := role_of(header))}
    if _AMAZON & set(map(letters_and_digits, wanted.values())):
        roles |= {
            place: "line" for place, header in wanted.items() if letters_and_digits(header) == "itemprice"
        }
    if not any(role == "quantity" for role in roles.values()):
        return OrderColumns(roles, frozenset(p for p, header in wanted.items() if of_a_line(header)))
    roles = {place: "unit" if role == "price" else role for place, role in roles.items()}
    return OrderColumns(roles, frozenset(p for p, header in wanted.items() if of_a_line(header)))


def headers_left_out(headers: Sequence[str], mapping: Mapping[str, str]) -> set[str]:
    """The headers that the person mapped to nothing."""
    nothing = {letters_and_digits(header) for header, ours in mapping.items() if not ours.strip()}
    return {header for header in headers if letters_and_digits(header) in nothing}


def without_amount(
    mapped: Mapped, headers: Sequence[str], mapping: Mapping[str, str]
) -> tuple[Mapped, int | None]:
    """The mapping without Amount, which the evidence finds; and the column that the person mapped to it, if any."""
    places = mapped.columns.get(AMOUNT, ())
    if not places:
        return mapped, None
    named = {
        letters_and_digits(header)
        for header, ours in mapping.items()
        if letters_and_digits(ours) == letters_and_digits(AMOUNT.column)
    }
    by_hand = next((place for place in places if letters_and_digits(headers[place]) in named), None)
    columns = {target: found for target, found in mapped.columns.items() if target != AMOUNT}
    return replace(mapped, columns=columns, unmapped=tuple(sorted((*mapped.unmapped, *places)))), by_hand


def role_of(header: str) -> str:
    """What a column is; "" for what tells nothing about the amount of an order."""
    full = in_full(header)
    return _role_as_written(header) or (_role_as_written(full) if full else "")


def _role_as_written(header: str) -> str:
    words = order_words("columns")
    base, inside = parted(header)
    line = of_a_line(header)
    role = next((words[key] for key in _keys(header, base) if key in words), "")
    if not role and means(header, AMOUNT):
        role = "amount"
    role = role or role_by_words(without_currency(header))
    if line:
        return _OF_THE_LINE.get(role, "")
    if role in {"amount", "total", "price"} and inside:
        return "net" if _NET.match(inside) else "whole" if _GROSS.match(inside) and role != "price" else role
    return role


def is_state(header: str) -> bool:
    """Whether a status may as well be the state of an address."""
    return letters_and_digits(header) in _STATES


def of_a_line(header: str) -> bool:
    """Whether a header says that its column is about one line: Amount (Items), Order Lines/Subtotal."""
    found = _BRACKET.match(header)
    if found and letters_and_digits(found["inside"]) in _LINES:
        return True
    path = _PATH.match(header)
    return bool(path and letters_and_digits(path["first"]) in _LINES)


def parted(header: str) -> tuple[str, str]:
    """A header without its path, its currency and its bracket; and what stands in the bracket, if that is no currency."""
    path = _PATH.match(header)
    if path and letters_and_digits(path["first"]) in _LINES:
        header = path["rest"]
    found = _BRACKET.match(header)
    if not found:
        return without_currency(header), ""
    base, inside = found["base"], found["inside"]
    return without_currency(base), "" if without_currency(inside) == "" else inside


def _keys(header: str, base: str) -> list[str]:
    bare = without_unit(base)
    return [
        letters_and_digits(header),
        letters_and_digits(without_currency(header)),
        letters_and_digits(base),
        letters_and_digits(bare),
        letters_and_digits(without_currency(bare)),
    ]
