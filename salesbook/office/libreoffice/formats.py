"""Number formats: Excel's codes for LibreOffice's keys, and what a format says about a value."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from salesbook.office.libreoffice.bridge import constant, failure, struct

GENERAL, DATE, TIME, BOOLEAN, TEXT, OTHER = "general", "date", "time", "boolean", "text", "other"
_PER_LOCALE = 10000  # keys of each locale start at a multiple, with its General
_DATE, _TIME, _TEXT, _LOGICAL = 2, 4, 256, 1024
_TOKENS = re.compile(
    r'(?P<keep>"[^"]*"|\\.|_.|\*.|General|AM/PM|A/P)|\[(?P<bracket>[^\]]*)\]|(?P<day>N{2,4})|(?P<letters>[YMDHS]+)',
    re.IGNORECASE,
)
_DAYS = {"NN": "ddd", "NNN": "dddd", "NNNN": "dddd, "}
_COLOURS = {"BLACK", "BLUE", "CYAN", "GREEN", "MAGENTA", "RED", "WHITE", "YELLOW"}


class NumberFormats:
    """The number formats of one document, each asked for once."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._kinds: dict[int, str] = {}
        self._codes: dict[int, str] = {}
        self._keys: dict[str, int] = {}

    @cached_property
    def _formats(self) -> Any:
        return self._document.getNumberFormats()

    @cached_property
    def _english(self) -> Any:
        return struct("lang.Locale", Language="en", Country="US")

    def kind(self, key: int) -> str:
        """What the format makes of a number: one of the kinds above; DATE with or without a time."""
        if key not in self._kinds:
            bits = self._formats.getByKey(key).Type
            kinds = ((_LOGICAL, BOOLEAN), (_DATE, DATE), (_TIME, TIME), (_TEXT, TEXT))
            kind = next((name for bit, name in kinds if bits & bit), OTHER)
            if key % _PER_LOCALE == 0:
                kind = GENERAL
            self._kinds[key] = kind
        return self._kinds[key]

    def code(self, key: int) -> str:
        """Excel's code for the format, such as "yyyy-mm-dd". Truth values are General there."""
        if self.kind(key) in {GENERAL, BOOLEAN}:
            return "General"
        if key not in self._codes:
            found = self._formats.getByKey(key)
            text, locale = found.FormatString, found.Locale
            if locale.Language not in {"", "en"}:
                new = self._formats.addNewConverted(text, locale, self._english)
                text = self._formats.getByKey(new).FormatString
            self._codes[key] = _TOKENS.sub(_as_excel, text)
        return self._codes[key]

    def key(self, code: str) -> int:
        """The key of a code of Excel's, made where the document does not have it."""
        if code not in self._keys:
            found = 0
            if code.lower() != "general":
                found = self._formats.queryKey(code, self._english, False)
                if found < 0:
                    found = self._add(code)
            self._keys[code] = int(found)
        return self._keys[code]

    def _add(self, code: str) -> int:
        try:
            return int(self._formats.addNew(code, self._english))
        except failure("util.MalformedNumberFormatException") as error:
            raise ValueError(f"{code} is no number format.") from error

    def usual(self, name: str) -> int:
        """The system's usual format by the name of its constant, such as "DATE_SYS_DDMMYYYY"."""
        if name not in self._keys:
            index = constant(f"i18n.NumberFormatIndex.{name}")
            self._keys[name] = self._formats.getFormatIndex(index, struct("lang.Locale"))
        return self._keys[name]

    @property
    def boolean(self) -> int:
        """The format that makes a number a truth value; LibreOffice has no other."""
        if "boolean" not in self._keys:
            self._keys["boolean"] = self._formats.getStandardFormat(_LOGICAL, struct("lang.Locale"))
        return self._keys["boolean"]


def _as_excel(token: re.Match[str]) -> str:
    if token["keep"]:
        return token[0]
    if token["day"]:
        return _DAYS[token["day"].upper()]
    if token["letters"]:
        return token[0].lower()
    inside = token["bracket"]
    if re.fullmatch("h+|m+|s+", inside, re.IGNORECASE):
        return f"[{inside.lower()}]"
    return f"[{inside.capitalize()}]" if inside.upper() in _COLOURS else token[0]
