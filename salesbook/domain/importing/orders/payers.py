"""Exports of payments that name who sent and who got the money: the one who is not the shop itself is the customer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from salesbook.tables.source import Source
from salesbook.util.folding import letters_and_digits

_FROM = re.compile(r"^(?:from|sender|absender|von|de|del|dall?a?|expediteur|van|afzender|fra|fran|remitente|mittente|remetente)(?:des?|a|the)?(?:e?mail|correo|adresse|indirizzo|endereco|direccion)")  # fmt: skip
_TO = re.compile(r"^(?:to|receiver|recipient|empfanger|an|a|para|al?la|destinataire|naar|ontvanger|til|till|destinatario)(?:des?|a|the)?(?:e?mail|correo|adresse|indirizzo|endereco|direccion)")  # fmt: skip
_OF_SENDER = re.compile(r"mail.*(?:sender|absenders?|remitente|expediteur|mittente|afzender|remetente|avsandare)$|^correo.*remitente$")  # fmt: skip
_OF_GETTER = re.compile(r"mail.*(?:recipient|receiver|empfangers?|destinatario|destinataire|ontvanger|mottagare)$|^correo.*destinatario$")  # fmt: skip
_NEARLY_ALL = 0.8


def with_payer(source: Source, by_hand: Collection[str]) -> Source:
    """The file with the other side's address as Email, where one address stands on one side or the other of nearly each row."""
    fixed = {letters_and_digits(header) for header in by_hand}
    headers = [letters_and_digits(header) for header in source.headers]
    senders = [
        place
        for place, header in enumerate(headers)
        if (_FROM.match(header) or _OF_SENDER.search(header)) and header not in fixed
    ]
    getters = [
        place
        for place, header in enumerate(headers)
        if (_TO.match(header) or _OF_GETTER.search(header)) and header not in fixed
    ]
    if len(senders) != 1 or len(getters) != 1 or "email" in headers:
        return source
    pairs = [
        (str(one or "").strip(), str(other or "").strip())
        for one, other in zip(source.columns[senders[0]], source.columns[getters[0]], strict=True)
    ]
    filled = [pair for pair in pairs if all("@" in address for address in pair)]
    counts = Counter(address.lower() for pair in filled for address in set(pair))
    own, most = counts.most_common(1)[0] if counts else ("", 0)
    if len(filled) < 2 or most < _NEARLY_ALL * len(filled) or len(counts) < 2:
        return source
    others = [one if other.lower() == own else other if one.lower() == own else "" for one, other in pairs]
    columns = list(source.columns)
    columns[senders[0]] = [address if "@" in address else None for address in others]
    named = list(source.headers)
    named[senders[0]] = "Email"
    note = f"{own} stands on one side of nearly each row, so it is yours: Email is the other side of {source.headers[senders[0]]!r} and {source.headers[getters[0]]!r}."
    return replace(source, headers=tuple(named), columns=tuple(columns), notes=(*source.notes, note))
