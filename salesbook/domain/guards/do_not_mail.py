"""The sheet Do not mail: addresses and domains as people type them, and what cannot be understood there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from salesbook.domain.guards.forgotten import is_mark
from salesbook.util.addresses import address_key, blocked, hashed, read_address, same_domain

if TYPE_CHECKING:
    import pandas as pd

_BETWEEN = re.compile(r"[\s,;|<>\"'“”‘’]+|[()]")
_URL = re.compile(r"(?:https?://)?(?:www\.)?(?:[^/?#@]*@)?([^/?#]+)(?:[/?#].*)?", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?://|www\.|@|\*|/)", re.IGNORECASE)
_AT = re.compile(r"\s*[(\[{]\s*(?:at|@|ät)\s*[)\]}]\s*", re.IGNORECASE)  # info(at)firm.example
_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|punkt|\.)\s*[)\]}]\s*", re.IGNORECASE)
# What stands for any letters: * as in files, % as in databases, .* as in patterns of programmers.
_ANYTHING = re.compile(r"(?:\.?\*|%|\.\+)+|\?+")
_JOKER = "*"
_LEAST = 3  # letters that a pattern must have, or it would be everybody
_CODE = 2  # letters of a country's domain
# Endings that need no proof: a word with a point, such as "Dr.Meier", may be anything else.
_ENDINGS = frozenset((
    "com", "org", "net", "info", "biz", "edu", "gov", "mil", "int", "name", "pro", "mobi", "coop", "museum",
    "aero", "jobs", "travel", "tel", "cat", "asia", "post", "arpa", "example", "test", "shop", "online",
    "site", "store", "app", "dev", "tech", "cloud", "berlin", "hamburg", "koeln", "cologne", "bayern",
    "wien", "tirol", "swiss", "paris", "london", "nyc", "amsterdam", "brussels", "gent", "club", "agency",
    "digital", "group", "solutions", "services", "email", "media", "news", "blog", "design", "studio",
    "team", "work", "works", "world", "global", "systems", "network", "host", "website", "space", "live",
    "life", "today", "xyz", "top", "academy", "company", "consulting",
))  # fmt: skip


@dataclass(frozen=True)
class NotMailed:
    """Keys of addresses and of domains, as `address_key` and `same_domain` give them; marks of addresses nobody is told.

    `patterns`: addresses in which a star stands for any letters, such as `anna*@firm.example`.
    """

    addresses: frozenset[str]
    domains: frozenset[str]
    marks: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.addresses or self.domains or self.marks or self.patterns)

    def covers(self, key: str, book_id: str) -> bool:
        """Whether the address with this key must not be written to."""
        return (
            blocked(key, self.addresses, self.domains)
            or (bool(self.marks) and hashed(key, book_id) in self.marks)
            or any(_matcher(pattern).fullmatch(key) for pattern in self.patterns)
        )


_NOBODY = NotMailed(frozenset(), frozenset())


def read_entry(text: str) -> NotMailed:
    """What a row means: an address, a domain, a web address, several of them, or a mark; nothing where it says none.

    `*@firm.example`, `%@firm.example` and the like are the whole domain.
    """
    if is_mark(text):
        return NotMailed(frozenset(), frozenset(), frozenset({text.strip().lower()}))
    text = unicodedata.normalize("NFKC", text)
    if not _ANYTHING.search(text) and read_address(text)[0]:
        return NotMailed(frozenset({address_key(text)}), frozenset())
    text = _DOT.sub(".", _AT.sub("@", text))
    return _together([_read_part(part) for part in filter(None, _BETWEEN.split(text))])


def _read_part(part: str) -> NotMailed:
    part = part.rstrip("?!")
    local, at, domain = part.rpartition("@")
    if at and _ANYTHING.search(part):
        return _read_pattern(local.removeprefix("mailto:"), domain)
    if read_address(part)[0]:
        return NotMailed(frozenset({address_key(part)}), frozenset())
    if (found := _URL.fullmatch(part)) and "." in found[1] and (name := same_domain(found[1])):
        return NotMailed(frozenset(), frozenset({name}))
    return _NOBODY


def _read_pattern(local: str, domain: str) -> NotMailed:
    """An address in which something stands for any letters. Any local part means the whole domain."""
    pattern = f"{_ANYTHING.sub(_JOKER, local)}@{_ANYTHING.sub(_JOKER, domain)}".casefold()
    anybody = not _ANYTHING.sub("", local)
    if anybody and (whole := same_domain(pattern.rpartition("@")[2])):
        return NotMailed(frozenset(), frozenset({whole}))
    told = (
        sum(map(str.isalnum, pattern)) >= _LEAST
        and domain
        and (not anybody or _JOKER in pattern.rpartition("@")[2])
    )
    return NotMailed(frozenset(), frozenset(), patterns=frozenset({pattern})) if told else _NOBODY


@lru_cache(maxsize=1024)
def _matcher(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split(_JOKER))))


def _together(read: Collection[NotMailed]) -> NotMailed:
    return NotMailed(
        frozenset().union(*(one.addresses for one in read)),
        frozenset().union(*(one.domains for one in read)),
        frozenset().union(*(one.marks for one in read)),
        frozenset().union(*(one.patterns for one in read)),
    )


def not_mailed(table: pd.DataFrame) -> NotMailed:
    """All rows together."""
    return _together([read_entry(str(key)) for key in table.index])


def protects_somebody(text: str, domains: Collection[str]) -> bool:
    """Whether a row can match an address. `domains`: those of addresses in the book, which are domains for sure."""
    found = read_entry(text)
    if not found.domains or found.addresses or found.patterns:
        return bool(found)
    return bool(_SCHEME.search(text)) or any(
        len(ending := domain.rpartition(".")[2]) == _CODE
        or ending.startswith("xn--")
        or ending in _ENDINGS
        or any(one == domain or one.endswith(f".{domain}") for one in domains)
        for domain in found.domains
    )
