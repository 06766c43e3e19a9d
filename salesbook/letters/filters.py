"""What templates can do with a value: {{ last_order.date|date("long") }}. Nothing else can be called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache, wraps
from typing import TYPE_CHECKING, Any

from salesbook.letters import budget
from salesbook.letters.faults import Stop
from salesbook.letters.links import as_link, as_part
from salesbook.letters.records import Blank
from salesbook.letters.sealed import a_number, single, the_list

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


def _language(context: Mapping[str, Any]) -> str:
    return str(context.get("language") or "en")


def on_date(context: Any, value: object, length: str = "long") -> str:
    """A date in the reader's language."""
    if not isinstance(value, date):
        raise Stop(f"{str(value)[:60]!r} is not a date.", "Write a real date into the cell.")
    if length not in LENGTHS:
        raise Stop(f"There is no date length {length!r}.", f"Use one of {', '.join(LENGTHS)}.")
    return _date(date(value.year, value.month, value.day), length, _language(context))


# Text and HTML print the same values, and many letters the same days and amounts.
@lru_cache(4096)
def _date(value: date, length: Any, language: str) -> str:
    from babel.dates import format_date

    return format_date(value, length, locale=locale(language))


def money(context: Any, value: object, currency: str = "") -> str:
    """An amount in the reader's language, without decimals if it is whole."""
    code = _text(currency or context.get("currency") or "")
    amount = a_number(value)
    if not code:
        return _decimal(amount, 0 if amount.is_integer() else 2, _language(context))
    return _money(amount, code, _language(context))


@lru_cache(4096)
def _money(amount: float, code: str, language: str) -> str:
    from babel.numbers import format_currency

    where = locale(language)
    if not amount.is_integer():
        return format_currency(amount, code, locale=where)
    whole = re.sub(r"\.0+", "", where.currency_formats["standard"].pattern)
    return format_currency(amount, code, whole, where, currency_digits=False)


def number(context: Any, value: object, digits: int | None = None) -> str:
    """A number in the reader's language, with so many decimals; by default as many as it has, at most three."""
    return _decimal(a_number(value), digits, _language(context))


@lru_cache(4096)
def _decimal(value: float, digits: int | None, language: str) -> str:
    from babel.numbers import format_decimal

    where = locale(language)
    pattern = (
        re.sub(r"\.#+", _decimals(digits), where.decimal_formats[None].pattern)
        if digits is not None
        else None
    )
    return format_decimal(value, pattern, where)


def percent(context: Any, value: object, digits: int = 0) -> str:
    """A share such as 0.25 in percent, in the reader's language."""
    return _percent(a_number(value), digits, _language(context))


@lru_cache(4096)
def _percent(value: float, digits: int, language: str) -> str:
    from babel.numbers import format_percent

    where = locale(language)
    return format_percent(
        value, where.percent_formats[None].pattern.replace("0", f"0{_decimals(digits)}", 1), where
    )


def _decimals(digits: int) -> str:
    return "." + "0" * min(digits, 9) if digits > 0 else ""


