"""Words that multiply: Mio, Tsd, bn, lakh, crore, k, and units of time; behind a number in a cell, or in a header."""

from __future__ import annotations

import re
from decimal import Decimal

from salesbook.domain.importing.values.currencies import find_currency

_THOUSAND, _MILLION, _BILLION, _LAKH, _CRORE = (Decimal(10) ** power for power in (3, 6, 9, 5, 7))
# Words that mean one thing only; "mil" is a thousand in Spanish and a million in English, and is none of them.
SCALES = {
    **dict.fromkeys(["k", "tsd", "tausend", "thousand", "thousands", "mille", "mila", "duizend", "tusen", "tusind", "tuhat", "тыс", "тис", "tys", "tis", "千", "천", "ribu"], _THOUSAND),
    **dict.fromkeys(["mio", "mill", "mln", "mn", "million", "millions", "millionen", "millon", "millón", "millones", "milione", "milioni", "milhão", "milhões", "miljoen", "miljon", "miljoner", "millioner", "miljoona", "miljoonaa", "млн", "百万", "백만", "juta"], _MILLION),
    **dict.fromkeys(["bn", "bln", "billion", "billions", "mrd", "mia", "mld", "milliarde", "milliarden", "milliard", "milliards", "miliardo", "miliardi", "miljard", "miljarder", "milliarder", "miljardia", "mil millones", "млрд"], _BILLION),
    **dict.fromkeys(["lakh", "lakhs", "lac", "lacs"], _LAKH),
    **dict.fromkeys(["crore", "crores"], _CRORE),
    **dict.fromkeys(["万", "萬", "만"], Decimal(10) ** 4),
    **dict.fromkeys(["億", "亿", "억"], Decimal(10) ** 8),
}  # fmt: skip
# Minutes in one of each, by folded word.
MINUTES: dict[str, float] = {
    **dict.fromkeys(["ms", "msec", "msecs", "millis", "millisecond", "milliseconds", "millisekunde", "millisekunden", "milisegundos", "millisecondes", "milliseconden", "millisecondi", "milissegundos", "millisekunder"], 1 / 60_000),
    **dict.fromkeys(["s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", "seg", "segs", "segundo", "segundos", "seconde", "secondes", "seconden", "secondo", "secondi", "sekund", "sekunder", "sekuntia", "sekunnit", '"', "″"], 1 / 60),
    **dict.fromkeys(["m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuut", "minuti", "minut", "minuter", "minutter", "minuuttia", "minuutit", "mn", "'", "′"], 1.0),
    **dict.fromkeys(["h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "hora", "horas", "heure", "heures", "uur", "uren", "ora", "ore", "tim", "timme", "timmar", "time", "timer", "tunti", "tuntia", "tunnit"], 60.0),
    **dict.fromkeys(["d", "day", "days", "tag", "tage", "dia", "dias", "jour", "jours", "dag", "dagen", "giorno", "giorni", "dager", "dagar", "dage", "paiva", "paivaa"], 1440.0),
}  # fmt: skip
_WITH_MONEY = {
    "m": _MILLION,
    "mm": _MILLION,
    "b": _BILLION,
    "t": _THOUSAND,
    "md": _BILLION,
    "cr": _CRORE,
    "l": _LAKH,
}
_CAPITALS = {"M": _MILLION}
_GLUED = re.compile(r"(?<![^\W\d_])(?P<scale>T|k|K|M|Mio\.?|Mrd\.?|Tsd\.?)\s?(?P<money>EUR|USD|CHF|GBP|SEK|NOK|DKK|PLN|INR|[€$£])(?![^\W\d_])")  # fmt: skip
_BEHIND = re.compile(r"^(?P<number>.*[\d).,])\s*(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)\.?$")
_INDIAN = {"INR", "Rs"}


def scale_of(words: str, *, money: bool = False) -> tuple[str, Decimal, str]:
    """A number without the word that multiplies it, by how much, and the currency that stood in one with that word.

    `money`: a currency stood beside the number, so that "m" is a million. 1 for no such word.
    """
    if glued := _GLUED.search(words):
        rest = words[: glued.start()] + words[glued.end() :]
        word = glued["scale"].rstrip(".").casefold()
        return rest.strip(), SCALES.get(word) or _WITH_MONEY[word], find_currency(glued["money"])[1]
    found = _BEHIND.match(words)
    if not found:
        return words, Decimal(1), ""
    word = found["word"]
    scale = SCALES.get(word.casefold()) or _CAPITALS.get(word)
    if scale is None and money:
        scale = _WITH_MONEY.get(word.casefold())
    if scale is None or (
        word[:1].isupper() and word.casefold() in {"billion", "billions"}
    ):  # German: 10 to the 12
        return words, Decimal(1), ""
    return found["number"].strip(), scale, ""
