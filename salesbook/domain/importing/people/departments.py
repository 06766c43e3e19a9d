"""Desks and departments that stand where a name should: Info, Team Einkauf, Accounts Payable."""

from __future__ import annotations

import re

DESKS = frozenset({
    "info", "office", "sales", "team", "einkauf", "buchhaltung", "vertrieb", "verkauf", "support", "service", "kontakt", "contact", "reception", "empfang",
    "sekretariat", "zentrale", "verwaltung", "accounting", "accounts", "payable", "receivable", "purchasing", "procurement", "marketing", "hr", "admin",
    "administration", "webmaster", "postmaster", "hello", "mail", "email", "post", "department", "abteilung", "dept", "ventas", "compras", "administración", "contabilidad",
    "recepción", "facturación", "comptabilité", "accueil", "achats", "secrétariat", "client", "geschäftsführung", "geschäftsleitung", "management", "reservations", "bestellung", "orders",
    "billing", "helpdesk", "kasse", "lager", "werkstatt", "redaktion", "newsletter", "noreply", "no-reply", "the", "der", "des", "desk", "front", "finance", "personal",
    "personalabteilung", "rechnung", "rechnungswesen", "inkoop", "verkoop", "receptie", "boekhouding", "enquiries", "inquiries", "logistics", "logistik", "warehouse", "customer", "equipo",
})  # fmt: skip


def are_desks(text: str) -> bool:
    """Whether a text names a desk and nobody who sits there."""
    words = [word.casefold() for word in re.split(r"[\s&/+-]+", text) if word]
    return bool(words) and (
        words[0] in {"team", "abteilung", "department", "dept", "equipo"}
        or all(word in DESKS for word in words)
    )
