"""The new address that a bounce or an automatic reply names."""

from __future__ import annotations

import re
from collections.abc import Collection

from salesbook.answers.opened import addresses_in
from salesbook.domain.addresses import same

# What stands before the address, and what may stand between. An address for urgent cases is no new address.
_BEFORE = re.compile(
    r"(?:has (?:been )?(?:moved|changed|replaced)|have moved|moved to|changed (?:to|my e-?mail)|new (?:e-?mail|mail)?[ -]?(?:address|e-?mail)|"
    r"(?:please )?(?:use|update)[^.]{0,40}\b(?:instead|following|new)|user not local[^<]{0,40}try|forward-?path|"
    r"nuev[ao] (?:direcci[oó]n|correo|e-?mail)|ha cambiado (?:a|de)|neue (?:e-?mail-?|mail-?)?adresse|neuen? (?:e-?mail-?|mail-?)adresse|"
    r"(?:lautet|ist) (?:jetzt|nun|ab sofort)|nouvelle adresse|nuovo indirizzo|novo (?:e-?mail|endereço)|nieuwe? (?:e-?mail)?adres|"
    r"nowy adres|новый адрес|新しいメールアドレス)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:is|ist|es|est)\s+(?:now\s+)?(?:my|the|our|meine|unsere|mi|la|ma)\s+(?:new|neue|nueva|nouvelle)",
    re.IGNORECASE,
)
_REACH = 160  # characters between the words and the address


def new_address(text: str, others: Collection[str]) -> str:
    """The one new address that a text names, apart from `others`; "" where it names none or several."""
    text = text[:20_000]
    near = [text[found.start() : found.end() + _REACH] for found in _BEFORE.finditer(text)]
    near += [text[max(0, found.start() - 80) : found.start()] for found in _AFTER.finditer(text)]
    old = {same(one) for one in others if one}
    named = {same(one): one for piece in near for one in addresses_in(piece) if same(one) not in old}
    return next(iter(named.values())) if len(named) == 1 else ""
