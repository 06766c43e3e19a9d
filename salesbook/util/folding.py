"""Texts as they compare: without case, accents and whatever is no letter or digit."""

from __future__ import annotations

import re
import unicodedata

_NOT_LETTERS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """What counts when headers and words compare: letters and digits, without accents or case."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return _NOT_LETTERS.sub("", text.casefold())
