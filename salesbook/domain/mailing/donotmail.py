"""The sheet Do not mail: addresses and domains as people type them, and what cannot be understood there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesbook.domain.addresses import blocked, hashed, read_address, same, same_domain
from salesbook.domain.forgotten import is_mark
from salesbook.plan import Problem

if TYPE_CHECKING:
    import pandas as pd

_BETWEEN = re.compile(r"[\s,;|<>()\"'“”‘’]+")
_URL = re.compile(r"(?:https?://)?(?:www\.)?([^/?#]+)(?:[/?#].*)?", re.IGNORECASE)


@dataclass(frozen=True)
class NotMailed:
    """Keys of addresses and of domains, as `addresses.same` and `same_domain` give them; marks of addresses nobody is told."""

    addresses: frozenset[str]
    domains: frozenset[str]
    marks: frozenset[str] = frozenset()

    def covers(self, key: str, book_id: str) -> bool:
        """Whether the address with this key must not be written to."""
        return blocked(key, self.addresses, self.domains) or (
            bool(self.marks) and hashed(key, book_id) in self.marks
        )


def read_entry(text: str) -> NotMailed:
    """What a row means: an address, a domain, a web address, several of them, or a mark; nothing where it says none."""
    if is_mark(text):
        return NotMailed(frozenset(), frozenset(), frozenset({text.strip().lower()}))
    text = unicodedata.normalize("NFKC", text)
    if read_address(text)[0]:
        return NotMailed(frozenset({same(text)}), frozenset())
    addresses, domains = set(), set()
    for part in filter(None, _BETWEEN.split(text)):
        if read_address(part)[0]:
            addresses.add(same(part))
        elif (found := _URL.fullmatch(part)) and "." in found[1] and (domain := same_domain(found[1])):
            domains.add(domain)
    return NotMailed(frozenset(addresses), frozenset(domains))


def not_mailed(table: pd.DataFrame) -> NotMailed:
    """All rows together."""
    read = [read_entry(str(key)) for key in table.index]
    return NotMailed(
        frozenset().union(*(one.addresses for one in read)),
        frozenset().union(*(one.domains for one in read)),
        frozenset().union(*(one.marks for one in read)),
    )


def unread(table: pd.DataFrame) -> Iterator[Problem]:
    """Rows that mean nobody: somebody wanted to be left in peace there, and nobody can tell who."""
    for key in table.index:
        found = read_entry(str(key))
        if not (found.addresses or found.domains or found.marks):
            yield table.attrs["source"].problem(
                key, "Address", "Nobody can tell which address or domain this is, so it protects nobody",
                "Type one address such as ana@firm.example, or a domain such as firm.example.",
            )  # fmt: skip