def default(value: object, fallback: object = "", _: object = None) -> object:
    """The value, or the fallback if it is blank, not defined or empty text."""
    return (
        fallback
        if value is None or value == "" or isinstance(value, Blank) or _is_undefined(value)
        else value
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(single(value))


def replace(value: object, old: str, new: str) -> str:
    """The text with every `old` as `new`; measured before it is made."""
    text, old, new = _text(value), _text(old), _text(new)
    if len(text) + text.count(old) * len(new) > budget.CHARACTERS:
        raise Stop("|replace would make a text that is too long.", "Replace less.")
    return text.replace(old, new)


def join(values: Iterable[object], between: str = "", *, last: str = "") -> str:
    """The values with `between` between them, and `last` before the last: |join(", ", last=" and ")."""
    texts = [_text(value) for value in the_list(values) if value != ""]
    if sum(map(len, texts)) + len(texts) * len(between) > budget.CHARACTERS:
        raise Stop("|join would make a text that is too long.", "Join less.")
    if last and len(texts) > 1:
        return str(between).join(texts[:-1]) + str(last) + texts[-1]
    return str(between).join(texts)


def truncate(value: object, length: int = 255) -> str:
    """At most so many characters, cut at a word."""
    text = _text(value)
    if len(text) <= length:
        return text
    head, following = text[: max(length - 1, 0)], text[max(length - 1, 0)]
    inside_a_word = " " in head and not following.isspace()
    return (head.rsplit(None, 1)[0] if inside_a_word else head).rstrip(" ,;.") + "…"


def title(value: object) -> str:
    """Each word with a capital."""
    return " ".join(word[:1].upper() + word[1:] for word in _text(value).split(" "))


def rounded(value: object, digits: int = 0) -> float:
    """The number rounded."""
    return round(a_number(value), max(-9, min(int(digits), 9)))


def _order(value: object) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _first(values: Iterable[object]) -> object:
    return next(iter(the_list(values)), "")


def _last(values: Iterable[object]) -> object:
    return next(reversed(the_list(values)), "")


def _int(value: object, _: int = 0) -> int:
    return int(a_number(value))


_PLAIN: dict[str, Callable[..., object]] = {
    "upper": lambda value: _text(value).upper(),
    "lower": lambda value: _text(value).lower(),
    "capitalize": lambda value: _text(value).capitalize(),
    "trim": lambda value: _text(value).strip(),
    "string": _text,
    "title": title,
    "replace": replace,
    "truncate": truncate,
    "round": rounded,
    "abs": lambda value: abs(a_number(value)),
    "int": _int,
    "float": a_number,
    "first": _first,
    "last": _last,
    "_link": as_link,
    "_part": as_part,
}
_OF_LISTS: dict[str, Callable[..., object]] = {
    "join": join,
    "length": len,
    "count": len,
    "sort": lambda values, reverse=False: sorted(the_list(values), key=_order, reverse=bool(reverse)),
    "unique": lambda values: list(dict.fromkeys(the_list(values))),
    "reverse": lambda values: the_list(values)[::-1],
    "list": the_list,
    "min": lambda values: min(the_list(values), key=_order, default=""),
    "max": lambda values: max(the_list(values), key=_order, default=""),
    "sum": lambda values: sum(map(a_number, the_list(values))),
}
_OF_READERS: dict[str, Callable[..., object]] = {
    "date": on_date,
    "money": money,
    "number": number,
    "percent": percent,
}


def _keeps_blanks(work: Callable[..., object]) -> Callable[..., object]:
    """A blank stays a blank, so that {{ contact.first_name|title or "there" }} works."""

    @wraps(work)
    def careful(value: object, *more: object, **named: object) -> object:
        return value if isinstance(value, Blank) else work(value, *more, **named)

    return careful


def _for_readers(work: Callable[..., object]) -> Callable[..., object]:
    from jinja2 import pass_context

    @wraps(work)
    def careful(context: object, value: object, *more: object, **named: object) -> object:
        return value if isinstance(value, Blank) else work(context, value, *more, **named)

    return pass_context(careful)


def all_filters() -> dict[str, Callable[..., object]]:
    """Every filter of a template by its name."""
    plain = {name: _keeps_blanks(work) for name, work in _PLAIN.items()}
    readers = {name: _for_readers(work) for name, work in _OF_READERS.items()}
    return plain | _OF_LISTS | readers | {"default": default, "d": default}


def printed(context: Any, value: object) -> object:
    """A value as letters print it: dates and numbers in the reader's language, yes for true."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case datetime() | date():
            return on_date(context, value)
        case float():
            return int(value) if value.is_integer() else _decimal(value, None, _language(context))
        case None:
            return ""
        case _ if callable(value) and not _is_undefined(value):
            raise Stop("A function cannot be printed.", "Call it, such as {{ greeting() }}.")
        case _:
            return single(value)


def _is_undefined(value: object) -> bool:
    from jinja2 import Undefined

    return isinstance(value, Undefined)
