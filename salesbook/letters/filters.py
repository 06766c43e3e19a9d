"""What templates can do with a value: {{ last_order.date|date("long") }}. Nothing else can be called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from typing import Any

from salesbook.letters import budget
from salesbook.letters.arithmetic import a_number, single, the_list
from salesbook.letters.faults import Stop
from salesbook.letters.links import (
    as_host,
    as_link,
    as_phone,
    in_address,
    in_body,
    in_header,
    in_path,
    in_query,
)
from salesbook.letters.local import decimal, language_of, local_number, local_percent, money, on_date
from salesbook.letters.records import Blank


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
    "_host": as_host,
    "_path": in_path,
    "_query": in_query,
    "_address": in_address,
    "_header": in_header,
    "_body": in_body,
    "_phone": as_phone,
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
    "number": local_number,
    "percent": local_percent,
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
            return int(value) if value.is_integer() else decimal(value, None, language_of(context))
        case None:
            return ""
        case _ if callable(value) and not _is_undefined(value):
            raise Stop("A function cannot be printed.", "Call it, such as {{ greeting() }}.")
        case _:
            return single(value)


def _is_undefined(value: object) -> bool:
    from jinja2 import Undefined

    return isinstance(value, Undefined)
