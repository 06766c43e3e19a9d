"""Currencies: the codes of ISO 4217, signs, and names; and the currencies that stand in a column of amounts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable
from functools import cache

_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD
KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO
NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS
SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD
XOF XPF YER ZAR ZMW ZWL CNH RMB LTL LVL EEK DEM ATS FRF ITL ESP NLG BEF
"""
CODES = frozenset(_CODES.split())
# Codes that people also write in small letters, and that are no other words.
_WRITTEN_SMALL = """
EUR USD GBP CHF SEK NOK DKK PLN CZK HUF RON BGN JPY CNY INR AUD CAD NZD ZAR BRL MXN RUB TRY KRW SGD
HKD ILS THB UAH ISK AED SAR
"""
_SMALL = frozenset(_WRITTEN_SMALL.split())
# Signs and names; a sign of several countries is a currency of its own that goes with each of them.
_SIGNS = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₪": "ILS", "฿": "THB", "₫": "VND", "₱": "PHP", "₦": "NGN", "₴": "UAH", "₸": "KZT", "₡": "CRC", "₵": "GHS", "₾": "GEL", "₼": "AZN",
    "US$": "USD", "U$S": "USD", "U$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "SG$": "SGD", "NT$": "TWD", "MX$": "MXN", "R$": "BRL", "$": "$", "¥": "¥", "元": "CNY", "圆": "CNY", "円": "JPY", "원": "KRW",
    "zł": "PLN", "zl": "PLN", "kč": "CZK", "lei": "RON", "лв": "BGN", "руб": "RUB", "р": "RUB", "грн": "UAH", "kr": "kr", "fr": "CHF", "sfr": "CHF", "rs": "Rs", "rp": "IDR", "ksh": "KES",
    "euro": "EUR", "euros": "EUR", "eur.": "EUR", "dollar": "$", "dollars": "$", "us dollar": "USD", "us dollars": "USD", "pound": "GBP", "pounds": "GBP", "pound sterling": "GBP", "sterling": "GBP", "franken": "CHF", "schweizer franken": "CHF", "francs suisses": "CHF",
    "kronor": "SEK", "kroner": "kr", "yen": "JPY", "rupees": "Rs", "rupee": "Rs", "złoty": "PLN", "zloty": "PLN", "złotych": "PLN", "forint": "HUF", "lira": "TRY", "swiss franc": "CHF", "swiss francs": "CHF", "british pound": "GBP", "british pounds": "GBP", "danish krone": "DKK", "norwegian krone": "NOK", "swedish krona": "SEK",
    "د.إ": "AED", "ر.س": "SAR", "ریال": "IRR", "﷼": "IRR", "ج.م": "EGP", "درهم": "AED", "ريال": "SAR",
}  # fmt: skip
_EXACT = {"Ft": "HUF", "RM": "MYR", "S/": "PEN", "R": "ZAR", "kn": "HRK"}  # 5 ft are feet
_FAMILIES = {
    "$": {"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "DOP", "BRL"},
    "¥": {"JPY", "CNY", "CNH", "RMB"},
    "kr": {"SEK", "NOK", "DKK", "ISK"},
    "Rs": {"INR", "PKR", "LKR", "NPR", "MUR"},
}

_LETTER = r"[^\W\d_]"


@cache
def _pattern() -> re.Pattern[str]:
    codes = (
        "|".join(sorted(CODES)) + "|" + "|".join(code.lower() + "|" + code.title() for code in sorted(_SMALL))
    )
    signs, exact = (
        "|".join(map(re.escape, sorted(names, key=len, reverse=True))) for names in (_SIGNS, _EXACT)
    )
    alone = rf"(?:(?P<code>{codes})|(?i:(?P<sign>{signs}))|(?P<exact>{exact}))(?!{_LETTER})\.?"
    return re.compile(rf"(?<!{_LETTER}){alone}|(?P<only>[€£₹₽₺₩₪฿₫₱₦₴₸₡₵₾₼¥$元圆円원])")


def find_currency(words: str) -> tuple[str, str]:
    """The words without their currency, and that currency; "" for none.

    More than one stays where it is: what is left then reads as no number.
    """
    found = _pattern().search(words)
    if not found:
        return words, ""
    sign = found["sign"] or found["only"] or ""
    name = found["code"] or _EXACT.get(found["exact"]) or _SIGNS.get(sign.lower()) or _SIGNS[sign.upper()]
    name = name.upper() if found["code"] else name
    return words[: found.start()] + " " + words[found.end() :], "CNY" if name in {"RMB", "CNH"} else name


def currency_named(cell: object) -> str:
    """The currency of a cell that should hold nothing else; its words as they are, if it is none that is known."""
    words = unicodedata.normalize("NFKC", str(cell)).strip()
    left, name = find_currency(words)
    return name if name and not left.strip(" ()[]") else words


def without_currency(header: str) -> str:
    """A header without the currency at its end or beginning: "Total EUR" is "Total"."""
    left, name = find_currency(header.replace("_", " "))
    return " ".join(left.strip(" ()[]").split()) if name else header


def currencies(cells: Iterable[Hashable]) -> Counter[str]:
    """How many cells name each currency."""
    seen: Counter[str] = Counter()
    for cell, count in Counter(cell for cell in cells if isinstance(cell, str)).items():
        if cell.isascii() and not any(sign in cell for sign in "$") and not re.search(r"[A-Za-z]", cell):
            continue
        if name := find_currency(unicodedata.normalize("NFKC", cell))[1]:
            seen[name] += count
    return seen


def distinct_currencies(seen: Counter[str]) -> Counter[str]:
    """The currencies that differ for sure: a bare $ beside USD is one of those."""
    names = set(seen)
    merged: Counter[str] = Counter()
    for name, count in seen.items():
        kin = names & _FAMILIES.get(name, set())
        merged[min(kin) if kin else name] += count
    return merged
