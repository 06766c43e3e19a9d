"""Header lines that say what they were given, whatever is in it.

Python's modern `email` policy is not trusted with folding them. Before 3.12.8 it loses the quotes of
a long name, so that a comma in it makes a second recipient, and it still turns long web addresses
into encoded words, which List-Unsubscribe must not hold. Names and subjects are encoded by
`email.charset` and `email.header`; here is only where a line may break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.charset import Charset
from email.header import Header
from email.utils import format_datetime, formataddr
from functools import lru_cache

LINE_END = "\r\n"
_WIDTH = 76  # RFC 2047: the most for a line with an encoded word
_MOST = 998  # RFC 5322: the most for any line
_UTF8 = Charset("utf-8")

# Breaks and controls become a space; what turns the reading direction of the text that follows goes.
_SPACES = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")

_FIELD = re.compile(r"[!-9;-~]{1,70}")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST = re.compile(r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                   r"(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*")  # fmt: skip
_ID = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")


class BadLetter(ValueError):
    """A letter that cannot be built; the text is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """A person as people write them: `name` in any script or "", `address` perhaps with an international domain."""

    name: str
    address: str


def clean_line(text: str) -> str:
    """One line of the text, without controls and what turns the reading direction; lone surrogates become U+FFFD."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _SURROGATES.sub("\ufffd", _TURNS.sub("", text))).strip()


@lru_cache(maxsize=4096)
def ascii_domain(domain: str) -> str:
    """A domain as it travels: ASCII, international labels by IDNA. Raises BadLetter if it cannot be one."""
    if _HOST.fullmatch(domain):
        return domain
    import idna

    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        said = clean_line(domain)
        raise BadLetter(
            f"{said} is not a domain that mail can go to." if said else "An address has nothing behind its @."
        ) from None


def wire_address(address: str) -> str:
    """An address as it travels. Raises BadLetter for what is none, or has letters that not every server takes."""
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        raise BadLetter(
            f"{clean_line(address)} has letters before the @ that not every mail server takes; an address with plain ones is needed."
        )
    if not _LOCAL.fullmatch(local) or len(local) > 64:
        raise BadLetter(f"{clean_line(address) or 'An empty cell'} is not an email address.")
    return f"{local}@{ascii_domain(domain)}"


def address_line(field: str, person: Address) -> str:
    """A header with exactly this recipient or sender, whatever the name holds; with line breaks, the last included."""
    name, address = clean_line(person.name), wire_address(person.address)
    if not name:
        return f"{field}: {address}{LINE_END}"
    if name.isascii() and "=?" not in name:
        line = f"{field}: {formataddr((name, address))}"
        if len(line) <= _WIDTH:
            return line + LINE_END
    line = f"{field}: {_encoded(field, name)}"
    room = _WIDTH - len(line) + line.rfind("\n")
    return f"{line}{f'{LINE_END} ' if len(address) + 3 > room else ' '}<{address}>{LINE_END}"


def text_line(field: str, text: str) -> str:
    """A header for people to read, such as Subject."""
    text = clean_line(text)
    line = f"{field}: {text}"
    if text.isascii() and "=?" not in text:
        if len(line) <= _WIDTH:
            return line + LINE_END
        lines = _wrapped(field, text)
        if all(len(one) <= _WIDTH for one in lines):
            return LINE_END.join(lines) + LINE_END
    return f"{field}: {_encoded(field, text)}{LINE_END}"


@lru_cache(maxsize=64)
def exact_line(field: str, value: str) -> str:
    """A header for programs, such as List-Unsubscribe: folded at spaces, never encoded if it is ASCII.

    Raises BadLetter for a name that is none, and for a word that is too long for a line.
    """
    if not _FIELD.fullmatch(field):
        raise BadLetter(f"{clean_line(field)!r} cannot be the name of a header.")
    value = clean_line(value)
    if not value.isascii():
        return text_line(field, value)
    lines = _wrapped(field, value)
    if any(len(line) > _MOST for line in lines):
        raise BadLetter(f"The header {field} holds a word that is too long for mail.")
    return LINE_END.join(lines) + LINE_END


def id_line(field: str, text: str) -> str:
    """Message-ID or Content-ID; `text` with its angle brackets. Raises BadLetter for what cannot be one."""
    if not _ID.fullmatch(text) or len(text) > 900:
        raise BadLetter(f"{clean_line(text)!r} cannot be a {field}; it must look like <one@example.com>.")
    return f"{field}: {text}{LINE_END}"


def date_line(moment: datetime) -> str:
    """The Date header; a moment without a zone is written as one (-0000)."""
    return f"Date: {format_datetime(moment)}{LINE_END}"


def own_fields(extra: tuple[tuple[str, str], ...], taken: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Further headers, folded. Raises BadLetter for one that the letter has by itself, and for a second of a name."""
    seen = set(taken)
    for field, value in extra:
        if field.lower() in seen:
            raise BadLetter(f"A letter has its header {clean_line(field)} only once.")
        seen.add(field.lower())
        yield field, exact_line(field, value)


def _wrapped(field: str, text: str) -> list[str]:
    """Cut at single spaces, which is all the white space that `clean_line` leaves in ASCII; never right after the name."""
    first, *words = text.split(" ")
    lines = [f"{field}: {first}"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) <= _WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(f" {word}")
    return lines


def _encoded(field: str, text: str) -> str:
    """The text as RFC 2047 has it, in lines of at most 76; `Header` costs ten times what one word does."""
    word = _UTF8.header_encode(text)
    if len(field) + 2 + len(word) <= _WIDTH and len(word) <= 75:
        return word
    return Header(text, _UTF8, maxlinelen=_WIDTH, header_name=field).encode(linesep=LINE_END)
