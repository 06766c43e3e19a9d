"""Who decides about a purchase, by what is written as their job title. Text in, yes or no out. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from salesbook.domain.importing.wordlists import data
from salesbook.util.folding import name_words

_ENDINGS = re.compile(r"(?<=\w)\s?[*:_/]-?\s?(?:in|innen)\b")  # Geschäftsführer/in, Inhaber*in
_BETWEEN = re.compile(r"[,;/&|+()\[\]–—:\n]|\s-\s|(?<=\s)(?:and|und|y|e|et|i|en|och|og|ja|a|sowie|u)(?=\s)")
_NO_LETTERS = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 16)
def title_decides(title: str) -> bool:
    """Whether somebody with that job title can say yes to a purchase: Owner, Founder & CEO, Leiterin Einkauf.

    Nobody who works for such a person: Assistant to the Managing Director.
    """
    whole, within, others = _patterns()
    folded = _ENDINGS.sub("", name_words(title)).replace(".", "")
    if others.search(_words(folded)):
        return False
    parts = [_words(part) for part in _BETWEEN.split(folded)]
    return any(part in whole or within.search(part) for part in parts)


def _words(text: str) -> str:
    return " ".join(_NO_LETTERS.sub(" ", text).split())


@cache
def _patterns() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """Titles that decide as a whole, a pattern of words that decide, and one of words that make the title another's."""
    lists = data("deciders.toml")
    whole, within = ([_listed(words) for words in lists[name]] for name in ("whole", "within"))
    others = [_listed(words) + r"\w*" * words.endswith("*") for words in lists["not"]]
    return frozenset(whole), _any_of(within), _any_of(others)


def _listed(words: str) -> str:
    return _words(name_words(words).replace(".", ""))


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")
