"""Headers as people shorten them: "Phone No", "Tel. No.", "Acct Mgr", "Co.", Telefon-Nr. A header in, the same in full words out."""

from __future__ import annotations

import re
from functools import lru_cache

from salesbook.domain.importing.headers.joined import words_of_header
from salesbook.util.folding import letters_and_digits

# Only words that shorten one thing: "ad" is an address and an advertisement, "dep" a deposit and a department.
_IN_FULL = {
    "number": ("no", "nos", "nr", "nbr", "num", "numb", "numero", "nummer"),
    "phone": ("tel", "tele", "tlf", "tfno", "tlfno", "teléf", "telf", "fon", "ph", "phn", "telephone", "telefon", "teléfono"),
    "mobile": ("mob", "mbl", "cell", "cel", "handy", "móv"),
    "email": ("eml", "mail"),
    "address": ("addr",),
    "company": ("co", "cmpny"),
    "organization": ("org",),
    "account": ("acct", "acc", "accnt"),
    "customer": ("cust", "cst", "custmr", "cstmr"),
    "client": ("clnt",),
    "contact": ("cont", "cntct"),
    "manager": ("mgr", "mngr", "mgmt"),
    "representative": ("repr",),
    "sales": ("sls",),
    "person": ("pers",),
    "name": ("nm", "nme"),
    "total": ("tot", "ttl"),
    "price": ("prc",),
    "country": ("ctry", "cntry"),
    "order": ("ord", "ordr"),
    "invoice": ("inv", "invc"),
    "document": ("doc",),
    "reference": ("ref",),
    "date": ("dt", "dte"),
    "amount": ("amt", "amnt"),
    "quantity": ("qty", "qnty"),
    "description": ("desc", "descr"),
    "value": ("val",),
    "revenue": ("rev",),
    "position": ("pos", "posn"),
    "function": ("func",),
    "language": ("lang",),
    "created": ("crtd",),
    "preferred": ("pref",),
    "opportunity": ("opp", "oppty"),
    "activity": ("act",),
}  # fmt: skip
_BY_WORD = {letters_and_digits(short): full for full, shorts in _IN_FULL.items() for short in shorts}
_SIGN_OF_NUMBER = re.compile("#|№|\\bn[°º]", re.IGNORECASE)
_NUMBER = "number"
_NUMBERS_OF = ("nummer", "nr")  # what German and its neighbours write behind a word, without a space


@lru_cache(maxsize=4096)
def in_full(header: str) -> str:
    """A header with its short words written out; "" where none is short. A number stands behind what it is of."""
    words = words_of_header(_SIGN_OF_NUMBER.sub(" no ", header))
    full = [part for word in words for part in _parts(word)]
    if full[:1] == ["e"] and full[1:2] == ["email"]:
        full = full[1:]
    if full in (words, [_NUMBER]):
        return ""
    if full[0] == _NUMBER:  # No. of phone, Nº teléfono
        full = [*(word for word in full[1:] if word not in {"of", "de", "del", "du"}), _NUMBER]
    return " ".join(full)


def _parts(word: str) -> list[str]:
    for end in _NUMBERS_OF:
        stem = word.removesuffix(end)
        if stem not in (word, "") and (whole := _BY_WORD.get(stem, stem)) in _IN_FULL:
            return [whole, _NUMBER]
    return [_BY_WORD.get(word, word)]
