"""Words of other programs and languages, from the data files beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from salesbook.domain.importing.values.units import without_unit
from salesbook.util.folding import fold

_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


def fold_header(text: str) -> str:
    """A header without its unit and what stands in brackets at its end; all of it if nothing else does."""
    text = text.replace("#", " no ")
    return fold(_IN_BRACKETS.sub("", without_unit(text))) or fold(text)


@cache
def header_lists() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By table and column, the folded headers that mean it, the best first."""
    tables = {name: part for name, part in data("headers.toml").items() if name != "values"}
    return {
        table: {column: tuple(map(fold_header, (column, *headers))) for column, headers in columns.items()}
        for table, columns in tables.items()
    }


@cache
def value_words(column: str) -> Mapping[str, str]:
    """Folded words and the value of the closed list that each means, for a column such as "Kind"."""
    lists = data("headers.toml")["values"].get(column, {})
    return {fold(word) or word: value for value, words in lists.items() for word in (value, *words)}


@cache
def order_words(section: str) -> Mapping[str, str]:
    """Folded words of files of orders, and what each means: see the sections of `orders.toml`."""
    lists = data("orders.toml")[section]
    return {fold(word) or word: meaning for meaning, words in reversed(lists.items()) for word in words}


@cache
def data(name: str) -> dict[str, Any]:
    """A data file beside this module, by its name."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
