"""What other programs call the columns of the book."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from salesbook.domain.importing.values.units import without_unit
from salesbook.domain.importing.wordlists import data
from salesbook.util.folding import letters_and_digits

_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


def fold_header(text: str) -> str:
    """A header without its unit and what stands in brackets at its end; all of it if nothing else does."""
    text = text.replace("#", " no ")
    return letters_and_digits(_IN_BRACKETS.sub("", without_unit(text))) or letters_and_digits(text)


@cache
def header_lists() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By table and column, the folded headers that mean it, the best first."""
    tables = {name: part for name, part in data("headers.toml").items() if name != "values"}
    return {
        table: {column: tuple(map(fold_header, (column, *headers))) for column, headers in columns.items()}
        for table, columns in tables.items()
    }
