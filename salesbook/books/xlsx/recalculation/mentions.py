"""Which sheets read which: by the names that stand in their formulas."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from salesbook.books.xlsx.formulas import names_in_formula
from salesbook.books.xlsx.markup import unescape

_PLAIN_MARK = re.compile(rb"<f[\s/>]")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^>]*?)?(?:/>|>([^<]*)</)")


@dataclass(frozen=True)
class Mentions:
    """The names in a sheet's formulas, in lower case; None when some read through several sheets."""

    names: frozenset[str] | None
    has_formulas: bool


def mentions(blocks: Iterable[bytes], known: Collection[str]) -> Mentions:
    """Which of the `known` names the formulas of a sheet mention."""
    found: set[str] = set()
    seen: set[bytes] = set()
    anything = some = False
    for data in _overlapping(blocks):
        for formula in _FORMULA.finditer(data) if b"f" in data else ():
            some = True
            text = formula[1] or b""
            if text not in seen:
                seen.add(text)
                names = names_in_formula(unescape(text))
                anything = anything or names is None
                found |= (names or frozenset()).intersection(known)
    return Mentions(None if anything else frozenset(found), some)


def stale_sheets(
    sheets: Mapping[str, Mentions], changed: Collection[str], names: Mapping[str, str]
) -> frozenset[str]:
    """The sheets, among those looked at, with formulas whose values may have changed, as far as names tell.

    `changed` are changed tables and sheets, `names` the defined names with their formulas.
    """
    stale = {name.lower() for name in changed}
    meanings = {name.lower(): names_in_formula(text) for name, text in names.items()}
    found: set[str] = set()
    while True:
        before = len(stale)
        for name, meaning in meanings.items():
            if meaning is None or meaning & stale:
                stale.add(name)
        for sheet, mention in sheets.items():
            if mention.has_formulas and (mention.names is None or mention.names & stale):
                found.add(sheet)
                stale.add(sheet.lower())
        if len(stale) == before:
            return frozenset(found)


def _overlapping(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks, cut between cells, without those that have no formulas."""
    rest = b""
    prefixed = None
    for block in blocks:
        data = rest + block
        if prefixed is None:
            prefixed = b":worksheet" in data
        cut = max(data.rfind(b":c " if prefixed else b"<c"), 0)
        rest = data[cut:]
        if prefixed or _PLAIN_MARK.search(data):
            yield data[:cut]
    yield rest
