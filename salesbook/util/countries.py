"""Countries: from the names that people and programs give them to their two-letter codes.

Names come from babel (Unicode CLDR), in the languages in which lists of customers are written most. A language
is read, in some 8 ms, when a name is in none before it: a code needs none of them, an English name one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from salesbook.util.folding import letters_and_digits

# What is a country here: ISO 3166, and Kosovo. Without the uninhabited BV and HM, which stand in lists for something else.
_CODES = frozenset("""
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA
    CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO
    JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA
    RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
""".lower().split())  # fmt: skip

# Where a name means two countries, the first language counts: Kongo is Congo (Brazzaville) in Polish, Kinshasa in Norwegian.
_LANGUAGES = (
    "en", "de", "es", "fr", "it", "pt", "nl", "pl", "sv", "tr", "cs", "da", "nb", "fi", "hu", "ro", "hr", "bg", "ru", "uk", "el",
    "ar", "he", "ja", "ko", "zh",
)  # fmt: skip

# Names that CLDR lacks: nicknames, old and official ones, those of ISO, and own ones in languages that are not read.
_ALSO_CALLED = {
    "AE": ("UAE", "VAE", "EAU"),
    "BO": ("Bolivia, Plurinational State of",),
    "CD": ("DR Congo",),
    "CH": ("Swiss Confederation",),
    "CI": ("Ivory Coast",),
    "CN": ("People's Republic of China", "PRC", "Mainland China"),
    "CZ": ("Czech Republic", "Tschechische Republik", "República Checa", "République tchèque"),
    "DE": ("BRD", "Federal Republic of Germany"),
    "EE": ("Eesti",),
    "GB": (
        "UK", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland", "Großbritannien", "Gran Bretaña", "Grande-Bretagne",
        "Inglaterra", "Angleterre",
    ),
    "HK": ("Hong Kong",),
    "IE": ("Éire", "Republic of Ireland"),
    "IN": ("भारत",),
    "IR": ("ایران", "Iran, Islamic Republic of"),
    "KR": ("Korea", "Republic of Korea", "Korea, Republic of"),
    "LA": ("Lao People's Democratic Republic",),
    "LT": ("Lietuva",),
    "MD": ("Moldova, Republic of",),
    "MK": ("Macedonia",),
    "MM": ("Burma",),
    "MO": ("Macao", "Macau"),
    "NL": ("The Netherlands", "Holland"),
    "PS": ("Palestine",),
    "RS": ("Србија",),
    "RU": ("Russian Federation",),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("Swaziland",),
    "TF": ("French Southern Territories",),
    "TH": ("ไทย",),
    "TR": ("Turkey",),
    "TW": ("台灣", "Taiwan, Province of China"),
    "TZ": ("Tanzania, United Republic of",),
    "US": ("United States of America", "America", "Estados Unidos de América", "EEUU"),
    "VA": ("Holy See",),
    "VE": ("Venezuela, Bolivarian Republic of",),
    "XK": ("XKX",),
}  # fmt: skip


@lru_cache(maxsize=4096)
def country_code(text: str) -> str:
    """The two-letter code of a country that is named in any usual way; "" when it is not known."""
    name = letters_and_digits(text)
    if name in _CODES:
        return name.upper()
    return next((names[name] for names in _tables() if name in names), "") if name else ""


def _tables() -> Iterator[Mapping[str, str]]:
    """The folded names that are known, with their codes: each table is made when those before it lack a name."""
    yield _also_called()
    yield _three_letters()
    yield from map(_names, _LANGUAGES)


@cache
def _also_called() -> Mapping[str, str]:
    return {letters_and_digits(name): code for code, names in _ALSO_CALLED.items() for name in names}


@cache
def _three_letters() -> Mapping[str, str]:
    """The codes of three letters that programs write, the withdrawn ones too: CLDR has them among what codes were once."""
    from babel.core import get_global

    return {
        old.lower(): new[0]
        for old, new in get_global("territory_aliases").items()
        if len(old) == len("AND") and len(new) == 1 and new[0].lower() in _CODES and old.isalpha()
    }


@cache
def _names(language: str) -> Mapping[str, str]:
    from babel import Locale

    territories = Locale.parse(language).territories.items()
    return {letters_and_digits(name): code for code, name in territories if code.lower() in _CODES}
