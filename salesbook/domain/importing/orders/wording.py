"""What a column of money is by the words of its header, whatever their order: "Gesamtsumme der Bestellung", "Total incl. btw".

A header in, a role of `columns` out. All of its words must be known: "Amount due" and "Net weight" say nothing here.
"""

from __future__ import annotations

import re
from functools import cache

from salesbook.domain.importing.wordlists import data
from salesbook.util.folding import letters_and_digits

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3  # letters of a word that may be part of another
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def role_by_words(header: str) -> str:
    """The role of a column of money; "" where a word is not known, or the words are of no amount."""
    kinds: set[str] = set()
    for word in _WORD.findall(_CAMEL.sub(" ", header)):
        found = _kinds(letters_and_digits(word))
        if not found:
            return ""
        kinds |= found
    return _role(kinds)


def _role(kinds: set[str]) -> str:
    taxed = bool(kinds & {"net", "gross"})
    money = bool(kinds & {"total", "amount", "price"})
    if not (money or (taxed and kinds & {"order", "line", "unit"})) or ("tax" in kinds and not taxed):
        return ""
    if "unit" in kinds or ("line" in kinds and "price" in kinds and "total" not in kinds):
        return "unit"
    if "line" in kinds:
        return "line"
    if "price" in kinds and not kinds & {"total", "order"}:
        return "price"
    if "net" in kinds:
        return "net"
    if "gross" in kinds or "order" in kinds:
        return "whole"
    return "total" if "total" in kinds else "amount"


@cache
def _kinds(word: str) -> frozenset[str]:
    """The kinds of a word, or of the words that it is made of: Rechnungsbetrag is of an order, and an amount."""
    lists = _words()
    if word in lists:
        return frozenset({lists[word]})
    parts = "|".join(sorted((each for each in lists if len(each) >= _SHORTEST), key=len, reverse=True))
    if not re.fullmatch(rf"(?:(?:{parts})(?:e?[sn])?){{2,3}}", word):
        return frozenset()
    return frozenset(lists[part] for part in re.findall(rf"({parts})(?:e?[sn])?", word))


@cache
def _words() -> dict[str, str]:
    return {
        letters_and_digits(word): kind
        for kind, words in data("orders.toml")["header words"].items()
        for word in words
    }
