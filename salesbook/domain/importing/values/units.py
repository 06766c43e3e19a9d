"""Units that stand in headers: Duration (seconds), Amount (in thousands), Umsatz in TEUR, total_cents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from salesbook.domain.importing.values.currencies import find_currency
from salesbook.domain.importing.values.multipliers import MINUTES, SCALES
from salesbook.util.folding import letters_and_digits

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_IN = re.compile(r"^(?P<base>.*\S)[\s_]+(?:in|en|em|i)[\s_]+(?P<unit>\S.*)$", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+|\d+|[€$£¥]")
_GLUED = re.compile(r"^(T|K|k|M|m|Mio|Mrd|Tsd)\s?(EUR|USD|CHF|GBP|SEK|NOK|DKK|PLN|€|\$|£|kr)$|^(€|\$|£)\s?(k|K|m|M|mm|MM|bn)$")  # fmt: skip
_SHORT = {"t": 1000, "k": 1000, "m": 1_000_000, "mm": 1_000_000, "mio": 1_000_000, "mrd": 1_000_000_000, "tsd": 1000, "bn": 1_000_000_000}  # fmt: skip
_CENTS = {"cent", "cents", "ct", "cts", "eurocent", "eurocents", "pence", "pennies", "centime", "centimes", "centimo", "centimos", "centavo", "centavos", "centesimi", "ore", "øre", "rappen", "groszy", "kopecks", "paise", "minorunits", "minorunit", "subunits", "smallestunit"}  # fmt: skip
_MANY = {"tausend": 1000, "tausendeuro": 1000, "000": 1000, "000s": 1000, "miles": 1000, "milesdeeuros": 1000, "milliers": 1000, "milliersdeuros": 1000, "duizenden": 1000, "migliaia": 1000, "migliaiadieuro": 1000,
         "milhares": 1000, "tusental": 1000, "tusinder": 1000, "tkr": 1000, "tsek": 1000, "mkr": 1_000_000, "thousandsof": 1000, "thousandsofeuros": 1000, "thousandsofdollars": 1000, "millionsof": 1_000_000, "millionseuros": 1_000_000, "millionsdeuros": 1_000_000, "hundreds": 100}  # fmt: skip
_NO_MONEY = {"kg", "g", "lbs", "lb", "pcs", "pieces", "stuck", "stk", "units", "qty", "percent", "prozent", "hours", "hrs", "std", "days", "tage", "points", "punkte", "litres", "liter", "km", "tons", "tonnes", "hl", "m2", "m3", "boxes", "pallets", "minutes", "seconds"}  # fmt: skip
_LAST = {"cents", "cent", "seconds", "secs", "sec", "sek", "sekunden", "segundos", "secondes", "milliseconds", "millis", "ms", "msec", "minutes", "mins", "min", "minuten", "minutos", "hours", "hrs", "stunden", "horas", "heures", "thousands", "millions", "teur", "keur", "meur"}  # fmt: skip
_OF = re.compile(r"\s+(?:de|d|of|van|di|af|von)\s*$", re.IGNORECASE)
_HOURS_FIRST = re.compile(r"^\[?h{1,2}\]?:m{2}$", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """What a header says of its numbers. `factor`: what an amount is multiplied by; `minutes`: the word of a duration.

    `odd`: a unit of neither money nor time, so the column holds something else.
    """

    word: str = ""
    factor: Decimal = Decimal(1)
    minutes: str = ""
    hours_first: bool = False
    odd: bool = False


def money_unit(header: str) -> Unit:
    """The unit of a column of amounts."""
    for word in _said(header):
        if factor := _factor(word):
            return Unit(word, factor)
        if letters_and_digits(word) in _NO_MONEY or word.strip() == "%":
            return Unit(word, odd=True)
    return Unit()


def time_unit(header: str) -> Unit:
    """The unit of a column of durations."""
    for word in _said(header):
        if _HOURS_FIRST.match(word.strip()):
            return Unit(word, hours_first=True)
        if letters_and_digits(word) in MINUTES and MINUTES[letters_and_digits(word)] != 1:
            return Unit(
                word,
                minutes=letters_and_digits(word),
                hours_first=MINUTES[letters_and_digits(word)] == MINUTES["h"],
            )
    return Unit()


def without_unit(header: str) -> str:
    """A header without "in TEUR" or "_seconds" at its end; the header itself where nothing of that kind stands there."""
    if header.rstrip().endswith((")", "]", "}")):
        return header
    found = _IN.match(header)
    if found and (
        _factor(found["unit"])
        or letters_and_digits(found["unit"]) in MINUTES
        or not find_currency(found["unit"])[0].strip()
    ):
        return found["base"]
    words = [(word[0], word.start()) for word in _WORDS.finditer(header)]
    if len(words) > 1 and words[-1][0].casefold() in _LAST:
        return re.sub(r"(?:[\s_]|(?<=[a-z]))[Ii]n$", "", header[: words[-1][1]].rstrip(" _-"))
    return header


def _said(header: str) -> list[str]:
    """What may name a unit in a header, what stands in brackets first."""
    inside = [re.sub(r"^\s*(?:in|en|em|i)\s+", "", word, flags=re.IGNORECASE) for word in _BRACKETS.findall(header)]  # fmt: skip
    bare = _BRACKETS.sub("", header).strip()
    found = [*inside, *(part.strip() for word in inside for part in re.split(r"[,;/]", word))]
    if wanted := _IN.match(bare):
        found.append(wanted["unit"])
    words = _WORDS.findall(bare)
    if len(words) > 1 and words[-1].casefold() in _LAST | {"teur", "tsd"}:
        found.append(words[-1])
    return [word for word in found if word.strip()]


def _factor(word: str) -> Decimal | None:
    word = word.strip().strip("'’").replace("'000", "000").replace("’000", "000")
    if glued := _GLUED.match(word):
        return Decimal(_SHORT[(glued[1] or glued[4]).casefold()])
    rest, currency = find_currency(word)
    bare = letters_and_digits(_OF.sub("", rest.replace("'", "").replace("’", "")))
    if bare.endswith("eur") and bare.removesuffix("eur") in _SHORT:
        return Decimal(_SHORT[bare.removesuffix("eur")])
    if currency and bare in _SHORT:
        return Decimal(_SHORT[bare])
    if bare in _CENTS:
        return Decimal("0.01")
    if bare in _MANY:
        return Decimal(_MANY[bare])
    scale = SCALES.get(bare) or SCALES.get(rest.strip().rstrip(".").casefold())
    return scale if scale is not None and bare != "mill" else None
