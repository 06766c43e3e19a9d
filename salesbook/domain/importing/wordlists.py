"""Words of other programs and languages, from the data files beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from salesbook.domain.facts.deal_stages import RESULT_WORDS
from salesbook.util.folding import letters_and_digits

_ELSEWHERE: Mapping[str, Mapping[str, Sequence[str]]] = {"Result": RESULT_WORDS}  # checks know them, too


@cache
def value_words(column: str) -> Mapping[str, str]:
    """Folded words and the value of the closed list that each means, for a column such as "Kind"."""
    lists = _ELSEWHERE.get(column) or data("headers.toml")["values"].get(column, {})
    return {
        letters_and_digits(word) or word: value for value, words in lists.items() for word in (value, *words)
    }


@cache
def order_words(section: str) -> Mapping[str, str]:
    """Folded words of files of orders, and what each means: see the sections of `orders.toml`."""
    lists = data("orders.toml")[section]
    return {
        letters_and_digits(word) or word: meaning
        for meaning, words in reversed(lists.items())
        for word in words
    }


@cache
def data(name: str) -> dict[str, Any]:
    """A data file beside this module, by its name."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
