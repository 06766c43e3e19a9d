"""Words without the addresses that stand in them: a ledger holds none."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"[^\s<>()\"',;:“”]+(?:@|%40)[^\s<>()\"',;:“”]+", re.IGNORECASE)


def without_addresses(words: str) -> str:
    """What a server or a person said, with "the address" for each address in it."""
    return _ADDRESS.sub("the address", words)
