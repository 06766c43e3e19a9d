"""Countries: from the names that people and programs give them to their two-letter codes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from salesbook.util.folding import fold


@cache
def countries() -> Mapping[str, str]:
    """Folded names of countries, and codes, and the two-letter code of each."""
    codes = tomllib.loads(files(__package__).joinpath("countries.toml").read_text(encoding="utf-8"))
    names = {fold(name): code for code, names in codes.items() for name in names}
    return {**names, **{code.casefold(): code for code in codes}}


def country_code(text: str) -> str:
    """The two-letter code of a country that is named in any usual way; "" when it is not known."""
    return countries().get(fold(text), "")
