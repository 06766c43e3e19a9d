"""The new address that a bounce or an automatic reply names."""

from __future__ import annotations

import re
from collections.abc import Collection

from salesbook.domain.answers.classify.parsed_mail import addresses_in_text
from salesbook.util.addresses import address_key

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
# Write to it from now on: an order, an address, and a word for good, in one sentence that speaks of no substitute.
_WRITE = re.compile(
    r"\b(?:write|e-?mail|mail|send|contact|reach|use|reply|schreib\w*|send\w*|schick\w*|mail\w*|nutz\w*|benutz\w*|verwend\w*|wend\w*|erreich\w*|escrib\w*|envi\w*|mand\w*|contact\w*|us(?:e|en|a|ad|ez)|utili[sz]\w*|[eé]cri\w*|adress\w*|"
    r"scriv\w*|invi\w*|usat\w*|escrev\w*|stuur\w*|schrijf\w*|bereik\w*|gebruik\w*)\b",
    re.IGNORECASE,
)
_FOR_GOOD = re.compile(
    r"\b(?:instead|now|from now on|henceforth|in (?:the )?future|going forward|stattdessen|(?:ab )?jetzt|ab sofort|k[uü]nftig|in zukunft|nun|en su lugar|ahora|a partir de ahora|en adelante|en el futuro|d[eé]sormais|dor[eé]navant|maintenant|[aà] la place|à l'avenir|"
    r"invece|ora|adesso|d'ora in (?:poi|avanti)|in futuro|agora|a partir de agora|em vez disso|no futuro|daqui em diante|nu|voortaan|in plaats daarvan|vanaf nu|in het vervolg)\b",
    re.IGNORECASE,
)
_SUBSTITUTE = re.compile(
    r"\b(?:urgent\w*|emergenc\w+|until|till|while|meanwhile|in the meantime|during|absence|colleague\w*|dringend\w*|notfall\w*|bis|solange|w[aä]hrend|vertret\w+|koll?eg\w+|abwesenheit|urgente\w*|mientras|hasta|durante|ausencia|compa[nñ]er\w+|"
    r"pendant|en attendant|jusqu\w*|absence|coll[eè]gu\w+|urgenz\w+|nel frattempo|fino|assenza|collegh?\w+|urg[eê]ncia|at[eé]|enquanto|aus[eê]ncia|colega\w*|dringende?|spoed\w*|tot|tijdens|afwezigheid|collega\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n")
_REACH = 160  # characters between the words and the address


def new_address(text: str, others: Collection[str]) -> str:
    """The one new address that a text names, apart from `others`; "" where it names none or several."""
    text = text[:20_000]
    near = [text[found.start() : found.end() + _REACH] for found in _BEFORE.finditer(text)]
    near += [text[max(0, found.start() - 80) : found.start()] for found in _AFTER.finditer(text)]
    near += [
        one
        for one in _SENTENCE.split(text)
        if _WRITE.search(one) and _FOR_GOOD.search(one) and not _SUBSTITUTE.search(one)
    ]
    old = {address_key(one) for one in others if one}
    named = {
        address_key(one): one
        for piece in near
        for one in addresses_in_text(piece)
        if address_key(one) not in old
    }
    return next(iter(named.values())) if len(named) == 1 else ""
