"""Dates, amounts and numbers as the reader's language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from salesbook.letters.arithmetic import a_number
from salesbook.letters.faults import Stop

if TYPE_CHECKING:
    from babel import Locale

LENGTHS = ("short", "medium", "long", "full")


@cache
def locale(language: str) -> Locale:
    """Babel's locale for a language code as people write it; English where it is not known."""
    from babel import Locale, UnknownLocaleError

    code = language.strip().replace("-", "_")
    for known in (code, code.split("_")[0]):
        try:
            return Locale.parse(known)
        except (ValueError, UnknownLocaleError):
            continue
    return Locale.parse("en")


def is_language(code: str) -> bool:
    """Whether people could mean a language by this code, such as es or pt-BR."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(code.strip().replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return False
    return True


def language_of(context: Mapping[str, Any]) -> str:
    """The reader's language code."""
    return str(context.get("language") or "en")


def on_date(context: Any, value: object, length: str = "long") -> str:
    """A date in the reader's language."""
    if not isinstance(value, date):
        raise Stop(f"{str(value)[:60]!r} is not a date.", "Write a real date into the cell.")
    if length not in LENGTHS:
        raise Stop(f"There is no date length {length!r}.", f"Use one of {', '.join(LENGTHS)}.")
    return _date(date(value.year, value.month, value.day), length, language_of(context))


# Text and HTML print the same values, and many letters the same days and amounts.
@lru_cache(4096)
def _date(value: date, length: Any, language: str) -> str:
    from babel.dates import format_date

    return format_date(value, length, locale=locale(language))


def money(context: Any, value: object, currency: str = "") -> str:
    """An amount in the reader's language, without decimals if it is whole."""
    code = str(currency or context.get("currency") or "")
    amount = a_number(value)
    if not code:
        return decimal(amount, 0 if amount.is_integer() else 2, language_of(context))
    return _money(amount, code, language_of(context))


@lru_cache(4096)
def _money(amount: float, code: str, language: str) -> str:
    from babel.numbers import format_currency

    where = locale(language)
    if not amount.is_integer():
        return format_currency(amount, code, locale=where)
    whole = re.sub(r"\.0+", "", where.currency_formats["standard"].pattern)
    return format_currency(amount, code, whole, where, currency_digits=False)


def local_number(context: Any, value: object, digits: int | None = None) -> str:
    """A number in the reader's language, with so many decimals; by default as many as it has, at most three."""
    return decimal(a_number(value), digits, language_of(context))


@lru_cache(4096)
def decimal(value: float, digits: int | None, language: str) -> str:
    """A number with so many decimals; None: as many as it has, at most three."""
    from babel.numbers import format_decimal

    where = locale(language)
    pattern = (
        re.sub(r"\.#+", _decimals(digits), where.decimal_formats[None].pattern)
        if digits is not None
        else None
    )
    return format_decimal(value, pattern, where)


def local_percent(context: Any, value: object, digits: int = 0) -> str:
    """A share such as 0.25 in percent, in the reader's language."""
    return _percent(a_number(value), digits, language_of(context))


@lru_cache(4096)
def _percent(value: float, digits: int, language: str) -> str:
    from babel.numbers import format_percent

    where = locale(language)
    return format_percent(
        value, where.percent_formats[None].pattern.replace("0", f"0{_decimals(digits)}", 1), where
    )


def _decimals(digits: int) -> str:
    return "." + "0" * min(digits, 9) if digits > 0 else ""
